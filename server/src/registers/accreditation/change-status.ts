// SPDX-License-Identifier: Apache-2.0
import { addDays, compareInstants, isDayWithin, parseCalendarDay, parseInstant } from '@touchstone/identifiers';
import { composeBody, type ScopeLine } from '@touchstone/statements';
import type { Produced, Reason, Ruling } from '../../record-keeping/define-register.ts';
import type { JsonObject } from '../../record-keeping/fact.ts';
import { beginOfDay, dayAt } from '../../record-keeping/local-day.ts';
import { refused, rulingOf } from '../../record-keeping/ruling.ts';
import { type Acting, attestationStatement } from './attestation-statement.ts';
import type { AccreditationCase, IssuedAttestation } from './case.ts';
import type { Attestation, Status } from './record.ts';

/** What a change of status is asked with. */
export interface ChangeInput {
  /** UUIDv7 of the status change, and of the new edition where lines are changed. */
  readonly id: string;
  readonly revisedId: string;
  readonly reason: string;
  readonly from?: string | undefined;
  readonly lines?: readonly string[] | undefined;
}

/** The changes that are decided. */
export type Change = 'suspend' | 'restore' | 'withdraw';

const TO_STATUS = { suspend: 'suspended', restore: 'active', withdraw: 'withdrawn' } as const;
/** From which states each change leads on; what is withdrawn or has expired stays so. */
const FROM_STATUS: Readonly<Record<Change, readonly Status[]>> = {
  suspend: ['in-force'],
  restore: ['suspended'],
  withdraw: ['in-force', 'suspended'],
};

/** Suspension, restoration and withdrawal: of the whole, or (but withdrawal) of lines. ISO/IEC 17011:2017, 7.11. */
export function mayChangeStatus(
  { change, input }: { readonly change: Change; readonly input: ChangeInput },
  state: AccreditationCase,
  acting: Acting,
): Ruling {
  if (state.state !== 'issued') return refused('NOT_ISSUED', 'Nothing was issued whose status could change.');
  const { issued } = state;
  const wanted = input.lines === undefined ? FROM_STATUS[change] : FROM_STATUS.suspend;
  const reasons: Reason[] = [];
  if (!wanted.includes(issued.status)) {
    reasons.push({ code: 'WRONG_STATUS', detail: `It is ${issued.status}; this takes ${wanted.join(' or ')}.` });
  }
  const effective = effectiveFrom(input.from, acting.now);
  if (effective === undefined) {
    reasons.push({ code: 'BACKDATED', detail: `${input.from} is past; a change takes effect today or later.` });
  } else if (!isAfter(effective, issued.changedFrom)) {
    reasons.push({ code: 'OUT_OF_ORDER', detail: `A change from ${issued.changedFrom} on is already decided.` });
  }
  if (effective === undefined || reasons.length > 0) return { allowed: false, reasons };
  if (input.lines !== undefined) return changeLines(change, { input, lines: input.lines, effective, issued }, acting);
  return rulingOf([], [statusChange({ input, status: TO_STATUS[change], effective, issued }, acting)]);
}

/** The instant of a day's beginning, or now where it is today or none is named; undefined for a day that is past. */
function effectiveFrom(day: string | undefined, now: string): string | undefined {
  const today = dayAt(now);
  if (day === undefined || day === today) return now;
  return day < today ? undefined : beginOfDay(day);
}

/** Two changes from one instant on would leave open which of them holds. */
function isAfter(instant: string, last: string | undefined): boolean {
  return last === undefined || compareInstants(parseInstant(instant), parseInstant(last)) > 0;
}

interface LinesChange {
  readonly input: ChangeInput;
  readonly lines: readonly string[];
  readonly effective: string;
  readonly issued: IssuedAttestation;
}

/**
 * A line is suspended in a new edition of the whole, which takes the place of the one before: whoever reads one
 * statement then sees every line with its own days, and no status change has to be cut by lines.
 */
function changeLines(change: Change, { input, lines, effective, issued }: LinesChange, acting: Acting): Ruling {
  if (change === 'withdraw') return refused('NOT_BY_LINE', 'Lines are suspended or restored; the whole is withdrawn.');
  const { subject } = issued.attestation;
  const unknown = lines.filter((name) => !subject.scope.some((line) => line.line === name));
  if (unknown.length > 0) return refused('UNKNOWN_LINE', `There is no line ${unknown.join(', ')}.`);
  const day = dayAt(effective);
  const edited = subject.scope.map((line) => (lines.includes(line.line) ? changeLine(change, line, day) : line));
  const scope = edited.filter((line) => line !== undefined);
  if (scope.length < edited.length) {
    const state = change === 'suspend' ? 'suspended then already' : 'not suspended then';
    const stuck = subject.scope.filter((_, index) => edited[index] === undefined).map((line) => line.line);
    return refused('WRONG_STATUS', `Line ${stuck.join(', ')} is ${state}.`);
  }
  const revised = { ...issued.attestation, subject: { ...subject, scope } } as Attestation;
  const replacedBy = { path: ['credentialSubject', 'replacedBy'], id: `urn:uuid:${input.revisedId}` };
  const replaced = statusChange({ input, status: 'replaced', effective, issued }, acting);
  return rulingOf(
    [],
    [attestationStatement(revised, input.revisedId, acting), { ...replaced, refersTo: [replacedBy] }],
  );
}

/** The line with a suspension begun, or ended the day before; undefined where it is not in the state for it. */
function changeLine(change: 'suspend' | 'restore', line: ScopeLine, day: string): ScopeLine | undefined {
  const from = parseCalendarDay(day);
  const spans = line.suspended ?? [];
  const open = spans.find((span) => span.to === undefined || isDayWithin(from, span));
  if (change === 'suspend') return open === undefined ? { ...line, suspended: [...spans, { from }] } : undefined;
  if (open === undefined || open.from > from) return undefined;
  // Restored on the day it was suspended, a line was suspended on no whole day.
  const ended = open.from === from ? [] : [{ ...open, to: addDays(from, -1) }];
  return { ...line, suspended: [...spans.filter((span) => span !== open), ...ended] };
}

interface StatusStatement {
  readonly input: ChangeInput;
  readonly status: (typeof TO_STATUS)[Change] | 'replaced';
  readonly effective: string;
  readonly issued: IssuedAttestation;
}

function statusChange(
  { input, status, effective, issued }: StatusStatement,
  { actor, now }: Acting,
): Extract<Produced, { readonly source: 'statement' }> {
  const { id, reason } = input;
  const body = composeBody('StatusChange', {
    uuid: id,
    issuer: actor.party,
    validFrom: now,
    subject: { id: `urn:uuid:${id}`, changes: issued.reference, status, from: effective, reason },
  });
  return { source: 'statement', kind: 'StatusChange', body: body as JsonObject, visibility: 'public' };
}
