// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vectors from '../vectors/lei-gs1.json' with { type: 'json' };
import { parseGln, parseGtin } from './gs1.ts';
import { parseLei } from './lei.ts';

describe('parseGtin()', () => {
  test.each(vectors.gtin.valid)('takes $code and writes $canonical', ({ code, canonical }) => {
    expect(parseGtin(code)).toBe(canonical);
  });

  test.each(vectors.gtin.invalid)('refuses $code: $defect', ({ code, expected }) => {
    expect(() => parseGtin(code)).toThrow(expect.objectContaining({ code: expected }));
  });

  test('notices every single wrong digit', () => {
    const slip = fc.tuple(fc.constantFrom(...vectors.gtin.valid), fc.nat({ max: 13 }), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(slip, ([{ code }, at, add]) => {
        const index = at % code.length;
        const wrong = (Number(code.charAt(index)) + add) % 10;
        expect(() => parseGtin(code.slice(0, index) + wrong + code.slice(index + 1))).toThrow(
          expect.objectContaining({ code: 'BAD_CHECK_DIGIT' }),
        );
      }),
    );
  });
});

describe('parseGln()', () => {
  test('takes 13 digits whose check digit agrees', () => {
    expect(parseGln('6901234567892')).toBe('6901234567892');
  });

  test.each([
    ['6901234567893', 'BAD_CHECK_DIGIT'],
    ['06901234567892', 'BAD_LENGTH'],
    ['614141007349', 'BAD_LENGTH'],
    ['690123456789 ', 'BAD_CHARACTER'],
    ['６901234567892', 'BAD_CHARACTER'],
  ])('refuses %j', (text, code) => {
    expect(() => parseGln(text)).toThrow(expect.objectContaining({ code }));
  });
});

describe('parseGtin() and parseGln()', () => {
  test.each([8, 12, 13, 14])('refuse %i zeros, which satisfy the check digit and name nothing', (length) => {
    expect(() => parseGtin('0'.repeat(length))).toThrow(expect.objectContaining({ code: 'BAD_FORMAT' }));
    expect(() => parseGln('0'.repeat(13))).toThrow(expect.objectContaining({ code: 'BAD_FORMAT' }));
  });
});

describe('parseLei()', () => {
  test.each(vectors.lei.valid)('takes %s, in lower case too', (code) => {
    expect(parseLei(code)).toBe(code);
    expect(parseLei(code.toLowerCase())).toBe(code);
    expect(slowMod97(code)).toBe(1n);
  });

  test.each(vectors.lei.invalid)('refuses $code: $defect', ({ code, expected }) => {
    expect(() => parseLei(code)).toThrow(expect.objectContaining({ code: expected }));
  });

  test('accepts exactly one pair of check digits for every stem', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z]{18}$/), (stem) => {
        const accepted = Array.from({ length: 100 }, (_, n) => stem + String(n).padStart(2, '0')).filter(isLei);
        expect(accepted).toHaveLength(1);
        expect(slowMod97(accepted[0] as string)).toBe(1n);
      }),
    );
  });
});

function isLei(text: string): boolean {
  try {
    return parseLei(text) === text;
  } catch {
    return false;
  }
}

function slowMod97(text: string): bigint {
  return BigInt([...text].map((character) => Number.parseInt(character, 36)).join('')) % 97n;
}
