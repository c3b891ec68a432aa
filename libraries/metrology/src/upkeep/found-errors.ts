// SPDX-License-Identifier: Apache-2.0
import { compareRationals, divideRationals, multiplyRationals, rational } from '@touchstone/identifiers';
import { percentBeside } from '../quantity/percent-beside.ts';
import { formatQuantity, parseQuantity, quantityOfRational, type QuantityText } from '../quantity/quantity.ts';
import { type HowGood, isPercent, magnitude } from './how-good.ts';
import { inUnitOf } from './how-often.ts';
import type { ListedInstrument, PastCalibration } from './instrument.ts';

/**
 * e = |x| p / 100 of an error written as p % of the value x ≠ 0 at which the instrument is used; every other as it is written.
 * SI Brochure, 9th edition, 5.4.7: the percent is a number, so that beside pH or points of percent it is left alone.
 * Of 0 every share is 0, and an error of 30 % was none: of what it is a share is not known.
 */
export function errorsInUnit(
  { calibrations, usedAt }: Pick<ListedInstrument, 'calibrations' | 'usedAt'>,
  { permissibleError: limit }: Pick<HowGood, 'permissibleError'>,
): readonly PastCalibration[] {
  if (limit === undefined || usedAt === undefined) return calibrations;
  const worked = (error: QuantityText | undefined) => {
    if (error === undefined || !isPercent(error) || inUnitOf(limit, error) !== undefined) return error;
    return percentBeside(usedAt.unit) === 'share' ? (shareOf(usedAt, error) ?? error) : error;
  };
  return calibrations.map((one) => ({ ...one, asFound: worked(one.asFound), asLeft: worked(one.asLeft) }));
}

// Digits that were written, and a hundredth of their product: they end.
function shareOf(usedAt: QuantityText, { value }: QuantityText): QuantityText | undefined {
  const at = parseQuantity(usedAt);
  if (compareRationals(at.value, rational(0)) === 0) return undefined;
  const share = divideRationals(parseQuantity({ value, unit: '1' }).value, rational(100));
  return formatQuantity(quantityOfRational(multiplyRationals(magnitude(at.value), share), at.unit));
}
