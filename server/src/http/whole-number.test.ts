// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { wholeNumber, wholeNumberOr } from './whole-number.ts';

describe('wholeNumber()', () => {
  it('reads the digits of a number within its limits', () => {
    for (const [text, number] of [
      ['0', 0],
      ['7', 7],
      ['10', 10],
    ] as const) {
      expect(wholeNumber({ max: 10 }).parse(text)).toBe(number);
    }
    expect(wholeNumberOr(5).parse(undefined)).toBe(5);
    expect(wholeNumberOr(5).parse('6')).toBe(6);
  });

  it.each(['', ' ', '0x10', '1e1', '1.0', '+1', '-0', '007', ' 1', '1\n', '11', '١', 'x'])('refuses %j', (text) => {
    expect(wholeNumber({ max: 10 }).safeParse(text).success).toBe(false);
    expect(wholeNumberOr(5, { max: 10 }).safeParse(text).success).toBe(false);
  });

  it('refuses less than its least, several of them and none', () => {
    expect(wholeNumber({ min: 1 }).safeParse('0').success).toBe(false);
    for (const given of [undefined, null, ['1', '2'], {}, '9007199254740992']) {
      expect(wholeNumber({}).safeParse(given).success).toBe(false);
    }
  });
});
