// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { arrayLiteral, bigintArray, jsonbArray } from './binary-array.ts';

const HEAD = '00000001' + '00000001';

describe('bigintArray()', () => {
  it('writes a number as eight bytes, and null as a length of -1 that the head announces', () => {
    const [oid, count, lower] = ['00000014', '00000002', '00000001'];
    expect(bigintArray([258, null]).toString('hex')).toBe(
      `${HEAD}${oid}${count}${lower}00000008${'0000000000000102'}ffffffff`,
    );
  });
});

describe('jsonbArray()', () => {
  it('keeps null apart from the JSON that says null', () => {
    const [oid, count, lower] = ['00000eda', '00000002', '00000001'];
    const json = `00000005${'01'}${Buffer.from('null').toString('hex')}`;
    expect(jsonbArray([null, 'null']).toString('hex')).toBe(`${HEAD}${oid}${count}${lower}ffffffff${json}`);
  });
});

describe('arrayLiteral()', () => {
  it.each([
    [[], '{}'],
    [['a', ''], '{"a",""}'],
    [['a "b"', 'c\\d', '{e,f}', 'NULL'], '{"a \\"b\\"","c\\\\d","{e,f}","NULL"}'],
  ])('quotes each of %j', (texts, literal) => {
    expect(arrayLiteral(texts)).toBe(literal);
  });
});
