// SPDX-License-Identifier: Apache-2.0
import {
  dayOfInstant,
  type Instant,
  instantFromMilliseconds,
  instantMilliseconds,
  type LocalDays,
  localDaysOf,
  type Offsets,
  offsetsOf,
} from '@touchstone/identifiers';
import type { ExaminedReport, Surroundings } from './report.ts';

type Where = Pick<ExaminedReport, 'laboratory'>;
type Here = Pick<Surroundings, 'offsetMinutes'>;

const MINUTE = 60_000;
const HOUR_MINUTES = 60;

/** The days that a moment may have been where the laboratory is: what contradicts one of two contradicts nothing. */
export function daysThere(at: Instant, where: Where, here: Here): LocalDays {
  const place = where.laboratory?.place;
  if (place !== undefined || here.offsetMinutes === undefined) return localDaysOf(at, place);
  const day = dayOfInstant(at, here.offsetMinutes);
  return { first: day, last: day };
}

/** What clocks may have shown at a moment where the laboratory is, each hh:mm. */
export function clocksThere(at: Instant, where: Where, here: Here): readonly string[] {
  const { least, most } = offsetsThere(where, here);
  const hours = Array.from({ length: Math.ceil((most - least) / HOUR_MINUTES) }, (_, hour) => hour * HOUR_MINUTES);
  return [...hours.map((more) => least + more), most].map((minutes) =>
    instantFromMilliseconds(instantMilliseconds(at) + minutes * MINUTE).slice(11, 16),
  );
}

function offsetsThere({ laboratory }: Where, { offsetMinutes }: Here): Offsets {
  const place = laboratory?.place;
  if (place !== undefined || offsetMinutes === undefined) return offsetsOf(place);
  return { least: offsetMinutes, most: offsetMinutes };
}
