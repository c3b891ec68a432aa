// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { day, decimal, did, LIST_LIMIT, quantityValue, statementReference, text } from '../fields.ts';

/** One thing that is measured in a round, with the value and the spread that scores are made from. */
const measurand = z.strictObject({
  /** Names it within the round. */
  measurand: text,
  substance: text,
  assignedValue: z.strictObject({
    ...quantityValue.shape,
    standardUncertainty: quantityValue.optional(),
    /** Where the value comes from. ISO 13528:2022, clause 7. */
    origin: z.enum([
      'formulation',
      'certified-reference-material',
      'reference-laboratory',
      'expert-laboratories',
      'participants',
    ]),
  }),
  /** The standard deviation for proficiency assessment, σpt. ISO 13528:2022, clause 8. */
  sigma: z
    .strictObject({
      ...quantityValue.shape,
      origin: z.enum([
        'prescribed',
        'perception',
        'earlier-rounds',
        'general-model',
        'precision-experiment',
        'participants',
      ]),
    })
    .optional(),
  participants: z.int().nonnegative().optional(),
});

/** A round of proficiency testing: who ran it on which item, and what its results are scored against. ISO/IEC 17043:2023. */
export const proficiencyRound = z.strictObject({
  id: text,
  provider: z.strictObject({ id: did, name: text, demonstration: z.boolean().optional() }),
  scheme: text,
  round: text,
  item: z.strictObject({ description: text, food: text.optional(), homogeneity: text.optional() }),
  measurands: z.array(measurand).min(1).max(LIST_LIMIT),
  openedOn: day,
  closedOn: day,
});

/** One participant's score in a round. ISO 13528:2022, 9.4 to 9.7 (z, z', zeta, En), with the provider's own verdict. */
export const proficiencyScore = z.strictObject({
  id: text,
  round: statementReference,
  participant: z.strictObject({ id: did, name: text }),
  measurand: text,
  /** Absent where the participant reported none: that is said, and is no zero. */
  reported: z
    .strictObject({
      ...quantityValue.shape,
      expandedUncertainty: quantityValue.optional(),
      coverageFactor: decimal.optional(),
    })
    .optional(),
  method: z.strictObject({ standard: text }).optional(),
  score: z.strictObject({ kind: z.enum(['z', 'z-prime', 'zeta', 'En']), value: decimal }).optional(),
  verdict: z.enum(['acceptable', 'warning', 'action', 'not-scored']),
  issuedOn: day,
});
