// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { isOfUsableSize } from './number-size.ts';

describe('isOfUsableSize()', () => {
  it.each(['0', '0.000', '0e9', '-5.00', '1e30', '-1e-30', `0.${'1'.repeat(38)}`])('takes %s', (text) => {
    expect(isOfUsableSize(text)).toBe(true);
  });

  it.each(['1e400', '1.1e30', '-1e31', '1e-31', '1e-400', `0.${'1'.repeat(39)}`, 'about 3'])('refuses %s', (text) => {
    expect(isOfUsableSize(text)).toBe(false);
  });
});
