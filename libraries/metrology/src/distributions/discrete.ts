// SPDX-License-Identifier: Apache-2.0
import { regularisedBeta } from './beta-function.ts';
import { regularisedGamma, type Tails } from './gamma-function.ts';
import { requireCount, requireParameter } from './require-parameter.ts';
import { deviance, stirlingError } from './stirling.ts';

/** A lot of `size` items, `marked` of which are of the counted kind, and a sample of `sample` items without return. */
export interface HypergeometricLot {
  readonly size: number;
  readonly marked: number;
  readonly sample: number;
}

/** Largest lot that is summed over; every term costs a multiplication. */
export const LOT_SIZE_MAX = 10_000_000;

/**
 * P(X ≤ x) = I_{1−p}(n − x, x + 1) and P(X > x), for x of n with chance p each.
 * NIST Digital Library of Mathematical Functions, 8.17.5. Requires whole x and n, 0 ≤ p ≤ 1.
 */
export function binomialTails(x: number, n: number, p: number): Tails {
  requireCount(x, 'x');
  requireCount(n, 'n');
  requireShare(p);
  return x >= n ? { lower: 1, upper: 0 } : regularisedBeta(n - x, x + 1, { x: 1 - p, y: p });
}

/** P(X ≤ x) = Q(x + 1, λ) and P(X > x). NIST Digital Library of Mathematical Functions, 8.4.10. Requires λ > 0. */
export function poissonTails(x: number, mean: number): Tails {
  requireCount(x, 'x');
  requireParameter(mean, 'The mean');
  const { lower, upper } = regularisedGamma(x + 1, mean);
  return { lower: upper, upper: lower };
}

/**
 * P(X ≤ x) = ∑ C(K, k) C(N − K, n − k) / C(N, n), summed on the side of x away from the mode.
 * C. Loader (2000) for the first term; the others follow by their ratios.
 */
export function hypergeometricTails(x: number, lot: HypergeometricLot): Tails {
  requireCount(x, 'x');
  requireLot(lot);
  const { size: N, marked: K, sample: n } = lot;
  const lowest = Math.max(0, n - (N - K));
  const highest = Math.min(n, K);
  if (x < lowest || x >= highest) {
    return x < lowest ? { lower: 0, upper: 1 } : { lower: 1, upper: 0 };
  }
  const mode = ((n + 1) * (K + 1)) / (N + 2);
  if (x + 1 > mode) {
    const upper = sumFrom(x + 1, lot, (k) => ((K - k) * (n - k)) / ((k + 1) * (N - K - n + k + 1)), 1);
    return { lower: 1 - upper, upper };
  }
  const lower = sumFrom(x, lot, (k) => (k * (N - K - n + k)) / ((K - k + 1) * (n - k + 1)), -1);
  return { lower, upper: 1 - lower };
}

// term(k) + term(k ± 1) + …; every ratio is below 1 and ends in 0 at the end of the range.
function sumFrom(start: number, lot: HypergeometricLot, ratio: (k: number) => number, step: 1 | -1): number {
  let term = hypergeometricTerm(start, lot);
  let sum = 0;
  for (let k = start; term > sum * 1e-18; k += step) {
    sum += term;
    term *= ratio(k);
  }
  return sum;
}

// b(k; K, p) b(n − k; N − K, p) / b(n; N, p), true for every p; p = n/N keeps all three near their modes.
function hypergeometricTerm(k: number, { size: N, marked: K, sample: n }: HypergeometricLot): number {
  const p = { x: n / N, y: (N - n) / N };
  return (binomialTerm(k, K, p) * binomialTerm(n - k, N - K, p)) / binomialTerm(n, N, p);
}

// C(n, x) p^x q^(n−x) = √(n / 2πx(n − x)) e^(δ(n) − δ(x) − δ(n − x) − D(x, np) − D(n − x, nq)).
function binomialTerm(x: number, n: number, { x: p, y: q }: { readonly x: number; readonly y: number }): number {
  if (x === 0 || x === n) {
    return Math.exp(n * (x === 0 ? Math.log1p(-p) : Math.log1p(-q)));
  }
  const exponent =
    stirlingError(n) - stirlingError(x) - stirlingError(n - x) - deviance(x, n * p) - deviance(n - x, n * q);
  return Math.sqrt(n / (2 * Math.PI * x * (n - x))) * Math.exp(exponent);
}

function requireLot({ size, marked, sample }: HypergeometricLot): void {
  requireCount(size, 'The size of a lot');
  requireCount(marked, 'The number of marked items');
  requireCount(sample, 'The size of a sample');
  if (size > LOT_SIZE_MAX || marked > size || sample > size) {
    throw new RangeError(
      `A lot has at most ${LOT_SIZE_MAX} items and neither more marked items nor a larger sample than items; ` +
        `given ${size}, ${marked}, ${sample}`,
    );
  }
}

function requireShare(p: number): void {
  if (!(p >= 0 && p <= 1)) {
    throw new RangeError(`A chance must lie between 0 and 1; given ${p}`);
  }
}
