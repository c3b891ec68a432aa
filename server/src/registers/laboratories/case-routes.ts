// SPDX-License-Identifier: Apache-2.0
import { pageQuery } from '@touchstone/contract';
import { concatBytes, decodeHex, encodeBase64url } from '@touchstone/identifiers';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { actInCase, caseParams, casePartsOf, decideInCase, openCase, readOwnCase } from '../../http/case-routes.ts';
import { after, pageAnswer } from '../../http/page-answer.ts';
import { route } from '../../record-keeping/define-register.ts';
import { draft, type issueBy, revoke, sign } from './actions.ts';
import { answers } from './answers.ts';
import { caseOf } from './case.ts';
import { cases } from './fold.ts';
import { type GateReads, readChangedSince } from './gate.ts';
import { document, proposedAct, signerName, visibility } from './record.ts';

type Issue = ReturnType<typeof issueBy>;
const [samplingDocument, reportDocument] = document.options;
const replacing = z.string().trim().min(1).max(4_000).optional().describe('Why it takes the place of what was signed');

const draftSampling = openCase({
  path: '/sampling-cases',
  operation: 'draft-sampling-record',
  summary: 'Opens a case with the draft of a sampling record, which only the own party sees',
  access: WHO_MAY['draft-sampling-record'],
  body: z.strictObject({ document: samplingDocument, visibility }),
  act: (context, body) => context.act(draft, { stream: context.newId(), ...body }),
});

const amendSampling = actInCase({
  path: '/sampling-cases/:stream/drafts',
  operation: 'amend-sampling-draft',
  summary: 'Puts another draft in the place of the last, or of what was signed, where it says why',
  access: WHO_MAY['amend-sampling-draft'],
  body: z.strictObject({ document: samplingDocument, visibility, replacing }),
  act: (context, stream, body) => context.act(draft, { stream, ...body }),
});

const signSampling = actInCase({
  path: '/sampling-cases/:stream/signatures',
  operation: 'sign-sampling-record',
  summary: 'The sampler signs the draft as it stands; the name is kept apart, so that it can be erased',
  access: WHO_MAY['sign-sampling-record'],
  body: z.strictObject({ name: signerName }),
  act(context, stream, { name }) {
    const salt = encodeBase64url(concatBytes(idBytes(context.newId()), idBytes(context.newId())));
    const ids = { id: context.newId(), changeId: context.newId() };
    return context.act(sign, { stream, ...ids, signer: { name, salt } });
  },
});

const draftReport = openCase({
  path: '/report-cases',
  operation: 'draft-test-report',
  summary: 'Opens a case with the draft of a test report, which only the own laboratory sees',
  access: WHO_MAY['draft-test-report'],
  body: z.strictObject({ document: reportDocument, visibility }),
  act: (context, body) => context.act(draft, { stream: context.newId(), ...body }),
});

const amendReport = actInCase({
  path: '/report-cases/:stream/drafts',
  operation: 'amend-report-draft',
  summary: 'Puts another draft in the place of the last, or of what was issued, where it says why',
  access: WHO_MAY['amend-report-draft'],
  body: z.strictObject({ document: reportDocument, visibility, replacing }),
  act: (context, stream, body) => context.act(draft, { stream, ...body }),
});

const proposeAct = (issue: Issue) =>
  actInCase({
    path: '/laboratory-cases/:stream/proposals',
    operation: 'propose-report-act',
    summary: 'Submits a report for signature, or asks that a signed document be revoked',
    access: WHO_MAY['propose-report-act'],
    body: proposedAct,
    act(context, stream, body) {
      const id = context.newId();
      if (body.act === 'revoke') return context.propose(revoke, { stream, id, reason: body.reason });
      return context.propose(issue, { stream, id, changeId: context.newId(), reasons: body.reasons });
    },
  });

const decideAct = (issue: Issue) =>
  decideInCase({
    path: '/laboratory-cases/:stream/decisions',
    operation: 'decide-report-act',
    summary: 'An authorised signatory approves or rejects what another person proposed',
    access: WHO_MAY['decide-report-act'],
    actions: [issue, revoke],
  });

const listCases = route({
  method: 'GET',
  path: '/laboratory-cases',
  operation: 'list-laboratory-cases',
  summary: 'The cases of the own laboratory, those that changed last first',
  access: WHO_MAY['list-laboratory-cases'],
  query: z.strictObject({
    ...pageQuery,
    kind: z.enum(['SamplingRecord', 'TestReport']).optional(),
    state: z.string().max(40).optional(),
  }),
  responses: { 200: { description: 'One page', schema: answers.cases } },
  async handle({ reads }, { query: { cursor, limit, kind, state } }) {
    let rows = reads.rows(cases);
    if (kind !== undefined) rows = rows.where('kind', '=', kind);
    if (state !== undefined) rows = rows.where('state', '=', state);
    const page = await reads.page(rows, { by: ['updatedAt'], direction: 'descending', limit, ...after(cursor) });
    return pageAnswer(page, ['stream', 'kind', 'number', 'state', 'updatedAt']);
  },
});

const readOneCase = (issue: Issue, gateReads: GateReads) =>
  route({
    method: 'GET',
    path: '/laboratory-cases/:stream',
    operation: 'read-laboratory-case',
    summary: 'One case: the draft, what was signed, what waits for a decision, and every event',
    access: WHO_MAY['read-laboratory-case'],
    params: caseParams,
    responses: { 200: { description: 'The case', schema: answers.case } },
    async handle(context, { params: { stream } }) {
      const facts = await readOwnCase(context, stream);
      const state = caseOf(facts);
      const { draft: drafted, signed } = state;
      const sinceSigned = await readChangedSince({ facts, state }, { reads: context.reads, ...gateReads });
      const signers = facts.flatMap((fact) => (fact.source === 'statement' ? Object.values(fact.disclosures) : []));
      return {
        status: 200,
        body: {
          ...casePartsOf(stream, facts, [issue, revoke]),
          ...{ kind: drafted?.document.kind ?? signed?.kind ?? '', signers, sinceSigned },
          ...(drafted === undefined ? {} : { draft: drafted.document.subject, draftVisibility: drafted.visibility }),
          ...(drafted?.replacing === undefined ? {} : { replacing: drafted.replacing }),
          ...(signed === undefined ? {} : { signed: { ...signed.reference, status: signed.status } }),
        },
      };
    },
  });

/** 74 bits of each UUIDv7 are random: two of them salt one name. */
function idBytes(id: string): Uint8Array {
  return decodeHex(id.replaceAll('-', ''));
}

/** What the laboratory's own staff does, and sees. */
export const caseRoutes = (issue: Issue, gateReads: GateReads) => [
  ...[draftSampling, amendSampling, signSampling, draftReport, amendReport],
  ...[proposeAct(issue), decideAct(issue), listCases, readOneCase(issue, gateReads)],
];
