// SPDX-License-Identifier: Apache-2.0
import { compareInstants, type Instant, instantFromMilliseconds, instantMilliseconds } from '@touchstone/identifiers';
import { nameKey, type TestResult } from '@touchstone/statements';
import { clocksThere, daysThere } from './days-there.ts';
import { type Mark, mark } from './marks.ts';
import type { ExaminedReport, OtherWork, Surroundings, Work } from './report.ts';

/** Each test took its time, on its day, with nobody and nothing in two places; the report comes after it. */
export function timeMarks(report: ExaminedReport, around: Surroundings): readonly Mark[] {
  const { results, issuedOn, reportNumber } = report;
  const late = results
    .filter(({ testedOn }) => issuedOn !== undefined && issuedOn < testedOn)
    .map(({ testedOn }) => mark('ISSUED_BEFORE_TESTED', { later: String(issuedOn), earlier: testedOn }));
  const { work } = around;
  if (work === undefined) return late;
  const done = results.flatMap((result) => {
    const own = work.filter((one) => one.result === result.result);
    if (own.length === 0) return [notRecorded(result.result, around)];
    return own.flatMap((one) => spanMarks(one, { on: result.testedOn, report }, around));
  });
  return [...late, ...done, ...clashMarks({ results, reportNumber }, around)];
}

function notRecorded(result: string, { strayWork = [] }: Surroundings): Mark {
  const stray = strayWork.find((one) => one.result === result);
  return stray === undefined ? mark('WORK_NOT_RECORDED', { result }) : mark('WORK_ABOUT_OTHER', { ...stray });
}

const MINUTE = 60_000;

function spanMarks(
  { result, from, to, leastMinutes = 0 }: Work,
  { on, report }: { readonly on: TestResult['testedOn']; readonly report: ExaminedReport },
  around: Surroundings,
) {
  if (compareInstants(to, from) < 0) return [mark('WORK_ENDS_BEFORE', { result, from, to })];
  const marks: Mark[] = [];
  const [began, ended] = [daysThere(from, report, around), daysThere(to, report, around)];
  if (report.concludes === true ? on < ended.first : on < began.first || on > ended.last) {
    marks.push(mark('WORK_ON_OTHER_DAY', { result, on, from, to }));
  }
  const minutes = Math.floor((instantMilliseconds(to) - instantMilliseconds(from)) / MINUTE);
  if (minutes < leastMinutes) {
    marks.push(mark('WORK_TOO_SHORT', { result, minutes: String(minutes), least: String(leastMinutes) }));
  }
  if (minutes === 0 && leastMinutes === 0) marks.push(mark('WORK_TOOK_NO_TIME', { result, from, to }));
  return [...marks, ...hoursMarks({ result, from, to }, report, around)];
}

/** What a machine does alone may run through the night: a person begins it and ends it, within hours by some clock there. */
function hoursMarks(
  { result, from, to }: Pick<Work, 'result' | 'from' | 'to'>,
  report: ExaminedReport,
  around: Surroundings,
): readonly Mark[] {
  const { hours } = around;
  if (hours === undefined) return [];
  const clocks = [from, to].map((at) => clocksThere(at, report, around));
  if (clocks.every((shown) => shown.some((time) => hours.from <= time && time <= hours.to))) return [];
  const [began, ended] = clocks.map(([time]) => String(time)) as [string, string];
  return [mark('OUTSIDE_HOURS', { result, from: began, to: ended, hours: `${hours.from}-${hours.to}` })];
}

interface Clash {
  readonly code:
    | 'PERSON_IN_TWO_PLACES'
    | 'INSTRUMENT_IN_TWO_PLACES'
    | 'INSTRUMENT_OVER_CAPACITY'
    | 'RESULT_IN_TWO_PLACES';
  readonly result: string;
  readonly values: Readonly<Record<string, string>>;
}

/** One mark for each clash, however many results or entries of the other work it is seen in. */
function clashMarks({ results }: ExaminedReport, around: Surroundings): readonly Mark[] {
  const { otherWork = [], work = [] } = around;
  const named = (result: string) =>
    results
      .filter((one) => one.result === result)
      .flatMap(({ instruments = [] }) => instruments.map((one) => one.instrument));
  const own = work.map((one) => ({ ...one, report: one.result, instruments: named(one.result) }));
  const clashes = own.flatMap((one, index) => {
    const within = own.filter((other, at) => at !== index && overlap(one, other));
    const meanwhile = otherWork.filter((other) => overlap(one, other));
    // Of two that are both of this report, the first tells.
    const later = own.slice(index + 1).filter((other) => overlap(one, other));
    return [...placeClashes(one, [...meanwhile, ...later]), ...capacityClashes(one, [...meanwhile, ...within], around)];
  });
  const alike = Map.groupBy(clashes, ({ code, values }) => JSON.stringify([code, values]));
  return [...alike.values()].flatMap((same) =>
    same.slice(0, 1).map(({ code, values }) => {
      const result = [...new Set(same.map((one) => one.result))].join(', ');
      return mark(code, { ...values, result });
    }),
  );
}

type Own = Work & OtherWork;

/** Work is where it is itself: only what was done elsewhere is a clash. */
function placeClashes(own: Own, others: readonly (OtherWork | Own)[]): Clash[] {
  const { result, person, site, instruments } = own;
  return others
    .filter((other) => nameKey(other.site) !== nameKey(site))
    .flatMap((other) => {
      const values = { site, other: other.site, report: other.report };
      const shared = instruments.filter((one) => other.instruments.includes(one));
      const things = shared.map((instrument): Clash => {
        return { code: 'INSTRUMENT_IN_TWO_PLACES', result, values: { ...values, instrument } };
      });
      if (other.person === person) {
        return isAttending(own, other) ? [{ code: 'PERSON_IN_TWO_PLACES', result, values }, ...things] : things;
      }
      const isSame = things.length === 0 && 'result' in other && other.result === result;
      return isSame ? [{ code: 'RESULT_IN_TWO_PLACES', result, values }] : things;
    });
}

/** Nobody stands beside a test for longer; an incubation of three days is begun by a person and ended by one. By our choice. */
const ATTENDED_HOURS_MAX = 12;

/** Whether one person had to be at two works at one time: of what ran for longer than anybody stays, begin and end count. */
function isAttending(one: Pick<Work, 'from' | 'to'>, other: Pick<Work, 'from' | 'to'>): boolean {
  return attended(one).some((span) => attended(other).some((elsewhere) => overlap(span, elsewhere)));
}

function attended({ from, to }: Pick<Work, 'from' | 'to'>): readonly Pick<Work, 'from' | 'to'>[] {
  const hours = (instantMilliseconds(to) - instantMilliseconds(from)) / (60 * MINUTE);
  if (hours <= ATTENDED_HOURS_MAX) return [{ from, to }];
  // What takes no time is attended at its minute all the same.
  return [from, to].map((at) => ({ from: at, to: instantFromMilliseconds(instantMilliseconds(at) + MINUTE) }));
}

/** What one person does at one place from and to the same minute is one run, for however many results. */
function capacityClashes(own: Own, others: readonly OtherWork[], { capacity }: Surroundings): Clash[] {
  const runOf = ({ person, site, from, to }: OtherWork) => JSON.stringify([person, site, from, to]);
  const nameOf = (one: OtherWork) => ('result' in one ? runOf(one) : `${one.report} ${runOf(one)}`);
  return own.instruments.flatMap((instrument): Clash[] => {
    const takes = capacity?.get(instrument);
    if (takes === undefined) return [];
    const using = others.filter((other) => other.instruments.includes(instrument));
    const count = mostAtOnce(own, new Map([own, ...using].map((one) => [nameOf(one), one])));
    if (count <= takes) return [];
    const values = { instrument, count: String(count), capacity: String(takes) };
    return [{ code: 'INSTRUMENT_OVER_CAPACITY', result: own.result, values }];
  });
}

/** The greatest number of runs at one time, while one of them lasts: it is reached where one of all begins. */
function mostAtOnce(own: Own, runs: ReadonlyMap<string, Pick<Work, 'from' | 'to'>>): number {
  const spans = [...runs.values()];
  const begins = [own.from, ...spans.map(({ from }) => from).filter((from) => compareInstants(from, own.from) > 0)];
  return begins.reduce((most, at) => Math.max(most, spans.filter((one) => isRunning(one, at)).length), 0);
}

/** What takes no time is in use at its minute all the same. */
function isRunning({ from, to }: Pick<Work, 'from' | 'to'>, at: Instant): boolean {
  const began = compareInstants(from, at);
  return began === 0 || (began < 0 && compareInstants(at, to) < 0);
}

/** Touching ends are no overlap: one test ends where the next begins. */
function overlap(a: Pick<Work, 'from' | 'to'>, b: Pick<OtherWork, 'from' | 'to'>): boolean {
  return compareInstants(a.from, b.to) < 0 && compareInstants(b.from, a.to) < 0;
}
