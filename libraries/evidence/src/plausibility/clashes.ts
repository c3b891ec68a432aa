// SPDX-License-Identifier: Apache-2.0
import {
  compareInstants,
  groupBy,
  type Instant,
  instantFromMilliseconds,
  instantMilliseconds,
  nameKey,
} from '@touchstone/identifiers';
import { type Mark, mark } from './marks.ts';
import type { ExaminedReport, Surroundings } from './report.ts';
import { calibratedInBoth, withCalibrated } from './things.ts';
import type { OtherWork, WorkStep } from './work.ts';

interface Clash {
  readonly code:
    | 'PERSON_IN_TWO_PLACES'
    | 'INSTRUMENT_IN_TWO_PLACES'
    | 'NAMESAKE_IN_TWO_PLACES'
    | 'CALIBRATED_THING_NOT_PLACED'
    | 'INSTRUMENT_OVER_CAPACITY'
    | 'RESULT_IN_TWO_PLACES';
  readonly result: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Nobody and nothing is in two places at once: one mark for each clash, however many results or entries it is seen in. */
export function clashMarks(
  { results, thing }: Pick<ExaminedReport, 'results' | 'thing'>,
  around: Surroundings,
): readonly Mark[] {
  const { otherWork = [], work = [] } = around;
  const named = (result: string) =>
    results
      .filter((one) => one.result === result)
      .flatMap(({ instruments = [] }) => instruments.map((one) => one.instrument));
  const steps = work.flatMap(({ result, person, steps }) => steps.map((step) => ({ ...step, result, person })));
  const own = withCalibrated(steps, thing).map((step): Own => {
    return { ...step, report: step.result, instruments: step.instruments ?? named(step.result) };
  });
  const clashes = own.flatMap((one, index) => {
    const within = own.filter((other, at) => at !== index && overlap(one, other));
    const meanwhile = otherWork.filter((other) => overlap(one, other));
    // Of two that are both of this report, the first tells.
    const later = own.slice(index + 1).filter((other) => overlap(one, other));
    return [
      ...placeClashes(one, [...meanwhile, ...later], around),
      ...capacityClashes(one, [...meanwhile, ...within], around),
    ];
  });
  const alike = groupBy(clashes, ({ code, values }) => JSON.stringify([code, values]));
  return [...alike.values()].flatMap((same) =>
    same.slice(0, 1).map(({ code, values }) => {
      const result = [...new Set(same.map((one) => one.result))].join(', ');
      return mark(code, { ...values, result });
    }),
  );
}

const CLASH_OF = {
  sure: 'INSTRUMENT_IN_TWO_PLACES',
  presumed: 'CALIBRATED_THING_NOT_PLACED',
  'by-name': 'NAMESAKE_IN_TWO_PLACES',
} as const;

type Own = OtherWork & Pick<WorkStep, 'what'> & { readonly result: string };

/** Work is where it is itself: only what was done elsewhere is a clash. */
function placeClashes(own: Own, others: readonly (OtherWork | Own)[], { keptThings }: Surroundings): Clash[] {
  const { result, person, site, instruments } = own;
  return others
    .filter((other) => nameKey(other.site) !== nameKey(site))
    .flatMap((other) => {
      const values = { site, other: other.site, report: other.report };
      const shared = instruments.filter((one) => isAmong(one, other.instruments));
      const used = shared.map((instrument): Clash => {
        return { code: 'INSTRUMENT_IN_TWO_PLACES', result, values: { ...values, instrument } };
      });
      // What one paper says of the thing that it is about, and of what it was compared with, is not held against itself.
      const calibrated = 'result' in other ? [] : calibratedInBoth(own, other, keptThings);
      const things = [
        ...used,
        ...calibrated.map(({ name: instrument, known }): Clash => {
          return { code: CLASH_OF[known], result, values: { ...values, instrument } };
        }),
      ];
      if (other.person === person) {
        return isAttending(own, other) ? [{ code: 'PERSON_IN_TWO_PLACES', result, values }, ...things] : things;
      }
      const isSame = things.length === 0 && 'result' in other && other.result === result && isAttending(own, other);
      return isSame ? [{ code: 'RESULT_IN_TWO_PLACES', result, values }] : things;
    });
}

/** An instrument is one however a paper writes its name: the list that its window is taken from is asked so too. */
function isAmong(instrument: string, names: readonly string[]): boolean {
  return names.some((name) => nameKey(name) === nameKey(instrument));
}

const MINUTE = 60_000;
/** Nobody stands beside a test for longer; an incubation of three days is begun by a person and ended by one. By our choice. */
const ATTENDED_HOURS_MAX = 12;

type Span = Pick<WorkStep, 'from' | 'to'>;
type Attended = Pick<WorkStep, 'from' | 'to' | 'unattended'>;

/** Whether somebody had to be at two works at one time: of what ran for longer than anybody stays, begin and end count. */
function isAttending(one: Attended, other: Attended): boolean {
  return attended(one).some((span) => attended(other).some((elsewhere) => overlap(span, elsewhere)));
}

/** Of what is said to have run by itself nothing is: who set it going has a step of their own for that. */
function attended({ from, to, unattended }: Attended): readonly Span[] {
  if (unattended === true) return [];
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
    const takes = [...(capacity ?? [])].find(([name]) => nameKey(name) === nameKey(instrument))?.[1];
    if (takes === undefined) return [];
    const using = others.filter((other) => isAmong(instrument, other.instruments));
    const count = mostAtOnce(own, new Map([own, ...using].map((one) => [nameOf(one), one])));
    if (count <= takes) return [];
    const values = { instrument, count: String(count), capacity: String(takes) };
    return [{ code: 'INSTRUMENT_OVER_CAPACITY', result: own.result, values }];
  });
}

/** The greatest number of runs at one time, while one of them lasts: it is reached where one of all begins. */
function mostAtOnce(own: Own, runs: ReadonlyMap<string, Span>): number {
  const spans = [...runs.values()];
  const begins = [own.from, ...spans.map(({ from }) => from).filter((from) => compareInstants(from, own.from) > 0)];
  return begins.reduce((most, at) => Math.max(most, spans.filter((one) => isRunning(one, at)).length), 0);
}

/** What takes no time is in use at its minute all the same. */
function isRunning({ from, to }: Span, at: Instant): boolean {
  const began = compareInstants(from, at);
  return began === 0 || (began < 0 && compareInstants(at, to) < 0);
}

/** Touching ends are no overlap: one test ends where the next begins. */
function overlap(a: Span, b: Span): boolean {
  return compareInstants(a.from, b.to) < 0 && compareInstants(b.from, a.to) < 0;
}
