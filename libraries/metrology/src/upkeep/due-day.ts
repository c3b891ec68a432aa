// SPDX-License-Identifier: Apache-2.0
import { addDays, addMonths, type CalendarDay } from '@touchstone/identifiers';

/** How long something lasts: months of the calendar, or days. */
export type Span = { readonly months: number } | { readonly days: number };

/** Mean length of a month of the Gregorian calendar, in days: 365.2425 / 12. */
export const DAYS_PER_MONTH = 30.436875;

/** The last day of a span that begins on a day, that day included: 12 months from 2026-06-01 end on 2027-05-31. */
export function lastDayOf(from: CalendarDay, span: Span): CalendarDay {
  const next = 'days' in span ? addDays(from, Math.max(1, Math.floor(span.days))) : addMonths(from, span.months);
  return addDays(next, -1);
}

/** A span in days, for comparing two. */
export function daysOf(span: Span): number {
  return 'days' in span ? span.days : span.months * DAYS_PER_MONTH;
}
