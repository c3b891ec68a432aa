// SPDX-License-Identifier: Apache-2.0
import { itemsShape } from './equipment.ts';
import { code, day, plainText } from './leaves.ts';
import { dataShape, measured, metaDataField, statementShape } from './measured-data.ts';
import {
  contactShape,
  identifications,
  laboratoryShape,
  performanceLocation,
  referralShape,
  respPersonShape,
  softwareShape,
} from './parties.ts';
import { any, demanded, one, optional, record, some, type TypeOf, within, withinSome } from './shape.ts';
import { fileShape, foreignXml, joined, textShape } from './texts.ts';

// DCC 3.3.0, with what earlier versions lack made optional. The order of members is that of its schema.
const coreData = record({
  country: one('dcc:countryCodeISO3166_1', plainText),
  usedLanguages: some('dcc:usedLangCodeISO639_1', plainText),
  mandatoryLanguages: some('dcc:mandatoryLangCodeISO639_1', plainText),
  uniqueIdentifier: one('dcc:uniqueIdentifier', plainText),
  identifications,
  receiptDate: optional('dcc:receiptDate', day),
  beginPerformanceDate: one('dcc:beginPerformanceDate', day),
  endPerformanceDate: one('dcc:endPerformanceDate', day),
  performanceLocation: demanded('dcc:performanceLocation', performanceLocation),
  issueDate: optional('dcc:issueDate', day),
  change: optional(
    'dcc:reportAmendedSubstituted',
    record({
      type: one('dcc:typeOfChange', code(['amended', 'substituted'] as const)),
      replaced: one('dcc:replacedUniqueIdentifier', plainText),
    }),
  ),
  previousReport: optional('dcc:previousReport', referralShape),
});

/** Number, days and languages of a certificate. */
export type DccCoreData = TypeOf<typeof coreData>;

const refTypeDefinition = record({
  name: one('dcc:name', textShape),
  description: joined('dcc:description'),
  namespace: one('dcc:namespace', plainText),
  link: one('dcc:link', plainText),
  release: optional('dcc:release', plainText),
  value: optional('dcc:value', plainText),
  procedure: optional('dcc:procedure', plainText),
});

const administrativeShape = record({
  software: withinSome('dcc:dccSoftware', 'dcc:software', softwareShape),
  refTypeDefinitions: within('dcc:refTypeDefinitions', 'dcc:refTypeDefinition', refTypeDefinition),
  coreData: one('dcc:coreData', coreData),
  items: one('dcc:items', itemsShape),
  laboratory: one('dcc:calibrationLaboratory', laboratoryShape),
  respPersons: withinSome('dcc:respPersons', 'dcc:respPerson', respPersonShape),
  customer: one('dcc:customer', contactShape),
  statements: within('dcc:statements', 'dcc:statement', statementShape),
});

/** Who calibrated what for whom. */
export type DccAdministrativeData = TypeOf<typeof administrativeShape>;

const result = record({
  name: one('dcc:name', textShape),
  description: joined('dcc:description'),
  data: one('dcc:data', dataShape),
});

/** One result of a calibration: its tables and texts. */
export type DccResult = TypeOf<typeof result>;

const measurementResult = record({
  name: demanded('dcc:name', textShape),
  description: joined('dcc:description'),
  ...measured,
  results: withinSome('dcc:results', 'dcc:result', result),
  metaData: metaDataField,
});

/** Results that have their methods, instruments and conditions in common. */
export type DccMeasurementResult = TypeOf<typeof measurementResult>;

const measurementResultsShape = record({
  ...measured,
  metaData: metaDataField,
  entries: some('dcc:measurementResult', measurementResult),
});

/** All results, and what is said of all of them. */
export type DccMeasurementResults = TypeOf<typeof measurementResultsShape>;

/** Members of the root; signatures are not among them, they are for whoever verifies. */
export const rootFields = {
  administrativeData: one('dcc:administrativeData', administrativeShape),
  measurementResults: one('dcc:measurementResults', measurementResultsShape),
  comment: optional('dcc:comment', foreignXml),
  document: optional('dcc:document', fileShape),
};
export const signatureField = any('ds:Signature', { read: () => true, write: () => undefined });
