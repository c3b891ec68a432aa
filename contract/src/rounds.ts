// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

const reference = z.strictObject({ issuer: z.string(), id: z.string(), digest: z.string() });
const signal = z.enum(['acceptable', 'warning', 'action']);

/** Where a round stands. */
export const roundState = z.enum(['enrolling', 'collecting', 'scored', 'published']);

/** The scores of ISO 13528:2022, 9.4 to 9.7. */
export const roundScoreKind = z.enum(['z', 'z-prime', 'zeta', 'En']);

/** What happened to a result in a round: scored, or why not. */
export const roundVerdict = z.enum(['acceptable', 'warning', 'action', 'not-scored']);

/** What is remarked of a result beside its score: by code, so that each reads it in his own language. */
export const roundRemark = z.strictObject({
  remark: z.enum(['no-uncertainty', 'scored-at-two', 'uncertainty-small', 'uncertainty-large']),
  /** Of `scored-at-two`: the U that was scored, and the coverage factor that was reported. */
  expandedUncertainty: z.string().optional(),
  coverageFactor: z.string().optional(),
});

/** Why a result is used otherwise than as it came; the reason is in the provider's own words. */
export const roundReview = z.strictObject({
  ground: z.enum(['late', 'blunder', 'censored', 'other']),
  because: z.string(),
});

/** A check of the items in numbers. ISO 13528:2022, annex B; where u(x_pt) alone judges, 7.2.2. */
export const roundItemCheck = z.strictObject({
  ...{ found: z.string(), limit: z.string(), met: z.boolean(), clause: z.enum(['B.2.2', 'B.5.1', '7.2.2']) },
  items: z.int().optional(),
  /** Of the expanded criterion, where it is why the check counts as met. B.2.3. */
  expandedLimit: z.string().optional(),
});

/** One line of a published round: a code, never a name. */
export const roundLine = z.strictObject({
  code: z.string(),
  /** As reported: a number, "< limit", or absent where nothing was reported. */
  reported: z.string().optional(),
  expandedUncertainty: z.string().optional(),
  score: z.string().optional(),
  verdict: roundVerdict,
  review: roundReview.optional(),
  remarks: z.array(roundRemark).optional(),
  /** What reports had in one sentence before they had both of these. */
  note: z.string().optional(),
});

/** What a measurand's scores rest on; absent until the round is published. */
export const roundFigures = z.strictObject({
  assignedValue: z.string(),
  standardUncertainty: z.string(),
  method: z.string(),
  count: z.int(),
  /** The standard deviation that results gave, by the estimator that `method` names. */
  deviation: z.string().optional(),
  sigmaPt: z.string().optional(),
  /** σ_pt with what lies between items added, where that was decided. */
  sigmaUsed: z.string().optional(),
  /** A sentence in reports that were made before checks were kept as numbers. */
  homogeneity: z.union([roundItemCheck, z.string()]).optional(),
  stability: z.union([roundItemCheck, z.string()]).optional(),
});

/** One measurand of a round: how it is scored, and once published, what came out. */
export const roundMeasurand = z.strictObject({
  ...{ measurand: z.string(), substance: z.string(), unit: z.string(), decimals: z.int() },
  ...{ assignedBy: z.string(), sigmaFrom: z.string().optional(), score: roundScoreKind },
  figures: roundFigures.optional(),
  lines: z.array(roundLine).optional(),
});

/** One report that takes the place of another. ISO/IEC 17043:2023 on corrected reports (recalled). */
const supersession = z.strictObject({ report: reference, because: z.string(), on: z.string() });

/** A round of proficiency testing as everybody may see it. */
export const publicRound = z
  .strictObject({
    stream: z.string(),
    provider: z.strictObject({ id: z.string(), name: z.string(), demonstration: z.boolean() }),
    ...{ scheme: z.string(), round: z.string(), item: z.string(), state: roundState },
    ...{ openedOn: z.string(), deadline: z.string() },
    /** Whether the provider's accreditation to ISO/IEC 17043 covered every measurand when the round was opened. */
    accredited: z.boolean(),
    measurands: z.array(roundMeasurand),
    /** What the provider decided where a check of the items was not met, and why. */
    treatments: z.array(z.strictObject({ measurand: z.string(), treatment: z.string(), because: z.string() })),
    /** The signed statement, once published. */
    report: reference.optional(),
    /** Reports that this one takes the place of, the newest last; each can still be read. */
    supersedes: z.array(supersession).optional(),
    /** In an earlier report: which one took its place, and why. */
    supersededBy: supersession.optional(),
  })
  .meta({ id: 'ProficiencyRoundView' });
export type PublicRound = z.infer<typeof publicRound>;

/** One result as a laboratory reports it; numbers as text, so that digits stay. */
export const roundResult = z.discriminatedUnion('outcome', [
  z.strictObject({
    ...{ outcome: z.literal('quantified'), measurand: z.string(), value: z.string(), unit: z.string() },
    expandedUncertainty: z.string().optional(),
    coverageFactor: z.string().optional(),
    method: z.string().optional(),
  }),
  z.strictObject({
    ...{ outcome: z.literal('below'), measurand: z.string(), limit: z.string(), unit: z.string() },
    method: z.string().optional(),
  }),
  z.strictObject({ outcome: z.literal('not-reported'), measurand: z.string(), because: z.string().optional() }),
]);

/** How far the follow-up of an unsatisfactory score is. */
export const followUpState = z.enum(['open', 'overdue', 'answered', 'insufficient', 'closed']);

/** The follow-up of one unsatisfactory score. */
export const roundFollowUp = z.strictObject({
  ...{ measurand: z.string(), substance: z.string(), code: z.string(), round: z.string() },
  ...{ score: z.string(), signal, dueOn: z.string(), state: followUpState },
  answer: z
    .strictObject({
      ...{ cause: z.string(), correctiveAction: z.string(), doneOn: z.string() },
      repeatRound: z.string().optional(),
    })
    .optional(),
  remark: z.string().optional(),
  /** Where a corrected score left it without ground, whatever was answered: it opens again with a score that gives ground. */
  closedBy: z.literal('correction').optional(),
});
export type RoundFollowUp = z.infer<typeof roundFollowUp>;

/** A laboratory's own part in a round: its code and what it sent and got. Nobody else but the provider reads it. */
export const roundParticipation = z
  .strictObject({
    ...{ round: z.string(), code: z.string(), enrolledAt: z.string() },
    name: z.string(),
    sentAt: z.string().optional(),
    late: z.boolean(),
    results: z.array(roundResult),
    reviews: z.array(
      z.strictObject({ measurand: z.string(), use: z.string(), ground: z.string(), because: z.string() }),
    ),
    scores: z.array(
      z.strictObject({
        ...{ measurand: z.string(), verdict: roundVerdict },
        score: z.strictObject({ kind: roundScoreKind, value: z.string() }).optional(),
        statement: z.string(),
      }),
    ),
    followUps: z.array(roundFollowUp),
    /** The report that the scores are of, by its `urn:uuid:…`. */
    report: z.string().optional(),
    /** Corrections of the report that changed the own part: why, when, and the scores as they were. */
    corrections: z.array(
      z.strictObject({
        ...{ because: z.string(), on: z.string() },
        before: z.array(z.strictObject({ measurand: z.string(), verdict: roundVerdict, score: z.string().optional() })),
      }),
    ),
  })
  .meta({ id: 'RoundParticipation' });
export type RoundParticipation = z.infer<typeof roundParticipation>;
