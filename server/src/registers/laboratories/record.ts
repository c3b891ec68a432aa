// SPDX-License-Identifier: Apache-2.0
import { isDecimalText, parseCalendarDay, parseDigest, parseInstant } from '@touchstone/identifiers';
import { KINDS } from '@touchstone/statements';
import { z } from 'zod';

/** Statements that this register records. */
export const LABORATORY_KINDS = ['SamplingRecord', 'TestReport', 'StatusChange'] as const;

/** What is drafted: the statement's subject without what only signing adds. */
export const document = z.discriminatedUnion('kind', [
  z
    .strictObject({ kind: z.literal('SamplingRecord'), subject: KINDS.SamplingRecord.omit({ id: true }) })
    .meta({ id: 'SamplingDraft' }),
  z
    .strictObject({
      kind: z.literal('TestReport'),
      subject: KINDS.TestReport.omit({ id: true, issuedOn: true, signatory: true }),
    })
    .meta({ id: 'ReportDraft' }),
]);
/** A document as drafted. */
export type LaboratoryDocument = z.infer<typeof document>;
export type SamplingDraft = Extract<LaboratoryDocument, { readonly kind: 'SamplingRecord' }>['subject'];
export type ReportDraft = Extract<LaboratoryDocument, { readonly kind: 'TestReport' }>['subject'];

/** Who may read the signed document at this node; that it was issued, and its status, can be asked by whoever holds it. */
export const visibility = z.enum(['public', 'private']).default('private');

const text = z.string().trim().min(1).max(4_000);
const stream = z.uuid();
const id = z.uuid();

/** Why a report is right all the same, by the code of each amber line of its gate. */
export const gateReasons = z
  .record(z.string().regex(/^[A-Z_]{1,60}$/), text)
  .refine((given) => Object.keys(given).length <= 50, 'at most 50 reasons')
  .default({});

/** What may be proposed about a test report. Reasons are public, as every change of status is. */
export const proposedAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('issue'), reasons: gateReasons }),
  z.strictObject({ act: z.literal('revoke'), reason: text }),
]);

/** Name of who signs, as it is to stand, concealed and erasable, beside the signature. */
export const signerName = z.string().trim().min(1).max(200);

const name = z.string().trim().min(1).max(400);
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
const day = parsed(parseCalendarDay);
const instant = parsed(parseInstant);
const decimal = z.string().max(60).refine(isDecimalText, 'a decimal number as text, such as "0.10"');

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

/** What a person may do, for which lines, on what ground (training, examination, exchange), from when to when. */
export const authorisation = z
  .strictObject({
    person: name,
    may: z.enum(['test', 'sign']),
    substances: z.array(name).min(1).max(500).optional(),
    methods: z.array(name).min(1).max(500).optional(),
    ground: text,
    from: day,
    to: day.optional(),
  })
  .meta({ id: 'LaboratoryAuthorisation' });

export type AuthorisationRecord = z.infer<typeof authorisation>;

/** Inputs of the register's actions. */
export const inputs = {
  draft: z.strictObject({ stream, document, visibility, replacing: text.optional() }),
  sign: z.strictObject({ stream, id, changeId: id, signer: z.strictObject({ name: signerName, salt: z.string() }) }),
  issue: z.strictObject({ stream, id, changeId: id, reasons: gateReasons }),
  record: z.strictObject({ stream, work: worksheet }),
  authorise: z.strictObject({ stream, authorisation }),
  end: z.strictObject({ stream, to: day, reason: text }),
  revoke: z.strictObject({ stream, id, reason: text }),
} as const;
