// SPDX-License-Identifier: Apache-2.0
import { KINDS, type StatementKind } from '@touchstone/statements';
import { z } from 'zod';
import { CASE_PARTS } from '../../http/case-routes.ts';

const of = <Kind extends StatementKind>(kind: Kind) => z.strictObject({ kind: z.literal(kind), subject: KINDS[kind] });

/** An instrument as it is proposed; word for word what will be signed. */
export const instrument = z
  .discriminatedUnion('kind', [
    of('RecognitionArrangement'),
    of('AcceptanceInstrument'),
    of('PlacePolicy'),
    of('KeyAuthorisation'),
  ])
  .meta({ id: 'RecognitionInstrument' });
/** Who recognises whom, what a place accepts, how it judges, and whose key is whose. */
export const INSTRUMENT_KINDS = instrument.options.map(({ shape }) => shape.kind.value);
/** An instrument as proposed. */
export type Instrument = z.infer<typeof instrument>;

const id = z.uuid();
const reason = z.string().trim().min(1).max(4_000);

/** What may be proposed about an instrument that was stated: another in its place, or its end. */
export const proposedAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('replace'), instrument, reason }),
  z.strictObject({ act: z.literal('withdraw'), reason }),
]);

/** Inputs of the register's actions. */
export const inputs = {
  state: z.strictObject({ stream: id, id, changeId: id, instrument, reason: reason.optional() }),
  withdraw: z.strictObject({ stream: id, id, reason }),
} as const;

/** What the reads of this register answer. */
export const answers = {
  instrument: z.strictObject({
    ...{ stream: z.string(), kind: z.string(), place: z.string(), name: z.string(), status: z.string() },
    ...{ from: z.string(), until: z.string().nullable(), issuer: z.string() },
    ...{ statementId: z.string(), digest: z.string(), reason: z.string().nullable() },
  }),
  case: z.strictObject({ ...CASE_PARTS, status: z.enum(['proposed', 'in-force', 'withdrawn']) }),
} as const;
/** The columns of a list of instruments. */
export const FIELDS = Object.keys(answers.instrument.shape) as (keyof typeof answers.instrument.shape)[];
