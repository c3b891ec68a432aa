// SPDX-License-Identifier: Apache-2.0
import {
  type CalendarDay,
  dayOfInstant,
  type Instant,
  parseCalendarDay,
  parseInstant,
  startOfDay,
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
