// SPDX-License-Identifier: Apache-2.0
import type { Brand } from './brand.ts';
import { type CalendarDay, dayFromNumber, numberOfDay, parseCalendarDay } from './calendar-day.ts';
import { IdentifierError, requireText } from './identifier-error.ts';

/** A moment, RFC 3339 in UTC: 'YYYY-MM-DDThh:mm:ssZ', or with exactly three digits 'YYYY-MM-DDThh:mm:ss.sssZ'. */
export type Instant = Brand<string, 'Instant'>;

const MINUTE = 60_000;
const DAY = 86_400_000;
const FIRST_MOMENT = numberOfDay('0001-01-01' as CalendarDay) * DAY;
const LAST_MOMENT = (numberOfDay('9999-12-31' as CalendarDay) + 1) * DAY - 1;
const OFFSET_MINUTES_MAX = 14 * 60;
const INSTANT_TEXT =
  /^([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9}))?(?:Z|([+-])([0-9]{2}):([0-9]{2}))$/;

// Already as it would be given back, on a day that every month has: no calendar is needed to say yes.
const NORMAL_INSTANT =
  /^[1-9][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$/;

/**
 * date-time = full-date "T" hh ":" mm ":" ss ["." 1*9DIGIT] ("Z" / ("+" / "-") hh ":" mm).
 * RFC 3339, section 5.6; no second 60 and offsets within ±14:00, as in XML Schema 1.1 part 2, 3.4.28 (dateTimeStamp).
 * The result is normalised to Z; digits finer than a millisecond are dropped.
 */
export function parseInstant(given: unknown): Instant {
  const text = requireText(given, 'An instant', 60);
  if (NORMAL_INSTANT.test(text)) {
    return text as Instant;
  }
  const match = INSTANT_TEXT.exec(text);
  if (match === null) {
    throw new IdentifierError(
      'BAD_FORMAT',
      'An instant is written like 2026-11-22T08:30:00Z or …T16:30:00+08:00',
      text,
    );
  }
  const [, day, hour, minute, second, fraction = '', sign, offsetHour = '0', offsetMinute = '0'] = match;
  const midnight = numberOfDay(parseCalendarDay(day)) * DAY;
  const time = timeMilliseconds([Number(hour), Number(minute), Number(second)], text);
  const offset = offsetMinutes(Number(offsetHour), Number(offsetMinute), text) * (sign === '-' ? -1 : 1);
  return instantFromMilliseconds(midnight + time + Number(fraction.padEnd(3, '0').slice(0, 3)) - offset * MINUTE);
}

/** -1 when a is earlier, 0 when the same moment, 1 when a is later. */
export function compareInstants(a: Instant, b: Instant): -1 | 0 | 1 {
  // Plain text order would put 08:30:00.500Z before 08:30:00Z, since '.' comes before 'Z'.
  const left = a.length === b.length ? a : a.slice(0, -1);
  const right = a.length === b.length ? b : b.slice(0, -1);
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * The calendar day that this moment falls on where clocks are `offsetMinutes` ahead of UTC (480 in Guangdong).
 * Total: a moment that is beyond the calendar there falls on its first or last day, so that order is kept.
 */
export function dayOfInstant(instant: Instant, offsetMinutes: number): CalendarDay {
  const minutes = Number(instant.slice(11, 13)) * 60 + Number(instant.slice(14, 16)) + requireOffset(offsetMinutes);
  // The same day there as in UTC, as it is written: no calendar is needed.
  if (minutes >= 0 && minutes < DAY / MINUTE) {
    return instant.slice(0, 10) as CalendarDay;
  }
  return dayFromNumber(Math.floor(withinCalendar(localMilliseconds(instant, offsetMinutes)) / DAY));
}

/** The moment at which this day begins where clocks are `offsetMinutes` ahead of UTC. Total, as `dayOfInstant`. */
export function startOfDay(day: CalendarDay, offsetMinutes: number): Instant {
  return instantFromMilliseconds(withinCalendar(numberOfDay(day) * DAY - requireOffset(offsetMinutes) * MINUTE));
}

/** The first moment after this day where clocks are `offsetMinutes` ahead of UTC; the last there is after the last day. */
export function startOfNextDay(day: CalendarDay, offsetMinutes: number): Instant {
  return instantFromMilliseconds(withinCalendar((numberOfDay(day) + 1) * DAY - requireOffset(offsetMinutes) * MINUTE));
}

/** Milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted. */
export function instantMilliseconds(instant: Instant): number {
  const day = numberOfDay(instant.slice(0, 10) as CalendarDay);
  const clock = (Number(instant.slice(11, 13)) * 60 + Number(instant.slice(14, 16))) * 60;
  // Without its Z the rest is '05' or '05.250'; whole milliseconds need no binary fraction.
  const fraction = instant.length > 20 ? Number(instant.slice(20, 23)) : 0;
  return day * DAY + (clock + Number(instant.slice(17, 19))) * 1_000 + fraction;
}

/** The moment so many milliseconds after 1970-01-01T00:00:00Z. Requires an integer. */
export function instantFromMilliseconds(milliseconds: number): Instant {
  if (!Number.isSafeInteger(milliseconds)) {
    throw new RangeError(`Milliseconds must be an integer, not ${milliseconds}`);
  }
  const days = Math.floor(milliseconds / DAY);
  const ofDay = milliseconds - days * DAY;
  const pad = (number: number): string => String(number).padStart(2, '0');
  const hour = pad(Math.floor(ofDay / 3_600_000));
  const minute = pad(Math.floor(ofDay / MINUTE) % 60);
  const second = pad(Math.floor(ofDay / 1_000) % 60);
  const fraction = ofDay % 1_000 === 0 ? '' : `.${String(ofDay % 1_000).padStart(3, '0')}`;
  return `${dayFromNumber(days)}T${hour}:${minute}:${second}${fraction}Z` as Instant;
}

function localMilliseconds(instant: Instant, offsetMinutes: number): number {
  return instantMilliseconds(instant) + requireOffset(offsetMinutes) * MINUTE;
}

/** The nearest moment of the years 0001 to 9999: whatever is compared with it keeps its order. */
function withinCalendar(milliseconds: number): number {
  return Math.min(Math.max(milliseconds, FIRST_MOMENT), LAST_MOMENT);
}

function timeMilliseconds(clock: readonly [number, number, number], text: string): number {
  const [hour, minute, second] = clock;
  if (hour > 23 || minute > 59 || second > 59) {
    throw new IdentifierError('NOT_A_TIME', 'A time of day lies within 00:00:00 and 23:59:59', text);
  }
  return ((hour * 60 + minute) * 60 + second) * 1_000;
}

function offsetMinutes(hours: number, minutes: number, text: string): number {
  const offset = hours * 60 + minutes;
  if (minutes > 59 || offset > OFFSET_MINUTES_MAX) {
    throw new IdentifierError('BAD_OFFSET', 'An offset from UTC lies within -14:00 and +14:00', text);
  }
  return offset;
}

function requireOffset(offset: number): number {
  if (!Number.isInteger(offset) || Math.abs(offset) > OFFSET_MINUTES_MAX) {
    throw new RangeError(
      `An offset from UTC is a whole number of minutes within ±${OFFSET_MINUTES_MAX}, not ${offset}`,
    );
  }
  return offset;
}
