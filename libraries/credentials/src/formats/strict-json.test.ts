// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caught } from '../tests/caught.ts';
import { throwJsonFault } from './json-fault.ts';
import { JSON_LIMITS, parseStrictJson, readText } from './strict-json.ts';

const utf8 = new TextEncoder();
const LIMITS = { bytes: 200, depth: 4, values: 12 };

describe('parseStrictJson()', () => {
  it('reads every document that JSON.parse reads, from text and from bytes', () => {
    fc.assert(
      fc.property(fc.json({ noUnicodeString: false }), (text) => {
        const expected: unknown = JSON.parse(text);
        expect(parseStrictJson(text)).toEqual(expected);
        expect(parseStrictJson(utf8.encode(text))).toEqual(expected);
      }),
    );
  });

  it('counts no colon, bracket or quotation mark within a string', () => {
    const value = { 'a:"b': ':{":', c: ['\\"', '\\', '":"'], d: { e: '\u0001' } };
    expect(parseStrictJson(JSON.stringify(value))).toEqual(value);
  });

  it('finds a name that is written twice, however it is spelled', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.jsonValue(), fc.jsonValue(), (name, first, second) => {
        fc.pre(name.isWellFormed());
        const spelled = [...name].map((letter) =>
          letter.length > 1 ? letter : `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
        );
        const text = `{${JSON.stringify(name)}:${JSON.stringify(first)},"${spelled.join('')}":${JSON.stringify(second)}}`;
        expect(caught(() => parseStrictJson(text))).toMatchObject({ code: 'DUPLICATE_KEY' });
      }),
    );
  });

  it('keeps __proto__ a name like any other', () => {
    expect(Object.keys(parseStrictJson('{"__proto__":{"a":1}}') as object)).toEqual(['__proto__']);
    expect(caught(() => parseStrictJson('{"__proto__":1,"__proto__":2}'))).toMatchObject({ code: 'DUPLICATE_KEY' });
  });

  it.each([
    ['DUPLICATE_KEY', 'line 2, column 9', '{"a":1,\n "b":2, "b":3}'],
    ['DUPLICATE_KEY', 'line 1, column 15', '[{"x":{"a":1, "a":{}}}]'],
    ['TRAILING_DATA', 'line 1, column 4', '{} {}'],
    ['TRAILING_DATA', 'line 1, column 2', '1,'],
    ['NOT_JSON', 'line 1, column 1', ''],
    ['NOT_JSON', 'line 1, column 1', '\ufeff{}'],
    ['NOT_JSON', 'line 1, column 8', '{"a":1,}'],
    ['NOT_JSON', 'line 1, column 5', '{"a"}'],
    ['NOT_JSON', 'line 1, column 7', '{"a":1'],
    ['NOT_JSON', 'line 1, column 4', '[1 2]'],
    ['NOT_JSON', 'line 1, column 4', '[1,]'],
    ['NOT_JSON', 'line 1, column 2', '["abc]'],
    ['NOT_JSON', 'line 1, column 2', '["\\x"]'],
    ['NOT_JSON', 'line 1, column 2', '["\n"]'],
    ['NOT_JSON', 'line 1, column 2', '[undefined]'],
    ['TRAILING_DATA', 'line 1, column 2', '01'],
    ['LONE_SURROGATE', 'line 1, column 6', '{"a":"\\ud800"}'],
    ['LONE_SURROGATE', 'line 1, column 2', '{"\\udc00":1}'],
    ['LONE_SURROGATE', 'line 1, column 2', '["\ud800"]'],
    ['NUMBER_OUT_OF_RANGE', 'line 1, column 2', '[1e400]'],
    ['NUMBER_NOT_EXACT', 'line 1, column 2', '[9007199254740993]'],
    ['NUMBER_NOT_EXACT', 'line 1, column 6', '{"a":-9007199254740993}'],
    ['NUMBER_NOT_EXACT', 'line 1, column 8', '["\\"1",0.12345678901234567890]'],
    ['NUMBER_NOT_EXACT', 'line 1, column 2', '[333333333.33333329]'],
    ['NUMBER_NOT_EXACT', 'line 1, column 2', '[1e-400]'],
    ['NUMBER_NOT_EXACT', 'line 1, column 2', '[0.10000000000000001]'],
    ['TOO_DEEP', 'line 1, column 5', '[[[[[]]]]]'],
    ['TOO_DEEP', 'line 1, column 21', '{"a":{"a":{"a":{"a":{}}}}}'],
    ['TOO_MANY_VALUES', 'line 1, column 24', '[0,0,0,0,0,0,0,0,0,0,0,0]'],
    ['TOO_MANY_VALUES', 'line 1, column 23', '[[0,0,0,0,0],[0,0,0,0,{"a":0,"b":0}]]'],
    ['TOO_MANY_VALUES', 'line 1, column 72', `{${'abcdefghijklm'.replace(/./g, '"$&":0,').slice(0, -1)}}`],
  ])('refuses with %s at %s', (code, at, text) => {
    expect(caught(() => parseStrictJson(text, LIMITS))).toMatchObject({ code, at });
  });

  it.each([
    ['9007199254740991', 9_007_199_254_740_991],
    ['9007199254740992', 2 ** 53],
    ['1E30', 1e30],
    ['100000000000000000000000', 1e23],
    ['4.500000000000000000000', 4.5],
    ['0.10', 0.1],
    ['-0.000000000000000000000', -0],
    ['0e99', 0],
    ['5e-324', 5e-324],
    ['2e-3', 0.002],
  ])('reads %s, which a double keeps', (text, value) => {
    expect(parseStrictJson(text, { ...LIMITS, bytes: 1_000 })).toBe(value);
    expect(
      parseStrictJson(`{"a":"9007199254740993 \\" 1e400","b":[${text}]}`, { ...LIMITS, bytes: 1_000 }),
    ).toMatchObject({
      b: [value],
    });
  });

  it('refuses a number of a million digits without delay of the square of them', () => {
    const text = `0.${'0'.repeat(500_000)}1${'0'.repeat(500_000)}`;
    expect(caught(() => parseStrictJson(text))).toMatchObject({ code: 'NUMBER_NOT_EXACT' });
  });

  it('accepts what just keeps the limits', () => {
    expect(parseStrictJson('[[[[]]]]', LIMITS)).toEqual([[[[]]]]);
    expect(parseStrictJson('[0,0,0,0,0,0,0,0,0,0,0]', LIMITS)).toHaveLength(11);
    expect(parseStrictJson(`"${'a'.repeat(198)}"`, LIMITS)).toHaveLength(198);
  });

  it('keeps a surrogate pair that is written by escapes', () => {
    expect(parseStrictJson('{"\\ud83d\\ude00":["\\ud83d\\ude00", true, null]}')).toEqual({ '😀': ['😀', true, null] });
  });

  it('refuses too many bytes before it reads them', () => {
    expect(caught(() => parseStrictJson(new Uint8Array(201), LIMITS))).toMatchObject({ code: 'TOO_LARGE' });
    expect(caught(() => parseStrictJson(' '.repeat(201), LIMITS))).toMatchObject({ code: 'TOO_LARGE' });
  });

  it.each([
    ['an overlong form', [0x22, 0xc0, 0xaf, 0x22]],
    ['half a surrogate pair', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['a cut sequence', [0x22, 0xe4, 0xb8]],
  ])('refuses bytes that are not UTF-8: %s', (_, bytes) => {
    expect(caught(() => parseStrictJson(Uint8Array.from(bytes)))).toMatchObject({ code: 'NOT_UTF8' });
  });

  it('survives nesting that fills the whole document', () => {
    const text = '['.repeat(JSON_LIMITS.bytes);
    expect(caught(() => parseStrictJson(text))).toMatchObject({ code: 'TOO_DEEP' });
    expect(caught(() => parseStrictJson('['.repeat(500_000) + ']'.repeat(500_000)))).toMatchObject({
      code: 'TOO_DEEP',
    });
  });

  it('takes limits that its own recursion can keep', () => {
    expect(() => parseStrictJson('1', { ...LIMITS, depth: 201 })).toThrow(RangeError);
  });
});

describe('throwJsonFault()', () => {
  it('agrees with JSON.parse about what is JSON', () => {
    const pieces = fc.array(
      fc.constantFrom('{', '}', '[', ']', ':', ',', '"a"', '"b"', '1', '-0.5e+3', 'true', 'null', ' ', '"', '.', '\\'),
      { maxLength: 9 },
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('');
        const fault = caught(() => throwJsonFault(text, JSON_LIMITS));
        // Its last word, for a text without fault.
        const isFine = (fault as Error).message.endsWith('the text is not JSON');
        // What JSON.parse accepts and I-JSON does not.
        fc.pre(!['DUPLICATE_KEY', 'NUMBER_OUT_OF_RANGE'].includes((fault as { code: string }).code));
        expect(isFine).toBe(isJson(text));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('readText()', () => {
  it('keeps a byte order mark, so that it is seen', () => {
    expect(readText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x31))).toBe('\ufeff1');
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
