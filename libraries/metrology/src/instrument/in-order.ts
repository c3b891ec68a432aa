// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, groupBy } from '@touchstone/identifiers';
import type { InstrumentEvent } from './instrument-event.ts';

type Move = Extract<InstrumentEvent, { readonly event: 'sent-away' | 'returned' }>;

/**
 * What happened to an instrument as it can have happened, whatever the order in which it was written down: by days, and within a
 * day taken in first and withdrawn last, while leaving and coming back take turns, from where it was in the morning. A calibration
 * is of after the last return; where it does not come back that day, of before it left, unless it left to be calibrated. A repair
 * makes void what was calibrated before it. ISO/IEC 17025:2017, 6.4.4 and 6.4.9 (recalled). Of two calibrations of one day the
 * one that was written down last counts.
 */
export function inOrder(events: readonly InstrumentEvent[]): readonly InstrumentEvent[] {
  let isAway = false;
  return daysOf(events).flatMap(([, ofDay]) => {
    const sorted = orderOfDay(ofDay, isAway);
    const last = sorted.filter(isMove).at(-1);
    if (last !== undefined) isAway = last.event === 'sent-away';
    return sorted;
  });
}

/** Something that cannot have happened, by everything else that did. */
export interface Contradiction {
  readonly why: 'away-already' | 'not-away' | 'withdrawn' | 'not-there-yet';
  readonly event: InstrumentEvent;
}

/** The first event that contradicts those before it: away twice, back without having left, after the end or before the beginning. */
export function contradictionIn(events: readonly InstrumentEvent[]): Contradiction | undefined {
  let [isThere, isAway, isWithdrawn] = [false, false, false];
  for (const event of inOrder(events)) {
    const { event: kind } = event;
    if (isWithdrawn) return { why: 'withdrawn', event };
    if (!isThere && kind !== 'taken-in' && kind !== 'calibrated') return { why: 'not-there-yet', event };
    if (kind === 'sent-away' && isAway) return { why: 'away-already', event };
    if (kind === 'returned' && !isAway) return { why: 'not-away', event };
    if (isMove(event)) isAway = kind === 'sent-away';
    isThere ||= kind === 'taken-in';
    isWithdrawn ||= kind === 'withdrawn';
  }
  return undefined;
}

function daysOf(events: readonly InstrumentEvent[]): readonly (readonly [CalendarDay, readonly InstrumentEvent[]])[] {
  return [...groupBy(events, ({ on }) => on)].sort(([one], [other]) => (one < other ? -1 : 1));
}

function orderOfDay(ofDay: readonly InstrumentEvent[], isAway: boolean): readonly InstrumentEvent[] {
  const of = (kind: InstrumentEvent['event']) => ofDay.filter(({ event }) => event === kind);
  const moves = inTurns(ofDay.filter(isMove), isAway);
  const calibrated = of('calibrated');
  const last = moves.at(-1);
  const isBefore = last?.event === 'sent-away' && last.for !== 'calibration';
  const moved = isBefore ? [...moves.slice(0, -1), ...calibrated, last] : [...moves, ...calibrated];
  return [...of('taken-in'), ...moved, ...of('withdrawn')];
}

/** Leaving and coming back by turns; what is left over, and contradicts it, comes at the end. */
function inTurns(moves: readonly Move[], isAway: boolean): readonly Move[] {
  const [left, back] = [moves.filter(isLeaving), moves.filter((one) => !isLeaving(one))];
  const [first, second] = isAway ? [back, left] : [left, back];
  const turns = Array.from({ length: Math.max(first.length, second.length) }, (_, at) => [first[at], second[at]]);
  return turns.flat().filter((one) => one !== undefined);
}

const isLeaving = ({ event }: Move) => event === 'sent-away';

function isMove(event: InstrumentEvent): event is Move {
  return event.event === 'sent-away' || event.event === 'returned';
}
