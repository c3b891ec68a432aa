// SPDX-License-Identifier: Apache-2.0
import { addDays, type CalendarDay, groupBy, type Instant, type LocalDays, nameKey } from '@touchstone/identifiers';
import type { TestResult } from '@touchstone/statements';
import { daysThere } from './days-there.ts';
import type { ExaminedReport, Surroundings } from './report.ts';
import { withoutThing } from './things.ts';
import type { Work, WorkStep } from './work.ts';

type Named = NonNullable<TestResult['instruments']>[number];

/** From the day on which something was begun to that on which it ended, each as far as the clocks there tell. */
interface DaySpan {
  readonly from: LocalDays;
  readonly to: LocalDays;
  /** The moment at which it was begun, where that was recorded. */
  readonly begun?: Instant;
}

/** An instrument that was used for a result, with the days of it. */
export interface InstrumentUse extends Pick<Named, 'instrument' | 'calibration'> {
  readonly result: string;
  readonly spans: readonly DaySpan[];
  /** False where all the work is recorded in steps, and it was used in none of them. */
  readonly isRecorded: boolean;
}

type Known = Pick<ExaminedReport, 'laboratory' | 'results' | 'thing'>;
type Around = Pick<Surroundings, 'work' | 'offsetMinutes'>;

/**
 * What was used for each result: on the days of the steps that name it, and otherwise on the day of the test and on all days of
 * what is recorded as one whole, which does not say when in it a thing was used.
 */
export function instrumentUses(report: Known, around: Around): readonly InstrumentUse[] {
  return report.results.flatMap((tested) => {
    const { result, instruments = [], testedOn } = tested;
    const own = (around.work ?? []).filter((one) => one.result === result);
    const isInSteps = own.length > 0 && own.every(isAllInSteps);
    const onDay = { first: testedOn, last: testedOn };
    const whole = spansOf(own, ({ instruments: used }) => used === undefined, { report, around });
    const named = instruments.map(({ instrument, calibration }): InstrumentUse => {
      const spans = spansWith(instrument, own, { report, around });
      const stated = spans.length > 0 ? spans : [{ from: onDay, to: onDay }];
      return {
        ...{ result, instrument, ...(calibration === undefined ? {} : { calibration }) },
        spans: [...stated, ...whole],
        isRecorded: spans.length > 0 || !isInSteps,
      };
    });
    const known = new Set(instruments.map(({ instrument }) => nameKey(instrument)));
    // What only the record of the work names was used all the same.
    const more = groupBy(
      own
        .flatMap(({ steps }) => steps.flatMap((step) => withoutThing(step.instruments ?? [], report.thing)))
        .filter((one) => !known.has(nameKey(one))),
      nameKey,
    );
    const unnamed = [...more.values()].flatMap((same) =>
      same.slice(0, 1).map((instrument): InstrumentUse => {
        return { result, instrument, spans: spansWith(instrument, own, { report, around }), isRecorded: true };
      }),
    );
    return [...named, ...unnamed];
  });
}

const isAllInSteps = ({ steps }: Work) => steps.every(({ instruments }) => instruments !== undefined);

interface Where {
  readonly report: Known;
  readonly around: Around;
}

function spansWith(instrument: string, own: readonly Work[], where: Where): readonly DaySpan[] {
  const isUsedIn = ({ instruments = [] }: WorkStep) => instruments.some((one) => nameKey(one) === nameKey(instrument));
  return spansOf(own, isUsedIn, where);
}

function spansOf(
  own: readonly Work[],
  isAsked: (step: WorkStep) => boolean,
  { report, around }: Where,
): readonly DaySpan[] {
  return own
    .flatMap(({ steps }) => steps)
    .filter(isAsked)
    .map(({ from, to }) => ({ from: daysThere(from, report, around), to: daysThere(to, report, around), begun: from }));
}

/** What is found on each day of a use is told once, and on a day of two clocks only what both of them show. */
export function onDaysOf<Found>(
  { spans }: Pick<InstrumentUse, 'spans'>,
  {
    ask,
    keyOf,
    begins = [],
  }: {
    ask(day: CalendarDay): readonly Found[];
    keyOf(found: Found): string;
    /** What holds from a day on: within a step a state may only change where another begins. */
    readonly begins?: readonly { readonly from: CalendarDay }[];
  },
): readonly Found[] {
  const found = spans.flatMap(({ from, to }) => {
    const between = begins.map((one) => one.from).filter((day) => from.last < day && day < to.first);
    const moments = [daysOf(from), ...between.map((day) => [day]), daysOf(to)];
    return moments.flatMap((days) => byEveryClock(days, ask));
  });
  return [...groupBy(found, keyOf).values()].flatMap((same) => same.slice(0, 1));
}

/** What is found on every day that a moment may have been. */
export function byEveryClock<Found>(
  days: readonly CalendarDay[],
  ask: (day: CalendarDay) => readonly Found[],
): readonly Found[] {
  const each = days.map(ask);
  return each.some((found) => found.length === 0) ? [] : each.slice(0, 1).flat();
}

/** The days that a moment may have been: one, or two where clocks there differ. */
export function daysOf({ first, last }: LocalDays): readonly CalendarDay[] {
  const days = [first];
  for (let day = first; day < last; ) {
    day = addDays(day, 1);
    days.push(day);
  }
  return days;
}
