// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { numberKey } from './index.ts';

describe('numberKey()', () => {
  it.each([
    'n-1',
    'N\u20111',
    'N\u20131',
    'N\u22121',
    'Ｎ-1',
    'N-1\u200b',
    ' N-1 ',
    'N -1',
    'N - 1',
    '\u039d-1',
    'n\u2060-1',
  ])('takes %j for N-1', (written) => {
    expect(numberKey(written)).toBe(numberKey('N-1'));
  });

  it('takes the letters of other alphabets that have a shape of Latin for that', () => {
    expect(numberKey('\u0410\u0412\u0421/2026')).toBe(numberKey('ABC/2026'));
    expect(numberKey('\u03a1\u03a4-7')).toBe(numberKey('PT-7'));
  });

  it.each([
    ['N-1', 'N-2'],
    ['N-1', 'N1'],
    ['N 1', 'N1'],
    ['N-1', 'M-1'],
    ['\u0416-1', 'K-1'],
    ['检字第1号', '检字第2号'],
  ])('keeps %j and %j apart', (one, other) => {
    expect(numberKey(one)).not.toBe(numberKey(other));
  });
});
