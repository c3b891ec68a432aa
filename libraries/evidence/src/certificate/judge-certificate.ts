// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@touchstone/identifiers';
import {
  applySchematron,
  type DccReading,
  type DccSchemas,
  isDcc,
  MetrologyError,
  parseXml,
  readDccOf,
  type Schematron,
  type SignatureReport,
  type SignatureSuite,
  verifySignatures,
  type XmlDocument,
} from '@touchstone/metrology/calibration';
import { type DccEvidence, readDccCertificate } from '@touchstone/statements/dcc';
import type { DocumentChain, ProofLink } from '../judge/verify-document.ts';
import type { DocumentVerdict, Verdict } from '../verdict.ts';

/** What a certificate is held against; schemas and rules are those that somebody gave. */
export interface CertificateContext {
  readonly suite: SignatureSuite;
  readonly roots: readonly Uint8Array[];
  readonly intermediates: readonly Uint8Array[];
  readonly on: Instant;
  readonly schemas?: DccSchemas;
  readonly rules?: Schematron;
}

/** A digital calibration certificate with each of its checks. */
export interface CertificateVerdict {
  readonly document: DocumentVerdict;
  readonly checks: readonly ProofLink[];
  readonly signatures: readonly SignatureReport[];
  /** What it says and leaves open, where it could be read. */
  readonly evidence?: DccEvidence;
}

/** The chain of a certificate in the form that other documents have: no place vouches for it, its signer's root does. */
export interface CertificateChain extends DocumentChain {
  readonly certificate?: DccEvidence;
  readonly signatures: readonly Omit<SignatureReport, 'checks'>[];
}

/** The verdict about a certificate as an answer to whoever asks about one document. */
export function certificateChain({ document, checks, evidence, signatures }: CertificateVerdict): CertificateChain {
  return {
    ...{ format: 'touchstone-document/1', document, proof: checks, places: [] },
    signatures: signatures.map(({ checks: _, ...said }) => said),
    ...(evidence === undefined ? {} : { certificate: evidence }),
  };
}

/** The verdict about a dossier with its certificates among the documents; a forged one is counted as any other is. */
export function withCertificates(verdict: Verdict, certificates: readonly CertificateVerdict[]): Verdict {
  if (certificates.length === 0) return verdict;
  const documents = [...verdict.documents, ...certificates.map(({ document }) => document)];
  const contradictedDocuments = documents.filter(({ standing }) => standing === 'contradicted').length;
  return { ...verdict, documents, summary: { ...verdict.summary, contradictedDocuments } };
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
  if ('check' in xml) return unread(file, [], xml.check);
  const syntax: ProofLink = { name: 'syntax', outcome: 'passed' };
  if (!isDcc(xml.value)) {
    const detail = 'the root is no digitalCalibrationCertificate';
    return unread(file, [syntax], { name: 'form', outcome: 'failed', code: 'BAD_DCC', detail });
  }
  const reading = attempt('form', () => readDccOf(xml.value));
  if ('check' in reading) return unread(file, [syntax], reading.check);
  const { outcome, signatures } = verifySignatures(xml.value, context);
  const unsigned: ProofLink = {
    name: 'signature',
    outcome: 'not-evaluated',
    code: 'UNSIGNED',
    detail: 'nobody signed it',
  };
  const checks: readonly ProofLink[] = [
    syntax,
    { name: 'form', outcome: 'passed', detail: `DCC ${reading.value.dcc.schemaVersion}` },
    await schemaCheck(reading.value, context),
    await rulesCheck(xml.value, context.rules),
    ...(outcome === 'unsigned' ? [unsigned] : signatures.flatMap((signature) => signature.checks)),
  ];
  const evidence = readDccCertificate(reading.value.dcc, reading.value.notes);
  return { document: documentVerdict(file, { outcome, checks, evidence, signatures }), checks, signatures, evidence };
}

/** A check that did not pass, with its reason. */
type Fault = ProofLink & { readonly code: string; readonly detail: string };

function unread(file: string, before: readonly ProofLink[], fault: Fault): CertificateVerdict {
  const link = { issuer: '', id: '', kind: 'DigitalCalibrationCertificate', title: file };
  const reasons = [{ code: fault.code, detail: fault.detail }];
  return { document: { file, link, standing: 'unread', reasons }, checks: [...before, fault], signatures: [] };
}

type Attempt<T> = { readonly value: T } | { readonly check: Fault };

function attempt<T>(name: string, run: () => T): Attempt<T> {
  try {
    return { value: run() };
  } catch (error) {
    return { check: { name, outcome: 'failed', ...saidBy(error) } };
  }
}

/** What a reader says about the document; anything else is a fault of this program, and no verdict. */
function saidBy(error: unknown): { readonly code: string; readonly detail: string } {
  if (!(error instanceof MetrologyError)) throw error;
  return { code: error.code, detail: error.message };
}

async function schemaCheck({ dcc, xml }: DccReading, { schemas }: CertificateContext): Promise<ProofLink> {
  const name = 'schema';
  const schema = await schemas?.of(dcc.schemaVersion).catch(saidBy);
  // A schema that is none is the fault of who keeps it here, and says nothing about the certificate.
  if (schema !== undefined && 'code' in schema) return { name, outcome: 'not-evaluated', ...schema };
  if (schema === undefined) {
    const detail = `no schema of DCC ${dcc.schemaVersion} is at hand (--schemas FOLDER, TOUCHSTONE_DCC_SCHEMAS)`;
    return { name, outcome: 'not-evaluated', code: 'NO_SCHEMA', detail };
  }
  const faults = schema.validate(xml);
  const [first] = faults;
  if (first === undefined) return { name, outcome: 'passed' };
  const more = faults.length === 1 ? '' : `; ${faults.length - 1} more`;
  return { name, outcome: 'failed', code: 'NOT_VALID', detail: `line ${first.line}: ${first.message}${more}` };
}

async function rulesCheck(xml: XmlDocument, rules: Schematron | undefined): Promise<ProofLink> {
  const name = 'rules';
  if (rules === undefined)
    return { name, outcome: 'not-evaluated', code: 'NO_RULES', detail: 'no Schematron rules were given' };
  const findings = await applySchematron(rules, xml).catch(saidBy);
  // What a rule stumbles over may stand in the certificate: it is held to have broken it.
  if ('code' in findings) return { name, outcome: 'failed', ...findings };
  const errors = findings.filter(({ role }) => role === 'error');
  const [first] = errors;
  const count = `${errors.length} errors, ${findings.filter(({ role }) => role === 'warning').length} warnings`;
  if (first === undefined) return { name, outcome: 'passed', detail: count };
  return { name, outcome: 'failed', code: 'RULE_BROKEN', detail: `${count}; ${first.node}: ${first.message}` };
}

interface Judged {
  readonly outcome: ReturnType<typeof verifySignatures>['outcome'];
  readonly checks: readonly ProofLink[];
  readonly evidence: DccEvidence;
  readonly signatures: readonly SignatureReport[];
}

/**
 * What the schema or a rule does not allow is unsound; a broken signature says that somebody changed it. A time stamp that does
 * not hold is none: anybody can put one where nobody signs, and the signature is judged without it.
 */
function documentVerdict(file: string, { outcome, checks, evidence, signatures }: Judged): DocumentVerdict {
  const { certificateNumber, laboratory } = evidence.certificate;
  const said = signatures[0]?.signer;
  const isForged = outcome === 'rejected';
  const failed = ({ name, outcome }: ProofLink) => outcome === 'failed' && name !== 'time-stamp';
  // What shows the forgery is told before what a schema says; a check that rests on another has no code, and stands after it.
  const shown = isForged ? signatures.flatMap((signature): readonly ProofLink[] => signature.checks) : checks;
  const open = (shown.find(failed) ?? checks.find(isOpen)) as Fault | undefined;
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
    reasons: open === undefined ? [] : [{ code: open.code, detail: open.detail }],
  };
}

const MAY_BE_OPEN = ['schema', 'rules', 'time-stamp', 'revocation'];

function isOpen({ name, outcome }: ProofLink): boolean {
  return outcome !== 'passed' && !MAY_BE_OPEN.includes(name);
}
