// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { nameFaults } from './name-faults.ts';

const shortly = (name: string) =>
  nameFaults(name).map(({ why, character, codePoint }) => `${why} ${character} ${codePoint}`);

describe('nameFaults()', () => {
  it.each([
    ...[
      'Lead',
      'pH计',
      'pH-метр',
      'α-粒子',
      'β-胡萝卜素',
      'Φ10',
      'μm',
      'µg/kg',
      'kΩ',
      'TNFα',
      'NFκB',
      'Δt',
      'ΔE*ab',
      '°C',
      'Kα',
    ],
    ...[
      '枸杞叶（干）',
      'ニンジン',
      '천칭',
      'Ångström',
      'São João',
      'Nguyễn',
      'e\u0301',
      'Весы ВЛ-224',
      'Ελλάς',
      'ΑΒΓ',
      'Ο οίνος',
    ],
    ...[
      '葛\u{E0100}飾',
      '\u{FA19}\u{FE00}',
      'ᠮᠣᠩᠭᠣᠯ\u180Eᠠ',
      'می\u200Cخواهم',
      'क्\u200Dष',
      'A\u00A0B',
      '一\u3000二',
      'two\nlines',
      '',
    ],
    ...['Łódź', 'ISO/IEC 17025:2017', '№ 5', 'x²', 'Ⅳ', 'Ａ１', '𠮷野家', 'Demo™', 'سازمان'],
  ])('leaves %j, which is written as it must be', (name) => expect(shortly(name)).toEqual([]));

  it.each([
    ['Lab\u200B', 'hidden 4 U+200B'],
    ['\u202EbaL', 'hidden 1 U+202E'],
    ['a\u2066b', 'hidden 2 U+2066'],
    ['lead\u00AD', 'hidden 5 U+00AD'],
    ['a\uFEFFb', 'hidden 2 U+FEFF'],
    ['a\u{E0041}', 'hidden 2 U+E0041'],
    ['a\uFE0F', 'hidden 2 U+FE0F'],
    ['a\u{E0100}', 'hidden 2 U+E0100'],
    ['葛\u{E0100}\u{E0100}', 'hidden 3 U+E0100'],
    ['Lab\u3164', 'hidden 4 U+3164'],
    ['a\u2800b', 'hidden 2 U+2800'],
    ['a\u034Fb', 'hidden 2 U+034F'],
    ['a\u200Db', 'hidden 2 U+200D'],
    ['a\u0007', 'hidden 2 U+0007'],
    ['a\uD800', 'hidden 2 U+D800'],
    ['𠮷\u200B', 'hidden 2 U+200B'],
    ['Lаb', 'other-script 2 U+0430'],
    ['葛 Lаb', 'other-script 4 U+0430'],
    ['Веcы', 'other-script 3 U+0063'],
    ['Ηg', 'other-script 1 U+0397'],
    ['Goοd', 'other-script 3 U+03BF'],
    ['Соp', 'other-script 3 U+0070'],
  ])('finds what is wrong in %j: %s', (name, fault) => expect(shortly(name)).toEqual([fault]));

  it('tells the first of very many, and is soon done', () => {
    expect(nameFaults('\u200B'.repeat(100_000))).toHaveLength(10);
    expect(nameFaults('Lа '.repeat(30_000))).toHaveLength(10);
  });

  it('says where, which character, and what would be right', () => {
    expect(nameFaults('Lаb\u202E').map(({ says }) => says)).toEqual([
      'character 4 is U+202E, which nobody sees; write it without that character',
      'character 2, "а" (U+0430), is a Cyrillic letter in a word of Latin ones, and may be taken for one of them; write the word in letters of one script',
    ]);
  });
});
