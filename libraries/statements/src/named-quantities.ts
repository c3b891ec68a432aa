// SPDX-License-Identifier: Apache-2.0

/** Names of quantities that mean one thing, each with a unit of it. BIPM, SI Brochure, 9th edition, tables 2 to 5. */
const UNIT_OF: Readonly<Record<string, string>> = {
  mass: 'kg',
  length: 'm',
  time: 's',
  'time interval': 's',
  temperature: 'K',
  'electric current': 'A',
  'amount of substance': 'mol',
  'luminous intensity': 'cd',
  area: 'm2',
  volume: 'm3',
  frequency: 'Hz',
  force: 'N',
  pressure: 'Pa',
  energy: 'J',
  power: 'W',
  voltage: 'V',
  'electric potential difference': 'V',
  capacitance: 'F',
  'electric resistance': 'Ω',
  inductance: 'H',
  illuminance: 'lx',
};

/** A unit of the quantity of this name; undefined of a name that is not known to mean one. */
export function unitOfNamed(quantity: unknown): string | undefined {
  if (typeof quantity !== 'string') return undefined;
  const name = quantity.trim().toLowerCase();
  return Object.hasOwn(UNIT_OF, name) ? UNIT_OF[name] : undefined;
}
