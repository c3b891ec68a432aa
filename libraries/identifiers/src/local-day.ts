// SPDX-License-Identifier: Apache-2.0
import type { CalendarDay } from './calendar-day.ts';
import { dayOfInstant, type Instant } from './instant.ts';
import { jurisdictionOf, type Place } from './place.ts';
import { OFFSETS_OF_COUNTRY } from './place-offsets.ts';

/** The days that a moment may have been, where it is not known by which clock: one day, or two. */
export interface LocalDays {
  readonly first: CalendarDay;
  readonly last: CalendarDay;
}

/** Minutes by which clocks may be ahead of UTC. */
export interface Offsets {
  readonly least: number;
  readonly most: number;
}

/** On all clocks of the Earth, from UTC−12:00 on ships to UTC+14:00 in Kiribati. */
const ANYWHERE: Offsets = { least: -720, most: 840 };

/** What clocks show in a place, summer time included; anywhere where the place is not known. */
export function offsetsOf(place: Place | undefined): Offsets {
  const known = place === undefined ? undefined : OFFSETS_OF_COUNTRY.get(jurisdictionOf(place));
  return known === undefined ? ANYWHERE : { least: known[0], most: known[1] };
}

/**
 * The calendar days that a moment may fall on in a place: a contradiction of days is one only by all of its clocks.
 * ISO 8601-1:2019, 3.1.1.17 (recalled): a calendar date is of local time.
 */
export function localDaysOf(instant: Instant, place: Place | undefined): LocalDays {
  const { least, most } = offsetsOf(place);
  return { first: dayOfInstant(instant, least), last: dayOfInstant(instant, most) };
}
