// SPDX-License-Identifier: Apache-2.0
import { compareRationals, rational } from '@touchstone/identifiers';
import { isDimensionOne } from './dimension.ts';
import { parseUnit } from './parse-unit.ts';
import { OWN_LEVELS, UCUM_LEVELS } from './ucum/ucum-levels.ts';

/** What `3 %` may mean beside a value: its share; its share or points of its own unit; nothing, where zero is not none. */
export type PercentBeside = 'share' | 'two-readings' | 'nothing';

// Parts of a million are refused as units, since they do not say of what; a percentage beside them is in doubt all the same.
const PARTS = /^\[?(?:ppm|ppb|ppth|pptr|ppt)v?\]?$/iu;
// Below a thousandth nobody counts in points of percent: 12 % beside 0.045 mg/kg is a share of it.
const POINTS_FROM = rational(1, 1000);

/**
 * `two-readings` where the unit is a fraction itself: %, ‰, g/100 g, mL/100 mL, mol/mol; `nothing` for pH, dB, Np, and for °C
 * and °F, whose zero is agreed upon: 1 % of 20 °C would be 0.2 °C, and of 293.15 K nearly 3 K.
 * SI Brochure, 9th edition, 5.4.7: the percent is a number, and what it is a fraction of has to be said.
 * Throws as `parseUnit` does.
 */
export function percentBeside(unit: string): PercentBeside {
  if (PARTS.test(unit.trim())) return 'two-readings';
  const { dimension, kinds, factor, zero } = parseUnit(unit);
  if (zero !== undefined) return 'nothing';
  if (kinds.some((kind) => UCUM_LEVELS.has(kind) || OWN_LEVELS.has(kind))) return 'nothing';
  const isFraction = isDimensionOne(dimension) && kinds.every((kind) => kind.includes('/'));
  return isFraction && compareRationals(factor, POINTS_FROM) >= 0 ? 'two-readings' : 'share';
}
