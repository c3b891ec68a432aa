// SPDX-License-Identifier: Apache-2.0
import { compareQuantities, parseQuantity, type QuantityText } from '@touchstone/metrology/quantity';
import type { ListedInstrument, PastCalibration } from '@touchstone/metrology/upkeep';
import type { FaultList } from '../fault.ts';
import { compares, type ReadPast } from './instrument-row.ts';

/** Earlier calibrations against their instrument: errors in a unit of it, and of one day one and the same. */
export function checkPast(
  instrument: Pick<ListedInstrument, 'usedAt' | 'rangeTo' | 'rangeFrom' | 'tolerance' | 'calibrations'>,
  rows: readonly ReadPast[],
  faults: FaultList,
): void {
  const { usedAt, rangeTo, rangeFrom, tolerance, calibrations } = instrument;
  const measured = usedAt ?? rangeTo ?? rangeFrom ?? (tolerance?.unit === '%' ? undefined : tolerance);
  const known = [...calibrations];
  for (const { at, locationOf, calibration } of rows) {
    for (const column of ['asFound', 'asLeft'] as const) {
      const error = calibration[column];
      if (error === undefined || measured === undefined || error.unit === '%') continue;
      if (compares(error.unit, measured.unit)) continue;
      const expected = `a unit that compares with ${measured.unit}, in which the instrument measures`;
      faults.add('UNIT_CONFLICT', locationOf(column), { found: `${error.value} ${error.unit}`, expected });
    }
    if (known.some((other) => other.on === calibration.on && contradict(other, calibration))) {
      const expected = 'keep one; another row says something else of the same day';
      faults.add('DUPLICATE_RESULT', at, { found: calibration.on, expected });
    }
    known.push(calibration);
  }
}

/** Whether both say something, and not the same. */
function contradict(one: PastCalibration, other: PastCalibration): boolean {
  const isOpposite =
    one.inTolerance !== undefined && other.inTolerance !== undefined && one.inTolerance !== other.inTolerance;
  return isOpposite || differ(one.asFound, other.asFound) || differ(one.asLeft, other.asLeft);
}

function differ(one: QuantityText | undefined, other: QuantityText | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  if (!compares(one.unit, other.unit)) return true;
  return compareQuantities(parseQuantity(one), parseQuantity(other), { temperature: 'interval' }) !== 0;
}
