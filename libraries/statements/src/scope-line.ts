// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { day, decimal, LIST_LIMIT, period, quantityValue, text } from './fields.ts';

/** Identifies a scope line inside the statement that grants it. */
const common = {
  line: text,
  /** What is examined: taxonomy nodes (`foods`) for products, free words for instruments. */
  object: z.strictObject({ description: text, foods: z.array(text).max(LIST_LIMIT).optional() }),
  ...period,
  /** Days in between during which the line was suspended, both ends included; an absent `to` is open. */
  suspended: z.array(z.strictObject({ from: day, to: day.optional() })).optional(),
  conditions: text.optional(),
};

/** A testing line: property, method with edition, working range and limit of quantification. */
const testingLine = z.strictObject({
  activity: z.literal('testing'),
  ...common,
  property: z.strictObject({ substance: text, description: text.optional() }),
  method: z.strictObject({ standard: text }),
  range: z.strictObject({ from: quantityValue.optional(), to: quantityValue.optional() }).optional(),
  limitOfQuantification: quantityValue.optional(),
});

/**
 * How the smallest uncertainty grows over a range: U(x) = constant + proportional · |x|, or by points, between which it
 * runs straight or is the larger of both. Nowhere is it less than the smallest that is stated beside it.
 */
export const uncertaintyOver = z.discriminatedUnion('form', [
  z.strictObject({ form: z.literal('linear'), constant: quantityValue, proportional: decimal }),
  z.strictObject({
    form: z.literal('table'),
    between: z.enum(['straight', 'larger']),
    points: z
      .array(z.strictObject({ at: quantityValue, expandedUncertainty: quantityValue }))
      .min(2)
      .max(LIST_LIMIT),
  }),
]);

/** A calibration line: quantity, range and the smallest expanded uncertainty that may be claimed (CMC). */
const calibrationLine = z.strictObject({
  activity: z.literal('calibration'),
  ...common,
  property: z.strictObject({ quantity: text, description: text.optional() }),
  method: z.strictObject({ standard: text }),
  range: z.strictObject({ from: quantityValue, to: quantityValue }),
  /** Unit of what is measured, where it is another quantity than that of the range: Ω over a range in °C. */
  measuredIn: text.optional(),
  smallestExpandedUncertainty: quantityValue,
  uncertaintyOver: uncertaintyOver.optional(),
});

/** A sampling, inspection or certification line: the plan, procedure or scheme that the body is competent in. */
const procedureLine = z.strictObject({
  activity: z.enum(['sampling', 'inspection', 'certification']),
  ...common,
  method: z.strictObject({ standard: text }),
});

/**
 * A line of a producer of reference materials: the matrix (`object`), the property and the values that it may assign,
 * and the approach by which it assigns them. ISO/IEC 17011:2017, 7.8.3 (recalled); ISO 17034:2016.
 */
const materialLine = z.strictObject({
  activity: z.literal('reference-materials'),
  ...common,
  property: z.strictObject({ substance: text, description: text.optional() }),
  method: z.strictObject({ standard: text }),
  range: z.strictObject({ from: quantityValue, to: quantityValue }),
});

/**
 * A line of a provider of proficiency testing: the kind of item (`object`), the property, and the scheme.
 * ISO/IEC 17011:2017, 7.8.3 (recalled); ISO/IEC 17043:2023.
 */
const proficiencyLine = z.strictObject({
  activity: z.literal('proficiency-testing'),
  ...common,
  property: z.strictObject({ substance: text, description: text.optional() }),
  method: z.strictObject({ standard: text }),
});

/** One accredited item: object, property, method with edition, range, dates. In scope is decided at the line, on the test date. */
export const scopeLine = z.discriminatedUnion('activity', [
  testingLine,
  calibrationLine,
  materialLine,
  proficiencyLine,
  procedureLine,
]);
export type ScopeLine = z.infer<typeof scopeLine>;
export type TestingLine = z.infer<typeof testingLine>;
export type CalibrationLine = z.infer<typeof calibrationLine>;
export type MaterialLine = z.infer<typeof materialLine>;
export type ProficiencyLine = z.infer<typeof proficiencyLine>;
