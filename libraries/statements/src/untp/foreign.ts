// SPDX-License-Identifier: Apache-2.0
import {
  type CalendarDay,
  type DecimalString,
  type Instant,
  parseCalendarDay,
  parseDecimalString,
  parseInstant,
} from '@touchstone/identifiers';
import { LIST_LIMIT } from '../fields.ts';
import { clipped } from '../statement-error.ts';
import { GAPS_MAX, type Gap, type GapCode } from './gap.ts';

/** Longest text that is taken from somebody else's document: one of ours with a label before it. */
const TEXT_MAX = 4_200;

/** An object of somebody else's document, where it stands, and where its gaps are named. */
export interface Foreign {
  readonly at: string;
  readonly members: Readonly<Record<string, unknown>>;
  readonly gaps: Gap[];
}

/** Names a gap at `member` of an object, or at the object itself. */
export function nameGap(of: Foreign, gap: Omit<Gap, 'at'>, member?: string): void {
  if (of.gaps.length < GAPS_MAX) of.gaps.push({ ...gap, at: member === undefined ? of.at : `${of.at}/${member}` });
}

/** Names something that the document does not say. */
export function nameMissing(of: Foreign, code: GapCode, message: string): void {
  nameGap(of, { code, grade: 'missing', message });
}

/** Text of a member, trimmed; undefined when absent, and a gap when it is not text or is too long to be one. */
export function textAt(of: Foreign, member: string): string | undefined {
  const value = own(of, member);
  if (value === undefined) return undefined;
  const text = typeof value === 'string' ? value.trim() : '';
  return text !== '' && text.length <= TEXT_MAX ? text : unreadable(of, member, `text of 1 to ${TEXT_MAX} characters`);
}

/** Text of a member that UNTP 0.7.0 requires: its absence is a gap too. */
export function requiredTextAt(of: Foreign, member: string): string | undefined {
  return present(of, member) ? textAt(of, member) : undefined;
}

/** A calendar day (JSON Schema `date`). */
export function dayAt(of: Foreign, member: string): CalendarDay | undefined {
  return parsedAt(of, member, parseCalendarDay);
}

/** A moment with its offset (JSON Schema `date-time`). */
export function instantAt(of: Foreign, member: string): Instant | undefined {
  return parsedAt(of, member, parseInstant);
}

/** True, false, or undefined when unsaid. */
export function booleanAt(of: Foreign, member: string): boolean | undefined {
  const value = own(of, member);
  return value === undefined || typeof value === 'boolean' ? value : unreadable(of, member, 'true or false');
}

/** The plain decimal text of a JSON number; the strict reader of credentials lets no number pass that has another value. */
export function decimalAt(of: Foreign, member: string): DecimalString | undefined {
  const value = own(of, member);
  if (value === undefined) return undefined;
  try {
    if (typeof value === 'number') return parseDecimalString(String(value));
  } catch {
    // NaN and the infinities, which a body from memory may hold.
  }
  return unreadable(of, member, 'a number of ordinary size');
}

/** One of the words of a code list. */
export function codeAt<T extends string>(of: Foreign, member: string, codes: readonly T[]): T | undefined {
  const text = requiredTextAt(of, member);
  if (text === undefined) return undefined;
  return codes.find((code) => code === text) ?? unreadable(of, member, `one of ${codes.join(', ')}`);
}

/** An object within; undefined when absent or no object. */
export function childAt(of: Foreign, member: string): Foreign | undefined {
  const value = own(of, member);
  if (value === undefined) return undefined;
  return isObject(value) ? within(of, member, value) : unreadable(of, member, 'an object');
}

/** The objects of a list, at most LIST_LIMIT; what is no object is named and passed over. */
export function childrenAt(of: Foreign, member: string): readonly Foreign[] {
  return itemsAt(of, member).flatMap((item, index) => {
    if (isObject(item)) return [within(of, `${member}/${index}`, item)];
    unreadable(of, `${member}/${index}`, 'an object');
    return [];
  });
}

/** The texts of a list. */
export function textsAt(of: Foreign, member: string): readonly string[] {
  return itemsAt(of, member).flatMap((item, index) => {
    const text = textAt({ ...of, members: { [`${member}/${index}`]: item } }, `${member}/${index}`);
    return text === undefined ? [] : [text];
  });
}

/** True when the member is there; its absence is a gap. */
export function present(of: Foreign, member: string): boolean {
  const there = own(of, member) !== undefined;
  if (!there) nameGap(of, { code: 'MISSING_MEMBER', grade: 'missing', message: 'UNTP 0.7.0 requires it' }, member);
  return there;
}

function itemsAt(of: Foreign, member: string): readonly unknown[] {
  const value = own(of, member);
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    unreadable(of, member, 'a list');
    return [];
  }
  if (value.length > LIST_LIMIT) {
    nameGap(
      of,
      { code: 'TOO_MANY', grade: 'unreadable', message: `only the first ${LIST_LIMIT} of ${value.length} are read` },
      member,
    );
  }
  return value.slice(0, LIST_LIMIT);
}

function parsedAt<T>(of: Foreign, member: string, parse: (text: string) => T): T | undefined {
  const text = textAt(of, member);
  if (text === undefined) return undefined;
  try {
    return parse(text);
  } catch (cause) {
    return unreadable(of, member, clipped((cause as Error).message));
  }
}

function unreadable(of: Foreign, member: string, right: string): undefined {
  nameGap(of, { code: 'BAD_MEMBER', grade: 'unreadable', message: `must be ${right}` }, member);
  return undefined;
}

function within(of: Foreign, step: string, members: Record<string, unknown>): Foreign {
  return { at: `${of.at}/${step}`, members, gaps: of.gaps };
}

function own(of: Foreign, member: string): unknown {
  return Object.hasOwn(of.members, member) ? (of.members[member] ?? undefined) : undefined;
}

/** True for a JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
