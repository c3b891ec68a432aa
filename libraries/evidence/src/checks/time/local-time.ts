// SPDX-License-Identifier: Apache-2.0

import { type CalendarDay, dayOfInstant, type Instant, localDaysOf, type Place } from '@touchstone/identifiers';

/** UTC+08:00, the legal time of Mainland China, Hong Kong and Macao, by which an instant falls on a calendar day. */
export const LOCAL_OFFSET_MINUTES = 480;

/** The day of an act where it was done, the earlier where clocks there show two; by the time of this record where no place is said. */
export function dayOfAct(at: Instant, place: Place | undefined): CalendarDay {
  return place === undefined ? dayOfInstant(at, LOCAL_OFFSET_MINUTES) : localDaysOf(at, place).first;
}
