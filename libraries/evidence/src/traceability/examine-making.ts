// SPDX-License-Identifier: Apache-2.0
import type { SubjectOf } from '@touchstone/statements';
import { beyondStandards } from './beyond-standards.ts';
import { because, type TraceReason } from './graph.ts';
import { faultsByName, type KeptByMaker } from './known-by-name.ts';
import { type ExaminedReference, examineReference } from './references.ts';
import { grantsTo, type Surroundings, type Vouching, vouchingFor } from './vouching.ts';

type Calibration = SubjectOf<'CalibrationCertificate'>;

/** A calibration as it was made: what it rests on, who vouches for it, and what stands against it. */
export interface ExaminedCalibration {
  readonly references: readonly ExaminedReference[];
  readonly vouching: Vouching;
  /** What is wrong with the making; where there is anything, no link above it holds. */
  readonly faults: readonly TraceReason[];
  /** The same where only what is on record vouches, and no attestation that is named but not known. */
  readonly onRecord: readonly TraceReason[];
}

/** The making of a calibration. ISO/IEC 17025:2017, 6.5; ILAC P14:09/2020, 5.4 (recalled): not below the CMC, nor below its standards. */
export function examineMaking(
  calibration: Omit<Calibration, 'id' | 'certificateNumber'>,
  around: Surroundings,
): ExaminedCalibration {
  const { calibratedOn: on, laboratory, method, results } = calibration;
  const references = (calibration.references ?? []).map((one) =>
    examineReference(one, { on, user: laboratory.id }, around),
  );
  const work = { activity: 'calibration', body: laboratory.id, on, method: method.standard, results } as const;
  const vouching = vouchingFor(work, around);
  const isEveryAttested = references.length > 0 && references.every(({ attested }) => attested !== undefined);
  const standards = references.flatMap(({ attested }) => attested ?? []);
  const beyond = results.flatMap((result) => beyondStandards(result, standards));
  const isVouched =
    vouching.accreditation !== undefined ||
    (references.some(({ attested }) => attested !== undefined) && beyond.length === 0);
  // Why its attestation does not hold, or is not known, is said of the reference itself.
  const mayBeVouched = references.some(({ reference, attested }) => reference.attestation && attested === undefined);
  const nobody =
    vouching.incomparable ??
    because(
      'CALIBRATOR_NOT_VOUCHED',
      { on, calibrator: laboratory.name },
      {
        detail: `Neither an accreditation in force on ${on} nor an attested standard covers what ${laboratory.name} calibrated.`,
        cure: 'Have it calibrated by a laboratory whose scope or attested standard covers the quantity, value and method.',
      },
    );
  const against = [...vouching.faults, ...(isEveryAttested ? beyond : [])];
  const onRecord = against.length > 0 || isVouched ? against : [nobody];
  return { references, vouching, faults: mayBeVouched && against.length === 0 ? [] : onRecord, onRecord };
}

/** Everything that the record has against a calibration: its making, and the standards that it names, which `kept` may know. */
export function reasonsAgainstMaking(
  calibration: Omit<Calibration, 'id' | 'certificateNumber'>,
  around: Surroundings,
  kept?: KeptByMaker,
): readonly TraceReason[] {
  const { references, onRecord } = examineMaking(calibration, around);
  const { laboratory: body } = calibration;
  const isKnown = grantsTo({ activity: 'calibration', body: body.id }, around.papers).length > 0;
  // A body may keep its register of accreditations at another node: the verdict looks there.
  // An attestation that nobody has handed in vouches for nothing where the body itself is on record: anybody can name one.
  const held = onRecord.filter(({ code }) => isKnown || code !== 'CALIBRATOR_NOT_VOUCHED');
  const broken = references.filter(({ state }) => state === 'broken').flatMap(({ reasons }) => reasons);
  const doubts = references.flatMap((one) => one.doubts ?? []);
  return [...held, ...broken, ...doubts, ...faultsByName(calibration, around, kept)];
}
