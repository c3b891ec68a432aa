// SPDX-License-Identifier: Apache-2.0

/** What stands behind the number of a standard where it is cited, taken off; what is left is the number. */
export interface CitedNumber {
  readonly number: string;
  /** As it is written: '第一法', 'Method 1', '11.1'. */
  readonly clause?: string;
  /** In the order in which they are cited. */
  readonly amendments: readonly CitedAmendment[];
}

/** An amendment that is cited in words: 'XG' is a Chinese sheet (修改单), the others are those of ISO and IEC. */
export interface CitedAmendment {
  readonly kind: 'XG' | 'AMD' | 'COR';
  readonly number: string;
  readonly year?: string;
}

const NUMERAL = '[0-9]{1,2}|[一二三四五六七八九十]{1,3}';
const ORDINAL = 'first|second|third|fourth|fifth|[1-9](?:st|nd|rd|th)';
const ORDINAL_PT = 'primeiro|segundo|terceiro|quarto|quinto|[1-9]\\.?[ºo]';
const PLACE =
  'method|procedure|clause|subclause|section|annex|appendix|método|metodo|procedimento|cláusula|secção|seção|anexo|cl\\.|sec\\.|§';

// A method's own name may stand behind its ordinal: 第二法 电感耦合等离子体质谱法.
const CLAUSE = [
  `第 ?(?:${NUMERAL}) ?(?:法|篇|章|条|條|节|節)(?: ?[ ,:、]? ?\\p{Script=Han}[\\p{Script=Han}A-Z0-9-]{0,40})?`,
  `(?:方法|附录|附錄) ?(?:${NUMERAL}|[A-Z])`,
  `(?:${PLACE}) ?(?:(?:no|n)\\.?[ º]? ?)?[0-9A-Z]{1,4}(?:\\.[0-9]{1,3}){0,4}`,
  `(?:${ORDINAL}) method|(?:${ORDINAL_PT}) m[ée]todo`,
  // A clause by its bare number, behind a year only: elsewhere it may be the number itself.
  '(?<=(?:19|20)[0-9]{2} ?[ ,(] ?)[0-9]{1,2}(?:\\.[0-9]{1,2}){1,3}',
].join('|');

const JOINED =
  '(?:(?:with|including|incl\\.?|and|as amended by|amended by|com a|com|incluindo|e|包含|包括|含|及|和|附) ?)?';
const BY_NAME =
  '(?<kind>XG|amendment|amd|corrigendum|cor|emenda|errata)\\.? ?(?:(?:no|n)\\.?[ º]? ?)?(?<number>[0-9]{1,2})?(?: ?[:-] ?(?<year>(?:19|20)[0-9]{2}))?';
const BY_SHEET = `第? ?(?<sheet>${NUMERAL})? ?[号號]?修改[单單]|修改[单單] ?第? ?(?<after>${NUMERAL}) ?[号號]?`;
const TITLE = '《[^》]{1,80}》';

const OPEN = '[ ,;、]{0,3}\\(? ?';
const CLOSE = ' ?\\)?$';
const TAILS = {
  title: new RegExp(`${OPEN}${TITLE}${CLOSE}`, 'u'),
  amendment: new RegExp(`${OPEN}${JOINED}(?:${BY_NAME}|${BY_SHEET})${CLOSE}`, 'iu'),
  clause: new RegExp(`(?<=[0-9)A-Z》单單号號])${OPEN}(?<clause>${CLAUSE})${CLOSE}`, 'iu'),
} as const;

/** No citation has more behind its number. */
const TAILS_MAX = 4;

/**
 * citation = number *( title / amendment / clause ), each perhaps in brackets: 'GB 5009.12-2017 (XG1) 第一法'.
 * How methods are cited in Chinese, English and Portuguese reports, recalled; no standard lays it down. Given in half width.
 */
export function takeTail(text: string): CitedNumber {
  let number = text.trim().replace(/ +/g, ' ');
  const clauses: string[] = [];
  const amendments: CitedAmendment[] = [];
  for (let taken = 0; taken < TAILS_MAX; taken += 1) {
    const found = TAILS.title.exec(number) ?? TAILS.amendment.exec(number) ?? TAILS.clause.exec(number);
    if (found === null) break;
    number = number.slice(0, found.index);
    const { clause, ...groups } = found.groups ?? {};
    if (clause !== undefined) clauses.unshift(clause);
    else if (!found[0].includes('《')) amendments.unshift(amendmentOf(groups));
  }
  return { number, amendments, ...(clauses.length === 0 ? {} : { clause: clauses.join(' ') }) };
}

function amendmentOf({
  kind,
  number,
  year,
  sheet,
  after,
}: Readonly<Record<string, string | undefined>>): CitedAmendment {
  const name = kind?.toUpperCase() ?? 'XG';
  const isCorrection = name.startsWith('COR') || name === 'ERRATA';
  return {
    kind: name === 'XG' ? 'XG' : isCorrection ? 'COR' : 'AMD',
    number: number ?? arabic(sheet ?? after ?? ''),
    ...(year === undefined ? {} : { year }),
  };
}

/** One spelling of a clause, by which two are compared: 第一法, 方法1 and 'Method 1' are one. */
export function clauseKey(clause: string): string {
  return clause
    .toLowerCase()
    .replace(/第 ?([0-9一二三四五六七八九十]+) ?法.*$/u, (_, which: string) => `method${arabic(which)}`)
    .replace(new RegExp(`(${ORDINAL}|${ORDINAL_PT}) m[eé][a-z]+`, 'u'), (_, which: string) => `method${ordinal(which)}`)
    .replace(/方法|m[ée]todo/gu, 'method')
    .replace(/附录|附錄|appendix|anexo/gu, 'annex')
    .replace(/subclause|clause|cláusula|section|secção|seção|cl\.|sec\.|§/gu, '')
    .replace(/[一二三四五六七八九十]+/gu, arabic)
    .replace(/\b(method ?)(i{1,3}|iv|v)$/u, (_, word: string, roman: string) => word + (ROMAN.indexOf(roman) + 1))
    .replace(/\bno\.? ?|[ .,:]/gu, (mark) => (mark === '.' ? '.' : ''));
}

const ROMAN = ['i', 'ii', 'iii', 'iv', 'v'];
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];
const ORDINALS_PT = ['primeiro', 'segundo', 'terceiro', 'quarto', 'quinto'];

function ordinal(word: string): string {
  const at = Math.max(ORDINALS.indexOf(word), ORDINALS_PT.indexOf(word));
  return at < 0 ? word.slice(0, 1) : String(at + 1);
}

const DIGITS = '一二三四五六七八九';

// 十二 is 12, 二十 is 20, 二十一 is 21: no standard has a hundred methods.
function arabic(numeral: string): string {
  const figureOf = (digit: string) => DIGITS.indexOf(digit) + 1;
  const [tens = '', ones] = numeral.split('十');
  if (ones === undefined) return numeral.replace(/[一二三四五六七八九]/gu, (digit) => String(figureOf(digit)));
  return String((tens === '' ? 1 : figureOf(tens)) * 10 + (ones === '' ? 0 : figureOf(ones)));
}
