// SPDX-License-Identifier: Apache-2.0
import { parseUnit } from '../quantity/parse-unit.ts';
import { unitComparability } from '../quantity/convert.ts';
import type { InstrumentKind } from './rules.ts';

/** In what instruments of a quantity are ranged, resolved and found off; of others anything is taken. */
const UNITS_OF: ReadonlyMap<string, { readonly units: readonly string[]; readonly write: string }> = new Map([
  ['mass', { units: ['g'], write: 'mg, g, kg or t' }],
  ['pressure', { units: ['Pa'], write: 'kPa, MPa, bar or mmHg; 1 kgf/cm2 is 98.0665 kPa' }],
  ['temperature', { units: ['K'], write: '°C, or °F' }],
  ['relative humidity', { units: ['%', 'K'], write: '%, or °C for its thermometer' }],
  ['length', { units: ['m'], write: 'um, mm or m' }],
  ['torque', { units: ['N.m'], write: 'N.m' }],
  ['force', { units: ['N'], write: 'N or kN; 1 kgf is 9.80665 N' }],
  // What doses and what counts is also ranged by its flow.
  ['volume', { units: ['L', 'L/h'], write: 'uL, mL, L or m3' }],
  ['flow', { units: ['L/h', 'kg/h', 'm/s'], write: 'L/min, m3/h or kg/h' }],
  ['time', { units: ['s', '1'], write: 's, min or h' }],
  ['pH', { units: ['pH', '1', 'mV'], write: 'pH' }],
]);

/** What is typed by habit and is another unit by its letters, whatever instrument it stands beside. */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map([
  ['ML', 'ML is megalitre: write mL'],
  ['PH', 'PH is petahenry: write pH'],
  ['Mm', 'Mm is megametre: write mm'],
  ['Mg', 'Mg is megagram: write mg, or t'],
  ['°·C', 'this is degree times coulomb: write °C'],
]);

/** What each of these is, where somebody means another. */
const READ_AS: ReadonlyMap<string, string> = new Map([
  ['T', 'T is tesla, and t a tonne'],
  ['F', 'F is farad, and °F a temperature'],
  ['C', 'C is coulomb, and °C a temperature'],
  ['M', 'M is mol/L, and m a metre'],
  ['S', 'S is siemens, and s a second'],
]);

/** What would be right in place of a unit in which no instrument of the kind measures; undefined where it may be one. */
export function rightUnitFor(unit: string, kind: InstrumentKind | undefined): string | undefined {
  const parsed = parseUnit(unit);
  const alike = LOOK_ALIKES.get(parsed.text);
  if (alike !== undefined) return alike;
  const known = kind === undefined ? undefined : UNITS_OF.get(kind.quantity);
  // A transmitter is also ranged by the current that it gives.
  if (kind === undefined || known === undefined || kind.id === 'pressure-transmitter') return undefined;
  const fits = known.units.some(
    (one) => unitComparability(parsed, parseUnit(one), { temperature: 'interval' }).comparable,
  );
  if (fits) return undefined;
  const read = READ_AS.get(parsed.text);
  const right = `a unit of ${kind.quantity}, which a ${kind.id.replaceAll('-', ' ')} measures: ${known.write}`;
  return read === undefined ? right : `${right} (${read})`;
}
