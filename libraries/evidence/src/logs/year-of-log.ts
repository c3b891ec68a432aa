// SPDX-License-Identifier: Apache-2.0
import { type Instant, parseInstant } from '@touchstone/identifiers';

const YEAR = /\/(\d{4})$/;

/** The year of a log that is kept for one, by the end of its name: decision record 0044. */
export function yearOfLog(origin: string): string | undefined {
  return YEAR.exec(origin)?.[1];
}

/** The name of the chain of logs that a log of one year is part of; for any other log, its own name. */
export function chainOfLog(origin: string): string {
  return origin.replace(YEAR, '');
}

/** The instant from which on the log of a year says nothing any more, at Greenwich; undefined for a log without one. */
export function endOfLog(origin: string): Instant | undefined {
  const year = yearOfLog(origin);
  if (year === undefined || year === '9999') return undefined;
  return parseInstant(`${String(Number(year) + 1).padStart(4, '0')}-01-01T00:00:00Z`);
}
