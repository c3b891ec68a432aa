// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { type MeasurandPlan, type RoundResult, scoreMeasurand, type Treatments } from './index.ts';
import { ask, codes, E3, GOOD, mercury, plain, plan, RESULTS, scored, tenOf } from './testing/mercury-round.ts';

describe('scoreMeasurand() of 21 laboratories, mercury in feed, ISO 13528:2022, E.4', () => {
  it.each([
    ['z', 'z'],
    ['z-prime', 'zprime'],
    ['zeta', 'zeta'],
    ['En', 'En'],
  ] as const)('prints every %s as the standard does', (score, member) => {
    const treatments = { assignedUncertainty: 'told' as const };
    const { scores, figures } = scored({ score }, { treatments });
    expect(scores.map((one) => 'value' in one && one.value)).toEqual(
      mercury.participants.map(({ published }) => published[member]),
    );
    expect(figures).toMatchObject({
      assignedValue: 0.044,
      standardUncertainty: 0.0041,
      method: 'certified-reference-material',
      count: 21,
    });
    expect(figures.sigmaPt).toBeCloseTo(0.0066, 12);
  });

  it('refuses plain z while u(xpt) is not negligible, unless participants are told', () => {
    expect(codes({ score: 'z' })).toEqual(['ASSIGNED_UNCERTAINTY_NOT_NEGLIGIBLE']);
    expect(codes({ score: 'z' }, { treatments: { assignedUncertainty: 'told' } })).toEqual([]);
  });

  it('scores nobody whose uncertainty it lacks, nor who was excluded, and says so', () => {
    const [first, second, ...rest] = RESULTS as [RoundResult, RoundResult, ...RoundResult[]];
    const bare = { code: first.code, value: first.value, use: 'all' } as const;
    const { scores } = scored({ score: 'En' }, { results: [bare, { ...second, use: 'none' }, ...rest] });
    expect(scores.slice(0, 2)).toEqual([
      { code: 'L04', notScored: 'no-uncertainty' },
      { code: 'L05', notScored: 'excluded' },
    ]);
    expect(scores[2]).toMatchObject({ signal: 'action' });
  });
});

describe('the assigned value', () => {
  const consensus = (more: object = {}) => ({ by: 'consensus', estimator: 'algorithm-a', ...more }) as const;
  const sigma = { from: 'prescribed', sigmaPt: 0.04 } as const;

  it('is a consensus by the stopping rule that was chosen, of example E.3', () => {
    const places = { assignedValue: 4, score: 2 };
    const results = plain(E3.data);
    const checks = {
      homogeneity: tenOf([0.25, 0.251], [0.251, 0.25]),
      stability: { before: [0.25], after: [0.25] },
    };
    const printed = scored(
      { assigned: consensus({ stopping: 'three-significant-figures', factor: 'printed' }), sigma, places },
      { results, checks },
    );
    expect([
      printed.figures.assignedValue.toFixed(4),
      printed.figures.deviation?.toFixed(4),
      printed.figures.standardUncertainty.toFixed(4),
    ]).toEqual(E3.algorithm_a);
    const converged = scored({ assigned: consensus(), sigma, places }, { results, checks });
    expect(converged.figures.count).toBe(34);
    expect(converged.figures.deviation).not.toBe(printed.figures.deviation);
  });

  it('says of a mean how far results spread where none of them counts too much, if that is known', () => {
    const checks = { homogeneity: tenOf([1, 1.01], [1.01, 1]), stability: { before: [1], after: [1] } };
    const of = (estimator: 'mean' | 'q-hampel', values: readonly number[]) => {
      const question = {
        assigned: { by: 'consensus', estimator },
        sigma,
        places: { assignedValue: 3, score: 2 },
      } as const;
      const { figures } = scored(question, {
        results: plain(values),
        checks,
        treatments: { assignedUncertainty: 'told' },
      });
      return figures;
    };
    const blunder = of('mean', [0.98, 0.99, 1, 1.01, 1.02, 3]);
    expect(blunder.deviation).toBeCloseTo(0.8166, 4);
    expect(blunder.robustDeviation).toBeLessThan(0.1);
    expect(of('mean', [1, 1, 1, 1, 1, 3])).not.toHaveProperty('robustDeviation');
    const robust = of('q-hampel', [0.98, 0.99, 1, 1.01, 1.02, 3]);
    expect(robust.robustDeviation).toBe(robust.deviation);
  });

  it('leaves out of the statistics what is only scored, and takes no part at all of what is excluded', () => {
    const results = [...plain([10, 11, 12]), ...plain([99], 'score-only').map((one) => ({ ...one, code: 'X' }))];
    const checks = {
      homogeneity: tenOf([11, 11.1], [11.1, 11]),
      stability: { before: [11], after: [11] },
    };
    const { figures, scores } = scored(
      { assigned: consensus({ estimator: 'mean' }), sigma: { from: 'prescribed', sigmaPt: 4 } },
      { results, checks },
    );
    expect([figures.assignedValue, figures.count]).toEqual([11, 3]);
    expect(scores.at(-1)).toMatchObject({ code: 'X', signal: 'action' });
  });

  it('is that of expert laboratories, or what was weighed in', () => {
    const checks = GOOD;
    const experts = scored({ assigned: { by: 'expert-laboratories', values: [0.043, 0.044, 0.045] } }, { checks });
    expect(experts.figures).toMatchObject({ assignedValue: 0.044, method: 'expert-laboratories' });
    const assigned = { by: 'formulation', value: 0.045, uncertainty: { characterisation: 0.0001 } } as const;
    expect(scored({ assigned, score: 'z' }).figures).toMatchObject({ assignedValue: 0.045, method: 'formulation' });
  });

  it('needs results where it is a consensus', () => {
    expect(codes({ assigned: consensus() }, { results: plain([1]) })).toEqual(['TOO_FEW_RESULTS']);
    expect(codes({ sigma: { from: 'results' } }, { results: plain([1, 2], 'score-only') })).toEqual([
      'TOO_FEW_RESULTS',
    ]);
  });
});

describe('σ_pt', () => {
  const sigmaPt = (sigma: MeasurandPlan['sigma']) => {
    const { figures } = scored(sigma === undefined ? { score: 'zeta' } : { sigma }, { treatments: TREATED });
    return figures.sigmaPt;
  };
  const TREATED: Treatments = {
    homogeneity: 'add-to-sigma',
    stability: 'add-to-uncertainty',
    assignedUncertainty: 'told',
  };

  it('is had in every way of clause 8', () => {
    expect(sigmaPt({ from: 'prescribed', sigmaPt: 0.005 })).toBe(0.005);
    expect(sigmaPt({ from: 'maximum-error', deltaE: 0.03 })).toBe(0.01);
    expect(sigmaPt({ from: 'precision-experiment', sigmaR: 23.2, sigmar: 14.3, replicates: 2 })?.toFixed(1)).toBe(
      '20.9',
    );
    // 0.044 mg/kg is below 1.2e-7: 22 %.
    expect(sigmaPt({ from: 'horwitz', unitAsMassFraction: 1e-6 })).toBeCloseTo(0.22 * 0.044, 12);
    expect(sigmaPt({ from: 'results' })).toBeGreaterThan(0.001);
    expect(sigmaPt({ from: 'results', least: 0.5, most: 1 })).toBe(0.5);
  });

  it('is not needed by zeta and En', () => {
    const { sigma: _, ...without } = plan({ score: 'zeta' });
    const outcome = scoreMeasurand({ plan: without, results: RESULTS, checks: GOOD, treatments: {} });
    expect(outcome).toMatchObject({ outcome: 'scored' });
    if (outcome.outcome === 'scored') expect(Object.keys(outcome.figures)).not.toContain('sigmaPt');
    const z = scoreMeasurand({ plan: { ...without, score: 'z' }, results: RESULTS, checks: GOOD, treatments: {} });
    expect(z).toMatchObject({ outcome: 'blocked', reasons: [{ code: 'NO_SIGMA' }] });
  });

  it('cannot come from results that are all alike, unless a least one was set', () => {
    expect(codes({ sigma: { from: 'results' } }, { results: plain([1, 1, 1]) })).toEqual(['NO_SPREAD']);
    const detail = (values: readonly number[]) => {
      const outcome = ask({ sigma: { from: 'results' } }, { results: plain(values) });
      return outcome.outcome === 'blocked' ? outcome.reasons[0]?.detail : undefined;
    };
    expect(detail([1, 1, 1])).toMatch(/^All results are alike/);
    expect(detail([1, 1, 1, 1, 2])).toMatch(/^More than half of the results are alike/);
    const treatments = TREATED;
    expect(
      scored({ sigma: { from: 'results', least: 0.01 } }, { results: plain([1, 1, 1]), treatments }).figures.sigmaPt,
    ).toBe(0.01);
  });
});

describe('the signal', () => {
  it('is that of the score as it is printed', () => {
    const assigned = { by: 'formulation', value: 10, uncertainty: { characterisation: 0 } } as const;
    const sigma = { from: 'prescribed', sigmaPt: 1 } as const;
    const checks = {
      homogeneity: tenOf([10, 10.1], [10.1, 10]),
      stability: { before: [10], after: [10] },
    };
    const results = plain([12.004, 12.006, 7.004, 9.999]);
    expect(
      scored({ assigned, sigma, score: 'z', places: { assignedValue: 1, score: 2 } }, { results, checks }).scores,
    ).toEqual([
      { code: 'L0', value: 2, signal: 'acceptable' },
      { code: 'L1', value: 2.01, signal: 'warning' },
      { code: 'L2', value: -3, signal: 'action' },
      // No score is printed as minus nothing.
      { code: 'L3', value: 0, signal: 'acceptable' },
    ]);
  });

  it('needs places that are whole numbers', () => {
    expect(() => ask({ places: { assignedValue: 1.5, score: 2 } })).toThrow('Decimal places');
    expect(() => ask({ places: { assignedValue: 1, score: 13 } })).toThrow('Decimal places');
  });
});
