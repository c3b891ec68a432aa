// SPDX-License-Identifier: Apache-2.0
import { addInUnit, convertQuantity, formatQuantity, negateQuantity, parseQuantity } from '../quantity/index.ts';
import type { QuantityText } from '../quantity/index.ts';
import { unlessIncomparable } from './unless-incomparable.ts';

/**
 * shift = x_found − x_relied, exact, in the unit in which it was found: what a thing did as it came back less what was
 * relied upon until then. ISO/IEC 17025:2017, 7.8.4.1 d). Undefined where one is no quantity or the two do not compare.
 *
 * @example shiftFound({ value: '100.020', unit: 'g' }, { value: '100.000', unit: 'g' }) // { value: '0.020', unit: 'g' }
 */
export function shiftFound(found: QuantityText, reliedUpon: QuantityText): QuantityText | undefined {
  return unlessIncomparable(() => {
    const read = parseQuantity(found);
    const relied = convertQuantity(parseQuantity(reliedUpon), read.unit, { temperature: 'point' });
    return formatQuantity(addInUnit(read, negateQuantity(relied)));
  });
}
