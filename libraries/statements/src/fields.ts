// SPDX-License-Identifier: Apache-2.0
import {
  type CalendarDay,
  type DecimalString,
  type Did,
  type Digest,
  type Instant,
  isDecimalText,
  type Place,
  parseCalendarDay,
  parseDid,
  parseDigest,
  parseInstant,
  parsePlace,
  requirePublicDid,
} from '@touchstone/identifiers';
import { z } from 'zod';

/** Longest free text that a signed body may carry; longer is a document of its own, referred to by digest. */
const TEXT_LIMIT = 4_000;
/** Most entries of one list in a body; a report with more results is several reports. */
export const LIST_LIMIT = 2_000;

/** A zod field that accepts what `parse` accepts and keeps its brand; the parser's own message is the fault. */
export function parsedBy<T>(parse: (text: string) => T, charactersMax = TEXT_LIMIT) {
  return z
    .string()
    .max(charactersMax)
    .transform((text, context): T => {
      try {
        return parse(text);
      } catch (cause) {
        context.addIssue({ code: 'custom', message: (cause as Error).message });
        return z.NEVER;
      }
    });
}

export const text = z.string().trim().min(1).max(TEXT_LIMIT);
export const day = parsedBy<CalendarDay>(parseCalendarDay);
export const instant = parsedBy<Instant>(parseInstant);
/** Who speaks or is spoken of must be one that others can look up: no address of a machine, no localhost. */
export const did = parsedBy<Did>((given) => requirePublicDid(parseDid(given)));
export const digest = parsedBy<Digest>(parseDigest);
export const place = parsedBy<Place>(parsePlace);
export const decimal = z
  .string()
  .refine(isDecimalText, 'a decimal number as text, such as "0.10"')
  .transform((value) => value as DecimalString);

/** A number with its unit, digits kept: { value: "0.10", unit: "mg/kg" }. */
export const quantityValue = z.strictObject({ value: decimal, unit: text });
export type QuantityValue = z.infer<typeof quantityValue>;

/** A period of days, both ends included; an absent `to` is open. */
export const period = { from: day, to: day.optional() };

/** A reference to another statement: identity (issuer and UUIDv7) and the digest of its body without proof. */
export const statementReference = z.strictObject({
  id: z.string().regex(/^urn:uuid:[0-9a-f-]{36}$/, 'a UUID URN, such as urn:uuid:0190…'),
  issuer: did,
  digest,
});
export type StatementReference = z.infer<typeof statementReference>;

/** How sure we are of a rule: read in the law, read on a page that quotes it, or from memory. */
export const certainty = z.enum(['read', 'secondary', 'recalled']);
export type Certainty = z.infer<typeof certainty>;

/** The legal basis of a measure: an instrument and its provision. A measure without one cannot be stated. */
export const legalBasis = z.strictObject({
  instrument: text,
  provision: text.optional(),
  certainty,
  source: text.optional(),
  /** True for the instrument of a demonstration authority: it is nobody's law. */
  demonstration: z.boolean().optional(),
});
export type LegalBasis = z.infer<typeof legalBasis>;

/** A named party; `did` when it can sign, `identifier` (USCC, LEI, business registration) when it cannot. */
export const party = z.strictObject({
  name: text,
  did: did.optional(),
  identifier: text.optional(),
  demonstration: z.boolean().optional(),
});
export type Party = z.infer<typeof party>;
