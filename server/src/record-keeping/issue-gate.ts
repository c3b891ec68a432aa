// SPDX-License-Identifier: Apache-2.0
// What laboratories' registers share of the gate before a paper is signed: how work is recorded, what lets an amber mark
// through, and what is kept of a gate that was passed.
import {
  type AskCompetence,
  type Authorisation,
  type Gate,
  inOneStep,
  isOfLateRecord,
  type Mark,
  type ReferenceInDoubt,
  type Work,
} from '@touchstone/evidence/plausibility';
import {
  type DecimalString,
  type Instant,
  isDecimalText,
  parseCalendarDay,
  parseDigest,
  parseInstant,
} from '@touchstone/identifiers';
import { parsedBy } from '@touchstone/statements';
import { z } from 'zod';
import type { Reason } from './define-register.ts';
import type { Json, JsonObject } from './fact.ts';
import { shownName } from './shown-name.ts';
import type { Reads } from './reads.ts';

/** Work outside these hours is possible, and wants a reason. */
export const HOURS = { from: '06:00', to: '22:00' };

/** Gives what a laboratory keeps of its persons: who may test and sign what, and whose competence is shown. */
export type ReadPersons = (
  reads: Reads,
  owner: string,
) => Promise<{ readonly authorisations: readonly Authorisation[]; readonly competence: AskCompetence | undefined }>;

/** Gives what a laboratory knows to be in open doubt, of whoever keeps the doubts. */
export type ReadDoubts = (reads: Reads, owner: string) => Promise<readonly ReferenceInDoubt[]>;

const text = z.string().trim().min(1).max(4_000);
/** A name that a person gives. */
export const name = shownName(400);
/** Characters of what is parsed. */
const PARSED_MAX = 100;
/** A calendar day, parsed. */
export const day = parsedBy(parseCalendarDay, PARSED_MAX);
/** An instant, parsed. */
export const instant = parsedBy(parseInstant, PARSED_MAX);
const decimal = z
  .string()
  .max(60)
  .refine(isDecimalText, 'a decimal number as text, such as "0.10"')
  .transform((value) => value as DecimalString);

const conditions = z
  .array(
    z.strictObject({
      ...{ quantity: name, unit: name },
      ...{ value: decimal.optional(), from: decimal.optional(), to: decimal.optional() },
    }),
  )
  .max(50);
const rawFiles = z.array(z.strictObject({ name, digest: parsedBy(parseDigest, PARSED_MAX) })).max(200);

/** One step of a work: by whoever records it, or by a machine that they left to itself. */
export const workStep = z.strictObject({
  what: name.describe('What was done: weighing, drying, reading'),
  ...{ site: name, from: instant, to: instant },
  unattended: z.boolean().default(false).describe('True of what ran by itself, with nobody beside it'),
  conditions: conditions.default([]),
  instruments: z.array(name).max(100).default([]).describe('What was used in this step'),
  rawFiles: rawFiles.default([]),
});

/** What a method takes at least, where that is known. */
export const leastMinutes = z.int().nonnegative().max(1_000_000).optional();
const result = { result: name, leastMinutes };
const oneSpan = {
  ...{ site: name.optional(), from: instant.optional(), to: instant.optional() },
  ...{ conditions: conditions.optional(), rawFiles: rawFiles.optional() },
};
const inSteps = {
  steps: z
    .array(workStep)
    .max(100)
    .optional()
    .describe('Your own steps, in the place of those that you recorded before; none of them takes yours back'),
  whole: z
    .boolean()
    .optional()
    .describe('True: these steps are all of the work, and what others recorded of it before counts no more'),
};
const readings = z
  .strictObject({ unit: name, values: z.array(decimal).min(1).max(1_000), by: z.enum(['mean', 'median']) })
  .optional();

type Spanned = { readonly [Name in keyof (typeof oneSpan & typeof inSteps)]?: unknown };

/** One unbroken span, or steps: what has both, or neither, says twice or not at all where somebody was. */
function requireOneShape(given: Spanned, { addIssue }: { addIssue(issue: z.core.$ZodRawIssue): void }): void {
  const refuse = (path: string, message: string) =>
    addIssue({ code: 'custom', path: [path], message, input: given } as z.core.$ZodRawIssue);
  if (given.steps === undefined) {
    for (const part of ['site', 'from', 'to'] as const) {
      if (given[part] === undefined) refuse(part, 'say it of the whole work, or give the work in "steps"');
    }
    if (given.whole !== undefined) refuse('whole', 'one span is the whole work; it is said of "steps" only');
    return;
  }
  for (const part of ['site', 'from', 'to', 'conditions', 'rawFiles'] as const) {
    if (given[part] !== undefined) refuse(part, 'say it of each step, where the work is given in "steps"');
  }
  if (given.whole === true && Array.isArray(given.steps) && given.steps.length === 0) {
    refuse(
      'whole',
      'whoever says what all of the work was gives a step of it; without one, only your own are taken back',
    );
  }
}

/** One test as it was done; who did it is whoever records it. ISO/IEC 17025:2017, 7.5.1 (recalled). */
export const worksheet = z
  .strictObject({ ...result, ...oneSpan, ...inSteps, readings })
  .superRefine(requireOneShape)
  .meta({ id: 'TestWork' });
/** The same of a point of a certificate: its readings are raw data. */
export const pointWorksheet = z.strictObject({ ...result, ...oneSpan, ...inSteps }).superRefine(requireOneShape);

/** A record of work as it was handed in, and as events keep it: those of before steps have one span. */
export type Worksheet = z.infer<typeof worksheet>;

/** True where a record is of the whole work, so that what others recorded before counts no more. */
export function isOfWhole({ steps, whole = false }: Worksheet): boolean {
  return steps === undefined || whole;
}

/** When a work ended, and each step of it. */
export function endsOf({ to, steps = [] }: Pick<Worksheet, 'to' | 'steps'>): readonly Instant[] {
  return [...(to === undefined ? [] : [to]), ...steps.map((one) => one.to)];
}

/** A record of work as the rules of the gate see it. */
export function workOf(sheet: Worksheet, person: string): Work {
  const { site, from, to, conditions = [], rawFiles = [], steps, whole: _, ...rest } = sheet;
  const work = { ...rest, person };
  if (steps !== undefined) return { ...work, steps };
  if (site === undefined || from === undefined || to === undefined) throw new TypeError('a record of work has a span');
  return inOneStep({ ...work, site, from, to, conditions, rawFiles });
}

/** Why a report is right all the same, by the code of each amber line of its gate. */
export const gateReasons = z
  .record(z.string().regex(/^[A-Z_]{1,60}$/), text)
  .refine((given) => Object.keys(given).length <= 50, 'at most 50 reasons')
  .default({});

/** Every red mark, and every amber one for which no reason is given, with what would cure it. */
export function refusalsOf({ lines }: Gate, reasons: Readonly<Record<string, string>>): readonly Reason[] {
  return lines
    .flatMap(({ marks }) => marks)
    .filter(({ code, level }) => level === 'red' || reasons[code] === undefined)
    .map(({ code, level, detail, values, cure }) => ({
      ...{ code, values },
      detail: `${withoutStop(detail)}. To cure it: ${withoutStop(cure.detail)}${level === 'amber' ? `; or give a reason under ${code}` : ''}.`,
    }));
}

// Marks come as sentences from some checks, and without their stop from others.
const withoutStop = (sentence: string) => sentence.replace(/\.$/, '');

/** A mark as it is kept with the gate that was passed. */
export interface KeptMark {
  readonly code: string;
  readonly values: Readonly<Record<string, string>>;
}

/** What a gate that was passed told of work that was written down long after it was done. */
export function lateRecordsIn(passed: JsonObject): readonly Json[] {
  const { lines = [] } = passed as { readonly lines?: readonly { readonly marks: readonly KeptMark[] }[] };
  const late = lines.flatMap(({ marks }) => marks).filter(isOfLateRecord);
  return late.map(({ code, values }) => ({ code, values: { ...values } }));
}

/** What is kept of a gate that was passed: its version, each line, each amber mark with its reason. */
export function passedEvent({ version, level, lines }: Gate, reasons: Readonly<Record<string, string>>): JsonObject {
  const kept = ({ code, detail, values }: Mark) => ({
    code,
    detail,
    values: { ...values },
    reason: reasons[code] ?? '',
  });
  return {
    ...{ version, level },
    lines: lines.map((line) => ({ rule: line.rule, level: line.level, marks: line.marks.map(kept) })),
  };
}
