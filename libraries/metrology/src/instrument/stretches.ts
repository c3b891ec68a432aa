// SPDX-License-Identifier: Apache-2.0
import { addDays, type CalendarDay, dayAfter } from '@touchstone/identifiers';
import { inOrder } from './in-order.ts';
import type { InstrumentEvent } from './instrument-event.ts';

/** What an instrument is on a stretch of days; only `in-use` lets it be used. */
export type InstrumentState = 'in-use' | 'not-calibrated' | 'overdue' | 'away' | 'withdrawn';

/** Days, both ends included, in one state; an absent `to` is open. */
export interface Stretch {
  readonly state: InstrumentState;
  readonly from: CalendarDay;
  readonly to?: CalendarDay;
  /** The paper of the calibration by which it is in use, where one was named. */
  readonly paper?: string;
  /**
   * What it was on the first of these days until it was sent away or withdrawn on it: days do not tell what came first, that or a
   * use. Left out where it was not, and where it may be used on that day after all.
   */
  readonly earlier?: Omit<Stretch, 'earlier'>;
}

interface Course {
  readonly stretches: readonly Stretch[];
  /** Taken in: before that it is nobody's yet, and may be calibrated all the same. */
  readonly isThere: boolean;
  readonly isAway: boolean;
  readonly wasRepaired: boolean;
  /** Calibrated since it was sent away, and so after whatever was done to it. */
  readonly calibratedAway: boolean;
  /** What a calibration gives, until it is due; undefined where none holds. */
  readonly window?: { readonly dueOn?: CalendarDay | undefined; readonly paper?: string | undefined };
  readonly isWithdrawn: boolean;
}

const BEGINNING: Course = {
  stretches: [],
  isThere: false,
  isAway: false,
  wasRepaired: false,
  calibratedAway: false,
  isWithdrawn: false,
};

/**
 * Stretches of days that follow from what happened, each day in one state. ISO/IEC 17025:2017, 6.4.4, 6.4.7 to 6.4.9 (recalled):
 * what is repaired is calibrated again before use; on the day on which it leaves, it is away, and what it was `earlier` that day
 * is kept beside; on that of its return, it is back.
 * Events are taken in the order of their days, those of one day as `inOrder` says. What was calibrated before it was taken in, as
 * a new one is that comes with its maker's certificate, comes in with that window.
 */
export function stretchesOf(events: readonly InstrumentEvent[]): readonly Stretch[] {
  return inOrder(events).reduce(after, BEGINNING).stretches;
}

/** What an instrument was when it may first have been used on a day: on that of its leaving, what it was until then. */
export function usableOn<Found extends Stretch>(
  stretches: readonly Found[],
  day: CalendarDay,
): Found | NonNullable<Found['earlier']> | undefined {
  const found = stretchOn(stretches, day);
  return found?.from === day && found.earlier !== undefined ? found.earlier : found;
}

/** The stretch of a day; undefined before the instrument was taken in. */
export function stretchOn<Found extends Stretch>(stretches: readonly Found[], day: CalendarDay): Found | undefined {
  return stretches.find(({ from, to }) => from <= day && (to === undefined || day <= to));
}

function after(course: Course, happened: InstrumentEvent): Course {
  if (course.isWithdrawn) return course;
  switch (happened.event) {
    case 'taken-in':
      return begin({ ...course, isThere: true }, happened.on);
    case 'calibrated': {
      const { dueOn, paper } = happened;
      const next = { ...course, window: { dueOn, paper }, calibratedAway: course.isAway };
      return course.isAway || !course.isThere ? next : begin(next, happened.on);
    }
    case 'sent-away': {
      const left = { ...course, isAway: true, wasRepaired: happened.for === 'repair', calibratedAway: false };
      return begin(left, happened.on, leftOn(course, happened.on));
    }
    case 'returned': {
      const { window, ...rest } = course;
      const holds = window !== undefined && (course.calibratedAway || (happened.asBefore && !course.wasRepaired));
      return begin({ ...rest, isAway: false, ...(holds ? { window } : {}) }, happened.on);
    }
    case 'withdrawn':
      return begin({ ...course, isWithdrawn: true }, happened.on, leftOn(course, happened.on));
  }
}

/** What was left on a day: what it was that morning, or since it was calibrated or came back on it. */
function leftOn({ stretches }: Course, on: CalendarDay): Stretch['earlier'] {
  const found = usableOn(stretches, on);
  if (found === undefined) return undefined;
  const { earlier: _, ...left } = found as Stretch;
  return left;
}

/**
 * Ends what ran until the day before, and begins what the course is now; a window that ends has its own end. What was left on
 * the day is kept, unless it may be used on it after all.
 */
function begin(course: Course, on: CalendarDay, left: Stretch['earlier'] = earlierOn(course, on)): Course {
  const before = course.stretches
    .filter(({ from }) => from < on)
    .map((stretch) => (stretch.to === undefined || stretch.to >= on ? { ...stretch, to: addDays(on, -1) } : stretch));
  const [first, ...rest] = stretchesFrom(course, on);
  const isKept = left !== undefined && first.state !== 'in-use';
  return { ...course, stretches: [...before, isKept ? { ...first, earlier: left } : first, ...rest] };
}

/** What was left on the day before, where it came back on that day. */
function earlierOn({ stretches }: Course, on: CalendarDay): Stretch['earlier'] {
  const found = stretchOn(stretches, on);
  return found?.from === on ? found.earlier : undefined;
}

function stretchesFrom({ isAway, isWithdrawn, window }: Course, from: CalendarDay): readonly [Stretch, ...Stretch[]] {
  if (isWithdrawn) return [{ state: 'withdrawn', from }];
  if (isAway) return [{ state: 'away', from }];
  if (window === undefined) return [{ state: 'not-calibrated', from }];
  const { dueOn, paper } = window;
  const inUse = { state: 'in-use', from, ...(paper === undefined ? {} : { paper }) } as const;
  if (dueOn === undefined) return [inUse];
  if (dueOn < from) return [{ state: 'overdue', from }];
  const next = dayAfter(dueOn);
  return [{ ...inUse, to: dueOn }, ...(next === undefined ? [] : [{ state: 'overdue', from: next } as const])];
}
