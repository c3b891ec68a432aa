// SPDX-License-Identifier: Apache-2.0
import { type Rational, rational } from '@touchstone/identifiers';

/** Powers of ten of the SI prefixes by symbol. SI Brochure, 9th edition (2022 update), table 7. */
export const PREFIXES: ReadonlyMap<string, number> = new Map([
  ['Q', 30],
  ['R', 27],
  ['Y', 24],
  ['Z', 21],
  ['E', 18],
  ['P', 15],
  ['T', 12],
  ['G', 9],
  ['M', 6],
  ['k', 3],
  ['h', 2],
  ['da', 1],
  ['d', -1],
  ['c', -2],
  ['m', -3],
  ['µ', -6],
  ['n', -9],
  ['p', -12],
  ['f', -15],
  ['a', -18],
  ['z', -21],
  ['y', -24],
  ['r', -27],
  ['q', -30],
]);

/** Prefix symbols by the names that D-SI writes after a backslash. D-SI 2.2.1. */
export const PREFIX_NAMES: ReadonlyMap<string, string> = new Map([
  ['quetta', 'Q'],
  ['ronna', 'R'],
  ['yotta', 'Y'],
  ['zetta', 'Z'],
  ['exa', 'E'],
  ['peta', 'P'],
  ['tera', 'T'],
  ['giga', 'G'],
  ['mega', 'M'],
  ['kilo', 'k'],
  ['hecto', 'h'],
  ['deca', 'da'],
  ['deci', 'd'],
  ['centi', 'c'],
  ['milli', 'm'],
  ['micro', 'µ'],
  ['nano', 'n'],
  ['pico', 'p'],
  ['femto', 'f'],
  ['atto', 'a'],
  ['zepto', 'z'],
  ['yocto', 'y'],
  ['ronto', 'r'],
  ['quecto', 'q'],
]);

/** 10^power as a fraction. */
export function tenToThe(power: number): Rational {
  const magnitude = 10n ** BigInt(Math.abs(power));
  return power < 0 ? rational(1n, magnitude) : rational(magnitude);
}
