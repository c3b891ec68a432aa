// SPDX-License-Identifier: Apache-2.0
import {
  addRationals,
  compareRationals,
  divideRationals,
  multiplyRationals,
  negateRational,
  parseDecimal,
  type Rational,
  rational,
  rationalFromDecimal,
  subtractRationals,
} from '@touchstone/identifiers';
import { MetrologyError } from '../metrology-error.ts';
import { compareQuantities, convertQuantity } from '../quantity/convert.ts';
import {
  describeQuantity,
  parseQuantity,
  type Quantity,
  type QuantityText,
  quantityOfRational,
} from '../quantity/quantity.ts';

/** How the smallest uncertainty grows over a range, as scope lines and certificates of measurement standards state it. */
export type UncertaintyOver =
  | { readonly form: 'linear'; readonly constant: QuantityText; readonly proportional: string }
  | {
      readonly form: 'table';
      readonly between: 'straight' | 'larger';
      readonly points: readonly { readonly at: QuantityText; readonly expandedUncertainty: QuantityText }[];
    };

/** A calibration and measurement capability: a range, and the smallest expanded uncertainty within it. ILAC P14:09/2020, 4. */
export interface Capability {
  readonly range: { readonly from: QuantityText; readonly to: QuantityText };
  /** Nowhere in the range is it less. */
  readonly smallestExpandedUncertainty: QuantityText;
  readonly uncertaintyOver?: UncertaintyOver | undefined;
  /** k of what is stated; absent: 2, since a CMC is of about 95 %. ILAC P14:09/2020, 4 (recalled). */
  readonly coverageFactor?: string | undefined;
}

/** What is asked at, and what a range and a table run over, are values: of degrees, temperatures and no differences. */
const AS_VALUES = { temperature: 'point' } as const;
const AS_UNCERTAINTIES = { temperature: 'interval' } as const;

/** −1, 0 or 1 as one value of a range is less than, equal to or greater than the other; degrees are temperatures here. */
export function compareValues(a: Quantity, b: Quantity): -1 | 0 | 1 {
  return compareQuantities(a, b, AS_VALUES);
}

/** Whether a value lies within the range of a capability, both ends included. */
export function isWithinRange({ range }: Pick<Capability, 'range'>, at: QuantityText): boolean {
  const value = parseQuantity(at);
  return compareValues(value, parseQuantity(range.from)) >= 0 && compareValues(value, parseQuantity(range.to)) <= 0;
}

/**
 * U(x) = max(U_min, a + b·|x|), or by a table: between two points straight, or the larger of both. Exact.
 * ILAC P14:09/2020, 4.3 (recalled): a CMC may be one value, a range, an equation or a matrix.
 * Throws BAD_PARAMETER outside the range or the table, and INCOMPARABLE for units that do not compare.
 */
export function smallestUncertaintyAt(capability: Capability, at: QuantityText): Quantity {
  if (!isWithinRange(capability, at)) {
    const { from, to } = capability.range;
    throw new MetrologyError(
      'BAD_PARAMETER',
      `${at.value} ${at.unit} lies outside the range from ${from.value} ${from.unit} to ${to.value} ${to.unit}`,
      { given: at.value },
    );
  }
  const least = parseQuantity(capability.smallestExpandedUncertainty);
  const { uncertaintyOver: over } = capability;
  if (over === undefined) return least;
  // b·|x| of a temperature depends on the scale: x is counted as the range is.
  const x = convertQuantity(parseQuantity(at), parseQuantity(capability.range.from).unit, AS_VALUES);
  const grown = over.form === 'linear' ? onLine(over, x, least) : inTable(over, x, least);
  return compareUncertainties(grown, least) > 0 ? grown : least;
}

/** −1, 0 or 1 as one uncertainty is less than, equal to or greater than the other; degrees are differences here. */
export function compareUncertainties(a: Quantity, b: Quantity): -1 | 0 | 1 {
  return compareQuantities(a, b, AS_UNCERTAINTIES);
}

function onLine(
  { constant, proportional }: Extract<UncertaintyOver, { form: 'linear' }>,
  x: Quantity,
  { unit }: Quantity,
): Quantity {
  const share = multiplyRationals(rationalFromDecimal(parseDecimal(proportional)), magnitude(x.value));
  const grown = convertQuantity(quantityOfRational(share, x.unit), unit, AS_UNCERTAINTIES);
  const fixed = convertQuantity(parseQuantity(constant), unit, AS_UNCERTAINTIES);
  return quantityOfRational(addRationals(fixed.value, grown.value), unit);
}

function inTable(
  { between, points }: Extract<UncertaintyOver, { form: 'table' }>,
  x: Quantity,
  { unit }: Quantity,
): Quantity {
  const known = points
    .map((point) => ({
      x: convertQuantity(parseQuantity(point.at), x.unit, AS_VALUES).value,
      u: convertQuantity(parseQuantity(point.expandedUncertainty), unit, AS_UNCERTAINTIES).value,
    }))
    .sort((a, b) => compareRationals(a.x, b.x));
  const below = known.findLast((point) => compareRationals(point.x, x.value) <= 0);
  const above = known.find((point) => compareRationals(point.x, x.value) >= 0);
  if (below === undefined || above === undefined) {
    throw new MetrologyError('BAD_PARAMETER', `the table has no points around ${describeQuantity(x)}`, {
      given: describeQuantity(x),
    });
  }
  const larger = compareRationals(below.u, above.u) > 0 ? below.u : above.u;
  if (between === 'larger' || compareRationals(below.x, above.x) === 0) return quantityOfRational(larger, unit);
  const share = divideRationals(subtractRationals(x.value, below.x), subtractRationals(above.x, below.x));
  const rise = multiplyRationals(share, subtractRationals(above.u, below.u));
  return quantityOfRational(addRationals(below.u, rise), unit);
}

const ZERO = rational(0);

function magnitude(value: Rational): Rational {
  return compareRationals(value, ZERO) < 0 ? negateRational(value) : value;
}
