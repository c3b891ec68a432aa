// SPDX-License-Identifier: Apache-2.0
import { integratePanels } from '../decision/gauss-legendre.ts';
import { requireShareOfOne, requireWhole } from '../observations.ts';

/** Most laboratories for which a critical value of the double test is computed; the table of ISO 5725-2 ends at 40. */
export const DOUBLE_GRUBBS_LABORATORIES_MAX = 100;

const STEPS = 4000;
const HALVINGS = 44;
const RADIUS_PANELS = 2;
const ANGLE_PANELS = 3;

/**
 * G of P(s²_{p−1,p}/s₀² < G) = α/2, the two largest (or the two smallest) of p normal values left out.
 * ISO 5725-2:2019, 7.3.4.3, and its table of Grubbs' double test; F. E. Grubbs (1950) for the law of an extreme value.
 * The pair left out is a vector of uniform direction: P is the integral over it of the chance that no other lies beyond.
 */
export function doubleGrubbsCritical(laboratories: number, significance: number): number {
  requireWhole(laboratories, 'The number of laboratories', [4, DOUBLE_GRUBBS_LABORATORIES_MAX]);
  requireShareOfOne(significance, 'The level of significance');
  const largest = largestDeviationLaws(laboratories - 2);
  let low = 0;
  let high = 1;
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (low + high) / 2;
    if (doubleGrubbsProbability(laboratories, middle, largest) < significance / 2) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return high;
}

/** P(the largest deviation of k values from their mean, over √SS, is at most u). */
type Law = (u: number) => number;

// C(p, 2) ∫∫ over τ = SS_rest/SS < G and the direction (cos θ, sin θ) of the pair, of H_{p−2} at the smaller of the two.
function doubleGrubbsProbability(p: number, G: number, largest: Law): number {
  const rest = p - 2;
  const pairs = (p * (p - 1)) / 2;
  // With a, b the pair less the mean of the rest: a + b ~ radius cos θ · c₁, a − b ~ radius sin θ · √2.
  const sumScale = Math.sqrt((2 * p) / rest);
  // Where the smaller of both is positive: tan θ < sumScale/√2 on either side.
  const widest = Math.atan(sumScale / Math.SQRT2);
  const angles = Array.from({ length: ANGLE_PANELS + 1 }, (_, index) => (widest * index) / ANGLE_PANELS);
  // τ^((p−5)/2) dτ (p − 3)/2: with v = τ^((p−3)/2) the law of τ is uniform.
  const power = (p - 3) / 2;
  const end = G ** power;
  const radii = Array.from({ length: RADIUS_PANELS + 1 }, (_, index) => (end * index) / RADIUS_PANELS);
  const inner = (v: number): number => {
    const tau = v ** (1 / power);
    const ratio = Math.sqrt((1 - tau) / tau);
    return integratePanels((theta) => {
      const smaller = (sumScale * Math.cos(theta) - Math.SQRT2 * Math.sin(theta)) / 2;
      return largest(ratio * smaller);
    }, angles);
  };
  return (pairs * 2 * integratePanels(inner, radii)) / (2 * Math.PI);
}

// H_k from H_{k−1}: the largest has deviation w; the others, about their own mean, are again k − 1 such values.
function largestDeviationLaws(k: number): Law {
  let law: Law = (u) => (u >= Math.SQRT1_2 ? 1 : 0);
  for (let count = 3; count <= k; count += 1) {
    law = nextLaw(law, count);
  }
  return law;
}

// H_k(u) = k ∫ f(w) H_{k−1}((w + w/(k − 1))/√(1 − k w²/(k − 1))) dw, r = w √(k/(k − 1)) = sin φ, f dφ ∝ cos^(k−3) φ.
function nextLaw(before: Law, k: number): Law {
  const scale = Math.sqrt(k / (k - 1));
  const step = Math.PI / 2 / STEPS;
  const table = new Float64Array(STEPS + 1);
  let norm = 0;
  for (let index = 0; index < STEPS; index += 1) {
    const phi = (index + 0.5) * step;
    const weight = Math.cos(phi) ** (k - 3);
    const w = Math.sin(phi) / scale;
    norm += weight;
    table[index + 1] = (table[index] as number) + weight * before((w * (k / (k - 1))) / Math.cos(phi));
  }
  // Half of the directions have w below 0; the last of the table is 1 by its meaning, not by the sum.
  const factor = k / (2 * norm);
  const last = Math.max(1, factor * (table[STEPS] as number));
  return (u) => {
    const r = u * scale;
    const at = Math.asin(Math.min(1, Math.max(0, r))) / step;
    const floor = Math.min(STEPS - 1, Math.floor(at));
    const [low, high] = [table[floor] as number, table[floor + 1] as number];
    return (factor * (low + (at - floor) * (high - low))) / last;
  };
}
