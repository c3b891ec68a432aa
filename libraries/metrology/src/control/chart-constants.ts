// SPDX-License-Identifier: Apache-2.0
import { integratePanels } from '../decision/gauss-legendre.ts';
import { normalCdf, normalUpperTail } from '../decision/normal-distribution.ts';
import { logGamma } from '../distributions/stirling.ts';
import { requireWhole } from '../observations.ts';

/** Mean and standard deviation of the range, and mean of s, of n normal values of σ = 1. */
export interface ChartConstants {
  readonly d2: number;
  readonly d3: number;
  readonly c4: number;
}

/** Largest subgroup that constants are computed for. */
export const SUBGROUP_MAX = 1000;

const REACH = 9;
const PANELS = 12;
const known = new Map<number, ChartConstants>();

/**
 * d₂ = ∫ (1 − Φⁿ − (1 − Φ)ⁿ) dx, d₃² = 2 ∬_{x<y} (1 − Φ(y)ⁿ − (1 − Φ(x))ⁿ + (Φ(y) − Φ(x))ⁿ) − d₂²,
 * c₄ = √(2/(n − 1)) Γ(n/2)/Γ((n − 1)/2).
 * ISO 7870-2:2023, table of coefficients, computed instead of copied; L. H. C. Tippett (1925) for the range.
 */
export function chartConstants(size: number): ChartConstants {
  requireWhole(size, 'The size of a subgroup', [2, SUBGROUP_MAX]);
  const held = known.get(size);
  if (held !== undefined) {
    return held;
  }
  const edges = Array.from({ length: PANELS + 1 }, (_, index) => -REACH + (2 * REACH * index) / PANELS);
  const d2 = integratePanels((x) => 1 - normalCdf(x) ** size - normalUpperTail(x) ** size, edges);
  const square = integratePanels((x) => {
    const beyond = Array.from({ length: PANELS + 1 }, (_, index) => x + ((REACH - x) * index) / PANELS);
    return integratePanels((y) => pairTerm(x, y, size), beyond);
  }, edges);
  const c4 = Math.sqrt(2 / (size - 1)) * Math.exp(logGamma(size / 2) - logGamma((size - 1) / 2));
  const constants = { d2, d3: Math.sqrt(2 * square - d2 * d2), c4 };
  known.set(size, constants);
  return constants;
}

/** Factors of limits at three standard errors, by the names that tables give them. */
export interface ChartFactors extends ChartConstants {
  readonly A: number;
  readonly A2: number;
  readonly A3: number;
  readonly B3: number;
  readonly B4: number;
  readonly B5: number;
  readonly B6: number;
  readonly D1: number;
  readonly D2: number;
  readonly D3: number;
  readonly D4: number;
  readonly E2: number;
}

/** A = 3/√n, A₂ = A/d₂, A₃ = A/c₄, B₃,₄ = 1 ∓ 3√(1 − c₄²)/c₄, D₃,₄ = 1 ∓ 3d₃/d₂, … ISO 7870-2:2023, table of coefficients. */
export function chartFactors(size: number): ChartFactors {
  const { d2, d3, c4 } = chartConstants(size);
  const A = 3 / Math.sqrt(size);
  const ofS = 3 * Math.sqrt(1 - c4 * c4);
  const within = (value: number) => Math.max(0, value);
  return {
    d2,
    d3,
    c4,
    A,
    A2: A / d2,
    A3: A / c4,
    B3: within(1 - ofS / c4),
    B4: 1 + ofS / c4,
    B5: within(c4 - ofS),
    B6: c4 + ofS,
    D1: within(d2 - 3 * d3),
    D2: d2 + 3 * d3,
    D3: within(1 - (3 * d3) / d2),
    D4: 1 + (3 * d3) / d2,
    E2: 3 / d2,
  };
}

function pairTerm(x: number, y: number, n: number): number {
  const upper = normalUpperTail(y);
  const lower = normalCdf(x);
  return 1 - (1 - upper) ** n - (1 - lower) ** n + Math.max(0, 1 - upper - lower) ** n;
}
