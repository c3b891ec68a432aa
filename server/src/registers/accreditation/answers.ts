// SPDX-License-Identifier: Apache-2.0
import { pageOf } from '@touchstone/contract';
import { z } from 'zod';
import { CASE_PARTS } from '../../http/case-routes.ts';
import { STATUSES } from './record.ts';

const status = z.enum(STATUSES);
const stretch = { status, from: z.string(), until: z.string().nullable() };

const accreditation = z.strictObject({
  stream: z.string(),
  kind: z.string(),
  body: z.string(),
  name: z.string(),
  certificateNumber: z.string(),
  standard: z.string().nullable(),
  place: z.string().nullable(),
  ...stretch,
  reason: z.string().nullable(),
  issuer: z.string(),
  statementId: z.string(),
  digest: z.string(),
});

/** What the reads of this register answer. */
export const answers = {
  accreditations: pageOf(accreditation),
  accreditation: z.strictObject({
    stream: z.string(),
    /** Each stretch of days in one status, in the order of days. */
    periods: z.array(accreditation),
    /** What changed the status, as it was recorded. */
    changes: z.array(
      z.strictObject({
        status: z.string(),
        from: z.string(),
        reason: z.string(),
        recordedAt: z.string(),
        changeId: z.string().nullable(),
        statementId: z.string(),
        replacedById: z.string().nullable(),
        /** On the day asked about: it lies ahead, it has taken effect, or it was taken back before its day. */
        state: z.enum(['planned', 'in-effect', 'void']),
        voidedById: z.string().nullable(),
        voidedAt: z.string().nullable(),
        voidReason: z.string().nullable(),
      }),
    ),
  }),
  scope: pageOf(
    z.strictObject({
      stream: z.string(),
      kind: z.string(),
      certificateNumber: z.string(),
      issuer: z.string(),
      statementId: z.string(),
      line: z.string(),
      activity: z.string(),
      property: z.string(),
      standard: z.string(),
      ...stretch,
      content: z.record(z.string(), z.unknown()),
    }),
  ),
  bodies: pageOf(
    z.strictObject({
      body: z.string(),
      name: z.string(),
      issuer: z.string(),
      attestations: z.int(),
      publishedReports: z.int(),
      lastIssuedAt: z.string(),
    }),
  ),
  cases: pageOf(
    z.strictObject({
      stream: z.string(),
      kind: z.string(),
      body: z.string(),
      name: z.string(),
      certificateNumber: z.string(),
      state: z.string(),
      updatedAt: z.string(),
    }),
  ),
  case: z.strictObject({
    ...CASE_PARTS,
    state: z.enum(['draft', 'issued']),
    kind: z.string(),
    subject: z.record(z.string(), z.unknown()),
    evaluation: z.enum(['recommended', 'not-recommended']).optional(),
    status: status.optional(),
  }),
} as const;
