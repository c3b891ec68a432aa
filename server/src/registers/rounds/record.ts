// SPDX-License-Identifier: Apache-2.0
import { roundResult } from '@touchstone/contract';
import { isDecimalText, parseDid, parseInstant, requirePublicDid } from '@touchstone/identifiers';
import { parsedBy } from '@touchstone/statements';
import { z } from 'zod';
import { shownName } from '../../record-keeping/shown-name.ts';
import { isOfUsableSize, NUMBER_LENGTH_MAX } from './number-size.ts';

/** Statements that this register records. */
export const ROUND_KINDS = ['ProficiencyRound', 'ProficiencyScore', 'StatusChange'] as const;

const MEASURANDS_MAX = 50;
const NUMBERS_MAX = 500;

const name = shownName(200);
const text = z.string().trim().min(1).max(2_000);
const number = z
  .string()
  .max(NUMBER_LENGTH_MAX)
  .refine(isDecimalText, 'a decimal number as text, such as "0.10"')
  .refine(isOfUsableSize, '0, or a number of a size from 1e-30 to 1e30');
const spread = number.refine((value) => Number(value) >= 0, 'a number of 0 or more');
const positive = number.refine((value) => Number(value) > 0, 'a number above 0');
const places = z.int().min(0).max(10);
const numbers = z.array(number).min(1).max(NUMBERS_MAX);

/** Where the assigned value is to come from; what is known of it beforehand is shown to nobody before the report. */
const assigned = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('consensus'),
    estimator: z.enum(['algorithm-a', 'q-hampel', 'median-niqr', 'median-made', 'mean']),
    stopping: z.enum(['converged', 'three-significant-figures']).optional(),
    factor: z.enum(['printed', 'exact']).optional(),
  }),
  z.strictObject({
    by: z.enum(['formulation', 'certified-reference-material']),
    value: number,
    uncertainty: z.strictObject({
      characterisation: spread,
      ...{ homogeneity: spread.optional(), transport: spread.optional(), stability: spread.optional() },
    }),
  }),
  z.strictObject({ by: z.literal('expert-laboratories'), values: numbers }),
]);

const sigma = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('prescribed'), sigmaPt: positive }),
  z.strictObject({ from: z.literal('relative'), percent: positive }),
  z.strictObject({ from: z.literal('maximum-error'), deltaE: positive }),
  z.strictObject({ from: z.literal('horwitz'), unitAsMassFraction: positive }),
  z.strictObject({
    from: z.literal('precision-experiment'),
    ...{ sigmaR: positive, sigmar: spread, replicates: z.int().min(1).max(1000) },
  }),
  z.strictObject({ from: z.literal('results'), least: positive.optional(), most: positive.optional() }),
]);

const measurand = z.strictObject({
  ...{ measurand: name, substance: name, unit: z.string().trim().min(1).max(60) },
  /** Decimal places to which participants report at least. */
  decimals: places,
  ...{ assigned, sigma: sigma.optional() },
  score: z.enum(['z', 'z-prime', 'zeta', 'En']),
  places: z.strictObject({ assignedValue: places, score: places.default(2) }),
});
export type PlannedMeasurand = z.infer<typeof measurand>;

/** A round as it is opened. ISO/IEC 17043:2023, 7.2 and 7.3 (recalled). */
export const opening = z
  .strictObject({
    provider: z.strictObject({ name, demonstration: z.boolean().default(false) }),
    ...{ scheme: name, round: name },
    item: z.strictObject({ description: text, food: name.optional() }),
    measurands: z
      .array(measurand)
      .min(1)
      .max(MEASURANDS_MAX)
      .refine(
        (all) => new Set(all.map((one) => one.measurand)).size === all.length,
        'each measurand has a name of its own',
      ),
    deadline: parsedBy(parseInstant, 40),
    /** Whether the provider runs it under its accreditation, which then must cover it. */
    underAccreditation: z.boolean(),
    /** Days that a laboratory has to answer an unsatisfactory score. */
    followUpDays: z.int().min(1).max(365).default(30),
  })
  .meta({ id: 'RoundOpening' });
export type Opening = z.infer<typeof opening>;

/** What the provider measured to see that items are alike, and stay so. ISO 13528:2022, annex B. */
export const checking = z.discriminatedUnion('check', [
  z.strictObject({
    ...{ check: z.literal('homogeneity'), measurand: name },
    items: z.array(numbers.min(2)).min(2).max(NUMBERS_MAX),
  }),
  z.strictObject({ check: z.literal('stability'), measurand: name, before: numbers, after: numbers }),
]);

export const dispatching = z.strictObject({ sentOn: z.iso.date(), remark: text.optional() });
export const enrolling = z.strictObject({ name });

/** Results of one laboratory, all at once: what is not named was not reported. */
export const sending = z.strictObject({ results: z.array(roundResult).min(1).max(MEASURANDS_MAX) });

/** What the provider decides about a result that cannot be taken as it came, with the reason. */
export const reviewing = z.strictObject({
  ...{ code: z.string().max(40), measurand: name },
  use: z.enum(['all', 'score-only', 'none']),
  ground: z.enum(['late', 'blunder', 'censored', 'other']),
  because: text,
});

const TREATMENTS = 6;
const treatment = { measurand: name, because: text };
/** What the provider decided where a check was not met; left out, such a measurand is not scored. */
export const scoring = z.strictObject({
  treatments: z
    .array(
      z.discriminatedUnion('treatment', [
        z.strictObject({ treatment: z.literal('add-between-items-to-sigma'), ...treatment }),
        // ζ and E_n know no σ_pt: what lies between items can go into u(x_pt) alone.
        z.strictObject({ treatment: z.literal('add-between-items-to-uncertainty'), ...treatment }),
        z.strictObject({ treatment: z.literal('one-item-for-all'), ...treatment }),
        z.strictObject({ treatment: z.literal('accept-homogeneity-check'), ...treatment }),
        z.strictObject({ treatment: z.literal('add-drift-to-uncertainty'), ...treatment }),
        z.strictObject({ treatment: z.literal('tell-of-uncertainty'), ...treatment }),
      ]),
    )
    .max(TREATMENTS * MEASURANDS_MAX)
    .default([]),
});
export type Treated = z.infer<typeof scoring>['treatments'][number];

/** What is wrong with a published report, and what of the plan has to change; checks and reviews follow on their own. */
export const correcting = z
  .strictObject({
    because: text,
    measurands: z
      .array(z.strictObject({ measurand: name, assigned: assigned.optional(), sigma: sigma.optional() }))
      .max(MEASURANDS_MAX)
      .default([]),
  })
  .meta({ id: 'RoundCorrection' });
export type Correcting = z.infer<typeof correcting>;

export const answering = z.strictObject({
  ...{ measurand: name, cause: text, correctiveAction: text, doneOn: z.iso.date() },
  /** The round in which it is shown that the correction worked. */
  repeatRound: z.uuid().optional(),
});
export const judging = z.strictObject({
  ...{ code: z.string().max(40), measurand: name, verdict: z.enum(['closed', 'insufficient']), because: text },
  /** For an insufficient answer: until when a better one is due. */
  dueOn: z.iso.date().optional(),
});
export const sharing = z.strictObject({
  with: parsedBy((given) => requirePublicDid(parseDid(given)), 500),
});

const stream = z.uuid();
const part = { round: z.uuid(), stream: z.string().max(200) };

/** Inputs of the register's actions; `stream` is a round, or a laboratory's own part in one. */
export const inputs = {
  /** The party is the actor's: its attestations are looked up. */
  open: opening.extend({ stream, party: z.string().max(500) }),
  check: z.strictObject({ stream, check: checking }),
  dispatch: dispatching.extend({ stream }),
  score: scoring.extend({ stream }),
  publish: z.strictObject({ stream, id: z.uuid(), change: z.uuid().optional() }),
  correct: correcting.extend({ stream }),
  enrol: enrolling.extend({ ...part, code: z.string().max(20) }),
  send: sending.extend(part),
  review: reviewing.omit({ code: true }).extend(part),
  answer: answering.extend(part),
  judge: judging.omit({ code: true }).extend(part),
} as const;

/** What falls due by the clock: scores of a published round, an answer that did not come. */
export const falling = z.discriminatedUnion('due', [
  z.strictObject({ due: z.literal('scores'), ...part }),
  z.strictObject({ due: z.literal('overdue'), ...part, measurands: z.array(z.string()) }),
]);
export type Falling = z.infer<typeof falling>;
