// SPDX-License-Identifier: Apache-2.0
import {
  addDays,
  type CalendarDay,
  daysBetween,
  groupBy,
  type Instant,
  isDayWithin,
  type LocalDays,
} from '@touchstone/identifiers';
import { coversEdition, type TestResult } from '@touchstone/statements';
import { daysThere } from './days-there.ts';
import { byEveryClock, daysOf } from './instrument-uses.ts';
import { type Mark, mark } from './marks.ts';
import { isProvided } from './provided.ts';
import type { Authorisation, ExaminedReport, Surroundings } from './report.ts';
import type { WorkStep } from './work.ts';

/** Who tested was authorised and competent on the days of it, who signs is today, and is another. ISO/IEC 17025:2017, 6.2.6 (recalled). */
export function personMarks(report: ExaminedReport, around: Surroundings): readonly Mark[] {
  return report.results.flatMap((result) => [
    ...testerMarks(result, report, around),
    ...signatoryMarks(result, around),
  ]);
}

function testerMarks(result: TestResult, report: ExaminedReport, around: Surroundings): readonly Mark[] {
  const own = (around.work ?? []).filter((one) => one.result === result.result);
  const marks = own.flatMap(({ person, steps }) => {
    const onDay = onceFor((on: CalendarDay) => testerMarksOn(result, { person, may: 'test', on }, around));
    return steps.flatMap((step) =>
      toldOnce(
        presenceOf(step, result, (at) => daysThere(at, report, around)).flatMap((days) => byEveryClock(days, onDay)),
        ({ code, values: { on: _, ...values } }) => JSON.stringify([code, values]),
      ),
    );
  });
  return toldOnce(marks, ({ detail }) => detail);
}

/** Asks about each day once, however many steps it has. */
function onceFor(ask: (day: CalendarDay) => readonly Mark[]): (day: CalendarDay) => readonly Mark[] {
  const known = new Map<CalendarDay, readonly Mark[]>();
  return (day) => {
    const found = known.get(day) ?? ask(day);
    known.set(day, found);
    return found;
  };
}

/** Of many days of one step, and of many steps of one day, the first tells. */
function toldOnce(marks: readonly Mark[], keyOf: (mark: Mark) => string): readonly Mark[] {
  return [...groupBy(marks, keyOf).values()].flatMap((same) => same.slice(0, 1));
}

/** Nobody stands beside one step for longer: of a longer one the days of a year, and its last, are asked about. By our choice. */
const ATTENDED_DAYS_MAX = 366;

/**
 * The days on which a tester was at a step, each as clocks there may have shown it: every one of what was attended, that on
 * which what ran by itself was set going. What is recorded as one whole was attended, and has the day of the test as well.
 */
function presenceOf(
  { what, from, to, unattended }: WorkStep,
  { testedOn }: TestResult,
  daysAt: (at: Instant) => LocalDays,
): readonly (readonly CalendarDay[])[] {
  const begun = daysAt(from);
  if (unattended === true) return [daysOf(begun)];
  const ended = daysAt(to);
  const count = Math.min(daysBetween(begun.last, ended.first) - 1, ATTENDED_DAYS_MAX);
  const between = Array.from({ length: Math.max(count, 0) }, (_, index) => [addDays(begun.last, index + 1)]);
  const stated = what === undefined ? [[testedOn]] : [];
  return [...stated, daysOf(begun), ...between, daysOf(ended)];
}

function testerMarksOn(
  result: TestResult,
  asked: Asked,
  { authorisations, competence }: Surroundings,
): readonly Mark[] {
  const covering = authorisations?.filter((one) => covers(one, asked, result));
  return [
    ...(covering?.length === 0 ? [mark('TESTER_NOT_AUTHORISED', valuesOf(result, asked.on))] : []),
    ...afterwardsMarks(covering ?? [], result, asked.on),
    ...competenceMarks('TESTER_COMPETENCE_LAPSED', { result, asked, competence }),
    ...recordedAfterwards({ result, asked, competence }),
  ];
}

/** An authorisation that was written down after the work does not show that it was given before. ISO/IEC 17025:2017, 6.2.6 and 8.4. */
function afterwardsMarks(covering: readonly Authorisation[], result: TestResult, day: CalendarDay): readonly Mark[] {
  const days = covering.map(({ recordedOn }) => recordedOn).filter((on) => on === undefined || on <= day);
  const [first] = covering.flatMap(({ recordedOn }) => recordedOn ?? []).sort();
  if (days.length > 0 || first === undefined) return [];
  return [mark('TESTER_AUTHORISED_AFTERWARDS', { ...valuesOf(result, day), recorded: first })];
}

function signatoryMarks(result: TestResult, around: Surroundings): readonly Mark[] {
  const { authorisations, signatory: person, today, work = [] } = around;
  if (person === undefined) return [];
  const marks: Mark[] = [];
  if (work.some((one) => one.result === result.result && one.person === person)) {
    marks.push(mark('SIGNATORY_TESTED', { result: result.result }));
  }
  if (today === undefined) return marks;
  const asked = { person, may: 'sign', on: today } as const;
  if (authorisations !== undefined && !authorisations.some((one) => mayGiveOut(one, asked, result))) {
    marks.push(mark('SIGNATORY_NOT_AUTHORISED', valuesOf(result, today)));
  }
  const { competence } = around;
  return [...marks, ...competenceMarks('SIGNATORY_COMPETENCE_LAPSED', { result, asked, competence })];
}

interface AskedOf {
  readonly result: TestResult;
  readonly asked: Asked;
  readonly competence: Surroundings['competence'];
}

/** An authorisation stands on competence that is kept up. ISO/IEC 17025:2017, 6.2.3 and 6.2.5 f (recalled). */
function competenceMarks(
  code: 'TESTER_COMPETENCE_LAPSED' | 'SIGNATORY_COMPETENCE_LAPSED',
  { result: { result }, asked, competence }: AskedOf,
): readonly Mark[] {
  const gaps = (competence?.(asked) ?? []).filter(({ state }) => state !== 'recorded-afterwards');
  if (gaps.length === 0) return [];
  const demands = gaps.map(({ demand, until }) => (until === undefined ? demand : `${demand} (until ${until})`));
  return [mark(code, { result, demands: demands.join(', '), on: asked.on })];
}

/** What was written down after the test does not show by itself that it was so before. ISO/IEC 17025:2017, 6.2.5 and 8.4. */
function recordedAfterwards({ result: { result }, asked, competence }: AskedOf): readonly Mark[] {
  const late = (competence?.(asked) ?? []).filter(({ state }) => state === 'recorded-afterwards');
  if (late.length === 0) return [];
  const demands = late.map(({ demand, recorded }) => (recorded === undefined ? demand : `${demand} (${recorded})`));
  return [mark('TESTER_COMPETENCE_RECORDED_AFTERWARDS', { result, demands: demands.join(', '), on: asked.on })];
}

interface Asked extends Pick<Authorisation, 'person' | 'may'> {
  readonly on: CalendarDay;
}

/** Whether an authorisation is this person's, for this line, on this day. */
function covers(given: Authorisation, { person, may, on }: Asked, { substance, method }: TestResult): boolean {
  const { substances, methods } = given;
  return (
    given.person === person &&
    given.may === may &&
    isDayWithin(on, given) &&
    (substances === undefined || substances.includes(substance)) &&
    (methods === undefined || methods.some((one) => coversEdition(one, method.standard)))
  );
}

/** Whose work is another's is given out by whoever may sign at all: no line of one's own is for it. */
function mayGiveOut(given: Authorisation, asked: Asked, result: TestResult): boolean {
  const { substances: _, methods: __, ...wherever } = given;
  return covers(isProvided(result) ? wherever : given, asked, result);
}

function valuesOf({ result, substance, method }: TestResult, on: CalendarDay) {
  return { result, substance, method: method.standard, on };
}
