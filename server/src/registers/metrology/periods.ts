// SPDX-License-Identifier: Apache-2.0
import { addDays, parseCalendarDay } from '@touchstone/identifiers';

/** One signed edition of what was attested, as far as its days go. */
export interface Edition {
  readonly statementId: string;
  /** The status that it has of itself: `in-force`, of a specification perhaps `draft`. */
  readonly status: string;
  readonly from: string;
  readonly until: string | null;
}

/** A change of status as it was recorded. */
export interface RecordedChange {
  readonly changeId: string;
  /** The edition that it changes. */
  readonly statementId: string;
  readonly status: string;
  readonly fromDay: string;
  readonly reason: string;
  readonly recordedAt: string;
  readonly isVoid: boolean;
}

/** Days, both included, in one status; no end where none is known. */
export interface Stretch {
  readonly status: string;
  readonly reason: string | null;
  readonly from: string;
  readonly until: string | null;
}

/**
 * The days of one edition: from its own first day, or that of a change, each status until the next begins. An edition
 * ends where a later one begins, and with its last day; what was withdrawn stays so.
 */
export function stretchesOf(
  { statementId, status, from, until }: Edition,
  { changes, next }: { readonly changes: readonly RecordedChange[]; readonly next: string | undefined },
): readonly Stretch[] {
  const own = changes
    // What is replaced is closed by what took its place, from the day on which that holds.
    .filter((one) => one.statementId === statementId && !one.isVoid && one.status !== 'replaced')
    .filter((one) => until === null || one.fromDay <= until)
    .sort((a, b) => compare(a.fromDay, b.fromDay) || compare(a.recordedAt, b.recordedAt));
  const steps = [
    { status, reason: null, day: from },
    ...own.map(({ status: to, reason, fromDay }) => ({
      ...{ status: to === 'active' ? status : to, reason, day: fromDay > from ? fromDay : from },
    })),
  ];
  return steps.flatMap(({ status: now, reason, day }, index): readonly Stretch[] => {
    const after = steps[index + 1]?.day;
    const last = now === 'withdrawn' ? null : until;
    const ends = earliest(dayBefore(after) ?? last, dayBefore(next));
    return ends !== null && ends < day ? [] : [{ status: now, reason, from: day, until: ends }];
  });
}

function dayBefore(day: string | undefined): string | null {
  return day === undefined ? null : addDays(parseCalendarDay(day), -1);
}

function earliest(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
