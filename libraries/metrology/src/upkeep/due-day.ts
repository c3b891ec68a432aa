// SPDX-License-Identifier: Apache-2.0
import {
  addDays,
  addDaysWithinCalendar,
  addMonths,
  type CalendarDay,
  daysBetween,
  parseCalendarDay,
} from '@touchstone/identifiers';

/** How long something lasts: months of the calendar, or days. */
export type Span = { readonly months: number } | { readonly days: number };

const LAST_DAY = parseCalendarDay('9999-12-31');

/** Mean length of a month of the Gregorian calendar, in days: 365.2425 / 12. */
export const DAYS_PER_MONTH = 30.436875;

/** The last day of a span that begins on a day, that day included: 12 months from 2026-06-01 end on 2027-05-31. */
export function lastDayOf(from: CalendarDay, span: Span): CalendarDay {
  if ('days' in span) return addDaysWithinCalendar(from, Math.max(1, Math.floor(span.days)) - 1);
  // Past the years that a day can have there is nothing to be due; a month has 31 days at most.
  const isPast = span.months * 31 > daysBetween(from, LAST_DAY);
  return isPast ? LAST_DAY : addDays(addMonths(from, span.months), -1);
}

/** A span in days, for comparing two. */
export function daysOf(span: Span): number {
  return 'days' in span ? span.days : span.months * DAYS_PER_MONTH;
}
