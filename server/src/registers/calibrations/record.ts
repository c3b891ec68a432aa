// SPDX-License-Identifier: Apache-2.0
import { pageOf, paperName, traceLink } from '@touchstone/contract';
import { KINDS, type SubjectOf } from '@touchstone/statements';
import { z } from 'zod';
import { CASE_PARTS } from '../../http/case-routes.ts';
import { sinceSigned } from '../../record-keeping/since-signed.ts';
import { gateReasons, pointWorksheet } from '../../record-keeping/issue-gate.ts';
import { namedRecords, workRecords } from './recorded-work/record.ts';

/** A certificate as it is proposed; word for word what will be signed, but for its own id. */
export const certificate = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('CalibrationCertificate'),
      subject: KINDS.CalibrationCertificate.omit({ id: true }),
    }),
    z.strictObject({
      kind: z.literal('ReferenceMaterialCertificate'),
      subject: KINDS.ReferenceMaterialCertificate.omit({ id: true }),
    }),
    z.strictObject({
      kind: z.literal('VerificationCertificate'),
      subject: KINDS.VerificationCertificate.omit({ id: true }),
    }),
  ])
  .meta({ id: 'CertificateOfMeasurement' });
export type Certificate = z.infer<typeof certificate>;

/** Who makes a certificate, of which thing, where, by which specification, and from when to when it holds. */
export function partsOf({ kind, subject }: Certificate) {
  switch (kind) {
    case 'CalibrationCertificate': {
      const { laboratory, instrument: thing, calibratedOn: from, dueOn: to } = subject;
      const { standard: by } = subject.method;
      return { maker: laboratory.id, place: laboratory.place, thing, from, to, by };
    }
    case 'ReferenceMaterialCertificate': {
      const { producer, material, batch, certifiedOn: from, validUntil: to } = subject;
      return { maker: producer.id, place: producer.place, thing: `${material} ${batch}`, from, to, by: '' };
    }
    case 'VerificationCertificate': {
      const { institute, place, instrument: thing, verifiedOn: from, validUntil: to, specification: by } = subject;
      return { maker: institute.id, place, thing, from, to, by };
    }
  }
}

/** The certificate in a statement of this register. */
export function certificateIn(kind: string, subject: unknown): Certificate {
  return { kind, subject: subject as SubjectOf<'CalibrationCertificate'> } as Certificate;
}

/** Statements that this register records. */
export const CERTIFICATE_KINDS = certificate.options.map(({ shape }) => shape.kind.value);

const id = z.uuid();
const reason = z.string().trim().min(1).max(4_000);
/** Who may read the certificate at this node. */
export const visibility = z.enum(['public', 'private']).default('private');

/** How each point was measured by whoever proposes it, as far as that stands in no record of work; readings of a point are raw data. */
const work = z.array(pointWorksheet).max(2_000).default([]);
/** What is proposed: the certificate, how it came about, and why it is right all the same. */
export const proposed = z.strictObject({ certificate, visibility, work, workRecords, reasons: gateReasons });

/** Name of the action by which a certificate is proposed; what it was proposed with is found by it. */
export const ISSUE = 'issue';

/** Inputs of the register's actions. */
export const inputs = {
  issue: proposed.extend({ stream: id, id, recorded: namedRecords }),
  revoke: z.strictObject({ stream: id, id, reason }),
} as const;
export const revocation = z.strictObject({ reason });

/** What ends a certificate before its time. */
const ENDED = ['suspended', 'withdrawn', 'revoked', 'replaced', 'decided-false', 'decided-inaccurate'] as const;

/** What the reads of this register answer. */
export const answers = {
  certificates: pageOf(
    z.strictObject({
      ...{ stream: z.string(), kind: z.enum(CERTIFICATE_KINDS), number: z.string(), thing: z.string() },
      ...{ place: z.string().nullable(), status: z.string(), from: z.string(), until: z.string().nullable() },
      saysAsFound: z.boolean().describe('Whether it says what the thing did before it was adjusted'),
      ...{ issuer: z.string(), statementId: z.string(), digest: z.string() },
    }),
  ),
  waiting: pageOf(
    z.strictObject({
      ...{ stream: z.string(), proposal: z.int(), action: z.string() },
      ...{ kind: z.enum(CERTIFICATE_KINDS), number: z.string(), thing: z.string() },
    }),
  ),
  case: z.strictObject({ ...CASE_PARTS, status: z.enum(['proposed', 'in-force', 'revoked']), sinceSigned }),
  broken: z.strictObject({
    on: z.string(),
    /** How many things were looked at for this page; each whose own link upwards is broken is among the items. */
    examined: z.int(),
    items: z.array(
      traceLink.extend({
        ...{ thing: z.string(), place: z.string(), certificate: paperName, above: z.string() },
        /** Of a thing whose last certificate holds no more: the last day on which it held, how long ago, and what ended it early. */
        runOut: z
          .strictObject({
            ...{ until: z.string(), days: z.int() },
            ended: z.strictObject({ status: z.enum(ENDED), on: z.string() }).optional(),
          })
          .optional(),
      }),
    ),
    next: z.string().optional(),
  }),
} as const;
