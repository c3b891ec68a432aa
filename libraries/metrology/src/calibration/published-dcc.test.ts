// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseInstant } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import vectors from '../../vectors/dcc.json' with { type: 'json' };
import { createDccSchemas, readDcc, verifySignatures, writeDcc } from './index.ts';
import { nodeSignatureSuite } from './suites/node.ts';
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

  // The vectors list 21 documents; those that are at hand, byte for byte, are judged.
  const listed = vectors.cases.filter(({ file }) => published.includes(basename(file)));
  it.runIf(listed.length > 0).each(listed)('come to the verdict of the vectors on $file', async (entry) => {
    const bytes = readFileSync(join(EXAMPLES, basename(entry.file)));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(entry.sha256);
    const { dcc, xml } = readDcc(bytes);
    expect(dcc.schemaVersion).toBe(entry.schemaVersion);
    expect(await faults(bytes)).toEqual([]);
    const { signatures } = verifySignatures(xml, {
      suite: nodeSignatureSuite,
      roots: [],
      on: parseInstant('2026-11-22T00:00:00Z'),
    });
    expect(signatures).toHaveLength('signature' in entry ? 1 : 0);
    // Integrity only: the digests and the value; nobody gave roots here.
    for (const { checks, claimedSigningTime } of signatures) {
      const outcomeOf = (wanted: string) => checks.find(({ name }) => name === wanted)?.outcome;
      expect(['document-digest', 'properties-digest', 'signature-value'].map(outcomeOf)).toEqual(
        Array(3).fill('passed'),
      );
      expect(claimedSigningTime).toBe(entry.signature?.signingTime);
    }
  });
});
