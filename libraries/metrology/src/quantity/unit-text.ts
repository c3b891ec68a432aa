// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import { symbolsForNames } from './unit-names.ts';

/** Longest unit text that is looked at; D-SI spells a long compound in under 100 characters. */
export const UNIT_CHARACTERS_MAX = 128;

const SUPERSCRIPTS = /[⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+/gu;

// The ordinal sign of Portuguese keyboards and the ring above, which NFKC would turn into an o and a space.
const ORDINAL_DEGREE = /[º˚](?=[CF](?!\p{L}))/gu;

const SPELLED_PERCENTS: readonly (readonly [RegExp, string])[] = [
  [/^% ?\(? ?(?:m\/m|w\/w) ?\)?$/iu, 'g/100 g'],
  [/^% ?(?:\(? ?v\/v ?\)?|\(?vol\.?\)?)$/iu, 'mL/100 mL'],
  [/^% ?\(? ?(?:m\/v|w\/v) ?\)?$/iu, 'g/100 mL'],
  // Relative humidity is a ratio of pressures: RH after the sign says of what, and is no ronnahenry.
  [/^% ?\(?r\.?h\.?\)?$/iu, '%'],
];

/**
 * One spelling for the many code points of one unit: both mu, ㎎, ㎏, ℃, full-width signs, superscripts, names.
 * Unicode Standard Annex #15, form NFKC, after superscripts became '^2', which NFKC would turn 10³ into 103.
 */
export function normaliseUnitText(given: unknown): string {
  if (typeof given !== 'string') {
    throw new MetrologyError('BAD_UNIT', 'A unit must be text such as mg/kg', { given: `<${typeof given}>` });
  }
  if (given.length > UNIT_CHARACTERS_MAX) {
    throw new MetrologyError('BAD_UNIT', `A unit may have at most ${UNIT_CHARACTERS_MAX} characters`, {
      given: given.slice(0, UNIT_CHARACTERS_MAX),
    });
  }
  const compatible = given
    .replace(ORDINAL_DEGREE, '°')
    .replace(SUPERSCRIPTS, (digits) => `^${digits.normalize('NFKC')}`)
    .normalize('NFKC')
    .replaceAll('μ', 'µ')
    .replaceAll('−', '-')
    .replace(/\s+/gu, ' ')
    .trim();
  const named = symbolsForNames(compatible);
  const percent = SPELLED_PERCENTS.find(([spelling]) => spelling.test(named));
  return percent === undefined ? named : percent[1];
}
