// SPDX-License-Identifier: Apache-2.0
import { studentUpperQuantile } from '../../distributions/student.ts';
import { MetrologyError } from '../../metrology-error.ts';
import type { EffectiveDegrees } from './effective-degrees.ts';

/** U = k u_c(y), and where k comes from. */
export interface Expansion {
  readonly coverageFactor: number;
  readonly expandedUncertainty: number;
  readonly coverageProbability?: number;
  /** The degrees of freedom that k was taken at. */
  readonly degreesOfFreedom?: number;
}

/** Either a coverage probability, with the rule for ν_eff, or k itself. */
export type ExpansionRule =
  | { readonly coverageProbability: number; readonly degreesOfFreedom?: 'truncated' | 'exact' }
  | { readonly coverageFactor: number };

/** What is to be expanded. */
export interface Expandable {
  readonly standardUncertainty: number;
  readonly effectiveDegreesOfFreedom: EffectiveDegrees;
}

/**
 * k_p = t_p(ν_eff), U_p = k_p u_c(y).
 * JCGM 100:2008, G.4.1: ν_eff is truncated to the next lower integer unless 'exact' is asked for. Refuses to find k where
 * ν_eff is unknown; state k then, or use trials.
 */
export function expandUncertainty(of: Expandable, rule: ExpansionRule): Expansion {
  if ('coverageFactor' in rule) {
    const { coverageFactor } = rule;
    if (!(coverageFactor > 0 && Number.isFinite(coverageFactor))) {
      throw new MetrologyError('BAD_INPUT', `A coverage factor is above 0, such as 2; given ${coverageFactor}`);
    }
    return { coverageFactor, expandedUncertainty: coverageFactor * of.standardUncertainty };
  }
  const { coverageProbability } = rule;
  if (!of.effectiveDegreesOfFreedom.known) {
    const [a, b] = of.effectiveDegreesOfFreedom.inputs;
    throw new MetrologyError(
      'CORRELATED_INPUTS',
      `${a} and ${b} are correlated and not all their degrees of freedom infinite, so that none are defined for the result; state k or use trials`,
    );
  }
  const exact = of.effectiveDegreesOfFreedom.value;
  const degreesOfFreedom = rule.degreesOfFreedom === 'exact' ? exact : truncated(exact);
  const factor = coverageFactor(coverageProbability, degreesOfFreedom);
  return {
    coverageFactor: factor,
    expandedUncertainty: factor * of.standardUncertainty,
    coverageProbability,
    degreesOfFreedom,
  };
}

/** t_p(ν) with P(|T| ≤ t_p) = p. JCGM 100:2008, G.3.2 and table G.2. */
export function coverageFactor(coverageProbability: number, degreesOfFreedom: number): number {
  if (!(coverageProbability > 0 && coverageProbability < 1)) {
    throw new MetrologyError('BAD_INPUT', `A coverage probability lies between 0 and 1; given ${coverageProbability}`);
  }
  return studentUpperQuantile((1 - coverageProbability) / 2, degreesOfFreedom);
}

// Beyond this many the t distribution is the normal one to ten digits.
const MANY = 1e9;

// Rounding must not turn 40 into 39.
function truncated(degreesOfFreedom: number): number {
  return degreesOfFreedom > MANY
    ? Number.POSITIVE_INFINITY
    : Math.max(Math.floor(degreesOfFreedom * (1 + 1e-12)), Math.min(1, degreesOfFreedom));
}
