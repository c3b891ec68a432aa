// SPDX-License-Identifier: Apache-2.0
import { addRationals, compareRationals, multiplyRationals, type Rational, rational } from '@touchstone/identifiers';
import { parseQuantity, type Quantity, type QuantityText, sameDimension } from '@touchstone/metrology/quantity';
import { type Mark, mark } from './marks.ts';
import type { ExaminedReport } from './report.ts';

/** From here on two numbers of one thing are of another magnitude: a unit or a point was most likely mistaken. */
const FAR = rational(100);
const ZERO = rational(0);

/** |found| ≥ 100 · |point| or 100 · |found| ≤ |point|, in coherent SI units, of a point that is not zero. */
export function foundMarks({ points = [] }: ExaminedReport): readonly Mark[] {
  return points.flatMap(({ result, at, found }) =>
    found !== undefined && isFar(at, found)
      ? [mark('FOUND_FAR_FROM_POINT', { result, found: `${found.value} ${found.unit}`, at: `${at.value} ${at.unit}` })]
      : [],
  );
}

function isFar(at: QuantityText, found: QuantityText): boolean {
  const [point, value] = [read(at), read(found)];
  if (point === undefined || value === undefined || !sameDimension(point.unit, value.unit)) return false;
  const [stated, measured] = [size(point), size(value)];
  if (compareRationals(stated, ZERO) === 0) return false;
  return (
    compareRationals(measured, multiplyRationals(FAR, stated)) >= 0 ||
    compareRationals(multiplyRationals(FAR, measured), stated) <= 0
  );
}

/** Nothing is said of a number in a unit that is not known here. */
function read(text: QuantityText): Quantity | undefined {
  try {
    return parseQuantity(text);
  } catch {
    return undefined;
  }
}

/** |value · factor + zero|: a temperature counts from absolute zero. SI Brochure, 9th edition, 5.4.3. */
function size({ value, unit }: Quantity): Rational {
  const coherent = addRationals(multiplyRationals(value, unit.factor), unit.zero ?? ZERO);
  return compareRationals(coherent, ZERO) < 0 ? multiplyRationals(coherent, rational(-1)) : coherent;
}
