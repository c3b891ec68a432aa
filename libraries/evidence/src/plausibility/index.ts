// SPDX-License-Identifier: Apache-2.0

export { certificateAsReport, type GatedCertificate, pointName } from './certificate.ts';
export { CURES, type Cure } from './cures.ts';
export { examineReport, GATE_VERSION, type Gate, type GateLine, openGate } from './gate.ts';
export { aroundOnRecord, type Indicator, indicatorsOfReport, type KnownAround, placesOfReport } from './indicators.ts';
export {
  editionsOf,
  indicatorsOfCertificate,
  placesOfCertificate,
  workplacesForMaking,
} from './indicators-of-certificate.ts';
export { isBy as isInDoubtBy } from './instruments.ts';
export { type Level, MARKS, type Mark, type MarkCode, mark, RULES, type Rule } from './marks.ts';
export { underIn } from './foods.ts';
export type {
  AskCompetence,
  AskFood,
  AskWorkplaces,
  Authorisation,
  CompetenceGap,
  Condition,
  ExaminedReport,
  KeptStretch,
  NamedPaper,
  OtherFile,
  OtherReport,
  OtherWork,
  ReferenceInDoubt,
  Surroundings,
  Work,
  WorkAbout,
} from './report.ts';
export { numberKey, resultsKey, tellingResults } from './report.ts';
export { type EditionNotice, noticesThatCount, type Speaking } from './who-speaks.ts';
export { aboutOf } from './work-about.ts';
