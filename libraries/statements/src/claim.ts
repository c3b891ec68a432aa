// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { day, LIST_LIMIT, party, place, quantityValue, text } from './fields.ts';
import { decisionRule, PURPOSES } from './kinds/place-policy.ts';

/** The kinds of requirement a place can make. */
export const REQUIREMENT_KINDS = PURPOSES;

/** Which requirements the presenter asks about; absent parts mean all that are loaded. */
export const requirementScope = z.strictObject({
  title: text.optional(),
  kinds: z.array(z.enum(REQUIREMENT_KINDS)).optional(),
  substances: z.array(text).max(LIST_LIMIT).optional(),
});
export type RequirementScope = z.infer<typeof requirementScope>;

/**
 * What is claimed: this lot of this product, by these actors, along this route, on these dates.
 * The presenter's word: it binds documents to a lot only where a sampling record or a certificate does.
 */
export const claim = z.strictObject({
  presenter: party.optional(),
  product: z.strictObject({
    name: text,
    /** Taxonomy node, when the presenter knows it; otherwise classification is by name. */
    food: text.optional(),
    gtin: text.optional(),
    use: text.optional(),
    description: text.optional(),
  }),
  lot: z.strictObject({ lotNumber: text, producedOn: day.optional(), quantity: quantityValue.optional() }),
  actors: z
    .array(party.extend({ role: z.enum(['producer', 'processor', 'exporter', 'importer', 'seller']) }))
    .max(LIST_LIMIT),
  route: z.array(
    z.strictObject({ place, importedOn: day.optional(), firstSuppliedOn: day.optional(), soldOn: day.optional() }),
  ),
  scope: requirementScope.optional(),
  /**
   * The rule agreed in the contract under which the lot is delivered, by the presenter's word: it decides where neither
   * the law of a place nor a scheme states one. ISO/IEC 17025:2017, 7.1.3.
   */
  decisionRule: decisionRule.optional(),
});
export type Claim = z.infer<typeof claim>;
