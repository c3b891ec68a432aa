// SPDX-License-Identifier: Apache-2.0
import { betaTerm, regularisedBeta, type Share } from './beta-function.ts';
import { findQuantile } from './find-quantile.ts';
import type { Tails } from './gamma-function.ts';
import { requireNumber, requireParameter, requireProbability } from './require-parameter.ts';

/** The two degrees of freedom of an F distribution, that of the numerator first. */
export type FDegrees = readonly [numerator: number, denominator: number];

/** P(X ≤ x) = I_{d₁x/(d₁x+d₂)}(d₁/2, d₂/2). Abramowitz and Stegun (1964), 26.6.2. Requires d₁ > 0, d₂ > 0. */
export function fCdf(x: number, degrees: FDegrees): number {
  return fTails(x, degrees).lower;
}

/** P(X > x), with all its digits however small it is. */
export function fUpperTail(x: number, degrees: FDegrees): number {
  return fTails(x, degrees).upper;
}

/** x of P(X ≤ x) = p. */
export function fQuantile(p: number, degrees: FDegrees): number {
  requireProbability(p);
  return p < 0.5 ? lowerQuantile(p, degrees) : upperQuantile(1 - p, degrees);
}

/** x of P(X > x) = p: for a tail too small to be written as 1 − p. */
export function fUpperQuantile(p: number, degrees: FDegrees): number {
  requireProbability(p);
  return p < 0.5 ? upperQuantile(p, degrees) : lowerQuantile(1 - p, degrees);
}

function lowerQuantile(p: number, degrees: FDegrees): number {
  const probability = (x: number) => fTails(x, degrees).lower;
  return findQuantile({ probability, density: densityOf(degrees), direction: 1 }, p, 1);
}

function upperQuantile(p: number, degrees: FDegrees): number {
  const probability = (x: number) => fTails(x, degrees).upper;
  return findQuantile({ probability, density: densityOf(degrees), direction: -1 }, p, 1);
}

// f(x) = s^(d₁/2) (1 − s)^(d₂/2) / (x B(d₁/2, d₂/2)) at the share s of x.
function densityOf([d1, d2]: FDegrees): (x: number) => number {
  return (x) => betaTerm(d1 / 2, d2 / 2, shareOf(x, [d1, d2])) / x;
}

function fTails(x: number, degrees: FDegrees): Tails {
  requireParameter(degrees[0], 'The degrees of freedom of the numerator');
  requireParameter(degrees[1], 'The degrees of freedom of the denominator');
  requireNumber(x, 'x');
  if (x <= 0) {
    return { lower: 0, upper: 1 };
  }
  return regularisedBeta(degrees[0] / 2, degrees[1] / 2, shareOf(x, degrees));
}

function shareOf(x: number, [d1, d2]: FDegrees): Share {
  const ratio = (d1 / d2) * x;
  return { x: 1 / (1 + 1 / ratio), y: 1 / (1 + ratio) };
}
