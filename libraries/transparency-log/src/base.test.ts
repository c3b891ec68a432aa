// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64, decodeHashLine, encodeBase64 } from './base64.ts';
import { LogError, shown } from './log-error.ts';
import { caught } from './tests/caught.ts';
import { slowSplit } from './tests/slow-tree.ts';
import { largestPowerBelow, parseSize, requireSize, smallestPowerFrom, trailingZeros } from './tree-size.ts';

describe('encodeBase64() and decodeBase64()', () => {
  it('agree with another program, and with each other', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64');
        expect(encodeBase64(bytes)).toBe(text);
        expect(decodeBase64(text)).toEqual(bytes);
      }),
    );
  });

  it.each([
    'A',
    'AA',
    'AAA',
    'AAAAA',
    'AB==',
    'AAB=',
    'A===',
    '====',
    'AA=A',
    'AA==AAAA',
    'AA= ',
    'AA_=',
    'AA-=',
    'AAAA\n',
    'ÄAAA',
  ])('know no bytes that are %j', (text) => {
    expect(caught(() => decodeBase64(text, 'line 3'))).toMatchObject({ code: 'NOT_CANONICAL', at: 'line 3' });
  });

  it('hold a hash to 32 bytes', () => {
    expect(decodeHashLine(`${'A'.repeat(43)}=`)).toHaveLength(32);
    expect(caught(() => decodeHashLine('AAAA'))).toMatchObject({ code: 'BAD_HASH' });
  });
});

describe('tree sizes', () => {
  it('are decimal digits up to 2^53 - 1', () => {
    expect(['0', '7', '9007199254740991'].map((text) => parseSize(text))).toEqual([0, 7, Number.MAX_SAFE_INTEGER]);
    for (const text of ['', '00', '01', '-1', '+1', '1.0', '1e3', '0x1', ' 1', '1\n', '٣', '1'.repeat(21)]) {
      expect(caught(() => parseSize(text, 'line 2'))).toMatchObject({ code: 'BAD_SIZE', at: 'line 2' });
    }
    for (const text of ['9007199254740992', '9223372036854775807', '18446744073709551615', '9'.repeat(20)]) {
      expect(caught(() => parseSize(text))).toMatchObject({ code: 'TOO_LARGE' });
    }
    for (const size of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      expect(caught(() => requireSize(size))).toMatchObject({ code: 'BAD_SIZE' });
    }
  });

  it('have their powers of two right up to 2^53', () => {
    const near = Array.from({ length: 52 }, (_, bit) => 2 ** (bit + 1)).flatMap((power) => [
      power - 1,
      power,
      power + 1,
    ]);
    for (const n of new Set([...near.filter((one) => one >= 2), Number.MAX_SAFE_INTEGER])) {
      expect(largestPowerBelow(n)).toBe(slowSplit(n));
      expect(smallestPowerFrom(n)).toBe(slowSplit(n) * 2);
      expect(trailingZeros(n)).toBe(/0*$/.exec(n.toString(2))?.[0].length);
    }
    expect(smallestPowerFrom(1)).toBe(1);
    expect(trailingZeros(1)).toBe(0);
  });
});

describe('LogError', () => {
  it('says where before it says what', () => {
    const cause = new Error('below');
    expect(new LogError('BAD_NOTE', 'no note', { at: 'line 1', cause })).toMatchObject({
      message: 'line 1: no note',
      at: 'line 1',
      code: 'BAD_NOTE',
      cause,
    });
    expect(new LogError('BAD_NOTE', 'no note')).toMatchObject({ message: 'no note', at: '' });
  });

  it('shows hostile text quoted and short', () => {
    expect([shown('a"\n'), shown(5), shown(null), shown('x'.repeat(1_000)).length]).toEqual([
      '"a\\"\\n"',
      '5',
      'object',
      83,
    ]);
    expect(caught(() => caught(() => 1))).toMatchObject({ message: 'nothing was thrown' });
  });
});
