// SPDX-License-Identifier: Apache-2.0
import { pageOf, pageQuery } from '@touchstone/contract';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { actInCase, openCase } from '../../http/case-routes.ts';
import { after, pageAnswer } from '../../http/page-answer.ts';
import { caseActions } from '../../record-keeping/case-actions.ts';
import { type Reason, route } from '../../record-keeping/define-register.ts';
import type { Fact, JsonObject } from '../../record-keeping/fact.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { rulingOf } from '../../record-keeping/ruling.ts';
import { authorisations } from './fold.ts';
import { type AuthorisationRecord, authorisation, inputs } from './record.ts';

/** What the facts of one authorisation make. */
interface Granted {
  readonly given?: AuthorisationRecord;
  readonly ended: boolean;
}

function grantedOf(facts: readonly Fact[]): Granted {
  const events = facts.filter((fact) => fact.source === 'case-event');
  const given = events.find(({ kind }) => kind === 'authorised')?.content.authorisation;
  const ended = events.some(({ kind }) => kind === 'authorisation-ended');
  return given === undefined ? { ended } : { given: given as unknown as AuthorisationRecord, ended };
}

const { alone } = caseActions(grantedOf);

/** Nobody authorises themselves. ISO/IEC 17025:2017, 6.2.5 and 6.2.6 (recalled). */
export const authorise = alone({
  name: 'authorise',
  input: inputs.authorise,
  rules({ authorisation: asked }, _, { actor }) {
    const reasons: Reason[] = [];
    if (asked.person === actor.person) {
      reasons.push({ code: 'OWN_AUTHORISATION', detail: 'Nobody authorises themselves; let another person.' });
    }
    if (asked.to !== undefined && asked.to < asked.from) {
      reasons.push({ code: 'ENDS_BEFORE_IT_BEGINS', detail: `It would hold from ${asked.from} to ${asked.to}.` });
    }
    const content: JsonObject = { authorisation: JSON.parse(JSON.stringify(asked)) };
    return rulingOf(reasons, [{ source: 'case-event', kind: 'authorised', content }]);
  },
});

/** An authorisation is never taken back for days that have passed: what was done under it was done under it. */
export const endAuthorisation = alone({
  name: 'end-authorisation',
  input: inputs.end,
  rules({ to, reason }, { given, ended }, { now }) {
    const reasons: Reason[] = [];
    if (given === undefined || ended) {
      reasons.push({ code: 'NOT_AUTHORISED', detail: 'There is no authorisation here that runs.' });
    } else if (given.to !== undefined && to > given.to) {
      reasons.push({ code: 'LONGER_THAN_GIVEN', detail: `It ends on ${given.to} anyway.` });
    }
    if (to < dayAt(now)) reasons.push({ code: 'IN_THE_PAST', detail: `${to} has passed; it can end today.` });
    return rulingOf(reasons, [{ source: 'case-event', kind: 'authorisation-ended', content: { to, reason } }]);
  },
});

const give = openCase({
  path: '/laboratory-authorisations',
  operation: 'authorise-laboratory-person',
  summary: 'Records that a person of the own laboratory may test or sign, for which lines, on what ground, from when',
  access: WHO_MAY['authorise-laboratory-person'],
  body: authorisation,
  act: (context, body) => context.act(authorise, { stream: context.newId(), authorisation: body }),
});

const end = actInCase({
  path: '/laboratory-authorisations/:stream/ends',
  operation: 'end-laboratory-authorisation',
  summary: 'Ends an authorisation with a day from today on, and says why',
  access: WHO_MAY['end-laboratory-authorisation'],
  body: inputs.end.omit({ stream: true }),
  act: (context, stream, body) => context.act(endAuthorisation, { stream, ...body }),
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
          ...{ stream: z.string(), person: z.string(), may: z.string(), ground: z.string(), from: z.string() },
          ...{ until: z.string().nullable(), ended: z.string().nullable() },
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
    return pageAnswer(page, ['stream', 'person', 'may', 'lines', 'ground', 'from', 'until', 'ended']);
  },
});

/** Competence records: who may do what, kept by whoever manages the laboratory. */
export const personRoutes = [give, end, list];
