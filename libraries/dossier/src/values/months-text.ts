// SPDX-License-Identifier: Apache-2.0
import { multiplyDecimals, parseDecimal, formatDecimal } from '@touchstone/identifiers';
import { wordKey } from './characters.ts';
import { type NumberHabit, numberText, type Reading, read, readDecimalText, unread } from './decimal-text.ts';
import type { NumberText } from './measured-text.ts';

const MONTHS_A_YEAR = parseDecimal('12');
const EXPECTED = 'write whole months, such as 12, or 1 year, 1年 or 1 ano';

/** What may stand around a number without changing it: every 2 years, 每2年, a cada 2 anos, 2年一次. */
const AROUND = /^(?:every|each|每隔?|(?:a )?cada|de)? ?(.+?) ?(?:一次)?$/iu;
const IN_MONTHS = /^(.+?) ?(?:months?|mo\.?|m[eê]s(?:es)?|[个個]?月)$/iu;
const IN_YEARS = /^(.+?) ?(?:years?|yrs?\.?|anos?|年)$/iu;
const NUMBER_WORDS: ReadonlyMap<string, string> = new Map([
  ...[...'零一二三四五六七八九十'].map((digit, value) => [digit, String(value)] as const),
  ...['两', '兩'].map((digit) => [digit, '2'] as const),
  ['半', '0.5'],
  ...['one', 'um', 'uma'].map((word) => [word, '1'] as const),
  ...['two', 'dois', 'duas'].map((word) => [word, '2'] as const),
  ...['three', 'três', 'tres'].map((word) => [word, '3'] as const),
]);

/** How often something is done, in one word, as months. Not biannual, which is twice a year and every two years. */
const RHYTHMS: ReadonlyMap<string, string> = new Map(
  (
    [
      ['1', 'monthly|month|每月|月|mensal|mensalmente'],
      ['3', 'quarterly|quarter|每季|每季度|季度|trimestral|trimestralmente'],
      ['6', 'half-yearly|half a year|semiannual|半年|每半年|semestral|semestralmente'],
      ['12', 'yearly|annual|annually|year|年|每年|一年一度|年度|anual|anualmente|ano'],
      ['18', '一年半|one and a half years|ano e meio|um ano e meio'],
      ['24', 'bienal|biennial'],
    ] as const
  ).flatMap(([months, words]) => words.split('|').map((word) => [wordKey(word), months] as const)),
);

/**
 * months = number [month] / number year / rhythm; number = decimal / one numeral in words, such as 12, 1 年, 两年, 每半年, 2 anos.
 */
export function readMonthsText(given: string, habit: NumberHabit = {}): Reading<NumberText> {
  const text = numberText(given);
  const rhythm = RHYTHMS.get(wordKey(text)) ?? RHYTHMS.get(wordKey(AROUND.exec(text)?.[1] ?? ''));
  if (rhythm !== undefined) return readMonths(rhythm, '1', habit);
  const [, inner = text] = AROUND.exec(text) ?? [];
  const [, years] = IN_YEARS.exec(inner) ?? [];
  if (years !== undefined) return readMonths(years, '12', habit);
  const [, months = inner] = IN_MONTHS.exec(inner) ?? [];
  return readMonths(months, '1', habit);
}

function readMonths(count: string, factor: '1' | '12', habit: NumberHabit): Reading<NumberText> {
  const number = readDecimalText(NUMBER_WORDS.get(count.toLowerCase()) ?? count, habit);
  if (!number.ok) return number.code === 'BAD_NUMBER' ? unread('BAD_NUMBER', EXPECTED) : number;
  if (factor === '1') return read({ value: number.value });
  return read({ value: formatDecimal(multiplyDecimals(parseDecimal(number.value), MONTHS_A_YEAR)) });
}
