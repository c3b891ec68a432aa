// SPDX-License-Identifier: Apache-2.0
import { compareWithCapability } from '@touchstone/metrology/capability';
import type { CalibrationLine, ScopeLine } from '@touchstone/statements';
import { type Reason, reason, worstOutcome } from '../../check.ts';
import type { HeldOf } from '../../evidence-set.ts';
import type { Bench } from '../../judge/bench.ts';
import { type Standing, scopeStanding, vouchesFor } from '../competence/competence-chain.ts';
import { lineFaults, scopeReason } from '../competence/scope-line-faults.ts';
import type { Certificate } from './traced-paper.ts';

/** Whether an accreditation covers a calibration, which may not claim less than its CMC. ILAC P14:09/2020, 4 and 5. */
export function calibrationStanding(grant: HeldOf<'Accreditation'>, certificate: Certificate, bench: Bench): Standing {
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
  const stated = compareWithCapability(line, result);
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
