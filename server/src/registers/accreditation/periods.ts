// SPDX-License-Identifier: Apache-2.0
import { addDays, dayAfter, parseCalendarDay } from '@touchstone/identifiers';
import type { ScopeLine } from '@touchstone/statements';
import type { Json } from '../../record-keeping/fact.ts';
import type { Attestation, Status } from './record.ts';

/** A change of status as recorded. */
export interface RecordedChange {
  readonly statementId: string;
  readonly status: string;
  readonly from: string;
  readonly fromDay: string;
  readonly reason: string;
  readonly recordedAt: string;
  readonly changeId: string | null;
  readonly replacedById: string | null;
  /** What took it back before its day, and why; it then changes nothing. */
  readonly voidedById: string | null;
  readonly voidedAt: string | null;
  readonly voidReason: string | null;
}

/** One signed edition of an attestation. */
export interface Edition {
  readonly issuer: string;
  readonly statementId: string;
  readonly digest: string;
  readonly attestation: Attestation;
}

/** Days, both included, in one status; no end where none is known. */
interface Stretch {
  readonly status: Status;
  readonly reason: string | null;
  readonly from: string;
  readonly until: string | null;
}

/** The stretches of days of one edition as rows. */
export function accreditationPeriods(edition: Edition, changes: readonly RecordedChange[]) {
  const { issuer, statementId, digest, attestation } = edition;
  const { kind, subject } = attestation;
  const { id: body, name, certificateNumber } = subject;
  return stretches(edition, changes).map((stretch) => ({
    ...{ kind, body, name, certificateNumber, issuer, statementId, digest },
    standard: 'standard' in subject ? subject.standard : null,
    place: 'place' in subject ? subject.place : null,
    ...stretch,
  }));
}

/** The stretches of days of every line of one edition as rows: the line's own days within those of the whole. */
export function linePeriods(edition: Edition, changes: readonly RecordedChange[]) {
  const { issuer, statementId, attestation } = edition;
  const { kind, subject } = attestation;
  const { id: body, certificateNumber } = subject;
  const whole = stretches(edition, changes).filter(
    (stretch) => stretch.status === 'in-force' || stretch.status === 'suspended',
  );
  return subject.scope.flatMap((line) => {
    const described = {
      line: line.line,
      activity: line.activity,
      property: propertyOf(line),
      standard: line.method.standard,
    };
    return whole
      .flatMap((stretch) => cut(stretch, line))
      .map(({ status, from, until }) => ({
        ...{ kind, body, certificateNumber, issuer, statementId, ...described },
        ...{ status, from, until, content: line as unknown as Json },
      }));
  });
}

/** What a line is about, as one word: substance, quantity, or the activity itself. */
function propertyOf(line: ScopeLine): string {
  if (!('property' in line)) return line.activity;
  return 'substance' in line.property ? line.property.substance : line.property.quantity;
}

/**
 * An edition begins with its period, or with the day on which it took the place of the one before; each change opens
 * a stretch, and the last day of the period closes what is then in force or suspended.
 */
function stretches({ statementId, attestation }: Edition, recorded: readonly RecordedChange[]): readonly Stretch[] {
  const changes = recorded.filter((change) => change.voidedById === null);
  const { from, to } = attestation.subject;
  const replacing = changes.find((change) => change.replacedById === statementId)?.fromDay;
  const begins = replacing === undefined ? from : later(replacing, from);
  const own = changes
    .filter(
      (change) =>
        change.statementId === statementId && change.status !== 'expired' && (to === undefined || change.fromDay <= to),
    )
    .sort((a, b) => compare(a.fromDay, b.fromDay) || compare(a.recordedAt, b.recordedAt));
  const steps: { readonly status: Status | undefined; readonly reason: string | null; readonly day: string }[] = [
    { status: 'in-force', reason: null, day: begins },
    ...own.map(({ status, reason, fromDay }) => ({
      status: STATUS_WORDS[status],
      reason,
      day: later(fromDay, begins),
    })),
  ];
  const isOver = steps.some((step) => step.status === undefined || step.status === 'withdrawn');
  // A period to the last day of the calendar never ends.
  const ended = to === undefined || isOver ? undefined : dayAfter(parseCalendarDay(to));
  if (ended !== undefined) steps.push({ status: 'expired', reason: 'its period ended', day: ended });
  return steps.flatMap(({ status, reason, day }, index): Stretch[] => {
    const next = steps[index + 1]?.day;
    if (status === undefined || (next !== undefined && next <= day)) return [];
    return [{ status, reason, from: day, until: next === undefined ? null : addDays(parseCalendarDay(next), -1) }];
  });
}

/** `replaced` ends an edition: its successor's rows go on. */
const STATUS_WORDS: Readonly<Record<string, Status | undefined>> = {
  active: 'in-force',
  suspended: 'suspended',
  withdrawn: 'withdrawn',
};

/** The part of a stretch within the line's own days, cut where the line itself was suspended. */
function cut(stretch: Stretch, line: ScopeLine): readonly Stretch[] {
  const from = later(stretch.from, line.from);
  const until = earlier(stretch.until, line.to ?? null);
  const edges = (line.suspended ?? []).flatMap((span) => [
    span.from,
    ...(span.to === undefined ? [] : [dayAfter(span.to)].filter((day) => day !== undefined)),
  ]);
  const begins = [from, ...edges.filter((day) => day > from && (until === null || day <= until)).sort()];
  return begins.flatMap((day, index): Stretch[] => {
    const next = begins[index + 1];
    const last = next === undefined ? until : addDays(parseCalendarDay(next), -1);
    if (last !== null && last < day) return [];
    const isSuspended = (line.suspended ?? []).some(
      (span) => span.from <= day && (span.to === undefined || span.to >= day),
    );
    return [{ ...stretch, status: isSuspended ? 'suspended' : stretch.status, from: day, until: last }];
  });
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
