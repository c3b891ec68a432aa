// SPDX-License-Identifier: Apache-2.0
import { type DecimalString, IdentifierError, parseDecimalString } from '@touchstone/identifiers';
import type { FaultCode } from '../fault-codes.ts';
import { halfWidth } from './characters.ts';

// Longer is an attack, not a measurement.
const NUMBER_CHARACTERS = 60;

/** What came of reading a cell: the value, or a fault that says what to write. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: FaultCode; readonly expected: string };

/** A reading that succeeded. */
export function read<T>(value: T): Reading<T> {
  return { ok: true, value };
}

/** A reading that failed. */
export function unread<T>(code: FaultCode, expected: string): Reading<T> {
  return { ok: false, code, expected };
}

/** Why a parser of identifiers refused a text, without the text, which the fault shows beside it. */
export function reasonOf(cause: unknown): string {
  return String(cause instanceof Error ? cause.message : cause).replace(/ \(given: .*\)$/s, '');
}

/** What the sheet around a number says of how it is written. */
export interface NumberHabit {
  /** Other numbers of the sheet can only have a decimal comma, so that 1.234 may be a thousand there. */
  readonly decimalComma?: boolean;
}

/**
 * decimal = ["+" / "-"] (plain / grouped), in half or full width; digits are kept.
 * plain = 1*DIGIT [("." / ",") 1*DIGIT] ["e" ["+" / "-"] 1*DIGIT]; grouped = 1*3DIGIT 1*(sign 3DIGIT) [other sign 1*DIGIT].
 * ISO 80000-1:2022, 7.2.2 has point and comma for decimals and 7.3.1 a space between groups of three (recalled). What one
 * reading alone fits is read: 0,005 and 12,5, since no group of thousands begins with 0 or has one digit, 1.234,50 and
 * 1,234,567. What two fit is asked about: 1,234 always, and 1.234 where the sheet has decimal commas.
 */
export function readDecimalText(given: string, { decimalComma = false }: NumberHabit = {}): Reading<DecimalString> {
  const text = numberText(given);
  if (text.length > NUMBER_CHARACTERS) return unread('BAD_NUMBER', `write at most ${NUMBER_CHARACTERS} characters`);
  if (decimalComma && ONE_GROUP.test(text) && text.includes('.')) {
    const expected = `write ${text.replace('.', '')} or ${text}e0; other numbers of this sheet have a decimal comma, so the point may part thousands`;
    return unread('AMBIGUOUS_NUMBER', expected);
  }
  const { digits } = withPoint(text) ?? {};
  if (digits === undefined && /^[+-]?[0-9][0-9., '’、]*$/.test(text) && /[, '’、]/.test(text)) {
    return unread('AMBIGUOUS_NUMBER', `write it with a point and without thousands signs: ${readings(text)}`);
  }
  try {
    return read(parseDecimalString((digits ?? text).replace(/^\+/, '')));
  } catch (cause) {
    if (cause instanceof IdentifierError && cause.code !== 'BAD_FORMAT') {
      return unread('BAD_NUMBER', reasonOf(cause));
    }
    return unread('BAD_NUMBER', `write digits with a point, such as ${suggestion(text)}`);
  }
}

/** Whether the text begins with a number that can only be read with a decimal comma, whatever stands around it. */
export function hasDecimalComma(given: string): boolean {
  const [, text = ''] = FIRST_NUMBER.exec(numberText(given.slice(0, NUMBER_CHARACTERS))) ?? [];
  return withPoint(text.trim())?.comma === true;
}

/** In half width; but the full-width comma, which parts the items of a Chinese list (GB/T 15834-2011), stays a list's. */
export function numberText(given: string): string {
  return halfWidth(given.replaceAll('，', '、'));
}

const FIRST_NUMBER = /^[^\p{L}\p{N}、]{0,4}([0-9][0-9., '’、]*)/u;
const ONE_GROUP = /^[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}$/;
const WITH_COMMA = /^([+-]?[0-9]+),([0-9]+(?:e[+-]?[0-9]{1,4})?)$/i;
// A sign between groups, and after them another one, or no decimals.
const GROUPED = /^([+-]?[1-9][0-9]{0,2}(?:([ ,.'’])[0-9]{3})(?:\2[0-9]{3})*)(?:(?!\2)([.,])([0-9]+))?$/;

/** The digits of a number in which signs stand that one reading alone fits, and whether it has a decimal comma. */
function withPoint(text: string): { readonly digits: string; readonly comma: boolean } | undefined {
  if (ONE_GROUP.test(text)) return undefined;
  const [, whole, decimals] = WITH_COMMA.exec(text) ?? [];
  if (whole !== undefined) return { digits: `${whole}.${decimals}`, comma: true };
  const [, groups, , sign, rest] = GROUPED.exec(text) ?? [];
  if (groups === undefined) return undefined;
  const joined = groups.replace(/[ ,.'’]/g, '');
  return { digits: rest === undefined ? joined : `${joined}.${rest}`, comma: sign === ',' };
}

// Every value that the digits may stand for, so that the writer picks one.
function readings(text: string): string {
  const sign = text.startsWith('-') ? '-' : '';
  const digits = text.replace(/^[+-]/, '').replace(/[ '’]/g, '');
  const last = Math.max(...[',', '.', '、'].map((mark) => digits.lastIndexOf(mark)));
  const whole = digits.replace(/[.,、]/g, '');
  if (last < 0) return sign + whole;
  const asPoint = `${digits.slice(0, last).replace(/[.,、]/g, '')}.${digits.slice(last + 1)}`;
  return ONE_GROUP.test(digits) ? `${sign}${asPoint} or ${sign}${whole}` : sign + asPoint;
}

function suggestion(text: string): string {
  if (/^(±|\+\/?-) ?[0-9.]+$/.test(text)) return text.replace(/^[±+/ -]+/, '');
  const power = /^([0-9]+(?:\.[0-9]+)?) ?[x×*] ?10\^?(-?[0-9]+)$/i.exec(text);
  if (power !== null) return `${power[1]}e${power[2]}`;
  if (/^[+-]?\.[0-9]+$/.test(text)) return text.replace('.', '0.');
  if (/^[+-]?[0-9]+\.$/.test(text)) return text.slice(0, -1);
  if (/^[+-]?0+[0-9]+(\.[0-9]+)?$/.test(text)) return text.replace(/0+(?=[0-9])/, '');
  return '0.10';
}
