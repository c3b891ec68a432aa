// SPDX-License-Identifier: Apache-2.0
import type { Brand } from './brand.ts';
import { IdentifierError, requireText } from './identifier-error.ts';

/** A day of the Gregorian calendar, 'YYYY-MM-DD', without a time and without a place. */
export type CalendarDay = Brand<string, 'CalendarDay'>;

/** A span of days, both ends included; an absent end is open. */
export interface DaySpan {
  readonly from?: CalendarDay | undefined;
  readonly to?: CalendarDay | undefined;
}

const DAY_TEXT = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const FIRST_DAY_NUMBER = dayNumber(1, 1, 1);
const LAST_DAY_NUMBER = dayNumber(9999, 12, 31);

/**
 * full-date = 4DIGIT "-" 2DIGIT "-" 2DIGIT, years 0001 to 9999, days that exist.
 * RFC 3339, section 5.6 and 5.7; ISO 8601-1:2019, 5.2.2.1.
 */
export function parseCalendarDay(given: unknown): CalendarDay {
  const text = requireText(given, 'A calendar day', 60);
  const match = DAY_TEXT.exec(text);
  if (match === null) {
    throw new IdentifierError('BAD_FORMAT', 'A calendar day is written YYYY-MM-DD, like 2026-11-22', text);
  }
  const year = Number(match[1]);
  const month = Number(match[2]);
  const day = Number(match[3]);
  if (year < 1 || month < 1 || month > 12) {
    throw new IdentifierError('NOT_A_DATE', 'The year must be 0001 to 9999 and the month 01 to 12', text);
  }
  if (day < 1 || day > daysInMonth(year, month)) {
    throw new IdentifierError('NOT_A_DATE', `That month has the days 01 to ${daysInMonth(year, month)}`, text);
  }
  return text as CalendarDay;
}

/** -1 when a is earlier, 0 when the same day, 1 when a is later. */
export function compareDays(a: CalendarDay, b: CalendarDay): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The day `count` days later (earlier when negative). Requires an integer. */
export function addDays(day: CalendarDay, count: number): CalendarDay {
  return dayFromNumber(numberOfDay(day) + requireInteger(count));
}

/** As `addDays`, but the first or the last day of the calendar where that day would be outside it. */
export function addDaysWithinCalendar(day: CalendarDay, count: number): CalendarDay {
  const number = numberOfDay(day) + requireInteger(count);
  return dayFromNumber(Math.min(Math.max(number, FIRST_DAY_NUMBER), LAST_DAY_NUMBER));
}

/** The day before; undefined before the first day of the calendar: what would have to be over by then never was. */
export function dayBefore(day: CalendarDay): CalendarDay | undefined {
  const number = numberOfDay(day);
  return number === FIRST_DAY_NUMBER ? undefined : dayFromNumber(number - 1);
}

/** The day after; undefined after the last day of the calendar: what begins then never does. */
export function dayAfter(day: CalendarDay): CalendarDay | undefined {
  const number = numberOfDay(day);
  return number === LAST_DAY_NUMBER ? undefined : dayFromNumber(number + 1);
}

/**
 * The corresponding day `count` months later; where that month is too short, its last day.
 * Civil Code of the PRC, article 202.
 */
export function addMonths(day: CalendarDay, count: number): CalendarDay {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + requireInteger(count);
  const year = Math.floor(months / 12);
  const month = (months % 12) + 1;
  if (year < 1 || year > 9999) {
    throw new IdentifierError('OUT_OF_RANGE', 'The year must stay within 0001 to 9999', `${day} + ${count} months`);
  }
  return dayText(year, month, Math.min(Number(day.slice(8)), daysInMonth(year, month)));
}

/** How many days from a to b: 1 from today to tomorrow. */
export function daysBetween(a: CalendarDay, b: CalendarDay): number {
  return numberOfDay(b) - numberOfDay(a);
}

/** Whether the day lies in the span, both ends included. */
export function isDayWithin(day: CalendarDay, span: DaySpan): boolean {
  return (span.from === undefined || span.from <= day) && (span.to === undefined || day <= span.to);
}

/** Days since 1970-01-01. */
export function numberOfDay(day: CalendarDay): number {
  return dayNumber(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8)));
}

/** The day that lies `number` days after 1970-01-01. */
export function dayFromNumber(number: number): CalendarDay {
  if (number < FIRST_DAY_NUMBER || number > LAST_DAY_NUMBER) {
    throw new IdentifierError('OUT_OF_RANGE', 'A day must lie within the years 0001 to 9999', String(number));
  }
  // Years are counted from 1 March of the year 0, so that the leap day is the last of its year.
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return dayText(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

// 365·y + ⌊y/4⌋ − ⌊y/100⌋ + ⌊y/400⌋ + ⌊(153·m + 2)/5⌋ + d, with March as month 0.
// The Gregorian rule; ISO 8601-1:2019, 4.2.1.
function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const monthFromMarch = (month + 9) % 12;
  const leapDays = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return 365 * y + leapDays + Math.floor((153 * monthFromMarch + 2) / 5) + day - 1 - 719_468;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) {
    return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  }
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function dayText(year: number, month: number, day: number): CalendarDay {
  const pad = (number: number, width: number): string => String(number).padStart(width, '0');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as CalendarDay;
}

function requireInteger(count: number): number {
  if (!Number.isSafeInteger(count)) {
    throw new RangeError(`A count of days or months must be an integer, not ${count}`);
  }
  return count;
}
