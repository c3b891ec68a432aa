// SPDX-License-Identifier: Apache-2.0
import { addDays, type CalendarDay, parseCalendarDay } from '@touchstone/identifiers';
import { halfWidth, wordKey } from './characters.ts';
import { type Reading, read, reasonOf, unread } from './decimal-text.ts';
import { MONTH_NAMES } from './words.ts';

const YEAR_MIN = 1900;
const YEAR_MAX = 2199;
const SPELLING = 'write year-month-day, such as 2026-11-22';

const YEAR_FIRST = /^(\d{4}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{1,2})$/;
const HAN = /^(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号號]$/;
const DIGITS_ONLY = /^(\d{4})(\d{2})(\d{2})$/;
const DAY_MONTH_NAME = /^(\d{1,2})(?:st|nd|rd|th|º|°)?[ .-]*(?:de )?(\p{L}{3,12})\.?,?[ .-]*(?:de )?(\d{4})$/iu;
const MONTH_NAME_DAY = /^(\p{L}{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/iu;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/;
const SHORT_YEAR = /^\d{1,2}([-/.年])\d{1,2}([-/.月])\d{1,2}日?$/;
// Programs that export a day often add an empty time.
const MIDNIGHT = /[T ]00:00(?::00(?:\.0+)?)?$/;

/**
 * day = YYYY-MM-DD / YYYY/MM/DD / YYYY.MM.DD / YYYYMMDD / YYYY年M月D日 / D Month YYYY / Month D, YYYY, in any width.
 * D/M/YYYY is taken only when one of the two numbers cannot be a month, or both are the same: 03/04/2026 is refused.
 */
export function readDateText(given: string): Reading<CalendarDay> {
  const text = halfWidth(given).replace(MIDNIGHT, '');
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst !== null) return existing(yearFirst[1], yearFirst[3], yearFirst[4]);
  const plain = HAN.exec(text) ?? DIGITS_ONLY.exec(text);
  if (plain !== null) return existing(plain[1], plain[2], plain[3]);
  const dayFirst = DAY_MONTH_NAME.exec(text);
  if (dayFirst !== null) return named(dayFirst[3], dayFirst[2], dayFirst[1]);
  const monthFirst = MONTH_NAME_DAY.exec(text);
  if (monthFirst !== null) return named(monthFirst[3], monthFirst[1], monthFirst[2]);
  const yearLast = YEAR_LAST.exec(text);
  if (yearLast !== null) return yearAtTheEnd(Number(yearLast[1]), Number(yearLast[3]), yearLast[4] as string);
  if (SHORT_YEAR.test(text)) return unread('AMBIGUOUS_DATE', `${SPELLING}, with the year in four digits`);
  return unread('BAD_DATE', SPELLING);
}

/**
 * day = 1899-12-30 + serial (from 61 on) / 1899-12-31 + serial (1 to 59), or 1904-01-01 + serial.
 * ECMA-376-1:2016, 18.17.4.1. Serial 60 of the 1900 system is 29 February 1900, a day that never was.
 */
export function readDateSerial(held: string, system: 1900 | 1904): Reading<CalendarDay> {
  // The time of day, a fraction, does not change the day that the cell shows.
  const serial = Math.floor(Number(held));
  const last = system === 1904 ? 108_112 : 109_574;
  if (!(serial >= (system === 1904 ? 0 : 1) && serial <= last)) {
    return unread('BAD_DATE', `${SPELLING}; the cell is formatted as a date but holds the number ${held.slice(0, 20)}`);
  }
  if (system === 1904) return read(addDays(day('1904-01-01'), serial));
  if (serial === 60) {
    return unread('NO_SUCH_DATE', `${SPELLING}; the spreadsheet shows 29 February 1900, which was no leap year`);
  }
  return read(addDays(day(serial < 60 ? '1899-12-31' : '1899-12-30'), serial));
}

function yearAtTheEnd(first: number, second: number, year: string): Reading<CalendarDay> {
  if (first === second || second > 12) return existing(year, String(first), String(second));
  if (first > 12) return existing(year, String(second), String(first));
  const one = spell(year, String(first), String(second));
  const other = spell(year, String(second), String(first));
  return unread('AMBIGUOUS_DATE', `write ${one} or ${other}`);
}

function named(year = '', monthName = '', dayOfMonth = ''): Reading<CalendarDay> {
  const month = MONTH_NAMES.get(wordKey(monthName));
  return month === undefined ? unread('BAD_DATE', SPELLING) : existing(year, String(month), dayOfMonth);
}

function existing(year = '', month = '', dayOfMonth = ''): Reading<CalendarDay> {
  const text = spell(year, month, dayOfMonth);
  if (Number(year) < YEAR_MIN || Number(year) > YEAR_MAX) {
    return unread('BAD_DATE', `${SPELLING}; the year is to lie within ${YEAR_MIN} and ${YEAR_MAX}`);
  }
  try {
    return read(parseCalendarDay(text));
  } catch (cause) {
    return unread('NO_SUCH_DATE', `correct the date: ${reasonOf(cause)}`);
  }
}

function spell(year: string, month: string, dayOfMonth: string): string {
  return `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`;
}

function day(text: string): CalendarDay {
  return parseCalendarDay(text);
}
