// SPDX-License-Identifier: Apache-2.0
import { pageOf } from '@touchstone/contract';
import { KINDS } from '@touchstone/statements';
import { z } from 'zod';
import { instant, leastMinutes, name, workStep } from '../../../record-keeping/issue-gate.ts';

/** Points, and steps, of one record; what is more is written down in several. */
const POINTS_MAX = 2_000;
const STEPS_MAX = 100;
/** Records that one certificate rests on. */
const RECORDS_MAX = 100;

const steps = <Step extends z.ZodType>(step: Step) => z.array(step).min(1).max(STEPS_MAX);

const about = {
  thing: name.describe('What is calibrated, as its certificate will name it; of a material its name and batch'),
  item: KINDS.CalibrationCertificate.shape.item,
  points: z
    .array(name)
    .min(1)
    .max(POINTS_MAX)
    .optional()
    .describe('For which points of the certificate, such as "mass at 100 g"; left out, for each of them'),
  leastMinutes,
};

/**
 * Work of a calibration, a verification or a material as it is written down when it is done: own steps, since who did them is
 * whoever writes. ISO/IEC 17025:2017, 7.5.1 (recalled).
 */
export const calibrationWork = z.strictObject({ ...about, steps: steps(workStep) }).meta({ id: 'CalibrationWork' });
export type CalibrationWork = z.infer<typeof calibrationWork>;

const datedStep = workStep.extend({ recordedAt: instant });
/** A step with the instant at which it was first written down as it stands. */
export type DatedStep = z.infer<typeof datedStep>;

/** A record as a proposal rests on it: which version of it, by whom; so that what is signed is what was proposed. */
export const namedRecord = z.strictObject({
  ...{ id: z.uuid(), version: z.int(), person: z.string() },
  ...about,
  steps: steps(datedStep),
  signedBefore: instant.optional(),
});
export type NamedRecord = z.infer<typeof namedRecord>;

/** The records that a proposal names, by their names, each once. */
export const workRecords = z
  .array(z.uuid())
  .max(RECORDS_MAX)
  .refine((given) => new Set(given).size === given.length, 'each record of work once')
  .default([])
  .describe('Records of work of the own laboratory on which the certificate rests, each with who did it');
/** Those records as they stood when it was proposed. */
export const namedRecords = z.array(namedRecord).max(RECORDS_MAX).default([]);

const reason = z.string().trim().min(1).max(4_000);
const stream = z.uuid();

/** What is said with a correction, and with taking back. */
export const correction = calibrationWork.extend({ reason }).meta({ id: 'CalibrationWorkCorrection' });
export const takingBack = z.strictObject({ reason });

/** Inputs of the actions. */
export const workInputs = {
  write: z.strictObject({ stream, work: calibrationWork }),
  correct: z.strictObject({ stream, work: calibrationWork, reason }),
  takeBack: z.strictObject({ stream, reason }),
} as const;

/** Kinds of the events of a record. */
export const WORK_EVENTS = { written: 'calibration-work-written', takenBack: 'calibration-work-taken-back' } as const;

/** Where a certificate stands that names a record. */
export const USE_STATES = ['proposed', 'signed', 'revoked'] as const;

const shownWork = {
  ...{ thing: z.string(), item: KINDS.CalibrationCertificate.shape.item, points: z.array(z.string()).optional() },
  leastMinutes: z.int().optional(),
  steps: z.array(datedStep),
};

/** What the reads answer. */
export const workAnswers = {
  records: pageOf(
    z.strictObject({
      ...{ stream: z.string(), version: z.int(), person: z.string(), isOwn: z.boolean() },
      ...shownWork,
      ...{ recordedAt: z.string(), takenBack: z.boolean() },
      usedIn: z.array(z.strictObject({ stream: z.string(), number: z.string(), state: z.enum(USE_STATES) })),
    }),
  ),
  record: z.strictObject({
    ...{ stream: z.string(), person: z.string(), isOwn: z.boolean(), takenBack: z.boolean() },
    versions: z.array(
      z.strictObject({ version: z.int(), at: z.string(), reason: z.string().optional(), ...shownWork }),
    ),
    takenBackFor: z.string().optional().describe('Why its author took it back'),
  }),
} as const;
