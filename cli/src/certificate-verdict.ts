// SPDX-License-Identifier: Apache-2.0
import type { DocumentVerdict } from '@touchstone/evidence';
import type { Instant } from '@touchstone/identifiers';
import {
  applySchematron,
  type DccReading,
  type DccSchemas,
  isDcc,
  type MetrologyError,
  parseXml,
  readDccOf,
  type Schematron,
  type SignatureReport,
  type SignatureSuite,
  verifySignatures,
  type XmlDocument,
} from '@touchstone/metrology/calibration';
import { type DccEvidence, readDccCertificate } from '@touchstone/statements/dcc';

/** What a certificate is held against; schemas and rules are those that somebody gave. */
export interface CertificateContext {
  readonly suite: SignatureSuite;
  readonly roots: readonly Uint8Array[];
  readonly intermediates: readonly Uint8Array[];
  readonly on: Instant;
  readonly schemas?: DccSchemas;
  readonly rules?: Schematron;
}

/** One check, as a document of ours shows its own. */
export interface CertificateCheck {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'not-evaluated';
  readonly code?: string;
  readonly detail?: string;
}

/** A digital calibration certificate with each of its checks. */
export interface CertificateVerdict {
  readonly document: DocumentVerdict;
  readonly checks: readonly CertificateCheck[];
  readonly signatures: readonly SignatureReport[];
  /** What it says and leaves open, where it could be read. */
  readonly evidence?: DccEvidence;
}

/**
 * Judges a certificate: XML, form, schema, rules, signatures. It is sound only where a trusted root vouches for its signer;
 * everything else that is no forgery is evidence of nobody.
 */
export async function judgeCertificate(
  file: string,
  bytes: Uint8Array,
  context: CertificateContext,
): Promise<CertificateVerdict> {
  const xml = attempt('syntax', () => parseXml(bytes));
  if ('check' in xml) return unread(file, [xml.check]);
  const syntax: CertificateCheck = { name: 'syntax', outcome: 'passed' };
  if (!isDcc(xml.value)) {
    const detail = 'the root is no digitalCalibrationCertificate';
    return unread(file, [syntax, { name: 'form', outcome: 'failed', code: 'BAD_DCC', detail }]);
  }
  const reading = attempt('form', () => readDccOf(xml.value));
  if ('check' in reading) return unread(file, [syntax, reading.check]);
  const { outcome, signatures } = verifySignatures(xml.value, context);
  const unsigned: CertificateCheck = {
    name: 'signature',
    outcome: 'not-evaluated',
    code: 'UNSIGNED',
    detail: 'nobody signed it',
  };
  const checks: readonly CertificateCheck[] = [
    syntax,
    { name: 'form', outcome: 'passed', detail: `DCC ${reading.value.dcc.schemaVersion}` },
    await schemaCheck(reading.value, context),
    await rulesCheck(xml.value, context.rules),
    ...(outcome === 'unsigned' ? [unsigned] : signatures.flatMap((signature) => signature.checks)),
  ];
  const evidence = readDccCertificate(reading.value.dcc, reading.value.notes);
  return { document: documentVerdict(file, { outcome, checks, evidence, signatures }), checks, signatures, evidence };
}

function unread(file: string, checks: readonly CertificateCheck[]): CertificateVerdict {
  const last = checks.at(-1) as CertificateCheck;
  const link = { issuer: '', id: '', kind: 'DigitalCalibrationCertificate', title: file };
  const reasons = [{ code: last.code ?? last.name, detail: last.detail ?? last.name }];
  return { document: { file, link, standing: 'unread', reasons }, checks, signatures: [] };
}

type Attempt<T> = { readonly value: T } | { readonly check: CertificateCheck };

function attempt<T>(name: string, run: () => T): Attempt<T> {
  try {
    return { value: run() };
  } catch (error) {
    const { code, message } = error as MetrologyError;
    return { check: { name, outcome: 'failed', code, detail: message } };
  }
}

async function schemaCheck({ dcc, xml }: DccReading, { schemas }: CertificateContext): Promise<CertificateCheck> {
  const name = 'schema';
  const schema = await schemas?.of(dcc.schemaVersion);
  if (schema === undefined) {
    const detail = `no schema of DCC ${dcc.schemaVersion} was given: --schemas FOLDER`;
    return { name, outcome: 'not-evaluated', code: 'NO_SCHEMA', detail };
  }
  const faults = schema.validate(xml);
  const [first] = faults;
  if (first === undefined) return { name, outcome: 'passed' };
  const more = faults.length === 1 ? '' : `; ${faults.length - 1} more`;
  return { name, outcome: 'failed', code: 'NOT_VALID', detail: `line ${first.line}: ${first.message}${more}` };
}

async function rulesCheck(xml: XmlDocument, rules: Schematron | undefined): Promise<CertificateCheck> {
  const name = 'rules';
  if (rules === undefined)
    return { name, outcome: 'not-evaluated', code: 'NO_RULES', detail: 'no Schematron rules were given' };
  const findings = await applySchematron(rules, xml);
  const errors = findings.filter(({ role }) => role === 'error');
  const [first] = errors;
  const count = `${errors.length} errors, ${findings.filter(({ role }) => role === 'warning').length} warnings`;
  if (first === undefined) return { name, outcome: 'passed', detail: count };
  return { name, outcome: 'failed', code: 'RULE_BROKEN', detail: `${count}; ${first.node}: ${first.message}` };
}

interface Judged {
  readonly outcome: ReturnType<typeof verifySignatures>['outcome'];
  readonly checks: readonly CertificateCheck[];
  readonly evidence: DccEvidence;
  readonly signatures: readonly SignatureReport[];
}

/** What the schema or a rule does not allow is unsound; a broken signature says that somebody changed it. */
function documentVerdict(file: string, { outcome, checks, evidence, signatures }: Judged): DocumentVerdict {
  const { certificateNumber, laboratory } = evidence.certificate;
  const said = signatures[0]?.signer;
  const open = checks.find((check) => check.outcome === 'failed') ?? checks.find(isOpen);
  const isForged = outcome === 'rejected';
  const standing = isForged ? 'contradicted' : open === undefined ? 'sound' : 'unsound';
  return {
    file,
    link: {
      issuer: said === undefined ? laboratory.name : said.subject,
      id: certificateNumber,
      kind: 'DigitalCalibrationCertificate',
      title: `Digital calibration certificate ${certificateNumber}`,
    },
    standing,
    reasons: open === undefined ? [] : [{ code: open.code ?? open.name, detail: open.detail ?? open.name }],
  };
}

const MAY_BE_OPEN = ['schema', 'rules', 'time-stamp', 'revocation'];

function isOpen({ name, outcome }: CertificateCheck): boolean {
  return outcome !== 'passed' && !MAY_BE_OPEN.includes(name);
}
