// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';

/** Effective degrees of freedom, or why there are none: the formula holds for independent contributions only. */
export type EffectiveDegrees =
  | { readonly known: true; readonly value: number }
  | { readonly known: false; readonly reason: 'correlated-inputs'; readonly inputs: readonly [string, string] };

/** A contribution as the formula needs it. */
export interface ReliableContribution {
  readonly contribution: number;
  readonly input: { readonly name: string; readonly degreesOfFreedom: number };
}

/**
 * ν_eff = u_c⁴(y) / ∑ uᵢ⁴(y)/νᵢ, infinite when every νᵢ is.
 * JCGM 100:2008, G.4.1. Refused as a value when a contribution of finite ν is correlated with another contribution.
 * Infinite also where contributions without end to their ν take each other away, and u_c is 0 as of a − b with r = 1.
 */
export function effectiveDegreesOfFreedom(
  contributions: readonly ReliableContribution[],
  correlations: readonly (readonly number[])[],
): EffectiveDegrees {
  const pair = correlatedPair(contributions, correlations);
  if (pair !== undefined) {
    return { known: false, reason: 'correlated-inputs', inputs: pair };
  }
  // As shares of the largest, so that neither a square nor a fourth power leaves the range of doubles.
  const largest = largestOf(contributions.map(({ contribution }) => contribution));
  const shares = contributions.map(({ contribution }) => contribution / largest);
  const variance = shares.reduce(
    (sum, share, i) =>
      sum + shares.reduce((row, other, j) => row + share * other * (correlations[i]?.[j] as number), 0),
    0,
  );
  // An infinite ν adds nothing, and is not asked: where all cancel, the variance that it would be divided by is 0.
  const sum = contributions.reduce((all, { contribution, input: { degreesOfFreedom } }, i) => {
    const counts = contribution !== 0 && Number.isFinite(degreesOfFreedom);
    return counts ? all + ((shares[i] as number) ** 2 / variance) ** 2 / degreesOfFreedom : all;
  }, 0);
  return { known: true, value: 1 / sum };
}

/** ν_eff of uncorrelated standard uncertainties with their degrees of freedom. JCGM 100:2008, G.4.1. */
export function welchSatterthwaite(
  parts: readonly { readonly standardUncertainty: number; readonly degreesOfFreedom: number }[],
): number {
  const bad = parts.findIndex(
    ({ standardUncertainty, degreesOfFreedom }) => !(standardUncertainty >= 0 && degreesOfFreedom > 0),
  );
  if (bad >= 0) {
    throw new MetrologyError(
      'BAD_INPUT',
      `Part ${bad + 1} needs an uncertainty of 0 or more and degrees of freedom above 0`,
    );
  }
  const largest = largestOf(parts.map(({ standardUncertainty }) => standardUncertainty));
  const variance = parts.reduce((sum, { standardUncertainty: u }) => sum + (u / largest) ** 2, 0);
  const sum = parts.reduce((all, { standardUncertainty: u, degreesOfFreedom }) => {
    return u === 0 ? all : all + ((u / largest) ** 2 / variance) ** 2 / degreesOfFreedom;
  }, 0);
  return 1 / sum;
}

function largestOf(sizes: readonly number[]): number {
  return sizes.reduce((largest, size) => Math.max(largest, Math.abs(size)), 0);
}

function correlatedPair(
  contributions: readonly ReliableContribution[],
  correlations: readonly (readonly number[])[],
): readonly [string, string] | undefined {
  const counts = (i: number) => contributions[i]?.contribution !== 0;
  for (const [i, { contribution, input }] of contributions.entries()) {
    if (contribution !== 0 && Number.isFinite(input.degreesOfFreedom)) {
      const j = (correlations[i] as readonly number[]).findIndex((r, other) => other !== i && r !== 0 && counts(other));
      const beside = contributions[j];
      if (beside !== undefined) {
        return [input.name, beside.input.name];
      }
    }
  }
  return undefined;
}
