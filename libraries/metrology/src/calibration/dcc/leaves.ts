// SPDX-License-Identifier: Apache-2.0
import {
  type CalendarDay,
  compareDecimals,
  type Decimal,
  type DecimalString,
  formatDecimal,
  parseCalendarDay,
  parseDecimal,
} from '@touchstone/identifiers';
import { childElements, textOf, type XmlElement } from '../xml/xml-node.ts';
import { note, type Reader, refuse } from './reader.ts';
import { readIdentified, type Shape, words } from './shape.ts';

/** A number of D-SI with its digits; NaN is written where there is none. */
export type DsiNumber = DecimalString | 'NaN';

/** An element with text and nothing else. */
export const plainText: Shape<string> = {
  read: (element, reader) => leafText(element, reader),
  write: (value, name, writer) => writer.leaf(name, value),
};

/** A leaf whose text is read by `parse`; `right` says what would be right when it throws. */
function parsed<T extends string | boolean>(
  parse: (text: string, element: XmlElement, reader: Reader) => T,
  right: string,
): Shape<T> {
  return {
    read(element, reader) {
      const text = leafText(element, reader).trim();
      try {
        return parse(text, element, reader);
      } catch {
        return refuse(reader, element, `"${clipped(text)}" must be ${right}`);
      }
    },
    write: (value, name, writer) => writer.leaf(name, String(value)),
  };
}

/** A list of words, each read by `parse`. */
function listOf<T extends string | boolean>(
  parse: (word: string, element: XmlElement, reader: Reader) => T,
  right: string,
): Shape<readonly T[]> {
  return {
    read: (element, reader) =>
      words(leafText(element, reader)).map((word) => {
        try {
          return parse(word, element, reader);
        } catch {
          return refuse(reader, element, `"${clipped(word)}" must be ${right}`);
        }
      }),
    write: (values, name, writer) => writer.leaf(name, values.join(' ')),
  };
}

/** One of some words. */
export function code<T extends string>(codes: readonly T[]): Shape<T> {
  return parsed((text) => requireCode(text, codes), `one of ${codes.join(', ')}`);
}

/** A list of such words. */
export function codes<T extends string>(all: readonly T[]): Shape<readonly T[]> {
  return listOf((word) => requireCode(word, all), `one of ${all.join(', ')}`);
}

const NUMBER = 'a number such as 0.10, -3 or 2.5E-7 with at most 1000 digits';

export const number: Shape<DsiNumber> = parsed(readNumber, NUMBER);
export const numbers: Shape<readonly DsiNumber[]> = listOf(readNumber, NUMBER);
export const flag: Shape<boolean> = parsed(readFlag, 'true or false');
export const flags: Shape<readonly boolean[]> = listOf(readFlag, 'true or false');
export const day: Shape<CalendarDay> = parsed(readDay, 'a day such as 2024-05-23');
export const moment: Shape<string> = parsed(readMoment, 'a date and time such as 2024-05-23T10:00:00Z');
export const moments: Shape<readonly string[]> = listOf(readMoment, 'a date and time such as 2024-05-23T10:00:00Z');
export const textWords: Shape<readonly string[]> = listOf((word) => word, 'a word');

/** A number, or a list of them, read as it stands, with a note where it cannot be what its element says. */
function noted<T extends DsiNumber | readonly DsiNumber[]>(
  shape: Shape<T>,
  { isFit, right }: { readonly isFit: (number: Decimal) => boolean; readonly right: string },
): Shape<T> {
  return {
    ...shape,
    read(element, reader) {
      const value = shape.read(element, reader);
      const all: readonly DsiNumber[] = typeof value === 'string' ? [value] : value;
      const wrong = all.find((one) => one !== 'NaN' && !isFit(parseDecimal(one)));
      if (wrong !== undefined) note(reader, 'CANNOT_BE', element, `${clipped(wrong)} ${right}`);
      return value;
    },
  };
}

const ONE = parseDecimal('1');
const UNCERTAINTY = { isFit: ({ coefficient }: Decimal) => coefficient >= 0n, right: 'is no uncertainty: 0 or more' };
const FACTOR = { isFit: ({ coefficient }: Decimal) => coefficient > 0n, right: 'is no coverage factor: more than 0' };
// Certain is what lies within the bounds of a bounded distribution.
const PROBABILITY = {
  isFit: (share: Decimal) => share.coefficient > 0n && compareDecimals(share, ONE) <= 0,
  right: 'is no coverage probability: more than 0 and at most 1',
};

export const uncertaintyNumber = noted(number, UNCERTAINTY);
export const uncertaintyNumbers = noted(numbers, UNCERTAINTY);
export const factorNumber = noted(number, FACTOR);
export const factorNumbers = noted(numbers, FACTOR);
export const probabilityNumber = noted(number, PROBABILITY);
export const probabilityNumbers = noted(numbers, PROBABILITY);

// decimal = [-+]? ( d*.d+ | d+.d* | d+ ) ([Ee] [-+]? d+)? ; D-SI 2.2.1, decimalType. JSON's grammar has no "+1", ".5", "5." or "05".
const DSI_DECIMAL = /^([-+]?)(?=\.?\d)0*(\d*)(?:\.(\d*))?(?:[Ee]([-+]?\d+))?$/;

function readNumber(text: string, element: XmlElement, reader: Reader): DsiNumber {
  if (text === 'NaN') return text;
  const found = DSI_DECIMAL.exec(text);
  if (found === null) throw new RangeError(text);
  const [, sign, whole, fraction, power = '0'] = found;
  const plain = `${sign === '-' ? '-' : ''}${whole === '' ? '0' : whole}${fraction ? `.${fraction}` : ''}`;
  const decimal = parseDecimal(`${plain}e${power.replace('+', '')}`);
  if (decimal.exponent > 0)
    note(reader, 'DIGITS_PADDED', element, `${clipped(text)} is written out with zeros that may be no digits of it`);
  return formatDecimal(decimal);
}

function readFlag(text: string): boolean {
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  throw new RangeError(text);
}

// xs:date may carry an offset. XML Schema, part 2, 3.2.9.
function readDay(text: string, element: XmlElement, reader: Reader): CalendarDay {
  const plain = text.replace(/(Z|[+-]\d\d:\d\d)$/, '');
  if (plain !== text) note(reader, 'OFFSET_DROPPED', element, `${text} is read as the day ${plain}`);
  return parseCalendarDay(plain);
}

function readMoment(text: string): string {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/.test(text)) throw new RangeError(text);
  return text;
}

function requireCode<T extends string>(text: string, all: readonly T[]): T {
  const found = all.find((each) => each === text);
  if (found === undefined) throw new RangeError(text);
  return found;
}

/** The text of an element that holds nothing else. */
export function leafText(element: XmlElement, reader: Reader, attributes?: readonly string[]): string {
  if (childElements(element).length > 0) refuse(reader, element, 'it must hold text and no elements');
  if (attributes === undefined && element.attributes.length > 0) readIdentified(element, reader);
  return textOf(element);
}

function clipped(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 60)}…`;
}
