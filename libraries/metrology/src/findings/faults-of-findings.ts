// SPDX-License-Identifier: Apache-2.0
import { compareRationals, multiplyRationals, type Rational, rational } from '@touchstone/identifiers';
import {
  convertQuantity,
  parseQuantity,
  parseUnit,
  type Quantity,
  type QuantityText,
  sameDimension,
} from '../quantity/index.ts';
import { unlessIncomparable } from './unless-incomparable.ts';

/** A point of a calibration: where, and what was found there, in a unit of its own. */
export interface CalibratedPoint {
  readonly quantity: string;
  readonly at: QuantityText;
  readonly measuredValue?: QuantityText | undefined;
}

/** A thing as it came back, at one point: the value found less the one relied upon until then. */
export interface FoundPoint {
  readonly quantity: string;
  readonly at: QuantityText;
  readonly shift: QuantityText;
  readonly expandedUncertainty: QuantityText;
  readonly coverageFactor: string;
}

/** What of a point may be at fault. */
export type FindingMember = 'at' | 'shift' | 'expandedUncertainty' | 'coverageFactor';
type Stated = QuantityText;

/** Why what a certificate says of a thing as it was found cannot be. */
export type FindingFaultCode = 'AS_FOUND_UNIT_CONFLICT' | 'AS_FOUND_OUT_OF_RANGE' | 'AS_FOUND_BAD_FACTOR';

/** One fault: at which member of which point, what is there, and what would be right. */
export interface FindingFault {
  readonly code: FindingFaultCode;
  /** Of which point, and which member of it. */
  readonly index: number;
  readonly member: FindingMember;
  readonly path: string;
  readonly detail: string;
}

/** What was adjusted may be calibrated over less of its range than before; over a tenth of it, and it is another thing. */
const BEYOND = rational(10);
/** No quantity that anybody measures is written with more, in whatever unit. */
const EXPONENT_MAX = 30;

/**
 * A point as found is of what the certificate calibrated: its place in a unit of the points, its shift in a unit of what
 * was found there, none larger than the thing itself can be, which of a temperature is told from absolute zero.
 * ISO/IEC 17025:2017, 7.8.4.1 a) and d).
 */
export function faultsOfFindings({
  results,
  asFound = [],
}: {
  readonly results: readonly CalibratedPoint[];
  readonly asFound?: readonly FoundPoint[] | undefined;
}): readonly FindingFault[] {
  return asFound.flatMap((point, index) => {
    const of = (member: FindingMember): Place => ({ index, member, path: `asFound[${index}].${member}` });
    const own = results.filter(({ quantity }) => quantity === point.quantity);
    const beside = own.length > 0 ? own : results;
    const sizes = (['at', 'shift', 'expandedUncertainty'] as const)
      .filter((member) => !isWritable(point[member].value))
      .map((member): FindingFault => {
        const { value, unit } = point[member];
        const detail = `${of(member).path}: ${value.slice(0, 40)} ${unit} is of a size that nothing has; write the number as it was read.`;
        return { code: 'AS_FOUND_OUT_OF_RANGE', ...of(member), detail };
      });
    if (sizes.length > 0) return sizes;
    const units = faultsOfUnits(point, beside, of);
    return [...(units.length > 0 ? units : faultsOfSizes(point, beside, of)), ...faultsOfFactor(point, of)];
  });
}

type Place = Pick<FindingFault, 'index' | 'member' | 'path'>;
type PlaceOf = (member: FindingMember) => Place;

function faultsOfUnits(point: FoundPoint, beside: readonly CalibratedPoint[], of: PlaceOf): readonly FindingFault[] {
  const [first] = beside;
  if (first === undefined) return [];
  const places = beside.map(({ at }) => at);
  const found = beside.map(({ measuredValue, at }) => measuredValue ?? at);
  const conflict = (member: 'at' | 'shift' | 'expandedUncertainty', unit: string): readonly FindingFault[] => {
    const { value, unit: stated } = point[member];
    const detail = `${of(member).path}: ${value} ${stated} does not compare with ${point.quantity} in ${unit}, as this certificate has it; write it in ${unit}.`;
    return [{ code: 'AS_FOUND_UNIT_CONFLICT', ...of(member), detail }];
  };
  return [
    ...(compares(point.at, places) ? [] : conflict('at', first.at.unit)),
    ...(compares(point.shift, found) ? [] : conflict('shift', (first.measuredValue ?? first.at).unit)),
    ...(compares(point.expandedUncertainty, [point.shift]) ? [] : conflict('expandedUncertainty', point.shift.unit)),
  ];
}

/** A thing that reads 100 g at most was not found 200 kg off, nor looked at there. */
function faultsOfSizes(point: FoundPoint, beside: readonly CalibratedPoint[], of: PlaceOf): readonly FindingFault[] {
  const largestPlace = largestOf(
    beside.map(({ at }) => at),
    point.at,
  );
  const largestFound = largestOf(
    beside.map(({ measuredValue, at }) => measuredValue ?? at),
    point.shift,
  );
  const beyond = (member: 'at' | 'shift' | 'expandedUncertainty', most: Largest | undefined, times: Rational) => {
    if (most === undefined || most.size.numerator === 0n) return [];
    const size = sizeIn(point[member], { unit: most.unit, temperature: member === 'at' ? 'point' : 'interval' });
    if (size === undefined || compareRationals(size, multiplyRationals(most.size, times)) <= 0) return [];
    const { value, unit } = point[member];
    const detail = `${of(member).path}: ${value} ${unit} is beyond what this thing can be, which the certificate calibrated to ${most.stated.value} ${most.stated.unit}; look at the number and its unit.`;
    return [{ code: 'AS_FOUND_OUT_OF_RANGE' as const, ...of(member), detail }];
  };
  return [
    ...beyond('at', largestPlace, BEYOND),
    ...beyond('shift', largestFound, rational(1)),
    ...beyond('expandedUncertainty', largestFound, rational(1)),
  ];
}

function faultsOfFactor({ coverageFactor, expandedUncertainty }: FoundPoint, of: PlaceOf): readonly FindingFault[] {
  const faults: FindingFault[] = [];
  const k = Number(coverageFactor);
  if (!(k > 0 && Number.isFinite(k))) {
    const detail = `${of('coverageFactor').path}: ${coverageFactor.slice(0, 40)} is no coverage factor; write one above 0, most often 2.`;
    faults.push({ code: 'AS_FOUND_BAD_FACTOR', ...of('coverageFactor'), detail });
  }
  if (Number(expandedUncertainty.value) < 0) {
    const detail = `${of('expandedUncertainty').path}: an uncertainty of ${expandedUncertainty.value} ${expandedUncertainty.unit} is below 0; write it without its sign.`;
    faults.push({ code: 'AS_FOUND_BAD_FACTOR', ...of('expandedUncertainty'), detail });
  }
  return faults;
}

function isWritable(value: string): boolean {
  const number = Math.abs(Number(value));
  // Only a text without a digit above 0 before its exponent is 0; 1e-400 is read as 0 and is none.
  if (number === 0) return !/[1-9]/.test(value.replace(/e.*$/i, ''));
  return number <= 10 ** EXPONENT_MAX && number >= 10 ** -EXPONENT_MAX;
}

function compares(stated: Stated, others: readonly Stated[]): boolean {
  return others.some(
    ({ unit, value }) => stated.unit === unit || sizeIn(stated, { unit: unitOf({ unit, value }) }) !== undefined,
  );
}

function unitOf(stated: Stated): Quantity['unit'] | undefined {
  return unlessIncomparable(() => parseQuantity(stated).unit);
}

/** |x| in a unit, a temperature as a difference unless said otherwise; undefined where it has no such unit. */
function sizeIn(
  stated: Stated,
  { unit, temperature = 'interval' }: { readonly unit: Quantity['unit'] | undefined; readonly temperature?: As },
): Rational | undefined {
  if (unit === undefined) return undefined;
  const found = unlessIncomparable(() => convertQuantity(parseQuantity(stated), unit, { temperature }));
  return found === undefined ? undefined : absolute(found.value);
}

type As = 'interval' | 'point';

interface Largest {
  readonly stated: Stated;
  readonly size: Rational;
  readonly unit: Quantity['unit'];
}

/** The unit in which sizes are compared: of temperatures the kelvin, since 0.01 °C is no size and 273.16 K, the same, is one. */
function unitOfSizes(like: Stated): Quantity['unit'] | undefined {
  const unit = unitOf(like);
  return unit !== undefined && sameDimension(unit, KELVIN) ? KELVIN : unit;
}

const KELVIN = parseUnit('K');

function largestOf(all: readonly Stated[], like: Stated): Largest | undefined {
  const unit = unitOfSizes(like);
  if (unit === undefined) return undefined;
  const sizes = all.flatMap((stated): readonly Largest[] => {
    const size = sizeIn(stated, { unit, temperature: 'point' });
    return size === undefined ? [] : [{ stated, size, unit }];
  });
  return sizes.sort((a, b) => compareRationals(b.size, a.size))[0];
}

function absolute(value: Rational): Rational {
  return value.numerator < 0n ? rational(-value.numerator, value.denominator) : value;
}
