// SPDX-License-Identifier: Apache-2.0
import type { SubjectOf } from '@touchstone/statements';
import { reasonsAgainstMaking } from './examine-making.ts';
import { because, type TraceReason } from './graph.ts';
import { faultsByName, type KeptByMaker } from './known-by-name.ts';
import { makingOf } from './making.ts';
import type { Surroundings } from './vouching.ts';

type Of<Kind extends 'CalibrationCertificate' | 'ReferenceMaterialCertificate' | 'VerificationCertificate'> = {
  readonly kind: Kind;
  readonly subject: Omit<SubjectOf<Kind>, 'id'>;
};
/** A certificate by which something is to be used, before it is signed. */
export type DraftedCertificate =
  | Of<'CalibrationCertificate'>
  | Of<'ReferenceMaterialCertificate'>
  | Of<'VerificationCertificate'>;

/**
 * Everything that the record has against the making of a certificate: who may make it, and the standards that it names,
 * which `kept` may know. OIML D 1:2020 and ILAC P10:07/2020 (both recalled) for who verifies and who certifies materials.
 */
export function reasonsAgainst(
  certificate: DraftedCertificate,
  around: Surroundings,
  kept?: KeptByMaker,
): readonly TraceReason[] {
  const { kind, subject } = certificate;
  if (kind === 'CalibrationCertificate') return reasonsAgainstMaking(subject, around, kept);
  const { on, references, assuredBy } = makingOf({ statement: { subject } }, around);
  const maker = 'institute' in subject ? subject.institute : subject.producer;
  const made = { laboratory: maker, calibratedOn: on, references: subject.references };
  return [
    ...(assuredBy === undefined ? [notEntitled(certificate)] : []),
    ...references.filter(({ state }) => state === 'broken').flatMap(({ reasons }) => reasons),
    ...references.flatMap(({ doubts = [] }) => doubts),
    ...faultsByName(made, around, kept),
  ];
}

/** Law lets only designated bodies verify; anybody may certify a material, and says why it is to be relied on. */
function notEntitled({ kind, subject }: Of<'ReferenceMaterialCertificate'> | Of<'VerificationCertificate'>) {
  if (kind === 'VerificationCertificate') {
    const { institute, place, verifiedOn } = subject;
    const detail = `No designation by the authority of ${place} in force on ${verifiedOn} lets ${institute.name} verify instruments there.`;
    const cure = `Have the authority of ${place} designate it for legal verification first.`;
    return because(
      'NOT_DESIGNATED',
      { place: String(place), on: verifiedOn, institute: institute.name },
      { detail, cure },
    );
  }
  const { producer, certifiedOn } = subject;
  const detail = `No accreditation in force on ${certifiedOn} covers what ${producer.name} certifies in this material.`;
  const cure = 'Have the scope extended, or say what shows the competence.';
  return because('PRODUCER_NOT_VOUCHED', { on: certifiedOn, producer: producer.name }, { detail, cure });
}
