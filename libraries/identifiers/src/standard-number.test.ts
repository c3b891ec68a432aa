// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vectors from '../vectors/standard-numbers.json' with { type: 'json' };
import { formatStandardNumber, parseStandardNumber, sameEdition, sameStandard } from './standard-number.ts';

const parse = parseStandardNumber;

describe('parseStandardNumber()', () => {
  test.each(vectors.accepted)('reads "$text" as $canonical', ({ text, canonical, fields }) => {
    const { text: written, identicalTo: _, ...parts } = parse(text);
    expect(written).toBe(canonical);
    expect(parts).toEqual(fields);
  });

  test.each(vectors.accepted)('reads its own $canonical unchanged', ({ canonical }) => {
    const standard = parse(canonical);
    expect(standard.text).toBe(canonical);
    expect(parse(standard.text)).toEqual(standard);
    expect(formatStandardNumber(standard)).toBe(canonical);
  });

  test.each(vectors.catalogue)('reads the numbers of $source as they are catalogued', ({ numbers }) => {
    expect(numbers.map((number) => parse(number).text)).toEqual(numbers);
  });

  test.each(vectors.rejected)('refuses "$text": $defect', ({ text, expected }) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: expected }));
  });

  test('refuses what is too long, and what is no text', () => {
    expect(() => parse(`GB ${'1'.repeat(200)}`)).toThrow(expect.objectContaining({ code: 'BAD_LENGTH' }));
    expect(() => parse(2762)).toThrow(expect.objectContaining({ code: 'NOT_TEXT' }));
  });

  test('reads the same number through every careless spelling', () => {
    const space = fc.constantFrom('', ' ', '  ', '\u3000');
    const slash = fc.constantFrom('/', ' / ', '\uFF0F');
    const dash = fc.constantFrom('-', ' - ', '\u2014', '\u2013', '\uFF0D', '\u2212');
    const year = fc.integer({ min: 1950, max: 2099 });
    fc.assert(
      fc.property(space, slash, dash, fc.nat({ max: 99_999 }), year, (gap, stroke, line, number, y) => {
        const careless = `gb${stroke}t${gap}${number}${line}${y}`;
        expect(parse(careless).text).toBe(`GB/T ${number}-${y}`);
        expect(parse(careless.replace(/[0-9]/g, wide)).text).toBe(`GB/T ${number}-${y}`);
      }),
    );
  });

  test('takes the second number of an identical adoption apart', () => {
    expect(parse('GB/T 19001-2016/ISO 9001:2015').identicalTo).toEqual(parse('ISO 9001:2015'));
  });

  test('gives back the same standard whenever it accepts a text', () => {
    const unit = fc.constantFrom(...'GBTISOEC/ -:.+12390A', ' 20', ':20', '/Amd 1', 'ISO ', 'GB/T ', 'EN ', 'T/', 'Q/');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 14 }), (text) => {
        const standard = attempt(text);
        if (standard !== undefined) {
          expect(parse(standard.text)).toEqual(standard);
        }
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('sameStandard() and sameEdition()', () => {
  test.each([
    ['GB 5009.12-2017', 'GB 5009.12-2023', true, false],
    ['GB 5009.12-2023', 'gb5009.12—2023', true, true],
    ['GB 5009.12', 'GB 5009.12-2023', true, false],
    ['GB 5009.12', 'GB 5009.12', true, true],
    ['GB 5009.12-2023', 'GB/T 5009.12-2023', false, false],
    ['GB 5009.12-2023', 'GB 5009.13-2023', false, false],
    ['ISO 9001:2015', 'ISO 9001:2015/Amd 1:2024', true, false],
    ['ISO 9001:2015', 'EN ISO 9001:2015', false, false],
    ['CODEX STAN 193-1995', 'CXS 193-1995', true, true],
    ['GB/T 19001-2016', 'GB/T 19001-2016/ISO 9001:2015', true, true],
    ['DIN EN 71-3:2019', 'DIN EN 71-3:2019-08', true, false],
    ['ASTM D1298-12', 'ASTM D1298-12b', true, false],
  ])('%s and %s: same standard %s, same edition %s', (left, right, standard, edition) => {
    const [a, b] = [parse(left), parse(right)];
    expect([sameStandard(a, b), sameStandard(b, a)]).toEqual([standard, standard]);
    expect([sameEdition(a, b), sameEdition(b, a)]).toEqual([edition, edition]);
  });
});

function attempt(text: string): ReturnType<typeof parse> | undefined {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function wide(digit: string): string {
  return String.fromCharCode(digit.charCodeAt(0) + 0xfee0);
}
