// SPDX-License-Identifier: Apache-2.0
import type { I18n, Messages } from '@lingui/core';
import { useLingui } from '@lingui/react';
import type { Reason } from '../api/verdict.ts';
import { compileMessage } from './compile.ts';
import type { MessageId } from './en.ts';
import type { Language, Words } from './languages.ts';

/** A sentence with the language that it came out in, so that fonts and voices can follow. */
interface Said {
  readonly text: string;
  readonly language: Language;
  /** The engine's own sentence, where the translation leaves out a number or a name that it carries. */
  readonly english?: string;
}

const REASON = 'reason.';
const REFUSAL = 'refusal.';
/** The same reason with its names and numbers, where the reason carries them. */
const IN_FULL = '_IN_FULL';

/** The words of one language as messages that lingui needs not compile; reasons and refusals stand under a prefix. */
export function toMessages({ page, reasons, refusals }: Words): Messages {
  const entries = [
    ...Object.entries(page),
    ...Object.entries(reasons).map(([code, message]): [string, string] => [REASON + code, message]),
    ...Object.entries(refusals).map(([code, message]): [string, string] => [REFUSAL + code, message]),
  ];
  return Object.fromEntries(entries.map(([id, message]) => [id, compileMessage(message)]));
}

/** What components say and how: page words, words that may be missing, and reasons. */
export interface Speech {
  readonly language: Language;
  say(id: MessageId, values?: Readonly<Record<string, string | number>>): string;
  /** The message under a name made of data, such as a kind of document; the fallback when there is none. */
  sayOr(id: string, fallback: string): string;
  /** A quantity by the English name that devices, certificates and rounds have; one that has no word here as it is. */
  sayQuantity(name: string): string;
  sayReason(reason: Reason): Said;
  /** What cures what a reason says, by the code of the cure or by that of the reason, with the values of the reason. */
  sayCure(of: Pick<Reason, 'code' | 'values'>, cure: { readonly code?: string; readonly detail: string }): Said;
  /** A name kept in several languages, in the one nearest to the reader's. */
  pickName(names: Readonly<Record<string, string>>): { readonly text: string; readonly language: string };
}

/** The reader's language as functions; components render again when it changes. */
export function useWords(): Speech {
  const { i18n } = useLingui();
  return speechOf(i18n);
}

/** The same outside of a component. */
export function speechOf(i18n: I18n): Speech {
  const language = i18n.locale as Language;
  const has = (id: string) => Object.hasOwn(i18n.messages, id);
  const sayOr = (id: string, fallback: string) => (has(id) ? i18n._(id) : fallback);
  const neededBy = (id: string) => {
    const raw = i18n.messages[id];
    return Array.isArray(raw) ? raw.filter((part) => Array.isArray(part)).map(([name]) => String(name)) : [];
  };
  // A translation that speaks of a value which the reason does not carry would show a hole.
  const isWhole = (id: string, values: Reason['values']) =>
    has(id) && neededBy(id).every((name) => values[name] !== undefined);
  const sayReason: Speech['sayReason'] = ({ code, detail, values }) => {
    const id = [REASON + code + IN_FULL, REASON + code].find((one) => isWhole(one, values));
    if (id === undefined) return { text: detail, language: 'en' };
    const needed = neededBy(id);
    const shown = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, valueInWords(name, value, sayOr)]),
    );
    const text = i18n._(id, shown);
    // The requirement's own name stands beside the reason already.
    const rest = detail.replace(values.requirement ?? '', '');
    const leavesOut = needed.length === 0 && /\d|did:|["']/.test(rest);
    return leavesOut ? { text, language, english: detail } : { text, language };
  };
  return {
    language,
    say: (id, values) => i18n._(id, values),
    sayOr,
    sayQuantity: (name) => sayOr(`quantity.${name}`, sayOr(`quantity.${name.trim().toLowerCase()}`, name)),
    sayReason,
    sayCure: ({ code, values }, cure) => {
      const own = isWhole(`${REASON}CURE_${code}`, values) ? `CURE_${code}` : (cure.code ?? '');
      return sayReason({ code: own, detail: cure.detail, values, article: undefined });
    },
    pickName: (names) => {
      const order = language === 'en' ? ['en'] : [language, 'en'];
      const found = order.find((one) => names[one] !== undefined) ?? Object.keys(names)[0];
      return found === undefined ? { text: '', language: 'en' } : { text: names[found] ?? '', language: found };
    },
  };
}

const WORDS_OF_VALUES: Readonly<Record<string, string>> = {
  premise: 'group.',
  group: 'group.',
  kind: 'document-kind.',
  purpose: 'kind.',
  what: 'document-kind.',
  place: 'place.',
  substance: 'substance.',
  quantity: 'quantity.',
  status: 'status.',
  was: 'instruments.use.',
  is: 'instruments.use.',
  decided: 'decided.',
};

function valueInWords(name: string, value: string, sayOr: Speech['sayOr']): string {
  const prefix = WORDS_OF_VALUES[name];
  if (prefix === undefined) return value;
  // What is measured may be a quantity in the place of a substance: the mass of a portion.
  return sayOr(prefix + value, name === 'substance' ? sayOr(`quantity.${value}`, value) : value);
}
