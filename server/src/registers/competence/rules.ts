// SPDX-License-Identifier: Apache-2.0
import { addMonths, jurisdictionOf, parseCalendarDay } from '@touchstone/identifiers';
import type { z } from 'zod';
import type { Produced, Reason, Ruling } from '../../record-keeping/define-register.ts';
import type { Fact, JsonObject, PersonalFields } from '../../record-keeping/fact.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { rulingOf } from '../../record-keeping/ruling.ts';
import type { Acting } from '../../record-keeping/tenant.ts';
import { openReminders } from './fold.ts';
import type { inputs } from './record.ts';
import type { Demand } from './standing.ts';

type Input<Name extends keyof typeof inputs> = z.infer<(typeof inputs)[Name]>;
/** What signatures in this register mean, word for word. */
export const MEANINGS = {
  erase: 'I decide that what this case says about a person in words is erased for good.',
} as const;

/** The stream of what an organisation asks: whoever asks can only name their own. */
export const demandsStream = (party: string) => `competence demands of ${party}`;

/** What the facts of a file or an exchange make. */
export interface CompetenceCase {
  /** Files and exchanges are streams of one register, and both are about a person: only a file takes records. */
  readonly isFile: boolean;
  readonly person?: string;
  readonly owner?: string;
  readonly host?: string;
  readonly from?: string;
  readonly to?: string;
  readonly confirmed: boolean;
  readonly records: readonly { readonly record: string; readonly withdrawn: boolean }[];
  /** What was reminded of and no record that counts has answered. */
  readonly reminded: readonly string[];
  readonly hasPersonal: boolean;
}

/** The case that facts make. */
export function caseOf(facts: readonly Fact[]): CompetenceCase {
  const events = facts.filter((fact) => fact.source === 'case-event');
  const [first] = events;
  const of = (kind: string) => events.filter((event) => event.kind === kind);
  const withdrawn = of('withdrawn').map(({ content }) => content.record);
  const text = (name: string) => (typeof first?.content[name] === 'string' ? { [name]: first.content[name] } : {});
  return {
    isFile: first?.kind === 'file-opened',
    ...text('person'),
    ...text('host'),
    ...text('from'),
    ...text('to'),
    ...(first === undefined ? {} : { owner: first.owner }),
    confirmed: of('exchange-confirmed').length > 0,
    records: of('recorded').map(({ content }) => ({
      record: String(content.record),
      withdrawn: withdrawn.includes(content.record ?? ''),
    })),
    reminded: openReminders(facts).map(reminderKey),
    hasPersonal: events.some(({ personal }) => personal !== undefined),
  };
}

/** One reminder as one text. */
export function reminderKey(one: Readonly<Record<'function' | 'demand' | 'dueOn' | 'level', string>>): string {
  return [one.function, one.demand, one.dueOn, one.level].join(' ');
}

function event(kind: string, content: object, personal: Readonly<Record<string, string | undefined>> = {}): Produced {
  const kept = Object.entries(personal).filter((one): one is [string, string] => one[1] !== undefined);
  const fields: PersonalFields = Object.fromEntries(kept);
  return {
    ...{ source: 'case-event', kind, content: JSON.parse(JSON.stringify(content)) as JsonObject },
    ...(kept.length === 0 ? {} : { personal: fields }),
  };
}

/** What a laboratory asks holds from a day on; what it asked on days that have passed, it asked. */
export function mayAsk({ demands }: Input<'ask'>, before: readonly Fact[], { now }: Acting): Ruling {
  const reasons: Reason[] = [];
  if (before.length > 0 && demands.from < dayAt(now)) {
    reasons.push({ code: 'IN_THE_PAST', detail: `${demands.from} has passed; it can be asked from today on.` });
  }
  return rulingOf(reasons, [event('demands-set', demands)]);
}

/** One file for one person. */
export function mayOpen({ stream: _, name, ...given }: Input<'open'>, isThere: boolean): Ruling {
  const detail = `A file of ${given.person} is kept already.`;
  return rulingOf(isThere ? [{ code: 'FILE_EXISTS', detail }] : [], [event('file-opened', given, { name })]);
}

/** What a record is judged by. */
export interface RecordFacts {
  readonly file: CompetenceCase;
  readonly demands: readonly Demand[];
  /** The exchange that it names, where the own organisation has it. */
  readonly exchange: { readonly person: string; readonly state: string; readonly from: string } | undefined;
}

/** What was shown longer ago is a slip of the keyboard. */
const LONGEST_WORK_YEARS = 75;
const NO_FILE = ['NO_FILE', 'There is no file of a person here.'] as const;

/** Another person records what was shown. ISO/IEC 17025:2017, 6.2.5 (recalled): nobody about themselves. */
export function mayRecord(
  { stream: _, details, ...given }: Input<'record'>,
  { file, demands, exchange }: RecordFacts,
  { actor, now }: Acting,
): Ruling {
  const reasons: Reason[] = [];
  const refuse = (code: string, detail: string) => reasons.push({ code, detail });
  if (!file.isFile) refuse(...NO_FILE);
  if (file.person === actor.person) refuse('OWN_RECORD', 'Nobody records what they showed themselves; let another.');
  const today = parseCalendarDay(dayAt(now));
  if (given.on < addMonths(today, -LONGEST_WORK_YEARS * 12))
    refuse('TOO_LONG_AGO', `${given.on} is more than ${LONGEST_WORK_YEARS} years ago: no working life is so long.`);
  if (given.on > today) refuse('IN_THE_FUTURE', `${given.on} has not come yet.`);
  if (given.until !== undefined && given.until < given.on)
    refuse('ENDS_BEFORE_IT_BEGINS', `It would hold until ${given.until}, and was shown on ${given.on}.`);
  const known = demands.filter((one) => one.function === given.function).map((one) => one.demand);
  if (!known.includes(given.demand)) {
    const asked = known.length === 0 ? 'nothing' : [...new Set(known)].join(', ');
    refuse('NOT_ASKED', `Of "${given.function}" the laboratory asks ${asked}; "${given.demand}" is none of that.`);
  }
  if (given.exchange !== undefined && (exchange?.state !== 'took-place' || exchange.person !== file.person))
    refuse('EXCHANGE_NOT_CONFIRMED', 'No host has confirmed such an exchange of this person.');
  else if (exchange !== undefined && given.on < exchange.from)
    refuse('BEFORE_THE_EXCHANGE', `The exchange that it names began on ${exchange.from}, after ${given.on}.`);
  return rulingOf(reasons, [event('recorded', given, { details })]);
}

/** A record that was wrong stays, and says so. */
export function mayWithdraw({ record, reason }: Input<'withdraw'>, file: CompetenceCase, { actor }: Acting): Ruling {
  const reasons: Reason[] = [];
  if (!file.isFile) reasons.push({ code: NO_FILE[0], detail: NO_FILE[1] });
  else if (!file.records.some((one) => one.record === record && !one.withdrawn))
    reasons.push({ code: 'NO_SUCH_RECORD', detail: 'There is no such record here that counts.' });
  if (file.person === actor.person)
    reasons.push({ code: 'OWN_RECORD', detail: 'Nobody changes their own records; let another.' });
  return rulingOf(reasons, [event('withdrawn', { record }, { reason })]);
}

/** An exchange leads to another institute, in another of the places. */
export function mayPlan(
  { stream: _, name, ...given }: Input<'plan'>,
  _before: unknown,
  { actor }: Pick<Acting, 'actor'>,
): Ruling {
  const reasons: Reason[] = [];
  if (given.host === actor.party)
    reasons.push({ code: 'OWN_INSTITUTE', detail: 'The host of an exchange is another institute.' });
  if (jurisdictionOf(given.place) === actor.jurisdiction)
    reasons.push({ code: 'NOT_ANOTHER_PLACE', detail: `${given.place} is where the person works already.` });
  if (given.to < given.from)
    reasons.push({ code: 'ENDS_BEFORE_IT_BEGINS', detail: `It would last from ${given.from} to ${given.to}.` });
  return rulingOf(reasons, [event('exchange-planned', given, { name })]);
}

/** The host alone says that it took place, once it has. */
export function mayConfirm(
  { stream: _, remark, ...given }: Input<'confirm'>,
  exchange: CompetenceCase,
  { actor, now }: Acting,
): Ruling {
  const reasons: Reason[] = [];
  const today = dayAt(now);
  if (exchange.host !== actor.party)
    reasons.push({ code: 'NOT_THE_HOST', detail: 'Only the institute that was the host confirms an exchange.' });
  if (exchange.confirmed) reasons.push({ code: 'DONE', detail: 'It was confirmed already.' });
  if (given.to > today) reasons.push({ code: 'IN_THE_FUTURE', detail: `${given.to} has not come yet.` });
  if (given.to < given.from)
    reasons.push({ code: 'ENDS_BEFORE_IT_BEGINS', detail: `It would have lasted from ${given.from} to ${given.to}.` });
  if (given.outcome === 'took-place' && remark === undefined && !isWithinPlan(given, exchange))
    reasons.push({
      code: 'NOT_AS_PLANNED',
      detail: `It was planned from ${exchange.from} to ${exchange.to}; a remark says why it was otherwise.`,
    });
  return rulingOf(reasons, [event('exchange-confirmed', { ...given, on: today }, { remark })]);
}

const isWithinPlan = (given: Readonly<Record<'from' | 'to', string>>, { from = '', to = '' }: CompetenceCase) =>
  from <= given.from && given.to <= to;

/** What is about a person in words is erased by two; days and outcomes stay, for what was signed rests on them. */
export function mayErase({ ground }: Input<'erase'>, found: CompetenceCase, { actor }: Acting): Ruling {
  const reasons: Reason[] = [];
  if (found.owner !== actor.party)
    reasons.push({ code: 'NOT_THE_OWNER', detail: 'Only the organisation that keeps it erases it.' });
  else if (!found.hasPersonal)
    reasons.push({ code: 'NOTHING_TO_ERASE', detail: 'Nothing in words about a person is kept here.' });
  return rulingOf(reasons, [event('words-erased', { ground })]);
}

/** The clock reminds of what it did not remind of before, and again of what a wrong record had answered. */
export function mayRemind({ on, reminders }: Input<'remind'>, file: CompetenceCase): Ruling {
  const left = reminders.filter((one) => !file.reminded.includes(reminderKey(one)));
  const done = left.length === 0 ? [{ code: 'DONE', detail: 'All of that was reminded of.' }] : [];
  return rulingOf(done, [event('reminded', { on, reminders: left })]);
}
