// SPDX-License-Identifier: Apache-2.0
import { compareInstants, instantFromMilliseconds, instantMilliseconds, parseInstant } from '@touchstone/identifiers';
import type { Decision, Reason, TwoPerson } from './define-register.ts';
import type { CaseEventFact, Fact } from './fact.ts';
import { isWordless, MECHANISM_KINDS } from './mechanism-kinds.ts';
import { proposalDigest, signedMeaning } from './proposal-digest.ts';
import type { Acting, Actor } from './tenant.ts';

/** How old a re-authentication may be when it signs. */
const REAUTHENTICATION_MINUTES_MAX = 5;

/** Reasons against this actor proposing; empty where they may. Where proposing is a signature, it must be a good one. */
export function refuseProposer(twoPerson: TwoPerson, { actor, now }: Acting, input: unknown): readonly Reason[] {
  const { proposerRoles, proposerMeaning } = twoPerson;
  const reasons: Reason[] = [];
  if (!hasRole(actor, proposerRoles)) {
    reasons.push({ code: 'NOT_A_PROPOSER', detail: `Only ${proposerRoles.join(' or ')} may propose this.` });
  }
  if (proposerMeaning === undefined) return reasons;
  return [...reasons, ...refuseSignature(proposerMeaning(input), actor, now)];
}

/** Where a proposal stands: `overtaken` once another one of its case, on record beside it, was approved, or its words were erased. */
export type ProposalState = 'open' | 'decided' | 'overtaken';

/** The proposal of this entry and where it stands; undefined where the entry is no proposal. */
export function findProposal(
  facts: readonly Fact[],
  entry: number,
): { readonly proposal: CaseEventFact; readonly state: ProposalState } | undefined {
  const events = facts.filter((fact) => fact.source === 'case-event');
  const proposal = events.find((event) => event.kind === MECHANISM_KINDS.proposed && event.entry === entry);
  if (proposal === undefined) return undefined;
  const decisions = events.filter((event) => event.kind === MECHANISM_KINDS.decided && event.entry > entry);
  if (decisions.some((event) => event.content.proposal === entry)) return { proposal, state: 'decided' };
  // Whoever proposed it saw the case as it was before that approval.
  const isOvertaken = isWordless(proposal) || decisions.some((event) => event.content.verdict === 'approve');
  return { proposal, state: isOvertaken ? 'overtaken' : 'open' };
}

/** What a decision is judged by. */
export interface DecisionCase {
  readonly facts: readonly Fact[];
  readonly proposal: CaseEventFact;
  readonly twoPerson: TwoPerson;
  readonly decision: Decision;
  readonly actor: Actor;
  readonly now: string;
}

/**
 * Reasons against this actor deciding; empty where they may. ISO/IEC 17065:2012, 7.6.2; ISO/IEC 17011:2017, 7.7 (both recalled):
 * nobody decides who prepared, evaluated or proposed. An approval is a signature: fresh, and told what it means.
 */
export function refuseDecider(decisionCase: DecisionCase): readonly Reason[] {
  const { facts, proposal, twoPerson, decision, actor, now } = decisionCase;
  const reasons: Reason[] = [];
  if (!hasRole(actor, twoPerson.deciderRoles)) {
    reasons.push({ code: 'NOT_A_DECIDER', detail: `Only ${twoPerson.deciderRoles.join(' or ')} may decide this.` });
  }
  if (isSamePerson(proposal.actor, actor)) {
    reasons.push({ code: 'SAME_PERSON', detail: 'Who proposed cannot decide; another person must.' });
  } else if (tookPart(decisionCase)) {
    reasons.push({ code: 'EVALUATOR_DECIDES', detail: 'Who prepared or evaluated this case cannot decide it.' });
  }
  if (decision.verdict === 'reject') return reasons;
  if (reasons.length === 0 && hasChangedSince(decisionCase)) {
    const detail = 'The case was changed after it was proposed; read it again, and have it proposed again.';
    reasons.push({ code: 'CHANGED_SINCE_PROPOSAL', detail });
  }
  const meaning = signedMeaning(twoPerson, proposalDigest(facts, proposal, twoPerson));
  return [...reasons, ...refuseSignature(meaning, actor, now)];
}

/** A signature is for what was proposed: whatever was drafted or found in the case afterwards, nobody has proposed. */
function hasChangedSince({ facts, proposal }: DecisionCase): boolean {
  const ofMechanism: readonly string[] = Object.values(MECHANISM_KINDS);
  return facts.some(
    (fact) => fact.source === 'case-event' && fact.entry > proposal.entry && !ofMechanism.includes(fact.kind),
  );
}

/** Reasons against a signature: no re-authentication, an old one, or one for another meaning. */
export function refuseSignature(meaning: string, actor: Actor, now: string): readonly Reason[] {
  const { reauthentication } = actor;
  if (reauthentication === undefined) {
    return [{ code: 'NOT_REAUTHENTICATED', detail: 'A signature needs a fresh proof of who signs.' }];
  }
  const reasons: Reason[] = [];
  const moment = parseInstant(now);
  const at = parseInstant(reauthentication.at);
  const oldest = instantFromMilliseconds(instantMilliseconds(moment) - REAUTHENTICATION_MINUTES_MAX * 60_000);
  if (compareInstants(at, oldest) < 0 || compareInstants(at, moment) > 0) {
    reasons.push({
      code: 'REAUTHENTICATION_NOT_FRESH',
      detail: `The proof of who signs is of ${at}; at ${moment} it must be at most ${REAUTHENTICATION_MINUTES_MAX} minutes old.`,
    });
  }
  if (reauthentication.meaning !== meaning) {
    reasons.push({
      code: 'MEANING_DIFFERS',
      detail: `This signature means "${meaning}", and that must have been shown.`,
    });
  }
  return reasons;
}

/** In the present round, which begins after the last approval: an evaluation outlives a rejected proposal. */
function tookPart({ facts, actor }: DecisionCase): boolean {
  const events = facts.filter((fact) => fact.source === 'case-event');
  const lastApproval = events.findLastIndex(
    (event) => event.kind === MECHANISM_KINDS.decided && event.content.verdict === 'approve',
  );
  return events
    .slice(lastApproval + 1)
    .some((event) => event.kind !== MECHANISM_KINDS.decided && isSamePerson(event.actor, actor));
}

function isSamePerson(a: Actor, b: Actor): boolean {
  return a.party === b.party && a.person === b.person;
}

function hasRole(actor: Actor, roles: readonly string[]): boolean {
  return actor.roles.some((role) => roles.includes(role));
}
