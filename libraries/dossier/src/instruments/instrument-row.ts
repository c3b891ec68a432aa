// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, parseDecimal } from '@touchstone/identifiers';
import { compareQuantities, parseQuantity, parseUnit, unitComparability } from '@touchstone/metrology/quantity';
import {
  findKind,
  type InstrumentKind,
  type InstrumentRules,
  type ListedInstrument,
  type PastCalibration,
  rightUnitFor,
} from '@touchstone/metrology/upkeep';
import type { QuantityValue } from '@touchstone/statements';
import type { FaultList, Location } from '../fault.ts';
import type { RowReader } from '../tables/row-reader.ts';
import type { NumberText } from '../values/measured-text.ts';
import { INSTRUMENT_USE_NAMES, VERDICTS } from '../values/words.ts';

const MONTHS_MAX = 240;
const HOURS_PER_DAY_MAX = 24;

/** One row and how its cells are read. */
export interface InstrumentRow {
  readonly reader: (faults: FaultList) => RowReader;
  readonly location: Location;
}

/** Where faults go, and the day after which nothing has happened yet. */
export interface RowContext {
  readonly faults: FaultList;
  readonly on: CalendarDay;
  /** The kinds of instruments, by which a unit is told that none of a kind measures in. */
  readonly rules?: InstrumentRules | undefined;
}

/** An instrument and its row. */
export type ReadInstrument = ListedInstrument & { readonly at: Location };

/** One row of the table `instruments`; undefined where what every instrument needs is missing, which is told. */
export function readInstrument(
  { reader: open, location: at }: InstrumentRow,
  { faults, on, rules }: RowContext,
): ReadInstrument | undefined {
  const reader = open(faults);
  const name = reader.identifier('name');
  const type = reader.text('type');
  const kind = rules === undefined || type === undefined ? undefined : findKind(rules, type);
  const row = { reader, faults, kind, unit: unitIn(reader, kind, faults) };
  const place = reader.place('place');
  const use = reader.word('use', INSTRUMENT_USE_NAMES);
  const lastCalibratedOn = dayIn('lastCalibratedOn', row, on);
  const optional = {
    ...{ maker: reader.text('maker'), model: reader.text('model'), serialNumber: reader.identifier('serialNumber') },
    ...{ accuracyClass: reader.text('accuracyClass'), certificateNumber: reader.identifier('certificateNumber') },
    ...{ rangeFrom: quantity('rangeFrom', row), rangeTo: quantity('rangeTo', row), usedAt: quantity('usedAt', row) },
    ...{ resolution: quantity('resolution', row), tolerance: quantity('tolerance', row) },
    ...(isInUnit(row) ? { toleranceIsInUnit: true } : {}),
    currentIntervalMonths: wholeMonths(row),
    hoursBetweenCalibrations: bareNumber('hoursBetween', row, Number.MAX_SAFE_INTEGER),
    hoursPerDay: bareNumber('hoursPerDay', row, HOURS_PER_DAY_MAX),
  };
  checkRange(optional, row);
  const found = asFoundIn(row);
  const isFound = Object.values(found).some((value) => value !== undefined);
  if (isFound && !reader.isFilled('lastCalibratedOn')) {
    faults.add('MISSING_VALUE', reader.locationOf('lastCalibratedOn'), { expected: 'write when that was found' });
  }
  if (name === undefined || type === undefined || place === undefined || use === undefined) return undefined;
  const calibrations = isFound && lastCalibratedOn !== undefined ? [{ on: lastCalibratedOn, ...found }] : [];
  return { at, name, type, place, use, ...optional, lastCalibratedOn, calibrations };
}

/** The unit of a row, unless no instrument of its kind measures in it, which is told. */
function unitIn(reader: RowReader, kind: InstrumentKind | undefined, faults: FaultList): string | undefined {
  const unit = reader.unit('unit');
  const expected = unit === undefined ? undefined : rightUnitFor(unit, kind);
  if (expected === undefined) return unit;
  faults.add('UNIT_CONFLICT', reader.locationOf('unit'), { found: String(unit), expected });
  return undefined;
}

interface OpenRow {
  readonly reader: RowReader;
  readonly faults: FaultList;
  readonly unit: string | undefined;
  readonly kind?: InstrumentKind | undefined;
}

/** An earlier calibration, the instrument that it names, and its row. */
export interface ReadPast {
  readonly at: Location;
  /** Where the unit of an error stands. */
  readonly locationOf: (column: 'asFound' | 'asLeft') => Location;
  readonly name: string;
  readonly calibration: PastCalibration;
}

/** One row of the table `calibrations`. */
export function readPast({ reader: open }: InstrumentRow, { faults, on }: RowContext): ReadPast | undefined {
  const reader = open(faults);
  const row = { reader, faults, unit: reader.unit('unit') };
  const name = reader.identifier('name');
  const calibratedOn = dayIn('calibratedOn', row, on);
  const found = asFoundIn(row);
  if (name === undefined || calibratedOn === undefined) return undefined;
  const locationOf = (column: string) => reader.locationOf(column);
  return { at: reader.locationOf('name'), locationOf, name, calibration: { on: calibratedOn, ...found } };
}

function asFoundIn(row: OpenRow): Omit<PastCalibration, 'on'> {
  return {
    asFound: quantity('asFound', row),
    asLeft: quantity('asLeft', row),
    inTolerance: row.reader.word('inTolerance', VERDICTS),
  };
}

function dayIn(column: string, { reader, faults }: OpenRow, on: CalendarDay): CalendarDay | undefined {
  const day = reader.day(column);
  if (day === undefined || day <= on) return day;
  faults.add('DAY_TO_COME', reader.locationOf(column), { found: day, expected: `a day until ${on}` });
  return undefined;
}

type QuantityColumn = 'rangeFrom' | 'rangeTo' | 'usedAt' | 'resolution' | 'tolerance' | 'asFound' | 'asLeft';
const SIGNED: readonly QuantityColumn[] = ['rangeFrom', 'rangeTo', 'usedAt', 'asFound', 'asLeft'];
const SHARES: readonly QuantityColumn[] = ['tolerance', 'asFound', 'asLeft'];

/** What stands beside a number out of habit, and says nothing that its column does not say. */
const LEFT_OUT: Readonly<Record<string, RegExp>> = {
  tolerance: /^\s*(?:±|\+\s*[/／]?\s*-)/u,
  hoursBetween: /\s*(?:hours?|h|horas?|小[时時])\s*$/iu,
  hoursPerDay: /\s*(?:hours?|h|horas?|小[时時])\s*$/iu,
};

// Beyond these no instrument measures anything, and a double no longer holds what is worked out of it.
const [SIZE_MIN, SIZE_MAX] = [1e-30, 1e30];

/** A number in its own unit, else in that of the row; only a tolerance and an error may be shares of something. */
function quantity(column: QuantityColumn, { reader, faults, unit: ofRow, kind }: OpenRow): QuantityValue | undefined {
  const number = SIGNED.includes(column) ? reader.signed(column) : reader.number(column, LEFT_OUT[column]);
  if (number === undefined) return undefined;
  const unit = number.unit ?? ofRow;
  const at = reader.locationOf(column);
  const size = Math.abs(Number(number.value));
  const isZero = parseDecimal(number.value).coefficient === 0n;
  const isPossible = isZero ? column !== 'tolerance' : size >= SIZE_MIN && size <= SIZE_MAX;
  if (!isPossible) {
    const expected = isZero ? 'more than 0: no instrument meets 0' : `a size from ${SIZE_MIN} to ${SIZE_MAX}`;
    faults.add('NUMBER_OUT_OF_RANGE', at, { found: number.value, expected });
    return undefined;
  }
  if (unit === undefined) {
    // An unknown unit has been told; only a missing one is told here.
    if (!reader.isFilled('unit')) {
      faults.add('MISSING_UNIT', at, { found: number.value, expected: 'write it here or in the column of units' });
    }
    return undefined;
  }
  const isShare = SHARES.includes(column) && unit === '%';
  if (ofRow !== undefined && !isShare && !compares(unit, ofRow)) {
    faults.add('UNIT_CONFLICT', at, {
      found: `${number.value} ${unit}`,
      expected: `a unit that compares with ${ofRow}`,
    });
    return undefined;
  }
  const right = isShare || number.unit === undefined ? undefined : rightUnitFor(unit, kind);
  if (right !== undefined) {
    faults.add('UNIT_CONFLICT', at, { found: `${number.value} ${unit}`, expected: right });
    return undefined;
  }
  return { value: number.value, unit };
}

// Where something is measured in percent, a tolerance without a unit is in points; so is one that says of what it is, 3 % RH.
function isInUnit({ reader, unit }: OpenRow): boolean {
  const typed = reader.text('tolerance');
  if (unit === undefined || typed === undefined || reader.headerUnit('tolerance') !== undefined) return false;
  return !/[%％]\s*$/u.test(typed) && parseUnit(unit).text === '%';
}

/** Whether quantities of these units compare, as differences. */
export function compares(a: string, b: string): boolean {
  return unitComparability(parseUnit(a), parseUnit(b), { temperature: 'interval' }).comparable;
}

type Range = { readonly [end in 'rangeFrom' | 'rangeTo' | 'usedAt']: QuantityValue | undefined };

/** The range begins before it ends, and what an instrument is used at lies within it. */
function checkRange({ rangeFrom, rangeTo, usedAt }: Range, { reader, faults }: OpenRow): void {
  const told = (column: keyof Range, { value, unit }: QuantityValue, expected: string) =>
    faults.add('LIMIT_CONFLICT', reader.locationOf(column), { found: `${value} ${unit}`, expected });
  const order = (a: QuantityValue | undefined, b: QuantityValue | undefined) =>
    a === undefined || b === undefined || !compares(a.unit, b.unit)
      ? undefined
      : compareQuantities(parseQuantity(a), parseQuantity(b), { temperature: 'point' });
  const ends = order(rangeFrom, rangeTo);
  if (rangeFrom !== undefined && rangeTo !== undefined && ends !== undefined && ends >= 0) {
    told('rangeFrom', rangeFrom, `less than the end of the range, ${rangeTo.value} ${rangeTo.unit}`);
    return;
  }
  if (usedAt === undefined) return;
  if (rangeFrom !== undefined && order(usedAt, rangeFrom) === -1) {
    told('usedAt', usedAt, `a value of its range, which begins at ${rangeFrom.value} ${rangeFrom.unit}`);
  } else if (rangeTo !== undefined && order(usedAt, rangeTo) === 1) {
    told('usedAt', usedAt, `a value of its range, which ends at ${rangeTo.value} ${rangeTo.unit}`);
  }
}

function wholeMonths(row: OpenRow): number | undefined {
  const months = inBounds('intervalMonths', row.reader.months('intervalMonths'), { ...row, most: MONTHS_MAX });
  if (months === undefined || Number.isSafeInteger(months)) return months;
  const expected = `whole months from 1 to ${MONTHS_MAX}`;
  row.faults.add('NUMBER_OUT_OF_RANGE', row.reader.locationOf('intervalMonths'), { found: String(months), expected });
  return undefined;
}

/** A number without a unit, above 0. */
function bareNumber(column: string, row: OpenRow, most: number): number | undefined {
  return inBounds(column, row.reader.number(column, LEFT_OUT[column]), { ...row, most });
}

function inBounds(
  column: string,
  number: NumberText | undefined,
  { reader, faults, most }: OpenRow & { readonly most: number },
): number | undefined {
  if (number === undefined) return undefined;
  const at = reader.locationOf(column);
  if (number.unit !== undefined) {
    faults.add('UNIT_CONFLICT', at, { found: `${number.value} ${number.unit}`, expected: 'write the number alone' });
    return undefined;
  }
  const value = Number(number.value);
  if (value > 0 && value <= most) return value;
  faults.add('NUMBER_OUT_OF_RANGE', at, { found: number.value, expected: `more than 0 and at most ${most}` });
  return undefined;
}
