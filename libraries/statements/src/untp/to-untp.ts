// SPDX-License-Identifier: Apache-2.0
import {
  addDays,
  type CalendarDay,
  compareInstants,
  type Digest,
  type Instant,
  parseInstant,
  parseUuidV7,
  startOfDay,
} from '@touchstone/identifiers';
import { CREDENTIALS_CONTEXT, isKind, type Statement } from '../body.ts';
import { StatementError } from '../statement-error.ts';
import { type Account, type Loss, openAccount, type StandIn } from './loss.ts';
import { UNTP_CONTEXT, type UntpKind } from './untp-kind.ts';
import {
  writeCalibrationCertificate,
  writeConformityCertificate,
  writeInspectionReport,
  writeSelfDeclaration,
  writeTestReport,
} from './write-attestation.ts';
import { writeAccreditation } from './write-identity.ts';
import type { Part } from './write-parts.ts';
import type { Export } from './write-results.ts';

/** What the export needs and the statement does not hold. */
export interface UntpExportOptions {
  /** UUIDv7 of the export: it is a credential of its own. */
  readonly uuid: string;
  /** Name of the issuer, which UNTP requires beside its DID. */
  readonly issuerName: string;
  /** Digest of the statement's body without proof. */
  readonly digest: Digest;
  /** When the export is made: no earlier does it say anything. */
  readonly validFrom: Instant;
}

/** A UNTP 0.7.0 body to be signed, every field of ours that it does not carry, and what was written for want of a word. */
export interface UntpExport {
  readonly body: Readonly<Record<string, unknown>>;
  readonly losses: readonly Loss[];
  readonly standIns: readonly StandIn[];
}

/** The kinds that UNTP 0.7.0 has a counterpart for. A permit or a designation is no accreditation, and has none. */
export const UNTP_EXPORTED_KINDS = [
  'TestReport',
  'InspectionReport',
  'CalibrationCertificate',
  'ConformityCertificate',
  'SelfDeclaration',
  'Accreditation',
] as const;

/** A day ends at midnight in China, Hong Kong and Macao. */
const OFFSET_MINUTES = 480;
/** The last day that can be written; the midnight after it cannot. */
const LAST_DAY = '9999-12-31';

/**
 * A statement as a UNTP 0.7.0 credential by the same issuer, valid against its JSON schemas of 4 May 2026.
 * It refers to the statement by id and digest (`relatedResource`, W3C Verifiable Credentials Data Model 2.0, 5.3), ends no
 * later than the statement, and carries no status: whoever relies on it looks up that of the original.
 * Throws StatementError for a kind that UNTP has no counterpart for.
 */
export function toUntp(statement: Statement, options: UntpExportOptions): UntpExport {
  const account = openAccount(statement.subject);
  const to: Export = { account, id: statement.id };
  const { kind, subject } = writeSubject(to, statement, options.issuerName);
  nameIssuer(account, statement, options.issuerName);
  const end = endOf(statement);
  const body = {
    '@context': [CREDENTIALS_CONTEXT, UNTP_CONTEXT],
    id: `urn:uuid:${parseUuidV7(options.uuid)}`,
    type: [kind, 'VerifiableCredential'],
    issuer: { type: ['CredentialIssuer'], id: statement.issuer, name: options.issuerName },
    validFrom: parseInstant(options.validFrom),
    ...(end === undefined ? {} : { validUntil: end }),
    name: `${statement.kind} as UNTP 0.7.0`,
    relatedResource: [{ id: statement.id, digestMultibase: options.digest }],
    credentialSubject: subject,
  };
  return { body, losses: account.losses(), standIns: account.standIns() };
}

function writeSubject(to: Export, statement: Statement, issuerName: string): { kind: UntpKind; subject: Part } {
  const kind = 'DigitalConformityCredential';
  if (isKind(statement, 'TestReport')) return { kind, subject: writeTestReport(to, statement) };
  if (isKind(statement, 'InspectionReport')) return { kind, subject: writeInspectionReport(to, statement) };
  if (isKind(statement, 'CalibrationCertificate')) {
    return { kind, subject: writeCalibrationCertificate(to, statement) };
  }
  if (isKind(statement, 'ConformityCertificate')) return { kind, subject: writeConformityCertificate(to, statement) };
  if (isKind(statement, 'SelfDeclaration')) return { kind, subject: writeSelfDeclaration(to, statement) };
  if (isKind(statement, 'Accreditation')) {
    return { kind: 'DigitalIdentityAnchor', subject: writeAccreditation(to, statement, issuerName) };
  }
  const message = `UNTP 0.7.0 has no counterpart for a ${statement.kind}; it has one for ${UNTP_EXPORTED_KINDS.join(', ')}`;
  throw new StatementError('UNKNOWN_KIND', message);
}

/** The body that reports is the issuer of the export, where it is the issuer of the statement and so named. */
function nameIssuer(account: Account, { issuer, subject }: Statement, issuerName: string): void {
  for (const member of ['laboratory', 'body'] as const) {
    const body = (subject as { readonly [name in typeof member]?: { readonly id: string; readonly name: string } })[
      member
    ];
    if (body?.id === issuer) account.carry(`${member}.id`);
    if (body?.id === issuer && body.name === issuerName) account.carry(`${member}.name`);
  }
}

/** The earlier end of the statement and of what it grants, so that no export outlives its original. */
function endOf({ validUntil, subject }: Statement): Instant | undefined {
  const { to } = subject as { readonly to?: CalendarDay };
  const granted = to === undefined || to === LAST_DAY ? undefined : startOfDay(addDays(to, 1), OFFSET_MINUTES);
  return [validUntil, granted].filter((end) => end !== undefined).sort(compareInstants)[0];
}
