// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseInstant } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import vectors from '../../vectors/dcc.json' with { type: 'json' };
import { codeOf } from '../testing/code-of.ts';
import { createDccSchemas, DCC_VERSIONS, parseXml, readDcc, verifySignatures, writeDcc } from './index.ts';
import { nodeSignatureSuite } from './suites/node.ts';
import { EVERY_FORM, exampleDcc, quantity } from './testing/example-dcc.ts';

// PTB's schemas and examples are LGPL-3.0 and not shipped. TOUCHSTONE_DCC_SCHEMAS names a folder with v3.3.0/dcc.xsd and
// the others; certificates are tried from `examples` in it or beside it, at any depth and under any name: those of the
// vectors are known by their digest. Without them these tests are skipped, each by its name.
const FOLDER = process.env.TOUCHSTONE_DCC_SCHEMAS ?? '';
const EXAMPLES = [join(FOLDER, 'examples'), join(FOLDER, '..', 'examples')].find(existsSync) ?? '';
const isThere = FOLDER !== '' && existsSync(join(FOLDER, 'v3.3.0', 'dcc.xsd'));
const why = isThere ? '' : ' (skipped: set TOUCHSTONE_DCC_SCHEMAS to a folder with v3.3.0/dcc.xsd)';

type Case = (typeof vectors.cases)[number];

/** The documents of the vectors, each by its name, with its bytes where they are at hand. */
const atHand = new Map(
  (EXAMPLES === '' ? [] : (readdirSync(EXAMPLES, { recursive: true }) as string[]))
    .filter((name) => name.endsWith('.xml'))
    .map((name) => readFileSync(join(EXAMPLES, name)))
    .map((bytes) => [createHash('sha256').update(bytes).digest('hex'), bytes] as const),
);
const judged = vectors.cases.flatMap((entry): readonly (readonly [string, Buffer, Case])[] => {
  const bytes = atHand.get(entry.sha256);
  return bytes === undefined ? [] : [[entry.file, bytes, entry]];
});
const valid = judged.filter(([, , { xsd }]) => xsd.verdict === 'valid');
const others = judged.filter(([, , { schemaVersion }]) => schemaVersion === '1.0.0');
const unsaid = judged.filter(([, , { schemaVersion }]) => schemaVersion === null);

describe('published documents of the vectors', () => {
  it('are 21, ten of them valid by their schema, and no other verdict is listed', () => {
    const verdicts = vectors.cases.map(({ xsd }) => xsd.verdict);
    expect(verdicts).toHaveLength(21);
    expect(new Set(verdicts)).toEqual(new Set(['valid', 'no schema for this version']));
    expect(verdicts.filter((verdict) => verdict === 'valid')).toHaveLength(10);
  });

  // Nine are DCX of DFM, another format (https://dfm.dk).
  it.skipIf(others.length === 0).each(others)(
    'for which PTB has no schema are read as XML and refused: %s',
    (...[, bytes, entry]) => {
      expect(parseXml(bytes).root.local).toMatch(/^digitalCalibration(Certificate|Exchange)$/);
      expect(DCC_VERSIONS).not.toContain(entry.schemaVersion);
      expect(codeOf(() => readDcc(bytes))).toBe('BAD_DCC');
    },
  );

  // The vectors were made by schemaVersion, which DCC 2.1.1 does not have: they name no schema for these two.
  it.skipIf(unsaid.length === 0).each(unsaid)(
    'that say no version are read as what they are, DCC 2.1.1: %s',
    (_, bytes) => {
      const { dcc, notes } = readDcc(bytes);
      expect([dcc.schemaVersion, dcc.administrativeData.coreData.uniqueIdentifier]).toEqual([
        '2.1.1',
        'PTB - 11044 17',
      ]);
      expect(new Set(notes.map(({ code }) => code))).toEqual(new Set(['UNREAD']));
      const quantities = dcc.measurementResults.entries.flatMap(({ conditions }) => conditions);
      expect(quantities.length).toBeGreaterThan(0);
    },
  );

  for (const { file, sha256 } of vectors.cases.filter((entry) => !atHand.has(entry.sha256)))
    it.skip(`${file} is not at hand: put it into examples beside the schemas (SHA-256 ${sha256.slice(0, 8)}…)`);
});

describe.skipIf(!isThere)(`published schemas of DCC${why}`, () => {
  const names = isThere
    ? (readdirSync(FOLDER, { recursive: true }) as string[]).filter((name) => name.endsWith('.xsd'))
    : [];
  const schemas = createDccSchemas(Object.fromEntries(names.map((name) => [name, readFileSync(join(FOLDER, name))])));
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

  it.each(['standardMU', 'expandedMU', 'coverageIntervalMU'] as const)(
    'allow what is written of the %s of all values of a list',
    async (kind) => {
      const coverage = '<si:coverageProbability>0.95</si:coverageProbability>';
      const stated = {
        standardMU: '<si:valueStandardMU>0.1</si:valueStandardMU>',
        expandedMU: `<si:valueExpandedMU>0.1</si:valueExpandedMU><si:coverageFactor>2</si:coverageFactor>${coverage}`,
        coverageIntervalMU: `<si:standardUnc>0.1</si:standardUnc><si:intervalMin>0</si:intervalMin><si:intervalMax>1</si:intervalMax>${coverage}`,
      };
      const list = `<si:list><si:realList><si:listUnit>\\metre</si:listUnit><si:listMeasurementUncertaintyUnivariate><si:${kind}>${stated[kind]}</si:${kind}></si:listMeasurementUncertaintyUnivariate><si:real><si:value>1</si:value></si:real></si:realList></si:list>`;
      const given = exampleDcc(quantity(list));
      expect([await faults(given), await faults(writeDcc(readDcc(given).dcc))]).toEqual([[], []]);
    },
  );

  it.skipIf(valid.length === 0).each(valid)('allow %s, and what is written of it as 3.3.0', async (_, bytes) => {
    const { dcc, notes } = readDcc(bytes);
    expect([await faults(bytes), notes]).toEqual([[], []]);
    // Before 3.0.0 nobody had to say where it was performed, and 3.3.0 requires it: nothing is made up for it.
    if (dcc.schemaVersion.startsWith('2.')) {
      expect(codeOf(() => writeDcc(dcc))).toBe('BAD_DCC');
      return;
    }
    const again = writeDcc(dcc);
    expect(await faults(again)).toEqual([]);
    expect(readDcc(again).dcc).toEqual({ ...dcc, schemaVersion: '3.3.0' });
  });

  it.skipIf(valid.length === 0).each(valid)('come to the verdict of the vectors on %s', async (_, bytes, entry) => {
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
