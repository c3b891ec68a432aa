// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';

// Step of the trapezoidal rule; its error falls as e^(−π²/h²), here 7e-18.
const STEP = 0.5;
// e^(−k²h²) is below 1e-18 from here on.
const TERMS = 13;
// Below this the power series is as accurate as the trapezoidal rule, and needs fewer terms.
const SERIES_END = 0.75;
// Up to here from ½ a probability is looked for from the centre; z is 0.67 there, within the power series.
const CENTRE = 0.25;
// Where the pole of the integrand lies beyond the contour (x = z/√2 ≥ π/h), it adds nothing.
const POLE_END = (Math.SQRT2 * Math.PI) / STEP;
// The exponent of φ is split at multiples of this, whose squares are exact.
const SPLIT = 16;
// Q(40) is 4e-350, below the smallest double.
const UNDERFLOW = 40;
const SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

/** φ(z) = e^(−z²/2) / √(2π). JCGM 101:2008, 6.4.7; accurate to 1e-15 relative for |z| ≤ 37. Requires a finite z. */
export function normalDensity(z: number): number {
  return halfSquareExponential(z) / SQRT_TWO_PI;
}

/** Φ(z) = ∫ φ from −∞ to z. JCGM 106:2012, 7.2; accurate to 1e-14 relative for z ≥ −37. */
export function normalCdf(z: number): number {
  return z <= 0 ? normalUpperTail(-z) : 1 - normalUpperTail(z);
}

/**
 * Q(z) = 1 − Φ(z) = ½ erfc(z/√2); for z > 0 by the trapezoidal rule on ∫ e^(−t²) / (t² + x²) dt, x = z/√2.
 * F. Matta, A. Reichel, Mathematics of Computation 25 (1971) 339–344; accurate to 1e-14 relative for z ≤ 37.
 */
export function normalUpperTail(z: number): number {
  if (z < 0) {
    return 1 - normalUpperTail(-z);
  }
  if (z < SERIES_END) {
    return 0.5 - centralSeries(z);
  }
  if (z > UNDERFLOW) {
    return 0;
  }
  const xSquared = (z * z) / 2;
  let sum = 1 / (2 * xSquared);
  for (let k = TERMS; k >= 1; k -= 1) {
    const node = k * STEP * k * STEP;
    sum += Math.exp(-node) / (node + xSquared);
  }
  const trapezoid = ((STEP * z) / (Math.SQRT2 * Math.PI)) * halfSquareExponential(z) * sum;
  return z < POLE_END ? trapezoid - 1 / Math.expm1((Math.SQRT2 * Math.PI * z) / STEP) : trapezoid;
}

/** P(a ≤ Z ≤ b) for a ≤ b, taken from the tail on which both lie, so that nothing cancels far from 0. */
export function normalInterval(a: number, b: number): number {
  if (a > 0) {
    return normalUpperTail(a) - normalUpperTail(b);
  }
  return b < 0 ? normalUpperTail(-b) - normalUpperTail(-a) : 1 - normalUpperTail(b) - normalUpperTail(-a);
}

/**
 * Φ⁻¹(p) by Halley's iteration zₙ₊₁ = zₙ + 2e / (2φ − e·zₙ), e = Q(zₙ) − t, on the smaller tail t; from 1/4 to 3/4
 * e = |p − ½| − (Φ(zₙ) − ½), because a tail of nearly ½ has lost the digits of its difference from ½.
 * Starts: M. Abramowitz, I. Stegun, Handbook of Mathematical Functions (1964), 26.2.23; and e√(2π). Requires 0 < p < 1.
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) {
    throw new MetrologyError('BAD_PARAMETER', `A probability must lie between 0 and 1, both excluded; given ${p}`);
  }
  const tail = Math.min(p, 1 - p);
  // Exact for doubles between 1/4 and 1.
  const fromCentre = Math.abs(p - 0.5);
  const isCentral = fromCentre <= CENTRE;
  let z = isCentral ? fromCentre * SQRT_TWO_PI : startOfQuantile(tail);
  // The starts are within 4.5e-4 and 0.05, and each step cubes the error: three end beyond a double's precision.
  for (let step = 0; step < 3; step += 1) {
    const excess = isCentral ? fromCentre - centralSeries(z) : normalUpperTail(z) - tail;
    z += (2 * excess) / (2 * normalDensity(z) - excess * z);
  }
  return p < 0.5 ? -z : z;
}

// Φ(z) − ½ = φ(z) · ∑ z^(2n+1) / (2n+1)!!, all terms of one sign. Abramowitz and Stegun (1964), 26.2.11.
function centralSeries(z: number): number {
  let term = z;
  let sum = z;
  for (let n = 1; term > sum * 1e-17; n += 1) {
    term *= (z * z) / (2 * n + 1);
    sum += term;
  }
  return normalDensity(z) * sum;
}

// e^(−z²/2): z = a + b with a² exact, so that the rounding error of z² is not multiplied by itself. W. J. Cody (1969).
function halfSquareExponential(z: number): number {
  const a = Math.trunc(z * SPLIT) / SPLIT;
  const b = z - a;
  return Math.exp((-a * a) / 2) * Math.exp((-b * (z + a)) / 2);
}

function startOfQuantile(tail: number): number {
  const t = Math.sqrt(-2 * Math.log(tail));
  const numerator = 2.515517 + t * (0.802853 + t * 0.010328);
  const denominator = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  return t - numerator / denominator;
}
