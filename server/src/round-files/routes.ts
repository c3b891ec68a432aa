// SPDX-License-Identifier: Apache-2.0
// Rounds as files: a laboratory's workbook out and in, and the printed report.
import type { PublicRound, RoundParticipation } from '@touchstone/contract';
import {
  readRoundWorkbook,
  type RoundRow,
  TEMPLATE_LANGUAGES,
  locationText,
  writeRoundWorkbook,
} from '@touchstone/dossier';
import { recorded } from '@touchstone/contract';
import { z } from 'zod';
import { WHO_MAY } from '../access/who-may.ts';
import { caseParams } from '../http/case-routes.ts';
import { HttpError } from '../http/http-error.ts';
import { type Call, type ServedRoute, servedRoute } from '../http/served-route.ts';
import type { Route } from '../record-keeping/define-register.ts';
import { RecordError } from '../record-keeping/record-error.ts';
import type { RecordKeeping } from '../record-keeping/record-keeping.ts';
import { readPart, sendResults } from '../registers/rounds/part-routes.ts';
import { faultsOfResults } from '../registers/rounds/results.ts';
import { readRound } from '../registers/rounds/routes.ts';
import type { Result } from '../registers/rounds/case.ts';
import { printReport } from './report-pdf.ts';
import { inSpellingOfRound } from './unit-of-round.ts';
import { REPORT_LANGUAGES } from './words.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const FILE_BYTES_MAX = 5 << 20;
const PRINTS_PER_MINUTE = 30;
type Services = Pick<RecordKeeping, 'runRoute'>;
type RoundCall = Call<{ readonly stream: string }, never, never>;

const bytesOf = (description: string) => ({ 200: { description, schema: z.string().meta({ format: 'binary' }) } });

/** What of a round goes out and comes in as a file. */
export function roundFileRoutes(recordKeeping: Services): readonly ServedRoute[] {
  const run = async <Body>(
    route: Route<never, never, never>,
    call: RoundCall,
    { body = {}, query = {} }: { readonly body?: unknown; readonly query?: object } = {},
  ) => {
    const { actor, tenant, now, asOf, memory, params } = call;
    const caller = { ...{ actor, tenant, now, asOf }, ...(memory === undefined ? {} : { memory }) };
    const request = { params, query, body };
    const answer = await recordKeeping.runRoute(
      { register: 'rounds', route: route as unknown as Route },
      { caller, request },
    );
    return answer as { readonly status: number; readonly body: Body };
  };
  return [
    servedRoute({
      tag: 'node',
      method: 'GET',
      path: '/api/proficiency-rounds/:stream/workbook',
      operation: 'read-proficiency-workbook',
      summary: 'The workbook in which the own laboratory reports, with its code and a row for each measurand',
      access: WHO_MAY['read-proficiency-workbook'],
      params: caseParams,
      query: z.strictObject({ language: z.enum(TEMPLATE_LANGUAGES).default('en') }),
      ...{ records: false, asOf: false, mediaTypes: [XLSX] },
      responses: bytesOf('The workbook'),
      async serve(call) {
        const own = await run<RoundParticipation>(readPart as never, call as never);
        const round = await run<PublicRound>(readRound as never, call as never);
        const sheet = { code: own.body.code, measurands: round.body.measurands };
        return { status: 200, bytes: await writeRoundWorkbook(sheet, call.query.language) };
      },
    }),
    servedRoute({
      tag: 'node',
      method: 'POST',
      path: '/api/proficiency-rounds/:stream/workbooks',
      operation: 'send-proficiency-workbook',
      summary:
        "Sends the own laboratory's results as the workbook; all are taken or none, faults by sheet, row and column",
      access: WHO_MAY['send-proficiency-workbook'],
      params: caseParams,
      body: z.strictObject({}),
      upload: { filesMax: 1, fileBytesMax: FILE_BYTES_MAX },
      ...{ records: true, asOf: false },
      responses: { 201: { description: 'On record', schema: recorded } },
      async serve(call) {
        const [file] = call.files;
        if (file === undefined) throw new HttpError('BAD_REQUEST', 'Send one workbook in the field "files".');
        const own = await run<RoundParticipation>(readPart as never, call as never);
        const round = await run<PublicRound>(readRound as never, call as never);
        const { rows: written, faults } = await readRoundWorkbook({ path: file.name, bytes: file.bytes });
        const errors = faults.filter(({ severity }) => severity === 'error');
        if (written === undefined) throw refusal(errors.map(({ code, message }) => ({ code, detail: message })));
        const rows = inSpellingOfRound(written, round.body.measurands);
        const found = faultsOfRows(rows, { code: own.body.code, round: round.body });
        if (found.length > 0) throw refusal(found);
        const stands = own.body.results.some(({ outcome }) => outcome !== 'not-reported');
        // A template that was never filled in, or the wrong one of two files: nothing would take the place of results.
        if (stands && rows.every(({ says }) => says === 'nothing')) throw refusal([NO_RESULTS]);
        return run(sendResults as never, call as never, { body: { results: rows.map(toResult) } });
      },
    }),
    servedRoute({
      tag: 'node',
      method: 'GET',
      path: '/api/proficiency-rounds/:stream/report',
      operation: 'print-proficiency-report',
      summary: 'The report of a published round as PDF; with `code`, plots point to that participant',
      access: WHO_MAY['print-proficiency-report'],
      params: caseParams,
      query: z.strictObject({
        language: z.enum(REPORT_LANGUAGES).default('en'),
        code: z.string().max(20).optional(),
        report: z.string().max(60).optional().describe('An earlier report of the round, by its `urn:uuid:…`'),
      }),
      ...{ records: false, asOf: false, mediaTypes: ['application/pdf'], perMinuteMax: PRINTS_PER_MINUTE },
      responses: bytesOf('The report'),
      async serve(call) {
        const { report } = call.query;
        const query = report === undefined ? {} : { report };
        const { body } = await run<PublicRound>(readRound as never, call as never, { query });
        if (body.report === undefined) throw new RecordError('UNKNOWN_STREAM', 'no such round', call.params);
        const { language, code } = call.query;
        return {
          status: 200,
          bytes: await printReport(body, { language, ...(code === undefined ? {} : { own: code }) }),
        };
      },
    }),
  ];
}

const NO_RESULTS = {
  code: 'NO_RESULTS',
  detail:
    'The workbook has no result at all, and results of yours are on record; what is to replace them must have one.',
};

type Fault = { readonly code: string; readonly detail: string };

function refusal(errors: readonly Fault[]): HttpError {
  return new HttpError('REFUSED', errors.map(({ detail }) => detail).join(' '), { errors });
}

/** What the rules will say of each row, with the cell that it is about. */
function faultsOfRows(
  rows: readonly RoundRow[],
  { code, round }: { readonly code: string; readonly round: PublicRound },
): readonly Fault[] {
  const others = rows
    .filter((row) => row.code !== code)
    .map((row) => ({
      code: 'OTHER_CODE',
      detail: `${locationText(row.locationOf('code'))}: your code in this round is ${code}, not ${row.code.slice(0, 40)}.`,
    }));
  const faults = faultsOfResults(rows.map(toResult), round).map(({ index, member, code: fault, detail }) => {
    const row = rows[index] as RoundRow;
    return { code: fault, detail: `${locationText(row.locationOf(member))}: ${detail}` };
  });
  return [...others, ...faults];
}

function toResult({
  measurand,
  says,
  value = '',
  unit,
  expandedUncertainty,
  coverageFactor,
  method,
}: RoundRow): Result {
  const by = method === undefined ? {} : { method };
  switch (says) {
    case 'nothing':
      return { outcome: 'not-reported', measurand };
    case 'below':
      return { outcome: 'below', measurand, limit: value, unit, ...by };
    case 'number':
      return {
        ...{ outcome: 'quantified', measurand, value, unit },
        ...(expandedUncertainty === undefined ? {} : { expandedUncertainty }),
        ...(coverageFactor === undefined ? {} : { coverageFactor }),
        ...by,
      };
  }
}
