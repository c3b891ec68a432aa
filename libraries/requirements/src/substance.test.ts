// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { isCasNumber } from './substance.ts';

test.each(['7439-92-1', '7440-38-2', '22967-92-6', '108-78-1', '7732-18-5', '50-32-8'])(
  'isCasNumber() takes %s',
  (text) => {
    expect(isCasNumber(text)).toBe(true);
  },
);

test.each([
  ['another check digit', '7439-92-2'],
  ['two digits exchanged', '7493-92-1'],
  ['no hyphens', '7439921'],
  ['a leading zero', '07439-92-1'],
  ['a digit too few', '439-92'],
  ['nothing', ''],
])('isCasNumber() refuses %s', (_, text) => {
  expect(isCasNumber(text)).toBe(false);
});
