// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import {
  certainty,
  day,
  decimal,
  did,
  LIST_LIMIT,
  legalBasis,
  party,
  period,
  place,
  quantityValue,
  text,
} from '../fields.ts';
import { uncertaintyOver } from '../scope-line.ts';
import { calibrationReference } from './results.ts';

const body = z.strictObject({ id: did, name: text, demonstration: z.boolean().optional() });

/**
 * An authority attests a measurement standard: a national one (primary), one that serves a region (public) or the highest
 * of an organisation (working). JCGM 200:2012, 5.1 to 5.7; Metrology Law of China, articles 5 to 8 (recalled).
 */
export const measurementStandard = z.strictObject({
  id: text,
  certificateNumber: text,
  /** The name by which calibrations refer to it. */
  standard: text,
  level: z.enum(['primary', 'public', 'working']),
  keeper: body,
  place,
  legalBasis,
  /** An artefact must be calibrated; what realises a unit from constants of nature is no artefact, and ends a chain. */
  realisation: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('artefact'), description: text }),
    z.strictObject({
      by: z.literal('intrinsic'),
      description: text,
      constants: z.array(text).min(1).max(20),
    }),
  ]),
  measures: z
    .array(
      z.strictObject({
        quantity: text,
        range: z.strictObject({ from: quantityValue, to: quantityValue }),
        /** Unit of what is measured, where it is another quantity than that of the range: Ω over a range in °C. */
        measuredIn: text.optional(),
        smallestExpandedUncertainty: quantityValue,
        uncertaintyOver: uncertaintyOver.optional(),
        coverageFactor: decimal,
      }),
    )
    .min(1)
    .max(LIST_LIMIT),
  ...period,
});

/** What a place says about one edition of a technical specification of metrology: a verification regulation, a procedure. */
export const technicalSpecification = z.strictObject({
  id: text,
  /** Number with its edition, such as JJG 1036-2022. */
  specification: text,
  title: text,
  type: z.enum(['verification', 'calibration', 'type-evaluation', 'verification-scheme', 'general']),
  place,
  quantities: z.array(text).max(LIST_LIMIT).optional(),
  status: z.enum(['draft', 'in-force', 'replaced', 'withdrawn']),
  from: day,
  to: day.optional(),
  replaces: z.array(text).max(LIST_LIMIT).optional(),
  replacedBy: text.optional(),
  /** Who must have changed to this edition by when; until then either edition may be used. */
  switchBy: z
    .array(z.strictObject({ who: text, by: day }))
    .max(LIST_LIMIT)
    .optional(),
  /** Specifications of other places that this place takes for the same, and how far. */
  equivalents: z
    .array(
      z.strictObject({
        place,
        specification: text,
        extent: z.enum(['identical', 'equivalent', 'partial']),
        differences: text.optional(),
        certainty,
      }),
    )
    .max(LIST_LIMIT)
    .optional(),
  source: text.optional(),
});

/** A type of instrument meets the legal demands. OIML V 1:2013, 2.05 (recalled); it says nothing of any one instrument. */
export const typeApproval = z.strictObject({
  id: text,
  certificateNumber: text,
  place,
  legalBasis,
  applicant: party,
  category: text,
  manufacturer: text,
  model: text,
  specification: text,
  characteristics: z
    .array(
      z.strictObject({
        quantity: text,
        range: z.strictObject({ from: quantityValue, to: quantityValue }),
        maximumPermissibleError: quantityValue.optional(),
        accuracyClass: text.optional(),
      }),
    )
    .min(1)
    .max(LIST_LIMIT),
  ...period,
});

/** One instrument was examined and found, or not, to meet the legal demands. OIML V 1:2013, 2.09 (recalled); no calibration. */
export const verificationCertificate = z.strictObject({
  id: text,
  certificateNumber: text,
  institute: body,
  place,
  legalBasis,
  instrument: text,
  /** Number of the approval of its type, where one is demanded. */
  typeApproval: text.optional(),
  specification: text,
  verifiedOn: day,
  validUntil: day.optional(),
  conforms: z.boolean(),
  accuracyClass: text.optional(),
  /** What it was found to measure, with the largest error permitted. */
  measures: z
    .array(
      z.strictObject({
        quantity: text,
        range: z.strictObject({ from: quantityValue, to: quantityValue }),
        maximumPermissibleError: quantityValue,
      }),
    )
    .max(LIST_LIMIT)
    .optional(),
  references: z.array(calibrationReference).max(LIST_LIMIT).optional(),
});
