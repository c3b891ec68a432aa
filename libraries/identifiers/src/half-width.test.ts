// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toHalfWidth } from './half-width.ts';

describe('toHalfWidth()', () => {
  test('brings full-width characters, spaces and dashes down', () => {
    expect(toHalfWidth('ＧＢ／Ｔ\u3000５００９．１２—２０２３\u00A0（−）')).toBe('GB/T 5009.12-2023 (-)');
  });

  test('leaves everything else, circled digits and Chinese text among it', () => {
    expect(toHalfWidth('铅①、½ ㎎')).toBe('铅①、½ ㎎');
  });

  test('agrees with NFKC on every full-width form', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0xff01, max: 0xff5e }), (code) => {
        const character = String.fromCharCode(code);
        return toHalfWidth(character) === character.normalize('NFKC');
      }),
    );
  });
});
