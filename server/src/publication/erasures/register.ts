// SPDX-License-Identifier: Apache-2.0
import { decision } from '@touchstone/contract';
import type { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { caseParams, openCase, readCaseWith } from '../../http/case-routes.ts';
import { decideProposal, RECORDED } from '../../http/proposals.ts';
import { type Action, type Approval, action, defineRegister, route } from '../../record-keeping/define-register.ts';
import type { Fact } from '../../record-keeping/fact.ts';
import type { Keeping } from '../../record-keeping/keeping.ts';
import { MECHANISM_KINDS } from '../../record-keeping/mechanism-kinds.ts';
import { RecordError } from '../../record-keeping/record-error.ts';
import { refused } from '../../record-keeping/ruling.ts';
import { type DatabaseTransaction, withKeeper } from '../../storage/with-tenant.ts';
import { notePersons } from '../party-secrets.ts';
import { closeLeaves, forgetPerson, layTombstones } from './effects.ts';
import { answers, erasureAct, inputs } from './record.ts';
import { MEANINGS, mayErasePerson, mayEraseStatement, mayNotePerson } from './rules.ts';
import { keepHandle, nameOfHandle, personAtHand, statementAtHand } from './subjects.ts';
import { readTrail, trailPage, trailQuery } from './trail.ts';

/** Name of the register of erasures; its streams are cases, and it records no statements. */
const ERASURES = 'erasures';

const ROLES = { proposerRoles: ['erasure-proposer'], deciderRoles: ['erasure-decider'] };
const GONE = 'The name that this case is about was erased before.';
type StatementInput = z.infer<typeof inputs.statement>;
type PersonInput = z.infer<typeof inputs.person>;
/** Whom an act is about, and why. */
interface PersonAct {
  readonly party: string;
  readonly ground: string;
}

/** The acts, over a record that is opened after its registers are declared. */
function actionsOver(keeping: () => Keeping) {
  // A rule sees the register of persons as no tenant may: what it answers names nobody.
  const asKeeper = <Result>(work: (transaction: DatabaseTransaction) => Promise<Result>) =>
    withKeeper(keeping().database, work);
  // This process may still remember what it has just recorded; what is undone after all is read from the database again.
  const forget = (entries: readonly number[]) => {
    for (const entry of entries) keeping().recent.take(entry);
  };
  const eraseStatement = action({
    name: 'erase-statement',
    input: inputs.statement,
    stream: ({ stream }) => stream,
    facts: (_, { issuer, id }) =>
      asKeeper((transaction) => statementAtHand(transaction, { issuer, id }, keeping().node)),
    rules: (_, found, actor) => mayEraseStatement(found, actor),
    twoPerson: {
      ...{ ...ROLES, meaning: MEANINGS['erase-statement'] },
      async approved(transaction, input, { node, now }) {
        const { ground, ...named } = input as StatementInput;
        const found = await statementAtHand(transaction, named, node);
        if (found === undefined) return;
        await closeLeaves(transaction, [found.statement.entry], { now, ground: ground.kind });
        forget([found.statement.entry]);
      },
    },
  });
  const aboutPerson = (
    name: 'erase-person' | 'note-person',
    rules: typeof mayErasePerson,
    approved: (transaction: DatabaseTransaction, of: PersonAct, approval: Approval) => Promise<void>,
  ): Action<PersonInput> =>
    action({
      name,
      input: inputs.person,
      stream: ({ stream }) => stream,
      // The name behind a handle is given to the organisation alone that gave it.
      facts: (_, { handle }) =>
        asKeeper(async (transaction) => {
          const named = await nameOfHandle(transaction, handle);
          return named && { owner: named.owner, found: await personAtHand(transaction, named.party) };
        }),
      rules: (_, named, actor) =>
        named?.owner === actor.party ? rules(named.found, actor) : refused('ALREADY_ERASED', GONE),
      twoPerson: {
        ...{ ...ROLES, meaning: MEANINGS[name] },
        async approved(transaction, input, approval) {
          const { handle, ground } = input as PersonInput;
          const named = await nameOfHandle(transaction, handle);
          if (named !== undefined) await approved(transaction, { party: named.party, ground: ground.kind }, approval);
        },
      },
    });
  return {
    'erase-statement': eraseStatement,
    'erase-person': aboutPerson('erase-person', mayErasePerson, async (transaction, of, { actor, node, now }) =>
      forget(await forgetPerson(transaction, { ...of, owner: actor.party, node, now })),
    ),
    'note-person': aboutPerson('note-person', mayNotePerson, (transaction, { party }, making) =>
      notePersons(transaction, [party], making),
    ),
  };
}

/**
 * What is erased about natural persons, and who is noted as one: proposed by one person of an organisation, decided by
 * another. A case has the handle of a person and no name, so that it may stay when the name is gone.
 */
export function erasureRegister(keeping: () => Keeping) {
  const acts = actionsOver(keeping);
  const actions: readonly Action[] = Object.values(acts);
  const propose = openCase({
    path: '/erasure-cases',
    operation: 'propose-erasure',
    summary: 'Proposes to erase a statement about a person or all about one, or to note a name as that of a person',
    access: WHO_MAY['propose-erasure'],
    body: erasureAct,
    async act(context, body) {
      const stream = context.newId();
      if (body.act === 'erase-statement') {
        const { act, ...named } = body;
        return context.propose(acts[act], { stream, ...named });
      }
      const { act, party, ground } = body;
      const handle = context.newId();
      const kept = { handle, owner: context.actor?.party ?? '', party, now: context.now };
      await withKeeper(keeping().database, (transaction) => keepHandle(transaction, kept));
      return context.propose(acts[act], { stream, handle, ground });
    },
  });
  const decide = route({
    method: 'POST',
    path: '/erasure-cases/:stream/decisions',
    operation: 'decide-erasure',
    summary: 'Approves or rejects what was proposed; an approval erases it for good',
    access: WHO_MAY['decide-erasure'],
    params: caseParams,
    body: decision,
    responses: RECORDED,
    async handle(context, { params: { stream }, body }) {
      const answer = await decideProposal(context, { stream, body, actions });
      await layTombstones(keeping());
      return answer;
    },
  });
  const readOneCase = readCaseWith({
    path: '/erasure-cases/:stream',
    operation: 'read-erasure-case',
    summary: 'One case: what is proposed, by whom, and what became of it',
    access: WHO_MAY['read-erasure-case'],
    ...{ answer: answers.case, actions },
    of: (facts) => ({ status: statusOf(facts) }),
  });
  const list = route({
    method: 'GET',
    path: '/erasures',
    operation: 'list-erasures',
    summary:
      'Who proposed and decided which erasure, when and on what ground: of the own organisation, or for an auditor of the jurisdiction',
    access: WHO_MAY['list-erasures'],
    query: trailQuery,
    responses: { 200: { description: 'One page, the oldest first', schema: trailPage } },
    async handle({ actor }, { query }) {
      if (actor === undefined) throw new RecordError('BAD_INPUT', 'this route is for members only');
      return { status: 200, body: await readTrail(keeping().database, actor, query) };
    },
  });
  return defineRegister({
    ...{ name: ERASURES, kinds: [], actions, routes: [propose, decide, readOneCase, list] },
    fold: { version: 1, tables: {}, reduce: (rows) => rows },
  });
}

function statusOf(facts: readonly Fact[]): 'proposed' | 'rejected' | 'done' {
  const decided = facts.filter((fact) => fact.source === 'case-event' && fact.kind === MECHANISM_KINDS.decided).at(-1);
  if (decided?.source !== 'case-event') return 'proposed';
  return decided.content.verdict === 'approve' ? 'done' : 'rejected';
}
