// SPDX-License-Identifier: Apache-2.0
import { parseQuantity } from '@touchstone/metrology/quantity';
import { describe, expect, it } from 'vitest';
import { unlessIncomparable } from './incomparable.ts';

describe('unlessIncomparable()', () => {
  it('answers for numbers that are none, and passes on what is wrong with the program itself', () => {
    expect(
      unlessIncomparable(
        () => String(parseQuantity({ value: '1', unit: 'spoons' }).unit),
        () => 'no unit',
      ),
    ).toBe('no unit');
    const broken = (): never => {
      throw new TypeError('a bug');
    };
    expect(() => unlessIncomparable(broken, () => undefined as never)).toThrow(TypeError);
  });
});
