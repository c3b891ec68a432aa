// SPDX-License-Identifier: Apache-2.0
import {
  conformanceProbability,
  type NormalKnowledge,
  type NumberInterval,
  requirePositive,
} from './conformance-probability.ts';
import { integratePanels } from './gauss-legendre.ts';
import { breakpoints } from './global-risk.ts';
import { normalDensity } from './normal-distribution.ts';
import { type Prior, priorDensity } from './prior.ts';

/**
 * y = (y₀/u₀² + η_m/u_m²)/(1/u₀² + 1/u_m²), 1/u² = 1/u₀² + 1/u_m²: what is known after measuring an item of a production.
 * JCGM 106:2012, A.4.4 (normal prior, normal measuring system). Requires u_m > 0, σ > 0.
 */
export function posteriorOf(prior: Extract<Prior, { kind: 'normal' }>, measured: NormalKnowledge): NormalKnowledge {
  const { mean, standardDeviation } = prior;
  requirePositive(standardDeviation, 'A standard deviation');
  requirePositive(measured.standardUncertainty, 'A standard uncertainty');
  const [before, now] = [standardDeviation ** -2, measured.standardUncertainty ** -2];
  return {
    value: (mean * before + measured.value * now) / (before + now),
    standardUncertainty: 1 / Math.sqrt(before + now),
  };
}

/**
 * p_C = ∫_T g₀(η) φ((η_m − η)/u_m) dη / ∫ g₀(η) φ((η_m − η)/u_m) dη.
 * JCGM 106:2012, 6.1 and 7.1 with A.4.1; a normal prior by `posteriorOf`, a gamma prior (a quantity that is never negative) by
 * quadrature, to about 1e-12. Requires u_m > 0.
 */
export function conformanceAfter(prior: Prior, measured: NormalKnowledge, tolerance: NumberInterval): number {
  if (prior.kind === 'normal') {
    return conformanceProbability(posteriorOf(prior, measured), tolerance);
  }
  const { value, standardUncertainty } = measured;
  requirePositive(standardUncertainty, 'A standard uncertainty');
  const known = priorDensity(prior);
  const joint = (x: number) => known.density(x) * normalDensity((value - x) / standardUncertainty);
  const over = (interval: NumberInterval) => {
    const points = breakpoints(interval, known, { acceptance: { upper: value }, standardUncertainty });
    // A tolerance that lies outside of what can be has no panel.
    return (points[0] as number) < (points.at(-1) as number) ? integratePanels(joint, points) : 0;
  };
  return over(tolerance) / over({});
}
