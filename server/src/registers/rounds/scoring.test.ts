// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { NO_PART, type Part, type Result, type RoundCase } from './case.ts';
import { opening, type Treated } from './record.ts';
import { reasonsSinceScored, scoreRound } from './scoring.ts';

const ITEM = ['1.00', '1.01'];
const PLANNED = {
  ...{ measurand: 'Pb', substance: 'pb', unit: 'mg/kg', decimals: 2, score: 'z' },
  assigned: { by: 'formulation', value: '1.00', uncertainty: { characterisation: '0.01' } },
  sigma: { from: 'prescribed', sigmaPt: '0.10' },
  places: { assignedValue: 2, score: 2 },
};
const roundOf = (planned: object = {}): RoundCase => ({
  opening: {
    ...opening.parse({
      provider: { name: 'Demonstration Provider', demonstration: true },
      ...{ scheme: 'S', round: '1', item: { description: 'water' }, measurands: [{ ...PLANNED, ...planned }] },
      ...{ deadline: '2026-11-22T13:00:00Z', underAccreditation: false },
    }),
    ...{ accredited: false, openedOn: '2026-11-01' },
  },
  reports: [],
  checks: [
    { check: 'homogeneity', measurand: 'Pb', items: Array.from({ length: 10 }, () => ITEM) },
    { check: 'stability', measurand: 'Pb', before: ['1.00'], after: ['1.00'] },
  ],
  ...{ owner: 'did:web:provider.demonstration.example', jurisdiction: 'HK' },
});
const partOf = (code: string, result: object, reviews: Part['reviews'] = []): Part => ({
  ...{ ...NO_PART, code, sentAt: '2026-11-20T00:00:00Z', reviews },
  results: [{ outcome: 'quantified', measurand: 'Pb', unit: 'mg/kg', ...result } as Result],
});
const linesOf = (outcome: ReturnType<typeof scoreRound>) =>
  'reasons' in outcome ? outcome.reasons.map(({ code }) => code) : outcome.measurands.flatMap(({ lines }) => lines);

describe('scoreRound() of a number that no double holds', () => {
  const honest = partOf('AAAA', { value: '1.20' });

  it.each([
    { value: '1'.repeat(400) },
    { value: '1e400' },
    { value: '1.00', expandedUncertainty: '1e400', coverageFactor: '2' },
    { value: '1.00', expandedUncertainty: '0.1', coverageFactor: '1e-400' },
  ])('names the code and what to do, and scores the others once it is left out', (result) => {
    const hostile = partOf('BBBB', result);
    const outcome = scoreRound(roundOf(), [honest, hostile], []);
    expect(outcome).toMatchObject({ reasons: [{ code: 'NUMBER_OUT_OF_RANGE' }] });
    expect(JSON.stringify(outcome)).toContain('BBBB');
    const review = { measurand: 'Pb', use: 'none', ground: 'blunder', because: 'no such number' } as const;
    expect(linesOf(scoreRound(roundOf(), [honest, { ...hostile, reviews: [review] }], []))).toMatchObject([
      { code: 'AAAA', score: '2.00' },
      { code: 'BBBB', verdict: 'not-scored' },
    ]);
  });

  it('writes a huge score without a power of ten', () => {
    expect(linesOf(scoreRound(roundOf(), [partOf('AAAA', { value: '1e25' })], []))).toMatchObject([
      { score: expect.stringMatching(/^1[0-9]{25,26}(\.\d+)?$|^9[0-9]{25}(\.\d+)?$/), verdict: 'action' },
    ]);
  });
});

describe('reasonsSinceScored()', () => {
  const parts = [partOf('AAAA', { value: '1.20' }), partOf('BBBB', { value: '1.05' })];
  const scoredRound = () => {
    const round = roundOf();
    const outcome = scoreRound(round, parts, []);
    if ('reasons' in outcome) throw new Error(JSON.stringify(outcome));
    // As a database gives it back: members in another order.
    const measurands = outcome.measurands.map(({ measurand, figures, lines }) => ({ lines, figures, measurand }));
    return { ...round, scored: { measurands, treatments: [] } };
  };
  const codes = (round: RoundCase, of = parts) => reasonsSinceScored(round, of).map(({ code }) => code);

  it('has none where nothing came since, nor before anything is scored', () => {
    expect(codes(scoredRound())).toEqual([]);
    expect(codes(roundOf())).toEqual([]);
  });

  it('has one where a check that came since would keep the round from being scored', () => {
    const { checks, ...round } = scoredRound();
    const drifted: RoundCase['checks'] = [{ check: 'stability', measurand: 'Pb', before: ['1.00'], after: ['9.00'] }];
    const now = { ...round, checks: [...checks.slice(0, 1), ...drifted] };
    expect(codes(now)).toEqual(['NOT_SCORED_SINCE']);
    expect(reasonsSinceScored(now, parts)[0]?.detail).toContain('averages differ');
  });

  it('has one where a result is used otherwise now, or is another', () => {
    const review = { measurand: 'Pb', use: 'none', ground: 'blunder', because: 'the unit' } as const;
    const [first, second] = parts as [Part, Part];
    expect(codes(scoredRound(), [{ ...first, reviews: [review] }, second])).toEqual(['NOT_SCORED_SINCE']);
    expect(codes(scoredRound(), [first, partOf('BBBB', { value: '1.06' })])).toEqual(['NOT_SCORED_SINCE']);
    expect(codes(scoredRound(), [first])).toEqual(['NOT_SCORED_SINCE']);
  });
});

describe('scoreRound() by E_n', () => {
  const PLAN = {
    score: 'En',
    assigned: { by: 'formulation', value: '1.00', uncertainty: { characterisation: '0.05' } },
  };
  const lineOf = (expandedUncertainty: string, coverageFactor: string, planned: object = PLAN) => {
    const part = partOf('AAAA', { value: '1.15', expandedUncertainty, coverageFactor });
    return linesOf(scoreRound(roundOf(planned), [part], []))[0];
  };

  it.each([
    // D = 0.15 against the root of 0.10² + 0.20²: twice the standard uncertainty, whatever k was chosen.
    ['0.20', '2', '0.67', undefined],
    ['0.10', '1', '0.67', '0.2'],
    ['0.30', '3', '0.67', '0.2'],
    // As ISO 13528:2022, E.4 has it: k = 1.732 stands as it is.
    ['0.20', '1.732', '0.67', undefined],
    ['0.20', '2.3', '0.67', undefined],
    ['0.20', '2.31', '0.75', '0.17316'],
    ['0.20', '1.69', '0.58', '0.236686'],
  ])('takes U = %s with k = %s at one coverage', (U, k, score, asTwo) => {
    const line = lineOf(U, k) as { remarks?: object[] };
    expect(line).toMatchObject({ score, expandedUncertainty: U });
    const remark = { remark: 'scored-at-two', expandedUncertainty: asTwo, coverageFactor: k };
    expect(line.remarks).toEqual(asTwo === undefined ? undefined : [remark]);
  });

  it('remarks an uncertainty that is too good or too bad to be believed, for ζ too and for z not', () => {
    const small = { remarks: [{ remark: 'uncertainty-small' }] };
    expect(lineOf('500', '0.001')).toMatchObject({ remarks: [{}, { remark: 'uncertainty-large' }] });
    expect(lineOf('0.02', '2')).toMatchObject(small);
    expect(lineOf('0.02', '1', { ...PLAN, score: 'zeta' })).toMatchObject(small);
    expect(lineOf('500', '0.001', {})).not.toHaveProperty('remarks');
    // Without a standard deviation of anybody nothing says what is large.
    expect(lineOf('500', '2', { ...PLAN, sigma: undefined })).not.toHaveProperty('remarks');
  });

  it('holds an uncertainty to a robust standard deviation, also where the assigned value is a mean', () => {
    const assigned = { by: 'consensus', estimator: 'mean' };
    // Nine alike within 0.02 and one far out: s is 0.32, s* about 0.02; u = 0.2 is below 1.5 s, and far above 1.5 s*.
    const values = ['0.98', '0.99', '0.99', '1.00', '1.00', '1.00', '1.01', '1.01', '1.02', '2.00'];
    const parts = values.map((value, at) =>
      partOf(`A${at}`, { value, expandedUncertainty: '0.4', coverageFactor: '2' }),
    );
    const outcome = scoreRound(roundOf({ assigned, score: 'zeta' }), parts, []);
    expect(outcome).toMatchObject({ measurands: [{ figures: { method: 'mean', deviation: '0.316439' } }] });
    expect(linesOf(outcome)[0]).toMatchObject({ remarks: [{ remark: 'uncertainty-large' }] });
  });

  it('says of a result without an uncertainty that it has none', () => {
    expect(linesOf(scoreRound(roundOf(PLAN), [partOf('AAAA', { value: '1.15' })], []))).toEqual([
      { code: 'AAAA', reported: '1.15', verdict: 'not-scored', remarks: [{ remark: 'no-uncertainty' }] },
    ]);
  });

  it('keeps what was said of the result in the words of who said it', () => {
    const review = { measurand: 'Pb', use: 'score-only', ground: 'other', because: 'a courier' } as const;
    const part = partOf('AAAA', { value: '1.15', expandedUncertainty: '0.02', coverageFactor: '2' }, [review]);
    expect(linesOf(scoreRound(roundOf(PLAN), [part], []))).toMatchObject([
      { review: { ground: 'other', because: 'a courier' }, remarks: [{ remark: 'uncertainty-small' }] },
    ]);
    const excluded = { ...part, reviews: [{ ...review, use: 'none' as const }] };
    expect(linesOf(scoreRound(roundOf(PLAN), [excluded], []))).toMatchObject([
      { review: { ground: 'other', because: 'a courier' } },
    ]);
  });
});

describe('scoreRound() by E_n of items that differ or change', () => {
  const PLAN = {
    ...{ score: 'En', sigma: undefined },
    assigned: { by: 'formulation', value: '1.00', uncertainty: { characterisation: '0.05' } },
  };
  const part = partOf('AAAA', { value: '1.15', expandedUncertainty: '0.20', coverageFactor: '2' });
  const spread = Array.from({ length: 10 }, (_, at) => [`0.${at}0`, `0.${at}1`]);
  const checks: RoundCase['checks'] = [
    { check: 'homogeneity', measurand: 'Pb', items: spread },
    { check: 'stability', measurand: 'Pb', before: ['1.00'], after: ['0.30'] },
  ];
  const of = (found: RoundCase['checks'], ...names: Treated['treatment'][]) =>
    scoreRound(
      { ...roundOf(PLAN), checks: found },
      [part],
      names.map((treatment) => ({ treatment, measurand: 'Pb', because: 'no better item is to be had' })),
    );

  it('waits for checks, and for what is done where one is not met', () => {
    expect(linesOf(of([]))).toEqual(['HOMOGENEITY_NOT_CHECKED', 'STABILITY_NOT_CHECKED']);
    expect(linesOf(of(checks))).toEqual(['HOMOGENEITY_NOT_MET', 'STABILITY_NOT_MET']);
    expect(linesOf(of(checks, 'add-between-items-to-sigma', 'add-drift-to-uncertainty'))).toEqual([
      'HOMOGENEITY_NOT_MET',
    ]);
    expect(linesOf(of([], 'one-item-for-all'))).toEqual(['STABILITY_NOT_CHECKED']);
    const few: RoundCase['checks'] = [
      { check: 'homogeneity', measurand: 'Pb', items: [ITEM, ITEM] },
      { check: 'stability', measurand: 'Pb', before: ['1.00'], after: ['1.00'] },
    ];
    expect(linesOf(of(few))).toEqual(['TOO_FEW_ITEMS']);
    expect(linesOf(of(few, 'accept-homogeneity-check'))).toMatchObject([{ verdict: 'acceptable' }]);
  });

  it('takes no decision for which there is no ground, nor two about the same', () => {
    const good: RoundCase['checks'] = [
      { check: 'homogeneity', measurand: 'Pb', items: Array.from({ length: 10 }, () => ITEM) },
      { check: 'stability', measurand: 'Pb', before: ['1.00'], after: ['1.00'] },
    ];
    for (const name of [
      ...(['one-item-for-all', 'add-between-items-to-uncertainty', 'accept-homogeneity-check'] as const),
      ...(['add-drift-to-uncertainty', 'tell-of-uncertainty'] as const),
    ]) {
      expect(linesOf(of(good, name))).toEqual(['TREATMENT_WITHOUT_GROUND']);
    }
    expect(linesOf(of(good))).toMatchObject([{ verdict: 'acceptable' }]);
    const two = ['add-between-items-to-uncertainty', 'add-between-items-to-sigma'] as const;
    expect(linesOf(of(checks, ...two, 'add-drift-to-uncertainty'))).toEqual(['TREATMENTS_CONTRADICT']);
  });

  it('says that chance explains what lies between items, by which limit', () => {
    const sigma = { from: 'prescribed', sigmaPt: '1' };
    const items = Array.from({ length: 12 }, (_, at) => (at % 2 === 0 ? ['1.2', '1.7'] : ['0.3', '0.8']));
    const found: RoundCase['checks'] = [
      { check: 'homogeneity', measurand: 'Pb', items },
      { check: 'stability', measurand: 'Pb', before: ['1.00'], after: ['1.00'] },
    ];
    const scored = (...treatments: Treated[]) =>
      scoreRound({ ...roundOf({ score: 'z', sigma }), checks: found }, [partOf('AAAA', { value: '1.15' })], treatments);
    const check = { items: 12, found: '0.398', met: false, limit: '0.3', clause: 'B.2.2' };
    expect(scored()).toMatchObject({
      measurands: [
        {
          figures: {
            sigmaUsed: '1',
            homogeneity: { ...check, expandedLimit: '0.518' },
          },
        },
      ],
    });
    const carried = { treatment: 'add-between-items-to-sigma', measurand: 'Pb', because: 'to be sure' } as const;
    const { measurands } = scored(carried) as Extract<ReturnType<typeof scoreRound>, { readonly measurands: unknown }>;
    expect(measurands.map(({ figures }) => figures.sigmaUsed)).toEqual(['1.07629']);
    expect(measurands.map(({ figures }) => figures.homogeneity)).toEqual([check]);
  });

  it('carries both in u(xpt), and says against what they were held', () => {
    const outcome = of(checks, 'add-between-items-to-uncertainty', 'add-drift-to-uncertainty');
    // The root of 0.05², of s = 0.303 between items and of 0.7/√3.
    expect(outcome).toMatchObject({
      measurands: [
        {
          figures: {
            standardUncertainty: '0.50742',
            homogeneity: { items: 10, found: '0.303', met: false, limit: '0.015', clause: '7.2.2' },
            stability: { found: '0.7', met: false, limit: '0.015', clause: '7.2.2' },
          },
        },
      ],
    });
  });
});

it('scoreRound() prints the places that it scored by, where a plan on record has too few', () => {
  const planned = { places: { assignedValue: 0, score: 0 }, assigned: { ...PLANNED.assigned, value: '1.04' } };
  const outcome = scoreRound(roundOf(planned), [partOf('AAAA', { value: '1.30' })], []);
  expect(outcome).toMatchObject({
    measurands: [{ figures: { assignedValue: '1.04' }, lines: [{ score: '2.6', verdict: 'warning' }] }],
  });
});
