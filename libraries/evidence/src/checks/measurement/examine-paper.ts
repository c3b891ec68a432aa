// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, isDayWithin, nameKey } from '@touchstone/identifiers';
import { type Reason, reason } from '../../check.ts';
import type { HeldOf } from '../../evidence-set.ts';
import type { Bench } from '../../judge/bench.ts';
import { bestOf, type Standing } from '../competence/competence-chain.ts';
import { unsound } from '../document/unsound.ts';
import { calibrationStanding } from './calibration.ts';
import { nationalStanding } from './national-standing.ts';
import { materialStanding } from './reference-material.ts';
import {
  type Certificate,
  type Examined,
  found,
  isTracedPaper,
  type MaterialCertificate,
  type NamedPaper,
  type TracedPaper,
  viewOf,
} from './traced-paper.ts';

/** One certificate: at hand, sound, of that instrument or material, in date, by a body that somebody vouches for. */
export function examinePaper(named: NamedPaper, bench: Bench): Examined {
  const { instrument, reference, on } = named;
  const asked = JSON.stringify(['traced paper', instrument, reference.issuer, reference.id, reference.digest, on]);
  return bench.remember(bench.set, asked, () => examinationOf(named, bench));
}

function examinationOf({ instrument, reference, on }: NamedPaper, bench: Bench): Examined {
  const held = bench.set.resolve(reference);
  const values = { instrument };
  if (held === 'missing')
    return found('undetermined', [
      reason('CALIBRATION_NOT_AT_HAND', `the certificate of ${instrument} is named but not at hand`, values),
    ]);
  if (held === 'other-content' || !isTracedPaper(held)) {
    return found('failed', [
      reason('CALIBRATION_DIFFERS', `what is named as the certificate of ${instrument} is another document`, values),
    ]);
  }
  const sound = bench.soundness(held, on);
  if (sound.outcome !== 'passed') return found(sound.outcome, [unsound(held.statement.kind, sound)], [held.link]);
  const faults = paperFaults(held, instrument, on);
  if (faults.length > 0) return found('failed', faults, [held.link]);
  return makerStanding(held, bench);
}

/** Of the thing that was used, and in its window on that day. */
function paperFaults(paper: TracedPaper, instrument: string, on: CalendarDay): readonly Reason[] {
  const { of, madeOn, to } = viewOf(paper);
  const isMaterial = paper.statement.kind === 'ReferenceMaterialCertificate';
  const values = { instrument, calibratedOn: madeOn, dueOn: to ?? '…', testedOn: on };
  const other = `the certificate is for ${of}, what was used is ${instrument}`;
  const late = `${isMaterial ? 'certified' : 'calibrated'} on ${madeOn}, to ${to ?? 'no stated day'}; used on ${on}`;
  return [
    ...(nameKey(of) === nameKey(instrument)
      ? []
      : [reason(isMaterial ? 'OTHER_MATERIAL' : 'OTHER_INSTRUMENT', other, values)]),
    ...(isDayWithin(on, { from: madeOn, ...(to === undefined ? {} : { to }) })
      ? []
      : [reason(isMaterial ? 'MATERIAL_NOT_IN_DATE' : 'CALIBRATION_NOT_IN_DATE', late, values)]),
  ];
}

/** The body that made it must have signed it and be vouched for: as a keeper of a national standard, or by accreditation. */
function makerStanding(paper: TracedPaper, bench: Bench): Examined {
  const { maker } = viewOf(paper);
  const isMaterial = paper.statement.kind === 'ReferenceMaterialCertificate';
  const signer = paper.link.issuer;
  if (signer !== maker.id) {
    const detail = `signed by ${signer}, but the body named in it is ${maker.id}`;
    const code = isMaterial ? 'PRODUCER_IS_NOT_ISSUER' : 'CALIBRATOR_IS_NOT_ISSUER';
    return found('failed', [reason(code, detail, { signer })], [paper.link]);
  }
  const national = nationalStanding(paper, bench);
  if (national !== undefined)
    return {
      ...found('passed', [], [paper.link, ...national.rests]),
      by: 'national-institute',
      certificate: paper,
    };
  const grants = bench.set.near('about-party', maker.id, ['Accreditation']);
  if (grants.length === 0) {
    const code = isMaterial ? 'PRODUCER_UNKNOWN' : 'CALIBRATOR_UNKNOWN';
    return found('undetermined', [reason(code, `no accreditation of ${maker.name} is at hand`)], [paper.link]);
  }
  const best = bestOf(grants.map((grant) => accreditedFor(grant, paper, bench)));
  const made = found(best.outcome, best.reasons, [paper.link, ...best.rests]);
  return best.outcome === 'passed' ? { ...made, by: 'accredited-body', certificate: paper } : made;
}

function accreditedFor(grant: HeldOf<'Accreditation'>, paper: TracedPaper, bench: Bench): Standing {
  return paper.statement.kind === 'CalibrationCertificate'
    ? calibrationStanding(grant, paper as Certificate, bench)
    : materialStanding(grant, paper as MaterialCertificate, bench);
}
