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

/** The points of all tables and quantities: those that state an expanded uncertainty, each at its reference value. */
export function readPoints(data: readonly DccData[], list: GapList): readonly DccCalibrationPoint[] {
  const points = data.flatMap(({ entries }) =>
    entries.flatMap((entry) => {
      if (entry.kind === 'quantity') return pointsOf([entry.value], list);
      return entry.kind === 'list' ? pointsOfList(entry.value, list) : [];
    }),
  );
  if (points.length === 0)
    list.add('NO_RESULT', 'missing', 'results', 'no value has an expanded uncertainty and a unit that is known');
  if (points.length > LIST_LIMIT)
    list.add('TOO_MANY', 'unreadable', 'results', `only the first ${LIST_LIMIT} of ${points.length} values are read`);
  return points.slice(0, LIST_LIMIT);
}

function pointsOfList({ entries }: DccList, list: GapList): readonly DccCalibrationPoint[] {
  const quantities = entries.flatMap((entry) => (entry.kind === 'quantity' ? [entry.value] : []));
  const inner = entries.flatMap((entry) => (entry.kind === 'list' ? pointsOfList(entry.value, list) : []));
  return [...pointsOf(quantities, list), ...inner];
}

/** Quantities side by side: each value with an uncertainty is stated at the reference value in the same row. */
function pointsOf(quantities: readonly DccQuantity[], list: GapList): readonly DccCalibrationPoint[] {
  const reference = quantities.find(({ refType }) => refType?.includes('basic_referenceValue') === true);
  const points = reference === undefined ? undefined : measuredValues(reference);
  return quantities.flatMap((quantity) => {
    const name = plainName(quantity.name) ?? quantity.refType?.[0] ?? 'unnamed';
    const values = measuredValues(quantity);
    const stated = values.filter(({ expanded }) => expanded !== undefined);
    if (stated.length === 0 && quantity !== reference && values.length > 0) {
      list.add('UNCERTAINTY_UNSTATED', 'missing', name, 'the values have no expanded uncertainty');
      return [];
    }
    const isRow = points !== undefined && points.length === values.length;
    if (!isRow && stated.length > 0 && quantities.length > 1)
      list.add('POINT_UNSTATED', 'assumed', name, 'no reference value stands in its row; its own value is taken');
    return values.flatMap((value, index) => {
      const at = isRow && quantity !== reference ? (points[index] as MeasuredValue) : value;
      return pointOf(name, value, { at, list }) ?? [];
    });
  });
}

function pointOf(
  quantity: string,
  found: MeasuredValue,
  { at, list }: { readonly at: MeasuredValue; readonly list: GapList },
): DccCalibrationPoint | undefined {
  const { unit, expanded } = found;
  if (expanded === undefined) return undefined;
  const { uncertainty, coverageFactor } = expanded;
  const numbers = [at.value, found.value, uncertainty, coverageFactor];
  if (numbers.includes('NaN')) {
    list.add('VALUE_MISSING', 'missing', quantity, 'a value, its uncertainty or its coverage factor is not a number');
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
  const [unitAt, unitOf] = [unitText(at.unit), unitText(unit)];
  if (unitAt === undefined || unitOf === undefined) {
    list.add(
      'UNIT_UNKNOWN',
      'unreadable',
      quantity,
      `the unit ${(unitAt === undefined ? at.unit : unit).slice(0, 100)} is not known`,
    );
    return undefined;
  }
  return {
    quantity,
    at: { value: at.value as DecimalString, unit: unitAt },
    // An error or a correction is in the unit of the point; it needs no value of its own to say what its uncertainty is of.
    ...(sameDimension(parseUnit(unitAt), parseUnit(unitOf))
      ? {}
      : { measuredValue: { value: found.value as DecimalString, unit: unitOf } }),
    expandedUncertainty: { value: uncertainty as DecimalString, unit: unitOf },
    coverageFactor: coverageFactor as DecimalString,
  };
}

const numberOf = (text: string) => parseDecimal(text).coefficient;

/** The unit in the one spelling that we have for it; a value in an unknown unit is not computed with. */
function unitText(unit: string): string | undefined {
  try {
    return parseUnit(unit).text;
  } catch {
    return undefined;
  }
}
