// SPDX-License-Identifier: Apache-2.0
import { convergedFraction } from './continued-fraction.ts';
import type { Tails } from './gamma-function.ts';
import { deviance, stirlingError } from './stirling.ts';

/** A share x of one and the rest y = 1 − x, both given, since neither can be had from the other without loss. */
export interface Share {
  readonly x: number;
  readonly y: number;
}

/**
 * I_x(a, b) = x^a y^b / B(a, b) · 1/(β₀ + α₁/(β₁ + α₂/(β₂ + …))), and 1 − I_x(a, b) = I_y(b, a).
 * A. R. DiDonato, A. H. Morris, ACM Transactions on Mathematical Software 18 (1992) 360–373, equation 9 (recalled). Requires a > 0, b > 0, x ≥ 0, y ≥ 0, x + y = 1.
 */
export function regularisedBeta(a: number, b: number, { x, y }: Share): Tails {
  if (x === 0 || y === 0) {
    return { lower: x === 0 ? 0 : 1, upper: x === 0 ? 1 : 0 };
  }
  const term = betaTerm(a, b, { x, y });
  if (x * (a + b + 2) < a + 1) {
    const lower = term / betaFraction(a, b, { x, y });
    return { lower, upper: 1 - lower };
  }
  const upper = term / betaFraction(b, a, { x: y, y: x });
  return { lower: 1 - upper, upper };
}

/**
 * x^a y^b / B(a, b) = √(ab / 2πn) e^(δ(n) − δ(a) − δ(b) − D(a, nx) − D(b, ny)), n = a + b.
 * C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000). Requires a, b, x, y > 0, x + y = 1.
 */
export function betaTerm(a: number, b: number, { x, y }: Share): number {
  const n = a + b;
  const exponent = stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * y);
  return Math.sqrt((a / n) * (b / (2 * Math.PI))) * Math.exp(exponent);
}

// αₘ = (a + m − 1)(a + b + m − 1) m (b − m) x² / (a + 2m − 1)²,
// βₘ = m + m(b − m)x/(a + 2m − 1) + (a + m)(ay − bx + 1 + m(1 + y))/(a + 2m + 1).
// The difference ay − bx keeps its digits when x is nearly 1, as it is for many degrees of freedom.
function betaFraction(a: number, b: number, { x, y }: Share): number {
  const difference = a * y - b * x + 1;
  const denominator = (m: number) =>
    m + (m === 0 ? 0 : (m * (b - m) * x) / (a + 2 * m - 1)) + ((a + m) / (a + 2 * m + 1)) * (difference + m * (1 + y));
  return convergedFraction(denominator(0), (m) => {
    const middle = x / (a + 2 * m - 1);
    return {
      numerator: (a + m - 1) * middle * (a + b + m - 1) * middle * m * (b - m),
      denominator: denominator(m),
    };
  });
}
