// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { action, defineRegister, follower, route } from '../src/record-keeping/define-register.ts';
import type { Fact, JsonObject } from '../src/record-keeping/fact.ts';
import { column, table } from '../src/record-keeping/fold.ts';
import type { Reads } from '../src/record-keeping/reads.ts';
import type { Actor } from '../src/record-keeping/tenant.ts';

// A register of permits, for tests: private drafts, two persons to issue, suspend and withdraw, expiry by the clock,
// a holder's name that can be erased, and a count by body that follows.

/** States on days, one row per interval. */
export const permits = table({
  columns: {
    id: column.text,
    holder: column.optional(column.text),
    body: column.text,
    state: column.text,
    from: column.day,
    until: column.optional(column.day),
  },
  validity: { from: 'from', until: 'until' },
  indexes: [['id'], ['body', 'id'], ['state']],
});
/** Unfinished work, for the owner only. */
export const drafts = table({ columns: { id: column.text, text: column.text, at: column.instant } });
/** How many permits each body issued. */
export const counts = table({ columns: { body: column.text, issued: column.integer }, visibility: 'public' });

const permitInput = z.object({ id: z.string(), holder: z.string(), from: z.string(), until: z.string() });
const changeInput = z.object({ id: z.string(), changeId: z.string(), on: z.string() });

interface PermitFacts {
  readonly state: string | undefined;
}

async function readState(reads: Reads, input: { readonly id: string }): Promise<PermitFacts> {
  const rows = await reads.rows(permits).selectAll().where('id', '=', input.id).orderBy('from', 'desc').execute();
  return { state: rows[0]?.state };
}

function refuse(code: string, detail: string) {
  return { allowed: false as const, reasons: [{ code, detail }] };
}

function bodyOf(kind: string, { id, issuer, now }: { id: string; issuer: string; now: string }, subject: JsonObject) {
  return {
    id: `urn:uuid:${id}`,
    type: ['VerifiableCredential', kind],
    issuer,
    validFrom: now,
    credentialSubject: subject,
  };
}

export const saveDraft = action({
  name: 'save-draft',
  input: z.object({ id: z.string(), text: z.string() }),
  stream: (input) => input.id,
  facts: readState,
  rules: (input, facts) =>
    facts.state === undefined
      ? { allowed: true, produces: [{ source: 'case-event', kind: 'drafted', content: { text: input.text } }] }
      : refuse('ALREADY_ISSUED', `Permit ${input.id} is issued.`),
});

export const evaluate = action({
  name: 'evaluate',
  input: z.object({ id: z.string(), finding: z.string() }),
  stream: (input) => input.id,
  facts: async () => ({}),
  rules: (input) => ({
    allowed: true,
    produces: [{ source: 'case-event', kind: 'evaluated', content: { finding: input.finding } }],
  }),
});

const persons = { proposerRoles: ['assessor'], deciderRoles: ['decider'] };
/** What a decider signs. */
export const MEANING = 'I decide that the permit is granted.';

export const issue = action({
  name: 'issue',
  input: permitInput,
  stream: (input) => input.id,
  twoPerson: { ...persons, meaning: MEANING },
  facts: readState,
  rules(input, facts, actor, now) {
    if (facts.state !== undefined) return refuse('ALREADY_ISSUED', `Permit ${input.id} is ${facts.state}.`);
    const subject = { holderDigest: 'salted', from: input.from, until: input.until };
    const body = bodyOf('Permit', { id: input.id, issuer: actor.party, now }, subject);
    return {
      allowed: true,
      produces: [
        {
          source: 'statement',
          kind: 'Permit',
          body: { ...body, edges: [{ relation: 'about-party', key: 'did:web:holder.example' }] },
          visibility: 'public',
          disclosures: [{ path: '/credentialSubject/holderDigest', salt: 'abc', value: input.holder }],
        },
      ],
    };
  },
});

function change(name: 'suspend' | 'withdraw') {
  const to = name === 'suspend' ? 'suspended' : 'withdrawn';
  return action({
    name,
    input: changeInput,
    stream: (input) => input.id,
    twoPerson: { ...persons, meaning: `I decide to ${name}.` },
    facts: readState,
    rules(input, facts, actor, now) {
      if (facts.state === undefined || facts.state === 'withdrawn') {
        return refuse('NOT_IN_FORCE', `Permit ${input.id} is not in force.`);
      }
      const body = bodyOf('StatusChange', { id: input.changeId, issuer: actor.party, now }, { to, on: input.on });
      const edges = [{ relation: 'about-statement', key: `${actor.party} urn:uuid:${input.id}` }];
      return {
        allowed: true,
        produces: [{ source: 'statement', kind: 'StatusChange', body: { ...body, edges }, visibility: 'public' }],
      };
    },
  });
}
export const suspend = change('suspend');
export const withdraw = change('withdraw');

export const expire = action({
  name: 'expire',
  input: z.object({ id: z.string(), on: z.string() }),
  stream: (input) => input.id,
  facts: readState,
  rules: (input, facts, actor: Actor) =>
    actor.roles.includes('clock') && facts.state === 'in-force'
      ? { allowed: true, produces: [{ source: 'case-event', kind: 'expired', content: { on: input.on } }] }
      : refuse('NOT_DUE', `Permit ${input.id} does not expire now.`),
});

const dayBefore = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

type PermitRow = { id: string; holder: string | null; body: string; state: string; from: string; until: string | null };

function turn(rows: readonly PermitRow[], state: string, on: string): PermitRow[] {
  const last = [...rows].sort((a, b) => (a.from < b.from ? 1 : -1))[0];
  if (last === undefined) return [...rows];
  const kept = rows.filter((row) => row !== last);
  const until = last.until === null || last.until >= on ? dayBefore(on) : last.until;
  return [...kept, { ...last, until }, { ...last, state, from: on, until: null }];
}

function reducePermits(rows: readonly PermitRow[], fact: Fact): PermitRow[] {
  if (fact.source === 'statement' && fact.kind === 'Permit') {
    const { from, until } = fact.statement.body.credentialSubject as { from: string; until: string };
    const holder = fact.disclosures['/credentialSubject/holderDigest'] ?? null;
    return [...rows, { id: fact.stream, holder, body: fact.statement.issuer, state: 'in-force', from, until }];
  }
  if (fact.source === 'statement' && fact.kind === 'StatusChange') {
    const { to, on } = fact.statement.body.credentialSubject as { to: string; on: string };
    return turn(rows, to, on);
  }
  if (fact.source === 'case-event' && fact.kind === 'expired') return turn(rows, 'expired', String(fact.content.on));
  return [...rows];
}

const byBody = follower({
  name: 'by-body',
  version: 1,
  tables: { counts },
  keysOf: (fact) => (fact.source === 'statement' && fact.kind === 'Permit' ? [fact.statement.issuer] : []),
  reduce: (rows, _, key = '') => ({ counts: [{ body: key, issued: (rows.counts[0]?.issued ?? 0) + 1 }] }),
});

const getPermit = route({
  method: 'GET',
  path: '/permits/:id',
  operation: 'get-permit',
  summary: 'One permit on a day, as known at a cut',
  access: { roles: 'everyone' },
  params: z.object({ id: z.string() }),
  responses: { 200: { description: 'The permit', schema: z.object({ state: z.string() }) } },
  async handle({ reads }, { params }) {
    const rows = await reads.rows(permits).selectAll().where('id', '=', params.id).orderBy('from').execute();
    return rows.length === 0 ? { status: 404, body: null } : { status: 200, body: rows };
  },
});

const postDraft = route({
  method: 'POST',
  path: '/permits',
  operation: 'draft-permit',
  summary: 'A new draft',
  access: { roles: ['assessor'] },
  body: z.object({ text: z.string() }),
  responses: { 201: { description: 'The draft', schema: z.object({ id: z.string() }) } },
  async handle({ act, newId, reads }, { body }) {
    const id = newId();
    const outcome = await act(saveDraft, { id, text: body.text });
    const rows = await reads.rows(drafts).select(['text']).where('id', '=', id).execute();
    return { status: 201, body: { id, outcome: outcome.outcome, texts: rows.map((row) => row.text) } };
  },
});

/** The whole register. */
export const permitRegister = defineRegister({
  name: 'permits',
  kinds: ['Permit', 'StatusChange'],
  actions: [saveDraft, evaluate, issue, suspend, withdraw, expire],
  routes: [getPermit, postDraft],
  followers: [byBody],
  fold: {
    version: 1,
    tables: { permits, drafts },
    reduce: (rows, fact) => ({
      permits: reducePermits(rows.permits, fact),
      drafts:
        fact.source === 'case-event' && fact.kind === 'drafted'
          ? [{ id: fact.stream, text: String(fact.content.text), at: fact.recordedAt }]
          : rows.drafts,
    }),
  },
  expiry: {
    action: expire,
    async due(reads, now) {
      const today = now.slice(0, 10);
      const rows = await reads.rows(permits).selectAll().execute();
      const ended = rows.filter(({ state, until }) => state === 'in-force' && until !== null && until < today);
      const due = ended.filter(({ id, from }) => !rows.some((row) => row.id === id && row.from > from));
      return due.map(({ id, owner, jurisdiction }) => ({ owner, jurisdiction, input: { id, on: today } }));
    },
  },
});
