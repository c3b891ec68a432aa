// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, isDayWithin } from '@touchstone/identifiers';
import { compareWithCapability } from '@touchstone/metrology/capability';
import type { CalibrationLine, ScopeLine, StatementReference } from '@touchstone/statements';
import { type CheckOutcome, type Link, type Reason, reason, worstOutcome } from '../check.ts';
import type { HeldOf } from '../evidence-set.ts';
import type { Bench } from '../judge/bench.ts';
import { bestOf, inArrangement, type Standing, scopeStanding, vouchesFor } from './competence-chain.ts';
import { lineFaults, scopeReason } from './scope-line-faults.ts';
import { unsound } from './unsound.ts';

export type Certificate = HeldOf<'CalibrationCertificate'>;

/** What became of one calibration that somebody names; who made it where it holds. */
export interface Calibration {
  readonly outcome: CheckOutcome;
  readonly reasons: readonly Reason[];
  readonly rests: readonly Link[];
  /** Given where the calibration holds: a national institute ends a chain, an accreditation vouches for what lies above. */
  readonly by?: 'national-institute' | 'accredited-laboratory';
  readonly certificate?: Certificate;
}

/** A calibration as named: of which instrument, and on which day it was relied upon. */
export interface NamedCalibration {
  readonly instrument: string;
  readonly reference: StatementReference;
  readonly on: CalendarDay;
}

/** One certificate: at hand, sound, of that instrument, in date, by a laboratory that somebody vouches for. */
export function examineCalibration(named: NamedCalibration, bench: Bench): Calibration {
  const { instrument, reference, on } = named;
  const asked = JSON.stringify(['calibration', instrument, reference.issuer, reference.id, reference.digest, on]);
  return bench.remember(bench.set, asked, () => calibrationOf(named, bench));
}

function calibrationOf({ instrument, reference, on }: NamedCalibration, bench: Bench): Calibration {
  const held = bench.set.resolve(reference);
  const values = { instrument };
  if (held === 'missing')
    return found('undetermined', [
      reason('CALIBRATION_NOT_AT_HAND', `the calibration of ${instrument} is named but not at hand`, values),
    ]);
  if (held === 'other-content' || held.statement?.kind !== 'CalibrationCertificate') {
    return found('failed', [
      reason('CALIBRATION_DIFFERS', `what is named as the calibration of ${instrument} is another document`, values),
    ]);
  }
  const sound = bench.soundness(held, on);
  if (sound.outcome !== 'passed') return found(sound.outcome, [unsound('CalibrationCertificate', sound)], [held.link]);
  const certificate = held as Certificate;
  const faults = certificateFaults(certificate, instrument, on);
  if (faults.length > 0) return found('failed', faults, [held.link]);
  return calibratorStanding(certificate, bench);
}

function certificateFaults(
  { statement: { subject } }: Certificate,
  instrument: string,
  on: CalendarDay,
): readonly Reason[] {
  const values = { instrument, calibratedOn: subject.calibratedOn, dueOn: subject.dueOn ?? '…', testedOn: on };
  return [
    ...(subject.instrument === instrument
      ? []
      : [
          reason(
            'OTHER_INSTRUMENT',
            `the certificate is for ${subject.instrument}, what was used is ${instrument}`,
            values,
          ),
        ]),
    ...(isDayWithin(
      on,
      subject.dueOn === undefined ? { from: subject.calibratedOn } : { from: subject.calibratedOn, to: subject.dueOn },
    )
      ? []
      : [
          reason(
            'CALIBRATION_NOT_IN_DATE',
            `calibrated on ${subject.calibratedOn}, due on ${subject.dueOn ?? 'no stated day'}; used on ${on}`,
            values,
          ),
        ]),
  ];
}

/** The calibrating laboratory must be vouched for, and may not claim less than its CMC. ILAC P14:09/2020, 4 and 5. */
function calibratorStanding(certificate: Certificate, bench: Bench): Calibration {
  const { subject } = certificate.statement;
  const signer = certificate.link.issuer;
  if (signer !== subject.laboratory.id) {
    const detail = `signed by ${signer}, but the calibrating laboratory named is ${subject.laboratory.id}`;
    return found('failed', [reason('CALIBRATOR_IS_NOT_ISSUER', detail, { signer })], [certificate.link]);
  }
  const national = nationalStanding(certificate, bench);
  if (national !== undefined)
    return { ...found('passed', [], [certificate.link, ...national.rests]), by: 'national-institute', certificate };
  const grants = bench.set.near('about-party', subject.laboratory.id, ['Accreditation']);
  if (grants.length === 0) {
    return found(
      'undetermined',
      [reason('CALIBRATOR_UNKNOWN', `no accreditation of ${subject.laboratory.name} is at hand`)],
      [certificate.link],
    );
  }
  const best = bestOf(grants.map((grant) => accreditedFor(grant, certificate, bench)));
  const made = found(best.outcome, best.reasons, [certificate.link, ...best.rests]);
  return best.outcome === 'passed' ? { ...made, by: 'accredited-laboratory', certificate } : made;
}

function accreditedFor(grant: HeldOf<'Accreditation'>, certificate: Certificate, bench: Bench): Standing {
  const { calibratedOn } = certificate.statement.subject;
  const chain = vouchesFor(grant, { activity: 'calibration', on: calibratedOn, bench });
  const lines = scopeStanding(grant.statement.subject.scope, 'calibration', (line) =>
    cmcFaults(line, certificate, bench),
  );
  return {
    outcome: worstOutcome([lines.outcome, chain.outcome]),
    reasons: [...chain.reasons, ...lines.reasons],
    rests: [grant.link, ...chain.rests],
  };
}

/** How an authority says that a body keeps the national standard of a quantity. */
export const NATIONAL_STANDARD = 'national-measurement-standard:';

/**
 * Where a chain may end: with the body that an authority of the place designates for the national standard of the
 * quantity, or with an institute that itself signed an arrangement for calibration, as under the CIPM MRA.
 * ILAC P10:07/2020, 2.1 and 2.2. A body that signed for
 * testing or certification too accredits others, and calibrates nothing by that.
 */
function nationalStanding({ statement: { subject } }: Certificate, bench: Bench): Standing | undefined {
  const { id } = subject.laboratory;
  const question = { activity: 'calibration', on: subject.calibratedOn, bench } as const;
  const quantities = [...new Set(subject.results.map(({ quantity }) => quantity))];
  const designated = bench.set
    .near('about-party', id, ['Designation'])
    .filter(
      ({
        statement: {
          subject: { tasks },
        },
      }) => quantities.every((quantity) => tasks.includes(NATIONAL_STANDARD + quantity)),
    )
    .map((grant) => vouchesFor(grant, question));
  const signed = bench.set
    .near('about-party', id, ['RecognitionArrangement'])
    .filter(
      ({
        statement: {
          subject: { signatories },
        },
      }) => signatories.some((one) => one.id === id && one.activities.every((activity) => activity === 'calibration')),
    )
    .map((arrangement) => inArrangement(arrangement, id, question));
  return [...designated, ...signed].find(({ outcome }) => outcome === 'passed');
}

function cmcFaults(line: ScopeLine, { statement: { subject } }: Certificate, bench: Bench): readonly Reason[] {
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
  result: Certificate['statement']['subject']['results'][number],
): readonly Reason[] {
  const { at, expandedUncertainty: claimed } = result;
  const stated = compareWithCapability(line, { at, expandedUncertainty: claimed });
  const least = line.smallestExpandedUncertainty;
  const values = {
    line: line.line,
    claimed: `${claimed.value} ${claimed.unit}`,
    smallest: 'smallest' in stated ? stated.smallest : `${least.value} ${least.unit}`,
  };
  switch (stated.outcome) {
    case 'within':
      return [];
    case 'outside-range': {
      const detail = `${at.value} ${at.unit} lies outside line ${line.line}`;
      return [reason('OUTSIDE_CALIBRATION_RANGE', detail, values)];
    }
    case 'below': {
      const detail = `claims ${values.claimed}, less than the ${values.smallest} of its scope`;
      return [reason('UNCERTAINTY_BELOW_CMC', detail, values)];
    }
    case 'incomparable':
      return [reason('CMC_NOT_COMPARABLE', stated.detail, values)];
  }
}

function found(outcome: CheckOutcome, reasons: readonly Reason[], rests: readonly Link[] = []): Calibration {
  return { outcome, reasons, rests };
}
