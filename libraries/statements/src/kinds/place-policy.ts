// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { certainty, decimal, did, LIST_LIMIT, legalBasis, period, place, text } from '../fields.ts';

/** The fourteen groups of checks behind a verdict, in the order in which they are made. */
export const CHECK_GROUPS = [
  'claim',
  'classification',
  'requirements',
  'admissibility',
  'document',
  'object-link',
  'competence',
  'acceptance',
  'method',
  'measurement',
  'plausibility',
  'decision',
  'conflict',
  'restrictions',
] as const;
export type CheckGroup = (typeof CHECK_GROUPS)[number];

/** What evidence can be used for: the kinds of requirement. */
export const PURPOSES = [
  'limit',
  'label',
  'registration',
  'licence',
  'official-certificate',
  'record-keeping',
] as const;
/** Kinds of statement that can be evidence for a requirement. */
export const EVIDENCE_KINDS = ['TestReport', 'InspectionReport', 'ConformityCertificate', 'SelfDeclaration'] as const;

/** Whether a weak spot of the evidence may stand under a verdict: visibly, or not at all. */
const tolerance = z.enum(['decides-visibly', 'blocks']);

/** How measurement uncertainty enters a decision. ISO/IEC 17025:2017, 3.7; JCGM 106:2012, clause 8. */
export const decisionRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('simple-acceptance') }),
  z.strictObject({
    kind: z.literal('guard-band'),
    multiplier: decimal,
    guards: z.enum(['acceptance', 'rejection', 'both']),
    form: z.enum(['binary', 'non-binary']).optional(),
  }),
  z.strictObject({ kind: z.literal('conformance-probability'), threshold: decimal }),
]);

/** How a place judges evidence: which checks are required, whom it trusts, which rule decides. Data, with legal bases. */
export const placePolicy = z.strictObject({
  id: text,
  place,
  title: text,
  demonstration: z.boolean(),
  /** `required` checks decide; `informative` ones are shown. Every group is named. */
  checks: z.record(z.enum(CHECK_GROUPS), z.enum(['required', 'informative'])),
  /** Which statements may serve which purpose, how old they may be on the day asked about, and in which languages (BCP 47). */
  admissible: z
    .array(
      z.strictObject({
        purpose: z.enum(PURPOSES),
        kind: z.enum(EVIDENCE_KINDS),
        maximumAgeDays: z.int().positive().optional(),
        languages: z.array(text).min(1),
      }),
    )
    .min(1)
    .max(LIST_LIMIT),
  /** DIDs at which a chain of recognition may end. */
  trustAnchors: z
    .array(
      z.strictObject({
        id: did,
        name: text,
        role: z.enum(['accreditation-body', 'registrar', 'authority', 'arrangement-owner']),
      }),
    )
    .min(1)
    .max(LIST_LIMIT),
  secondary: tolerance,
  /** When the law names no basis (edible part, as sold, …) and the report gives the bases named here. */
  unstatedBasis: z.strictObject({ when: tolerance, takes: z.array(text), because: text }),
  /** Words of reports that the place's law puts under one basis; each with its ground. */
  sameBasis: z.array(z.strictObject({ law: text, report: text, because: text, certainty })).optional(),
  sampling: z.strictObject({
    /** Standards whose plans support a claim about a lot. */
    plans: z.array(text),
    increments: z.int().positive(),
    legalBasis: legalBasis.optional(),
  }),
  /** Decision rule of the place's law, or of a scheme that it prescribes; absent where neither states one. */
  decisionRule: z.strictObject({ rule: decisionRule, origin: z.enum(['law', 'scheme']), legalBasis }).optional(),
  rounding: z.enum(['full-value', 'rounded-value']),
  /** How traceability may be shown. */
  traceability: z.enum(['shown', 'assured-by-accreditation']),
  /** How contradicting accepted results are settled; without a procedure they stay open. */
  retest: z.strictObject({ procedure: text, legalBasis }).optional(),
  /**
   * Whether receipts of public logs and proofs of completeness are required, or shown and decide nothing; and how many
   * days before the day asked about a proof of completeness may have been witnessed.
   */
  logs: z.strictObject({ required: z.boolean(), because: text, maximumAgeDays: z.int().positive().optional() }),
  ...period,
});
export type PlacePolicy = z.infer<typeof placePolicy>;
export type PolicyDecisionRule = z.infer<typeof decisionRule>;
