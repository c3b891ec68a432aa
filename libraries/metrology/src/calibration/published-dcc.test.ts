// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDccSchemas, readDcc, writeDcc } from './index.ts';
import { EVERY_FORM, exampleDcc, quantity } from './testing/example-dcc.ts';

// PTB's schemas and examples are LGPL-3.0 and not shipped. TOUCHSTONE_DCC_SCHEMAS names a folder with v3.3.0/dcc.xsd and
// the others; certificates are tried from `examples` in it or beside it. Without it these tests are skipped, and say so.
const FOLDER = process.env.TOUCHSTONE_DCC_SCHEMAS ?? '';
const EXAMPLES = [join(FOLDER, 'examples'), join(FOLDER, '..', 'examples')].find(existsSync) ?? '';
const isThere = FOLDER !== '' && existsSync(join(FOLDER, 'v3.3.0', 'dcc.xsd'));
const why = isThere ? '' : ' (skipped: set TOUCHSTONE_DCC_SCHEMAS to a folder with v3.3.0/dcc.xsd)';

describe.skipIf(!isThere)(`published schemas of DCC${why}`, () => {
  const names = isThere
    ? (readdirSync(FOLDER, { recursive: true }) as string[]).filter((name) => name.endsWith('.xsd'))
    : [];
  const schemas = createDccSchemas(Object.fromEntries(names.map((name) => [name, readFileSync(join(FOLDER, name))])));
  const published = isThere && EXAMPLES !== '' ? readdirSync(EXAMPLES).filter((name) => name.endsWith('.xml')) : [];
  const faults = async (text: string | Uint8Array): Promise<readonly unknown[]> => {
    const { dcc, xml } = readDcc(text);
    return (await schemas.of(dcc.schemaVersion))?.validate(xml) ?? ['no schema'];
  };

  it.each(EVERY_FORM.map((form, index) => [index, form] as const))(
    'allow what is written of form %i',
    async (_, form) => {
      const { dcc } = readDcc(exampleDcc(quantity(form)));
      expect(await faults(writeDcc(dcc))).toEqual([]);
    },
  );

  it.runIf(published.length > 0).each(published)('allow %s, and what is written of it as 3.3.0', async (name) => {
    const bytes = readFileSync(join(EXAMPLES, name));
    const { dcc, notes } = readDcc(bytes);
    const again = writeDcc(dcc);
    expect([await faults(bytes), await faults(again), notes]).toEqual([[], [], []]);
    expect(readDcc(again).dcc).toEqual({ ...dcc, schemaVersion: '3.3.0' });
  });
});
