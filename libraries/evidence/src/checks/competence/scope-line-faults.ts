// SPDX-License-Identifier: Apache-2.0
import {
  type CalendarDay,
  editionCovers,
  isDayWithin,
  nameKey,
  parseStandardNumber,
  sameStandard,
  type StandardNumber,
} from '@touchstone/identifiers';
import { findFood } from '@touchstone/requirements';
import type { ScopeLine } from '@touchstone/statements';
import { type Reason, reason } from '../../check.ts';
import type { EvidenceSet } from '../../evidence-set.ts';
import type { Bench } from '../../judge/bench.ts';
import { workedOutOnce } from '../../worked-out-once.ts';
import { isUnder } from '../claim/food.ts';

/** What was done, as every kind of scope line looks at it. */
export interface Work {
  /** Absent where the paper does not say by which approach the work was done. */
  readonly standard?: string;
  /** A taxonomy node; undefined where the product could not be classified; absent where the work is on no product. */
  readonly food?: string | undefined;
  readonly on: CalendarDay;
}

/** Faults that a line of any activity can have: the food, the method in its edition, the days. ISO/IEC 17011:2017, 7.8.3. */
export function lineFaults(line: ScopeLine, work: Work, bench: Bench): readonly Reason[] {
  return [
    ...('food' in work ? foodFaults(line, work.food, bench) : []),
    ...(work.standard === undefined ? [] : methodFaults(line, work.standard, bench)),
    ...dateFaults(line, work.on),
    ...conditionFaults(line),
  ];
}

/** Words of a line that only a person can read: they leave open whether it covers the work. */
const UNREAD: readonly string[] = ['SCOPE_CONDITIONS_UNREAD', 'SCOPE_OBJECT_UNREAD'];

/** Whether this fault of a line leaves it open, and does not say that it fails. */
export function isUnread({ code }: Reason): boolean {
  return UNREAD.includes(code);
}

/** Descriptions that name every food. */
const ALL_FOODS: readonly string[] = ['food', 'foods', 'all foods', '食品', '食物', '所有食品', 'alimentos'];

/** The entries that a line names; where it names none, its description must be that of all foods or of an entry. */
function foodFaults(
  { object }: ScopeLine,
  food: string | undefined,
  { requirements: { taxonomy } }: Pick<Bench, 'requirements'>,
): readonly Reason[] {
  const { foods, description } = object;
  if (foods === undefined && ALL_FOODS.includes(nameKey(description))) return [];
  const groups = foods ?? findFood(taxonomy, description).map(({ id }) => id);
  if (foods === undefined && groups.length === 0)
    return [scopeReason('SCOPE_OBJECT_UNREAD', description, food ?? UNCLASSIFIED)];
  if (food === undefined) return [scopeReason('PRODUCT_OUTSIDE_SCOPE', description, UNCLASSIFIED)];
  if (groups.some((group) => isUnder(taxonomy, food, group))) return [];
  return [scopeReason('PRODUCT_OUTSIDE_SCOPE', groups.join(', '), food)];
}

const UNCLASSIFIED = 'a product that could not be classified';

/** Free words may take anything away from a line. */
function conditionFaults({ conditions, line }: ScopeLine): readonly Reason[] {
  if (conditions === undefined) return [];
  const detail = `line ${line} holds under a condition that only a person can read: ${conditions}`;
  return [reason('SCOPE_CONDITIONS_UNREAD', detail, { line, conditions })];
}

function methodFaults({ method }: ScopeLine, standard: string, bench: Pick<Bench, 'set'>): readonly Reason[] {
  const granted = standardOf(method.standard, bench);
  const used = standardOf(standard, bench);
  if (granted === undefined || used === undefined) {
    return method.standard === standard ? [] : [scopeReason('METHOD_OUTSIDE_SCOPE', method.standard, standard)];
  }
  if (!sameStandard(granted, used)) return [scopeReason('METHOD_OUTSIDE_SCOPE', method.standard, standard)];
  return editionCovers(granted, used) ? [] : [scopeReason('METHOD_EDITION_OUTSIDE_SCOPE', method.standard, standard)];
}

/** The line ran on the day, and was not suspended in between. */
function dateFaults(line: ScopeLine, on: CalendarDay): readonly Reason[] {
  const values = { line: line.line, from: line.from, to: line.to ?? '…', on };
  if (!isDayWithin(on, line)) {
    const detail = `line ${line.line} ran from ${line.from} to ${line.to ?? 'open'}; the day is ${on}`;
    return [reason('SCOPE_LINE_NOT_IN_FORCE', detail, values)];
  }
  const gap = line.suspended?.find((suspension) => isDayWithin(on, suspension));
  if (gap === undefined) return [];
  const detail = `line ${line.line} was suspended from ${gap.from} to ${gap.to ?? 'open'}; the day is ${on}`;
  return [reason('SCOPE_LINE_SUSPENDED', detail, values)];
}

/** A standard number as parsed, or undefined for an in-house method, which has only its name. */
export function standardOf(text: string, { set }: Pick<Bench, 'set'>): StandardNumber | undefined {
  const parsed = standardsOf(set);
  if (!parsed.has(text)) parsed.set(text, parseOrUndefined(text));
  return parsed.get(text);
}

/** The standards that the documents of one evidence set name, each parsed once. */
const standardsOf = workedOutOnce((_: EvidenceSet) => new Map<string, StandardNumber | undefined>());

function parseOrUndefined(text: string): StandardNumber | undefined {
  try {
    return parseStandardNumber(text);
  } catch {
    return undefined;
  }
}

/** A fault of a scope line: what it grants, and what was done. */
export function scopeReason(code: string, granted: string, used: string): Reason {
  return reason(code, `the scope line grants ${granted}; the work is ${used}`, { granted, used });
}
