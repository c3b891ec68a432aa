// SPDX-License-Identifier: Apache-2.0
import { KINDS } from '@touchstone/statements';
import { z } from 'zod';
import { day, gateReasons, name, worksheet } from '../../record-keeping/issue-gate.ts';

/** Statements that this register records. */
export const LABORATORY_KINDS = ['SamplingRecord', 'TestReport', 'StatusChange'] as const;

/** What is drafted: the statement's subject without what only signing adds. */
export const document = z.discriminatedUnion('kind', [
  z
    .strictObject({ kind: z.literal('SamplingRecord'), subject: KINDS.SamplingRecord.omit({ id: true }) })
    .meta({ id: 'SamplingDraft' }),
  z
    .strictObject({
      kind: z.literal('TestReport'),
      subject: KINDS.TestReport.omit({ id: true, issuedOn: true, signatory: true }),
    })
    .meta({ id: 'ReportDraft' }),
]);
/** A document as drafted. */
export type LaboratoryDocument = z.infer<typeof document>;
export type SamplingDraft = Extract<LaboratoryDocument, { readonly kind: 'SamplingRecord' }>['subject'];
export type ReportDraft = Extract<LaboratoryDocument, { readonly kind: 'TestReport' }>['subject'];

/** Who may read the signed document at this node; that it was issued, and its status, can be asked by whoever holds it. */
export const visibility = z.enum(['public', 'private']).default('private');

const text = z.string().trim().min(1).max(4_000);
const stream = z.uuid();
const id = z.uuid();

/** What may be proposed about a test report. Reasons are public, as every change of status is. */
export const proposedAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('issue'), reasons: gateReasons }),
  z.strictObject({ act: z.literal('revoke'), reason: text }),
]);

/** Name of who signs, as it is to stand, concealed and erasable, beside the signature. */
export const signerName = z.string().trim().min(1).max(200);

/** What a person may do, for which lines, on what ground (training, examination, exchange), from when to when. */
export const authorisation = z
  .strictObject({
    person: name,
    may: z.enum(['test', 'sign']),
    substances: z.array(name).min(1).max(500).optional(),
    methods: z.array(name).min(1).max(500).optional(),
    ground: text,
    from: day,
    to: day.optional(),
  })
  .meta({ id: 'LaboratoryAuthorisation' });

export type AuthorisationRecord = z.infer<typeof authorisation>;

/** Authorisations of one list: each is an entry of its own in the record, under the number that it has in the list. */
const AUTHORISATIONS_MAX = 1_000;
/** A list of a thousand rows has some hundred kilobytes; in base64, four thirds of that. */
const FILE_CHARACTERS_MAX = 700_000;

/** A list as it is handed in: an Excel workbook, or a CSV file by its name. */
export const authorisationListFile = z.strictObject({
  file: z.string().trim().min(1).max(200),
  content: z.base64().max(FILE_CHARACTERS_MAX),
});

/** Which of the authorisations of a list: the number of its entry; one that was given by itself has none. */
const entry = z.int().min(1).max(AUTHORISATIONS_MAX).optional();

/** Inputs of the register's actions. */
export const inputs = {
  draft: z.strictObject({ stream, document, visibility, replacing: text.optional() }),
  sign: z.strictObject({ stream, id, changeId: id, signer: z.strictObject({ name: signerName, salt: z.string() }) }),
  issue: z.strictObject({ stream, id, changeId: id, reasons: gateReasons }),
  record: z.strictObject({ stream, work: worksheet }),
  authorise: z.strictObject({ stream, authorisation }),
  authoriseAll: z.strictObject({ stream, authorisations: z.array(authorisation).min(1).max(AUTHORISATIONS_MAX) }),
  end: z.strictObject({ stream, entry, to: day, reason: text }),
  eraseWords: z.strictObject({
    ...{ stream, entry },
    ground: z.enum(['person-request', 'authority-order', 'retention-over', 'mistake']),
  }),
  revoke: z.strictObject({ stream, id, reason: text }),
} as const;
