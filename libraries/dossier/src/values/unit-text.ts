// SPDX-License-Identifier: Apache-2.0
import { MetrologyError, parseUnit } from '@touchstone/metrology/quantity';
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
    const suggested = cause instanceof MetrologyError ? (cause.data.suggestions ?? []) : [];
    const inWhole = suggested.filter((unit) => parses(unit));
    const near = inWhole.length > 0 ? inWhole : [nearest(halfWidth(given).toLowerCase(), USUAL_UNITS)];
    return unread('UNKNOWN_UNIT', `write a unit such as ${near.join(' or ')}`);
  }
}

function parses(unit: string): boolean {
  try {
    return parseUnit(unit).text !== '';
  } catch {
    return false;
  }
}
