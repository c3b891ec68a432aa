// SPDX-License-Identifier: Apache-2.0
import { constants, deflateRawSync, gzipSync } from 'node:zlib';
import { concatBytes, decodeHex } from '@touchstone/identifiers';
import fc from 'fast-check';
import { gunzipSync as fflateGunzip, gzipSync as fflateGzip } from 'fflate';
import { describe, expect, it } from 'vitest';
import { caught } from '../tests/caught.ts';
import { gunzip } from './gzip.ts';
import { inflate } from './inflate.ts';

const MAX = 1 << 20;
const bytesToCompress = fc.oneof(
  fc.uint8Array({ maxLength: 3_000 }),
  // Repetitive data, so that copies near and far, and all kinds of codes, occur.
  fc
    .array(fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.nat(300)), { maxLength: 20 })
    .map((parts) => concatBytes(...parts.flatMap(([part, times]) => Array.from({ length: times }, () => part)))),
);

describe('gunzip()', () => {
  it('gives back what zlib and fflate compressed, at every level', () => {
    fc.assert(
      fc.property(bytesToCompress, fc.constantFrom(0, 1, 6, 9), (bytes, level) => {
        const plain = Uint8Array.from(bytes);
        expect(gunzip(gzipSync(bytes, { level }), MAX)).toEqual(plain);
        expect(gunzip(fflateGzip(bytes, { level: level as 0 | 1 | 6 | 9 }), MAX)).toEqual(plain);
      }),
    );
  });

  it('reads fixed codes and several blocks', () => {
    const bytes = Uint8Array.from({ length: 200_000 }, (_, index) => (index * index) >>> 7);
    expect(gunzip(gzipSync(bytes, { strategy: constants.Z_FIXED }), MAX)).toEqual(bytes);
    expect(gunzip(gzipSync(bytes, { level: 0 }), MAX)).toEqual(bytes);
    expect(gunzip(gzipSync(bytes, { memLevel: 1 }), MAX)).toEqual(bytes);
  });

  it('passes over the optional fields of the header', () => {
    const plain = gzipSync(Uint8Array.of(1, 2, 3));
    const head = Uint8Array.from(plain.subarray(0, 10));
    head[3] = 4 | 8 | 16 | 2;
    const fields = Uint8Array.of(2, 0, 9, 9, 0x61, 0, 0x62, 0, 0, 0);
    const whole = concatBytes(head, fields, plain.subarray(10));
    expect(fflateGunzip(whole)).toEqual(Uint8Array.of(1, 2, 3));
    expect(gunzip(whole, MAX)).toEqual(Uint8Array.of(1, 2, 3));
  });

  it('stops a bomb at the bound', () => {
    const bomb = gzipSync(new Uint8Array(50_000_000));
    expect(caught(() => gunzip(bomb, 16_384))).toMatchObject({ code: 'TOO_LARGE' });
    expect(gunzip(gzipSync(new Uint8Array(16_384)), 16_384)).toHaveLength(16_384);
  });

  it('never gives other content for a damaged member', () => {
    const content = Uint8Array.from({ length: 500 }, (_, index) => index % 17);
    const good = gzipSync(content);
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        // Time, extra flags and system (4 to 9) say nothing about the content, nor does the text flag (bit 0 of byte 3).
        fc.pre((place < 4 || place > 9) && !(place === 3 && change === 1));
        const damaged = Uint8Array.from(good);
        damaged[place] = (damaged[place] as number) ^ change;
        // The bits that fill up the last byte of the compressed data say nothing either.
        expect(readOrCode(damaged)).toSatisfy((read: unknown) =>
          typeof read === 'string'
            ? /^(BAD_GZIP|TOO_LARGE)$/.test(read)
            : Buffer.from(content).equals(read as Uint8Array),
        );
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['nothing', ''],
    ['another magic number', '1f8c08000000000000034b04000000000000000000'],
    ['another method', '1f8b09000000000000034b0400'],
    ['a reserved flag', '1f8b08200000000000034b040043beb7e801000000'],
    ['a name without an end', '1f8b080800000000000361626364'],
    ['an extra field without its length', '1f8b0804000000000003'],
    ['no trailer', '1f8b08000000000000034b0400'],
    ['a trailer too long', '1f8b08000000000000034b040043beb7e80100000000'],
    ['a wrong checksum', '1f8b08000000000000034b040043beb7e901000000'],
    ['a wrong length', '1f8b08000000000000034b040043beb7e802000000'],
  ])('refuses %s', (_, hex) => {
    expect(caught(() => gunzip(decodeHex(hex), MAX))).toMatchObject({ code: 'BAD_GZIP' });
  });
});

describe('inflate()', () => {
  it('says where the compressed data ended', () => {
    const packed = deflateRawSync(Uint8Array.of(5, 5, 5));
    expect(inflate(concatBytes(Uint8Array.of(0), packed, Uint8Array.of(1, 2)), 1, MAX)).toEqual({
      bytes: Uint8Array.of(5, 5, 5),
      end: 1 + packed.length,
    });
  });

  it.each([
    ['a block of type 3', bits('1', '11')],
    ['a stored length that is not its complement', [0x01, 0x01, 0x00, 0xfe, 0xfe]],
    ['a stored block that is cut', [0x01, 0x02, 0x00, 0xfd, 0xff, 0x61]],
    ['a copy from before the beginning', bits('1', '10', '0000001', '00000')],
    ['a length that is not defined', bits('1', '10', '11000110')],
    ['a distance that is not defined', bits('1', '10', '00110000', '0000001', '11110')],
    // Three code lengths of 1 cannot be.
    ['too many codes', bits('1', '01', '00000', '00000', '0000', '100', '100', '100')],
    ['a repeat of nothing', bits('1', '01', '00000', '00000', '0000', '100', '100', '000', '000', '0')],
    // Lengths 0 (18 with 7 bits of repeat) up to beyond the announced number.
    [
      'more lengths than announced',
      bits('1', '01', '00000', '00000', '0000', '000', '000', '100', '100', '11111111', '11111111'),
    ],
    [
      'a code that no symbol has',
      bits('1', '01', '00000', '00000', '0000', '000', '000', '010', '000', '1111111111111111'),
    ],
    [
      'no code for the end of the block',
      bits('1', '01', '00000', '00000', '0000', '000', '000', '100', '100', '11111111', '11101110'),
    ],
  ])('refuses %s', (_, input) => {
    expect(caught(() => inflate(Uint8Array.from(input), 0, MAX))).toMatchObject({ code: 'BAD_GZIP' });
  });
});

function readOrCode(bytes: Uint8Array): Uint8Array | string {
  try {
    return gunzip(bytes, 4_096);
  } catch (error) {
    return (error as { code: string }).code;
  }
}

/** Bytes that are read as these bits, one after the other: the first bit is the lowest of the first byte. */
function bits(...parts: readonly string[]): number[] {
  const all = parts.join('');
  const bytes = new Array<number>(Math.ceil(all.length / 8) + 8).fill(0);
  for (let bit = 0; bit < all.length; bit += 1) {
    bytes[bit >> 3] = (bytes[bit >> 3] as number) | (Number(all[bit]) << (bit & 7));
  }
  return bytes;
}
