// SPDX-License-Identifier: Apache-2.0
import type { Place } from '@touchstone/identifiers';
import { compareQuantities, parseQuantity, parseUnit, unitComparability } from '@touchstone/metrology/quantity';
import type { QuantityValue } from '@touchstone/statements';
import type { FaultList, Location } from '../fault.ts';
import type { RowReader } from '../tables/row-reader.ts';
import { ACTIVITY_NAMES, YES_OR_NO } from '../values/words.ts';
import type { ClusterNeed, ListedCluster } from './cluster.ts';

/** One row: a need, and what it says of its cluster. */
export interface ReadNeed {
  readonly cluster: string;
  readonly about: Omit<ListedCluster, 'cluster' | 'name' | 'place' | 'needs'> & {
    readonly name: string | undefined;
    readonly place: Place | undefined;
  };
  readonly need: ClusterNeed;
  locationOf(member: string): Location;
}

/** Reads one row; undefined where what every need has is missing, which is told. */
export function readNeed(reader: RowReader, faults: FaultList): ReadNeed | undefined {
  const unit = reader.unit('unit');
  const row = { reader, faults, unit };
  const cluster = reader.identifier('cluster');
  const activity = reader.word('activity', ACTIVITY_NAMES);
  const property = reader.text('property');
  const method = reader.text('method');
  const [from, to] = [quantity('from', row), quantity('to', row)];
  const expandedUncertainty = quantity('uncertainty', row);
  checkRange({ from, to }, row);
  const about = {
    ...{ name: reader.text('name'), place: reader.place('place') },
    ...{ industries: codes(reader.identifier('industry')), goods: codes(reader.identifier('goods')) },
    demonstration: reader.word('demonstration', YES_OR_NO) ?? false,
    ...coordinatesIn(row),
  };
  for (const end of activity === 'calibration' ? (['from', 'to'] as const) : []) {
    if (!reader.isFilled(end)) {
      faults.add('MISSING_VALUE', reader.locationOf(end), { expected: 'a calibration is of a stretch of values' });
    }
  }
  if (cluster === undefined || activity === undefined || property === undefined) return undefined;
  const optional = { method, from, to, expandedUncertainty };
  const known = Object.entries(optional).filter(([, value]) => value !== undefined);
  const need = { activity, property, ...Object.fromEntries(known) };
  return { cluster, about, need, locationOf: (member) => reader.locationOf(member) };
}

interface OpenRow {
  readonly reader: RowReader;
  readonly faults: FaultList;
  readonly unit: string | undefined;
}

/** A number in its own unit, else in that of the row. */
function quantity(
  column: 'from' | 'to' | 'uncertainty',
  { reader, faults, unit: ofRow }: OpenRow,
): QuantityValue | undefined {
  const number = column === 'uncertainty' ? reader.number(column) : reader.signed(column);
  if (number === undefined) return undefined;
  const unit = number.unit ?? ofRow;
  if (unit !== undefined) return { value: number.value, unit };
  // An unknown unit has been told; only a missing one is told here.
  if (!reader.isFilled('unit')) {
    const expected = 'write it here or in the column of units';
    faults.add('MISSING_UNIT', reader.locationOf(column), { found: number.value, expected });
  }
  return undefined;
}

function checkRange(
  { from, to }: { readonly from: QuantityValue | undefined; readonly to: QuantityValue | undefined },
  { reader, faults }: OpenRow,
): void {
  if (from === undefined || to === undefined) return;
  const found = `${from.value} ${from.unit}`;
  if (!unitComparability(parseUnit(from.unit), parseUnit(to.unit), { temperature: 'point' }).comparable) {
    faults.add('UNIT_CONFLICT', reader.locationOf('from'), { found, expected: `a unit that compares with ${to.unit}` });
  } else if (compareQuantities(parseQuantity(from), parseQuantity(to), { temperature: 'point' }) > 0) {
    const expected = `at most the end of the range, ${to.value} ${to.unit}`;
    faults.add('LIMIT_CONFLICT', reader.locationOf('from'), { found, expected });
  }
}

function codes(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(/[;；、]/)
    .map((code) => code.trim())
    .filter((code) => code !== '');
}

function coordinatesIn(row: OpenRow): Pick<ListedCluster, 'coordinates'> {
  const [latitude, longitude] = [degrees('latitude', 90, row), degrees('longitude', 180, row)];
  if (latitude !== undefined && longitude !== undefined) return { coordinates: { latitude, longitude } };
  const { reader, faults } = row;
  for (const [has, needs] of [
    ['latitude', 'longitude'],
    ['longitude', 'latitude'],
  ] as const) {
    if (reader.isFilled(has) && !reader.isFilled(needs))
      faults.add('MISSING_VALUE', reader.locationOf(needs), { expected: `write it with the ${has}` });
  }
  return {};
}

function degrees(column: 'latitude' | 'longitude', most: number, { reader, faults }: OpenRow): number | undefined {
  const number = reader.signed(column);
  if (number === undefined) return undefined;
  const value = Number(number.value);
  if (number.unit === undefined && Math.abs(value) <= most) return value;
  const found = number.unit === undefined ? number.value : `${number.value} ${number.unit}`;
  faults.add('NUMBER_OUT_OF_RANGE', reader.locationOf(column), { found, expected: `degrees from -${most} to ${most}` });
  return undefined;
}
