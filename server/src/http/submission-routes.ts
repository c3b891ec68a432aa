// SPDX-License-Identifier: Apache-2.0
// What was signed elsewhere and needs two persons waits here, private to its organisation, until another one decides.
import { decision, pageOf, pageQuery, recorded } from '@touchstone/contract';
import { z } from 'zod';
import type { Access } from '../record-keeping/define-register.ts';
import type { CaseEventFact } from '../record-keeping/fact.ts';
import type { SubmissionPlace } from '../record-keeping/find-submissions.ts';
import { keptStatement } from '../record-keeping/kept-statement.ts';
import { proposalDigest, signedMeaning } from '../record-keeping/proposal-digest.ts';
import { RecordError } from '../record-keeping/record-error.ts';
import type { RecordKeeping } from '../record-keeping/record-keeping.ts';
import type { Actor, Tenant } from '../record-keeping/tenant.ts';
import { findProposal } from '../record-keeping/two-person.ts';
import { decideProposal } from './proposals.ts';
import { type Call, type ServedRoute, servedRoute } from './served-route.ts';
import type { StatementServices } from './statement-routes.ts';

/** What deciding about submissions takes beside the record. */
export interface SubmissionServices {
  readonly recordKeeping: Pick<RecordKeeping, 'read' | 'actIn' | 'registers' | 'submissions'>;
  readonly readSigned: StatementServices['readSigned'];
  /** Who may see what waits, and who may decide it. */
  readonly access: { readonly list: Access; readonly read: Access; readonly decide: Access };
}

const waiting = {
  submission: z.int().describe('Entry of the proposal'),
  register: z.string(),
  kind: z.string(),
  id: z.string(),
  issuer: z.string(),
  statementDigest: z.string().describe('Digest by which references will name the statement'),
  proposedBy: z.string(),
  proposedAt: z.string(),
  digest: z.string().describe('Digest of the proposal: the very bytes that were handed in, and its case before it'),
  meaning: z.string().describe("What the decider's signature means; must come back word for word"),
} as const;
const whole = z
  .strictObject({
    ...waiting,
    statement: z.string().describe('The bytes handed in, as text'),
    jwt: z.string().optional(),
  })
  .meta({ id: 'StatementSubmission' });
type Waiting = z.infer<typeof whole>;

const params = z.strictObject({ submission: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) });
const PATH = '/api/statement-submissions';

/** Listing, reading and deciding what waits for a second person. */
export function submissionRoutes({ recordKeeping, readSigned, access }: SubmissionServices): readonly ServedRoute[] {
  const described = { tag: 'node', asOf: false } as const;
  const list = servedRoute({
    ...described,
    method: 'GET',
    path: PATH,
    operation: 'list-statement-submissions',
    summary: 'What was signed elsewhere and waits for the decision of a second person of the own organisation',
    access: access.list,
    records: false,
    problems: ['BAD_CURSOR'],
    query: z.strictObject({ ...pageQuery }),
    responses: { 200: { description: 'One page', schema: pageOf(z.strictObject(waiting)) } },
    async serve({ query: { cursor, limit }, actor, tenant }) {
      const { items: places, next } = await recordKeeping.submissions(tenant, { limit, after: cursor });
      const items: unknown[] = [];
      for (const place of places) {
        const found = await readWaiting(recordKeeping, { place, tenant, actor });
        if (found === undefined) continue;
        const { statement: _, jwt: __, ...shown } = found;
        items.push(shown);
      }
      return { status: 200, body: { items, ...(next === undefined ? {} : { next }) } };
    },
  });
  const read = servedRoute({
    ...described,
    method: 'GET',
    path: `${PATH}/:submission`,
    operation: 'read-statement-submission',
    summary: 'One statement that waits, with the bytes that were handed in',
    access: access.read,
    records: false,
    params,
    responses: { 200: { description: 'What waits', schema: whole } },
    async serve({ params: { submission }, actor, tenant }) {
      const place = await placeOf(recordKeeping, tenant, submission);
      const found = await readWaiting(recordKeeping, { place, tenant, actor });
      if (found === undefined) throw unknown(submission);
      return { status: 200, body: found };
    },
  });
  const decide = servedRoute({
    ...described,
    method: 'POST',
    path: `${PATH}/:submission/decisions`,
    operation: 'decide-statement-submission',
    summary: 'Approves or rejects, as another person, what waits; an approval puts the bytes handed in on record',
    access: access.decide,
    records: true,
    problems: ['NOT_VERIFIED'],
    params,
    body: decision.omit({ proposal: true }),
    responses: { 201: { description: 'On record', schema: recorded } },
    async serve({ params: { submission }, body, ...call }) {
      const { tenant, actor, now } = call;
      const place = await placeOf(recordKeeping, tenant, submission);
      const found = await readWaiting(recordKeeping, { place, tenant, actor });
      // A key may have been taken back since: what does not hold today is not put on record today.
      if (body.verdict === 'approve' && found !== undefined) {
        await readSigned({ text: found.statement, jwt: found.jwt }, now);
      }
      return decideHere(recordKeeping, { place, call, body: { ...body, proposal: submission } });
    },
  });
  return [list, read, decide];
}

function decideHere(
  recordKeeping: SubmissionServices['recordKeeping'],
  how: {
    readonly place: SubmissionPlace;
    readonly call: Pick<Call, 'actor' | 'tenant' | 'now' | 'memory'>;
    readonly body: z.infer<typeof decision>;
  },
) {
  const { place, body } = how;
  const { actor, tenant, now, memory } = how.call;
  const { register, stream } = place;
  const actions = recordKeeping.registers.flatMap(({ name, submission }) =>
    name === register && submission !== undefined ? [submission.action] : [],
  );
  return recordKeeping.read({ register, tenant, asOf: {} }, (reads) => {
    const caller = { actor, tenant, now, asOf: {}, reads, ...(memory === undefined ? {} : { memory }) };
    return decideProposal(recordKeeping.actIn(register, caller), { stream, body, actions });
  });
}

async function placeOf(
  recordKeeping: SubmissionServices['recordKeeping'],
  tenant: Tenant,
  entry: number,
): Promise<SubmissionPlace> {
  const [place] = (await recordKeeping.submissions(tenant, { entry })).items;
  if (place === undefined) throw unknown(entry);
  return place;
}

/** What waits there for this actor's function; undefined where it was decided, overtaken, or has expired. */
async function readWaiting(
  recordKeeping: SubmissionServices['recordKeeping'],
  { place, tenant, actor }: { place: SubmissionPlace; tenant: Tenant; actor: Actor | undefined },
): Promise<Waiting | undefined> {
  const { register, stream, entry } = place;
  const twoPerson = recordKeeping.registers.find(({ name }) => name === register)?.submission?.action.twoPerson;
  if (twoPerson === undefined) return undefined;
  const staff = [...twoPerson.proposerRoles, ...twoPerson.deciderRoles];
  if (!actor?.roles.some((role) => staff.includes(role))) return undefined;
  return recordKeeping.read({ register, tenant, asOf: {} }, async (reads) => {
    const facts = await reads.facts(stream);
    const found = findProposal(facts, entry);
    if (found?.state !== 'open') return undefined;
    const { proposal } = found;
    const kept = statementOf(proposal);
    const { kind, id, issuer } = kept;
    const taken = await reads.findStatements([{ by: 'identity', issuer, id }]);
    // What only the log of another node has so far is still to be put on record by this one.
    if (taken.flat().some(({ originNode }) => originNode === proposal.originNode)) return undefined;
    const digest = proposalDigest(facts, proposal, twoPerson);
    return {
      ...{ submission: entry, register, kind, id, issuer, statementDigest: kept.digest },
      ...{ proposedBy: proposal.actor.person, proposedAt: proposal.recordedAt },
      ...{ digest, meaning: signedMeaning(twoPerson, digest), statement: kept.text },
      ...(kept.jwt === undefined ? {} : { jwt: kept.jwt }),
    };
  });
}

function statementOf({ content }: CaseEventFact) {
  return keptStatement.parse((content.input as { readonly statement?: unknown }).statement);
}

function unknown(submission: number): RecordError {
  return new RecordError('UNKNOWN_STREAM', 'no such submission', { submission });
}
