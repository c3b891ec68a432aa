// SPDX-License-Identifier: Apache-2.0
import { RULES } from '@touchstone/evidence/plausibility';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { actInCase, caseParams, readOwnCase } from '../../http/case-routes.ts';
import { route } from '../../record-keeping/define-register.ts';
import { RecordError } from '../../record-keeping/record-error.ts';
import { readIssueFacts, recordWork } from './actions.ts';
import { caseOf } from './case.ts';
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
  summary:
    'Whoever tested records their own steps of a result, or the whole of it in one span: where and when, under which conditions, with what, the raw files and the readings',
  access: WHO_MAY['record-test-work'],
  body: worksheet,
  act: (context, stream, work) => context.act(recordWork, { stream, work }),
});

/** Work as it counts: of each person the steps that they recorded last. */
const workAnswer = z.strictObject({
  reportNumber: z.string(),
  results: z.array(
    z.strictObject({
      ...{ result: z.string(), substance: z.string(), instruments: z.array(z.string()) },
      obtainedBy: z
        .strictObject({ provider: z.string(), reportNumber: z.string(), result: z.string() })
        .optional()
        .describe('Another laboratory that obtained it: nobody here records any work of it'),
    }),
  ),
  records: z.array(
    z.strictObject({
      ...{ result: z.string(), person: z.string(), isOwn: z.boolean(), leastMinutes: z.int().optional() },
      readings: z
        .strictObject({
          ...{ unit: z.string(), values: z.array(z.string()), by: z.enum(['mean', 'median']) },
          recordedAt: z.string().optional(),
        })
        .optional(),
      steps: z.array(
        z.strictObject({
          what: z.string().optional().describe('Left out where the whole work is one span'),
          ...{ site: z.string(), from: z.string(), to: z.string(), unattended: z.boolean().optional() },
          conditions: z.array(
            z.strictObject({
              ...{ quantity: z.string(), unit: z.string() },
              ...{ value: z.string().optional(), from: z.string().optional(), to: z.string().optional() },
            }),
          ),
          instruments: z.array(z.string()).optional(),
          rawFiles: z.array(z.strictObject({ name: z.string(), digest: z.string() })),
          recordedAt: z.string().optional().describe('When it was first written down as it stands'),
        }),
      ),
    }),
  ),
});

const readWork = route({
  method: 'GET',
  path: '/report-cases/:stream/work',
  operation: 'read-test-work',
  summary:
    'How the results of a draft were obtained: the steps that each person recorded, and when they wrote them down',
  access: WHO_MAY['read-test-work'],
  params: caseParams,
  responses: { 200: { description: 'Results of the draft, and the work on record', schema: workAnswer } },
  async handle(context, { params: { stream } }) {
    const { draft, work = [] } = caseOf(await readOwnCase(context, stream));
    if (draft?.document.kind !== 'TestReport') {
      throw new RecordError('UNKNOWN_STREAM', 'no draft of a report', { stream });
    }
    const { reportNumber, results: drafted } = draft.document.subject;
    const results = drafted.map(({ result, substance, instruments = [], obtainedBy: by }) => {
      const named = { result, substance, instruments: instruments.map(({ instrument }) => instrument) };
      if (by === undefined) return named;
      const obtainedBy = { provider: by.provider.name, reportNumber: by.reportNumber, result: by.result };
      return { ...named, obtainedBy };
    });
    const records = work.map(({ about: _, signedBefore: __, ...one }) => {
      return { ...one, isOwn: one.person === context.actor?.person };
    });
    return { status: 200, body: { reportNumber, results, records } };
  },
});

/** What stands between a draft and its signature. */
export const gateRoutes = (gateReads: GateReads) => [
  ...[record, readWork],
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
