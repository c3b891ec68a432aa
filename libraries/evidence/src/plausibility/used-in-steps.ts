// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, nameKey } from '@touchstone/identifiers';
import type { DraftedCertificate } from '../traceability/reasons-against.ts';
import { faultsByName, type KeptByMaker } from '../traceability/known-by-name.ts';
import type { TraceReason } from '../traceability/graph.ts';
import type { Surroundings as Trace } from '../traceability/vouching.ts';
import { certificateAsReport } from './certificate.ts';
import { instrumentUses, onDaysOf } from './instrument-uses.ts';
import type { Surroundings } from './report.ts';

/** Every thing that was used for a certificate: its references, and what only the steps of its work name. */
export function namesUsedFor(
  certificate: DraftedCertificate,
  recorded: Pick<Surroundings, 'work' | 'offsetMinutes'>,
): readonly string[] {
  return [...new Set(instrumentUses(certificateAsReport(certificate), recorded).map(({ instrument }) => instrument))];
}

/**
 * What the record has against things that only the steps of a certificate name, a comparator or a thermometer of its own, on the
 * days of those steps: the same as against a reference that is named without its certificate. ISO/IEC 17025:2017, 6.4.4 and
 * 6.4.9 (recalled).
 */
export function reasonsAgainstSteps(
  certificate: DraftedCertificate,
  around: Trace,
  { kept, ...recorded }: Pick<Surroundings, 'work' | 'offsetMinutes'> & { readonly kept: KeptByMaker },
): readonly TraceReason[] {
  const { subject } = certificate;
  const laboratory =
    'laboratory' in subject ? subject.laboratory : 'institute' in subject ? subject.institute : subject.producer;
  const named = new Set((subject.references ?? []).map(({ standard }) => nameKey(standard)));
  const found = instrumentUses(certificateAsReport(certificate), recorded)
    .filter(({ instrument }) => !named.has(nameKey(instrument)))
    .flatMap((use) => {
      const { instrument: standard } = use;
      const ask = (on: CalendarDay) =>
        faultsByName({ laboratory, calibratedOn: on, references: [{ standard }] }, around, kept);
      return onDaysOf(use, { ask, keyOf: ({ code }) => code, begins: kept.get(standard) ?? [] });
    });
  // One use may be of many points.
  return [...new Map(found.map((reason) => [JSON.stringify([reason.code, reason.values]), reason])).values()];
}
