// SPDX-License-Identifier: Apache-2.0
import type { DecimalString } from '@touchstone/identifiers';
import { wordKey } from './characters.ts';
import { type NumberHabit, numberText, type Reading, read, readDecimalText, unread } from './decimal-text.ts';
import { readUnitText } from './unit-text.ts';
import { NON_DETECTS, type NonDetect } from './words.ts';

/** What the value cell of a result says: a number, `<` a number, or that nothing was found. */
export type MeasuredText =
  | { readonly says: 'number' | 'less-than'; readonly value: DecimalString; readonly unit?: string }
  | { readonly says: NonDetect };

/** A number with the unit that stands in the same cell, if one does. */
export interface NumberText {
  readonly value: DecimalString;
  readonly unit?: string;
}

const NUMBER_THEN_UNIT = /^([+-]?[0-9][0-9.,'’ 、]*(?:[eE][+-]?[0-9]{1,3})?)(?: ?([^0-9 .,'’、].*))?$/u;

/** measured = ["<"] number [unit] / non-detect word. */
export function readMeasuredText(given: string, habit: NumberHabit = {}): Reading<MeasuredText> {
  const text = numberText(given);
  const word = NON_DETECTS.get(wordKey(text));
  if (word !== undefined) return read({ says: word });
  const less = text.startsWith('<');
  const number = readNumberText(less ? text.slice(1).trim() : text, habit);
  if (number.ok && less && number.value.value.startsWith('-')) {
    return unread('BAD_NUMBER', 'write what the report prints; nothing is less than a negative amount');
  }
  if (number.ok) return read({ says: less ? 'less-than' : 'number', ...number.value });
  if (number.code === 'BAD_NUMBER') {
    return unread('BAD_NUMBER', `${number.expected}, or <0.02, or ND where nothing was found`);
  }
  return number;
}

/** number [unit], such as `0.005 mg/kg`. */
export function readNumberText(given: string, habit: NumberHabit = {}): Reading<NumberText> {
  const text = numberText(given);
  const [, digits, unitText] = NUMBER_THEN_UNIT.exec(text) ?? [];
  if (digits === undefined || unitText === undefined) {
    const number = readDecimalText(text, habit);
    return number.ok ? read({ value: number.value }) : number;
  }
  const number = readDecimalText(digits, habit);
  if (!number.ok) return number;
  if (/^[±(+-]/.test(unitText)) {
    return unread('BAD_NUMBER', `write ${number.value} here and the uncertainty in its own column`);
  }
  const unit = readUnitText(unitText);
  return unit.ok ? read({ value: number.value, unit: unit.value }) : unit;
}
