// SPDX-License-Identifier: Apache-2.0
import { UPKEEP_LANGUAGES, type UpkeepLanguage } from './instrument.ts';
import type { InstrumentKind, InstrumentRules } from './rules.ts';

/**
 * The kind that the head of a firm's words names: what stands last in English and Chinese, first in Portuguese, before any
 * comma, bracket, number or "for …". Of several the one with the longest name: a "water meter" is one, and no meter; a
 * "scale ruler" is no scale. Undefined where the head is nothing that is known.
 */
export function findKind({ kinds }: InstrumentRules, type: string): InstrumentKind | undefined {
  const heads = headsOf(type);
  let best: { readonly kind: InstrumentKind; readonly length: number } | undefined;
  for (const kind of kinds) {
    const length = heads.reduce((most, head) => Math.max(most, lengthNamed(kind, head)), 0);
    if (length > (best?.length ?? 0)) best = { kind, length };
  }
  return best?.kind;
}

/** Letters of the longest name of the kind at the head of the words; 0 where there is none. */
function lengthNamed({ id, names, except = [] }: InstrumentKind, head: string): number {
  if (head === wordsOf(id)) return head.length;
  if (except.some((other) => endsWith(head, wordsOf(other)))) return 0;
  const isEnglish = new Set(names.en.map(wordsOf));
  const found = UPKEEP_LANGUAGES.flatMap((language) =>
    names[language].map((name) => [language, wordsOf(name)] as const),
  )
    .filter(([language, name]) => isHead(head, name, isEnglish.has(name) ? 'en' : language))
    .map(([, name]) => name.length);
  return Math.max(0, ...found);
}

function isHead(head: string, name: string, language: UpkeepLanguage): boolean {
  if (language !== 'pt') return endsWith(head, name);
  return head === name || head.startsWith(`${name} `);
}

const PLURALS = ['', 's', 'es'];

function endsWith(head: string, name: string): boolean {
  return PLURALS.some((plural) => {
    const at = head.length - name.length - plural.length;
    return at >= 0 && head.endsWith(name + plural) && !isWithinWord(head, at);
  });
}

// Only Latin letters run together in words of their own; Chinese stands next to anything.
function isWithinWord(text: string, at: number): boolean {
  return LATIN.test(text.charAt(at - 1)) && LATIN.test(text.charAt(at));
}

const LATIN = /\p{Script=Latin}/u;
const BRACKETED = /\([^()]*\)|\[[^[\]]*\]|【[^【】]*】/gu;
const SEPARATORS = /[,;:、。|]| [-–—] /u;
// What follows says what it is for or which one it is, and no more what it is.
const ENDS = /^(?:for|with|without|from|by|at|in|on|no|nr|number|model|sn|serial|para|com|sem|em)$/u;
const CLASS_OR_TYPE = / (?:class|type|classe|tipo) (?:\p{L}|[ivx]+)$/u;
// Several of one kind are of that kind.
const SETS = / sets?$|(?<=\p{Script=Han})(?:组|組|套|套装|套裝)$/u;
const SET_OF = /^(?:conjunto|jogo|par) de /u;

/** The words up to whatever ends the head, as they stand and without what only counts or numbers them. */
function headsOf(type: string): readonly string[] {
  const plain = type.normalize('NFKC').toLowerCase().replace(BRACKETED, ' ');
  const segment = plain.split(SEPARATORS).find((part) => /\p{L}/u.test(part)) ?? '';
  const before: string[] = [];
  let numbered = '';
  for (const token of segment.trim().split(/\s+/u)) {
    const hasNumber = /\p{N}/u.test(token);
    if (hasNumber && before.length === 0 && /^\P{L}/u.test(token)) continue;
    if (before.length > 0 && ENDS.test(token.replace(/\.$/u, ''))) break;
    if (hasNumber) {
      numbered = token.replace(/\p{N}.*$/u, '');
      break;
    }
    before.push(token);
  }
  const whole = [before, [...before, numbered]].map((tokens) => wordsOf(tokens.join(' ')));
  const all = whole.flatMap((head) => [
    head,
    head.replace(CLASS_OR_TYPE, ''),
    head.replace(SETS, ''),
    head.replace(SET_OF, ''),
  ]);
  return [...new Set(all)].filter((head) => head !== '');
}

/** Letters and digits of one width and case, Latin ones without accents, which lists leave out; a space where Latin words are set apart, nothing between others. */
function wordsOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/(?<=\p{Script=Latin}\p{M}*)\p{M}/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/(?<!\p{Script=Latin}) | (?!\p{Script=Latin})/gu, '');
}
