// SPDX-License-Identifier: Apache-2.0
import {
  compareInstants,
  dayOfInstant,
  type Instant,
  instantFromMilliseconds,
  instantMilliseconds,
} from '@touchstone/identifiers';
import type { TestResult } from '@touchstone/statements';
import { type Mark, mark } from './marks.ts';
import type { ExaminedReport, OtherWork, Surroundings, Work } from './report.ts';

/** Each test took its time, on its day, with nobody and nothing in two places; the report comes after it. */
export function timeMarks({ results, issuedOn }: ExaminedReport, around: Surroundings): readonly Mark[] {
  const late = results
    .filter(({ testedOn }) => issuedOn !== undefined && issuedOn < testedOn)
    .map(({ testedOn }) => mark('ISSUED_BEFORE_TESTED', { later: String(issuedOn), earlier: testedOn }));
  const { work } = around;
  if (work === undefined) return late;
  const done = results.flatMap((result) => {
    const own = work.filter((one) => one.result === result.result);
    if (own.length === 0) return [mark('WORK_NOT_RECORDED', { result: result.result })];
    return own.flatMap((one) => [...spanMarks(one, result, around), ...clashMarks(one, result, around)]);
  });
  return [...late, ...done];
}

const MINUTE = 60_000;

function spanMarks({ result, from, to, leastMinutes = 0 }: Work, { testedOn: on }: TestResult, around: Surroundings) {
  if (compareInstants(to, from) < 0) return [mark('WORK_ENDS_BEFORE', { result, from, to })];
  const { hours, offsetMinutes } = around;
  const marks: Mark[] = [];
  if (on < dayOfInstant(from, offsetMinutes) || on > dayOfInstant(to, offsetMinutes)) {
    marks.push(mark('WORK_ON_OTHER_DAY', { result, on, from, to }));
  }
  const minutes = Math.floor((instantMilliseconds(to) - instantMilliseconds(from)) / MINUTE);
  if (minutes < leastMinutes) {
    marks.push(mark('WORK_TOO_SHORT', { result, minutes: String(minutes), least: String(leastMinutes) }));
  }
  if (minutes === 0 && leastMinutes === 0) marks.push(mark('WORK_TOOK_NO_TIME', { result, from, to }));
  const [began, ended] = [clockAt(from, offsetMinutes), clockAt(to, offsetMinutes)];
  // What a machine does alone may run through the night: a person begins it and ends it.
  if (hours !== undefined && [began, ended].some((time) => time < hours.from || time > hours.to)) {
    marks.push(mark('OUTSIDE_HOURS', { result, from: began, to: ended, hours: `${hours.from}-${hours.to}` }));
  }
  return marks;
}

/** hh:mm where the laboratory is. */
function clockAt(instant: Instant, offsetMinutes: number): string {
  return instantFromMilliseconds(instantMilliseconds(instant) + offsetMinutes * MINUTE).slice(11, 16);
}

function clashMarks(
  own: Work,
  { instruments = [] }: TestResult,
  { otherWork = [], work = [], capacity }: Surroundings,
) {
  const { result, site } = own;
  const within = work.map((other) => ({ ...other, report: other.result, instruments: [] }));
  // Work is where it is itself: only what was done elsewhere is a clash.
  const meanwhile: readonly OtherWork[] = [...otherWork, ...within].filter((other) => overlap(own, other));
  const elsewhere = meanwhile.filter((other) => other.site !== site);
  const persons = elsewhere
    .filter(({ person }) => person === own.person)
    .map((other) => mark('PERSON_IN_TWO_PLACES', { result, site, other: other.site, report: other.report }));
  const things = instruments.flatMap(({ instrument }) => {
    const values = { result, instrument };
    const places = elsewhere
      .filter((other) => other.instruments.includes(instrument))
      .map((other) => mark('INSTRUMENT_IN_TWO_PLACES', { ...values, site, other: other.site, report: other.report }));
    const count = 1 + meanwhile.filter((other) => other.instruments.includes(instrument)).length;
    const takes = capacity?.get(instrument);
    return takes === undefined || count <= takes
      ? places
      : [...places, mark('INSTRUMENT_OVER_CAPACITY', { ...values, count: String(count), capacity: String(takes) })];
  });
  return [...persons, ...things];
}

/** Touching ends are no overlap: one test ends where the next begins. */
function overlap(a: Pick<Work, 'from' | 'to'>, b: Pick<OtherWork, 'from' | 'to'>): boolean {
  return compareInstants(a.from, b.to) < 0 && compareInstants(b.from, a.to) < 0;
}
