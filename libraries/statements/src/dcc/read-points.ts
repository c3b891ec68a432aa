// SPDX-License-Identifier: Apache-2.0
import { type DecimalString, parseDecimal } from '@touchstone/identifiers';
import {
  type DccData,
  type DccList,
  type DccQuantity,
  type MeasuredValue,
  measuredValues,
} from '@touchstone/metrology/calibration';
import { parseUnit, sameDimension } from '@touchstone/metrology/quantity';
import { LIST_LIMIT } from '../fields.ts';
import type { DccCalibrationPoint } from './dcc-gap.ts';
import { type GapList, plainName } from './gap-list.ts';
import { isBefore } from './passed-over.ts';

/** The points of all tables and quantities: those that state an expanded uncertainty, each at its reference value. */
export function readPoints(data: readonly DccData[], list: GapList): readonly DccCalibrationPoint[] {
  const points = data.flatMap(({ entries }) =>
    entries.flatMap((entry) => {
      if (entry.kind === 'quantity') return pointsOf([entry.value], list);
      if (entry.kind === 'list') return pointsOfList(entry.value, list);
      list.add('CONTENT_NOT_READ', 'unreadable', 'results', `what stands there as ${entry.kind} is not read`);
      return [];
    }),
  );
  if (points.length === 0)
    list.add('NO_RESULT', 'missing', 'results', 'no value has an expanded uncertainty and a unit that is known');
  if (points.length > LIST_LIMIT)
    list.add('TOO_MANY', 'unreadable', 'results', `only the first ${LIST_LIMIT} of ${points.length} values are read`);
  return points.slice(0, LIST_LIMIT);
}

function pointsOfList(of: DccList, list: GapList): readonly DccCalibrationPoint[] {
  if (isBefore(of)) return [];
  const { entries } = of;
  const quantities = entries.flatMap((entry) => (entry.kind === 'quantity' ? [entry.value] : []));
  const inner = entries.flatMap((entry) => (entry.kind === 'list' ? pointsOfList(entry.value, list) : []));
  return [...pointsOf(quantities, list), ...inner];
}

/** Quantities side by side: each value with an uncertainty is stated at the reference value in the same row. */
function pointsOf(quantities: readonly DccQuantity[], list: GapList): readonly DccCalibrationPoint[] {
  const reference = quantities.find(({ refType }) => refType?.includes('basic_referenceValue') === true);
  const points = reference === undefined ? undefined : measuredValues(reference);
  return quantities
    .filter((one) => !isBefore(one))
    .flatMap((quantity) => {
      const name = nameOf(quantity);
      const values = measuredValues(quantity);
      nameUnstated(quantity, quantity === reference, list);
      const isRow = points !== undefined && points.length === values.length;
      const isStated = values.some(({ expanded }) => expanded !== undefined);
      if (!isRow && isStated && (quantities.length > 1 || isError(quantity)))
        list.add('POINT_UNSTATED', 'assumed', name, 'no reference value stands in its row; its own value is taken');
      if (!isRow || quantity === reference) return values.flatMap((value) => pointOf(name, value, { list }) ?? []);
      const found = values.flatMap((value, index) => {
        const at = points[index] as MeasuredValue;
        return pointOf(name, value, { at, list }) ?? [];
      });
      return found.map((point) => keptIn(quantity, point as Required<DccCalibrationPoint>, list));
    });
}

const nameOf = ({ name, refType }: DccQuantity) => plainName(name) ?? refType?.[0] ?? 'unnamed';

const isError = ({ refType }: DccQuantity) => refType?.includes('basic_measurementError') === true;

/** Values that are no numbers, or of which nobody says how sure they are; a reference value needs no uncertainty here. */
function nameUnstated(quantity: DccQuantity, isReference: boolean, list: GapList): void {
  const values = measuredValues(quantity);
  const without = values.filter(({ expanded }) => expanded === undefined).length;
  const name = nameOf(quantity);
  if (values.length === 0) list.add('CONTENT_NOT_READ', 'unreadable', name, 'it has no real numbers that can be read');
  if (without > 0 && !isReference)
    list.add(
      'UNCERTAINTY_UNSTATED',
      'missing',
      name,
      `${without} of ${values.length} values have no expanded uncertainty`,
    );
  const [relative] = values.flatMap(({ relativeUncertainty }) => relativeUncertainty ?? []);
  if (relative !== undefined) {
    const said = `${relative.value.slice(0, 100)} ${relative.unit.slice(0, 100)}`;
    const why = `a relative uncertainty of ${said} is not taken up: the format does not say whether it is standard or expanded`;
    list.add('RELATIVE_UNCERTAINTY', 'unreadable', name, why);
  }
}

/** An error or a correction was not found at the point: its value has no member of ours, and is named instead. */
function keptIn(quantity: DccQuantity, point: Required<DccCalibrationPoint>, list: GapList): DccCalibrationPoint {
  const { measuredValue, ...rest } = point;
  if (quantity.refType?.includes('basic_measuredValue') === true) return point;
  const isOfPoint = sameDimension(parseUnit(point.at.unit), parseUnit(measuredValue.unit));
  if (!isOfPoint && !isError(quantity)) return point;
  const [value, at] = [measuredValue, point.at].map((one) => `${one.value.slice(0, 100)} ${one.unit}`);
  const said = `${value} at ${at} is not marked as a value found there; only its uncertainty is kept`;
  list.add('VALUE_NOT_KEPT', 'unreadable', nameOf(quantity), said);
  return rest;
}

function pointOf(
  quantity: string,
  found: MeasuredValue,
  { at = found, list }: { readonly at?: MeasuredValue; readonly list: GapList },
): DccCalibrationPoint | undefined {
  const { unit, expanded } = found;
  if (expanded === undefined) return undefined;
  const { uncertainty, coverageFactor } = expanded;
  const numbers = [at.value, found.value, uncertainty, coverageFactor];
  if (numbers.includes('NaN')) {
    list.add('VALUE_MISSING', 'missing', quantity, 'a value, its uncertainty or its coverage factor is not a number');
    return undefined;
  }
  if (!numbers.every(isReckoned)) {
    list.add('FIGURES_UNFIT', 'unreadable', quantity, 'a number is past every double, or too near to 0 for one');
    return undefined;
  }
  if (numberOf(uncertainty) < 0n || numberOf(coverageFactor) <= 0n) {
    list.add(
      'FIGURES_UNFIT',
      'unreadable',
      quantity,
      'an uncertainty is 0 or more, and its coverage factor more than 0',
    );
    return undefined;
  }
  if (numberOf(uncertainty) === 0n)
    list.add('UNCERTAINTY_ZERO', 'assumed', quantity, 'an uncertainty is stated as 0, which no measurement has');
  const [unitAt, unitOf] = [unitText(at.unit), unitText(unit)];
  if (unitAt === undefined || unitOf === undefined) {
    const unknown = (unitAt === undefined ? at.unit : unit).slice(0, 100);
    list.add('UNIT_UNKNOWN', 'unreadable', quantity, `the unit ${unknown} is not known`);
    return undefined;
  }
  return {
    quantity,
    at: { value: at.value as DecimalString, unit: unitAt },
    ...(at === found ? {} : { measuredValue: { value: found.value as DecimalString, unit: unitOf } }),
    expandedUncertainty: { value: uncertainty as DecimalString, unit: unitOf },
    coverageFactor: coverageFactor as DecimalString,
  };
}

const numberOf = (text: string) => parseDecimal(text).coefficient;

/** Whatever is reckoned from a point takes it for a double: 1e400 is none, and 1e-400 would be 0. */
const isReckoned = (text: string) => Number.isFinite(Number(text)) && (Number(text) !== 0 || numberOf(text) === 0n);

/** The unit in the one spelling that we have for it; a value in an unknown unit is not computed with. */
function unitText(unit: string): string | undefined {
  try {
    return parseUnit(unit).text;
  } catch {
    return undefined;
  }
}
