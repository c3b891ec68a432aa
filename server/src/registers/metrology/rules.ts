// SPDX-License-Identifier: Apache-2.0
import { IdentifierError, parseStandardNumber } from '@touchstone/identifiers';
import type { SubjectOf } from '@touchstone/statements';
import type { z } from 'zod';
import { type CompetentRoot, faultsOfAuthority } from '../../record-keeping/competent-root.ts';
import {
  type DecidedChange,
  effectiveFrom,
  isLater,
  rivalOf,
  statesFor,
  statusAfter,
  withDecided,
} from '../../record-keeping/dated-changes.ts';
import type { Reason, Ruling } from '../../record-keeping/define-register.ts';
import type { Fact } from '../../record-keeping/fact.ts';
import { beginOfDay, dayAt } from '../../record-keeping/local-day.ts';
import { restated } from '../../record-keeping/restated.ts';
import { refused, rulingOf } from '../../record-keeping/ruling.ts';
import { statusStatement } from '../../record-keeping/status-statement.ts';
import type { Acting } from '../../record-keeping/tenant.ts';
import { overtaken, voidings } from '../../record-keeping/voidings.ts';
import type { Attested, inputs } from './record.ts';
import { faultsOfUniqueness, type Taken } from './taken.ts';

/** What signatures in this register mean, word for word. */
export const MEANINGS = {
  attest: 'I decide, for the metrology authority, that this is attested as it stands here.',
  change: 'I decide, for the metrology authority, that the status of this attestation changes from the day named.',
  cancel:
    'I decide, for the metrology authority, that this planned change, and what was planned upon it, does not take place.',
} as const;

/** Something that was attested, as far as what follows depends on it. */
export interface State {
  readonly kind: Attested['kind'];
  readonly subject: Attested['subject'];
  readonly reference: { readonly id: string; readonly issuer: string; readonly digest: string };
  /** Of every edition, in the order of their record. */
  readonly changes: readonly DecidedChange[];
}

/** What the facts of a stream make; undefined while it is only proposed. */
export function stateOf(facts: readonly Fact[]): State | undefined {
  let state: State | undefined;
  for (const fact of facts) {
    if (fact.source !== 'statement') continue;
    const { kind, id, issuer, digest, body } = fact.statement;
    if (kind === 'StatusChange') {
      if (state !== undefined) state = { ...state, changes: withDecided(state.changes, fact) };
      continue;
    }
    const attested = { kind, subject: body.credentialSubject as unknown } as Attested;
    state = { ...attested, reference: { id, issuer, digest }, changes: state?.changes ?? [] };
  }
  return state;
}

/** The changes of the newest edition that still count: `replaced` is about the one before that which now stands. */
function countingChanges({ changes, reference }: State): readonly DecidedChange[] {
  return changes.filter((change) => change.edition === reference.id && !change.isVoid);
}

/** The status of the newest edition at an instant, by what was decided about it. */
export function statusOf(state: State, at: string): 'active' | 'suspended' | 'withdrawn' {
  const status = statusAfter(countingChanges(state), at);
  return status === 'in-force' ? 'active' : status;
}

/** What stands against an attestation: who is no authority there, days and numbers that cannot be. */
export function faultsOfAttested(
  { kind, subject }: Attested,
  { roots, before }: { readonly roots: readonly CompetentRoot[]; readonly before: State | undefined },
  { actor }: Pick<Acting, 'actor'>,
): readonly Reason[] {
  const reasons = [...faultsOfAuthority(roots, actor.party, subject.place)];
  if (subject.to !== undefined && subject.to < subject.from) {
    reasons.push({ code: 'ENDS_BEFORE_IT_BEGINS', detail: `It would run from ${subject.from} to ${subject.to}.` });
  }
  if (kind === 'TechnicalSpecification') reasons.push(...faultsOfSpecification(subject, before));
  return reasons;
}

type Specification = Omit<SubjectOf<'TechnicalSpecification'>, 'id'>;

/** What may follow on what: an edition that was replaced or withdrawn stays so. */
const AFTER: Readonly<Record<string, readonly Specification['status'][]>> = {
  nothing: ['draft', 'in-force'],
  draft: ['draft', 'in-force', 'withdrawn'],
  'in-force': ['in-force', 'replaced', 'withdrawn'],
};

function faultsOfSpecification(subject: Specification, before: State | undefined): readonly Reason[] {
  const reasons = [...faultsOfNumber(subject.specification)];
  const earlier = before?.kind === 'TechnicalSpecification' ? (before.subject as Specification) : undefined;
  const next = AFTER[earlier?.status ?? 'nothing'] ?? [];
  if (!next.includes(subject.status)) {
    const detail = `After ${earlier?.status ?? 'nothing'} may follow ${next.join(' or ') || 'nothing more'}, not ${subject.status}.`;
    reasons.push({ code: 'WRONG_STATUS', detail });
  }
  if (earlier !== undefined && earlier.specification !== subject.specification) {
    reasons.push({ code: 'OTHER_EDITION', detail: `This case is about ${earlier.specification}; open another.` });
  }
  if ((subject.status === 'replaced') !== (subject.replacedBy !== undefined)) {
    reasons.push({ code: 'NO_SUCCESSOR', detail: 'What is replaced names what replaces it, and nothing else does.' });
  }
  return reasons;
}

function faultsOfNumber(number: string): readonly Reason[] {
  try {
    const { text } = parseStandardNumber(number);
    return text === number ? [] : [{ code: 'NOT_CANONICAL', detail: `Write the number as ${text}.` }];
  } catch (error) {
    if (error instanceof IdentifierError) return [{ code: 'BAD_STANDARD_NUMBER', detail: error.message }];
    throw error;
  }
}

/** What an attestation is held against: what stands in its case, who is competent, and what others of it are on record. */
interface Around {
  readonly before: State | undefined;
  readonly roots: readonly CompetentRoot[];
  readonly taken: readonly Taken[];
}

/** Attesting something, at first or in the place of what stands. */
export function mayAttest(
  { id, changeId, attested, reason = 'replaced' }: z.infer<typeof inputs.attest>,
  { before, roots, taken }: Around,
  acting: Acting,
): Ruling {
  const { actor, now } = acting;
  const reasons = [
    ...faultsOfAttested(attested, { roots, before }, acting),
    ...faultsOfUniqueness(attested, { taken, authority: actor.party }),
  ];
  if (before !== undefined && statusOf(before, now) === 'withdrawn')
    reasons.push({ code: 'WITHDRAWN', detail: 'It was withdrawn; open a new case.' });
  if (before !== undefined && before.kind !== attested.kind) {
    reasons.push({ code: 'OTHER_KIND', detail: `This case is about a ${before.kind}.` });
  }
  if (before !== undefined && before.subject.from >= attested.subject.from) {
    reasons.push({ code: 'OUT_OF_ORDER', detail: `It must hold from a day after ${before.subject.from}.` });
  }
  const planned = before === undefined ? [] : countingChanges(before).filter(({ from }) => isLater(from, now));
  if (planned[0] !== undefined) {
    const detail = `From ${dayAt(planned[0].from)} it is to be ${planned[0].status}; cancel that first, or replace it afterwards.`;
    reasons.push({ code: 'CHANGE_PLANNED', detail });
  }
  if (reasons.length > 0) return { allowed: false, reasons };
  const { kind } = attested;
  // The one before stands until the day on which the other begins.
  const first = beginOfDay(attested.subject.from);
  const beginning = isLater(first, now) ? first : now;
  const subject = kind === 'Designation' ? attested.subject : { ...attested.subject, id: `urn:uuid:${id}` };
  return restated({ id, changeId, kind, subject, before: before?.reference, reason, from: beginning }, acting);
}

/** Suspending, restoring and withdrawing, from today or a later day on; judged by the status on that day. */
export function mayChange(
  { id, status, reason, from }: z.infer<typeof inputs.change>,
  state: State | undefined,
  acting: Acting,
): Ruling {
  if (state === undefined) return refused('NOT_ATTESTED', 'Nothing was attested whose status could change.');
  const { now } = acting;
  const effective = effectiveFrom(from, now);
  if (effective === undefined) return refused('BACKDATED', `${from} is past; a change takes effect today or later.`);
  const counting = countingChanges(state);
  if (rivalOf(counting, { effective, now }) !== undefined) {
    return refused('OUT_OF_ORDER', `Another change from ${effective} on was recorded at this very instant.`);
  }
  const day = dayAt(effective);
  const { to } = state.subject;
  if (to !== undefined && day > to) return refused('WRONG_STATUS', `It ends on ${to}; ${day} is after that.`);
  const standing = statusAfter(counting, effective);
  if (!statesFor(status).includes(standing)) return refused('WRONG_STATUS', `On ${day} it is ${standing}.`);
  const made = { status, from: effective, recordedAt: now };
  const changed = statusStatement({ id, of: state.reference, status, from: effective, reason }, acting);
  return rulingOf([], [changed, ...overtaken([...counting, made], id, acting)]);
}

/** Takes a planned change back before its day, and with it what was planned upon it. */
export function mayCancel(
  { id, change, reason }: z.infer<typeof inputs.cancel>,
  state: State | undefined,
  acting: Acting,
): Ruling {
  if (state === undefined) return refused('NOT_ATTESTED', 'Nothing was attested whose status could change.');
  const counting = countingChanges(state);
  const planned = counting.find(({ reference }) => reference.id === change);
  if (planned === undefined) return refused('NOT_PLANNED', `${change} is no change of it that is still planned.`);
  if (!isLater(planned.from, acting.now)) {
    const detail = `It took effect on ${dayAt(planned.from)}; what is in effect is changed, not cancelled.`;
    return refused('IN_EFFECT', detail);
  }
  const rest = counting.filter((one) => one !== planned);
  return rulingOf([], [...voidings([planned], { id, reason }, acting), ...overtaken(rest, id, acting)]);
}
