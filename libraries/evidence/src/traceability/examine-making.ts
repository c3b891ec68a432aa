// SPDX-License-Identifier: Apache-2.0
import { compareWithCapability, isWithinRange } from '@touchstone/metrology/capability';
import type { SubjectOf } from '@touchstone/statements';
import { unlessIncomparable } from '../checks/figures/incomparable.ts';
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
  const beyond = results.flatMap((result) => beyondStandards(result, references));
  const isVouched =
    vouching.accreditation !== undefined ||
    (references.some(({ attested }) => attested !== undefined) && beyond.length === 0);
  // Why its attestation does not hold, or is not known, is said of the reference itself.
  const mayBeVouched = references.some(({ reference, attested }) => reference.attestation && attested === undefined);
  const nobody =
    vouching.incomparable ??
    because(
      'CALIBRATOR_NOT_VOUCHED',
      `Neither an accreditation in force on ${on} nor an attested standard covers what ${laboratory.name} calibrated.`,
      'Have it calibrated by a laboratory whose scope or attested standard covers the quantity, value and method.',
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

/** No calibration reaches further, or is surer, than the standards that it was made with. */
function beyondStandards(
  result: Calibration['results'][number],
  references: readonly ExaminedReference[],
): readonly TraceReason[] {
  const measures = references
    .flatMap(({ attested }) => attested?.statement.subject.measures ?? [])
    .filter(({ quantity }) => quantity === result.quantity);
  const around = measures.filter((one) =>
    unlessIncomparable(
      () => isWithinRange(one, result.at),
      () => false,
    ),
  );
  const { at, expandedUncertainty: claimed, quantity } = result;
  if (around.length === 0) {
    const detail = `No standard named is attested for ${quantity} at ${at.value} ${at.unit}.`;
    return [because('OUTSIDE_THE_STANDARDS', detail, 'Name the standard that was used at this value.')];
  }
  const findings = around.map((one) => compareWithCapability(one, result));
  if (findings.some(({ outcome }) => outcome === 'within')) return [];
  const details = findings.flatMap((one) => (one.outcome === 'incomparable' ? [one.detail] : []));
  // What cannot be compared is no surer; it is only not what the standard is attested for.
  if (details.length === findings.length) {
    const why = `No standard named is attested in a unit like that of ${claimed.value} ${claimed.unit}: ${details[0]}`;
    const cure = 'Name a standard whose attestation says in what unit it measures, such as Ω over a range in °C.';
    return [because('OUTSIDE_THE_STANDARDS', why, cure)];
  }
  const detail = `At ${at.value} ${at.unit} it claims ${claimed.value} ${claimed.unit}, less than any standard named has there.`;
  return [because('SURER_THAN_ITS_STANDARDS', detail, 'State an uncertainty that holds that of the standard.')];
}
