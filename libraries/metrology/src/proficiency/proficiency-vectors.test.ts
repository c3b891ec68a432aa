// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import vectors from '../../vectors/iso13528.json' with { type: 'json' };
import annexE from '../../vectors/iso13528_annex_e.json' with { type: 'json' };
import { meanOf, standardDeviationOf } from '../observations.ts';
import { ALGORITHM_A_EXACT_FACTOR, algorithmA } from './algorithm-a.ts';
import { algorithmS } from './algorithm-s.ts';
import { assignByConsensus, assignByOneLaboratory, compareWithReference } from './assigned-value.ts';
import { bootstrap } from './bootstrap.ts';
import { hampelEstimate } from './hampel.ts';
import { checkHomogeneity, expandedCriterionFactors } from './homogeneity.ts';
import { kernelMode } from './kernel-density.ts';
import { repeatabilityPlot, youdenPlot } from './plots.ts';
import { qMethod } from './q-method.ts';
import { qn } from './qn.ts';
import { scoreResult, screenReportedUncertainty } from './scores.ts';
import { fitPreviousRounds, horwitzSigma, sigmaFromPrecision } from './sigma-pt.ts';
import { median, normalisedInterquartileRange, scaledMedianDeviation } from './simple-estimators.ts';
import { checkStability } from './stability.ts';

// biome-ignore lint/suspicious/noExplicitAny: each case of the vectors has a shape of its own
type Case = any;
const cases: readonly Case[] = vectors.cases;
const caseOf = (id: string): Case => cases.find((one) => one.id === id);
const close = (got: number, expected: number, relative = 1e-10) =>
  expect(Math.abs(got - expected)).toBeLessThanOrEqual(relative * Math.abs(expected));
/** Printed digits: within half a unit of the last one. */
const prints = (got: number, printed: string) => {
  const places = printed.split('.')[1]?.length ?? 0;
  expect(Math.abs(got - Number(printed))).toBeLessThanOrEqual(0.5000001 * 10 ** -places);
};
const mercury = caseOf('13528-E.4');

describe('robust estimators', () => {
  it.each(cases.filter(({ id }) => id.startsWith('robust-rand')))('agree with an independent program: $id', (one) => {
    const { expected, data } = one;
    const q = qMethod(data.map((value: number) => [value]));
    const { location, scale } = algorithmA(data);
    close(median(data), expected.median);
    close(scaledMedianDeviation(data), expected.MADe);
    close(location, expected.algA[0]);
    close(scale, expected.algA[1]);
    close(qn(data), expected.Qn);
    close(q, expected.Q);
    close(hampelEstimate(data, q), expected.Hampel);
  });

  it('reproduce ISO 5725-5 creosote with both factors', () => {
    const { data, expected } = caseOf('5725-5-creosote');
    const printed = algorithmA(data.means);
    const exact = algorithmA(data.means, { factor: 'exact' });
    close(printed.location, expected.algA_1p134[0]);
    close(printed.scale, expected.algA_1p134[1]);
    close(exact.scale, expected.algA_exact_factor[1]);
    close(ALGORITHM_A_EXACT_FACTOR, expected.exact_factor);
    const range = algorithmS(data.ranges, { degreesOfFreedom: 1 }).scale;
    close(range, expected.algS_range);
    close(range / Math.SQRT2, expected.algS_sd);
    // Table C.1 rounds its factors: 0.48506 by the print, 0.48490 by the exact ones.
    prints(algorithmS(data.ranges, { degreesOfFreedom: 1, factor: 'exact' }).scale / Math.SQRT2, '0.48490');
  });
});

describe('ISO 13528:2022, Annex E', () => {
  it.each(['13528-E.1-ignored', '13528-E.1-half'])('E.1: both stopping rules, %s', (id) => {
    const one = caseOf(id);
    const rule = algorithmA(one.data, { stopping: 'three-significant-figures' });
    const full = algorithmA(one.data);
    close(rule.location, one.expected_3fig_rule.x);
    close(rule.scale, one.expected_3fig_rule.s);
    expect(rule.iterations).toBe(one.expected_3fig_rule.iterations);
    close(full.location, one.expected_converged.x);
    close(full.scale, one.expected_converged.s);
  });

  it('E.1: prints columns 1 and 2 by the rule of three figures; column 3 by neither', () => {
    const first = algorithmA(caseOf('13528-E.1-ignored').data, { stopping: 'three-significant-figures' });
    prints(first.location, '26.01');
    prints(first.scale, '7.23');
    const second = algorithmA(annexE.E1deleted.data, { stopping: 'three-significant-figures' });
    prints(second.location, annexE.E1deleted.x);
    prints(second.scale, annexE.E1deleted.s);
    // 23.95 is 23.9585 cut, not rounded; 8.60 is 8.5960 rounded.
    const third = algorithmA(caseOf('13528-E.1-half').data);
    expect(Math.floor(third.location * 100) / 100).toBe(23.95);
    prints(third.scale, '8.60');
  });

  it('E.2: homogeneity and stability of arsenic in chocolate', () => {
    const { E2 } = annexE;
    const found = checkHomogeneity(E2.items, { sigmaPt: 0.15 * meanOf(E2.items.flat()) });
    prints(found.mean, E2.mean);
    prints(found.deviationOfAverages, E2.s_x);
    prints(found.deviationWithin, E2.s_w);
    prints(found.deviationBetween, E2.s_s);
    prints(0.15 * found.mean, E2.sigma_pt);
    prints(found.criterion.limit, E2.limit);
    expect(found.criterion.met && found.expandedCriterion.met).toBe(true);
    const stable = checkStability({
      before: E2.items.flat(),
      after: E2.after.flat(),
      basis: { sigmaPt: 0.15 * found.mean },
    });
    prints(stable.averageAfter, E2.mean_after);
    prints(stable.difference, E2.difference);
    expect(stable.criterion.met).toBe(true);
  });

  it('table B.1: all printed factors, and twelve digits of the exact ones', () => {
    const { published, expected } = caseOf('13528-Table-B.1');
    for (const [g, [F1, F2]] of Object.entries<[number, number]>(published)) {
      const found = expandedCriterionFactors(Number(g));
      prints(found.F1, F1.toFixed(2));
      prints(found.F2, F2.toFixed(2));
      close(found.F1, expected[g][0], 1e-11);
      close(found.F2, expected[g][1], 1e-11);
    }
  });

  it('E.3: every row of table E.5, and six iterations', () => {
    const { E3 } = annexE;
    const row = (found: { value: number; scale?: number; standardUncertainty: number }, printed: readonly string[]) => {
      prints(found.value, printed[0] as string);
      prints(found.scale as number, printed[1] as string);
      prints(found.standardUncertainty, printed[2] as string);
    };
    prints(median(E3.data), E3.median);
    prints(normalisedInterquartileRange(E3.data), E3.nIQR);
    prints(scaledMedianDeviation(E3.data), E3.MADe);
    // The row names nIQR and MADe; its u follows nIQR alone, MADe gives 0.0083.
    prints(assignByConsensus(E3.data, 'median-niqr').standardUncertainty, E3.u_median);
    prints(assignByConsensus(E3.data, 'median-made').standardUncertainty, '0.0083');
    row(assignByConsensus(E3.data, 'algorithm-a', { stopping: 'three-significant-figures' }), E3.algorithm_a);
    row(assignByConsensus(E3.data, 'algorithm-a'), E3.algorithm_a);
    row(assignByConsensus(E3.data, 'q-hampel'), E3.q_hampel);
    row(assignByConsensus(E3.data, 'mean'), E3.mean);
    row(
      assignByConsensus(
        E3.data.filter((x) => x > 0.06 && x < 0.42),
        'mean',
      ),
      E3.mean_without_three,
    );
    expect(algorithmA(E3.data, { stopping: 'three-significant-figures' }).iterations).toBe(E3.iterations);
    // Chance: the print used another generator, 4,000 draws agree within their own scatter.
    const drawn = bootstrap(E3.data, meanOf, { replicates: 4000, random: seeded(1) });
    expect(Math.abs(drawn.standardError - (E3.bootstrap[1] as number))).toBeLessThan(0.001);
    expect(Math.abs(drawn.meanOfReplicates - (E3.bootstrap[0] as number))).toBeLessThan(0.002);
  });

  it.each(mercury.participants as readonly Case[])('E.4: all scores of $lab', ({ x, U, k, published, expected }) => {
    const { x_pt, U_x_pt, sigma_pt } = mercury.inputs;
    const scores = scoreResult(
      { value: x, standardUncertainty: U / k, expandedUncertainty: U },
      {
        assignedValue: x_pt,
        standardUncertainty: U_x_pt / 2,
        expandedUncertainty: U_x_pt,
        sigmaPt: sigma_pt,
        deltaE: 3 * sigma_pt,
      },
    );
    const both = (got: number | undefined, digits: number, print: number, exact: number) => {
      prints(got as number, print.toFixed(digits));
      expect(Math.abs((got as number) - exact)).toBeLessThan(1e-9);
    };
    both(scores.percentDifference, 1, published.Dpct, expected.D);
    both(scores.percentAllowed?.value, 1, published.PA, expected.PA);
    both(scores.z?.value, 2, published.z, expected.z);
    both(scores.zPrime?.value, 2, published.zprime, expected.zp);
    both(scores.zeta?.value, 2, published.zeta, expected.zeta);
    both(scores.En?.value, 2, published.En, expected.En);
  });

  it('E.4: the flags follow u_max = σ_pt and a u_min that the example does not state', () => {
    const letters = { usual: 'a', small: 'b', large: 'c' };
    for (const { U, k, flag } of mercury.participants) {
      expect(letters[screenReportedUncertainty(U / k, [0.0023, mercury.inputs.sigma_pt])]).toBe(flag);
    }
  });

  it('E.5: one laboratory against a certified reference material', () => {
    const { E5 } = annexE;
    const found = assignByOneLaboratory({ value: E5.x_crm, standardUncertainty: E5.u_crm }, E5.differences);
    prints(found.value, E5.x_pt);
    prints(found.standardUncertainty, E5.u_x_pt);
    prints(found.scale as number, E5.u_d);
  });

  it('E.6: the kernel mode, and its bootstrap within its own scatter', () => {
    const { data, published, expected } = caseOf('13528-E.6');
    const mode = kernelMode(data, 0.75 * 0.25);
    prints(mode, '3.79');
    // The vector's maximum was sought by values, to 1e-8; the root of the slope is scipy's brentq.
    close(mode, expected.mode, 3e-9);
    close(mode, 3.793344888564154, 1e-14);
    const { standardError } = bootstrap(data, (sample) => kernelMode(sample, 0.75 * 0.25), {
      replicates: 400,
      random: seeded(3),
    });
    expect(Math.abs(standardError - published.u_bootstrap)).toBeLessThan(0.02);
  });

  it('E.7: consensus beside the reference value', () => {
    const { E7 } = annexE;
    const consensus = assignByConsensus(
      mercury.participants.map(({ x }: Case) => x),
      'algorithm-a',
      {
        stopping: 'three-significant-figures',
      },
    );
    prints(consensus.value, E7.x);
    prints(consensus.scale as number, E7.s);
    prints(consensus.standardUncertainty, E7.u);
    const beside = compareWithReference({ value: 0.044, standardUncertainty: 0.0041 }, consensus);
    prints(beside.standardUncertainty, E7.u_diff);
    prints(beside.difference, E7.x_diff);
  });

  it('E.8: the line of earlier rounds; 0.8264 is printed cut to 0.82', () => {
    const { data, expected } = caseOf('13528-E.8');
    const line = fitPreviousRounds(data.assigned, data.robust_sd);
    close(line.rSquared, expected.R2);
    close(line.slope, expected.slope);
    close(line.intercept, expected.intercept);
    expect(Math.floor(line.rSquared * 100) / 100).toBe(0.82);
  });

  it('E.9 and E.10: Horwitz, precision experiment', () => {
    for (const { c, sigma } of annexE.E9) {
      prints(horwitzSigma(c * 1e-6) * 1e6, sigma);
    }
    const { published, expected } = caseOf('13528-E.10');
    const sigmaPt = sigmaFromPrecision(23.2, 14.3, 2);
    close(sigmaPt, expected.sigma_pt);
    prints(sigmaPt, String(published.sigma_pt));
  });

  it('E.12: z of the arithmetic mean, as the table prints, not of Algorithm A, as the text says', () => {
    const B = caseOf('13528-E.12-B');
    const A = annexE.E12A;
    for (const { data, z } of [
      { data: A.data, z: A.z },
      { data: B.data, z: B.published.z },
    ]) {
      const basis = { assignedValue: meanOf(data), sigmaPt: standardDeviationOf(data) };
      data.forEach((value: number, index: number) => {
        prints(scoreResult({ value }, basis).z?.value as number, (z[index] as number).toFixed(3));
      });
    }
    close(algorithmA(B.data).location, B.expected.algA[0]);
    close(algorithmA(B.data).scale, B.expected.algA[1]);
    const points = A.data.map((a, index) => ({ laboratory: String(index), a, b: B.data[index] as number }));
    prints(youdenPlot(points).correlation, A.correlation);
  });

  it('E.13: Algorithms A and S of replicates, and the laboratory outside the region', () => {
    const { averages, deviations, x, w } = annexE.E13;
    prints(algorithmA(averages).location, x);
    prints(algorithmS(deviations, { degreesOfFreedom: 3, stopping: 'three-significant-figures' }).scale, w);
    const points = averages.map((average, index) => ({
      laboratory: String(index + 1),
      average,
      deviation: deviations[index] as number,
    }));
    const plot = repeatabilityPlot(points, { average: Number(x), deviation: Number(w), replicates: 4 });
    expect(plot.points[12]?.outside).toBe(true);
    expect(plot.critical).toBeCloseTo(9.21, 2);
  });
});

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
