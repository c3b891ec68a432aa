// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vectors from '../vectors/encodings.json' with { type: 'json' };
import { decodeHex } from './hex.ts';
import { makeUuidV7, parseUuidV7, uuidV7Milliseconds } from './uuid-v7.ts';

const { uuid, milliseconds, random } = vectors.uuidV7;
const anyTime = fc.nat({ max: 2 ** 48 - 1 });
const tenBytes = fc.uint8Array({ minLength: 10, maxLength: 10 });

describe('makeUuidV7()', () => {
  test('makes the example of RFC 9562', () => {
    expect(makeUuidV7(milliseconds, decodeHex(random))).toBe(uuid);
  });

  test('sets version and variant whatever the random bytes', () => {
    expect(makeUuidV7(0, new Uint8Array(10))).toBe('00000000-0000-7000-8000-000000000000');
    expect(makeUuidV7(2 ** 48 - 1, new Uint8Array(10).fill(255))).toBe('ffffffff-ffff-7fff-bfff-ffffffffffff');
  });

  test('carries its time, and sorts by it', () => {
    fc.assert(
      fc.property(anyTime, anyTime, tenBytes, tenBytes, (a, b, someBytes, otherBytes) => {
        const [left, right] = [makeUuidV7(a, someBytes), makeUuidV7(b, otherBytes)];
        expect(uuidV7Milliseconds(parseUuidV7(left))).toBe(a);
        expect(a === b || left < right === a < b).toBe(true);
      }),
    );
  });

  test('leaves the random bytes as they were', () => {
    const bytes = new Uint8Array(10).fill(255);
    makeUuidV7(0, bytes);
    expect(bytes).toEqual(new Uint8Array(10).fill(255));
  });

  test.each([-1, 0.5, 2 ** 48, Number.NaN])('refuses the time %s', (time) => {
    expect(() => makeUuidV7(time, new Uint8Array(10))).toThrow(RangeError);
  });

  test('refuses other than 10 bytes', () => {
    expect(() => makeUuidV7(0, new Uint8Array(9))).toThrow(RangeError);
  });
});

describe('parseUuidV7()', () => {
  test('takes the example of RFC 9562', () => {
    expect(uuidV7Milliseconds(parseUuidV7(uuid))).toBe(milliseconds);
  });

  test.each([
    ['upper case', uuid.toUpperCase()],
    ['version 4', uuid.replace('-7cc3', '-4cc3')],
    ['another variant', uuid.replace('-98c4', '-c8c4')],
    ['no dashes', uuid.replaceAll('-', '')],
    ['braces', `{${uuid}}`],
    ['a URN', `urn:uuid:${uuid}`],
    ['one digit less', uuid.slice(0, -1)],
    ['one digit more', `${uuid}0`],
    ['a letter g', uuid.replace('f', 'g')],
    ['nothing', ''],
  ])('refuses %s', (_, text) => {
    expect(() => parseUuidV7(text)).toThrow(expect.objectContaining({ code: 'BAD_FORMAT' }));
  });
});
