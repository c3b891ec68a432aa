// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { faultsOfPlan, faultsOfUnit, type MeasurandPlan, scoreMeasurand } from './index.ts';

const known = (value: number, u = 0.01) =>
  ({ by: 'certified-reference-material', value, uncertainty: { characterisation: u } }) as const;
const PLAN: MeasurandPlan = {
  ...{ assigned: known(0.45), sigma: { from: 'prescribed', sigmaPt: 0.1 }, score: 'z' },
  places: { assignedValue: 2, score: 2 },
};
const codes = (more: Partial<MeasurandPlan>) => faultsOfPlan({ ...PLAN, ...more }).map(({ code }) => code);
const CHECKS = {
  homogeneity: Array.from({ length: 10 }, () => [0.45, 0.451]),
  stability: { before: [0.45], after: [0.45] },
};
const TREATED = { homogeneityCheck: 'accepted' } as const;
const scored = (more: Partial<MeasurandPlan>, ...values: readonly number[]) => {
  const results = values.map((value, index) => ({
    ...{ code: `L${index}`, value, use: 'all' as const },
    ...{ standardUncertainty: 0.005, expandedUncertainty: 0.01 },
  }));
  const outcome = scoreMeasurand({ plan: { ...PLAN, ...more }, results, checks: CHECKS, treatments: TREATED });
  if (outcome.outcome !== 'scored') throw new Error(JSON.stringify(outcome));
  return outcome;
};

describe('faultsOfPlan() of decimal places', () => {
  it.each([
    ['z', 0, 1],
    ['z-prime', 0, 1],
    ['zeta', 0, 1],
    ['En', 0, 2],
    ['En', 1, 2],
  ] as const)('wants more for a %s of %d places, and takes %d', (score, few, enough) => {
    const of = (places: number) => codes({ score, places: { assignedValue: 2, score: places } });
    expect(of(few)).toEqual(['SCORE_PLACES_TOO_FEW']);
    expect(of(enough)).toEqual([]);
  });

  it('wants half a digit of the assigned value to be small beside what results are scored with', () => {
    const of = (more: Partial<MeasurandPlan>, assignedValue: number) =>
      codes({ ...more, places: { assignedValue, score: 2 } });
    expect(of({}, 0)).toEqual(['ASSIGNED_PLACES_TOO_FEW']);
    // 0.05 is half of σ_pt = 0.1, and a tenth of 0.5.
    const value = known(0.4567);
    expect(of({ assigned: value }, 1)).toEqual(['ASSIGNED_PLACES_TOO_FEW']);
    expect(of({ assigned: value, sigma: { from: 'prescribed', sigmaPt: 0.5001 } }, 1)).toEqual([]);
    expect(of({ assigned: known(0.4567, 0.5), score: 'z-prime' }, 1)).toEqual([]);
    expect(of({ assigned: known(0.4567, 0.5) }, 1)).toEqual(['ASSIGNED_PLACES_TOO_FEW']);
    // Of zeta and En: 0.3 u(xpt), whatever σ_pt stands beside it.
    expect(of({ assigned: known(0.4567, 0.17), score: 'En' }, 1)).toEqual([]);
    expect(of({ assigned: known(0.4567, 0.16), score: 'zeta', sigma: { from: 'prescribed', sigmaPt: 9 } }, 1)).toEqual([
      'ASSIGNED_PLACES_TOO_FEW',
    ]);
  });

  it('takes any places that round nothing away', () => {
    expect(codes({ assigned: known(1), places: { assignedValue: 0, score: 2 } })).toEqual([]);
    expect(codes({ assigned: known(0.45, 0), score: 'En' })).toEqual([]);
  });

  it('says nothing of what waits for results', () => {
    const places = { assignedValue: 0, score: 2 };
    expect(codes({ assigned: { by: 'consensus', estimator: 'mean' }, places })).toEqual([]);
    expect(codes({ sigma: { from: 'results' }, places })).toEqual([]);
  });

  it('names a plan that has no figures at all, beside places that are too few', () => {
    const places = { assignedValue: 2, score: 0 };
    expect(codes({ assigned: known(0), sigma: { from: 'relative', percent: 10 }, places })).toEqual([
      'SCORE_PLACES_TOO_FEW',
      'PLAN_CONTRADICTS',
    ]);
  });
});

describe('faultsOfPlan() of a standard deviation that contradicts itself', () => {
  const consensus = { by: 'consensus', estimator: 'mean' } as const;
  const precision = { from: 'precision-experiment', sigmaR: 0.1, replicates: 2 } as const;

  it.each([
    [
      { ...precision, sigmar: 0.9 },
      { ...precision, sigmar: 0.1 },
    ],
    // One replicate hides it in the formula: σ_R stands alone there.
    [
      { ...precision, sigmar: 0.9, replicates: 1 },
      { ...precision, sigmar: 0, replicates: 1 },
    ],
    [
      { from: 'results', least: 5, most: 1 },
      { from: 'results', least: 1, most: 1 },
    ],
    [
      { from: 'results', least: 5, most: 4.9 },
      { from: 'results', least: 5 },
    ],
    [
      { from: 'horwitz', unitAsMassFraction: 1.1 },
      { from: 'horwitz', unitAsMassFraction: 1 },
    ],
  ] as const)('names %o, and nothing of %o', (bad, good) => {
    for (const assigned of [consensus, known(0.45)]) {
      expect(codes({ assigned, sigma: bad })).toEqual(['PLAN_CONTRADICTS']);
      expect(codes({ assigned, sigma: good })).toEqual([]);
    }
  });

  it.each([
    ['no mass fraction above the whole', { assigned: known(20), sigma: { from: 'horwitz', unitAsMassFraction: 0.1 } }],
    ['no share of nothing', { assigned: known(0), sigma: { from: 'relative', percent: 10 } }],
    ['no value of one expert laboratory', { assigned: { by: 'expert-laboratories', values: [1] } }],
  ] as const)('has %s', (_, more) => {
    expect(codes(more)).toEqual(['PLAN_CONTRADICTS']);
  });
});

describe('faultsOfUnit()', () => {
  const horwitz = (unitAsMassFraction: number) => ({ from: 'horwitz', unitAsMassFraction }) as const;
  const relative = { from: 'relative', percent: 10 } as const;
  const codesOf = (...asked: Parameters<typeof faultsOfUnit>) => faultsOfUnit(...asked).map(({ code }) => code);

  it.each([
    ['mg/kg', 1e-6],
    ['µg/kg', 1e-9],
    ['ng/g', 1e-9],
    ['g/100 g', 0.01],
    ['%', 0.01],
    ['mg/L', 1e-6],
    ['mg/L', 1.03e-6],
    ['mg/L', 0.79e-6],
  ])('takes 1 %s as a mass fraction of %d', (unit, fraction) => {
    expect(codesOf(unit, horwitz(fraction))).toEqual([]);
  });

  it.each([
    ['mg/kg', 0.01],
    ['mg/kg', 1e-9],
    ['%', 1],
    ['mg/L', 1e-3],
    ['mg/L', 1e-9],
    ['mm', 1e-6],
    ['mL/100 mL', 0.01],
    ['[pH]', 1],
  ])('takes 1 %s for no mass fraction of %d', (unit, fraction) => {
    expect(codesOf(unit, horwitz(fraction))).toEqual(['PLAN_CONTRADICTS']);
  });

  it('takes a share of what has a zero, and of nothing else', () => {
    for (const unit of ['mg/kg', 'mm', 'K', 'g/100 g']) expect(codesOf(unit, relative)).toEqual([]);
    for (const unit of ['[pH]', '°C', 'dB']) expect(codesOf(unit, relative)).toEqual(['PLAN_CONTRADICTS']);
  });

  it('says nothing of a unit that is not known, nor of another standard deviation', () => {
    expect(codesOf('blobs', relative)).toEqual([]);
    expect(codesOf('[pH]', { from: 'prescribed', sigmaPt: 0.1 })).toEqual([]);
    expect(codesOf('[pH]', undefined)).toEqual([]);
  });
});

describe('scoreMeasurand() by a plan of too few places', () => {
  it('takes so many more that the assigned value and the verdict stay what they are', () => {
    const places = { assignedValue: 0, score: 0 };
    const { figures, scores } = scored({ places }, 0.45, 0.71, 0.69);
    expect(figures).toMatchObject({ assignedValue: 0.45, places: { assignedValue: 2, score: 1 } });
    // 2.6 is no 3, and 2.4 no 2.
    expect(scores).toMatchObject([
      { value: 0, signal: 'acceptable' },
      { value: 2.6, signal: 'warning' },
      { value: 2.4, signal: 'warning' },
    ]);
    const En = scored({ places, score: 'En', assigned: known(0.45, 0.005) }, 0.4635, 0.4643);
    expect(En.figures.places.score).toBe(2);
    expect(En.scores).toMatchObject([
      { value: 0.95, signal: 'acceptable' },
      { value: 1.01, signal: 'action' },
    ]);
  });

  it('keeps places that are enough, and scores against the assigned value as it is printed', () => {
    const { figures, scores } = scored({ assigned: known(0.4542) }, 0.45);
    expect(figures).toMatchObject({ assignedValue: 0.45, places: PLAN.places });
    expect(scores).toMatchObject([{ value: 0 }]);
  });

  it('takes many places of what is known without any uncertainty, and ends', () => {
    const assigned = { by: 'consensus', estimator: 'mean' } as const;
    const { figures } = scored({ assigned, score: 'zeta', places: { assignedValue: 2, score: 2 } }, 0.45, 0.4500001);
    expect(figures.places.assignedValue).toBeGreaterThan(7);
    const exact = scored({ assigned: known(1 / 3, 0), score: 'zeta' }, 0.45).figures;
    expect([exact.assignedValue, exact.places.assignedValue <= 30]).toEqual([1 / 3, true]);
  });
});
