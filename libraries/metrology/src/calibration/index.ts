// SPDX-License-Identifier: Apache-2.0
export { MetrologyError, type MetrologyErrorCode, type MetrologyErrorData } from '../metrology-error.ts';
export type {
  DccAdministrativeData,
  DccCoreData,
  DccMeasurementResult,
  DccMeasurementResults,
  DccResult,
} from './dcc/certificate.ts';
export { fromDccConformity, toDccConformity } from './dcc/conformity.ts';
export type { DsiComplex, DsiConstant, DsiList, DsiQuantity, DsiReal, DsiRealWords } from './dcc/dsi-quantity.ts';
export type { DsiListUncertainty, DsiRegion, DsiUncertainty } from './dcc/dsi-uncertainty.ts';
export type { DccEquipment, DccEquipments, DccItem, DccItems, DccPrimitive, DccUsedMethod } from './dcc/equipment.ts';
export type { DsiNumber } from './dcc/leaves.ts';
export {
  DCC_CONFORMITIES,
  type DccCondition,
  type DccConformity,
  type DccData,
  type DccList,
  type DccQuantity,
  type DccStated,
  type DccStatement,
} from './dcc/measured-data.ts';
export { type MeasuredValue, measuredValues } from './dcc/measured-values.ts';
export type {
  DccContact,
  DccIdentification,
  DccParty,
  DccPerformanceLocation,
  DccReferral,
  DccRespPerson,
  DccSoftware,
} from './dcc/parties.ts';
export { DCC_NAMESPACE, DCC_VERSIONS, type DccVersion } from './dcc/dcc-version.ts';
export { type Dcc, type DccReading, isDcc, readDcc, readDccOf } from './dcc/read-dcc.ts';
export type { DccNote, DccNoteCode } from './dcc/reader.ts';
export type { DccContent, DccFile, DccRichContent, DccText } from './dcc/texts.ts';
export { DCC_WRITTEN, writeDcc } from './dcc/write-dcc.ts';
export { createDccSchemas, type DccSchemas } from './schema/dcc-schemas.ts';
export { applySchematron, parseSchematron, type RuleFinding, type Schematron } from './schema/schematron.ts';
export { type CompiledSchema, compileSchema, type SchemaFault, type SchemaFiles } from './schema/validate-schema.ts';
export { certificatesFromPem } from './signature/certificate.ts';
export type { PathCode } from './signature/certificate-path.ts';
export {
  SIGNATURE_CHECK_NAMES,
  type SignatureCheck,
  type SignatureCheckCode,
  type SignatureCheckName,
} from './signature/check.ts';
export type { SignatureReport } from './signature/signature-report.ts';
export type { HashName, SignatureAlgorithm, SignatureSuite } from './signature/signature-suite.ts';
export { type SignatureContext, type SignatureVerdict, verifySignatures } from './signature/verify-signatures.ts';
export {
  type CanonicalMethod,
  type CanonicalOptions,
  canonicalDocument,
  canonicalElement,
} from './xml/canonicalise.ts';
export { parseXml } from './xml/parse-xml.ts';
export { XML_LIMITS, type XmlLimits } from './xml/xml-limits.ts';
export type { XmlDocument, XmlElement, XmlNode } from './xml/xml-node.ts';
