// SPDX-License-Identifier: Apache-2.0
// Defects and failure modes in a workbook, a Pareto table and a ranking out: read, answered, and nothing kept.
import {
  type QualityTables,
  readQualityWorkbook,
  TEMPLATE_LANGUAGES,
  type TemplateLanguage,
  writeQualityTemplate,
  writeWorkbook,
} from '@touchstone/dossier';
import { formatDecimal, multiplyRationals, type Rational, rational, roundRational } from '@touchstone/identifiers';
import { paretoChart, rateFailureModes } from '@touchstone/metrology/control';
import { z } from 'zod';
import { HttpError } from '../http/http-error.ts';
import { refuseFaults } from '../http/refuse-faults.ts';
import { type Served, type ServedRoute, servedRoute } from '../http/served-route.ts';
import { QUALITY_WORDS } from './quality-words.ts';

const FILE_BYTES_MAX = 5 << 20;
const PER_MINUTE = 60;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PERCENT = rational(100);
const PLACES = 2;

const language = z.enum(TEMPLATE_LANGUAGES).default('en');
const text = z.string();
const rating = z.int().min(1).max(10);
const answer = z.strictObject({
  format: z.literal('touchstone-quality-tools/1'),
  kept: z.literal(false).describe('Nothing of the workbook is on record'),
  causes: z.array(
    z.strictObject({
      ...{ cause: text, count: z.int(), total: text, isVital: z.boolean() },
      /** In percent, to two decimal places. */
      ...{ share: text, cumulativeShare: text },
    }),
  ),
  failureModes: z.array(
    z.strictObject({
      ...{ rank: z.int(), item: text, mode: text, effect: text },
      ...{ severity: rating, occurrence: rating, detection: rating, riskPriorityNumber: z.int() },
    }),
  ),
});
type Answer = z.infer<typeof answer>;

/** `POST /api/quality-tools` and `GET /api/quality-tools/template`. */
export function qualityToolRoutes(): readonly ServedRoute[] {
  return [
    servedRoute({
      ...{ tag: 'check', method: 'POST', path: '/api/quality-tools', operation: 'rank-defects' },
      summary: 'A Pareto table of defects and failure modes ranked by RPN, from a workbook; nothing is kept',
      access: { roles: 'everyone' },
      ...{ records: false, asOf: false, body: z.strictObject({ language }), perMinuteMax: PER_MINUTE },
      upload: { filesMax: 1, fileBytesMax: FILE_BYTES_MAX },
      mediaTypes: ['application/json', XLSX],
      responses: { 200: { description: 'Tables as JSON, or as a workbook', schema: answer } },
      async serve({ body, files: [file], mediaType }) {
        if (file === undefined) throw new HttpError('BAD_REQUEST', 'Send one workbook in the field "files".');
        const { tables, faults } = await readQualityWorkbook({ path: file.name, bytes: file.bytes });
        if (tables === undefined)
          return refuseFaults(faults, 'Nothing of it was computed; mend what is listed and send it again.');
        const found = computed(tables);
        return mediaType === XLSX ? workbookOf(found, body.language) : { status: 200, body: found };
      },
    }),
    servedRoute({
      ...{ tag: 'check', method: 'GET', path: '/api/quality-tools/template', operation: 'get-quality-template' },
      summary: 'An empty workbook for defects and failure modes, with a guide',
      access: { roles: 'everyone' },
      ...{ records: false, asOf: false, mediaTypes: [XLSX], query: z.strictObject({ language }) },
      responses: { 200: { description: 'The workbook', schema: z.string() } },
      async serve({ query }) {
        const { path, bytes } = await writeQualityTemplate(query.language);
        return asFile(bytes, path);
      },
    }),
  ];
}

function computed({ causes, modes }: QualityTables): Answer {
  const bars = causes.length === 0 ? [] : paretoChart(causes);
  return {
    ...{ format: 'touchstone-quality-tools/1', kept: false },
    causes: bars.map(({ total, share, cumulativeShare, ...bar }) => ({
      ...{ ...bar, total: rounded(total) },
      share: rounded(multiplyRationals(share, PERCENT)),
      cumulativeShare: rounded(multiplyRationals(cumulativeShare, PERCENT)),
    })),
    failureModes: [...rateFailureModes(modes)],
  };
}

const rounded = (value: Rational) => formatDecimal(roundRational(value, PLACES, 'half-even'));

async function workbookOf({ causes, failureModes }: Answer, spoken: TemplateLanguage): Promise<Served> {
  const words = QUALITY_WORDS[spoken];
  const pareto = causes.map(({ cause, count, total, share, cumulativeShare, isVital }) => [
    ...[cause, String(count), total, share, cumulativeShare, isVital ? words.yes : ''],
  ]);
  const ranked = failureModes.map(({ rank, item, mode, effect, riskPriorityNumber, ...ratings }) => {
    const { severity, occurrence, detection } = ratings;
    const numbers = [severity, occurrence, detection, riskPriorityNumber].map(String);
    return [String(rank), item, mode, effect, ...numbers];
  });
  const bytes = await writeWorkbook([
    { name: words.pareto, headings: words.causes, rows: pareto },
    { name: words.modes, headings: words.ranked, rows: ranked },
  ]);
  return asFile(bytes, 'quality.xlsx');
}

function asFile(bytes: Uint8Array, name: string): Served {
  return { status: 200, bytes, headers: { 'content-disposition': `attachment; filename="${name}"` } };
}
