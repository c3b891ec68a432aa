// SPDX-License-Identifier: Apache-2.0

import { addDays, parseCalendarDay } from '@touchstone/identifiers';
import type { Reason, Ruling } from '../../record-keeping/define-register.ts';
import type { JsonObject } from '../../record-keeping/fact.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { refused, rulingOf } from '../../record-keeping/ruling.ts';
import type { Acting } from '../../record-keeping/tenant.ts';
import { refuseSignature } from '../../record-keeping/two-person.ts';
import { attestationStatement } from './attestation-statement.ts';
import type { AccreditationCase } from './case.ts';
import type { Attestation } from './record.ts';
import { countingChanges, statusAt } from './standing.ts';

/** What signatures in this register mean, word for word. */
export const MEANINGS = {
  evaluate: 'I evaluated this body myself, and this is my finding.',
  issue: 'I decide, having taken no part in the evaluation, that this body is competent for every line of this scope.',
  suspend: 'I decide that this attestation, or the lines named, is suspended.',
  restore: 'I decide that what was suspended is in force again.',
  withdraw: 'I decide that this attestation is withdrawn for good.',
  cancel: 'I decide that this planned change, and what was planned upon it, does not take place.',
} as const;

/** Drafting and redrafting, until something was issued. */
export function mayDraft(
  { attestation }: { readonly attestation: Attestation },
  state: AccreditationCase,
  { actor }: Pick<Acting, 'actor'>,
): Ruling {
  const reasons = faultsOfAttestation(attestation, { actor });
  if (state.state === 'issued') {
    reasons.push({ code: 'ALREADY_ISSUED', detail: 'What was issued is not drafted again; open a new case.' });
  }
  const content = { attestation: attestation as unknown as JsonObject };
  return rulingOf(reasons, [{ source: 'case-event', kind: 'drafted', content }]);
}

/** An assessor's signed finding about the draft. ISO/IEC 17011:2017, 7.6. */
export function mayEvaluate(
  { conclusion, report }: { readonly conclusion: string; readonly report: string },
  state: AccreditationCase,
  { actor, now }: Acting,
): Ruling {
  const reasons = [...refuseSignature(MEANINGS.evaluate, actor, now)];
  if (state.state !== 'draft') reasons.push({ code: 'NO_DRAFT', detail: 'There is no draft to evaluate.' });
  return rulingOf(reasons, [{ source: 'case-event', kind: 'evaluated', content: { conclusion, report } }]);
}

/** Issue, of a draft that was evaluated and recommended as it now stands. ISO/IEC 17011:2017, 7.7. */
export function mayIssue({ id }: { readonly id: string }, state: AccreditationCase, acting: Acting): Ruling {
  if (state.state !== 'draft') return refused('NO_DRAFT', 'There is no draft that could be issued.');
  const { draft, evaluation } = state;
  if (evaluation === undefined) {
    return refused('NOT_EVALUATED', 'This draft was not evaluated; a finding about an earlier one does not count.');
  }
  if (evaluation !== 'recommended') return refused('NOT_RECOMMENDED', 'The evaluation does not recommend it.');
  const faults = faultsOfPeriods(draft);
  const { to } = draft.subject;
  if (to !== undefined && to < dayAt(acting.now)) {
    faults.push({ code: 'ALREADY_OVER', detail: `Its period ended on ${to}.` });
  }
  return rulingOf(faults, [attestationStatement(draft, id, acting)]);
}

/** The clock: once the last day of the period is past. */
export function mayExpire(state: AccreditationCase, { now }: Pick<Acting, 'now'>): Ruling {
  if (state.state !== 'issued') return refused('NOT_ISSUED', 'Nothing was issued that could expire.');
  const { issued } = state;
  const { to } = issued.attestation.subject;
  const status = issued.isExpiryNoted ? 'expired' : statusAt(issued, countingChanges(issued), now);
  if (issued.isExpiryNoted || status === 'withdrawn') return refused('WRONG_STATUS', `It is ${status} already.`);
  if (to === undefined || status !== 'expired') return refused('NOT_DUE', 'Its period has not ended.');
  return rulingOf([], [{ source: 'case-event', kind: 'expired', content: { from: addDays(parseCalendarDay(to), 1) } }]);
}

/** What stands against an attestation whatever its case. */
export function faultsOfAttestation(attestation: Attestation, { actor }: Pick<Acting, 'actor'>): Reason[] {
  const reasons = faultsOfPeriods(attestation);
  if (attestation.subject.id === actor.party) {
    reasons.push({ code: 'OWN_COMPETENCE', detail: 'No body attests its own competence.' });
  }
  return reasons;
}

function faultsOfPeriods({ subject }: Attestation): Reason[] {
  const reasons: Reason[] = [];
  const { from, to, scope } = subject;
  if (to !== undefined && to < from) {
    reasons.push({ code: 'PERIOD_BACKWARDS', detail: `It would end on ${to}, before it begins on ${from}.` });
  }
  const names = scope.map((line) => line.line);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) reasons.push({ code: 'LINE_TWICE', detail: `Line ${twice} is there twice.` });
  const outside = scope.filter((line) => line.from < from || (to !== undefined && (line.to ?? '9999-12-31') > to));
  if (outside.length > 0) {
    const lines = outside.map((line) => line.line).join(', ');
    reasons.push({ code: 'LINE_OUTSIDE', detail: `The period of the whole does not hold that of line ${lines}.` });
  }
  return reasons;
}
