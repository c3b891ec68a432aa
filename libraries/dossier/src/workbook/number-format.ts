// SPDX-License-Identifier: Apache-2.0
import { type Decimal, decimalPlaces, formatDecimal, multiplyDecimals, parseDecimal } from '@touchstone/identifiers';
import { type Reading, read, unread } from '../values/decimal-text.ts';

/** What a number format does to the digits of a cell; everything that is not understood is `other`, and refused. */
export type NumberFormat =
  | { readonly kind: 'general' | 'date' | 'other' }
  | {
      readonly kind: 'digits';
      readonly before: string;
      readonly after: string;
      readonly integerDigits: number;
      readonly places: number;
      readonly placesMax: number;
      readonly exponent: boolean;
      readonly percent: boolean;
    };

/** A number as its cell shows it; `plain` when the format does not say how many zeros it has in front or behind. */
export interface ShownNumber {
  readonly text: string;
  readonly plain: boolean;
}

// ECMA-376-1:2016, 18.8.30: formats without a code in the file. 27-36 and 50-58 are dates of Chinese and Japanese.
const BUILT_IN: ReadonlyMap<number, string> = new Map([
  [0, 'General'],
  [1, '0'],
  [2, '0.00'],
  [3, '#,##0'],
  [4, '#,##0.00'],
  [9, '0%'],
  [10, '0.00%'],
  [11, '0.00E+00'],
  [12, '# ?/?'],
  [13, '# ??/??'],
  [37, '#,##0'],
  [38, '#,##0'],
  [39, '#,##0.00'],
  [40, '#,##0.00'],
  [41, '#,##0'],
  [43, '#,##0.00'],
  [48, '##0.0E+0'],
  [49, '@'],
]);
const BUILT_IN_DATES = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const;

const DIGITS = /^[0#?,]*(?:\.(0*)([#?]*))?(E[+-]0+)?(%?)$/;
// The longest code that spreadsheets take.
const CODE_CHARACTERS = 255;
const HELD = /^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?$/;
const HUNDRED: Decimal = { coefficient: 1n, exponent: 2 };

/** The format with a number of ECMA-376-1:2016, 18.8.30; a code of the file's own wins. */
export function numberFormatOf(id: number, code: string | undefined): NumberFormat {
  if (code === undefined && BUILT_IN_DATES.some(([from, to]) => from <= id && id <= to)) return { kind: 'date' };
  const known = code ?? BUILT_IN.get(id);
  return known === undefined ? { kind: 'other' } : parseNumberFormat(known);
}

/** format = section *(";" section); the first section shows positive numbers. ECMA-376-1:2016, 18.8.31. */
export function parseNumberFormat(code: string): NumberFormat {
  if (code.length > CODE_CHARACTERS) return { kind: 'other' };
  const { before, pattern, after, isDate, isOdd } = splitLiterals(code);
  if (isDate) return { kind: 'date' };
  if (/^(general|@)?$/i.test(pattern) && before === '' && after === '' && !isOdd) return { kind: 'general' };
  const match = DIGITS.exec(pattern);
  // A comma at the end of the whole part divides by a thousand; the decimal point may not come first alone.
  if (match === null || isOdd || !/[0#?]/.test(pattern) || /,(\.|$|E|%)/.test(pattern)) return { kind: 'other' };
  const [, zeros = '', optional = '', exponent, percent] = match;
  return {
    kind: 'digits',
    before,
    after,
    integerDigits: pattern.replace(/[.E%].*$/, '').replace(/[^0]/g, '').length,
    places: zeros.length,
    placesMax: zeros.length + optional.length,
    exponent: exponent !== undefined,
    percent: percent === '%',
  };
}

/**
 * The number as the cell shows it, exactly, or a fault when the cell shows fewer digits than it holds:
 * 0.304 shown as 0.3 would otherwise be judged by whichever of the two suits.
 */
export function showNumber(held: string, format: NumberFormat): Reading<ShownNumber> {
  if (!HELD.test(held)) return unread('BAD_NUMBER', 'type the number again');
  const number = roundToDoubleDigits(held);
  switch (format.kind) {
    case 'general':
      return read({ text: formatDecimal(number), plain: true });
    case 'date':
      return unread('WRONG_CELL_TYPE', 'the spreadsheet made a date of it; format the cell as text and type it again');
    case 'other':
      return unread('NUMBER_FORMAT_NOT_READ', 'format the cell as text and type the number as printed');
    case 'digits':
      return showDigits(number, format);
  }
}

function showDigits(number: Decimal, format: Extract<NumberFormat, { kind: 'digits' }>): Reading<ShownNumber> {
  const scaled = format.percent ? multiplyDecimals(number, HUNDRED) : number;
  const { coefficient, exponent } = trimZeros(scaled);
  // In 1.50E-03 the places count from the first digit of the number.
  const shift = format.exponent && coefficient !== 0n ? magnitude(coefficient) + exponent : 0;
  const needed = decimalPlaces({ coefficient, exponent: exponent - shift });
  if (needed > format.placesMax) {
    const shown = `it holds ${formatDecimal({ coefficient, exponent })}`;
    return unread('DIGITS_HIDDEN', `${shown}: format the cell as text and type the number as printed`);
  }
  const places = Math.max(needed, format.places) - shift;
  const digits = formatDecimal(
    exponent > -places
      ? { coefficient: coefficient * 10n ** BigInt(exponent + places), exponent: -places }
      : { coefficient, exponent },
  );
  const padded = padInteger(digits, format.exponent ? 0 : format.integerDigits);
  return read({ text: `${format.before}${padded}${format.percent ? '%' : ''}${format.after}`, plain: false });
}

// A spreadsheet shows 15 significant digits of a double, and writes 2.3 as 2.2999999999999998.
function roundToDoubleDigits(held: string): Decimal {
  return trimZeros(parseDecimal(Number(held).toPrecision(15)));
}

function trimZeros({ coefficient, exponent }: Decimal): Decimal {
  if (coefficient === 0n) return { coefficient, exponent: 0 };
  let trimmed = coefficient;
  let power = exponent;
  while (trimmed % 10n === 0n) {
    trimmed /= 10n;
    power += 1;
  }
  return { coefficient: trimmed, exponent: power };
}

// The power of ten of the first digit, counted from the last: 2 for 150.
function magnitude(coefficient: bigint): number {
  return (coefficient < 0n ? -coefficient : coefficient).toString().length - 1;
}

function padInteger(digits: string, width: number): string {
  return digits.replace(/[0-9]+/, (whole) => whole.padStart(width, '0'));
}

interface Section {
  readonly before: string;
  readonly pattern: string;
  readonly after: string;
  readonly isDate: boolean;
  /** Conditions, fractions, fillers between digits: shown in a way that is not followed here. */
  readonly isOdd: boolean;
}

// "…", \x and [$…] are literal; _x is a gap, *x a filling, […] a colour, a locale or a condition.
function splitLiterals(code: string): Section {
  let before = '';
  let pattern = '';
  let after = '';
  let isDate = false;
  let isOdd = false;
  const literal = (text: string): void => {
    if (pattern === '') before += text;
    else after += text;
  };
  for (const [token] of code.matchAll(/"[^"]*"?|\\.?|[_*].?|\[[^\]]*\]?|General|E[+-]|[\s\S]/gi)) {
    if (token === ';') break;
    const first = token.charAt(0);
    if (first === '"') literal(token.replaceAll('"', ''));
    else if (first === '\\') literal(token.slice(1));
    else if (first === '_' || first === '*') continue;
    else if (first === '[') {
      if (/^\[[hms]+\]$/i.test(token)) isDate = true;
      else if (/^\[[<>=]/.test(token)) isOdd = true;
      else literal(/^\[\$([^\]-]*)/.exec(token)?.[1] ?? '');
    } else if (/^(general|e[+-]|[0#?.,%@])$/i.test(token)) {
      isOdd ||= after.trim() !== '';
      pattern += /^e[+-]$/i.test(token) ? token.toUpperCase() : token;
    } else if (/^[ymdhsgaeb年月日时時分秒]$/i.test(token)) isDate = true;
    else if (token === '/') isOdd = true;
    else literal(token);
  }
  return { before: before.trim(), pattern, after: after.trim() === '' ? '' : after, isDate, isOdd: isOdd && !isDate };
}
