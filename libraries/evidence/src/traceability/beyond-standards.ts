// SPDX-License-Identifier: Apache-2.0
import { compareWithCapability, isWithinRange } from '@touchstone/metrology/capability';
import type { SubjectOf } from '@touchstone/statements';
import { unlessIncomparable } from '../checks/figures/incomparable.ts';
import { because, type TraceReason, quantityText } from './graph.ts';
import type { Paper } from './papers.ts';

type Calibration = SubjectOf<'CalibrationCertificate'>;

/** No calibration reaches further, or is surer, than the standards that it was made with. */
export function beyondStandards(
  result: Calibration['results'][number],
  standards: readonly Paper<'MeasurementStandard'>[],
): readonly TraceReason[] {
  const measures = standards
    .flatMap(({ statement }) => statement.subject.measures)
    .filter(({ quantity }) => quantity === result.quantity);
  const around = measures.filter((one) =>
    unlessIncomparable(
      () => isWithinRange(one, result.at),
      () => false,
    ),
  );
  const { at, expandedUncertainty: claimed, quantity } = result;
  const values = { quantity, at: quantityText(at), claimed: quantityText(claimed) };
  if (around.length === 0) {
    const detail = `No standard named is attested for ${quantity} at ${at.value} ${at.unit}.`;
    return [
      because('OUTSIDE_THE_STANDARDS', values, { detail, cure: 'Name the standard that was used at this value.' }),
    ];
  }
  const findings = around.map((one) => compareWithCapability(one, result));
  if (findings.some(({ outcome }) => outcome === 'within')) return [];
  const details = findings.flatMap((one) => (one.outcome === 'incomparable' ? [one.detail] : []));
  // What cannot be compared is no surer; it is only not what the standard is attested for.
  if (details.length === findings.length) {
    const why = `No standard named is attested in a unit like that of ${claimed.value} ${claimed.unit}: ${details[0]}`;
    const cure = 'Name a standard whose attestation says in what unit it measures, such as Ω over a range in °C.';
    return [because('OUTSIDE_THE_STANDARDS', values, { detail: why, cure })];
  }
  const detail = `At ${at.value} ${at.unit} it claims ${claimed.value} ${claimed.unit}, less than any standard named has there.`;
  const cure = 'State an uncertainty that holds that of the standard.';
  return [because('SURER_THAN_ITS_STANDARDS', values, { detail, cure })];
}
