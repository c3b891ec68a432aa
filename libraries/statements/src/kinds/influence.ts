// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { decimal, LIST_LIMIT, quantityValue, text } from '../fields.ts';
import { decisionRule } from './place-policy.ts';

/**
 * Δy = c Δx where the effect is absolute, in one and the same unit; Δy/y = c Δx/x where it is relative.
 * JCGM 100:2008, 5.1.3 and 5.1.6: how far a result moves where what it rests on was off.
 */
export const sensitivity = z.strictObject({
  effect: z.enum(['absolute', 'relative']),
  coefficient: decimal,
  /** Where in its range it was used; absent: at the value of the result itself. */
  at: quantityValue.optional(),
});

/**
 * An item as it came back, before any adjustment: the value found less the value that was relied upon until then.
 * ISO/IEC 17025:2017, 7.8.4.1 d): results before and after adjustment or repair.
 */
export const asFoundPoints = z
  .array(
    z.strictObject({
      quantity: text,
      at: quantityValue,
      shift: quantityValue,
      expandedUncertainty: quantityValue,
      coverageFactor: decimal,
    }),
  )
  .min(1)
  .max(LIST_LIMIT);

const bound = z.strictObject({ ...quantityValue.shape, inclusive: z.boolean() });

/** What a report says of one result against one specification, and the rule by which. ISO/IEC 17025:2017, 7.8.6.2. */
export const conformityStatement = z.strictObject({
  specification: text,
  lower: bound.optional(),
  upper: bound.optional(),
  decisionRule,
  rounding: z.enum(['full-value', 'rounded-value']).optional(),
  outcome: z.enum(['conforms', 'does-not-conform', 'inconclusive']),
});
