// SPDX-License-Identifier: Apache-2.0
import { effectiveFrom, isLater, rivalOf, statesFor } from '../../record-keeping/dated-changes.ts';
import type { Reason, Ruling } from '../../record-keeping/define-register.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { refused, rulingOf } from '../../record-keeping/ruling.ts';
import { statusStatement } from '../../record-keeping/status-statement.ts';
import type { Acting } from '../../record-keeping/tenant.ts';
import { overtaken } from '../../record-keeping/voidings.ts';
import type { AccreditationCase, IssuedAttestation } from './case.ts';
import { changeLines } from './change-lines.ts';
import { countingChanges, statusAt } from './standing.ts';

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

/**
 * Suspension, restoration and withdrawal: of the whole, or (but withdrawal) of lines. ISO/IEC 17011:2017, 7.11.
 * A change is judged by the status on the day on which it takes effect; what was planned for later days and is no
 * longer lawful after it is overtaken, in the same act.
 */
export function mayChangeStatus(
  { change, input }: { readonly change: Change; readonly input: ChangeInput },
  state: AccreditationCase,
  acting: Acting,
): Ruling {
  if (state.state !== 'issued') return refused('NOT_ISSUED', 'Nothing was issued whose status could change.');
  const { issued } = state;
  const { now } = acting;
  const effective = effectiveFrom(input.from, now);
  if (effective === undefined) {
    return refused('BACKDATED', `${input.from} is past; a change takes effect today or later.`);
  }
  const { lines } = input;
  const reasons =
    lines === undefined
      ? faultsOf(issued, { status: TO_STATUS[change], effective, now })
      : [now, effective].flatMap((at) => faultsOfStatus(issued, ['in-force'], at)).slice(0, 1);
  if (reasons.length > 0) return { allowed: false, reasons };
  if (lines === undefined) return changeWhole(change, { input, effective, issued }, acting);
  if (change === 'withdraw') return refused('NOT_BY_LINE', 'Lines are suspended or restored; the whole is withdrawn.');
  return changeLines(change, { ...input, lines, effective, issued }, acting);
}

/** Takes a planned change back before its day, and with it what was planned upon it. */
export function mayCancel(
  { id, change, reason }: { readonly id: string; readonly change: string; readonly reason: string },
  state: AccreditationCase,
  acting: Acting,
): Ruling {
  if (state.state !== 'issued') return refused('NOT_ISSUED', 'Nothing was issued whose status could change.');
  const counting = countingChanges(state.issued);
  const planned = counting.find((each) => each.reference.id === change);
  if (planned === undefined) {
    return refused('NOT_PLANNED', `${change} is no change of this attestation that is still planned.`);
  }
  if (!isLater(planned.from, acting.now)) {
    return refused(
      'IN_EFFECT',
      `It took effect on ${dayAt(planned.from)}; what is in effect is changed, not cancelled.`,
    );
  }
  const rest = counting.filter((each) => each !== planned);
  const cancelled = statusStatement({ id, of: planned.reference, status: 'revoked', from: acting.now, reason }, acting);
  return rulingOf([], [cancelled, ...overtaken(rest, id, acting)]);
}

function faultsOf(
  issued: IssuedAttestation,
  { status, effective, now }: { readonly status: string; readonly effective: string; readonly now: string },
): readonly Reason[] {
  const rival = rivalOf(countingChanges(issued), { effective, now });
  if (rival !== undefined) {
    return [
      { code: 'OUT_OF_ORDER', detail: `Another change from ${rival.from} on was recorded at this very instant.` },
    ];
  }
  return faultsOfStatus(issued, statesFor(status), effective);
}

function faultsOfStatus(issued: IssuedAttestation, wanted: readonly string[], at: string): readonly Reason[] {
  const status = statusAt(issued, countingChanges(issued), at);
  if (wanted.includes(status)) return [];
  return [{ code: 'WRONG_STATUS', detail: `On ${dayAt(at)} it is ${status}; this takes ${wanted.join(' or ')}.` }];
}

interface WholeChange {
  readonly input: ChangeInput;
  readonly effective: string;
  readonly issued: IssuedAttestation;
}

function changeWhole(change: Change, { input, effective, issued }: WholeChange, acting: Acting): Ruling {
  const { id, reason } = input;
  const status = TO_STATUS[change];
  const changed = statusStatement({ id, of: issued.reference, status, from: effective, reason }, acting);
  const made = { status, from: effective, recordedAt: acting.now };
  return rulingOf([], [changed, ...overtaken([...countingChanges(issued), made], id, acting)]);
}
