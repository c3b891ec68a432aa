// SPDX-License-Identifier: Apache-2.0
import {
  type CalendarDay,
  dayOfInstant,
  type Instant,
  instantFromMilliseconds,
  instantMilliseconds,
  parseCalendarDay,
  parseInstant,
  startOfDay,
  startOfNextDay,
} from '@touchstone/identifiers';

/** China, Hong Kong and Macao share one time of day, all year. A node elsewhere will need a table by jurisdiction here. */
export const UTC_OFFSET_MINUTES = 480;

/** The calendar day at an instant, where the authorities of this node are. */
export function dayAt(instant: string): CalendarDay {
  return dayOfInstant(parseInstant(instant), UTC_OFFSET_MINUTES);
}

/** The instant at which a calendar day begins there. */
export function beginOfDay(day: string): Instant {
  return startOfDay(parseCalendarDay(day), UTC_OFFSET_MINUTES);
}

/** The last instant of a calendar day there: whatever takes effect within the day counts for it. */
export function endOfDay(day: CalendarDay): Instant {
  return instantFromMilliseconds(instantMilliseconds(startOfNextDay(day, UTC_OFFSET_MINUTES)) - 1);
}

/** The date and time of day at an instant there, with how far it is from UTC: `2026-11-23 05:56 (UTC+08:00)`. */
export function localTimeAt(instant: string): string {
  const moved = new Date(Date.parse(parseInstant(instant)) + UTC_OFFSET_MINUTES * 60_000).toISOString();
  const [hours, minutes] = [Math.floor(UTC_OFFSET_MINUTES / 60), UTC_OFFSET_MINUTES % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  return `${moved.slice(0, 10)} ${moved.slice(11, 16)} (UTC+${hours}:${minutes})`;
}
