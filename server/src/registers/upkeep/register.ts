// SPDX-License-Identifier: Apache-2.0
import { pageQuery } from '@touchstone/contract';
import { readInstrumentList } from '@touchstone/dossier';
import { parseCalendarDay, parseInstant } from '@touchstone/identifiers';
import {
  calendarOf,
  describePlan,
  type InstrumentPlan,
  type InstrumentRules,
  type ListedInstrument,
  type OfferedCapability,
  placeUpkeep,
  planUpkeep,
  UNCERTAINTY_RATIOS,
  UPKEEP_WORDS,
  writeCalendar,
} from '@touchstone/metrology/upkeep';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { after, pageAnswer } from '../../http/page-answer.ts';
import { actAnswer, RECORDED } from '../../http/proposals.ts';
import { refuseFaults } from '../../http/refuse-faults.ts';
import { caseActions } from '../../record-keeping/case-actions.ts';
import { defineRegister, route } from '../../record-keeping/define-register.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import { lists, reminders, upkeepFold } from './fold.ts';
import { answers, handingIn, inputs, languageQuery } from './record.ts';
import { dueOf, duesOf, listStream, mayKeep, mayRemind, whatIsDue } from './rules.ts';

/** What the register needs from elsewhere: what the law asks, and who can calibrate what. */
export interface UpkeepParts {
  readonly rules: InstrumentRules;
  readOffers(
    reads: Reads,
    asked: { readonly quantities: readonly string[]; readonly now: string },
  ): Promise<readonly OfferedCapability[]>;
}

const LABORATORIES_SHOWN = 3;
const actions = caseActions(dueOf);
const keep = actions.alone({ name: 'keep', input: inputs.keep, rules: mayKeep });
const remind = actions.alone({ name: 'remind', input: inputs.remind, rules: mayRemind });

const keepList = ({ rules }: UpkeepParts) =>
  route({
    method: 'POST',
    path: '/instrument-list',
    operation: 'keep-instrument-list',
    summary:
      'Keeps the list of the own instruments, an Excel workbook, in place of the one before; only the own see it',
    access: WHO_MAY['keep-instrument-list'],
    body: handingIn,
    responses: RECORDED,
    async handle(context, { body: { file, workbook, ratio } }) {
      const on = parseCalendarDay(dayAt(context.now));
      const bytes = new Uint8Array(Buffer.from(workbook, 'base64'));
      const { instruments, faults } = await readInstrumentList({ path: file, bytes }, { on, rules });
      if (instruments === undefined)
        return refuseFaults(faults, 'Nothing of the list is kept; mend what is listed and send it again.');
      const dues = duesOf(instruments, { rules, on, ratio });
      const plain = JSON.parse(JSON.stringify(instruments)) as ListedInstrument[];
      const stream = listStream(context.actor?.party ?? '');
      return actAnswer(await context.act(keep, { stream, ratio, instruments: plain, dues }));
    },
  });

const readList = ({ rules, readOffers }: UpkeepParts) =>
  route({
    method: 'GET',
    path: '/instrument-list',
    operation: 'read-instrument-list',
    summary:
      'The own list: of each instrument what to do on the day asked about, how often, how good, where, and the days',
    access: WHO_MAY['read-instrument-list'],
    query: z.strictObject(languageQuery),
    responses: { 200: { description: 'The plan', schema: answers.list } },
    async handle({ reads, now, actor }, { query: { language } }) {
      const stream = listStream(actor?.party ?? '');
      const { on: asked, ...always } = reads.asOf;
      const [row] = await reads.rows(lists, always).selectAll().where('stream', '=', stream).execute();
      const on = asked ?? dayAt(now);
      const ratio = z.enum(UNCERTAINTY_RATIOS).parse(row?.ratio ?? '1/3');
      const listed = (row?.instruments ?? []) as unknown as readonly ListedInstrument[];
      const planned = planUpkeep(listed, { rules, on: parseCalendarDay(on), ratio });
      const plans = placeUpkeep(planned, await readOffers(reads, { quantities: quantitiesOf(planned), now }), {
        from: ({ place }) => ({ place }),
        limit: LABORATORIES_SHOWN,
      });
      const calendar = writeCalendar(calendarOf(plans, language), {
        stamp: parseInstant(now),
        name: UPKEEP_WORDS[language].labels.calendar,
      });
      const described = plans.map((plan) => describePlan(plan, language));
      return { status: 200, body: { keptOn: row?.keptOn ?? null, on, ratio, plans: described, calendar } };
    },
  });

/** The quantities that laboratories are looked for by. */
function quantitiesOf(plans: readonly InstrumentPlan[]): readonly string[] {
  return [...new Set(plans.flatMap(({ where }) => where.need?.quantity ?? []))];
}

const listReminders = route({
  method: 'GET',
  path: '/instrument-reminders',
  operation: 'list-instrument-reminders',
  summary: 'The inbox: own instruments that are due within 30 days or overdue, as the clock noticed',
  access: WHO_MAY['list-instrument-reminders'],
  query: z.strictObject(pageQuery),
  responses: { 200: { description: 'One page', schema: answers.reminders } },
  async handle({ reads }, { query: { cursor, limit } }) {
    const page = await reads.page(reads.rows(reminders), { by: ['dueOn', 'instrument'], limit, ...after(cursor) });
    return pageAnswer(page, ['instrument', 'action', 'dueOn', 'level', 'since']);
  },
});

/** Lists of instruments, private to whoever keeps them: what is to be done with each, and reminders of the days. */
export function upkeepRegister(parts: UpkeepParts) {
  return defineRegister({
    name: 'upkeep',
    kinds: [],
    fold: upkeepFold,
    actions: [keep, remind],
    routes: [keepList(parts), readList(parts), listReminders],
    expiry: { due: whatIsDue, action: remind },
  });
}
