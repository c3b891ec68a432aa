// SPDX-License-Identifier: Apache-2.0
import { formatDecimal, parseDecimal } from '@touchstone/identifiers';
import type { TestResult } from '@touchstone/statements';
import type { DraftedCertificate } from '../traceability/reasons-against.ts';
import type { ExaminedReport } from './report.ts';

/** A certificate by which something is used later: the rules of reports bind it too, as far as they fit. */
export type GatedCertificate = DraftedCertificate;

const NONE = formatDecimal(parseDecimal('0'));

type StatedPoint = Extract<GatedCertificate, { kind: 'CalibrationCertificate' }>['subject']['results'][number];

/** The name of a point of a certificate, by which the record of its work and the marks refer to it. */
export function pointName({
  quantity,
  at: { value, unit },
  condition,
}: Pick<StatedPoint, 'quantity' | 'at' | 'condition'>) {
  return `${quantity} at ${value} ${unit}${condition === undefined ? '' : `, ${condition}`}`;
}

/**
 * A certificate as the rules of reports see it: a quantity in the place of a substance, the standards in that of the
 * instruments, and no sample. Whether the maker may claim it is told by the chain upwards, never by testing lines.
 */
export function certificateAsReport({ kind, subject }: GatedCertificate): ExaminedReport {
  if (kind === 'ReferenceMaterialCertificate') {
    const { certificateNumber: reportNumber, certifiedOn: testedOn, producer, references = [], values } = subject;
    const used = references.map((one) => ({ instrument: one.standard }));
    const results = values.map(({ substance, quantity }) =>
      point({ result: substance, substance, quantity, standard: '', testedOn, used }),
    );
    return { reportNumber, laboratory: producer, results, concludes: true };
  }
  if (kind === 'VerificationCertificate') {
    const { certificateNumber: reportNumber, specification: standard, verifiedOn: testedOn, instrument } = subject;
    const used = (subject.references ?? []).map((one) => ({ instrument: one.standard }));
    const whole = { quantity: { value: NONE, unit: '1' }, result: instrument, substance: 'verification' };
    return { reportNumber, results: [point({ ...whole, standard, testedOn, used })], thing: { name: instrument } };
  }
  const { certificateNumber: reportNumber, calibratedOn: testedOn, laboratory, method, references = [] } = subject;
  const { results, instrument: name, item } = subject;
  const used = references.map((one) => ({ instrument: one.standard }));
  return {
    ...{ reportNumber, laboratory, thing: { name, ...(item === undefined ? { couldSayWhich: true } : { item }) } },
    results: results.map((one) =>
      point({
        ...{ quantity: one.at, substance: one.quantity, result: pointName(one) },
        ...{ standard: method.standard, testedOn, used },
      }),
    ),
    points: results.map((one) => {
      const { quantity, condition, at, measuredValue: found, expandedUncertainty: uncertainty } = one;
      return { result: pointName(one), quantity, condition, at, found, uncertainty };
    }),
  };
}

interface Point extends Pick<TestResult, 'result' | 'substance' | 'testedOn'> {
  readonly quantity: Extract<TestResult, { outcome: 'quantified' }>['quantity'];
  readonly standard: string;
  readonly used: readonly { readonly instrument: string }[];
}

function point({ standard, used, ...rest }: Point): TestResult {
  const instruments = used.map((one) => ({ ...one }));
  return { ...rest, outcome: 'quantified', method: { standard }, basis: '', underScope: false, instruments };
}
