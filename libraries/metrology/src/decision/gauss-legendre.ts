// SPDX-License-Identifier: Apache-2.0

const ORDER = 32;

interface Node {
  readonly x: number;
  readonly weight: number;
}

const NODES: readonly Node[] = legendreNodes(ORDER);

/**
 * ∫ f = ∑ over panels ∑ wᵢ · (b − a)/2 · f((a + b)/2 + xᵢ (b − a)/2), 32 nodes a panel.
 * Abramowitz and Stegun (1964), 25.4.30. Exact for polynomials of degree 63, so for integrands that are smooth on the
 * scale of a panel it is accurate to rounding; `breakpoints` must be chosen so, sorted, and may repeat.
 */
export function integratePanels(integrand: (x: number) => number, breakpoints: readonly number[]): number {
  let sum = 0;
  breakpoints.slice(1).forEach((end, panel) => {
    const start = breakpoints[panel] as number;
    const half = (end - start) / 2;
    const middle = (end + start) / 2;
    for (const { x, weight } of half > 0 ? NODES : []) {
      sum += weight * half * integrand(middle + half * x);
    }
  });
  return sum;
}

// Roots of P_n by Newton's iteration from cos(π (i − ¼)/(n + ½)); weights 2 / ((1 − x²) P′_n(x)²).
function legendreNodes(order: number): Node[] {
  return Array.from({ length: order }, (_, index) => {
    let x = Math.cos((Math.PI * (index + 0.75)) / (order + 0.5));
    for (let step = 0; step < 5; step += 1) {
      const { value, slope } = legendre(order, x);
      x -= value / slope;
    }
    const { slope } = legendre(order, x);
    return { x, weight: 2 / ((1 - x * x) * slope * slope) };
  });
}

// P_n and P′_n by the three-term recurrence. Abramowitz and Stegun (1964), 22.7.10 and 22.8.5.
function legendre(order: number, x: number): { value: number; slope: number } {
  let before = 1;
  let value = x;
  for (let n = 2; n <= order; n += 1) {
    [before, value] = [value, ((2 * n - 1) * x * value - (n - 1) * before) / n];
  }
  return { value, slope: (order * (x * value - before)) / (x * x - 1) };
}
