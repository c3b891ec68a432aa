// SPDX-License-Identifier: Apache-2.0
import { normalQuantile } from '../decision/normal-distribution.ts';
import { findQuantile } from './find-quantile.ts';
import { gammaTerm, regularisedGamma, type Tails } from './gamma-function.ts';
import { requireNumber, requireParameter, requireProbability } from './require-parameter.ts';

/** P(X ≤ x) = P(ν/2, x/2). NIST Digital Library of Mathematical Functions, 8.2.4. Requires ν > 0. */
export function chiSquaredCdf(x: number, degreesOfFreedom: number): number {
  return gammaTails(x / 2, degreesOfFreedom / 2).lower;
}

/** P(X > x) = Q(ν/2, x/2), with all its digits however small it is. */
export function chiSquaredUpperTail(x: number, degreesOfFreedom: number): number {
  return gammaTails(x / 2, degreesOfFreedom / 2).upper;
}

/** x of P(X ≤ x) = p. */
export function chiSquaredQuantile(p: number, degreesOfFreedom: number): number {
  return 2 * gammaQuantile(p, degreesOfFreedom / 2);
}

/** x of P(X > x) = p: for a tail too small to be written as 1 − p. */
export function chiSquaredUpperQuantile(p: number, degreesOfFreedom: number): number {
  return 2 * gammaUpperQuantile(p, degreesOfFreedom / 2);
}

/** x of P(a, x) = p, the quantile of the gamma distribution with shape a and scale 1. */
export function gammaQuantile(p: number, shape: number): number {
  requireProbability(p);
  return p < 0.5 ? lowerQuantile(p, shape) : upperQuantile(1 - p, shape);
}

/** x of Q(a, x) = p: for a tail too small to be written as 1 − p. */
export function gammaUpperQuantile(p: number, shape: number): number {
  requireProbability(p);
  return p < 0.5 ? upperQuantile(p, shape) : lowerQuantile(1 - p, shape);
}

function lowerQuantile(p: number, shape: number): number {
  const probability = (x: number) => gammaTails(x, shape).lower;
  return findQuantile({ probability, density: densityOf(shape), direction: 1 }, p, startOf(p, shape));
}

function upperQuantile(p: number, shape: number): number {
  const probability = (x: number) => gammaTails(x, shape).upper;
  return findQuantile({ probability, density: densityOf(shape), direction: -1 }, p, startOf(1 - p, shape));
}

function densityOf(shape: number): (x: number) => number {
  return (x) => (gammaTerm(shape, x) * shape) / x;
}

// a (1 − 1/(9a) + z/(3√a))³, E. B. Wilson and M. M. Hilferty (1931); where that fails, P ≈ x^a / Γ(a + 1).
function startOf(p: number, shape: number): number {
  requireParameter(shape, 'The shape, or half the degrees of freedom,');
  const z = p > 0 && p < 1 ? normalQuantile(p) : 8;
  const cube = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape));
  return cube > 0.1 ? shape * cube ** 3 : shape * Math.max(1e-300, p ** (1 / shape));
}

function gammaTails(x: number, shape: number): Tails {
  requireParameter(shape, 'The shape, or half the degrees of freedom,');
  requireNumber(x, 'x');
  return x <= 0 ? { lower: 0, upper: 1 } : regularisedGamma(shape, x);
}
