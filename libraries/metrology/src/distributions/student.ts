// SPDX-License-Identifier: Apache-2.0
import { normalCdf, normalDensity, normalQuantile } from '../decision/normal-distribution.ts';
import { betaTerm, regularisedBeta, type Share } from './beta-function.ts';
import { findQuantile } from './find-quantile.ts';
import { requireNumber, requireParameter, requireProbability } from './require-parameter.ts';
import { stirlingError } from './stirling.ts';

// From this t²/ν on the tail is the first term of its series, ½ x^a/(a B(a, ½)), x = ν/t², a = ν/2; x itself may be too
// small for a double.
const FAR = 1e100;

// Between these the quantile is sought from the middle, on P(0 < T < t), where p − ½ is exact.
const MIDDLE = 0.25;

/**
 * f(t) = (1 + t²/ν)^(−(ν+1)/2) / (√ν B(½, ν/2)).
 * JCGM 101:2008, 6.4.9 (recalled). Requires ν > 0; ν = ∞ is the normal distribution.
 */
export function studentDensity(t: number, degreesOfFreedom: number): number {
  requireDegrees(degreesOfFreedom);
  requireNumber(t, 't');
  if (degreesOfFreedom === Number.POSITIVE_INFINITY) {
    return normalDensity(t);
  }
  return densityBeside(Math.abs(t), degreesOfFreedom);
}

/** P(T ≤ t) = ½ I_{ν/(ν+t²)}(ν/2, ½) for t < 0. NIST Digital Library of Mathematical Functions, 8.17; ν > 0 or ∞. */
export function studentCdf(t: number, degreesOfFreedom: number): number {
  requireDegrees(degreesOfFreedom);
  requireNumber(t, 't');
  if (degreesOfFreedom === Number.POSITIVE_INFINITY) {
    return normalCdf(t);
  }
  if (isFar(t, degreesOfFreedom)) {
    const beyond = farTail(Math.abs(t), degreesOfFreedom);
    return t < 0 ? beyond : 1 - beyond;
  }
  const { lower, upper } = regularisedBeta(degreesOfFreedom / 2, 0.5, shareOf(t, degreesOfFreedom));
  return t < 0 ? lower / 2 : 0.5 + upper / 2;
}

/** P(T > t), with all its digits however small it is. */
export function studentUpperTail(t: number, degreesOfFreedom: number): number {
  return studentCdf(-t, degreesOfFreedom);
}

/**
 * t of P(T ≤ t) = p.
 * JCGM 100:2008, G.3.2 for the use; found by Newton's iteration on the logarithm of the smaller tail. ±∞ where it is
 * beyond a double, as with ν = 0.01.
 */
export function studentQuantile(p: number, degreesOfFreedom: number): number {
  requireDegrees(degreesOfFreedom);
  requireProbability(p);
  return p < 0.5 ? -positiveQuantile(p, 0.5 - p, degreesOfFreedom) : positiveQuantile(1 - p, p - 0.5, degreesOfFreedom);
}

/** t of P(T > t) = p: for a tail too small to be written as 1 − p. */
export function studentUpperQuantile(p: number, degreesOfFreedom: number): number {
  return -studentQuantile(p, degreesOfFreedom);
}

// The t ≥ 0 with `tail` above it and `middle` between 0 and it.
function positiveQuantile(tail: number, middle: number, nu: number): number {
  if (middle === 0) {
    return 0;
  }
  if (nu === Number.POSITIVE_INFINITY) {
    return Math.abs(normalQuantile(tail));
  }
  // x^a = 2 p a B.
  const logShare = (Math.log(2 * tail) + logOfFirstTerm(nu / 2)) / (nu / 2);
  if (logShare < -Math.log(FAR)) {
    return Math.sqrt(nu) * Math.exp(-logShare / 2);
  }
  const density = (t: number) => densityBeside(t, nu);
  const start = Math.max(Math.abs(normalQuantile(tail)), middle * 2);
  if (middle < MIDDLE) {
    const probability = (t: number) => regularisedBeta(0.5, nu / 2, swap(shareOf(t, nu))).lower / 2;
    return findQuantile({ probability, density, direction: 1 }, middle, start);
  }
  const probability = (t: number) => regularisedBeta(nu / 2, 0.5, shareOf(t, nu)).lower / 2;
  return findQuantile({ probability, density, direction: -1 }, tail, start);
}

// ν/(ν + t²) and t²/(ν + t²), each without cancellation.
function shareOf(t: number, nu: number): Share {
  const ratio = (t / nu) * t;
  return { x: 1 / (1 + ratio), y: ratio / (1 + ratio) };
}

function swap({ x, y }: Share): Share {
  return { x: y, y: x };
}

// f(t) = x^(ν/2) y^½ / (t B(ν/2, ½)), since y = t²/(ν + t²); near the middle f(0) (1 + t²/ν)^(−(ν+1)/2).
function densityBeside(t: number, nu: number): number {
  if (t < 1) {
    return densityOfMiddle(nu / 2) * Math.exp(-((nu + 1) / 2) * Math.log1p((t / nu) * t));
  }
  return isFar(t, nu) ? (farTail(t, nu) * nu) / t : betaTerm(nu / 2, 0.5, shareOf(t, nu)) / t;
}

function isFar(t: number, nu: number): boolean {
  return (t / nu) * t > FAR;
}

// P(T > t); its derivative is −(ν/t) times itself.
function farTail(t: number, nu: number): number {
  return Math.exp((nu / 2) * (Math.log(nu) - 2 * Math.log(t)) - logOfFirstTerm(nu / 2)) / 2;
}

// ln(a B(a, ½)), B = 1/(√ν f(0)).
function logOfFirstTerm(a: number): number {
  return Math.log(a / (Math.sqrt(2 * a) * densityOfMiddle(a)));
}

// f(0) = Γ(a + ½) / (Γ(a) √(2πa)), a = ν/2.
function densityOfMiddle(a: number): number {
  return Math.exp(stirlingError(a + 0.5) - stirlingError(a) + a * Math.log1p(0.5 / a) - 0.5) / Math.sqrt(2 * Math.PI);
}

function requireDegrees(degreesOfFreedom: number): void {
  if (degreesOfFreedom !== Number.POSITIVE_INFINITY) {
    requireParameter(degreesOfFreedom, 'The degrees of freedom');
  }
}
