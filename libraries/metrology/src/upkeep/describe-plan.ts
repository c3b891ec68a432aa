// SPDX-License-Identifier: Apache-2.0
import type { CalendarDay } from '@touchstone/identifiers';
import type { CalendarEntry } from './calendar.ts';
import type { UpkeepLanguage } from './instrument.ts';
import type { FoundLaboratory } from './laboratories.ts';
import type { DueState, InstrumentPlan } from './plan-upkeep.ts';
import type { UpkeepReason } from './reason.ts';
import type { UpkeepAction } from './what-to-do.ts';
import { EN } from './words/en.ts';
import { PT } from './words/pt.ts';
import type { UpkeepWords } from './words/words.ts';
import { ZH_HANS } from './words/zh-hans.ts';
import { ZH_HANT } from './words/zh-hant.ts';

/** The words of a plan by language. */
export const UPKEEP_WORDS: Readonly<Record<UpkeepLanguage, UpkeepWords>> = {
  en: EN,
  'zh-Hans': ZH_HANS,
  'zh-Hant': ZH_HANT,
  pt: PT,
};

/** One instrument's plan in words: what a table shows of it. */
export interface DescribedPlan {
  readonly instrument: string;
  readonly type: string;
  readonly use: string;
  readonly action: UpkeepAction;
  readonly actionText: string;
  /** Empty where there is none. */
  readonly interval: string;
  readonly method: string;
  readonly target: string;
  readonly dueOn?: CalendarDay;
  readonly state: DueState;
  readonly stateText: string;
  readonly where: readonly string[];
  readonly why: readonly string[];
}

/** A plan in the words of a language. */
export function describePlan(plan: InstrumentPlan, language: UpkeepLanguage): DescribedPlan {
  const words = UPKEEP_WORDS[language];
  const { instrument, what, howOften, howGood, where, when } = plan;
  const { span } = howOften;
  const reasons = [...what.reasons, ...howOften.reasons, ...howGood.reasons, ...where.reasons];
  return {
    ...{ instrument: instrument.name, type: instrument.type, use: words.uses[instrument.use] },
    ...{ action: what.action, actionText: words.actions[what.action] },
    interval:
      span === undefined
        ? ''
        : 'months' in span
          ? fill(words.labels.months, { months: String(span.months) })
          : fill(words.labels.days, { days: String(span.days) }),
    method: words.methods[howOften.method],
    target: howGood.target === undefined ? '' : `${howGood.target.value} ${howGood.target.unit}`,
    ...(when.dueOn === undefined ? {} : { dueOn: when.dueOn }),
    ...{ state: when.state, stateText: words.states[when.state] },
    where: where.laboratories.map((one) => laboratoryText(one, { words, among: where.laboratories })),
    why: reasons.map((reason) => describeReason(reason, language)),
  };
}

/** A reason as a sentence. */
export function describeReason({ code, values }: UpkeepReason, language: UpkeepLanguage): string {
  const { reasons, uses, quantities } = UPKEEP_WORDS[language];
  const wordIn = (words: Readonly<Record<string, string>>, named: string | undefined) =>
    Object.entries(words).find(([name]) => name === named)?.[1];
  const [use, quantity] = [wordIn(uses, values.use), wordIn(quantities, values.quantity)];
  return fill(reasons[code], { ...values, ...(use && { use }), ...(quantity && { quantity }) });
}

/** The plan as a table with headings, all text: what an answer workbook holds. */
export function tabulatePlan(
  plans: readonly InstrumentPlan[],
  language: UpkeepLanguage,
): { readonly name: string; readonly headings: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  const { labels } = UPKEEP_WORDS[language];
  const headings = [
    ...[labels.instrument, labels.type, labels.use, labels.action, labels.interval, labels.method],
    ...[labels.target, labels.due, labels.state, labels.where, labels.why],
  ];
  const rows = plans.map((plan) => {
    const one = describePlan(plan, language);
    return [
      ...[one.instrument, one.type, one.use, one.actionText, one.interval, one.method, one.target],
      ...[one.dueOn ?? '', one.stateText, one.where.join('\n'), one.why.join('\n')],
    ];
  });
  return { name: labels.sheet, headings, rows };
}

/** The days of a plan as entries of a calendar; what has no day has none. */
export function calendarOf(plans: readonly InstrumentPlan[], language: UpkeepLanguage): readonly CalendarEntry[] {
  const { labels } = UPKEEP_WORDS[language];
  return plans.flatMap((plan) => {
    const { instrument: name, actionText, dueOn, where, why } = describePlan(plan, language);
    if (dueOn === undefined) return [];
    const summary = fill(labels.dueSummary, { name, action: actionText });
    return [{ uid: name, day: dueOn, summary, description: [...where, ...why].join('\n') }];
  });
}

function laboratoryText(
  { laboratory, smallestUncertainty, ...found }: FoundLaboratory,
  { words: { labels }, among }: { readonly words: UpkeepWords; readonly among: readonly FoundLaboratory[] },
): string {
  const { kilometres, samePlace, certificateNumber, places } = found;
  // Of two of one name nobody could say which is which.
  const isShared = among.filter((other) => other.laboratory === laboratory).length > 1;
  const name = isShared && places.length > 0 ? `${laboratory} (${places.join(', ')})` : laboratory;
  const far = [
    ...(samePlace ? [labels.samePlace] : []),
    ...(kilometres === undefined ? [] : [fill(labels.kilometres, { kilometres: kilometres.toFixed(0) })]),
  ];
  return [name, `U = ${smallestUncertainty}`, ...far, certificateNumber].join(', ');
}

function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
