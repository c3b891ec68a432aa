// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import { requirePositive } from './conformance-probability.ts';
import { normalDensity } from './normal-distribution.ts';

/** What is known about a production before an item is measured. Gamma as in JCGM 106:2012, 9.5.4: mean shape/rate. */
export type Prior =
  | { readonly kind: 'normal'; readonly mean: number; readonly standardDeviation: number }
  | { readonly kind: 'gamma'; readonly shape: number; readonly rate: number };

/** A prior as the integration needs it: density, centre, width and where it is zero. */
export interface PriorDensity {
  readonly density: (x: number) => number;
  readonly mean: number;
  readonly standardDeviation: number;
  readonly lowest: number;
}

/**
 * g₀(η) = φ((η − μ)/σ)/σ, or β^α η^(α−1) e^(−βη) / Γ(α) for η > 0.
 * JCGM 106:2012, A.4.2 and 9.5.4. Requires σ > 0; α ≥ 1 (below, the density has a pole), β > 0.
 */
export function priorDensity(prior: Prior): PriorDensity {
  switch (prior.kind) {
    case 'normal': {
      const { mean, standardDeviation } = prior;
      requirePositive(standardDeviation, 'A standard deviation');
      const density = (x: number) => normalDensity((x - mean) / standardDeviation) / standardDeviation;
      return { density, mean, standardDeviation, lowest: Number.NEGATIVE_INFINITY };
    }
    case 'gamma': {
      const { shape, rate } = prior;
      requirePositive(rate, 'The rate of a gamma distribution');
      if (!(shape >= 1)) {
        throw new MetrologyError(
          'BAD_PARAMETER',
          `The shape of a gamma distribution must be 1 or more here, since its density has a pole below; given ${shape}`,
          { given: String(shape) },
        );
      }
      const constant = shape * Math.log(rate) - logGamma(shape);
      const density = (x: number) => Math.exp(constant + (shape - 1) * Math.log(x) - rate * x);
      return { density, mean: shape / rate, standardDeviation: Math.sqrt(shape) / rate, lowest: 0 };
    }
  }
  const given = String((prior as { readonly kind: unknown }).kind).slice(0, 40);
  throw new MetrologyError('BAD_PARAMETER', `A prior is normal or gamma; no prior here is called ${given}`, { given });
}

// Where the asymptotic series below is accurate to 1e-16 with six terms.
const STIRLING_FROM = 15;
// B₂ₖ / (2k(2k − 1)), k = 1 … 6.
const STIRLING = [1 / 12, -1 / 360, 1 / 1_260, -1 / 1_680, 1 / 1_188, -691 / 360_360] as const;

/**
 * ln Γ(x) = (x − ½) ln x − x + ½ ln 2π + ∑ B₂ₖ / (2k(2k − 1) x^(2k−1)), after Γ(x) = Γ(x + n) / (x ⋯ (x + n − 1)).
 * Abramowitz and Stegun (1964), 6.1.40 and 6.1.15. Requires x > 0.
 */
export function logGamma(x: number): number {
  let product = 1;
  let shifted = x;
  for (; shifted < STIRLING_FROM; shifted += 1) {
    product *= shifted;
  }
  const series = STIRLING.reduceRight((sum, term) => sum / shifted ** 2 + term, 0) / shifted;
  return (shifted - 0.5) * Math.log(shifted) - shifted + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product);
}
