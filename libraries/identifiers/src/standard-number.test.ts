// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vectors from '../vectors/standard-numbers.json' with { type: 'json' };
import {
  clauseCovers,
  editionCovers,
  formatStandardNumber,
  parseStandardNumber,
  sameEdition,
  sameStandard,
} from './standard-number.ts';

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

describe('a number as methods are cited', () => {
  test.each([
    ['GB 5009.12-2017 第一法', 'GB 5009.12-2017', '第一法'],
    ['GB 5009.12—2017（第二法）', 'GB 5009.12-2017', '第二法'],
    ['GB 5009.12-2017第1法', 'GB 5009.12-2017', '第1法'],
    ['GB 5009.268-2016 第二法 电感耦合等离子体质谱法', 'GB 5009.268-2016', '第二法 电感耦合等离子体质谱法'],
    ['GB 5009.12-2017《食品安全国家标准 食品中铅的测定》第一法', 'GB 5009.12-2017', '第一法'],
    ['GB 5009.12-2017《食品中铅的测定》', 'GB 5009.12-2017', undefined],
    ['GB/T 5750.6-2023 11.1', 'GB/T 5750.6-2023', '11.1'],
    ['GB/T 5750.6-2023 (4.2.1)', 'GB/T 5750.6-2023', '4.2.1'],
    ['GB 5009.12-2017 Method 1', 'GB 5009.12-2017', 'Method 1'],
    ['GB 5009.12-2017, method I', 'GB 5009.12-2017', 'method I'],
    ['GB 5009.12-2017 (first method)', 'GB 5009.12-2017', 'first method'],
    ['GB 5009.12-2017 Método 1', 'GB 5009.12-2017', 'Método 1'],
    ['GB 5009.12-2017 1.º método', 'GB 5009.12-2017', '1.º método'],
    ['GB 5009.12-2017 方法一', 'GB 5009.12-2017', '方法一'],
    ['GB 5009.3-2016 附录A', 'GB 5009.3-2016', '附录A'],
    ['ISO 6579-1:2017 clause 9.2', 'ISO 6579-1:2017', 'clause 9.2'],
    ['ISO 6579-1:2017, Annex D', 'ISO 6579-1:2017', 'Annex D'],
    ['GB/T 5009.12-2017 (XG1)', 'GB/T 5009.12-2017/XG1', undefined],
    ['GB/T 5009.12-2017 XG1-2019', 'GB/T 5009.12-2017/XG1-2019', undefined],
    ['GB 4706.1-2005（含第1号修改单）', 'GB 4706.1-2005/XG1', undefined],
    ['GB 4706.1-2005 第一號修改單', 'GB 4706.1-2005/XG1', undefined],
    ['GB 4706.1-2005 及修改单2', 'GB 4706.1-2005/XG2', undefined],
    ['GB 4706.1-2005 (含修改单)', 'GB 4706.1-2005/XG', undefined],
    ['GB 5009.12-2017 (with Amendment 1)', 'GB 5009.12-2017/XG1', undefined],
    ['GB 5009.12-2017 (com a emenda 1)', 'GB 5009.12-2017/XG1', undefined],
    ['ISO 6579-1:2017 (with Amendment 1)', 'ISO 6579-1:2017+Amd 1', undefined],
    ['ISO 6579-1:2017 incl. Amd 1:2020', 'ISO 6579-1:2017+Amd 1:2020', undefined],
    ['ISO 6579-1:2017 (including Corrigendum 2)', 'ISO 6579-1:2017+Cor 2', undefined],
    ['CXS 193-1995 (with Amendment 1)', 'CXS 193-1995+Amd 1', undefined],
    ['GB 5009.12-2017 (XG1) 第十二法', 'GB 5009.12-2017/XG1', '第十二法'],
  ])('reads "%s" as %s, apart from its clause', (text, canonical, clause) => {
    const standard = parse(text);
    expect(standard.text).toBe(canonical);
    expect(standard.clause).toBe(clause);
    expect(formatStandardNumber(standard)).toBe(canonical);
  });

  test.each([
    ...['in-house method 7', '第一法', 'GB 第一法', 'GB 5009.12-2017 第一部分', 'GB 5009.12-2017 and then some'],
    ...['GB 5009 12.1', 'GB 5009.12-2017 《a》《b》《c》《d》《e》', 'GB 5009.12-2017 method'],
  ])('refuses "%s" as before', (text) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'BAD_FORMAT' }));
  });

  const covers = (outer: string, inner: string) => editionCovers(parse(outer), parse(inner));

  test.each([
    ['GB 5009.12-2017', 'GB 5009.12-2017 第一法'],
    ['GB 5009.12-2017', 'GB 5009.12-2017 (XG1) 第一法'],
    ['GB 5009.12-2017 第一法', 'GB 5009.12-2017 Method 1'],
    ['GB 5009.12-2017 第1法', 'GB 5009.12-2017 方法一'],
    ['GB 5009.12-2017 第二法', 'GB 5009.12-2017 method II'],
    ['GB 5009.12-2017 第二法', 'GB 5009.12-2017（第二法 石墨炉法）'],
    ['GB 5009.12-2017 second method', 'GB 5009.12-2017 2.º método'],
    ['GB 5009.12-2017 segundo método', 'GB 5009.12-2017 2nd method'],
    ['GB 5009.12-2017 第十二法', 'GB 5009.12-2017 method 12'],
    ['GB 5009.12-2017 第二十法', 'GB 5009.12-2017 method 20'],
    ['GB 5009.12-2017 第二十一法', 'GB 5009.12-2017 Método 21'],
    ['GB 5009.3-2016 附录A', 'GB 5009.3-2016 Annex A'],
    ['GB/T 5750.6-2023 11.1', 'GB/T 5750.6-2023 clause 11.1'],
    ['GB 4706.1-2005/XG1-2014', 'GB 4706.1-2005 (XG1)'],
    ['GB 4706.1-2005 (XG1)', 'GB 4706.1-2005/XG1-2014'],
    ['ISO 6579-1:2017/Amd 1:2020', 'ISO 6579-1:2017 (with Amendment 1)'],
  ])('%s takes in %s', (outer, inner) => {
    expect(covers(outer, inner)).toBe(true);
  });

  test.each([
    ['GB 5009.12-2017 第一法', 'GB 5009.12-2017 第二法'],
    ['GB 5009.12-2017 第一法', 'GB 5009.12-2017'],
    ['GB 5009.12-2017', 'GB 5009.12-2023 第一法'],
    ['GB 5009.12-2017', 'GB 5009.15-2017 第一法'],
    ['GB 5009.12', 'GB 5009.12-2017'],
    ['GB 4706.1-2005 (XG1)', 'GB 4706.1-2005'],
    ['GB 4706.1-2005 (XG1)', 'GB 4706.1-2005 (XG2)'],
    ['GB 4706.1-2005/XG1-2014', 'GB 4706.1-2005/XG1-2016'],
    ['GB/T 5750.6-2023 11.1', 'GB/T 5750.6-2023 1.11'],
    ['GB/T 5750.6-2023 11.1', 'GB/T 5750.6-2023 1.1'],
  ])('%s does not take in %s', (outer, inner) => {
    expect(covers(outer, inner)).toBe(false);
  });

  test('compares clauses whatever the edition', () => {
    const one = (text: string) => parse(text);
    expect(clauseCovers(one('GB 5009.12-2017 第一法'), one('GB 5009.12-2023 Method 1'))).toBe(true);
    expect(clauseCovers(one('GB 5009.12-2017 第一法'), one('GB 5009.12-2017'))).toBe(false);
  });
});

describe('a number as people write it', () => {
  test.each([
    ['国标 GB 77777.1-2020', 'GB 77777.1-2020'],
    ['國標GB/T 5009.12-2023', 'GB/T 5009.12-2023'],
    ['中华人民共和国国家标准 GB 2762-2025', 'GB 2762-2025'],
    ['GB 5009.3-85', 'GB 5009.3-1985'],
  ])('%s is %s', (written, text) => {
    expect(parseStandardNumber(written).text).toBe(text);
  });

  test('is not a number for what stands before it', () => {
    expect(() => parseStandardNumber('国标 ISO 9001:2015')).toThrow(expect.objectContaining({ code: 'BAD_FORMAT' }));
  });
});
