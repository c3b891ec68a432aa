// SPDX-License-Identifier: Apache-2.0
export { type DossierEntry, readZip, type ZipReading } from './archive/read-zip.ts';
export type { DossierDocument } from './documents.ts';
export { type DossierFault, type Location, locationText } from './fault.ts';
export { FAULT_KINDS, type FaultCode, type Severity } from './fault-codes.ts';
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
export { TEMPLATE_LANGUAGES, type TemplateLanguage } from './tables/column.ts';
export { type ColumnDescription, describeTemplate, type TemplateDescription } from './template/describe-template.ts';
export { writeTemplate } from './template/write-template.ts';
export { type CsvText, writeCsv } from './text/csv-writer.ts';
export type { TranscribedResult, TypedUncertainty } from './transcribed-results.ts';
export { nearEnough } from './values/nearest.ts';
