// SPDX-License-Identifier: Apache-2.0
import { canonicalize, type JsonValue } from '@touchstone/credentials/formats';
import { encodeBase64url } from '@touchstone/identifiers';
import { sql } from 'kysely';
import type { ZodType } from 'zod';
import { type CommitRequest, type CommitRuling, commit } from './commit.ts';
import type { Action, Decision, Forgotten, Outcome, Produced, Reason, TwoPerson } from './define-register.ts';
import type { CaseEventFact, Fact, JsonObject, StatementInput } from './fact.ts';
import type { Keeping } from './keeping.ts';
import { isMechanismKind, MECHANISM_KINDS } from './mechanism-kinds.ts';
import type { Reads } from './reads.ts';
import { RecordError } from './record-error.ts';
import type { Actor } from './tenant.ts';
import { forgetPersonal, personalTombstone } from './personal-fields.ts';
import { findProposal, type ProposalState, refuseDecider, refuseProposer } from './two-person.ts';

/** Who acts in which register, and when. */
export interface Performance {
  readonly register: string;
  readonly actor: Actor;
  readonly now: string;
  readonly remember?: CommitRequest['remember'];
}

/** Does an action that needs one person only. */
export async function act(
  keeping: Keeping,
  performance: Performance,
  action: Action,
  given: unknown,
): Promise<Outcome> {
  const input = parseInput(action, given);
  if (action.twoPerson !== undefined) {
    throw new TypeError(`action "${action.name}" needs two persons: propose it, and let another decide`);
  }
  const submits = action.submits?.(input);
  return commit(keeping, {
    ...performance,
    stream: action.stream(input),
    ...(submits === undefined ? {} : { submits }),
    rule: (reads) => askRules(reads, performance, { action, input }),
  });
}

const SALT_BYTES = 16;

/** First person: asks the rules, and puts the proposal into the case. Nothing of what it would produce is recorded. */
export async function propose(
  keeping: Keeping,
  performance: Performance,
  action: Action,
  given: unknown,
): Promise<Outcome> {
  const input = parseInput(action, given);
  const { twoPerson } = action;
  const submits = action.submits?.(input);
  if (twoPerson === undefined) throw new TypeError(`action "${action.name}" needs no second person: act on it`);
  return commit(keeping, {
    ...performance,
    stream: action.stream(input),
    ...(submits === undefined ? {} : { submits }),
    rule: async (reads) => {
      const ruling = await askRules(reads, performance, { action, input });
      const reasons = [
        ...refuseProposer(twoPerson, performance, input),
        ...(submits === undefined ? [] : refuseTwice(await reads.facts(action.stream(input)), action, input)),
        ...(ruling.allowed ? [] : ruling.reasons),
      ];
      if (reasons.length > 0) return { allowed: false, reasons };
      const salt = encodeBase64url(keeping.randomBytes(SALT_BYTES));
      const content = { action: action.name, input: toJson(input), salt, ...signatureOf(twoPerson, performance.actor) };
      return { allowed: true, produces: [{ source: 'case-event', kind: MECHANISM_KINDS.proposed, content }] };
    },
  });
}

/** Another person: asks who decides, then the rules again on the facts of now, and records both or neither. */
export async function decide(keeping: Keeping, performance: Performance, decision: Decision): Promise<Outcome> {
  const { register, actor, now } = performance;
  let forgotten: Forgotten | undefined;
  return commit(keeping, {
    ...performance,
    stream: decision.stream,
    prepare: async (transaction) => {
      if (forgotten === undefined) return;
      await forgetPersonal(transaction, { register, stream: decision.stream, events: forgotten, now });
    },
    rule: async (reads): Promise<CommitRuling> => {
      forgotten = undefined;
      const facts = await reads.facts(decision.stream);
      const found = findProposal(facts, decision.proposal);
      const action = keeping.registers
        .get(register)
        ?.actions.find((each) => each.name === found?.proposal.content.action);
      if (found?.state !== 'open' || action?.twoPerson === undefined) {
        return { allowed: false, reasons: [noOpenProposal(decision, found?.state)] };
      }
      const { proposal } = found;
      const { twoPerson } = action;
      const reasons = refuseDecider({ facts, proposal, twoPerson, decision, actor, now });
      if (decision.verdict === 'reject') return rejection(reasons, decision);
      const input = parseInput(action, proposal.content.input);
      const ruling = await askRules(reads, performance, { action, input });
      const expired = await refuseTaken(keeping, reads, action.submits?.(input));
      const all: readonly Reason[] = [...reasons, ...expired, ...(ruling.allowed ? [] : ruling.reasons)];
      if (!ruling.allowed || all.length > 0) return { allowed: false, reasons: all };
      // What the act notes and forgets in the case belongs to the round that the decision ends: who decided has no part
      // in the next.
      const noted = ruling.produces.filter(({ source }) => source === 'case-event');
      const stated = ruling.produces.filter(({ source }) => source !== 'case-event');
      forgotten = twoPerson.forgetsPersonal?.(input, facts);
      const tombstones = forgotten === undefined ? [] : [personalTombstone(forgotten)];
      const produces = [...noted, ...tombstones, decidedEvent(decision, actor), ...stated];
      return {
        allowed: true,
        produces: produces.map((each) => withEvidence(each, proposal, actor)),
        effect: async (transaction) => {
          const { node, randomBytes } = keeping;
          await twoPerson.approved?.(transaction, input, { actor, now, node, randomBytes });
        },
      };
    },
  });
}

/** Lets another party read or contribute to a stream, or takes that back. Only the stream's owner may. */
export async function grantAccess(
  keeping: Keeping,
  performance: Performance,
  { stream, grantee, right }: { stream: string; grantee: string; right: 'read' | 'contribute' | null },
): Promise<Outcome> {
  const { actor, register } = performance;
  return commit(keeping, {
    ...performance,
    stream,
    rule: async (_, locked): Promise<CommitRuling> => {
      if (locked.owner !== actor.party || locked.lastEntry === null) {
        const detail = 'Only the party that owns a case says who else may see it.';
        return { allowed: false, reasons: [{ code: 'NOT_THE_OWNER', detail }] };
      }
      const kind = right === null ? MECHANISM_KINDS.revoked : MECHANISM_KINDS.granted;
      const content: JsonObject = right === null ? { grantee } : { grantee, right };
      return {
        allowed: true,
        produces: [{ source: 'case-event', kind, content }],
        effect: async (transaction, entry) => {
          await sql`delete from touchstone.access_grant
            where register = ${register} and stream = ${stream} and grantee = ${grantee}`.execute(transaction);
          if (right === null) return;
          await sql`insert into touchstone.access_grant
            (register, stream, grantee, owner, jurisdiction, origin_node, right_granted, entry)
            values (${register}, ${stream}, ${grantee}, ${locked.owner}, ${locked.jurisdiction}, ${keeping.node},
              ${right}, ${entry})`.execute(transaction);
        },
      };
    },
  });
}

async function askRules(
  reads: Reads,
  { actor, now }: Performance,
  { action, input }: { readonly action: Action; readonly input: unknown },
): Promise<CommitRuling> {
  const ruling = action.rules(input, await action.facts(reads, input), actor, now);
  if (!ruling.allowed) {
    if (ruling.reasons.length === 0) throw new TypeError(`action "${action.name}" refused without a reason`);
    return ruling;
  }
  const forged = ruling.produces.find((each) => each.source === 'case-event' && isMechanismKind(each.kind));
  if (forged !== undefined)
    throw new TypeError(`action "${action.name}" produces an event that record-keeping writes itself`);
  return { allowed: true, produces: ruling.produces };
}

/** The same statement waits once: who sends it again is told where it waits. */
function refuseTwice(facts: readonly Fact[], { name }: Action, input: unknown): readonly Reason[] {
  const given = canonicalize(toJson(input) as JsonValue);
  const waiting = facts.find(
    (fact) =>
      findProposal(facts, fact.entry)?.state === 'open' &&
      fact.source === 'case-event' &&
      fact.content.action === name &&
      canonicalize(fact.content.input as JsonValue) === given,
  );
  if (waiting === undefined) return [];
  const detail = `It waits already for another person's decision, as entry ${waiting.entry}.`;
  return [{ code: 'ALREADY_PROPOSED', detail }];
}

/** A proposal to record a statement ends when this node has its identity on record, whatever put it there. */
async function refuseTaken(
  { node }: Keeping,
  reads: Reads,
  submits: StatementInput | undefined,
): Promise<readonly Reason[]> {
  if (submits === undefined) return [];
  const { issuer, id } = submits;
  const found = (await reads.findStatements([{ by: 'identity', issuer, id }])).flat();
  if (!found.some(({ originNode }) => originNode === node)) return [];
  const detail = `${id} of ${issuer} was put on record meanwhile; this proposal has expired.`;
  return [{ code: 'IDENTITY_TAKEN', detail }];
}

/** How the proposer confirmed it, where proposing is a signature. */
function signatureOf({ proposerMeaning }: TwoPerson, { reauthentication }: Actor): JsonObject {
  return proposerMeaning === undefined || reauthentication === undefined ? {} : { signature: { ...reauthentication } };
}

function noOpenProposal({ proposal }: Decision, state: ProposalState | undefined): Reason {
  return state === 'overtaken'
    ? {
        code: 'PROPOSAL_OVERTAKEN',
        detail: `Another proposal was approved after entry ${proposal} was made; what is still wanted is proposed anew.`,
      }
    : { code: 'NO_OPEN_PROPOSAL', detail: `Entry ${proposal} is no proposal that waits for a decision.` };
}

function rejection(reasons: readonly Reason[], decision: Decision): CommitRuling {
  if (reasons.length > 0) return { allowed: false, reasons };
  const content = { proposal: decision.proposal, verdict: 'reject', ...remarkOf(decision) };
  return { allowed: true, produces: [{ source: 'case-event', kind: MECHANISM_KINDS.decided, content }] };
}

function decidedEvent(decision: Decision, actor: Actor): Produced {
  const { reauthentication } = actor;
  const content: JsonObject = {
    proposal: decision.proposal,
    verdict: decision.verdict,
    ...remarkOf(decision),
    ...(reauthentication === undefined ? {} : { signature: { ...reauthentication } }),
  };
  return { source: 'case-event', kind: MECHANISM_KINDS.decided, content };
}

function remarkOf({ remark }: Decision): JsonObject {
  return remark === undefined ? {} : { remark };
}

/** The organisation's key signs; that persons decided, how they proved themselves and what it meant is embedded. */
function withEvidence(produced: Produced, proposal: CaseEventFact, { reauthentication }: Actor): Produced {
  if (produced.source !== 'statement' || reauthentication === undefined) return produced;
  // No names: a signed body cannot forget them. Who it was stands in the case.
  const evidence: JsonObject = {
    type: ['TwoPersonDecision'],
    proposedAt: proposal.recordedAt,
    decidedAt: reauthentication.at,
    reauthenticatedBy: reauthentication.method,
    meaning: reauthentication.meaning,
    ...(reauthentication.actDigest === undefined ? {} : { actDigest: reauthentication.actDigest }),
  };
  const before = Array.isArray(produced.body.evidence) ? produced.body.evidence : [];
  return { ...produced, body: { ...produced.body, evidence: [...before, evidence] } };
}

/** Parses an action's input; throws `BAD_INPUT` naming every field that does not fit. */
function parseInput<Input>(action: { readonly name: string; readonly input: ZodType<Input> }, given: unknown): Input {
  const parsed = action.input.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.slice(0, 50).map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new RecordError('BAD_INPUT', `${action.name}: ${faults.join('; ')}`, { faults });
}

function toJson(value: unknown): JsonObject {
  return JSON.parse(JSON.stringify(value));
}
