// SPDX-License-Identifier: Apache-2.0
import { toHalfWidth } from './half-width.ts';
import { IdentifierError, requireText } from './identifier-error.ts';
import { matchPublisher, type NumberStyle, publisherSeparator } from './standard-publisher.ts';
import { type CitedAmendment, clauseKey, takeTail } from './standard-tail.ts';

/** The number of a standard, taken apart. `text` is its one canonical spelling. */
export interface StandardNumber {
  /** Who publishes it, with its rank and type: 'GB/T', 'T/GBAS', 'EN ISO/IEC', 'ISO/TS'. */
  readonly publisher: string;
  /** Everything between publisher and edition, part included: '5009.12', '60335-1', 'C 3851'. */
  readonly number: string;
  /** The part within the number: '12' of 5009.12, '1' of 60335-1. */
  readonly part?: string;
  readonly year?: number;
  /** Only where editions carry a month: DIN EN ISO/IEC 17025:2018-03. */
  readonly month?: number;
  /** Only ASTM: what follows the year, 'b(2017)e1'. */
  readonly revision?: string;
  /** 'Amd 1:2024' is the amendment, '+A1:2021' the standard with it; 'XG1-2015' is a Chinese amendment sheet (修改单). */
  readonly amendment?: string;
  /** The second number of an identical adoption: GB/T 19001-2016/ISO 9001:2015. */
  readonly identicalTo?: StandardNumber;
  /** The method, clause or annex within it that is cited, as it is written: '第一法'. The number is that of the whole. */
  readonly clause?: string;
  readonly text: string;
}

type Parts = Omit<StandardNumber, 'text'>;

const YEAR = '((?:19|20)[0-9]{2})';
const AMENDMENT =
  '[/+](?:AMENDMENT|AMD|CORRIGENDUM|COR|ADD|SUPPL|ISH|AC|A|XG)[ .]?[0-9]{0,3}(?:[:-](?:19|20)[0-9]{2}(?:-[01][0-9])?)?';

// Groups of 'dash' and 'colon': number, year, month, amendments, second number. Of 'astm': number, year, revision.
const NUMBER_TEXT: { readonly [style in NumberStyle]: RegExp } = {
  dash: new RegExp(
    `^([0-9]{1,6}(?:\\.[0-9]{1,4}){0,3}[A-Z]?)(?:[-:]${YEAR}|-([5-9][0-9]))?((?:${AMENDMENT}){0,4})(?:/((?:ISO|IEC)[ /0-9].*))?$`,
  ),
  colon: new RegExp(
    `^((?:[A-Z] ?)?[0-9]{1,6}(?:\\.[0-9]{1,4})?[A-Z]?(?:-[0-9A-Z]{1,5}){0,4}?)(?:-${YEAR}|:${YEAR}(?:-(0[1-9]|1[0-2]))?)?((?:${AMENDMENT}){0,4})(?: (?:CSV|RLV|CMV))?(?: \\([A-Z]{1,2}\\))?$`,
  ),
  astm: /^([A-G][0-9]{1,5}M?(?:\/[A-G][0-9]{1,5}M)?)(?:-((?:19|20)?[0-9]{2})([A-Z]?(?:\((?:19|20)[0-9]{2}\))?(?:E[0-9])?))?$/,
};

// What people write before the letters, which say it again.
const CALLED = /^\s*(?:中[华華]人民共和[国國])?(?:[国國]家[标標][准準]|[国國][标標])[ :]*(?=GB)/iu;

/**
 * dash: publisher number["."part]["-"year]; colon: publisher number["-"part][":"year["-"month]]; each with amendments.
 * The forms are recalled from GB/T 1.1-2020, GB/T 20000.2-2009 (dual numbers) and the catalogues of ISO, IEC, CEN, JSA.
 * Marks of a language (E) or of a redline or consolidated printing (RLV, CMV, CSV) are dropped: the edition is the same.
 * Full-width characters, long dashes, case and missing or needless spaces are set right; nothing is guessed but this:
 * a last part of 1900 to 2099 without another year (ISO 9001-2015) is the year, as such numbers are mostly meant.
 * What is cited of a standard (a clause, an amendment in words, its title) is read apart where the rest is a number.
 */
export function parseStandardNumber(given: unknown): StandardNumber {
  const written = toHalfWidth(requireText(given, 'A standard number', 120)).replace(CALLED, '');
  try {
    return parseNumber(written, given);
  } catch (error) {
    const { number, clause, amendments } = takeTail(written);
    if (clause === undefined && number === written.trim().replace(/ +/g, ' ')) throw error;
    const parsed = parseNumber(number + suffixOf(amendments, number), given);
    return clause === undefined ? parsed : { ...parsed, clause };
  }
}

function parseNumber(written: string, given: unknown): StandardNumber {
  const text = normalise(written);
  const match = matchPublisher(text);
  if (match === undefined) {
    throw /^[A-Z]{1,10}[A-Z/ ]{0,20}[0-9]/.test(text)
      ? new IdentifierError('UNKNOWN_PUBLISHER', 'No publisher of standards is known by these letters', given)
      : new IdentifierError('BAD_FORMAT', 'A standard number is written like GB 2762-2025 or ISO 9001:2015', given);
  }
  const found = NUMBER_TEXT[match.style].exec(match.rest);
  if (found === null) {
    throw new IdentifierError('BAD_FORMAT', `After ${match.publisher} must come ${EXPECTED[match.style]}`, given);
  }
  const parts = PARTS[match.style](match.publisher, found);
  return { ...parts, text: formatStandardNumber(parts) };
}

/** The canonical spelling: 'GB/T 5009.12-2023', 'ISO 9001:2015/Amd 1:2024', 'DB44/T 1-2020'. */
export function formatStandardNumber(standard: Parts): string {
  const { publisher, number, year, month, revision, amendment, identicalTo } = standard;
  const mark = matchPublisher(`${publisher.toUpperCase()} ${number}`)?.style === 'colon' ? ':' : '-';
  const edition = year === undefined ? '' : mark + (publisher === 'ASTM' ? astmYear(year) : year);
  const issued = month === undefined ? '' : `-${String(month).padStart(2, '0')}`;
  const amended = amendment === undefined || amendment.startsWith('+') ? (amendment ?? '') : `/${amendment}`;
  const second = identicalTo === undefined ? '' : `/${formatStandardNumber(identicalTo)}`;
  return `${publisher}${publisherSeparator(publisher)}${number}${edition}${issued}${revision ?? ''}${amended}${second}`;
}

/** Whether both name the same standard and part, whatever the edition. GB and GB/T, ISO and EN ISO are different. */
export function sameStandard(a: StandardNumber, b: StandardNumber): boolean {
  return a.publisher === b.publisher && a.number === b.number;
}

/** Whether both name the same edition with the same amendments; an undated number equals only another undated one. */
export function sameEdition(a: StandardNumber, b: StandardNumber): boolean {
  return (
    sameStandard(a, b) &&
    a.year === b.year &&
    a.month === b.month &&
    a.revision === b.revision &&
    a.amendment === b.amendment
  );
}

/**
 * Whether what one number names takes in what the other names: the same edition, with the amendment and the clause that the
 * outer one names, where it names any. Who speaks of an edition speaks of each of its methods and of it as amended.
 */
export function editionCovers(outer: StandardNumber, inner: StandardNumber): boolean {
  return (
    sameEdition({ ...outer, amendment: inner.amendment ?? '' }, { ...inner, amendment: inner.amendment ?? '' }) &&
    (outer.amendment === undefined || sameAmendment(outer.amendment, inner.amendment)) &&
    clauseCovers(outer, inner)
  );
}

/** Whether the clause that the outer number names, where it names one, is that of the inner one. */
export function clauseCovers({ clause: outer }: StandardNumber, { clause: inner }: StandardNumber): boolean {
  return outer === undefined || (inner !== undefined && clauseKey(outer) === clauseKey(inner));
}

// 'XG1' and 'XG1-2014' are one sheet, 'Amd 1' and '+Amd 1' one amendment: who cites it need not say all of it.
function sameAmendment(one: string, other: string | undefined): boolean {
  if (other === undefined) return false;
  const [a, b] = [one, other].map((text) => text.replace(/^[+]/, ''));
  const bare = (text = '') => text.replace(/[:-](?:19|20)[0-9]{2}.*$/, '');
  return a === b || (bare(a) === bare(b) && (bare(a) === a || bare(b) === b));
}

const EXPECTED: { readonly [style in NumberStyle]: string } = {
  dash: 'a number, its part after a point and its year after a dash: 5009.12-2023',
  colon: 'a number, its part after a dash and its year after a colon: 60335-1:2020',
  astm: 'a letter, a number and its year after a dash: D1298-12b',
};

const PARTS: { readonly [style in NumberStyle]: (publisher: string, match: readonly string[]) => Parts } = {
  dash: dashParts,
  colon: colonParts,
  astm: astmParts,
};

/** Amendments that are cited in words, as a number has them: China's are sheets (XG), and a standard is cited with the others. */
function suffixOf(amendments: readonly CitedAmendment[], number: string): string {
  const publisher = matchPublisher(normalise(number));
  const isSheet = publisher?.style === 'dash' && !publisher.publisher.startsWith('CX');
  return amendments
    .map(({ kind, number: which, year }) => {
      const edition = year === undefined ? '' : `:${year}`;
      return isSheet || kind === 'XG' ? `/XG${which}${edition}` : `+${kind}${which}${edition}`;
    })
    .join('');
}

function normalise(text: string): string {
  return text
    .trim()
    .toUpperCase()
    .replace(/ +/g, ' ')
    .replace(/ ?([/:+-]) ?/g, '$1');
}

function dashParts(publisher: string, match: readonly string[]): Parts {
  const [, number = '', year, shortYear, amendments = '', second] = match;
  const point = number.indexOf('.');
  return {
    publisher,
    number,
    ...(point < 0 ? {} : { part: number.slice(point + 1) }),
    ...(year === undefined && shortYear === undefined ? {} : { year: Number(year ?? `19${shortYear}`) }),
    ...(amendments === '' ? {} : { amendment: spellAmendments(amendments) }),
    ...(second === undefined ? {} : { identicalTo: parseStandardNumber(second) }),
  };
}

function colonParts(publisher: string, match: readonly string[]): Parts {
  const [, written = '', dashYear, colonYear, month, amendments = ''] = match;
  const number = written.replace(/^([A-Z]) ?/, '$1 ');
  const year = dashYear ?? colonYear;
  const dash = number.indexOf('-');
  return {
    publisher,
    number,
    ...(dash < 0 ? {} : { part: number.slice(dash + 1) }),
    ...(year === undefined ? {} : { year: Number(year) }),
    ...(month === undefined ? {} : { month: Number(month) }),
    ...(amendments === '' ? {} : { amendment: spellAmendments(amendments) }),
  };
}

function astmParts(publisher: string, match: readonly string[]): Parts {
  const [, number = '', year, revision] = match;
  if (year === undefined) {
    return { publisher, number };
  }
  // Two digits: ASTM was founded in 1898, and no edition is dated after 2039 yet.
  const full = year.length === 4 ? Number(year) : Number(year) + (Number(year) < 40 ? 2_000 : 1_900);
  return {
    publisher,
    number,
    year: full,
    ...(revision === undefined || revision === '' ? {} : { revision: revision.toLowerCase() }),
  };
}

function astmYear(year: number): string {
  return year >= 1_940 && year < 2_040 ? String(year).slice(2) : String(year);
}

// '/AMENDMENT1:2024' → 'Amd 1:2024', '+A1:2021' stays, '/XG1:2015' → 'XG1-2015'.
function spellAmendments(text: string): string {
  const spelt = text
    .replace(
      /([/+])(AMENDMENT|AMD|CORRIGENDUM|COR|ADD|SUPPL|ISH)[ .]?/g,
      (_, mark: string, kind: string) => `${mark}${SPELLINGS[kind]} `,
    )
    .replace(/([/+])(AC|A|XG)[ .]?/g, '$1$2')
    .replace(/(XG[0-9]*):/g, '$1-')
    .replace(/ (?=:|$|[/+])/g, '');
  return spelt.startsWith('/') ? spelt.slice(1) : spelt;
}

const SPELLINGS: { readonly [kind: string]: string } = {
  AMENDMENT: 'Amd',
  AMD: 'Amd',
  CORRIGENDUM: 'Cor',
  COR: 'Cor',
  ADD: 'Add',
  SUPPL: 'Suppl',
  ISH: 'ISH',
};
