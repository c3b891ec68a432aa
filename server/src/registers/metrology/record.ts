// SPDX-License-Identifier: Apache-2.0
import { pageOf } from '@touchstone/contract';
import { KINDS } from '@touchstone/statements';
import { z } from 'zod';
import { CASE_PARTS } from '../../http/case-routes.ts';

/** What a metrology authority attests, as it is proposed; word for word what will be signed, but for its own id. */
export const attested = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('MeasurementStandard'), subject: KINDS.MeasurementStandard.omit({ id: true }) }),
    z.strictObject({
      kind: z.literal('TechnicalSpecification'),
      subject: KINDS.TechnicalSpecification.omit({ id: true }),
    }),
    z.strictObject({ kind: z.literal('TypeApproval'), subject: KINDS.TypeApproval.omit({ id: true }) }),
    z.strictObject({ kind: z.literal('Designation'), subject: KINDS.Designation }),
  ])
  .meta({ id: 'MetrologyAttestation' });
export type Attested = z.infer<typeof attested>;

/** Statements that this register takes. */
export const METROLOGY_KINDS = attested.options.map(({ shape }) => shape.kind.value);

/** In which state an attestation is on a day; specifications have those of their notices. */
export const STATUSES = ['in-force', 'draft', 'suspended', 'withdrawn', 'replaced'] as const;

const id = z.uuid();
const reason = z.string().trim().min(1).max(4_000);

const fromDay = z.iso
  .date()
  .optional()
  .describe('The first day of the change, today or later; left out, from the decision on');
const statementId = z
  .string()
  .regex(/^urn:uuid:[0-9a-f-]{36}$/)
  .describe('Id of the change of status that is still planned');

/** What may be proposed about something that was attested. */
export const proposedAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('replace'), attested, reason }),
  z.strictObject({ act: z.enum(['suspend', 'restore', 'withdraw']), reason, from: fromDay }),
  z.strictObject({ act: z.literal('cancel'), change: statementId, reason }),
]);

/** Inputs of the register's actions. */
export const inputs = {
  attest: z.strictObject({ stream: id, id, changeId: id, attested, reason: reason.optional() }),
  change: z.strictObject({
    ...{ stream: id, id, status: z.enum(['suspended', 'active', 'withdrawn']), reason, from: fromDay },
  }),
  cancel: z.strictObject({ stream: id, id, change: statementId, reason }),
} as const;

const row = z.strictObject({
  ...{ stream: z.string(), kind: z.enum(METROLOGY_KINDS), name: z.string(), number: z.string(), type: z.string() },
  ...{ place: z.string(), party: z.string(), partyName: z.string(), status: z.enum(STATUSES) },
  ...{ from: z.string(), until: z.string().nullable(), reason: z.string().nullable() },
  ...{ issuer: z.string(), statementId: z.string(), digest: z.string() },
  /** The subject of the statement, with its ranges, uncertainties, equivalents and who must switch by when. */
  content: z.record(z.string(), z.unknown()),
});
/** The columns of that answer. */
export const FIELDS = Object.keys(row.shape) as (keyof typeof row.shape)[];

const change = z.strictObject({
  ...{ changeId: z.string(), statementId: z.string(), status: z.string(), from: z.string(), fromDay: z.string() },
  ...{ reason: z.string(), recordedAt: z.string() },
  /** True where it was taken back before its day. */
  isVoid: z.boolean(),
});
/** The columns of a change. */
export const CHANGE_FIELDS = Object.keys(change.shape) as (keyof typeof change.shape)[];

const waiting = z.strictObject({
  ...{ stream: z.string(), proposal: z.int(), action: z.string() },
  ...{ kind: z.enum(METROLOGY_KINDS), name: z.string(), number: z.string() },
});
/** The columns of what waits. */
export const WAITING_FIELDS = Object.keys(waiting.shape) as (keyof typeof waiting.shape)[];

/** What the reads of this register answer. */
export const answers = {
  waiting: pageOf(waiting),
  page: pageOf(row),
  history: z.strictObject({ stream: z.string(), periods: z.array(row), changes: z.array(change) }),
  counts: z.strictObject({
    on: z.string(),
    total: z.int(),
    counts: z.array(
      z.strictObject({ kind: z.string(), type: z.string(), place: z.string(), status: z.string(), count: z.int() }),
    ),
  }),
  case: z.strictObject({ ...CASE_PARTS, status: z.enum(['proposed', 'active', 'suspended', 'withdrawn']) }),
} as const;
