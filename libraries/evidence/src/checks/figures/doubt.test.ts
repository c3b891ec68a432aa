// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { draft, LAW, leadResult, METHOD, reportDraft, WHO } from '../../testing/drafts.ts';
import { type Draft, sign } from '../../testing/parties.ts';
import { LEAD_LIMIT, rules } from '../../testing/rules.ts';
import { entry } from '../../testing/status-lists.ts';
import {
  cellOf,
  found,
  makeWorld,
  type SoundStatements,
  verdictOn,
  type WorldChanges,
  withPart,
  withSubject,
} from '../../testing/world.ts';
import type { Transcription } from '../../transcription.ts';

const HIGH = { value: '0.4', unit: 'mg/kg' };

/** A report by another laboratory, above the limit, in a language that the place does not take: not accepted. */
function failing(
  sound: SoundStatements,
  sample: Record<string, unknown> = {},
  more: Record<string, unknown> = {},
): Draft {
  const first = reportDraft(sound.sampling, sound.calibration);
  return {
    ...first,
    issuer: WHO.second,
    label: `failing ${JSON.stringify([sample, more])}`,
    subject: {
      ...first.subject,
      reportNumber: 'R-2',
      laboratory: { id: WHO.second.did, name: WHO.second.name, place: 'MO' },
      language: 'pt',
      sample: { ...(first.subject.sample as object), sample: 'S-2', seal: 'seal-2', ...sample },
      results: [leadResult({ result: 'r-2', quantity: HIGH })],
      ...more,
    },
  };
}
const beside = (sample?: Record<string, unknown>, more?: Record<string, unknown>): WorldChanges => ({
  papers: (sound) => [failing(sound, sample, more)],
});
const asReceived = { samplingRecord: undefined };
const ofNoLot = { statedLot: undefined };
/** One on a sample that nothing but its own word ties to the lot. */
const stated = (more: Record<string, unknown>) => ({
  ...asReceived,
  sample: 'S-3',
  statedLot: { food: 'leaf', lotNumber: 'L-1', ...more },
});
const one = (more: Record<string, unknown>) => ({ results: [leadResult({ result: 'r-2', quantity: HIGH, ...more })] });
const papersOf = (change: (failed: Draft) => Draft): WorldChanges => ({ papers: (sound) => [change(failing(sound))] });
const { sound: first } = await makeWorld();
const defective = await sign(failing(first));

/** A law that permits none; the laboratory found none, and a second one measured this much, on another basis. */
const ofTraces = (value: string): WorldChanges => ({
  ...beside({}, one({ quantity: { value, unit: 'mg/kg' }, basis: 'dry weight', limitOfQuantification: undefined })),
  requirements: rules([
    {
      ...{ ...LEAD_LIMIT, limit: { kind: 'not-permitted' } },
      method: { standard: 'x', force: 'free', certainty: 'read', requiredLoq: { value: '0.05', unit: 'mg/kg' } },
    } as typeof LEAD_LIMIT,
  ]),
  change: {
    report: withSubject({
      results: [
        {
          ...{ outcome: 'below-loq', result: 'r-1', substance: 'pb', method: { standard: METHOD } },
          ...{ basis: 'edible part', testedOn: '2026-11-11', limitOfQuantification: { value: '0.05', unit: 'mg/kg' } },
        },
      ],
    }),
  },
});

const PASSED = 'proved; passed:';

describe('isCredibleAgainst()', () => {
  const OPEN = 'unknown; undetermined: FAILING_RESULT_UNRESOLVED';
  it.each<[string, string, WorldChanges]>([
    ['a report in another language', OPEN, beside()],
    ['one that only the register holds', OPEN, { more: (sound) => [failing(sound)] }],
    [
      'one on the same sample, received without its record',
      OPEN,
      beside({ ...asReceived, sample: 'S-1', seal: 'seal-1' }),
    ],
    ['one on a sample of the record that names no seal', OPEN, beside({ ...asReceived, seal: undefined })],
    [
      'one on a sample that was never sealed',
      OPEN,
      {
        ...beside({ ...asReceived, seal: 'seal-9' }),
        change: { sampling: withSubject({ samples: [{ sample: 'S-1', seal: 'seal-1' }, { sample: 'S-2' }] }) },
      },
    ],
    ['one on a sample under another seal', OPEN, beside({ ...asReceived, seal: 'seal-9' })],
    ['one on a sample of the record that states no lot', OPEN, beside({ ...asReceived, ...ofNoLot })],
    ['one on a sample that names the record and is not in it', OPEN, beside({ sample: 'S-3', ...ofNoLot })],
    ['one on a sample as received that states the lot', OPEN, beside({ ...asReceived, sample: 'S-3' })],
    ['one that states the lot, of a food by another word', OPEN, beside(stated({ food: 'Blatt' }))],
    ['one that states the lot, of a wider food', OPEN, beside(stated({ food: 'food' }))],
    ['one that states the lot, of a narrower food', OPEN, beside(stated({ food: 'cress' }))],
    ['one that states the number of the lot, of another food', PASSED, beside(stated({ food: 'fish' }))],
    ['one that states another lot', PASSED, beside(stated({ lotNumber: 'L-2' }))],
    [
      'one on a sample that is not in the record and states no lot',
      PASSED,
      beside({ ...asReceived, sample: 'S-3', ...ofNoLot }),
    ],
    ['one whose sample is of another food by its word', OPEN, beside({ food: 'fish' })],
    ['one far above the working range', OPEN, beside({}, one({ quantity: { value: '12', unit: 'mg/kg' } }))],
    ['one ninety times above it', OPEN, beside({}, one({ quantity: { value: '90', unit: 'mg/kg' } }))],
    [
      'one that quantifies lower than its scope',
      OPEN,
      beside({}, one({ limitOfQuantification: { value: '0.001', unit: 'mg/kg' } })),
    ],
    ['one by another method', OPEN, beside({}, one({ method: { standard: 'GB 5009.99-2023' } }))],
    ['one marked as outside the scope', OPEN, beside({}, one({ underScope: false }))],
    ['one without a signatory', OPEN, beside({}, { signatory: undefined })],
    ['one tested the day before receipt', OPEN, beside({}, one({ testedOn: '2026-11-08' }))],
    ['one in a unit that does not compare', OPEN, beside({}, one({ quantity: { value: '9', unit: 'mg/L' } }))],
    ['one above the limit on another basis', OPEN, beside({}, one({ basis: 'edible portion' }))],
    [
      'one at the limit on another basis',
      PASSED,
      beside({}, one({ basis: 'dry weight', quantity: { value: '0.3', unit: 'mg/kg' } })),
    ],
    [
      'one below zero in a unit that does not compare',
      PASSED,
      beside({}, one({ quantity: { value: '-9', unit: 'mg/L' } })),
    ],
    ['one of another substance', PASSED, beside({}, one({ substance: 'hg' }))],
    ['one that is expired', OPEN, papersOf((failed) => ({ ...failed, validUntil: '2026-11-15T00:00:00Z' }))],
    [
      'one whose status is not known',
      OPEN,
      papersOf((failed) => ({ ...failed, more: { credentialStatus: entry(7) } })),
    ],
    [
      'one that is revoked by its list',
      'unknown; undetermined: FAILING_RESULT_TAKEN_BACK',
      {
        ...papersOf((failed) => ({ ...failed, more: { credentialStatus: entry(7) } })),
        lists: [{ keeper: WHO.second, takenAt: '2026-11-22T04:00:00Z', set: [7] }],
      },
    ],
    [
      'one that an authority found inaccurate',
      PASSED,
      {
        stored: [defective.text],
        more: () => [
          draft('authority', 'ReportDefect', 'defect', {
            id: 'urn:test:defect',
            report: defective.reference,
            kind: 'inaccurate',
            place: 'MO',
            reason: 'a test',
            legalBasis: LAW,
            decidedOn: '2026-11-16T00:00:00Z',
          }),
        ],
      },
    ],
    [
      'one whose issuer is somebody that no anchor knows',
      PASSED,
      { ...papersOf((failed) => ({ ...failed, issuer: WHO.stranger })), change: { 'key of stranger': 'without' } },
    ],
    [
      'one of a laboratory outside its scope',
      OPEN,
      {
        ...beside(),
        change: {
          second: withSubject({
            scope: [
              {
                activity: 'sampling',
                line: 'S',
                object: { description: 'x' },
                method: { standard: 'x' },
                from: '2025-01-01',
              },
            ],
          }),
        },
      },
    ],
    ['one whose key nobody vouches for', PASSED, { ...beside(), change: { 'key of second': 'without' } }],
    [
      'one of a laboratory that may not issue',
      OPEN,
      {
        ...beside(),
        more: () => [
          draft('authority', 'ListEntry', 'entry', {
            id: 'urn:test:entry',
            party: { name: 'second', did: WHO.second.did },
            list: 'test list',
            effects: ['may-not-issue'],
            places: ['MO'],
            legalBasis: { instrument: 'Test rule', certainty: 'read' },
            from: '2026-01-01',
          }),
        ],
      },
    ],
    [
      'one with a broken link of traceability',
      OPEN,
      {
        papers: (sound) => {
          const instruments = [{ instrument: 'balance B9', calibration: sound.calibration.reference }];
          return [failing(sound, {}, { results: [leadResult({ quantity: HIGH, instruments })] })];
        },
      },
    ],
    [
      'one that does not fail',
      PASSED,
      beside({}, { results: [leadResult({ quantity: { value: '0.2', unit: 'mg/kg' } })] }),
    ],
    ['traces of what the law permits none of, on another basis', OPEN, ofTraces('0.05')],
    ['a zero of what the law permits none of, on another basis', PASSED, ofTraces('0.00')],
    [
      'one that was tampered with',
      PASSED,
      { ...beside(), texts: (texts) => texts.map((text) => text.replace('"0.4"', '"0.5"')) },
    ],
  ])('weighs %s', async (_, expected, changes) => {
    expect(await found('conflict', changes)).toBe(expected);
  });

  it('takes no record of sampling from a stranger for the lot’s, nor from a paper that is none', async () => {
    const own = (sound: SoundStatements) => ({
      ...draft('stranger', 'SamplingRecord', 'own record', JSON.parse(sound.sampling.text).credentialSubject),
      validFrom: '2026-11-09T09:00:00Z',
    });
    const { sound } = await makeWorld();
    const { reference } = await sign(own(sound));
    const changes = {
      papers: (all: SoundStatements) => [own(all), failing(all, { samplingRecord: reference, ...ofNoLot })],
    };
    expect(await found('conflict', changes)).toBe(PASSED);
    // Where the place does not ask for the link, an accepted report may rest on anything, or on nothing.
    const informative = withPart('checks', { 'object-link': 'informative' });
    const resting = (samplingRecord: unknown): WorldChanges => ({
      ...beside({ ...asReceived, ...ofNoLot }),
      change: { policy: informative, report: withPart('sample', { samplingRecord }) },
    });
    expect(await found('conflict', resting(undefined))).toBe(PASSED);
    expect(await found('conflict', resting(sound.calibration.reference))).toBe(PASSED);
    expect(
      await found('conflict', resting({ ...sound.sampling.reference, digest: sound.calibration.reference.digest })),
    ).toBe(PASSED);
  });

  it('refutes nothing, and is settled by the re-test procedure, whatever force the place gives the group', async () => {
    const only = { change: { report: 'without' }, ...beside() } as const;
    expect(cellOf(await verdictOn(only))).toMatchObject({ verdict: 'unknown', outcome: 'inconclusive' });
    const informative = { ...beside(), change: { policy: withPart('checks', { conflict: 'informative' }) } };
    const cell = cellOf(await verdictOn(informative));
    expect([cell.verdict, cell.toSettle.map(({ code }) => code)]).toEqual(['unknown', ['SETTLE_CONFLICT']]);
  });
});

describe('typedAgainst()', () => {
  const typed = (more: Record<string, unknown> = {}): WorldChanges => ({
    transcribed: [
      {
        at: { file: 'results.csv', row: 2 },
        reportNumber: ' r-1 ',
        laboratory: WHO.laboratory.name,
        substance: 'Lead',
        method: 'GB 5009.12-2023',
        testedOn: '2026-11-11',
        basis: 'edible part',
        outcome: 'quantified',
        quantity: { value: '0.10', unit: 'mg/kg' },
        ...more,
      } as unknown as Transcription,
    ],
  });
  const quantity = (value: string, unit = 'mg/kg') => ({ quantity: { value, unit } });
  const nonDetect = {
    outcome: 'below-loq',
    quantity: undefined,
    limitOfQuantification: { value: '0.02', unit: 'mg/kg' },
  };
  const DIFFERS = 'unknown; undetermined: TYPED_DIFFERS_FROM_SIGNED';

  it.each<[string, string, WorldChanges]>([
    ['the number that the report says', PASSED, typed()],
    ['the same number in another unit', PASSED, typed(quantity('100', 'ug/kg'))],
    ['another number', DIFFERS, typed(quantity('0.01'))],
    ['a number that does not compare', DIFFERS, typed(quantity('0.1', 'mg/L'))],
    ['a non-detect where the report quantifies', DIFFERS, typed(nonDetect)],
    [
      'a number on another basis, that the report does not give',
      DIFFERS,
      typed({ ...quantity('0.2'), basis: 'as sold' }),
    ],
    [
      'another number of a report of the same number by another laboratory',
      PASSED,
      typed({ ...quantity('0.2'), laboratory: 'Other' }),
    ],
    ['another number of another report', PASSED, typed({ ...quantity('0.2'), reportNumber: 'R-7' })],
    [
      'a number above the limit, of whatever report',
      'unknown; undetermined: TYPED_RESULT_FAILS',
      typed({ ...quantity('0.4'), reportNumber: 'R-7' }),
    ],
    [
      'a number above the limit on another basis',
      'unknown; undetermined: TYPED_RESULT_MAY_FAIL',
      typed({ ...quantity('0.4'), basis: 'dry matter', reportNumber: 'R-7' }),
    ],
    [
      'a number above the limit whose basis nobody typed',
      'unknown; undetermined: TYPED_RESULT_MAY_FAIL',
      typed({ ...quantity('0.4'), basis: undefined, reportNumber: 'R-7' }),
    ],
    [
      'a number in a unit that does not compare',
      'unknown; undetermined: TYPED_RESULT_MAY_FAIL',
      typed({ ...quantity('0.4', 'mg/L'), reportNumber: 'R-7' }),
    ],
    [
      'a number below the limit on another basis',
      PASSED,
      typed({ ...quantity('0.2'), basis: 'dry matter', reportNumber: 'R-7' }),
    ],
  ])('weighs %s', async (_, expected, changes) => {
    expect(await found('conflict', changes)).toBe(expected);
  });

  it('takes a non-detect as the report gives it, and looks at every result of the report', async () => {
    const results = [
      leadResult(),
      leadResult({ result: 'r-2', basis: 'as sold', quantity: { value: '0.2', unit: 'mg/kg' } }),
    ];
    const changes = (more: Record<string, unknown>): WorldChanges => ({
      ...typed(more),
      change: { report: withSubject({ results }) },
    });
    expect(await found('conflict', changes({ ...quantity('0.2'), basis: 'as sold' }))).toBe(PASSED);
    const { quantity: _, expandedUncertainty: __, ...bare } = leadResult({ outcome: 'below-loq' });
    const both = { ...typed(nonDetect), change: { report: withSubject({ results: [bare] }) } };
    expect(await found('conflict', both)).toBe(PASSED);
  });

  it('says how it is settled, and refutes nothing', async () => {
    const cell = cellOf(await verdictOn(typed(quantity('0.4'))));
    expect(cell.toSettle.map(({ code }) => code)).toEqual(['SETTLE_TYPED_RESULT']);
    expect(cell.outcome).toBe('inconclusive');
  });
});
