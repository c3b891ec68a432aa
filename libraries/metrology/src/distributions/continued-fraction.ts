// SPDX-License-Identifier: Apache-2.0

// Far above what any argument of the functions here needs: they take about the square root of their parameters.
const TERMS_MAX = 10_000_000;
// Below four roundings a factor may stand still beside 1 for ever.
const NEAR_ONE = 2 ** -51;

/** One term of a continued fraction: … numerator/(denominator + … */
export interface FractionTerm {
  readonly numerator: number;
  readonly denominator: number;
}

/**
 * b₀ + a₁/(b₁ + a₂/(b₂ + …)) by the method of Lentz.
 * I. J. Thompson, A. R. Barnett, Journal of Computational Physics 64 (1986) 490–509.
 * Requires a fraction that converges and no convergent of which is 0 or infinite.
 */
export function convergedFraction(first: number, term: (n: number) => FractionTerm): number {
  let value = first;
  let c = first;
  let d = 0;
  let factor = 0;
  for (let n = 1; n < TERMS_MAX && Math.abs(factor - 1) > NEAR_ONE; n += 1) {
    const { numerator, denominator } = term(n);
    d = 1 / (denominator + numerator * d);
    c = denominator + numerator / c;
    factor = c * d;
    value *= factor;
  }
  return value;
}
