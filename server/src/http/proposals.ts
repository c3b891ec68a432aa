// SPDX-License-Identifier: Apache-2.0
import type { DecisionBody, Proposal } from '@touchstone/contract';
import { recorded } from '@touchstone/contract';
import type { Action, Outcome, RouteAnswer, RouteContext, RouteResponse } from '../record-keeping/define-register.ts';
import type { Fact, JsonObject } from '../record-keeping/fact.ts';
import { MECHANISM_KINDS } from '../record-keeping/mechanism-kinds.ts';
import { proposalDigest, signedMeaning } from '../record-keeping/proposal-digest.ts';
import { RecordError } from '../record-keeping/record-error.ts';
import { findProposal } from '../record-keeping/two-person.ts';

/** What every route declares that puts something on record. */
export const RECORDED: Readonly<Record<201, RouteResponse>> = {
  201: { description: 'On record', schema: recorded },
};

/** The answer to an act: 201 with its entries; a refusal leaves as a problem. */
export function actAnswer(outcome: Outcome): RouteAnswer {
  return { status: 201, body: outcome };
}

/** The facts of a case; throws `UNKNOWN_STREAM` where there are none that the reader may see. */
export async function readCase(context: RouteContext, stream: string): Promise<readonly Fact[]> {
  const facts = await context.reads.facts(stream);
  if (facts.length === 0) throw new RecordError('UNKNOWN_STREAM', 'no such case', { stream });
  return facts;
}

/** The proposals of a case that nobody has decided yet, with what a decider signs. */
export function openProposals(facts: readonly Fact[], actions: readonly Action[]): readonly Proposal[] {
  return facts.flatMap((fact): Proposal[] => {
    if (fact.source !== 'case-event' || fact.kind !== MECHANISM_KINDS.proposed) return [];
    if (findProposal(facts, fact.entry)?.state !== 'open') return [];
    const action = actions.find((each) => each.name === fact.content.action);
    if (action?.twoPerson === undefined) return [];
    const digest = proposalDigest(facts, fact, action.twoPerson);
    return [
      {
        proposal: fact.entry,
        action: action.name,
        proposedBy: fact.actor.person,
        proposedAt: fact.recordedAt,
        input: fact.content.input as JsonObject,
        digest,
        meaning: signedMeaning(action.twoPerson, digest),
      },
    ];
  });
}

/** Decides a proposal for the actor, who must have named the very proposal that is on record. */
export async function decideProposal(
  context: RouteContext,
  {
    stream,
    body,
    actions,
  }: { readonly stream: string; readonly body: DecisionBody; readonly actions: readonly Action[] },
): Promise<RouteAnswer> {
  const facts = await readCase(context, stream);
  const named = findProposal(facts, body.proposal)?.proposal.content.action;
  if (named !== undefined && !actions.some(({ name }) => name === named)) {
    // Elsewhere more is asked than here: what was signed elsewhere is verified again.
    const reasons = [{ code: 'NO_OPEN_PROPOSAL', detail: `Entry ${body.proposal} is not decided here.` }];
    return actAnswer({ outcome: 'refused', stream, reasons });
  }
  const open = openProposals(facts, actions).find((each) => each.proposal === body.proposal);
  if (open !== undefined && open.digest !== body.digest) {
    const reasons = [
      { code: 'DIGEST_DIFFERS', detail: 'The digest is not that of this proposal; read the case again.' },
    ];
    return actAnswer({ outcome: 'refused', stream, reasons });
  }
  const { proposal, verdict, remark } = body;
  return actAnswer(await context.decide({ stream, proposal, verdict, ...(remark === undefined ? {} : { remark }) }));
}
