// SPDX-License-Identifier: Apache-2.0

// Where the asymptotic series below is accurate to 1e-17 with eight terms.
const SERIES_FROM = 15;
// B₂ₖ / (2k(2k − 1)), k = 1 … 8.
const COEFFICIENTS = [
  1 / 12,
  -1 / 360,
  1 / 1_260,
  -1 / 1_680,
  1 / 1_188,
  -691 / 360_360,
  1 / 156,
  -3_617 / 122_400,
] as const;
// Below this |v| the difference in `deviance` cancels, and its power series is used: up to here the terms that would be subtracted are
// more than twice their difference, and e^(−D) has the absolute error of D for its relative one.
const SERIES_BELOW = 0.6;
const LOG_SQRT_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/**
 * δ(z) = ln Γ(z) − (z − ½) ln z + z − ½ ln 2π = ∑ B₂ₖ / (2k(2k − 1) z^(2k−1)), with δ(z) = δ(z + 1) + (z + ½) ln(1 + 1/z) − 1.
 * NIST Digital Library of Mathematical Functions, 5.11.1 and 5.5.1. Requires z > 0.
 */
export function stirlingError(z: number): number {
  let sum = 0;
  let shifted = z;
  for (; shifted < SERIES_FROM; shifted += 1) {
    sum += (shifted + 0.5) * Math.log1p(1 / shifted) - 1;
  }
  return sum + COEFFICIENTS.reduceRight((series, term) => series / shifted ** 2 + term, 0) / shifted;
}

/**
 * ln Γ(z) = (z − ½) ln z − z + ½ ln 2π + δ(z).
 * NIST Digital Library of Mathematical Functions, 5.11.1. Requires z > 0.
 */
export function logGamma(z: number): number {
  return (z - 0.5) * Math.log(z) - z + LOG_SQRT_TWO_PI + stirlingError(z);
}

/**
 * D(a, m) = a ln(a/m) + m − a = m · h(a/m − 1), h(d) = (1 + d) ln(1 + d) − d = 2 (1 + d) ∑ v^(2j+1)/(2j + 1) − d, v = d/(2 + d).
 * C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000). Requires a > 0, m > 0.
 */
export function deviance(a: number, m: number): number {
  const v = (a - m) / (a + m);
  if (Math.abs(v) > SERIES_BELOW) {
    return a * Math.log(a / m) + m - a;
  }
  // (a − m) v is the term of the second order; the series carries what is left of it.
  let sum = (a - m) * v;
  let power = 2 * a * v;
  for (let odd = 3; ; odd += 2) {
    power *= v * v;
    const next = sum + power / odd;
    if (next === sum) {
      return sum;
    }
    sum = next;
  }
}
