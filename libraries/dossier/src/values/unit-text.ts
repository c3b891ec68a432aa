// SPDX-License-Identifier: Apache-2.0
import { MetrologyError, parseUnit, UNIT_CHARACTERS_MAX } from '@touchstone/metrology/quantity';
import { expected } from '../dossier-error.ts';
import { halfWidth } from './characters.ts';
import { type Reading, read, unread } from './decimal-text.ts';
import { nearest } from './nearest.ts';

// Units of food reports, offered when a unit is not known; any unit that metrology reads is accepted.
const USUAL_UNITS = [
  'mg/kg',
  'µg/kg',
  'g/kg',
  'g/100 g',
  'mg/L',
  'µg/L',
  'Bq/kg',
  'Bq/L',
  'CFU/g',
  'CFU/mL',
  'MPN/100 mL',
  '%',
  'kg',
  'g',
  't',
  'L',
  'mL',
];

/** The unit in the spelling of `@touchstone/metrology`: ug/kg and 微克/千克 become µg/kg. */
export function readUnitText(given: string): Reading<string> {
  try {
    return read(parseUnit(given).text);
  } catch (cause) {
    const { code, message, data } = expected(cause, MetrologyError);
    // The message names the meanings: ppm may be mg/kg, µL/L, µmol/mol or mg/L.
    if (code === 'AMBIGUOUS_UNIT') return unread('UNKNOWN_UNIT', message);
    const text = given.slice(0, UNIT_CHARACTERS_MAX);
    const recased = (data.suggestions ?? []).map((symbol) => replaceInAnyCase(text, symbol)).filter(parses);
    const near = new Set([...recased, nearest(halfWidth(text), USUAL_UNITS)]);
    return unread('UNKNOWN_UNIT', `write a unit such as ${[...near].join(' or ')}`);
  }
}

function replaceInAnyCase(text: string, symbol: string): string {
  const at = text.toLowerCase().indexOf(symbol.toLowerCase());
  return at < 0 ? text : text.slice(0, at) + symbol + text.slice(at + symbol.length);
}

function parses(unit: string): boolean {
  try {
    parseUnit(unit);
    return true;
  } catch {
    return false;
  }
}
