// SPDX-License-Identifier: Apache-2.0
import { pageQuery } from '@touchstone/contract';
import { RULES } from '@touchstone/evidence/plausibility';
import { KINDS } from '@touchstone/statements';
import { z } from 'zod';
import { CASE_PARTS } from '../../http/case-routes.ts';
import { PAPER_KINDS } from './papers.ts';

/** What a list of indicators is narrowed by; `rule` and `code` are about the indicators, the rest about the papers. */
export const wanted = z.strictObject({
  ...pageQuery,
  place: z.string().max(10).optional(),
  kind: z.enum(PAPER_KINDS).optional(),
  issuer: z.string().max(500).optional().describe('DID of the laboratory'),
  from: z.iso.date().optional().describe('Signed on this day or later'),
  to: z.iso.date().optional().describe('Signed on this day or earlier'),
  rule: z.enum(RULES).optional(),
  code: z
    .string()
    .regex(/^[A-Z_]{1,60}$/)
    .optional(),
});
export type Wanted = Omit<z.infer<typeof wanted>, keyof typeof pageQuery>;

const indicator = z.strictObject({
  ...{ code: z.string(), rule: z.enum(RULES), detail: z.string() },
  values: z.record(z.string(), z.string()).optional(),
  /** An article to compare: an indicator is no finding. */
  article: z.string().optional(),
});

const decision = z.strictObject({
  ...{ kind: z.enum(['inaccurate', 'false']), issuer: z.string(), id: z.string(), decidedOn: z.string() },
  ...{ reason: z.string(), legalBasis: z.string() },
});

const supervisedPaper = z
  .strictObject({
    ...{ kind: z.enum(PAPER_KINDS), number: z.string(), place: z.string() },
    ...{ issuer: z.string(), issuerName: z.string(), statementId: z.string(), digest: z.string() },
    ...{ issuedOn: z.string(), status: z.string() },
    indicators: z.array(indicator),
    /** What authorities decided by a signed statement: only they call a paper inaccurate or false. */
    decisions: z.array(decision),
  })
  .meta({ id: 'SupervisedPaper' });
export type SupervisedPaper = z.infer<typeof supervisedPaper>;

const text = z.string().trim().min(1).max(4_000);
/** What an authority may decide about a report, without what only signing adds. */
export const defect = KINDS.ReportDefect.omit({ id: true, decidedOn: true });
export const withdrawal = z.strictObject({ reason: text });

const stream = z.uuid();
/** Inputs of the register's actions. */
export const inputs = {
  decide: z.strictObject({ stream, id: z.uuid(), defect }),
  withdraw: z.strictObject({ stream, id: z.uuid(), reason: text }),
} as const;

/** What the reads of this register answer. */
export const answers = {
  list: z.strictObject({
    /** How many papers were looked at for this page; those of which nothing was noticed are not among the items. */
    examined: z.int(),
    items: z.array(supervisedPaper),
    next: z.string().optional(),
  }),
  one: supervisedPaper,
  case: z.strictObject({ ...CASE_PARTS, status: z.enum(['proposed', 'decided', 'withdrawn']) }),
} as const;
