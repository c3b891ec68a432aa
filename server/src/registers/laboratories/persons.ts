// SPDX-License-Identifier: Apache-2.0
import { pageOf, pageQuery } from '@touchstone/contract';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { actInCase, CASE_PARTS, decideInCase, openCase, readCaseWith } from '../../http/case-routes.ts';
import { after, pageAnswer } from '../../http/page-answer.ts';
import { caseActions } from '../../record-keeping/case-actions.ts';
import { type Reason, route } from '../../record-keeping/define-register.ts';
import type { Fact, Json } from '../../record-keeping/fact.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { faultsOfPerson, type Members } from '../../record-keeping/members.ts';
import { rulingOf } from '../../record-keeping/ruling.ts';
import { eraseAuthorisationWords } from './authorisation-words.ts';
import { authorisedEvent, faultsOfAuthorisation } from './authorising.ts';
import { authorisations } from './fold.ts';
import { type AuthorisationRecord, authorisation, inputs } from './record.ts';

/** What the facts of one authorisation make. */
interface Granted {
  readonly given: Omit<AuthorisationRecord, 'ground'>;
  readonly ended: boolean;
}

/** The authorisations of a case, each under its number; one that was given by itself has none. */
type Case = ReadonlyMap<number | undefined, Granted>;

function caseOf(facts: readonly Fact[]): Case {
  const made = new Map<number | undefined, Granted>();
  for (const fact of facts) {
    if (fact.source !== 'case-event') continue;
    const { entry, authorisation: given } = fact.content as { readonly entry?: number; readonly authorisation?: Json };
    const before = made.get(entry);
    if (fact.kind === 'authorised') made.set(entry, { given: given as unknown as Granted['given'], ended: false });
    if (fact.kind === 'authorisation-ended' && before !== undefined) made.set(entry, { ...before, ended: true });
  }
  return made;
}

const { alone } = caseActions(caseOf);

/** A person is authorised by another, from a day to one that is not before it. */
export const authorise = alone({
  name: 'authorise',
  input: inputs.authorise,
  rules: ({ authorisation: asked }, _, { actor }) =>
    rulingOf(
      faultsOfAuthorisation(asked, actor.person).map(({ code, detail }) => ({ code, detail })),
      [authorisedEvent(asked)],
    ),
});

/** An authorisation is never taken back for days that have passed: what was done under it was done under it. */
export const endAuthorisation = alone({
  name: 'end-authorisation',
  input: inputs.end,
  rules({ entry, to, reason }, before, { now }) {
    const reasons: Reason[] = [];
    const found = before.get(entry);
    if (found === undefined || found.ended) {
      reasons.push({ code: 'NOT_AUTHORISED', detail: 'There is no authorisation here that runs.' });
    } else if (found.given.to !== undefined && to > found.given.to) {
      reasons.push({ code: 'LONGER_THAN_GIVEN', detail: `It ends on ${found.given.to} anyway.` });
    }
    if (to < dayAt(now)) reasons.push({ code: 'IN_THE_PAST', detail: `${to} has passed; it can end today.` });
    const content = { ...(entry === undefined ? {} : { entry }), to };
    return rulingOf(reasons, [{ source: 'case-event', kind: 'authorisation-ended', content, personal: { reason } }]);
  },
});

const give = (members: Pick<Members, 'isOf'>) =>
  openCase({
    path: '/laboratory-authorisations',
    operation: 'authorise-laboratory-person',
    summary: 'Records that a person of the own laboratory may test or sign, for which lines, on what ground, from when',
    access: WHO_MAY['authorise-laboratory-person'],
    body: authorisation,
    async act(context, body) {
      const stream = context.newId();
      const reasons = await faultsOfPerson(members, context.actor?.party ?? '', body.person);
      if (reasons.length > 0) return { outcome: 'refused', stream, reasons };
      return context.act(authorise, { stream, authorisation: body });
    },
  });

const end = actInCase({
  path: '/laboratory-authorisations/:stream/ends',
  operation: 'end-laboratory-authorisation',
  summary: 'Ends an authorisation with a day from today on, and says why',
  access: WHO_MAY['end-laboratory-authorisation'],
  body: inputs.end.omit({ stream: true }),
  act: (context, stream, body) => context.act(endAuthorisation, { stream, ...body }),
});

const readOne = readCaseWith({
  path: '/laboratory-authorisations/:stream',
  operation: 'read-laboratory-authorisation',
  summary: 'An authorisation, or a list of them, as a case: every event, and what waits for a decision',
  access: WHO_MAY['read-laboratory-authorisation'],
  ...{ answer: z.strictObject(CASE_PARTS), actions: [eraseAuthorisationWords] },
  of: () => ({}),
});

const proposeErasure = actInCase({
  path: '/laboratory-authorisations/:stream/proposals',
  operation: 'propose-authorisation-erasure',
  summary: 'Proposes to erase what is said in words of why a person is authorised, and why no longer; days stay',
  access: WHO_MAY['propose-authorisation-erasure'],
  body: inputs.eraseWords.omit({ stream: true }),
  act: (context, stream, body) => context.propose(eraseAuthorisationWords, { stream, ...body }),
});

const decideErasure = decideInCase({
  path: '/laboratory-authorisations/:stream/decisions',
  operation: 'decide-authorisation-erasure',
  summary: 'Another person approves or rejects the erasure; what is erased is gone, history included',
  access: WHO_MAY['decide-authorisation-erasure'],
  actions: [eraseAuthorisationWords],
});

const list = route({
  method: 'GET',
  path: '/laboratory-authorisations',
  operation: 'list-laboratory-authorisations',
  summary: 'Who of the own laboratory may test and sign what; with `on`, on that day',
  access: WHO_MAY['list-laboratory-authorisations'],
  query: z.strictObject({ ...pageQuery, person: z.string().max(400).optional() }),
  responses: {
    200: {
      description: 'One page',
      schema: pageOf(
        z.strictObject({
          ...{
            stream: z.string(),
            entry: z.int().nullable(),
            person: z.string(),
            may: z.string(),
            ground: z.string().nullable().describe('Null once it is erased'),
            from: z.string(),
          },
          ...{ until: z.string().nullable(), ended: z.boolean(), reason: z.string().nullable() },
          lines: z.strictObject({
            substances: z.array(z.string()).optional(),
            methods: z.array(z.string()).optional(),
          }),
        }),
      ),
    },
  },
  async handle({ reads }, { query: { cursor, limit, person } }) {
    let rows = reads.rows(authorisations);
    if (person !== undefined) rows = rows.where('person', '=', person);
    const page = await reads.page(rows, { by: ['person', 'from'], limit, ...after(cursor) });
    return pageAnswer(page, [
      'stream',
      'entry',
      'person',
      'may',
      'lines',
      'ground',
      'from',
      'until',
      'ended',
      'reason',
    ]);
  },
});

/** Competence records: who may do what, kept by whoever manages the laboratory. */
export const personRoutes = (members: Pick<Members, 'isOf'>) => [
  ...[give(members), end, list, readOne, proposeErasure, decideErasure],
];
