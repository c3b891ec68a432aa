// SPDX-License-Identifier: Apache-2.0
import { pageOf } from '@touchstone/contract';
import { FOOD_USES } from '@touchstone/requirements';
import { KINDS, type SubjectOf } from '@touchstone/statements';
import { z } from 'zod';

const { declarant, language, ownStandard } = KINDS.SelfDeclaration.shape;

/** An enterprise standard as a firm writes it: with its own limits. */
export const declaration = z.strictObject({
  declarant: declarant.omit({ did: true }),
  language,
  ownStandard: ownStandard.unwrap(),
});
export type OwnStandardText = NonNullable<SubjectOf<'SelfDeclaration'>['ownStandard']>;

const reason = z.string().trim().min(1).max(4_000);
/** Takes one's own standard back. */
export const withdrawal = z.strictObject({ standard: z.string().max(200), reason });

const stream = z.string().max(1_000);
/** Inputs of the register's actions. */
export const inputs = {
  declare: z.strictObject({ stream, id: z.uuid(), declaration }),
  withdraw: z.strictObject({ stream, id: z.uuid(), reason }),
} as const;

/** What a check asks. */
export const asked = z.strictObject({
  place: z.string().max(10).describe('CN-GD, HK, MO: whose mandatory limits it is held against'),
  use: z.enum(FOOD_USES).optional().describe('What the food is sold for, where a law sets a level for each use'),
});

const text = z.string();
const texts = z.array(text);
const limitRow = z.strictObject({
  substance: text,
  outcome: z.enum(['equal', 'stricter', 'weaker', 'not-in-standard', 'no-row', 'incomparable', 'undetermined']),
  /** False where the law is a guideline or only recalled: nothing follows from such a row. */
  decides: z.boolean(),
  own: z.strictObject({ limit: text, basis: text }).optional(),
  mandatory: z
    .strictObject({ requirement: text, instrument: text, provision: text, limit: text, basis: text })
    .extend({ certainty: text, legalForce: text })
    .optional(),
  /** By how much: the larger divided by the smaller. */
  factor: text.optional(),
  incomparableBecause: texts.optional(),
  settledBy: texts.optional(),
});

const resultRow = z.strictObject({
  ...{ report: text, issuer: text, id: text, digest: text, laboratory: text, result: text },
  ...{ substance: text, testedOn: text, outcome: z.enum(['meets', 'does-not-meet', 'inconclusive']) },
  reasons: z.array(z.strictObject({ code: text, detail: text })),
  /** How the report is known to be about the firm's product. */
  namedBy: z.array(z.enum(['client', 'stated-lot', 'sampling-record'])),
});

const listed = z.strictObject({
  ...{ standard: text, title: text, food: text, declarant: text, issuer: text, statementId: text, digest: text },
  ...{ from: text, until: text.nullable(), status: z.enum(['declared', 'withdrawn']) },
});
/** The columns of the public list. */
export const LISTED_FIELDS = Object.keys(listed.shape) as (keyof typeof listed.shape)[];

/** What the reads of this register answer. */
export const answers = {
  list: pageOf(listed),
  check: z
    .strictObject({
      ...{ standard: text, issuer: text, id: text, food: text, place: text, on: text },
      limits: z.strictObject({
        outcome: z.enum(['weaker', 'not-weaker', 'unknown']),
        coverageComplete: z.boolean(),
        rows: z.array(limitRow),
      }),
      results: z.strictObject({
        /** Over the reports on record that the asker may see; `none` says that there is none, never that all is well. */
        outcome: z.enum(['above-own-limit', 'none-above', 'unknown', 'none']),
        isWhole: z.boolean(),
        items: z.array(resultRow),
        withoutResult: texts,
      }),
    })
    .meta({ id: 'OwnStandardCheck' }),
} as const;
export type OwnStandardCheck = z.infer<typeof answers.check>;
