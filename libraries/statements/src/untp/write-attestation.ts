// SPDX-License-Identifier: Apache-2.0
import type { StatementOf } from '../body.ts';
import type { AttestationType, AssessorLevel } from './reading.ts';
import { writeAssessment, writeReference } from './write-assessment.ts';
import { isUri, named, type Part, unstated, writeParty, writeProduct } from './write-parts.ts';
import { type Export, writeCalibrationPoints, writeTestResults } from './write-results.ts';

/** Said of an export where a demonstration organisation stands behind the statement. */
const DEMONSTRATION = 'A demonstration: an organisation that is named here does not exist.';

interface AttestationParts {
  readonly name: string;
  readonly description?: string | undefined;
  /** The organisations that the statement marks as demonstrations, if any: the export must say so too. */
  readonly organisations?: readonly ({ readonly demonstration?: boolean | undefined } | undefined)[];
  readonly assessor: AssessorLevel;
  readonly attestation: AttestationType;
  readonly holder: Part | undefined;
  readonly scheme?: Part;
  readonly assessments: readonly Part[];
}

/** A report of results: who is the client and under which scheme is often unsaid, and then so written. */
export function writeTestReport(to: Export, { subject }: StatementOf<'TestReport'>): Part {
  to.account.carry('reportNumber', 'provenance');
  return writeAttestation(to, subject, {
    name: subject.reportNumber,
    description: subject.provenance,
    organisations: [subject.laboratory, subject.client],
    assessor: 'unspecified',
    attestation: 'testing',
    holder: subject.client === undefined ? undefined : writeParty(to.account, 'client', subject.client),
    assessments: writeTestResults(to, subject),
  });
}

/** One assessment for each finding, since an assessment has one answer. */
export function writeInspectionReport(to: Export, { subject }: StatementOf<'InspectionReport'>): Part {
  const { account, id } = to;
  account.carry('reportNumber', 'inspectedOn');
  const { description = subject.lot.food } = subject.lot;
  account.carry(subject.lot.description === undefined ? 'lot.food' : 'lot.description');
  const product = writeProduct(account, description, { ...subject.lot, path: 'lot' });
  return writeAttestation(to, subject, {
    name: subject.reportNumber,
    assessor: 'unspecified',
    attestation: 'inspection',
    holder: undefined,
    assessments: subject.findings.map(({ requirement, fulfilled, note }, index) => {
      const at = `findings.${index}`;
      account.carry(`${at}.requirement`, `${at}.fulfilled`, `${at}.note`);
      return writeAssessment({
        id: `${id}#${at}`,
        name: requirement,
        description: note,
        on: subject.inspectedOn,
        criteria: [requirement],
        products: [product],
        conformance: fulfilled,
      });
    }),
  });
}

/** ISO/IEC 17025:2017, 7.8.4: the points of the calibration; the instrument is the product. */
export function writeCalibrationCertificate(to: Export, { subject }: StatementOf<'CalibrationCertificate'>): Part {
  to.account.carry('certificateNumber');
  return writeAttestation(to, subject, {
    name: subject.certificateNumber,
    assessor: 'unspecified',
    attestation: 'calibration',
    holder: undefined,
    assessments: writeCalibrationPoints(to, subject),
  });
}

/** ISO/IEC 17000:2020, 7.6: a certificate is third-party attestation that its requirements are fulfilled. */
export function writeConformityCertificate(to: Export, { subject }: StatementOf<'ConformityCertificate'>): Part {
  const { account, id } = to;
  account.carry('certificateNumber', 'scheme.name', 'requirements');
  account.standIn(
    '/credentialSubject/conformityAssessment/0/assessmentDate',
    'the first day of the certificate: it does not say when its object was assessed',
  );
  return writeAttestation(to, subject, {
    name: subject.certificateNumber,
    assessor: '3rdParty',
    attestation: 'certification',
    organisations: [subject.holder],
    holder: writeParty(account, 'holder', subject.holder),
    scheme: named('ConformityScheme', 'scheme', subject.scheme.name),
    assessments: [
      writeAssessment({
        id: `${id}#objects`,
        name: subject.certificateNumber,
        on: subject.from,
        criteria: subject.requirements,
        products: subject.objects.map((object, index) => {
          account.carry(`objects.${index}.description`);
          return writeProduct(account, object.description, { ...object, path: `objects.${index}` });
        }),
        conformance: true,
        evidence: (subject.reports ?? []).map((report, index) => writeReference(account, `reports.${index}`, report)),
      }),
    ],
  });
}

/** ISO/IEC 17050-1:2004: what the declarant says, by requirement; nobody else has assessed it. */
export function writeSelfDeclaration(to: Export, { subject }: StatementOf<'SelfDeclaration'>): Part {
  const { account, id } = to;
  account.carry('declaredOn');
  const { lot } = subject;
  if (lot !== undefined) account.carry(lot.description === undefined ? 'lot.food' : 'lot.description');
  const products =
    lot === undefined ? [] : [writeProduct(account, lot.description ?? lot.food, { ...lot, path: 'lot' })];
  return writeAttestation(to, subject, {
    name: 'Self-declaration',
    assessor: 'self',
    attestation: 'declaration',
    organisations: [subject.declarant],
    holder: writeParty(account, 'declarant', subject.declarant),
    assessments: subject.declares.map(({ requirement, text }, index) => {
      const at = `declares.${index}`;
      account.carry(`${at}.requirement`, `${at}.text`);
      return writeAssessment({
        id: `${id}#${at}`,
        name: requirement,
        description: text,
        on: subject.declaredOn,
        criteria: [requirement],
        products,
      });
    }),
  });
}

function writeAttestation({ account, id }: Export, subject: { readonly id: string }, parts: AttestationParts): Part {
  const { name, assessor, attestation, holder, scheme, assessments, organisations = [] } = parts;
  const isDemonstration = organisations.some((organisation) => organisation?.demonstration === true);
  const description = parts.description ?? (isDemonstration ? DEMONSTRATION : undefined);
  if (isUri(subject.id)) account.carry('id');
  else account.lose('id', 'UNTP 0.7.0 requires a URI');
  account.standIn('/credentialSubject/assessmentLevel', 'no level of assurance is claimed that nobody confirmed');
  if (holder === undefined) {
    account.standIn('/credentialSubject/issuedToParty', 'the statement does not say to whom it is issued');
  }
  if (scheme === undefined) account.standIn('/credentialSubject/referenceScheme', 'the statement names no scheme');
  return {
    type: ['ConformityAttestation'],
    id: isUri(subject.id) ? subject.id : id,
    name,
    ...(description === undefined ? {} : { description }),
    assessorLevel: assessor,
    assessmentLevel: 'no-endorsement',
    attestationType: attestation,
    issuedToParty: holder ?? unstated('Party'),
    referenceScheme: scheme ?? unstated('ConformityScheme'),
    conformityAssessment: assessments,
  };
}
