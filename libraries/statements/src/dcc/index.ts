// SPDX-License-Identifier: Apache-2.0
export type { DccCalibrationPoint, DccCertificate, DccEvidence, DccGap, DccGapCode } from './dcc-gap.ts';
export { readDccCertificate } from './read-certificate.ts';
export { type DccExport, type DccExportOptions, toDcc } from './write-certificate.ts';
