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

/**
 * decimal = ["+" / "-"] 1*DIGIT ["." 1*DIGIT] ["e" ["+" / "-"] 1*DIGIT], in half or full width; digits are kept.
 * The point is the only separator taken: ISO 80000-1:2022, 7.2.2 allows the comma too, so 1,234 has two readings.
 */
export function readDecimalText(given: string): Reading<DecimalString> {
  const text = halfWidth(given);
  if (text.length > NUMBER_CHARACTERS) return unread('BAD_NUMBER', `write at most ${NUMBER_CHARACTERS} characters`);
  if (/^[+-]?[0-9][0-9., '’]*$/.test(text) && /[, '’]/.test(text)) {
    return unread('AMBIGUOUS_NUMBER', `write it with a point and without thousands signs: ${readings(text)}`);
  }
  try {
    return read(parseDecimalString(text.replace(/^\+/, '')));
  } catch (cause) {
    if (cause instanceof IdentifierError && cause.code !== 'BAD_FORMAT') {
      return unread('BAD_NUMBER', reasonOf(cause));
    }
    return unread('BAD_NUMBER', `write digits with a point, such as ${suggestion(text)}`);
  }
}

// Every value that the digits may stand for, so that the writer picks one.
function readings(text: string): string {
  const sign = text.startsWith('-') ? '-' : '';
  const digits = text.replace(/^[+-]/, '').replace(/[ '’]/g, '');
  const last = Math.max(digits.lastIndexOf(','), digits.lastIndexOf('.'));
  const whole = digits.replace(/[.,]/g, '');
  if (last < 0) return sign + whole;
  const asPoint = `${digits.slice(0, last).replace(/[.,]/g, '')}.${digits.slice(last + 1)}`;
  const separators = new Set(digits.replace(/[0-9]/g, ''));
  const grouped = /^[1-9][0-9]{0,2}([.,][0-9]{3})+$/.test(digits);
  // Two different signs, or a last group that is no thousand, leave one reading only.
  if (separators.size > 1 || !grouped) return sign + asPoint;
  return digits.split(/[.,]/).length > 2 ? sign + whole : `${sign}${asPoint} or ${sign}${whole}`;
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
