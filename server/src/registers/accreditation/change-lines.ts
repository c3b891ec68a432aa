// SPDX-License-Identifier: Apache-2.0
import { addDays, isDayWithin, parseCalendarDay } from '@touchstone/identifiers';
import type { ScopeLine } from '@touchstone/statements';
import { type DecidedChange, isLater } from '../../record-keeping/dated-changes.ts';
import type { Produced, Ruling } from '../../record-keeping/define-register.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { refused, rulingOf } from '../../record-keeping/ruling.ts';
import { type StatusStatement, statusStatement } from '../../record-keeping/status-statement.ts';
import type { Acting } from '../../record-keeping/tenant.ts';
import { derivedId, voidings } from '../../record-keeping/voidings.ts';
import { attestationStatement } from './attestation-statement.ts';
import type { IssuedAttestation } from './case.ts';
import type { Attestation } from './record.ts';
import { countingChanges } from './standing.ts';

/** Which lines change, from when, and the ids that the statements about it get. */
export interface LinesChange {
  readonly id: string;
  readonly revisedId: string;
  readonly reason: string;
  readonly lines: readonly string[];
  readonly effective: string;
}

/**
 * A line is suspended in a new edition of the whole, which takes the place of the one before at once: whoever reads one
 * statement then sees every line with its own days, planned ones included, and no status change has to be cut by lines.
 */
export function changeLines(
  change: 'suspend' | 'restore',
  { issued, ...input }: LinesChange & { readonly issued: IssuedAttestation },
  acting: Acting,
): Ruling {
  const { subject } = issued.attestation;
  const unknown = input.lines.filter((name) => !subject.scope.some((line) => line.line === name));
  if (unknown.length > 0) return refused('UNKNOWN_LINE', `There is no line ${unknown.join(', ')}.`);
  const day = dayAt(input.effective);
  const edited = subject.scope.map((line) => (input.lines.includes(line.line) ? changeLine(change, line, day) : line));
  const scope = edited.filter((line) => line !== undefined);
  if (scope.length < edited.length) {
    const state = change === 'suspend' ? 'suspended then already' : 'not suspended then';
    const stuck = subject.scope.filter((_, index) => edited[index] === undefined).map((line) => line.line);
    return refused('WRONG_STATUS', `Line ${stuck.join(', ')} is ${state}.`);
  }
  const revised = { ...issued.attestation, subject: { ...subject, scope } } as Attestation;
  return rulingOf([], [attestationStatement(revised, input.revisedId, acting), ...takeover(input, issued, acting)]);
}

/** The line with a suspension begun, or ended the day before; undefined where it is not in the state for it that day. */
function changeLine(change: 'suspend' | 'restore', line: ScopeLine, day: string): ScopeLine | undefined {
  const from = parseCalendarDay(day);
  const spans = line.suspended ?? [];
  const held = spans.find((span) => isDayWithin(from, span));
  if (change === 'suspend') {
    if (held !== undefined) return undefined;
    // Suspended from a day before a planned suspension on, it is when that one begins: the end that was planned stays.
    const [next] = spans.filter((span) => span.from > from).sort((a, b) => (a.from < b.from ? -1 : 1));
    return { ...line, suspended: [...spans.filter((span) => span !== next), { ...next, from }] };
  }
  if (held === undefined) return undefined;
  // Restored on the day it was suspended, a line was suspended on no whole day.
  const ended = held.from === from ? [] : [{ ...held, to: addDays(from, -1) }];
  return { ...line, suspended: [...spans.filter((span) => span !== held), ...ended] };
}

/** The edition before is replaced; what was planned about it is stated again about the one that follows. */
function takeover(
  { id, revisedId, reason }: Pick<LinesChange, 'id' | 'revisedId' | 'reason'>,
  issued: IssuedAttestation,
  acting: Acting,
): readonly Produced[] {
  const successor = `urn:uuid:${revisedId}`;
  const state = (statement: Omit<StatusStatement, 'of'>, member: 'changes' | 'replacedBy'): Produced => ({
    ...statusStatement({ ...statement, of: issued.reference }, acting),
    refersTo: [{ path: ['credentialSubject', member], id: successor }],
  });
  const planned = countingChanges(issued).filter((change) => isLater(change.from, acting.now));
  return [
    state({ id, status: 'replaced', from: acting.now, reason }, 'replacedBy'),
    ...planned.map(({ status, from, reason }: DecidedChange, index) =>
      state(
        { id: derivedId(id, `again ${index}`), status: status as StatusStatement['status'], from, reason },
        'changes',
      ),
    ),
    ...voidings(planned, { id, reason: `stated again about the edition ${successor}` }, acting),
  ];
}
