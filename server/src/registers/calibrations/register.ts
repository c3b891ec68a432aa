// SPDX-License-Identifier: Apache-2.0
import { pageQuery } from '@touchstone/contract';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { actInCase, decideInCase, openCase, readCaseWith } from '../../http/case-routes.ts';
import { after, pageAnswer } from '../../http/page-answer.ts';
import { caseActions } from '../../record-keeping/case-actions.ts';
import { action, defineRegister, route } from '../../record-keeping/define-register.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { RecordError } from '../../record-keeping/record-error.ts';
import { calibrationsFold, certificates, tracedFollower, waiting } from './fold.ts';
import { type OwnReads, proposerOf, type Roots, readChangedSince, readGate } from './gate.ts';
import { answers, CERTIFICATE_KINDS, inputs, ISSUE, proposed, revocation } from './record.ts';
import { issuedOf, MEANINGS, mayIssue, mayRevoke } from './rules.ts';
import { traceabilityRoutes } from './traceability.ts';
import { faultsOfSize } from './recorded-work/faults-of-records.ts';
import { readRecords } from './recorded-work/reading.ts';
import { workActions, workRoutes } from './recorded-work/routes.ts';
import { workRecordOf } from './recorded-work/state.ts';

const ROLES = {
  proposerRoles: ['laboratory-tester', 'laboratory-signatory'],
  deciderRoles: ['laboratory-signatory'],
};

/** Calibrations, reference materials and verifications, and what rests on them. `roots` is who attests standards where. */
export function calibrationsRegister(roots: Roots, ownReads: OwnReads) {
  const issue = action({
    name: ISSUE,
    input: inputs.issue,
    stream: ({ stream }) => stream,
    async facts(reads, input) {
      const facts = await reads.facts(input.stream);
      const gated = await readGate(input, { reads, roots, ...ownReads });
      return { issued: issuedOf(facts), proposer: proposerOf(facts), around: gated };
    },
    rules: (input, facts, actor, now) => mayIssue(input, facts, { actor, now }),
    twoPerson: { meaning: MEANINGS.issue, ...ROLES },
  });
  const revoke = caseActions(issuedOf, ROLES).byTwo({
    ...{ name: 'revoke', input: inputs.revoke, meaning: MEANINGS.revoke },
    rules: mayRevoke,
  });
  const decided = [issue, revoke];

  const propose = openCase({
    path: '/calibration-cases',
    operation: 'propose-certificate',
    summary: 'Submits a calibration, reference-material or verification certificate for signature by another person',
    access: WHO_MAY['propose-certificate'],
    body: proposed,
    async act(context, body) {
      const recorded = await readRecords(context.reads, context.actor?.party ?? '', body.workRecords);
      const [stream, id] = [context.newId(), context.newId()];
      const input = { stream, id, ...body, recorded: [...recorded] };
      const reasons = faultsOfSize(input);
      if (reasons.length > 0) return { outcome: 'refused', stream, reasons };
      return context.propose(issue, input);
    },
  });
  const proposeRevocation = actInCase({
    path: '/calibration-cases/:stream/proposals',
    operation: 'propose-certificate-revocation',
    summary: 'Asks that a certificate be revoked',
    access: WHO_MAY['propose-certificate-revocation'],
    body: revocation,
    act: (context, stream, { reason }) => context.propose(revoke, { stream, id: context.newId(), reason }),
  });
  const decide = decideInCase({
    path: '/calibration-cases/:stream/decisions',
    operation: 'decide-certificate-act',
    summary: 'An authorised signatory approves or rejects what another person submitted',
    access: WHO_MAY['decide-certificate-act'],
    actions: decided,
  });
  const readCase = readCaseWith({
    path: '/calibration-cases/:stream',
    operation: 'read-calibration-case',
    summary: 'One case: where it stands, what waits for a decision, and every event',
    access: WHO_MAY['read-calibration-case'],
    ...{ answer: answers.case, actions: decided },
    async of(facts, { reads }, stream) {
      if (workRecordOf(facts) !== undefined) {
        throw new RecordError('UNKNOWN_STREAM', 'this is a record of work, and no certificate', { stream });
      }
      const issued = issuedOf(facts);
      const status = issued === undefined ? 'proposed' : issued.isRevoked ? 'revoked' : 'in-force';
      return { status, sinceSigned: await readChangedSince(facts, { reads, roots, ...ownReads }) };
    },
  });
  const listWaiting = route({
    method: 'GET',
    path: '/calibration-cases',
    operation: 'list-calibration-cases',
    summary: 'Certificates of the own laboratory that one person proposed and that wait for a second',
    access: WHO_MAY['list-calibration-cases'],
    query: z.strictObject({ ...pageQuery, kind: z.enum(CERTIFICATE_KINDS).optional() }),
    responses: { 200: { description: 'One page', schema: answers.waiting } },
    async handle({ reads, actor }, { query: { cursor, limit, kind } }) {
      let rows = reads.rows(waiting).where('owner', '=', actor?.party ?? '');
      if (kind !== undefined) rows = rows.where('kind', '=', kind);
      const page = await reads.page(rows, { by: ['proposal'], limit, ...after(cursor) });
      return pageAnswer(page, ['stream', 'proposal', 'action', 'kind', 'number', 'thing']);
    },
  });
  const list = route({
    method: 'GET',
    path: '/certificates-of-measurement',
    operation: 'list-certificates-of-measurement',
    summary: 'Certificates that may be relied upon on the day asked about: public ones, and those that one may read',
    access: WHO_MAY['list-certificates-of-measurement'],
    query: z.strictObject({
      ...pageQuery,
      kind: z.enum(CERTIFICATE_KINDS).optional(),
      thing: z.string().max(400).optional().describe('Name of the instrument, or material and batch'),
      issuer: z.string().max(500).optional(),
    }),
    responses: { 200: { description: 'One page', schema: answers.certificates } },
    async handle({ reads, now }, { query: { cursor, limit, ...wanted } }) {
      let rows = reads.rows(certificates, { ...reads.asOf, on: reads.asOf.on ?? dayAt(now) });
      for (const name of ['kind', 'thing', 'issuer'] as const) {
        const value = wanted[name];
        if (value !== undefined) rows = rows.where(name, '=', value);
      }
      const page = await reads.page(rows, { by: ['thing', 'number', 'statementId'], limit, ...after(cursor) });
      return pageAnswer(page, [
        ...(['stream', 'kind', 'number', 'thing', 'place', 'status', 'from', 'until'] as const),
        ...(['issuer', 'statementId', 'digest', 'saysAsFound'] as const),
      ]);
    },
  });
  return defineRegister({
    name: 'calibrations',
    kinds: [...CERTIFICATE_KINDS, 'StatusChange'],
    fold: calibrationsFold,
    followers: [tracedFollower],
    actions: [...decided, ...workActions],
    routes: [
      ...[list, ...traceabilityRoutes(roots), propose, proposeRevocation, decide, listWaiting, readCase],
      ...workRoutes,
    ],
  });
}
