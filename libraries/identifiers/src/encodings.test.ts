// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import vectors from '../vectors/encodings.json' with { type: 'json' };
import { BASE58_BYTES_MAX, BASE58_CHARACTERS_MAX, decodeBase58btc, encodeBase58btc } from './base58.ts';
import * as withNative from './base64url.ts';
import { concatBytes, utf8Bytes } from './bytes.ts';
import { decodeHex, encodeHex } from './hex.ts';

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const anyBytes = fc.oneof(fc.uint8Array({ maxLength: 100 }), fc.uint8Array({ minLength: 60, maxLength: 400 }));
const zerosAndBytes = fc
  .tuple(fc.integer({ min: 0, max: 5 }), fc.uint8Array({ maxLength: 140 }))
  .map(([zeros, bytes]) => concatBytes(new Uint8Array(zeros), bytes));

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

// The module as a browser has it.
vi.stubGlobal('Buffer', undefined);
vi.resetModules();
const withoutNative: typeof withNative = await import('./base64url.ts');
vi.unstubAllGlobals();

describe.each([
  ['in Node.js', withNative],
  ['in a browser', withoutNative],
])('base64url %s', (_, { decodeBase64url, encodeBase64url }) => {
  test.each(vectors.base64url.cases)('$text is "$utf8"', ({ utf8, text }) => {
    expect(encodeBase64url(utf8Bytes(utf8))).toBe(text);
    expect(decodeBase64url(text)).toEqual(utf8Bytes(utf8));
  });

  test('goes there and back for all bytes, and as Node.js does it', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const text = encodeBase64url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        expect(encodeHex(decodeBase64url(text))).toBe(encodeHex(bytes));
      }),
      { numRuns: 300 },
    );
  });

  test('encodes the bytes of a view, not of the whole buffer', () => {
    expect(encodeBase64url(utf8Bytes('xfoobarx').subarray(1, 7))).toBe('Zm9vYmFy');
  });

  test('refuses every text that is not the one it would write', () => {
    const padding = fc.constantFrom('', 'A'.repeat(100));
    const text = fc.string({
      unit: fc.constantFrom(...BASE64URL, '=', '+', '/', ' ', '\n', 'é', '\u0141'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(padding, text, (start, end) => {
        const given = start + end;
        const bytes = decoded(given);
        expect(bytes === undefined || encodeBase64url(bytes) === given).toBe(true);
        expect(bytes !== undefined).toBe(Buffer.from(given, 'base64url').toString('base64url') === given);
      }),
      { numRuns: 2_000 },
    );
    function decoded(given: string): Uint8Array | undefined {
      try {
        return decodeBase64url(given);
      } catch {
        return undefined;
      }
    }
  });

  test.each(['', 'A'.repeat(200)])('names what is wrong behind %j', (start) => {
    expect(() => decodeBase64url(`${start}Zm9vY`)).toThrow(expect.objectContaining({ code: 'BAD_LENGTH' }));
    expect(() => decodeBase64url(`${start}Zm8=`)).toThrow(expect.objectContaining({ code: 'BAD_CHARACTER' }));
    expect(() => decodeBase64url(`${start}Zm+v`)).toThrow(expect.objectContaining({ code: 'BAD_CHARACTER' }));
    expect(() => decodeBase64url(`${start}Zm9é`)).toThrow(expect.objectContaining({ code: 'BAD_CHARACTER' }));
    expect(() => decodeBase64url(`${start}Zh`)).toThrow(expect.objectContaining({ code: 'NOT_CANONICAL' }));
    expect(() => decodeBase64url(`${start}Zm9`)).toThrow(expect.objectContaining({ code: 'NOT_CANONICAL' }));
  });

  test('refuses what is no text, or too much of it', () => {
    expect(() => decodeBase64url(new Uint8Array(3))).toThrow(expect.objectContaining({ code: 'NOT_TEXT' }));
    const bomb = 'A'.repeat(withNative.BASE64URL_CHARACTERS_MAX + 4);
    expect(() => decodeBase64url(bomb)).toThrow(expect.objectContaining({ code: 'BAD_LENGTH' }));
  });
});

describe('base58btc', () => {
  test.each(vectors.base58btc.cases)('$text is $hex', ({ hex, text }) => {
    expect(encodeBase58btc(decodeHex(hex))).toBe(text);
    expect(encodeHex(decodeBase58btc(text))).toBe(hex);
  });

  test.each(vectors.multikeys.cases)('reads the multikey $multibase', ({ multibase, prefix, bytes }) => {
    const key = decodeBase58btc(multibase.slice(1));
    expect(key).toHaveLength(bytes);
    expect(encodeHex(key.subarray(0, 2))).toBe(prefix);
    expect(`z${encodeBase58btc(key)}`).toBe(multibase);
  });

  test('agrees with the slow, obvious way, leading zeros included', () => {
    fc.assert(
      fc.property(zerosAndBytes, (bytes) => {
        const text = encodeBase58btc(bytes);
        expect(text).toBe(slowBase58(bytes));
        expect(encodeHex(decodeBase58btc(text))).toBe(encodeHex(bytes));
      }),
      { numRuns: 1_000 },
    );
  });

  test.each([0, 1, 31, 32, 33, 64, 95, 96, 97, 98, 128, 748])(
    'goes there and back for %i bytes, all alike',
    (length) => {
      for (const bytes of [new Uint8Array(length).fill(255), new Uint8Array(length), new Uint8Array(length).fill(1)]) {
        expect(encodeBase58btc(bytes)).toBe(slowBase58(bytes));
        expect(encodeHex(decodeBase58btc(encodeBase58btc(bytes)))).toBe(encodeHex(bytes));
      }
    },
  );

  test('gives every text back that it reads', () => {
    const text = fc.string({ unit: fc.constantFrom(...BASE58), maxLength: 150 });
    fc.assert(
      fc.property(text, (t) => encodeBase58btc(decodeBase58btc(t)) === t),
      { numRuns: 500 },
    );
  });

  test.each(['0', 'O', 'I', 'l', ' ', '+', 'é', '\u0141', '漢'])(
    'refuses the foreign character %j anywhere',
    (character) => {
      for (const text of [
        character,
        `2${character}`,
        `${character}${'z'.repeat(87)}`,
        `${'z'.repeat(140)}${character}`,
      ]) {
        expect(() => decodeBase58btc(text)).toThrow(expect.objectContaining({ code: 'BAD_CHARACTER' }));
      }
    },
  );

  test('works again after a refusal', () => {
    expect(() => decodeBase58btc('zzzzzzzzzzz0')).toThrow();
    expect(encodeHex(decodeBase58btc('11233QC4'))).toBe('0000287fb4cd');
  });

  test('bounds the work that a text can make', () => {
    expect(encodeBase58btc(new Uint8Array(BASE58_BYTES_MAX).fill(255)).length).toBeLessThanOrEqual(
      BASE58_CHARACTERS_MAX,
    );
    expect(() => decodeBase58btc('z'.repeat(BASE58_CHARACTERS_MAX + 1))).toThrow(
      expect.objectContaining({ code: 'BAD_LENGTH' }),
    );
    expect(() => encodeBase58btc(new Uint8Array(BASE58_BYTES_MAX + 1))).toThrow(RangeError);
  });
});

describe('hex', () => {
  test('is what RFC 4648 says', () => {
    expect(encodeHex(utf8Bytes(vectors.base16.utf8))).toBe(vectors.base16.text);
    expect(decodeHex(vectors.base16.text.toUpperCase())).toEqual(utf8Bytes(vectors.base16.utf8));
  });

  test('goes there and back for all bytes', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => encodeHex(decodeHex(encodeHex(bytes))) === Buffer.from(bytes).toString('hex')),
    );
  });

  test('refuses odd lengths and foreign characters', () => {
    expect(() => decodeHex('abc')).toThrow(expect.objectContaining({ code: 'BAD_LENGTH' }));
    for (const text of ['0g', '0x', ' 0', '+1', '0\n']) {
      expect(() => decodeHex(text)).toThrow(expect.objectContaining({ code: 'BAD_CHARACTER' }));
    }
  });
});

describe('concatBytes()', () => {
  test('joins in order', () => {
    expect(concatBytes(utf8Bytes('foo'), new Uint8Array(), utf8Bytes('bar'))).toEqual(utf8Bytes('foobar'));
    expect(concatBytes()).toEqual(new Uint8Array());
  });
});

function slowBase58(bytes: Uint8Array): string {
  let value = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  let text = '';
  for (; value > 0n; value /= 58n) {
    text = BASE58.charAt(Number(value % 58n)) + text;
  }
  const zeros = bytes.findIndex((byte) => byte !== 0);
  return '1'.repeat(zeros < 0 ? bytes.length : zeros) + text;
}
