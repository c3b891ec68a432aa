// SPDX-License-Identifier: Apache-2.0
import { fUpperQuantile } from '../distributions/f-distribution.ts';
import { studentUpperQuantile } from '../distributions/student.ts';
import { requireShareOfOne, requireWhole } from '../observations.ts';

const LABORATORIES_MAX = 100_000;
const REPLICATES_MAX = 100_000;

/**
 * C = 1/(1 + (p − 1)/F), F = F_{1−α/p}(n − 1, (p − 1)(n − 1)).
 * ISO 5725-2:2019, 7.3.3 and its table of Cochran's test, which rests on the same bound. Requires 2 laboratories, 2 results.
 */
export function cochranCritical(laboratories: number, replicates: number, significance: number): number {
  requireSize(laboratories, 2, significance);
  requireWhole(replicates, 'The number of replicates', [2, REPLICATES_MAX]);
  const degrees = [replicates - 1, (laboratories - 1) * (replicates - 1)] as const;
  const F = fUpperQuantile(significance / laboratories, degrees);
  return 1 / (1 + (laboratories - 1) / F);
}

/**
 * G = (p − 1)/√p √(t²/(p − 2 + t²)), t = t_{1−α/(2p)}(p − 2).
 * ISO 5725-2:2019, 7.3.4 and its table of Grubbs' test, for one extreme value of either side. Requires 3 laboratories.
 */
export function grubbsCritical(laboratories: number, significance: number): number {
  requireSize(laboratories, 3, significance);
  const t = studentUpperQuantile(significance / (2 * laboratories), laboratories - 2);
  return ((laboratories - 1) / Math.sqrt(laboratories)) * Math.sqrt((t * t) / (laboratories - 2 + t * t));
}

/**
 * h = (p − 1) t/√(p (t² + p − 2)), t = t_{1−α/2}(p − 2).
 * ISO 5725-2:2019, 7.3.1, and its table of Mandel's h. Requires 3 laboratories.
 */
export function mandelHCritical(laboratories: number, significance: number): number {
  requireSize(laboratories, 3, significance);
  const t = studentUpperQuantile(significance / 2, laboratories - 2);
  return ((laboratories - 1) * t) / Math.sqrt(laboratories * (t * t + laboratories - 2));
}

/**
 * k = √(p/(1 + (p − 1)/F)), F = F_{1−α}(n − 1, (p − 1)(n − 1)).
 * ISO 5725-2:2019, 7.3.1, and its table of Mandel's k. Requires 2 laboratories, 2 results.
 */
export function mandelKCritical(laboratories: number, replicates: number, significance: number): number {
  requireSize(laboratories, 2, significance);
  requireWhole(replicates, 'The number of replicates', [2, REPLICATES_MAX]);
  const F = fUpperQuantile(significance, [replicates - 1, (laboratories - 1) * (replicates - 1)]);
  return Math.sqrt(laboratories / (1 + (laboratories - 1) / F));
}

function requireSize(laboratories: number, least: number, significance: number): void {
  requireWhole(laboratories, 'The number of laboratories', [least, LABORATORIES_MAX]);
  requireShareOfOne(significance, 'The level of significance');
}
