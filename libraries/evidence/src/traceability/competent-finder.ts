// SPDX-License-Identifier: Apache-2.0
import { nameKey } from '@touchstone/identifiers';
import type { SubjectOf } from '@touchstone/statements';
import { beyondStandards } from './beyond-standards.ts';
import type { Paper } from './papers.ts';
import { faultsOfStandard } from './standing.ts';
import { isTrustedAccreditor } from './trusted-accreditor.ts';
import { grantsCovering, type Surroundings, type Work } from './vouching.ts';

type Calibration = SubjectOf<'CalibrationCertificate'>;
/** How a thing came back at one value. */
export type FoundPoint = NonNullable<Calibration['asFound']>[number];

/**
 * The points at which a laboratory was competent to say how a thing came back: within an accreditation by a body that a
 * place trusts, in force on that day, or within standards that the authority of their place attests to it.
 * ISO/IEC 17025:2017, 6.5; ILAC P10:07/2020, 2 (recalled).
 */
export function competentPoints(
  { statement: { issuer, subject } }: Paper<'CalibrationCertificate'>,
  around: Surroundings,
): readonly FoundPoint[] {
  const { laboratory, calibratedOn: on, method, asFound = [] } = subject;
  if (laboratory.id !== issuer) return [];
  const standards = attestedStandards(subject, around);
  return asFound.filter((point) => {
    const work: Work = { activity: 'calibration', body: issuer, on, method: method.standard, results: [point] };
    const isAccredited = grantsCovering(work, around.papers).some(({ statement }) =>
      isTrustedAccreditor(statement.issuer, { activity: 'calibration', on }, around),
    );
    return isAccredited || (standards.length > 0 && beyondStandards(point, standards).length === 0);
  });
}

/** The standards named that are attested to who calibrated. Their own calibrations are not followed: that could go in a circle. */
function attestedStandards(
  { laboratory, calibratedOn: on, references = [] }: Calibration,
  around: Surroundings,
): readonly Paper<'MeasurementStandard'>[] {
  return references.flatMap(({ standard: name, attestation }) => {
    const held = attestation === undefined ? 'missing' : around.papers.resolve(attestation);
    if (typeof held === 'string' || held.statement.kind !== 'MeasurementStandard') return [];
    const paper = held as Paper<'MeasurementStandard'>;
    const { standard, keeper } = paper.statement.subject;
    const isItsOwn = nameKey(standard) === nameKey(name) && keeper.id === laboratory.id;
    return isItsOwn && faultsOfStandard(paper, on, around).length === 0 ? [paper] : [];
  });
}
