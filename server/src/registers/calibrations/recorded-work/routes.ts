// SPDX-License-Identifier: Apache-2.0
import { pageQuery } from '@touchstone/contract';
import { nameKey } from '@touchstone/identifiers';
import { z } from 'zod';
import { WHO_MAY } from '../../../access/who-may.ts';
import { actInCase, caseParams, openCase, readOwnCase } from '../../../http/case-routes.ts';
import { after } from '../../../http/page-answer.ts';
import { action, route } from '../../../record-keeping/define-register.ts';
import { RecordError } from '../../../record-keeping/record-error.ts';
import type { Reads } from '../../../record-keeping/reads.ts';
import { readUses, saidIn } from './reading.ts';
import { calibrationWork, correction, takingBack, workAnswers, workInputs } from './record.ts';
import { workRecords, workUses } from './rows.ts';
import { type KnownRecord, mayCorrect, mayTakeBack, mayWrite } from './rules.ts';
import { workRecordOf } from './state.ts';

const write = action({
  name: 'write-work',
  input: workInputs.write,
  stream: ({ stream }) => stream,
  facts: async () => undefined,
  rules: (input, _, actor, now) => mayWrite(input, { actor, now }),
});
const correct = action({
  name: 'correct-work',
  input: workInputs.correct,
  stream: ({ stream }) => stream,
  facts: (reads, { stream }) => readKnownRecord(reads, stream),
  rules: (input, known, actor, now) => mayCorrect(input, known, { actor, now }),
});
const takeBack = action({
  name: 'take-back-work',
  input: workInputs.takeBack,
  stream: ({ stream }) => stream,
  facts: (reads, { stream }) => readKnownRecord(reads, stream),
  rules: (input, known, actor, now) => mayTakeBack(input, known, { actor, now }),
});

async function readKnownRecord(reads: Reads, stream: string): Promise<KnownRecord> {
  const facts = await reads.facts(stream);
  const uses = await readUses(reads, facts[0]?.owner ?? '', [stream]);
  return { record: workRecordOf(facts), certifiedAs: uses.find(({ state }) => state === 'signed')?.number };
}

/** What one person does with their own record of work. */
export const workActions = [write, correct, takeBack];

const writeWork = openCase({
  path: '/calibration-work',
  operation: 'write-calibration-work',
  summary: 'Whoever calibrates writes down their own steps when they are done, before any certificate is proposed',
  access: WHO_MAY['write-calibration-work'],
  body: calibrationWork,
  act: (context, work) => context.act(write, { stream: context.newId(), work }),
});
const correctWork = actInCase({
  path: '/calibration-work/:stream/corrections',
  operation: 'correct-calibration-work',
  summary: 'Its author puts another version in the place of a record of work; what it said before is kept',
  access: WHO_MAY['correct-calibration-work'],
  body: correction,
  act: (context, stream, { reason, ...work }) => context.act(correct, { stream, work, reason }),
});
const takeBackWork = actInCase({
  path: '/calibration-work/:stream/taking-back',
  operation: 'take-back-calibration-work',
  summary: 'Its author takes a record of work back; that it was there is kept',
  access: WHO_MAY['take-back-calibration-work'],
  body: takingBack,
  act: (context, stream, { reason }) => context.act(takeBack, { stream, reason }),
});

const listWork = route({
  method: 'GET',
  path: '/calibration-work',
  operation: 'list-calibration-work',
  summary: 'Work of calibrations that persons of the own laboratory wrote down, the last first',
  access: WHO_MAY['list-calibration-work'],
  query: z.strictObject({
    ...pageQuery,
    thing: z.string().trim().max(400).optional().describe('What was calibrated, by its name'),
    open: z
      .enum(['true', 'false'])
      .optional()
      .describe('true: only what a certificate may still name; neither taken back nor in one that is signed'),
  }),
  responses: { 200: { description: 'One page', schema: workAnswers.records } },
  async handle({ reads, actor }, { query: { cursor, limit, thing, open } }) {
    const owner = actor?.party ?? '';
    let rows = reads.rows(workRecords).where('owner', '=', owner);
    if (thing !== undefined) rows = rows.where('thingKey', '=', nameKey(thing));
    if (open === 'true') {
      const signed = reads.rows(workUses).select('work').where('owner', '=', owner).where('state', '=', 'signed');
      rows = rows.where('isTakenBack', '=', false).where('stream', 'not in', signed);
    }
    const order = { by: ['recordedAt'] as const, direction: 'descending' as const, limit, ...after(cursor) };
    const { items, next } = await reads.page<(typeof workRecords)['columns']>(rows, order);
    const ids = items.map(({ stream }) => stream);
    const uses = await readUses(reads, owner, ids);
    const shown = items.map((row) => ({
      ...{ stream: row.stream, version: row.version, person: row.person, isOwn: row.person === actor?.person },
      ...saidIn(row),
      ...{ recordedAt: row.recordedAt, takenBack: row.isTakenBack },
      usedIn: uses
        .filter(({ work }) => work === row.stream)
        .map(({ stream, number, state }) => ({ stream, number, state })),
    }));
    return { status: 200, body: { items: shown, ...(next === undefined ? {} : { next }) } };
  },
});

const readWork = route({
  method: 'GET',
  path: '/calibration-work/:stream',
  operation: 'read-calibration-work',
  summary: 'One record of work with every version of it',
  access: WHO_MAY['read-calibration-work'],
  params: caseParams,
  responses: { 200: { description: 'The record', schema: workAnswers.record } },
  async handle(context, { params: { stream } }) {
    const record = workRecordOf(await readOwnCase(context, stream));
    if (record === undefined) throw new RecordError('UNKNOWN_STREAM', 'no such record of work', { stream });
    const { person, versions, takenBackFor } = record;
    return {
      status: 200,
      body: {
        ...{ stream, person, isOwn: person === context.actor?.person, takenBack: takenBackFor !== undefined },
        versions: versions.map(({ version, at, reason, work }) => ({
          ...{ version, at, ...(reason === undefined ? {} : { reason }) },
          ...work,
        })),
        ...(takenBackFor === undefined ? {} : { takenBackFor }),
      },
    };
  },
});

/** Writing down work, and reading what was. */
export const workRoutes = [writeWork, correctWork, takeBackWork, listWork, readWork];
