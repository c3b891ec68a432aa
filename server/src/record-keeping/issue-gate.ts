// SPDX-License-Identifier: Apache-2.0
// What laboratories' registers share of the gate before a paper is signed: how work is recorded, what lets an amber mark
// through, and what is kept of a gate that was passed.
import type { AskCompetence, Authorisation, Gate, Mark, ReferenceInDoubt } from '@touchstone/evidence/plausibility';
import {
  type DecimalString,
  isDecimalText,
  parseCalendarDay,
  parseDigest,
  parseInstant,
} from '@touchstone/identifiers';
import { z } from 'zod';
import type { Reason } from './define-register.ts';
import type { JsonObject } from './fact.ts';
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
const parsed = <T>(parse: (given: string) => T) =>
  z
    .string()
    .max(100)
    .transform((given, context): T => {
      try {
        return parse(given);
      } catch (cause) {
        context.addIssue({ code: 'custom', message: (cause as Error).message });
        return z.NEVER;
      }
    });
/** A calendar day, parsed. */
export const day = parsed(parseCalendarDay);
const instant = parsed(parseInstant);
const decimal = z
  .string()
  .max(60)
  .refine(isDecimalText, 'a decimal number as text, such as "0.10"')
  .transform((value) => value as DecimalString);

/** One test as it was done; who did it is whoever records it. ISO/IEC 17025:2017, 7.5.1 (recalled). */
export const worksheet = z
  .strictObject({
    result: name,
    site: name,
    from: instant,
    to: instant,
    leastMinutes: z.int().nonnegative().max(1_000_000).optional(),
    conditions: z
      .array(
        z.strictObject({
          ...{ quantity: name, unit: name },
          ...{ value: decimal.optional(), from: decimal.optional(), to: decimal.optional() },
        }),
      )
      .max(50)
      .default([]),
    rawFiles: z
      .array(z.strictObject({ name, digest: parsed(parseDigest) }))
      .max(200)
      .default([]),
    readings: z
      .strictObject({ unit: name, values: z.array(decimal).min(1).max(1_000), by: z.enum(['mean', 'median']) })
      .optional(),
  })
  .meta({ id: 'TestWork' });

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
    .map(({ code, level, detail, cure }) => ({
      code,
      detail: `${withoutStop(detail)}. To cure it: ${withoutStop(cure.detail)}${level === 'amber' ? `; or give a reason under ${code}` : ''}.`,
    }));
}

// Marks come as sentences from some checks, and without their stop from others.
const withoutStop = (sentence: string) => sentence.replace(/\.$/, '');

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
