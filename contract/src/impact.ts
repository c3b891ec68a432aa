// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { paperName } from './traceability.ts';

/** What stands at a place of the tree of impact, from the reference down to the lots; an instrument as its keeper's list has it. */
export const impactKind = z.enum([
  ...(['reference', 'calibration', 'reference-material', 'verification'] as const),
  ...(['report', 'certificate', 'measure', 'lot', 'instrument'] as const),
]);

/** One step of a way from the reference to a hit; of what belongs to others, and is not public, only the kind is shown. */
export const impactStep = z.strictObject({
  kind: impactKind,
  name: z.string().optional(),
  paper: paperName.optional(),
  /** The day on which it was used for the next step; absent where the day does not matter. */
  on: z.string().optional(),
  /** The day from which it is in doubt; of what is shown only. */
  since: z.string().optional(),
});

const outcome = z.enum(['conforms', 'does-not-conform', 'inconclusive']);

/** What becomes of one decision of a report: it flips, it stands, or nobody can tell, with what would settle it. */
export const redecision = z.strictObject({
  result: z.string(),
  specification: z.string().optional(),
  verdict: z.enum(['flips', 'stands', 'cannot-tell']),
  before: outcome.optional(),
  after: outcome.optional(),
  reported: z.string().optional(),
  corrected: z.strictObject({ value: z.string(), expandedUncertainty: z.string().optional() }).optional(),
  reasons: z.array(z.strictObject({ code: z.string(), detail: z.string(), settle: z.string() })),
});

/** A decision of a report that rests on what is in doubt; the report is named where the hit is not the report itself. */
const decided = redecision.extend({
  report: z.strictObject({ name: z.string(), paper: paperName.optional() }).optional(),
});

/** What the organisation answered about a hit. */
export const impactAnswer = z.enum(['reviewed', 'not-affected', 'recalled']);

/** One own hit, the way to it, what becomes of its decisions, and what was answered. */
export const impactHit = z.strictObject({
  id: z.string(),
  kind: impactKind,
  name: z.string(),
  paper: paperName.optional(),
  since: z.string(),
  path: z.array(impactStep),
  /** Other ways on which doubt came there, as far as they look different to whoever reads this. */
  ways: z.array(z.array(impactStep)).optional(),
  /** Ways beyond those listed; at least so many. */
  waysMore: z.int().optional(),
  /** Of a report its own; of a certificate or a lot those of reports that its reader may see, flips first. */
  decisions: z.array(decided),
  decisionsMore: z.int().optional(),
  answer: z
    .strictObject({
      answer: impactAnswer,
      because: z.string(),
      correction: paperName.pick({ issuer: true, id: true, digest: true }).optional(),
    })
    .optional(),
});

/** A certificate that a doubt rests on was taken back: which one, by whom, from when on. */
export const impactGroundLost = z.strictObject({
  certificate: z.enum(['as-found', 'last-good']),
  status: z.string(),
  by: z.string(),
  from: z.string(),
});

/** How a case ended: its effects were dealt with, or the finding behind it was taken back, so that nothing is in doubt by it. */
export const impactEnd = z.enum(['dealt-with', 'ground-lost']);

/** `overdue` once the day for replies is over and a hit is unanswered; `closed` with the case. */
export const impactNoticeState = z.enum(['open', 'replied', 'overdue', 'closed']);

const doubt = { standard: z.string(), from: z.string(), until: z.string(), replyBy: z.string() };

/** One's own notice of a case: the tree from the reference to one's own hits, and to nobody else's. */
export const impactNotice = z
  .strictObject({
    case: z.string(),
    raisedBy: z.string(),
    ...doubt,
    reason: z.string(),
    state: impactNoticeState,
    hits: z.array(impactHit),
    /** Own hits beyond those listed. */
    more: z.int(),
    /** True where the search came to a limit: there may be more. */
    cutOff: z.boolean(),
    /** Present while a certificate that the doubt rests on is not in force; what is in doubt stays so until the case ends. */
    groundLost: impactGroundLost.optional(),
    /** How often the case went on by another finding; each time hits were searched anew. */
    renewed: z.int().optional(),
    ended: impactEnd.optional(),
  })
  .meta({ id: 'ImpactNotice' });
export type ImpactNotice = z.infer<typeof impactNotice>;

/** How many organisations stand where: withheld where so few are hit that the number would tell who they are. */
export const impactTally = z.union([
  z.strictObject({ shown: z.literal(false) }),
  z.strictObject({ shown: z.literal(true), open: z.int(), replied: z.int(), overdue: z.int() }),
]);

/** A case as its originator sees it. */
export const impactCase = z.strictObject({
  stream: z.string(),
  ...doubt,
  state: z.enum(['proposed', 'searching', 'notified', 'closed']),
  /** How far the search came: levels of the tree that were followed. */
  levels: z.int(),
  cutOff: z.boolean(),
  tally: impactTally,
  groundLost: impactGroundLost.optional(),
  ended: impactEnd.optional(),
});
export type ImpactCase = z.infer<typeof impactCase>;
