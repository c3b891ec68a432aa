// SPDX-License-Identifier: Apache-2.0
import { isDayWithin } from '@touchstone/identifiers';
import { compareQuantities, parseQuantity } from '@touchstone/metrology/quantity';
import type { CalibrationLine, ScopeLine, StatementReference, TestResult } from '@touchstone/statements';
import { type CheckOutcome, type Finding, finding, type Link, type Reason, reason, worstOutcome } from '../check.ts';
import type { HeldOf } from '../evidence-set.ts';
import type { Bench } from '../judge/bench.ts';
import { unlessIncomparable } from './incomparable.ts';
import type { CompetenceKind } from './competence.ts';
import { bestOf, scopeFaults, vouchesFor } from './competence-chain.ts';
import { lineFaults, scopeReason } from './scope-line-faults.ts';
import { unsound } from './unsound.ts';

interface TraceLink {
  readonly outcome: CheckOutcome;
  readonly reasons: readonly Reason[];
  readonly rests: readonly Link[];
}

/**
 * Group 10: each traceability link shown, or assured by accreditation; the place's policy says which suffices.
 * Undisclosed is not broken; what is disclosed must hold. ISO/IEC 17025:2017, 6.5; ILAC P10:07/2020.
 */
export function checkMeasurement(result: TestResult, competence: readonly CompetenceKind[], bench: Bench): Finding {
  const instruments = result.instruments ?? [];
  const disclosed = instruments.filter(({ calibration }) => calibration !== undefined);
  const links = disclosed.map(({ instrument, calibration }) =>
    traceRemembered(instrument, calibration as StatementReference, result, bench),
  );
  const reasons = links.flatMap((link) => link.reasons);
  const rests = links.flatMap((link) => link.rests);
  const shown = worstOutcome(links.map(({ outcome }) => outcome));
  if (shown === 'failed') return finding('measurement', 'failed', { reasons, rests });
  if (disclosed.length > 0 && disclosed.length === instruments.length && shown === 'passed') {
    return finding('measurement', 'passed', {
      reasons: [...reasons, reason('TRACEABILITY_SHOWN', 'every instrument named has its calibration shown')],
      rests,
    });
  }
  const assured = bench.policy.traceability === 'assured-by-accreditation' && competence.length > 0;
  if (assured) {
    const detail = 'not every link is disclosed; the accreditation or qualification covers metrological traceability';
    return finding('measurement', 'passed', { reasons: [...reasons, reason('TRACEABILITY_ASSURED', detail)], rests });
  }
  const detail =
    bench.policy.traceability === 'shown'
      ? `${bench.place} wants every traceability link shown`
      : 'neither shown nor assured by an accreditation that holds';
  return finding('measurement', 'undetermined', {
    reasons: [...reasons, reason('TRACEABILITY_UNDISCLOSED', detail)],
    rests,
  });
}

function traceRemembered(
  instrument: string,
  reference: StatementReference,
  result: TestResult,
  bench: Bench,
): TraceLink {
  const asked = JSON.stringify([
    'trace',
    instrument,
    reference.issuer,
    reference.id,
    reference.digest,
    result.testedOn,
  ]);
  return bench.remember(bench.set, asked, () => traceOf(instrument, reference, result, bench));
}

function traceOf(instrument: string, reference: StatementReference, { testedOn }: TestResult, bench: Bench): TraceLink {
  const held = bench.set.resolve(reference);
  const values = { instrument };
  if (held === 'missing')
    return link('undetermined', [
      reason('CALIBRATION_NOT_AT_HAND', `the calibration of ${instrument} is named but not at hand`, values),
    ]);
  if (held === 'other-content' || held.statement?.kind !== 'CalibrationCertificate') {
    return link('failed', [
      reason('CALIBRATION_DIFFERS', `what is named as the calibration of ${instrument} is another document`, values),
    ]);
  }
  const sound = bench.soundness(held, testedOn);
  if (sound.outcome !== 'passed') return link(sound.outcome, [unsound('CalibrationCertificate', sound)], [held.link]);
  const certificate = held as HeldOf<'CalibrationCertificate'>;
  const faults = certificateFaults(certificate, instrument, testedOn);
  if (faults.length > 0) return link('failed', faults, [held.link]);
  return calibratorStanding(certificate, bench);
}

function certificateFaults(
  { statement: { subject } }: HeldOf<'CalibrationCertificate'>,
  instrument: string,
  testedOn: TestResult['testedOn'],
): readonly Reason[] {
  const values = { instrument, calibratedOn: subject.calibratedOn, dueOn: subject.dueOn ?? '…', testedOn };
  return [
    ...(subject.instrument === instrument
      ? []
      : [
          reason(
            'OTHER_INSTRUMENT',
            `the certificate is for ${subject.instrument}, the test used ${instrument}`,
            values,
          ),
        ]),
    ...(isDayWithin(
      testedOn,
      subject.dueOn === undefined ? { from: subject.calibratedOn } : { from: subject.calibratedOn, to: subject.dueOn },
    )
      ? []
      : [
          reason(
            'CALIBRATION_NOT_IN_DATE',
            `calibrated on ${subject.calibratedOn}, due on ${subject.dueOn ?? 'no stated day'}; tested on ${testedOn}`,
            values,
          ),
        ]),
  ];
}

/** The calibrating laboratory must be vouched for, and may not claim less than its CMC. ILAC P14:09/2020, 4 and 5. */
function calibratorStanding(certificate: HeldOf<'CalibrationCertificate'>, bench: Bench): TraceLink {
  const { subject } = certificate.statement;
  const signer = certificate.link.issuer;
  if (signer !== subject.laboratory.id) {
    const detail = `signed by ${signer}, but the calibrating laboratory named is ${subject.laboratory.id}`;
    return link('failed', [reason('CALIBRATOR_IS_NOT_ISSUER', detail, { signer })], [certificate.link]);
  }
  const grants = bench.set.near('about-party', subject.laboratory.id, ['Accreditation']);
  if (grants.length === 0) {
    return link(
      'undetermined',
      [reason('CALIBRATOR_UNKNOWN', `no accreditation of ${subject.laboratory.name} is at hand`)],
      [certificate.link],
    );
  }
  const tried = grants.map((grant): TraceLink => {
    const chain = vouchesFor(grant, { activity: 'calibration', on: subject.calibratedOn, bench });
    const faults = scopeFaults(grant.statement.subject.scope, 'calibration', (line) =>
      cmcFaults(line, certificate, bench),
    );
    return link(
      faults.length > 0 ? 'failed' : chain.outcome,
      [...chain.reasons, ...faults],
      [certificate.link, grant.link, ...chain.rests],
    );
  });
  return bestOf(tried);
}

function cmcFaults(
  line: ScopeLine,
  { statement: { subject } }: HeldOf<'CalibrationCertificate'>,
  bench: Bench,
): readonly Reason[] {
  // Only lines of the activity come here, and a line for calibration has its quantity and CMC.
  const calibration = line as CalibrationLine;
  const granted = calibration.property.quantity;
  return [
    ...lineFaults(line, { standard: subject.method.standard, on: subject.calibratedOn }, bench),
    ...subject.results.flatMap((result) =>
      result.quantity === granted
        ? belowCmc(calibration, result)
        : [scopeReason('QUANTITY_OUTSIDE_SCOPE', granted, result.quantity)],
    ),
  ];
}

function belowCmc(
  line: CalibrationLine,
  result: HeldOf<'CalibrationCertificate'>['statement']['subject']['results'][number],
): readonly Reason[] {
  const claimed = result.expandedUncertainty;
  const smallest = line.smallestExpandedUncertainty;
  const values = {
    line: line.line,
    claimed: `${claimed.value} ${claimed.unit}`,
    smallest: `${smallest.value} ${smallest.unit}`,
  };
  return unlessIncomparable<readonly Reason[]>(
    () => {
      const at = parseQuantity(result.at);
      if (
        compareQuantities(at, parseQuantity(line.range.from)) < 0 ||
        compareQuantities(at, parseQuantity(line.range.to)) > 0
      ) {
        return [
          reason(
            'OUTSIDE_CALIBRATION_RANGE',
            `${result.at.value} ${result.at.unit} lies outside line ${line.line}`,
            values,
          ),
        ];
      }
      if (compareQuantities(parseQuantity(claimed), parseQuantity(smallest)) >= 0) return [];
      return [
        reason(
          'UNCERTAINTY_BELOW_CMC',
          `claims ${values.claimed}, less than the ${values.smallest} of its scope`,
          values,
        ),
      ];
    },
    (error) => {
      return [reason('CMC_NOT_COMPARABLE', error.message, values)];
    },
  );
}

function link(outcome: CheckOutcome, reasons: readonly Reason[], rests: readonly Link[] = []): TraceLink {
  return { outcome, reasons, rests };
}
