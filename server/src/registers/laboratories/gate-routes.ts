// SPDX-License-Identifier: Apache-2.0
import { RULES } from '@touchstone/evidence/plausibility';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { actInCase, caseParams, readOwnCase } from '../../http/case-routes.ts';
import { route } from '../../record-keeping/define-register.ts';
import { RecordError } from '../../record-keeping/record-error.ts';
import { readIssueFacts, recordWork } from './actions.ts';
import { gateOf, type GateReads } from './gate.ts';
import { worksheet } from '../../record-keeping/issue-gate.ts';

const level = z.enum(['green', 'amber', 'red']);
const gateAnswer = z
  .strictObject({
    version: z.int(),
    level,
    lines: z.array(
      z.strictObject({
        rule: z.enum(RULES),
        level,
        marks: z.array(
          z.strictObject({
            ...{ code: z.string(), rule: z.enum(RULES), level, detail: z.string() },
            values: z.record(z.string(), z.string()),
            cure: z.strictObject({ code: z.string(), detail: z.string() }),
            /** An article to compare; an indicator is no finding. */
            article: z.string().optional(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'IssueGate' });

const record = actInCase({
  path: '/report-cases/:stream/work',
  operation: 'record-test-work',
  summary: 'Whoever tested records where and when, under which conditions, the raw files and the readings of a result',
  access: WHO_MAY['record-test-work'],
  body: worksheet,
  act: (context, stream, work) => context.act(recordWork, { stream, work }),
});

/** What stands between a draft and its signature. */
export const gateRoutes = (gateReads: GateReads) => [
  record,
  route({
    method: 'GET',
    path: '/report-cases/:stream/gate',
    operation: 'read-issue-gate',
    summary:
      'What stands between the draft of a report and its signature: red blocks, amber needs a reason, each with its cure',
    access: WHO_MAY['read-issue-gate'],
    params: caseParams,
    responses: { 200: { description: 'The gate as it stands now', schema: gateAnswer } },
    async handle(context, { params: { stream } }) {
      await readOwnCase(context, stream);
      const { actor, now, reads } = context;
      const { state, around } = await readIssueFacts(reads, stream, gateReads);
      const document = state.draft?.document;
      if (actor === undefined || document?.kind !== 'TestReport') {
        throw new RecordError('UNKNOWN_STREAM', 'no draft of a report', { stream });
      }
      // Nobody signs yet: whether they may is asked of them when they do.
      const { reauthentication: _, ...reader } = actor;
      return { status: 200, body: { ...gateOf(document.subject, around, { actor: reader, now }) } };
    },
  }),
];
