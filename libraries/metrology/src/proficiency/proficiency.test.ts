// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MetrologyError } from '../metrology-error.ts';
import { ALGORITHM_A_FACTOR, algorithmA, algorithmAOfItems } from './algorithm-a.ts';
import { stepOfA } from './algorithm-a-step.ts';
import { ALGORITHM_S_FACTORS, algorithmS, exactAlgorithmSFactors } from './algorithm-s.ts';
import {
  assignByConsensus,
  assignByExpertLaboratories,
  assignKnownValue,
  combineAssignedUncertainty,
  compareWithReference,
} from './assigned-value.ts';
import { hampelEstimate, hampelPsi } from './hampel.ts';
import { checkHomogeneity, expandedCriterionFactors, sigmaWithHeterogeneity } from './homogeneity.ts';
import { parseResults } from './index.ts';
import { kernelBandwidth, kernelDensity, kernelMode } from './kernel-density.ts';
import { histogram, orderedScores, repeatedScores, youdenPlot } from './plots.ts';
import { qMethod } from './q-method.ts';
import { qn } from './qn.ts';
import {
  deltaEWithUncertainty,
  isAssignedUncertaintyNegligible,
  scoreResult,
  signalOfEn,
  signalOfZ,
  zPrimeReduction,
} from './scores.ts';
import { chooseSigmaPt, fitPreviousRounds, horwitzSigma, sigmaFromPrecision } from './sigma-pt.ts';
import { median, normalisedInterquartileRange, scaledMedianDeviation } from './simple-estimators.ts';
import { checkStability, testStability } from './stability.ts';

const fails = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (error instanceof MetrologyError) {
      return { code: error.code, ...error.data };
    }
    throw error;
  }
  return undefined;
};
const results = fc
  .array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 60 })
  .map((all) => all.map((x) => x / 8));
const mostlyNormal = fc
  .array(fc.tuple(fc.double({ min: 0.001, max: 0.999, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), {
    minLength: 5,
    maxLength: 80,
  })
  .map((all) => all.map(([a, b]) => Math.sqrt(-2 * Math.log(a)) * Math.cos(2 * Math.PI * b) * (b > 0.9 ? 20 : 1)));
const near = (got: number, expected: number, scale: number) =>
  expect(Math.abs(got - expected)).toBeLessThanOrEqual(1e-9 * (scale + 1));

describe('algorithmA()', () => {
  it('finds the point where the iteration as printed stands still', () => {
    fc.assert(
      fc.property(mostlyNormal, (values) => {
        const { location, scale } = algorithmA(values);
        const next = stepOfA(Float64Array.from(values), { location, scale }, ALGORITHM_A_FACTOR);
        near(next.location, location, scale);
        near(next.scale, scale, scale);
      }),
    );
  });

  it('agrees with a thousand iterations as printed', () => {
    fc.assert(
      fc.property(mostlyNormal, (values) => {
        let slow = { location: median(values), scale: scaledMedianDeviation(values) };
        for (let step = 0; step < 1000; step += 1) {
          slow = stepOfA(Float64Array.from(values), slow, ALGORITHM_A_FACTOR);
        }
        const fast = algorithmA(values);
        near(fast.location, slow.location, slow.scale);
        near(fast.scale, slow.scale, slow.scale);
      }),
      { numRuns: 60 },
    );
  });

  it('starts many results from some of them and ends at the same point', () => {
    const many = Array.from({ length: 5000 }, (_, i) => ((i * 7919) % 5003) / 100 + (i % 50 === 0 ? 500 : 0));
    const { location, scale } = algorithmA(many);
    const next = stepOfA(Float64Array.from(many), { location, scale }, ALGORITHM_A_FACTOR);
    near(next.location, location, scale);
    near(next.scale, scale, scale);
    const mostlyOne = many.map((value, index) => (index % 4 === 0 ? value : 10));
    expect(Number.isFinite(algorithmA(mostlyOne).scale)).toBe(true);
  });

  it('starts from the standard deviation where MADe is 0, and is 0 where nothing varies', () => {
    expect(algorithmA([1, 1, 1, 1, 5]).scale).toBeGreaterThanOrEqual(0);
    expect(algorithmA([3, 3, 3])).toEqual({ location: 3, scale: 0, iterations: 0 });
    expect(algorithmA([1, 1, 1, 1, 1, 1, 1, 1, 1, 9])).toMatchObject({ location: 1, scale: 0 });
  });

  it('keeps a scale that is given, and refuses one of 0', () => {
    const fixed = algorithmA([1, 2, 3, 50], { fixedScale: 1 });
    expect(fixed.scale).toBe(1);
    expect(fixed.location).toBeCloseTo(stepOfA(Float64Array.of(1, 2, 3, 50), fixed, undefined).location, 12);
    expect(fails(() => algorithmA([1, 2, 3], { fixedScale: 0 }))?.code).toBe('ZERO_SPREAD');
  });

  it('follows a permutation, a shift and a scale', () => {
    fc.assert(
      fc.property(results, fc.integer({ min: -64, max: 64 }), fc.constantFrom(0.25, 2, 8), (values, shift, factor) => {
        for (const estimate of [
          (x: readonly number[]) => algorithmA(x).location,
          (x: readonly number[]) => median(x),
          (x: readonly number[]) => hampelEstimate(x, Math.max(qMethod(x.map((v) => [v])), 1e-3 * factorOf(x, values))),
        ]) {
          const size = Math.max(...values.map(Math.abs)) * factor + Math.abs(shift);
          near(estimate(values.map((x) => x * factor + shift)), estimate(values) * factor + shift, size);
          near(estimate([...values].reverse()), estimate(values), size);
        }
        for (const spread of [
          (x: readonly number[]) => algorithmA(x).scale,
          scaledMedianDeviation,
          normalisedInterquartileRange,
          qn,
          (x: readonly number[]) => qMethod(x.map((v) => [v])),
        ]) {
          near(spread(values.map((x) => x * factor + shift)), spread(values) * factor, 1000 * factor);
          near(spread([...values].reverse()), spread(values), 1000);
        }
      }),
    );
  });

  it('takes the items of a round one by one', () => {
    expect(
      algorithmAOfItems([
        [1, 2, 3],
        [4, 5, 9],
      ]),
    ).toEqual([algorithmA([1, 2, 3]), algorithmA([4, 5, 9])]);
  });

  it('refuses what is no result, saying where', () => {
    const text = [1, 2, 'n.d.'] as unknown as number[];
    expect(fails(() => algorithmA(text))).toEqual({ code: 'BAD_OBSERVATIONS', given: 'n.d.', position: 2, path: [2] });
    expect(fails(() => algorithmA(Float64Array.of(1, Number.NaN, 2)))).toMatchObject({
      code: 'BAD_OBSERVATIONS',
      position: 1,
    });
    expect(fails(() => algorithmA([1]))?.code).toBe('TOO_FEW_OBSERVATIONS');
    expect(fails(() => algorithmA({ length: 2_000_000 }))?.code).toBe('BAD_OBSERVATIONS');
  });
});

// The scale is kept in proportion to how far the values were stretched.
function factorOf(stretched: readonly number[], values: readonly number[]): number {
  const range = (x: readonly number[]) => Math.max(...x) - Math.min(...x);
  return range(values) === 0 ? 1 : range(stretched) / range(values);
}

describe('iterations', () => {
  it('that do not come to rest are an error', () => {
    const values = [1, 2, 3, 4, 50];
    expect(fails(() => algorithmA(values, { iterationsMax: 1 }))?.code).toBe('NOT_CONVERGED');
    expect(fails(() => algorithmA(values, { iterationsMax: 1, fixedScale: 3 }))?.code).toBe('NOT_CONVERGED');
    expect(fails(() => algorithmS(values, { iterationsMax: 1, degreesOfFreedom: 1 }))?.code).toBe('NOT_CONVERGED');
  });

  it('of a mode find the hill from far beside it', () => {
    expect(Math.abs(kernelMode([0, 1e6], 1))).toBeLessThan(1e-9);
  });
});

describe('parseResults()', () => {
  it('reads a column of decimals', () => {
    expect(parseResults([{ laboratory: 'L1', value: '0.10' }])).toEqual([{ laboratory: 'L1', value: 0.1 }]);
  });

  it('names the laboratory whose result is text, its row and what it wrote', () => {
    const rows = [
      { laboratory: 'L1', value: '0.10' },
      { laboratory: 'L7', value: '<0.5' },
    ];
    expect(fails(() => parseResults(rows))).toMatchObject({
      code: 'BAD_OBSERVATIONS',
      given: '<0.5',
      position: 1,
      subject: 'L7',
    });
    const many = { length: 2_000_000 } as unknown as typeof rows;
    expect(fails(() => parseResults(many))?.code).toBe('BAD_OBSERVATIONS');
  });
});

describe('algorithmS()', () => {
  it('has the factors of table C.1 where the exact ones are rounded', () => {
    ALGORITHM_S_FACTORS.forEach(([eta, xi], index) => {
      const [exactEta, exactXi] = exactAlgorithmSFactors(index + 1);
      expect(Math.abs(exactEta - eta)).toBeLessThan(0.0011);
      expect(Math.abs(exactXi - xi)).toBeLessThan(0.0011);
    });
  });

  it('starts from the root mean square where the median is 0, and is 0 where all are', () => {
    expect(algorithmS([0, 0, 0, 1], { degreesOfFreedom: 1 }).scale).toBeGreaterThanOrEqual(0);
    expect(algorithmS([0, 0], { degreesOfFreedom: 1 })).toEqual({ scale: 0, iterations: 0 });
  });

  it('refuses negative deviations and degrees that the table lacks', () => {
    expect(fails(() => algorithmS([0.1, -0.2], { degreesOfFreedom: 1 }))).toMatchObject({
      code: 'BAD_UNCERTAINTY',
      path: [1],
    });
    expect(fails(() => algorithmS([0.1], { degreesOfFreedom: 11 }))?.code).toBe('BAD_PARAMETER');
    expect(fails(() => algorithmS([0.1], { degreesOfFreedom: 0.5, factor: 'exact' }))?.code).toBe('BAD_PARAMETER');
  });
});

describe('qn()', () => {
  const slow = (values: readonly number[], shift: number, factor: number) => {
    const differences = values.flatMap((a, i) => values.slice(i + 1).map((b) => Math.abs(a - b))).sort((a, b) => a - b);
    const h = Math.floor(values.length / 2) + shift;
    return factor * (differences[(h * (h - 1)) / 2 - 1] as number);
  };

  it('finds the difference that sorting all of them finds, by either print', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 13, maxLength: 40 }), (values) => {
        const ratio = qn(values, { edition: '2022' }) * slow(values, 1, 2.2191);
        expect(ratio).toBeCloseTo(qn(values) * slow(values, 0, 2.2219), 9);
      }),
    );
  });

  it('reads 2 and 3 results by the amendment only', () => {
    expect(qn([1, 2])).toBeCloseTo(2.2191 * 0.3994, 12);
    expect(fails(() => qn([1, 2, 3], { edition: '2022' }))?.code).toBe('TOO_FEW_OBSERVATIONS');
    expect(fails(() => qn([-1.7e308, 1.7e308]))?.code).toBe('BAD_OBSERVATIONS');
  });
});

describe('qMethod()', () => {
  it('gives laboratories the same weight, however often they measured', () => {
    const once = qMethod([[1], [2], [4], [7]]);
    expect(qMethod([[1, 1, 1], [2], [4, 4], [7]])).toBeCloseTo(once, 12);
  });

  it('counts differences that rounding parted as one', () => {
    expect(qMethod([[0.1], [0.2], [0.3], [0.4]])).toBeCloseTo(qMethod([[1], [2], [3], [4]]) / 10, 12);
  });

  it('is 0 where all agree, and small where most do', () => {
    expect(qMethod([[1], [1], [1]])).toBe(0);
    expect(qMethod([[1], [1], [1], [1], [1], [1], [1], [2]])).toBeGreaterThanOrEqual(0);
  });

  it('refuses one laboratory, empty ones, and more pairs than it sorts', () => {
    expect(fails(() => qMethod([[1]]))?.code).toBe('TOO_FEW_OBSERVATIONS');
    expect(fails(() => qMethod([[1], []]))).toMatchObject({ code: 'TOO_FEW_OBSERVATIONS', path: [1] });
    expect(fails(() => qMethod([new Float64Array(3000), new Float64Array(3000)]))?.code).toBe('BAD_OBSERVATIONS');
  });
});

describe('hampelEstimate()', () => {
  it('solves the equation, and both ways agree to what the iteration promises', () => {
    fc.assert(
      fc.property(mostlyNormal, (values) => {
        const scale = qMethod(values.map((v) => [v]));
        const solved = hampelEstimate(values, scale);
        const sum = values.reduce((all, value) => all + hampelPsi((value - solved) / scale), 0);
        // One rounding of a result moves each ψ by it over the scale, however exactly the equation was solved.
        const rounding = (values.length * Number.EPSILON * Math.max(...values.map(Math.abs))) / scale;
        expect(Math.abs(sum) < 1e-8 + rounding || solved === median(values)).toBe(true);
      }),
    );
    const values = [9.8, 10, 10.1, 10.3, 10.4, 30];
    expect(Math.abs(hampelEstimate(values, 0.3, 'iterative') - hampelEstimate(values, 0.3))).toBeLessThan(0.01);
  });

  it('is the median where the scale is 0 or two solutions are as near', () => {
    expect(hampelEstimate([1, 2, 9], 0)).toBe(2);
    expect(hampelEstimate([-100, 100], 1)).toBe(0);
    expect(hampelEstimate([-100, 100], 1, 'iterative')).toBe(0);
    expect(fails(() => hampelEstimate([1, 2], -1))?.code).toBe('BAD_UNCERTAINTY');
  });
});

describe('kernelDensity()', () => {
  it('holds an area of 1 and is highest at its mode', () => {
    const { points, bandwidth } = kernelDensity([1, 1.2, 1.3, 4], 0.3, 2001);
    const step = (points[1]?.x as number) - (points[0]?.x as number);
    expect(points.reduce((sum, { density }) => sum + density * step, 0)).toBeCloseTo(1, 2);
    const highest = points.reduce((best, point) => (point.density > best.density ? point : best));
    expect(Math.abs(kernelMode([1, 1.2, 1.3, 4], bandwidth) - highest.x)).toBeLessThan(step);
    expect(kernelMode([0, 0], 1)).toBe(0);
  });

  it('has a bandwidth by each basis', () => {
    expect(kernelBandwidth({ from: 'sigma-pt', sigmaPt: 2 })).toBe(1.5);
    expect(kernelBandwidth({ from: 'maximum-error', deltaE: 2 })).toBe(0.5);
    expect(kernelBandwidth({ from: 'robust-deviation', scale: 1, count: 32 })).toBeCloseTo(0.45, 12);
    expect(fails(() => kernelDensity([1], 0))?.code).toBe('ZERO_SPREAD');
  });
});

describe('assigned values', () => {
  it('add the uncertainties that are given', () => {
    expect(combineAssignedUncertainty({ characterisation: 3, stability: 4 })).toBe(5);
    const known = assignKnownValue({ method: 'formulation', value: 1, uncertainty: { characterisation: 0.1 } });
    expect(known).toEqual({ value: 1, standardUncertainty: 0.1, method: 'formulation' });
    expect(assignByExpertLaboratories([1, 2, 3]).method).toBe('expert-laboratories');
    expect(assignByConsensus([1, 2, 3], 'mean').standardUncertainty).toBeCloseTo(1 / Math.sqrt(3), 12);
  });

  it('refuse a negative uncertainty', () => {
    expect(fails(() => combineAssignedUncertainty({ characterisation: -1 }))?.code).toBe('BAD_UNCERTAINTY');
    const exact = { value: 1, standardUncertainty: 0 };
    expect(fails(() => compareWithReference(exact, exact))?.code).toBe('ZERO_SPREAD');
    expect(compareWithReference({ value: 3, standardUncertainty: 1 }, exact).investigate).toBe(false);
    expect(compareWithReference({ value: 3.1, standardUncertainty: 1 }, exact).investigate).toBe(true);
  });
});

describe('chooseSigmaPt()', () => {
  it('follows each basis of clause 8', () => {
    const line = { slope: 0.1, intercept: 0.2, rSquared: 0.9 };
    expect(chooseSigmaPt({ from: 'prescribed', sigmaPt: 2 })).toEqual({ sigmaPt: 2, from: 'prescribed' });
    expect(chooseSigmaPt({ from: 'maximum-error', deltaE: 3 }).sigmaPt).toBe(1);
    expect(chooseSigmaPt({ from: 'horwitz', massFraction: 1e-6 }).sigmaPt).toBe(horwitzSigma(1e-6));
    expect(chooseSigmaPt({ from: 'precision-experiment', sigmaR: 5, sigmar: 0, replicates: 2 }).sigmaPt).toBe(5);
    expect(chooseSigmaPt({ from: 'previous-rounds', line, assignedValue: 8 }).sigmaPt).toBe(1);
    expect(chooseSigmaPt({ from: 'results', scale: 9, least: 1, most: 4 }).sigmaPt).toBe(4);
    expect(chooseSigmaPt({ from: 'results', scale: 9 }).sigmaPt).toBe(9);
  });

  it('joins the three parts of the Horwitz model at their ends', () => {
    expect(horwitzSigma(1e-8)).toBeCloseTo(2.2e-9, 20);
    expect(horwitzSigma(0.5)).toBe(0.01 * Math.sqrt(0.5));
    expect(fails(() => horwitzSigma(1.5))?.code).toBe('BAD_PARAMETER');
  });

  it('refuses σ_pt of 0, repeatability above reproducibility, rounds that say nothing', () => {
    expect(fails(() => chooseSigmaPt({ from: 'prescribed', sigmaPt: 0 }))?.code).toBe('ZERO_SPREAD');
    expect(fails(() => sigmaFromPrecision(1, 3, 2))?.code).toBe('BAD_UNCERTAINTY');
    expect(fails(() => fitPreviousRounds([1, 1, 1], [1, 2, 3]))?.code).toBe('ZERO_SPREAD');
    expect(fails(() => fitPreviousRounds([1, 2, 3], [1, 2, 3, 4]))?.code).toBe('BAD_OBSERVATIONS');
    expect(fails(() => fitPreviousRounds([1, 2, 3], [1, -2, 3]))?.code).toBe('BAD_UNCERTAINTY');
  });
});

describe('checkHomogeneity()', () => {
  it('tells items that differ by all three criteria', () => {
    const found = checkHomogeneity(
      [
        [1, 1.1],
        [2, 2.1],
        [3, 3.1],
        [4, 4.1],
      ],
      { deltaE: 1 },
    );
    expect([found.criterion.met, found.expandedCriterion.met, found.fTest?.significant]).toEqual([false, false, true]);
    expect(sigmaWithHeterogeneity(3, 4)).toBe(5);
  });

  it('has no F test where nothing varies within items', () => {
    expect(
      checkHomogeneity(
        [
          [1, 1],
          [1, 1],
        ],
        { sigmaPt: 1 },
      ).fTest,
    ).toBeUndefined();
  });

  it('takes more replicates into F₂', () => {
    expect(expandedCriterionFactors(10, 3).F2).toBeLessThan(expandedCriterionFactors(10).F2);
  });

  it('refuses one item, one replicate, uneven items, with the place', () => {
    const basis = { sigmaPt: 1 };
    expect(fails(() => checkHomogeneity([[1, 2]], basis))?.code).toBe('TOO_FEW_OBSERVATIONS');
    expect(fails(() => checkHomogeneity([[1, 2], [1]], basis))).toMatchObject({
      code: 'TOO_FEW_OBSERVATIONS',
      path: [1],
    });
    expect(
      fails(() =>
        checkHomogeneity(
          [
            [1, 2],
            [1, 2, 3],
          ],
          basis,
        ),
      ),
    ).toMatchObject({ code: 'BAD_OBSERVATIONS', path: [1] });
    const text = [
      [1, 2],
      [1, 'x' as unknown as number],
    ];
    expect(fails(() => checkHomogeneity(text, basis))).toMatchObject({
      code: 'BAD_OBSERVATIONS',
      path: [1, 1],
      given: 'x',
    });
  });
});

describe('checkStability()', () => {
  it('expands its criterion by what the averages are uncertain', () => {
    const question = { before: [1], after: [2], basis: { sigmaPt: 1 }, uncertainties: { before: 0.3, after: 0.4 } };
    const { criterion, expandedCriterion } = checkStability(question);
    expect(criterion.met).toBe(false);
    expect(expandedCriterion?.limit).toBeCloseTo(1.3, 12);
    expect(expandedCriterion?.met).toBe(true);
  });

  it('tests averages after Welch', () => {
    // scipy.stats.ttest_ind([1, 2, 3, 4], [2, 4, 6], equal_var=False), scipy 1.17.1.
    const { t, degreesOfFreedom, pValue } = testStability([1, 2, 3, 4], [2, 4, 6]);
    expect(t).toBeCloseTo(-1.1338934190276817, 12);
    expect(degreesOfFreedom).toBeCloseTo(3.234718826405868, 12);
    expect(pValue).toBeCloseTo(0.33382370007750106, 10);
    expect(fails(() => testStability([1, 1], [2, 2]))?.code).toBe('ZERO_SPREAD');
  });
});

describe('scoreResult()', () => {
  it('gives only the scores that it was given the grounds for', () => {
    expect(Object.keys(scoreResult({ value: 1 }, { assignedValue: 0 }))).toEqual(['difference']);
    const zero = scoreResult({ value: 1, standardUncertainty: 0 }, { assignedValue: 1, standardUncertainty: 0 });
    expect(zero.zeta).toBeUndefined();
  });

  it('signals at the limits as 9.4.2, 9.3.2 and 9.7.2 have it', () => {
    expect([2, 2.001, 2.999, 3, -3.5].map(signalOfZ)).toEqual(['acceptable', 'warning', 'warning', 'action', 'action']);
    expect([0.999, 1, -1].map(signalOfEn)).toEqual(['acceptable', 'action', 'action']);
    const PA = (value: number) => scoreResult({ value }, { assignedValue: 0, deltaE: 1 }).percentAllowed?.signal;
    expect([PA(0.9), PA(1)]).toEqual(['acceptable', 'action']);
  });

  // In doubles 0.7 − 0.6 is below 0.1 and 0.3 − 0.1 is not 0.2: each of these lies at its limit exactly.
  it('signals at the limit of the decimals that were given, not of their doubles', () => {
    const En = scoreResult(
      { value: 0.7, expandedUncertainty: 0.08 },
      { assignedValue: 0.6, expandedUncertainty: 0.06 },
    );
    expect(En).toMatchObject({ difference: 0.1, En: { value: 1, signal: 'action' } });
    expect(scoreResult({ value: 0.3 }, { assignedValue: 0.1, sigmaPt: 0.1 }).z?.signal).toBe('acceptable');
    expect(scoreResult({ value: 0.7 }, { assignedValue: 0.4, sigmaPt: 0.1 }).z?.signal).toBe('action');
    expect(scoreResult({ value: 0.7 }, { assignedValue: 0.6, deltaE: 0.1 }).percentAllowed?.signal).toBe('action');
    const zeta = { value: 1.3, standardUncertainty: 0.03 };
    expect(scoreResult(zeta, { assignedValue: 1.2, standardUncertainty: 0.04 }).zeta?.signal).toBe('acceptable');
  });

  it('signals as doubles do wherever they are away from the limits', () => {
    const number = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    const spread = fc.double({ min: 1e-9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(number, number, spread, spread, (value, assignedValue, sigmaPt, standardUncertainty) => {
        const { z, zPrime } = scoreResult({ value }, { assignedValue, sigmaPt, standardUncertainty });
        for (const score of [z, zPrime]) {
          const size = Math.abs(score?.value as number);
          if ([2, 3].some((limit) => Math.abs(size - limit) < 1e-9)) continue;
          expect(score?.signal).toBe(signalOfZ(size));
        }
      }),
    );
  });

  it('says when the uncertainty of the assigned value may be left aside', () => {
    expect(isAssignedUncertaintyNegligible(0.29, { sigmaPt: 1 })).toBe(true);
    expect(isAssignedUncertaintyNegligible(0.1, { deltaE: 1 })).toBe(false);
    expect(zPrimeReduction(3, 4)).toBe(0.6);
    expect(deltaEWithUncertainty(3, 4)).toBe(5);
  });

  it('refuses text, a negative uncertainty and σ_pt of 0', () => {
    const text = { value: '1' as unknown as number };
    expect(fails(() => scoreResult(text, { assignedValue: 1 }))).toMatchObject({
      code: 'BAD_OBSERVATIONS',
      given: '1',
    });
    const negative = { value: 1, standardUncertainty: -0.1 };
    expect(fails(() => scoreResult(negative, { assignedValue: 1 }))?.code).toBe('BAD_UNCERTAINTY');
    expect(fails(() => scoreResult({ value: 1 }, { assignedValue: 1, sigmaPt: 0 }))?.code).toBe('ZERO_SPREAD');
    expect(fails(() => scoreResult({ value: 1 }, { assignedValue: Number.NaN }))?.code).toBe('BAD_PARAMETER');
  });
});

describe('plots', () => {
  it('count every result in one bar', () => {
    const bars = histogram([0.1, 0.2, 0.55, 1], 0.5);
    expect(bars.map(({ count }) => count)).toEqual([2, 1, 1]);
    expect(bars[0]).toMatchObject({ from: 0, to: 0.5 });
    expect(fails(() => histogram([0, 1e9], 0.001))?.code).toBe('BAD_PARAMETER');
  });

  it('order scores, and run their mean and sum over rounds', () => {
    const ordered = orderedScores([
      { laboratory: 'a', score: 2.5 },
      { laboratory: 'b', score: -3 },
    ]);
    expect(ordered.map(({ laboratory, signal }) => [laboratory, signal])).toEqual([
      ['b', 'action'],
      ['a', 'warning'],
    ]);
    const { points } = repeatedScores([
      { round: '1', score: 1 },
      { round: '2', score: 2 },
    ]);
    expect(points[1]).toEqual({ round: '2', score: 2, signal: 'acceptable', cumulative: 3, runningMean: 1.5 });
  });

  it('turn the ellipse with the correlation, and refuse an item on which all agree', () => {
    const diagonal = [1, 2, 3, 4].map((a) => ({ laboratory: String(a), a, b: a }));
    const { correlation, ellipse } = youdenPlot(diagonal);
    expect(correlation).toBeCloseTo(1, 12);
    expect(ellipse.angleRadian).toBeCloseTo(Math.PI / 4, 12);
    expect(ellipse.minor).toBeCloseTo(0, 6);
    expect(fails(() => youdenPlot(diagonal.map((point) => ({ ...point, b: 1 }))))?.code).toBe('ZERO_SPREAD');
  });
});
