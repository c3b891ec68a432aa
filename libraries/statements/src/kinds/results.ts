// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import {
  day,
  decimal,
  did,
  instant,
  LIST_LIMIT,
  party,
  period,
  place,
  quantityValue,
  statementReference,
  text,
} from '../fields.ts';
import { itemIdentity } from '../item-identity.ts';
import { asFoundPoints, conformityStatement, sensitivity } from './influence.ts';

/** How a lot or a sample is named, so that product = lot = sample can be followed. */
export const lotIdentity = z.strictObject({
  /** Taxonomy node of the food, e.g. `wolfberry-leaf`. */
  food: text,
  lotNumber: text,
  gtin: text.optional(),
  description: text.optional(),
  /** Who gave the lot its number: two firms may use the same one. */
  producer: party.optional(),
});

/** Who took which sample from which lot, by which plan, and how it was kept. ISO/IEC 17025:2017, 7.3.3. */
export const samplingRecord = z.strictObject({
  id: text,
  sampler: party,
  lot: lotIdentity.extend({ quantity: quantityValue.optional() }),
  /** What the sample stands for under the plan. */
  represents: z.enum(['sample', 'lot', 'production']),
  plan: z.strictObject({ standard: text, increments: z.int().positive(), aggregateSample: quantityValue.optional() }),
  takenAt: instant,
  place,
  samples: z
    .array(
      z.strictObject({
        sample: text,
        seal: text.optional(),
        purpose: z.enum(['test', 'counter', 'reference']).optional(),
      }),
    )
    .min(1)
    .max(LIST_LIMIT),
  custody: z.array(z.strictObject({ at: instant, from: text, to: text, sealIntact: z.boolean() })).optional(),
  condition: text.optional(),
});

const measurement = {
  method: z.strictObject({ standard: text, deviation: text.optional() }),
  /** What the number refers to, in the report's words: edible part, as sold, dry weight, … */
  basis: text,
  testedOn: day,
  instruments: z
    .array(
      z.strictObject({
        instrument: text,
        calibration: statementReference.optional(),
        /** How far the result moves where the instrument was off. */
        sensitivity: sensitivity.optional(),
      }),
    )
    .optional(),
  /** Where the report itself says whether the result conforms. */
  conformity: z.array(conformityStatement).max(LIST_LIMIT).optional(),
  limitOfDetection: quantityValue.optional(),
  limitOfQuantification: quantityValue.optional(),
  /** False where the laboratory itself marks the result as outside its scope. */
  underScope: z.boolean().optional(),
  /** Where another laboratory obtained the result: which, and where in which report of its own. ISO/IEC 17025:2017, 7.8.2.1 p. */
  obtainedBy: z
    .strictObject({
      provider: z.strictObject({ id: did, name: text }),
      reportNumber: text,
      report: statementReference,
      /** The name of the result there. */
      result: text,
      /** Whether it is under a scope line of the provider. */
      underScope: z.boolean(),
    })
    .optional(),
};

/** One result: quantified with its value, or a non-detect bounded by its own limit. */
export const testResult = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('quantified'),
    result: text,
    substance: text,
    quantity: quantityValue,
    expandedUncertainty: z
      .strictObject({ ...quantityValue.shape, coverageFactor: decimal, coverageProbability: decimal.optional() })
      .optional(),
    ...measurement,
  }),
  z.strictObject({
    outcome: z.literal('below-loq'),
    result: text,
    substance: text,
    ...measurement,
    limitOfQuantification: quantityValue,
  }),
  z.strictObject({
    outcome: z.literal('not-detected'),
    result: text,
    substance: text,
    ...measurement,
    limitOfDetection: quantityValue,
  }),
]);
export type TestResult = z.infer<typeof testResult>;

/** A person's act of signing: who in which function, what the signature means, how they proved themselves again. */
const signatory = z.strictObject({
  function: text,
  /** Salted digest of the person's name; the name itself is disclosed apart, erasable. */
  nameDigest: text.optional(),
  meaning: text,
  reauthenticatedAt: instant.optional(),
  method: text.optional(),
});

/** A laboratory's results on a sample. ISO/IEC 17025:2017, 7.8. */
export const testReport = z.strictObject({
  id: text,
  reportNumber: text,
  laboratory: z.strictObject({ id: did, name: text, demonstration: z.boolean().optional(), place }),
  client: party.optional(),
  language: text,
  sample: z.strictObject({
    sample: text,
    description: text,
    food: text.optional(),
    receivedAt: instant,
    condition: text.optional(),
    /** Whether it was fit for the test as it came in. ISO/IEC 17025:2017, 7.4.3. */
    suitability: z.enum(['suitable', 'deviating', 'unsuitable']).optional(),
    seal: text.optional(),
    samplingRecord: statementReference.optional(),
    /** The lot as stated by the client, which proves nothing by itself. */
    statedLot: lotIdentity.optional(),
  }),
  results: z.array(testResult).min(1).max(LIST_LIMIT),
  issuedOn: day,
  signatory: signatory.optional(),
  /** Where the numbers come from when no test was done: demonstration reports say so here. */
  provenance: text.optional(),
});

/** A report of inspection against stated requirements. ISO/IEC 17020:2012, 7.4. */
export const inspectionReport = z.strictObject({
  id: text,
  reportNumber: text,
  body: z.strictObject({ id: did, name: text }),
  lot: lotIdentity,
  language: text.optional(),
  inspectedOn: day,
  findings: z
    .array(z.strictObject({ requirement: text, fulfilled: z.boolean(), note: text.optional() }))
    .min(1)
    .max(LIST_LIMIT),
  issuedOn: day,
});

/** What a calibration rests on: a standard by its name, its own calibration, and the certificate that attests it. */
export const calibrationReference = z.strictObject({
  standard: text,
  calibration: statementReference.optional(),
  attestation: statementReference.optional(),
  /** How far what is calibrated moves where the standard was off. */
  sensitivity: sensitivity.optional(),
});

/** Relation of an instrument to a reference, with uncertainty, on a day. ISO/IEC 17025:2017, 7.8.4. */
export const calibrationCertificate = z.strictObject({
  id: text,
  certificateNumber: text,
  laboratory: z.strictObject({ id: did, name: text, place: place.optional() }),
  /** What laboratory and owner call it; another's may be called the same. */
  instrument: text,
  /** Which one of all things it is, so that what another laboratory finds of it is found. */
  item: itemIdentity.optional(),
  calibratedOn: day,
  /** The customer's interval, when agreed; the certificate itself need not name one. */
  dueOn: day.optional(),
  method: z.strictObject({ standard: text }),
  results: z
    .array(
      z.strictObject({
        quantity: text,
        /** Under which it was found, where a point is stated several times: rising or falling, a range, a set-up. */
        condition: text.optional(),
        /** The point at which it was calibrated; ohms may be found at degrees Celsius. */
        at: quantityValue,
        /** What was found there. The uncertainty is its own, and in a unit of it. ISO/IEC 17025:2017, 7.8.4.1 a). */
        measuredValue: quantityValue.optional(),
        expandedUncertainty: quantityValue,
        coverageFactor: decimal,
      }),
    )
    .min(1)
    .max(LIST_LIMIT),
  references: z.array(calibrationReference).optional(),
  /** What the instrument did before it was adjusted, where that was measured. */
  asFound: asFoundPoints.optional(),
});

/** Certified property values of a reference material. ISO 33401:2024. */
export const referenceMaterialCertificate = z.strictObject({
  id: text,
  certificateNumber: text,
  producer: z.strictObject({ id: did, name: text, place: place.optional() }),
  material: text,
  batch: text,
  values: z
    .array(
      z.strictObject({
        substance: text,
        quantity: quantityValue,
        expandedUncertainty: quantityValue,
        coverageFactor: decimal,
      }),
    )
    .min(1)
    .max(LIST_LIMIT),
  certifiedOn: day,
  validUntil: day,
  /** What its values were measured against. */
  references: z.array(calibrationReference).max(LIST_LIMIT).optional(),
});

/** Third-party attestation under a scheme; ISO/IEC 17067:2013 says by its type what it covers. */
export const conformityCertificate = z.strictObject({
  id: text,
  certificateNumber: text,
  language: text.optional(),
  holder: party,
  scheme: z.strictObject({ name: text, type: z.enum(['1a', '1b', '2', '3', '4', '5', '6', 'management-system']) }),
  objects: z
    .array(
      z.strictObject({ description: text, food: text.optional(), gtin: text.optional(), lotNumber: text.optional() }),
    )
    .min(1)
    .max(LIST_LIMIT),
  requirements: z.array(text).min(1).max(LIST_LIMIT),
  reports: z.array(statementReference).optional(),
  ...period,
});

/** A firm's own standard for a food, with the limits that it sets itself: the number begins with Q/. */
const ownStandard = z.strictObject({
  standard: text,
  title: text,
  food: text,
  limits: z
    .array(
      z.strictObject({
        substance: text,
        limit: z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('maximum'), ...quantityValue.shape }),
          z.strictObject({ kind: z.literal('not-permitted') }),
        ]),
        basis: text,
      }),
    )
    .min(1)
    .max(LIST_LIMIT),
  ...period,
});

/** First-party attestation: an enterprise standard or a supplier's declaration. ISO/IEC 17050-1:2004. */
export const selfDeclaration = z.strictObject({
  id: text,
  declarant: party,
  language: text.optional(),
  lot: lotIdentity.optional(),
  /** Where what is declared is an enterprise standard. */
  ownStandard: ownStandard.optional(),
  declares: z
    .array(z.strictObject({ requirement: text, text }))
    .min(1)
    .max(LIST_LIMIT),
  declaredOn: day,
});

/** Publication, entry into force, replacement or withdrawal of a standard's edition. */
export const standardNotice = z.strictObject({
  id: text,
  standard: text,
  title: text,
  status: z.enum(['published', 'in-force', 'replaced', 'withdrawn']),
  from: day,
  to: day.optional(),
  replaces: z.array(text).optional(),
  replacedBy: text.optional(),
  source: text.optional(),
});
