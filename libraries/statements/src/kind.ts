// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import {
  acceptanceInstrument,
  accreditation,
  dataSetManifest,
  designation,
  keyAuthorisation,
  listEntry,
  recognitionArrangement,
  reportDefect,
  statusChange,
  statutoryQualification,
} from './kinds/competence.ts';
import {
  measurementStandard,
  technicalSpecification,
  typeApproval,
  verificationCertificate,
} from './kinds/metrology.ts';
import { placePolicy } from './kinds/place-policy.ts';
import { proficiencyRound, proficiencyScore } from './kinds/proficiency.ts';
import {
  calibrationCertificate,
  conformityCertificate,
  inspectionReport,
  referenceMaterialCertificate,
  samplingRecord,
  selfDeclaration,
  standardNotice,
  testReport,
} from './kinds/results.ts';
import { coverageManifest, requirementSet } from './kinds/rules.ts';
import {
  complaintOutcome,
  expiryTombstone,
  listRemoval,
  penalty,
  recall,
  recallProgress,
  repair,
  statisticsRelease,
} from './kinds/supervision.ts';

/** Schema of the subject of each kind of statement; the key is the type a body carries beside VerifiableCredential. */
export const KINDS = {
  Accreditation: accreditation,
  StatutoryQualification: statutoryQualification,
  Designation: designation,
  RecognitionArrangement: recognitionArrangement,
  AcceptanceInstrument: acceptanceInstrument,
  KeyAuthorisation: keyAuthorisation,
  StatusChange: statusChange,
  ListEntry: listEntry,
  ReportDefect: reportDefect,
  DataSetManifest: dataSetManifest,
  RequirementSet: requirementSet,
  CoverageManifest: coverageManifest,
  PlacePolicy: placePolicy,
  SamplingRecord: samplingRecord,
  TestReport: testReport,
  InspectionReport: inspectionReport,
  CalibrationCertificate: calibrationCertificate,
  ReferenceMaterialCertificate: referenceMaterialCertificate,
  ConformityCertificate: conformityCertificate,
  SelfDeclaration: selfDeclaration,
  StandardNotice: standardNotice,
  ProficiencyRound: proficiencyRound,
  ProficiencyScore: proficiencyScore,
  Penalty: penalty,
  ListRemoval: listRemoval,
  Repair: repair,
  Recall: recall,
  RecallProgress: recallProgress,
  ComplaintOutcome: complaintOutcome,
  StatisticsRelease: statisticsRelease,
  ExpiryTombstone: expiryTombstone,
  MeasurementStandard: measurementStandard,
  TechnicalSpecification: technicalSpecification,
  TypeApproval: typeApproval,
  VerificationCertificate: verificationCertificate,
} as const;

export type StatementKind = keyof typeof KINDS;
/** The subject of a kind, as parsed. */
export type SubjectOf<K extends StatementKind> = z.infer<(typeof KINDS)[K]>;

/** True when `name` is a kind of statement that this version knows. */
export function isStatementKind(name: string): name is StatementKind {
  return Object.hasOwn(KINDS, name);
}
