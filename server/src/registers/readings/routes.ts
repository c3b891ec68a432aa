// SPDX-License-Identifier: Apache-2.0
import { pageQuery } from '@touchstone/contract';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { caseParams } from '../../http/case-routes.ts';
import { after, pageAnswer } from '../../http/page-answer.ts';
import { route } from '../../record-keeping/define-register.ts';
import { RecordError } from '../../record-keeping/record-error.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import { digestOf, lookAt, readSpan, readThousands, refuse, summarise } from './ask.ts';
import { chartOf } from './chart.ts';
import { devices, readings } from './fold.ts';
import { answers, chartWanted, DEVICE_FIELDS, span, wholeSpan } from './record.ts';
import type { FoundInstrument } from './rules.ts';

/** Finds an instrument of the asker by its stream, whoever keeps it. */
export type FindInstrument = (reads: Pick<Reads, 'rows'>, stream: string) => Promise<FoundInstrument | undefined>;

const MISSING_RUNS_MAX = 1_000;

async function deviceRow(reads: Reads, stream: string) {
  const [row] = await reads.rows(devices).selectAll().where('stream', '=', stream).execute();
  if (row === undefined) throw new RecordError('UNKNOWN_STREAM', 'no such device', { stream });
  return row;
}

const listDevices = route({
  method: 'GET',
  path: '/instrument-devices',
  operation: 'list-instrument-devices',
  summary: 'The devices of the own instruments, with the keys that sign their readings',
  access: WHO_MAY['list-instrument-devices'],
  query: z.strictObject({ ...pageQuery, instrument: z.uuid().optional() }),
  responses: { 200: { description: 'One page', schema: answers.devices } },
  async handle({ reads }, { query: { cursor, limit, instrument } }) {
    let rows = reads.rows(devices);
    if (instrument !== undefined) rows = rows.where('instrument', '=', instrument);
    const page = await reads.page(rows, { by: ['instrumentName', 'name'], limit, ...after(cursor) });
    return pageAnswer(page, DEVICE_FIELDS);
  },
});

const readDevice = route({
  method: 'GET',
  path: '/instrument-devices/:stream',
  operation: 'read-instrument-device',
  summary: 'One device: its key, how many readings are on record, which numbers are missing, how often time went back',
  access: WHO_MAY['read-instrument-device'],
  params: caseParams,
  responses: { 200: { description: 'The device', schema: answers.device } },
  async handle({ reads }, { params: { stream } }) {
    const row = await deviceRow(reads, stream);
    const shown = Object.fromEntries(DEVICE_FIELDS.map((name) => [name, row[name]]));
    const { missing, ...counts } = summarise(await readThousands(reads, [stream]));
    return { status: 200, body: { ...shown, ...counts, missing: missing.slice(0, MISSING_RUNS_MAX) } };
  },
});

const listReadings = (findInstrument: FindInstrument) =>
  route({
    method: 'GET',
    path: '/instruments/:stream/readings',
    operation: 'list-instrument-readings',
    summary:
      'What one of the own instruments read in a span, in the order of the times; what is odd is shown with each',
    access: WHO_MAY['list-instrument-readings'],
    params: caseParams,
    query: z.strictObject({ ...pageQuery, ...span, device: z.uuid().optional() }),
    responses: { 200: { description: 'One page', schema: answers.readings } },
    async handle({ reads }, { params: { stream }, query: { cursor, limit, ...wanted } }) {
      if ((await findInstrument(reads, stream)) === undefined)
        throw new RecordError('UNKNOWN_STREAM', 'no such instrument', { stream });
      let rows = reads.rows(readings).where('instrument', '=', stream);
      if (wanted.from !== undefined) rows = rows.where('takenAt', '>=', wanted.from);
      if (wanted.to !== undefined) rows = rows.where('takenAt', '<=', wanted.to);
      if (wanted.specimen !== undefined) rows = rows.where('specimen', '=', wanted.specimen);
      if (wanted.device !== undefined) rows = rows.where('device', '=', wanted.device);
      const order = { by: ['takenAt', 'device', 'sequence'] as const, limit };
      const page = await reads.page<(typeof readings)['columns']>(rows, { ...order, ...after(cursor) });
      return pageAnswer({ ...page, items: await lookAt(reads, page.items) }, [
        ...(['device', 'sequence', 'takenAt', 'value', 'unit', 'specimen', 'receivedAt'] as const),
        ...(['missingBefore', 'isBehind', 'isDistrusted'] as const),
      ]);
    },
  });

const nameSpan = route({
  method: 'GET',
  path: '/instrument-devices/:stream/raw-data',
  operation: 'name-readings-as-raw-data',
  summary:
    'Names the readings of a span as a raw file, by the digest of their canonical text, for a report or certificate',
  access: WHO_MAY['name-readings-as-raw-data'],
  params: caseParams,
  query: z.strictObject(wholeSpan),
  responses: { 200: { description: 'The raw file', schema: answers.span } },
  async handle({ reads }, { params: { stream }, query }) {
    await deviceRow(reads, stream);
    const rows = await readSpan(reads, { device: stream, ...query });
    const { from, to, specimen } = query;
    const name = `readings of ${stream} from ${from} to ${to}${specimen === undefined ? '' : ` of ${specimen}`}`;
    const body = {
      ...{ device: stream, from, to, readings: rows.length },
      missing: rows.reduce((sum, { missingBefore }) => sum + missingBefore, 0),
      behind: rows.filter(({ isBehind }) => isBehind).length,
      rawFile: { name, digest: digestOf(rows) },
    };
    return { status: 200, body };
  },
});

const readChart = route({
  method: 'GET',
  path: '/instrument-devices/:stream/control-chart',
  operation: 'read-control-chart',
  summary: 'Individuals and moving ranges of a span, with limits from its beginning and signals by run rules',
  access: WHO_MAY['read-control-chart'],
  params: caseParams,
  query: z.strictObject(chartWanted),
  responses: { 200: { description: 'The chart as numbers', schema: answers.chart } },
  async handle({ reads }, { params: { stream }, query: { baseTo, rules, ...query } }) {
    const { quantity, unit } = await deviceRow(reads, stream);
    if (Date.parse(query.to) < Date.parse(baseTo)) refuse('baseTo', `it is at most the end of the span, ${query.to}`);
    const rows = await readSpan(reads, { device: stream, ...query });
    return { status: 200, body: { device: stream, quantity, unit, ...chartOf(rows, { baseTo, rules }) } };
  },
});

/** Everything that is read of devices and readings. */
export function readingsReads(findInstrument: FindInstrument) {
  return [listDevices, readDevice, listReadings(findInstrument), nameSpan, readChart];
}
