// SPDX-License-Identifier: Apache-2.0
import { pageQuery } from '@touchstone/contract';
import { type CalendarDay, parseCalendarDay, parsePlace } from '@touchstone/identifiers';
import type { RequirementSet } from '@touchstone/requirements';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { openCase } from '../../http/case-routes.ts';
import { after, pageAnswer } from '../../http/page-answer.ts';
import { caseActions } from '../../record-keeping/case-actions.ts';
import { type CompetentRoot, faultsOfAuthority } from '../../record-keeping/competent-root.ts';
import { defineRegister, type RouteContext, route } from '../../record-keeping/define-register.ts';
import type { Keeping } from '../../record-keeping/keeping.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { RecordError } from '../../record-keeping/record-error.ts';
import { readSupervised, type SupervisedReads } from '../../record-keeping/supervised-reads.ts';
import { checkDeclaration } from './check.ts';
import { ownStandards, ownStandardsFold } from './fold.ts';
import { productsFollower } from './products.ts';
import { answers, asked, declaration, inputs, LISTED_FIELDS, withdrawal } from './record.ts';
import { declaredOf, mayDeclare, mayWithdraw, ownStream } from './rules.ts';

/** What the register needs from elsewhere: the law as it is loaded, and who supervises where. */
export interface OwnStandardParts {
  readonly requirements: RequirementSet | undefined;
  readonly roots: readonly CompetentRoot[];
}

const REGISTER = 'own-standards';

const list = route({
  method: 'GET',
  path: '/own-standards',
  operation: 'list-own-standards',
  summary: 'Enterprise standards that firms declared, with what became of each',
  access: WHO_MAY['list-own-standards'],
  query: z.strictObject({ ...pageQuery, food: z.string().max(200).optional(), issuer: z.string().max(500).optional() }),
  responses: { 200: { description: 'One page', schema: answers.list } },
  async handle({ reads }, { query: { cursor, limit, food, issuer } }) {
    let rows = reads.rows(ownStandards);
    if (food !== undefined) rows = rows.where('food', '=', food);
    if (issuer !== undefined) rows = rows.where('issuer', '=', issuer);
    return pageAnswer(await reads.page(rows, { by: ['standard', 'issuer'], limit, ...after(cursor) }), LISTED_FIELDS);
  },
});

/** The firm with its own eyes; whoever supervises the place over its jurisdiction; nobody else. */
async function readAs<Result>(
  { actor, reads }: RouteContext,
  { roots, issuer, place, keeping }: Asking,
  work: (reads: Pick<SupervisedReads, 'rows' | 'findStatements'>) => Promise<Result>,
): Promise<Result> {
  if (actor !== undefined && actor.party === issuer) return work(reads);
  const supervises = actor?.roles.includes('market-inspector') === true;
  if (actor === undefined || !supervises || faultsOfAuthority(roots, actor.party, place).length > 0) throw unknown();
  const { jurisdiction } = actor;
  return readSupervised(keeping(), { register: REGISTER, jurisdiction, asOf: reads.asOf }, work);
}

interface Asking {
  readonly roots: readonly CompetentRoot[];
  readonly issuer: string;
  readonly place: ReturnType<typeof parsePlace>;
  readonly keeping: () => Keeping;
}

const unknown = () => new RecordError('UNKNOWN_STREAM', 'no such enterprise standard', {});

const check = ({ requirements, roots }: OwnStandardParts, keeping: () => Keeping) =>
  route({
    method: 'GET',
    path: '/own-standards/:issuer/:id/check',
    operation: 'check-own-standard',
    summary:
      'An enterprise standard against the mandatory limits of a place and against results of its products on record: for the firm and for the authority of the place',
    access: WHO_MAY['check-own-standard'],
    params: z.strictObject({ issuer: z.string().max(500), id: z.string().max(100).describe('urn:uuid:…') }),
    query: asked,
    responses: { 200: { description: 'Row by row; nothing that is unknown counts as met', schema: answers.check } },
    async handle(context, { params: { issuer, id }, query: { place: named, use } }) {
      const place = parsePlace(named);
      const on: CalendarDay = parseCalendarDay(context.reads.asOf.on ?? dayAt(context.now));
      const body = await readAs(context, { roots, issuer, place, keeping }, async (reads) => {
        const [[statement] = []] = await reads.findStatements([{ by: 'identity', issuer, id }]);
        if (statement?.register !== REGISTER || statement.kind !== 'SelfDeclaration') throw unknown();
        if (requirements === undefined) throw unknown();
        return checkDeclaration(statement, { set: requirements, reads, place, use, on });
      });
      return { status: 200, body };
    },
  });

/** What firms declare as standards of their own, held against the law of a place and against what was measured. */
export function ownStandardsRegister(parts: OwnStandardParts, keeping: () => Keeping) {
  const actions = caseActions(declaredOf);
  const declare = actions.alone({ name: 'declare', input: inputs.declare, rules: mayDeclare(parts.requirements) });
  const withdraw = actions.alone({ name: 'withdraw', input: inputs.withdraw, rules: mayWithdraw });
  const declareOwn = openCase({
    path: '/own-standards',
    operation: 'declare-own-standard',
    summary: 'Declares an enterprise standard with its own limits; signed for the firm, and public',
    access: WHO_MAY['declare-own-standard'],
    body: z.strictObject({ declaration }),
    act: (context, body) => {
      const stream = ownStream(context.actor?.party, body.declaration.ownStandard.standard);
      return context.act(declare, { stream, id: context.newId(), ...body });
    },
  });
  const withdrawOwn = openCase({
    path: '/own-standard-withdrawals',
    operation: 'withdraw-own-standard',
    summary: 'Takes back an enterprise standard of the own firm; that it was declared stays on record',
    access: WHO_MAY['withdraw-own-standard'],
    body: withdrawal,
    act: (context, { standard, reason }) => {
      const stream = ownStream(context.actor?.party, standard);
      return context.act(withdraw, { stream, id: context.newId(), reason });
    },
  });
  return defineRegister({
    name: REGISTER,
    kinds: ['SelfDeclaration', 'StatusChange'],
    fold: ownStandardsFold,
    followers: [productsFollower],
    actions: [declare, withdraw],
    routes: [declareOwn, withdrawOwn, list, check(parts, keeping)],
  });
}
