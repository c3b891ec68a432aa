// SPDX-License-Identifier: Apache-2.0
import { convergedFraction } from './continued-fraction.ts';
import { deviance, stirlingError } from './stirling.ts';

/** The two parts of a probability, each accurate where it is small. */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
}

/**
 * P(a, x) = γ(a, x)/Γ(a) and Q = 1 − P: series for small x, continued fraction for large x.
 * NIST Digital Library of Mathematical Functions, 8.11.4 and 8.9.2. Requires a > 0, x ≥ 0.
 */
export function regularisedGamma(a: number, x: number): Tails {
  if (x === 0) {
    return { lower: 0, upper: 1 };
  }
  if (x === Number.POSITIVE_INFINITY) {
    return { lower: 1, upper: 0 };
  }
  if (x < Math.max(1, a + 1)) {
    const lower = gammaTerm(a, x) * powerSeries(a, x);
    // For a below 1 the upper part is small long before x reaches a + 1.
    return x < 1 || a >= 1 ? { lower, upper: 1 - lower } : { lower, upper: gammaTerm(a, x) * a * upperFraction(a, x) };
  }
  const upper = gammaTerm(a, x) * a * upperFraction(a, x);
  return { lower: 1 - upper, upper };
}

/**
 * x^a e^(−x) / Γ(a + 1) = e^(−δ(a) − D(a, x)) / √(2πa).
 * C. Loader (2000); no two large numbers are subtracted, so that it keeps its digits for large a. Requires a > 0, x > 0.
 */
export function gammaTerm(a: number, x: number): number {
  return Math.exp(-stirlingError(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a);
}

// ∑ x^n / ((a + 1) ⋯ (a + n)).
function powerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > sum * 1e-17; n += 1) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

// 1/(x + 1 − a − 1(1 − a)/(x + 3 − a − 2(2 − a)/(x + 5 − a − …))).
function upperFraction(a: number, x: number): number {
  return 1 / convergedFraction(x + 1 - a, (n) => ({ numerator: -n * (n - a), denominator: x + 2 * n + 1 - a }));
}
