// SPDX-License-Identifier: Apache-2.0

export { certificateAsReport, type GatedCertificate, pointName } from './certificate.ts';
export { CURES, type Cure } from './cures.ts';
export { examineReport, GATE_VERSION, type Gate, type GateLine, openGate } from './gate.ts';
export {
  aroundOnRecord,
  changedSinceSigned,
  type Indicator,
  indicatorsOfKept,
  indicatorsOfReport,
  type KnownAround,
  placesOfReport,
} from './indicators.ts';
export {
  editionsOf,
  indicatorsOfCertificate,
  placesOfCertificate,
  workplacesForMaking,
} from './indicators-of-certificate.ts';
export type { HistoryEntry, KeptHistories, KeptHistory } from './kept-history.ts';
export { type InstrumentUse, instrumentUses } from './instrument-uses.ts';
export { isBy as isInDoubtBy } from './instruments.ts';
export { type Level, MARKS, type Mark, type MarkCode, mark, RULES, type Rule } from './marks.ts';
export { underIn } from './foods.ts';
export type {
  AskCompetence,
  AskFood,
  AskWorkplaces,
  Authorisation,
  CompetenceGap,
  ExaminedReport,
  KeptStretch,
  NamedPaper,
  OtherReport,
  ReferenceInDoubt,
  Surroundings,
} from './report.ts';
export { isOfLateRecord } from './recording.ts';
export { numberKey } from './report-number.ts';
export { type CalibratedThing, type KeptThing, type KeptThings, withCalibrated } from './things.ts';
export { resultsKey, tellingResults } from './results-key.ts';
export { namesUsedFor, reasonsAgainstSteps } from './used-in-steps.ts';
export { type EditionNotice, noticesThatCount, type Speaking } from './who-speaks.ts';
export type { Condition, OtherFile, OtherWork, Readings, WholeWork, Work, WorkAbout, WorkStep } from './work.ts';
export { inOneStep, spanOf } from './work.ts';
export { aboutOf } from './work-about.ts';
