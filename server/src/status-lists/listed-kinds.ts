// SPDX-License-Identifier: Apache-2.0
import type { StatementKind } from '@touchstone/statements';
import type { StatusListing } from '../record-keeping/keeping.ts';

/**
 * Kinds whose status may change after they were issued, and that others hold in their hands: attestations, certificates,
 * reports, and the instruments by which they are recognised. What only notes an event is not among them.
 */
const LISTED: readonly StatementKind[] = [
  ...(['Accreditation', 'StatutoryQualification', 'Designation'] as const),
  ...(['RecognitionArrangement', 'AcceptanceInstrument'] as const),
  ...(['SamplingRecord', 'TestReport', 'InspectionReport', 'ConformityCertificate', 'SelfDeclaration'] as const),
  ...(['CalibrationCertificate', 'ReferenceMaterialCertificate', 'VerificationCertificate'] as const),
  ...(['MeasurementStandard', 'TypeApproval'] as const),
];

/** The lists of a node under its public address; they are named in statements, so that it can never change. */
export function statusListing(publicUrl: URL): StatusListing {
  return {
    kinds: new Set(LISTED),
    address: ({ issuer, list, purpose }) =>
      `${publicUrl.origin}/api/status-lists/${encodeURIComponent(issuer)}/${list}/${purpose}`,
  };
}
