// SPDX-License-Identifier: Apache-2.0
export {
  type AuthorisationListReading,
  type ListedAuthorisation,
  readAuthorisationList,
  writeAuthorisationTemplate,
} from './authorisations/authorisation-list.ts';
export type { ClusterNeed, ListedCluster } from './clusters/cluster.ts';
export { type ClusterListReading, readClusterList, writeClusterTemplate } from './clusters/cluster-list.ts';
export { type DossierEntry, readZip, type ZipReading } from './archive/read-zip.ts';
export type { DossierDocument } from './documents.ts';
export { type DossierFault, type Location, locationText } from './fault.ts';
export { FAULT_KINDS, type FaultCode, type Severity } from './fault-codes.ts';
export {
  type InstrumentListOptions,
  type InstrumentListReading,
  readInstrumentList,
} from './instruments/instrument-list.ts';
export { DOSSIER_LIMITS, type DossierLimits } from './limits.ts';
export type { DossierCompleteness } from './log-files.ts';
export {
  type Dossier,
  type DossierCertificate,
  type DossierOptions,
  type DossierPaper,
  type DossierReading,
  readDossier,
  readDossierArchive,
} from './read-dossier.ts';
export {
  type QualityReading,
  type QualityTables,
  readQualityWorkbook,
  writeQualityTemplate,
} from './quality/quality-workbook.ts';
export {
  readRoundWorkbook,
  type RoundRow,
  type RoundSheet,
  type RoundWorkbookReading,
  writeRoundWorkbook,
} from './rounds/round-workbook.ts';
export { TEMPLATE_LANGUAGES, type TemplateLanguage } from './tables/column.ts';
export {
  AUTHORISATION_TABLE_NAMES,
  CLUSTER_TABLE_NAMES,
  INSTRUMENT_TABLE_NAMES,
  QUALITY_TABLE_NAMES,
} from './tables/columns.ts';
export { type ColumnDescription, describeTemplate, type TemplateDescription } from './template/describe-template.ts';
export { writeInstrumentTemplate, writeTemplate } from './template/write-template.ts';
export { type SheetText, writeWorkbook } from './template/write-workbook.ts';
export { type CsvText, writeCsv } from './text/csv-writer.ts';
export type { TranscribedResult, TypedUncertainty } from './transcribed-results.ts';
export { nearEnough } from './values/nearest.ts';
