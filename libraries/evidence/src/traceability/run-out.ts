// SPDX-License-Identifier: Apache-2.0
import type { StatementStatus } from '@touchstone/credentials/formats';
import { addDaysWithinCalendar, type CalendarDay, daysBetween, nameKey } from '@touchstone/identifiers';
import { compareItems } from '@touchstone/statements';
import { type Decided, decisionAbout, heldUntil } from './decided.ts';
import type { Paper } from './papers.ts';
import { isUsedPaper, type UsedPaper, useOf } from './references.ts';
import type { Surroundings } from './vouching.ts';

/** The paper by which a thing was used holds no more, and nothing on record took its place. */
export interface RunOut {
  /** The last day on which it held. */
  readonly until: CalendarDay;
  readonly days: number;
  /** Where it ended before its time, what became of it, with the day. */
  readonly ended?: Ended;
}

interface Ended {
  readonly status: Exclude<StatementStatus, 'active'> | `decided-${Decided}`;
  readonly on: CalendarDay;
}

/** What a thing is used by, from when to when. */
interface Holding {
  readonly thing: string;
  readonly from: CalendarDay;
  readonly to?: CalendarDay | undefined;
  readonly others: readonly Paper[];
}

/**
 * Whether the paper of an instrument or a standard has run out by a day, or was taken back by it, and no other is in force or
 * held longer: of several that ended the last is told. Nobody clears a thing by taking back its paper. A batch of a material
 * is used up and never certified again, and a report does not run out. ISO/IEC 17025:2017, 6.4.7 (recalled).
 */
export function runOutOn(paper: Paper, on: CalendarDay, around: Surroundings): RunOut | undefined {
  const held = holdingOf(paper, around);
  const end = held === undefined ? undefined : endBy(on, paper, held, around);
  if (held === undefined || end === undefined) return undefined;
  const isTold = held.others.some((other) => {
    const its = other.digest === paper.digest ? undefined : holdingOf(other, around);
    if (its === undefined || its.from > on) return false;
    const ended = endBy(on, other, its, around);
    return ended === undefined || isLater([ended.until, its.from, other.digest], [end.until, held.from, paper.digest]);
  });
  return isTold ? undefined : { ...end, days: daysBetween(end.until, on) };
}

/** When a paper ceased to hold, by its own last day or before that by its status; undefined while it holds. */
function endBy(on: CalendarDay, paper: Paper, { to }: Holding, around: Surroundings): Omit<RunOut, 'days'> | undefined {
  const { status, since } = around.papers.stateOn(paper, on);
  const isOver = to !== undefined && to < on;
  const decision = decisionAbout(paper, around);
  if (decision !== undefined) {
    const until = heldUntil(decision, on);
    if (!(isOver && to < until)) return { until, ended: { status: `decided-${decision.decided}`, on: decision.on } };
  }
  if (status === 'active' || since === undefined || (isOver && to < since)) return isOver ? { until: to } : undefined;
  return { until: addDaysWithinCalendar(since, -1), ended: { status, on: since } };
}

/** The first member that differs decides. */
function isLater(one: readonly string[], other: readonly string[]): boolean {
  const at = one.findIndex((part, index) => part !== other[index]);
  return at >= 0 && String(one[at]) > String(other[at]);
}

function holdingOf(paper: Paper, { papers }: Surroundings): Holding | undefined {
  if (paper.statement.kind === 'MeasurementStandard') {
    const { standard: thing, place, from, to } = (paper as Paper<'MeasurementStandard'>).statement.subject;
    const named = papers.near('about-instrument', thing, ['MeasurementStandard']);
    // Each place has a standard of the kilogram.
    const others = named.filter(
      ({ statement: { subject } }) => nameKey(subject.standard) === nameKey(thing) && subject.place === place,
    );
    return { thing, from, to, others: others as readonly Paper[] };
  }
  if (!isUsedPaper(paper) || paper.statement.kind === 'ReferenceMaterialCertificate') return undefined;
  const { of: thing, from, to, rejected } = useOf(paper);
  // By a verification that it did not pass nothing was ever used.
  if (rejected) return undefined;
  const named = papers.near('about-instrument', thing, ['CalibrationCertificate', 'VerificationCertificate']);
  const others = named.filter(
    (one) =>
      nameKey(useOf(one as UsedPaper).of) === nameKey(thing) &&
      compareItems(itemOf(one as UsedPaper), itemOf(paper)) !== 'other',
  );
  return { thing, from, to, others: others as readonly Paper[] };
}

const itemOf = ({ statement: { subject } }: UsedPaper) => ('item' in subject ? subject.item : undefined);
