// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import {
  decimal,
  did,
  digest,
  instant,
  LIST_LIMIT,
  legalBasis,
  party,
  period,
  place,
  statementReference,
  text,
} from '../fields.ts';
import { scopeLine } from '../scope-line.ts';
import { EVIDENCE_KINDS, PURPOSES } from './place-policy.ts';

/** A place of work; degrees of latitude and longitude (WGS 84) as decimal text. */
const premises = z.strictObject({
  place,
  address: text.optional(),
  coordinates: z.strictObject({ latitude: degrees(90), longitude: degrees(180) }).optional(),
});

function degrees(most: number) {
  return decimal.refine((value) => Math.abs(Number(value)) <= most, `degrees from -${most} to ${most}`);
}

/** ISO/IEC 17000:2020, 7.7: a body's competence for the lines of its scope, attested by an accreditation body. */
export const accreditation = z.strictObject({
  id: did,
  name: text,
  certificateNumber: text,
  standard: text,
  /** Where the body works under this accreditation. */
  premises: z.array(premises).min(1).max(100).optional(),
  ...period,
  scope: z.array(scopeLine).min(1).max(LIST_LIMIT),
});

/** China's qualification approval (CMA): a permit by law, never an accreditation. */
export const statutoryQualification = z.strictObject({
  id: did,
  name: text,
  certificateNumber: text,
  place,
  legalBasis,
  ...period,
  scope: z.array(scopeLine).min(1).max(LIST_LIMIT),
});

/** ISO/IEC 17000:2020, 9.2: a government authorises a body for stated tasks. */
export const designation = z.strictObject({
  id: did,
  name: text,
  place,
  tasks: z.array(text).min(1),
  legalBasis,
  ...period,
});

/** ISO/IEC 17000:2020, 9.7 to 9.10: who recognises whose results, for which activities, in which places. */
export const recognitionArrangement = z.strictObject({
  id: text,
  name: text,
  level: z.enum(['unilateral', 'bilateral', 'multilateral']),
  signatories: z
    .array(
      z.strictObject({
        id: did,
        name: text,
        activities: z
          .array(
            z.enum([
              'testing',
              'calibration',
              'certification',
              'inspection',
              'sampling',
              'reference-materials',
              'proficiency-testing',
            ]),
          )
          .min(1),
        ...period,
      }),
    )
    .min(1)
    .max(LIST_LIMIT),
  /** Places whose authorities take results under this arrangement as from a competent body. */
  places: z.array(place).min(1),
  /** The arrangement that took this one's place, when it has ended. */
  successor: statementReference.optional(),
  ...period,
});

/** The legal instrument by which a place uses another's result for a stated purpose. ISO/IEC 17000:2020, 9.6. */
export const acceptanceInstrument = z.strictObject({
  id: text,
  place,
  legalBasis,
  /** Kinds of statement that the instrument takes as evidence. */
  accepts: z.array(z.enum(EVIDENCE_KINDS)).min(1),
  /** What the evidence may be used for. */
  purposes: z.array(z.enum(PURPOSES)).min(1),
  /** Which proof of competence the issuer needs: any one of them. */
  competence: z.array(z.enum(['accreditation', 'statutory-qualification', 'designation'])).min(1),
  ...period,
});

/** Gives a key its purposes and its time; a signature is judged with the key in force when it was logged. */
export const keyAuthorisation = z.strictObject({
  /** The DID that controls the key. */
  id: did,
  key: text,
  publicKeyMultibase: text,
  purposes: z.array(z.enum(['assertionMethod', 'authentication'])).min(1),
  from: instant,
  to: instant.optional(),
  compromisedSince: instant.optional(),
});

/** Changes the status of an earlier statement from a day on, with the reason. ISO/IEC 17000:2020, 8.2 to 8.5. */
export const statusChange = z.strictObject({
  id: text,
  changes: statementReference,
  status: z.enum(['active', 'suspended', 'withdrawn', 'revoked', 'replaced']),
  from: instant,
  reason: text,
  replacedBy: statementReference.optional(),
});

/** A restriction on a party, with its legal basis and its end. A measure without a legal basis cannot be stated. */
export const listEntry = z.strictObject({
  id: text,
  party: party,
  list: text,
  effects: z.array(z.enum(['may-not-supply', 'may-not-issue', 'may-not-tender', 'notice-only'])).min(1),
  places: z.array(place).min(1),
  legalBasis,
  ...period,
});

/** An authority's signed decision about a report: the only thing that calls one inaccurate or false. */
export const reportDefect = z.strictObject({
  id: text,
  report: statementReference,
  kind: z.enum(['inaccurate', 'false']),
  place,
  legalBasis,
  decidedOn: instant,
  reason: text,
});

/** A data set by its digest: where it came from, when it was read, who mapped it. */
export const dataSetManifest = z.strictObject({
  id: text,
  title: text,
  source: text,
  licence: text,
  readOn: text,
  mapper: text,
  files: z.array(z.strictObject({ name: text, digest, rows: z.int().nonnegative().optional() })).min(1),
});
