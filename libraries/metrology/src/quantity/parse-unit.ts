// SPDX-License-Identifier: Apache-2.0
import { type Decimal, decimalFromInteger, parseDecimal } from '@touchstone/identifiers';
import { MetrologyError } from '../metrology-error.ts';
import { parseDsiTerms } from './parse-d-si-unit.ts';
import { composeUnit, type Unit, type UnitTerm } from './unit.ts';
import { compoundOf, resolveSymbol } from './unit-symbol.ts';
import { FRACTIONS, SPELLINGS } from './unit-table.ts';
import { normaliseUnitText } from './unit-text.ts';

/** What 'ppm' and 'ppb', or a bare '%', stand for in the document at hand; without it they are not guessed. */
export interface UnitOptions {
  readonly ppmMeans?: (typeof FRACTIONS.ppm)[number];
  readonly percentMeans?: 'g/100 g' | 'mL/100 mL' | 'mol/100 mol' | 'g/100 mL';
}

/** The unit of a plain number. */
export const UNIT_ONE: Unit = composeUnit([{ number: decimalFromInteger(1), power: 1, side: 1 }]);

// A code of UCUM stands in square brackets, or after 'ucum:', where it could be taken for something else.
const SYMBOL = /ucum:(?:\[[^\s[\]{}]+\]|[A-Za-z_%'])+|[A-Za-zµ%]*\[[^\s[\]{}]+\]|[A-Za-zµΩÅ°%‰′]+/uy;
const POWER = /\^?([+-]?\d{1,2})(?!\d)/uy;
// What follows the power in 'Hz^1/2' or 'm3/2', where a root is meant: a digit that no unit stands beside. Nothing
// else than a root is written as '^1/2', whatever stands beside it.
const HALVED = / ?\/ ?\d(?= ?(?:$|[)/·⋅*]|\.(?!\d)))/uy;
const ROOT = /\^\+?1 ?\/ ?\d(?!\d)/uy;
const NUMBER = /10[*^](-?\d{1,2})(?!\d)|(?:0|[1-9]\d{0,11})(?:\.\d{1,12})?(?![\d.]*\d)/uy;
const POWER_MAX = 9;

// A thousand limits share five units, so texts seen before are not parsed again. Bounded and never emptied: hostile
// texts can fill it once, and change nothing but speed.
const KNOWN = new Map<string, Unit>();
const KNOWN_MAX = 500;

interface Reader {
  readonly text: string;
  at: number;
}

/**
 * unit = ["/"] factor *(("/" / "·" / "." / " ") factor), factor = [number] symbol [["^"] power] / number / "(" unit ")".
 * SI Brochure, 9th edition, 5.2 to 5.4; UCUM 2.1, section 2; or D-SI when the text has a backslash.
 *
 * @example parseUnit('ug/kg').text // 'µg/kg'
 */
export function parseUnit(given: unknown, options: UnitOptions = {}): Unit {
  const asWritten = typeof given === 'string' && options.ppmMeans === undefined && options.percentMeans === undefined;
  const known = asWritten ? KNOWN.get(given) : undefined;
  if (known !== undefined) {
    return known;
  }
  const unit = parseNormalised(stated(normaliseUnitText(given), options));
  if (asWritten && KNOWN.size < KNOWN_MAX) {
    KNOWN.set(given, unit);
  }
  return unit;
}

function parseNormalised(text: string): Unit {
  if (text.includes('\\')) {
    return composeUnit(parseDsiTerms(text));
  }
  const reader: Reader = { text, at: 0 };
  const terms = readProduct(reader);
  if (reader.at < text.length) {
    throw badUnit(reader, 'nothing may follow here');
  }
  return composeUnit(terms);
}

// Replaces a whole 'ppm', 'ppb' or '%' by what the caller said that it means.
function stated(text: string, { ppmMeans, percentMeans }: UnitOptions): string {
  const symbol = SPELLINGS.get(text) ?? text;
  if (ppmMeans !== undefined && (symbol === 'ppm' || symbol === 'ppb')) {
    const meanings: readonly string[] = FRACTIONS.ppm;
    return FRACTIONS[symbol][meanings.indexOf(normaliseUnitText(ppmMeans))] ?? symbol;
  }
  return symbol === '%' && percentMeans !== undefined ? percentMeans : text;
}

function readProduct(reader: Reader): UnitTerm[] {
  skipSpace(reader);
  const terms: UnitTerm[] = [];
  let side: 1 | -1 = take(reader, '/') ? -1 : 1;
  let product = false;
  for (;;) {
    const factor = readFactor(reader, product);
    if (product && side === -1) {
      throw new MetrologyError(
        'AMBIGUOUS_UNIT',
        `'${reader.text}': after '/' a product can be read in two ways; write a/(b·c) or a·c/b`,
        { given: reader.text },
      );
    }
    terms.push(...(side === 1 ? factor : factor.map((term) => ({ ...term, side: flip(term.side) }))));
    const operator = readOperator(reader);
    if (operator === undefined) {
      return terms;
    }
    product = operator === '·';
    side = operator === '/' ? -1 : side;
  }
}

function readFactor(reader: Reader, product: boolean): UnitTerm[] {
  skipSpace(reader);
  if (take(reader, '(')) {
    const inner = readProduct(reader);
    if (!take(reader, ')')) {
      throw badUnit(reader, "')' is missing");
    }
    return inner;
  }
  const number = product ? undefined : readNumber(reader);
  const afterNumber = reader.at;
  skipSpace(reader);
  const symbol = match(reader, SYMBOL)?.[0];
  if (symbol !== undefined) {
    const one = number ?? decimalFromInteger(1);
    const compound = compoundOf(symbol);
    if (compound !== undefined) {
      return readCompound(reader, compound, one);
    }
    const unit = resolveSymbol(symbol, reader.text);
    return [{ number: one, unit, power: readPower(reader), side: 1 }];
  }
  reader.at = afterNumber;
  if (number === undefined) {
    // After a product a number is refused too: 'm 3' may be meant as m3.
    throw badUnit(reader, 'a unit such as mg is missing here');
  }
  return [{ number, power: 1, side: 1 }];
}

function readCompound(reader: Reader, compound: string, number: Decimal): UnitTerm[] {
  const power = readPower(reader);
  const terms = readProduct({ text: compound, at: 0 });
  return terms.map((term, index) => ({ ...term, power: term.power * power, ...(index === 0 ? { number } : {}) }));
}

function readNumber(reader: Reader): Decimal | undefined {
  const found = match(reader, NUMBER);
  if (found === undefined) {
    return undefined;
  }
  const [digits, power] = found;
  const number = power === undefined ? parseDecimal(digits) : { coefficient: 1n, exponent: Number(power) };
  if (number.coefficient === 0n) {
    throw badUnit(reader, 'a unit cannot hold the number 0');
  }
  return number;
}

function readPower(reader: Reader): number {
  const isRoot = stands(reader, ROOT);
  const found = match(reader, POWER);
  if (found === undefined) {
    return 1;
  }
  if (isRoot || stands(reader, HALVED)) {
    throw badUnit(
      reader,
      'after a power this can be read as a root, and a power must be whole; state the square of the quantity ' +
        "(V2/Hz for V/Hz^(1/2)), or put the divisor first, as in '0.5 m3' for half of one",
    );
  }
  const power = Number(found[1]);
  if (power === 0 || Math.abs(power) > POWER_MAX) {
    throw badUnit(reader, `a power must be from 1 to ${POWER_MAX} or from -${POWER_MAX} to -1`);
  }
  return power;
}

// A space is a product too (N m), unless what follows it is a solidus or the end.
function readOperator(reader: Reader): '/' | '·' | undefined {
  const spaced = skipSpace(reader);
  if (take(reader, '/')) {
    return '/';
  }
  if (['·', '⋅', '.', '*'].some((sign) => take(reader, sign))) {
    return '·';
  }
  const closed = reader.at === reader.text.length || reader.text.startsWith(')', reader.at);
  return spaced && !closed ? '·' : undefined;
}

function match(reader: Reader, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text);
  if (found === null) {
    return undefined;
  }
  reader.at = pattern.lastIndex;
  return found;
}

function stands(reader: Reader, pattern: RegExp): boolean {
  pattern.lastIndex = reader.at;
  return pattern.test(reader.text);
}

function take(reader: Reader, sign: string): boolean {
  const there = reader.text.startsWith(sign, reader.at);
  reader.at += there ? sign.length : 0;
  return there;
}

function skipSpace(reader: Reader): boolean {
  return take(reader, ' ');
}

function flip(side: 1 | -1): 1 | -1 {
  return side === 1 ? -1 : 1;
}

function badUnit({ text, at }: Reader, problem: string): MetrologyError {
  return new MetrologyError('BAD_UNIT', `Unit '${text}', character ${at + 1}: ${problem}`, { given: text });
}
