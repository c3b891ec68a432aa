// SPDX-License-Identifier: Apache-2.0
import { parseUnit, sameDimension } from '../quantity/index.ts';
import { unlessIncomparable } from './unless-incomparable.ts';

/**
 * Quantities that are measured in units of one dimension only, by their English name, each with such a unit.
 * SI Brochure, 9th edition, tables 2 and 4 to 6. Not here is what has several (humidity, flow, moisture) or is a level.
 */
const UNITS: Readonly<Record<string, string>> = {
  'amount of substance': 'mol',
  angle: 'rad',
  area: 'm2',
  capacitance: 'F',
  density: 'kg/m3',
  'electric current': 'A',
  'electric potential difference': 'V',
  'electric resistance': 'Ω',
  energy: 'J',
  force: 'N',
  frequency: 'Hz',
  illuminance: 'lx',
  inductance: 'H',
  length: 'm',
  'luminous intensity': 'cd',
  mass: 'kg',
  power: 'W',
  pressure: 'Pa',
  speed: 'm/s',
  temperature: 'K',
  time: 's',
  'time interval': 's',
  torque: 'N·m',
  voltage: 'V',
  volume: 'm3',
};

/**
 * Why a unit cannot be one of a quantity: it is none at all, or measures something else, and in which it would be.
 * Nothing where it can, or where the quantity is not known here: a name is no reason to doubt a unit.
 */
export type UnitMisfit = { readonly code: 'NO_UNIT' } | { readonly code: 'OTHER_DIMENSION'; readonly usual: string };

/** How a unit does not fit a quantity, if it does not. */
export function unitMisfit(quantity: string, unit: string): UnitMisfit | undefined {
  const stated = unlessIncomparable(() => parseUnit(unit));
  if (stated === undefined) return { code: 'NO_UNIT' };
  const name = quantity.trim().toLowerCase();
  if (!Object.hasOwn(UNITS, name)) return undefined;
  const usual = UNITS[name] as string;
  return sameDimension(stated, parseUnit(usual)) ? undefined : { code: 'OTHER_DIMENSION', usual };
}
