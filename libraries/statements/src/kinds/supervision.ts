// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import {
  day,
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
import { lotIdentity } from './results.ts';

const authority = z.strictObject({ id: did, name: text, demonstration: z.boolean().optional() });
const references = z.array(statementReference).max(LIST_LIMIT);

/** Money: decimal text and the currency by ISO 4217. */
const money = z.strictObject({
  value: decimal,
  currency: z.string().regex(/^[A-Z]{3}$/, 'three letters by ISO 4217, such as CNY'),
});

/** One measure of a penalty. A fine without its amount cannot be stated. */
const measure = z.discriminatedUnion('measure', [
  z.strictObject({ measure: z.literal('fine'), amount: money }),
  z.strictObject({ measure: z.literal('confiscation'), amount: money.optional(), of: text }),
  z.strictObject({ measure: z.enum(['warning', 'criticism']) }),
  z.strictObject({
    measure: z.enum(['stop-production', 'restriction', 'ban', 'downgrade', 'licence-suspension', 'licence-revocation']),
    ...period,
    of: text,
  }),
]);

/** An authority's decision against a party: no measure without its legal basis, and no publication without its end. */
export const penalty = z.strictObject({
  id: text,
  authority,
  place,
  decisionNumber: text,
  party,
  ground: text,
  legalBasis,
  measures: z.array(measure).min(1).max(LIST_LIMIT),
  decidedOn: day,
  /** The last day on which the decision is shown to the public; whoever shows it later breaks the rule that it was published by. */
  publishedUntil: day,
  /** Reports that the decision rests on. */
  reports: references.optional(),
});

/** The end of a list entry before or at its term, with its reason. */
export const listRemoval = z.strictObject({
  id: text,
  entry: statementReference,
  party,
  list: text,
  places: z.array(place).min(1),
  reason: z.enum(['term-ended', 'repaired', 'annulled', 'corrected']),
  explanation: text.optional(),
  repair: statementReference.optional(),
  legalBasis,
  from: day,
});

/** An authority's decision that a party has made good what it was penalised or listed for, and what ends by it. */
export const repair = z.strictObject({
  id: text,
  authority,
  party,
  /** The penalty or the list entry. */
  repairs: statementReference,
  decision: z.enum(['accepted', 'refused']),
  corrected: text,
  commitment: text.optional(),
  effects: z.array(z.enum(['stop-display', 'stop-sharing', 'lift-measures'])),
  legalBasis,
  from: day,
});

/** A count, or the plain fact that the source does not give it. */
const units = z.union([z.int().nonnegative(), z.literal('not-provided')]);

/** Products taken back from the market: by order, with its legal basis, or by the producer's own will. */
export const recall = z.strictObject({
  id: text,
  recallNumber: text,
  initiative: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('ordered'), authority, legalBasis }),
    z.strictObject({ kind: z.literal('voluntary') }),
  ]),
  producer: party,
  lots: z.array(lotIdentity).min(1).max(LIST_LIMIT),
  places: z.array(place).min(1),
  hazard: z.strictObject({
    description: text,
    substances: z.array(text).max(LIST_LIMIT).optional(),
    risk: z.enum(['low', 'medium', 'high', 'serious', 'not-assessed']),
  }),
  measures: z
    .array(z.enum(['stop-sale', 'withdraw', 'return', 'repair', 'replace', 'refund', 'destroy', 'warn']))
    .min(1),
  unitsPlaced: units,
  reports: references.optional(),
  from: day,
});

/** How far a recall has come on a day. */
export const recallProgress = z.strictObject({
  id: text,
  recall: statementReference,
  asOf: day,
  stage: z.enum(['planned', 'announced', 'under-way', 'completed', 'ineffective']),
  unitsRecovered: units,
  unitsDisposed: units,
  note: text.optional(),
});

/** What became of a complaint; a finding against anybody is the penalty or the report that it points to, never the complaint. */
export const complaintOutcome = z.strictObject({
  id: text,
  complaintNumber: text,
  /** ISO/IEC 17000:2020, 8.7; the law of China keeps a dispute (投诉) apart from a tip-off (举报). */
  kind: z.enum(['dispute', 'tip-off']),
  authority,
  place,
  about: party,
  receivedOn: day,
  outcome: z.enum([
    'settled-before-mediation',
    'mediated',
    'mediation-failed',
    'not-accepted',
    'withdrawn',
    'case-opened',
    'no-case',
    'penalised',
  ]),
  reason: text.optional(),
  decidedOn: day,
  penalties: references.optional(),
  reports: references.optional(),
});

/** A published figure that anybody can make again: what it counts, by which version of the method, from which rows. */
export const statisticsRelease = z.strictObject({
  id: text,
  indicator: text,
  title: text,
  definition: text,
  methodVersion: text,
  places: z.array(place).min(1),
  periodFrom: day,
  periodTo: day,
  /** Digest and count of the rows that the figures are folded from. */
  rows: z.strictObject({ digest, count: z.int().nonnegative() }),
  figures: z
    .array(z.strictObject({ of: text, value: decimal, unit: text.optional(), note: text.optional() }))
    .min(1)
    .max(LIST_LIMIT),
  releasedAt: instant,
  /** The release that this one revises, and why. */
  revises: z.strictObject({ release: statementReference, reason: text }).optional(),
});

/**
 * An authority's word that the content behind leaves of a public log has run its term and is shown no longer: what
 * stands in for opening them. It names them by their commitments, and says nothing of what they were.
 */
export const expiryTombstone = z.strictObject({
  id: text,
  authority,
  place,
  commitments: z.array(digest).min(1).max(LIST_LIMIT),
  legalBasis,
  expiredOn: day,
});
