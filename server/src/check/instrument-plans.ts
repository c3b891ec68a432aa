// SPDX-License-Identifier: Apache-2.0
// The same answer as the register of lists gives, for whoever has no account: read, answered, and nothing kept.
import { readInstrumentList, writeInstrumentTemplate, writeWorkbook } from '@touchstone/dossier';
import { type CalendarDay, dayOfInstant, parseCalendarDay, parseInstant } from '@touchstone/identifiers';
import {
  calendarOf,
  describePlan,
  type InstrumentPlan,
  type InstrumentRules,
  type OfferedCapability,
  placeUpkeep,
  planUpkeep,
  tabulatePlan,
  UNCERTAINTY_RATIOS,
  UPKEEP_LANGUAGES,
  UPKEEP_WORDS,
  type UpkeepLanguage,
  writeCalendar,
} from '@touchstone/metrology/upkeep';
import { z } from 'zod';
import { HttpError } from '../http/http-error.ts';
import { refuseFaults } from '../http/refuse-faults.ts';
import { type Served, type ServedRoute, servedRoute } from '../http/served-route.ts';
import type { RecordKeeping } from '../record-keeping/record-keeping.ts';
import type { Reads } from '../record-keeping/reads.ts';

/** What plans are made by: the law, the capabilities on record, and those that a demonstration adds. */
export interface InstrumentPlanParts {
  readonly recordKeeping: Pick<RecordKeeping, 'read'>;
  readonly rules: InstrumentRules;
  readonly demonstrated: readonly OfferedCapability[];
  readOffers(
    reads: Reads,
    asked: { readonly quantities: readonly string[]; readonly now: string },
  ): Promise<readonly OfferedCapability[]>;
}

const language = z.enum(UPKEEP_LANGUAGES).default('en');
const question = z.strictObject({
  language,
  ratio: z.enum(UNCERTAINTY_RATIOS).default('1/3'),
  on: z.iso.date().optional(),
});

const FILE_BYTES_MAX = 5 << 20;
const PER_MINUTE = 60;
const LABORATORIES_SHOWN = 3;
/** UTC+08:00: "today" is the day of the three places. */
const OFFSET_MINUTES = 480;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const ICS = 'text/calendar';
const JSON_TYPE = 'application/json';

const answer = z.looseObject({ format: z.literal('touchstone-instrument-plan/1') });

/** `POST /api/instrument-plans` and `GET /api/instrument-plans/template`. */
export function instrumentPlanRoutes(parts: InstrumentPlanParts): readonly ServedRoute[] {
  return [
    servedRoute({
      ...{ tag: 'check', method: 'POST', path: '/api/instrument-plans', operation: 'plan-instruments' },
      summary:
        'What to do with each instrument of a list in Excel, how often, how good, where, until when; nothing is kept',
      access: { roles: 'everyone' },
      ...{ records: false, asOf: false, body: question, perMinuteMax: PER_MINUTE },
      upload: { filesMax: 1, fileBytesMax: FILE_BYTES_MAX },
      mediaTypes: [JSON_TYPE, XLSX, ICS],
      responses: {
        200: { description: 'The plan: a table as JSON, a workbook, or the days as a calendar', schema: answer },
      },
      async serve({ body, files, now, tenant, mediaType }) {
        const [file] = files;
        if (file === undefined) throw new HttpError('BAD_REQUEST', 'Send one workbook in the field "files".');
        const on = dayOf(body.on, now);
        const list = { path: file.name, bytes: file.bytes };
        const { instruments, faults } = await readInstrumentList(list, { on, rules: parts.rules });
        if (instruments === undefined)
          return refuseFaults(faults, 'Nothing of the list was used; mend what is listed and send it again.');
        const planned = planUpkeep(instruments, { rules: parts.rules, on, ratio: body.ratio });
        const quantities = [...new Set(planned.flatMap(({ where }) => where.need?.quantity ?? []))];
        const kept = await parts.recordKeeping.read({ register: 'accreditation', tenant, asOf: {} }, (reads) =>
          parts.readOffers(reads, { quantities, now }),
        );
        const plans = placeUpkeep(planned, [...kept, ...parts.demonstrated], {
          from: ({ place }) => ({ place }),
          limit: LABORATORIES_SHOWN,
        });
        const demonstrated = parts.demonstrated.length > 0;
        return answerAs(mediaType, plans, { on, now, language: body.language, demonstrated });
      },
    }),
    servedRoute({
      ...{ tag: 'check', method: 'GET', path: '/api/instrument-plans/template', operation: 'get-instrument-template' },
      summary: 'An empty list of instruments, an Excel workbook with a guide',
      access: { roles: 'everyone' },
      ...{ records: false, asOf: false, mediaTypes: [XLSX], query: z.strictObject({ language }) },
      responses: { 200: { description: 'The workbook', schema: z.string() } },
      async serve({ query }) {
        const { path, bytes } = await writeInstrumentTemplate(query.language);
        return asFile(bytes, path);
      },
    }),
  ];
}

interface Answering {
  readonly on: CalendarDay;
  readonly now: string;
  readonly language: UpkeepLanguage;
  readonly demonstrated: boolean;
}

async function answerAs(
  mediaType: string,
  plans: readonly InstrumentPlan[],
  { on, now, language: words, demonstrated }: Answering,
): Promise<Served> {
  if (mediaType === XLSX) {
    const bytes = await writeWorkbook([tabulatePlan(plans, words)]);
    return asFile(bytes, 'instruments-plan.xlsx');
  }
  if (mediaType === ICS) {
    const name = UPKEEP_WORDS[words].labels.calendar;
    const text = writeCalendar(calendarOf(plans, words), { stamp: parseInstant(now), name });
    return asFile(new TextEncoder().encode(text), 'instruments-due.ics');
  }
  const described = plans.map((plan) => describePlan(plan, words));
  return { status: 200, body: { format: 'touchstone-instrument-plan/1', on, demonstrated, plans: described } };
}

function asFile(bytes: Uint8Array, name: string): Served {
  return { status: 200, bytes, headers: { 'content-disposition': `attachment; filename="${name}"` } };
}

function dayOf(asked: string | undefined, now: string): CalendarDay {
  return asked === undefined ? dayOfInstant(parseInstant(now), OFFSET_MINUTES) : parseCalendarDay(asked);
}
