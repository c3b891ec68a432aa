// SPDX-License-Identifier: Apache-2.0
// A record for the tests of impact: a weight found off, two balances calibrated with it, reports, a certificate, a lot.
import type { StatementReference } from '@touchstone/statements';
import type { DoubtfulReference } from '../impact/doubtful-uses.ts';
import { type AsFoundPoint, shiftsFound } from '../impact/shift.ts';
import { day, did, type Entries, type Entry, grams } from './traced.ts';

const mg = (value: string) => ({ value, unit: 'mg' });
export const ONE_TO_ONE = { effect: 'absolute', coefficient: '1' } as const;

/** A calibration of a thing by somebody, on a day, with these references. */
export function calibrated(instrument: string, by: string, more: Record<string, unknown> = {}): Entry {
  return {
    kind: 'CalibrationCertificate',
    issuer: by,
    subject: {
      ...{ id: `urn:test:${instrument}`, certificateNumber: `C ${instrument}`, laboratory: { id: did(by), name: by } },
      ...{ instrument, calibratedOn: '2026-03-01', method: { standard: 'CAL 1-2026' } },
      results: [{ quantity: 'mass', at: grams('100'), expandedUncertainty: mg('1'), coverageFactor: '2' }],
      ...more,
    },
  };
}

/** A weighing of 100.000 g with U = 4 mg against at most 100.010 g, by simple acceptance, with a balance. */
export function weighing(result: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    ...{ outcome: 'quantified', result, substance: 'mass', quantity: grams('100.000'), basis: 'as sold' },
    expandedUncertainty: { ...grams('0.004'), coverageFactor: '2' },
    ...{ method: { standard: 'GB 1-2026' }, testedOn: '2026-04-01', conformity: [limit('100.010')] },
    instruments: [{ instrument: 'balance', calibration: 'ref:balance', sensitivity: ONE_TO_ONE }],
    ...more,
  };
}

/** At most so much, decided by simple acceptance, with the outcome that the report gives. */
export function limit(upper: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    ...{ specification: `at most ${upper}`, upper: { ...grams(upper), inclusive: true } },
    ...{ decisionRule: { kind: 'simple-acceptance' }, outcome: 'conforms', ...more },
  };
}

/** A report of a laboratory with these results. */
export function reported(results: readonly unknown[], more: Record<string, unknown> = {}): Entry {
  return {
    kind: 'TestReport',
    issuer: 'laboratory',
    subject: {
      ...{ id: 'urn:test:report', reportNumber: 'R-1', language: 'en', issuedOn: '2026-04-02' },
      laboratory: { id: did('laboratory'), name: 'laboratory', place: 'CN-GD' },
      sample: { sample: 'S-1', description: 'bar', receivedAt: '2026-03-30T08:00:00Z' },
      results,
      ...more,
    },
  };
}

/** Weight, balance, report, certificate, recall and lot; the weight was good in January and off in June. */
export function doubtedEntries(): Entries {
  const lot = { food: 'bar', lotNumber: 'L-1', producer: { name: 'firm', did: did('firm') } };
  return {
    good: calibrated('weight', 'institute', { calibratedOn: '2026-01-10' }),
    found: calibrated('weight', 'institute', { calibratedOn: '2026-06-10' }),
    balance: calibrated('balance', 'calibrator', {
      references: [{ standard: 'weight', calibration: 'ref:good', sensitivity: ONE_TO_ONE }],
    }),
    sampling: {
      kind: 'SamplingRecord',
      issuer: 'laboratory',
      subject: {
        ...{ id: 'urn:test:sampling', sampler: { name: 'laboratory' }, lot, represents: 'lot', place: 'CN-GD' },
        plan: { standard: 'GB 2-2026', increments: 1 },
        ...{ takenAt: '2026-03-29T08:00:00Z', samples: [{ sample: 'S-1' }] },
      },
    },
    report: reported([weighing('r-1')], {
      sample: {
        ...{ sample: 'S-1', description: 'bar', receivedAt: '2026-03-30T08:00:00Z', samplingRecord: 'ref:sampling' },
      },
    }),
    certificate: {
      kind: 'ConformityCertificate',
      issuer: 'certifier',
      subject: {
        ...{ id: 'urn:test:certificate', certificateNumber: 'CC-1', holder: { name: 'firm', did: did('firm') } },
        ...{ scheme: { name: 'bars', type: '1b' }, requirements: ['mass'], from: '2026-03-01' },
        objects: [{ description: 'bars', food: 'bar', lotNumber: 'L-1' }, { description: 'other bars' }],
        reports: ['ref:report'],
      },
    },
  };
}

/** The doubt about the weight. */
export function doubtAbout(of: (label: string) => StatementReference): DoubtfulReference {
  return {
    ...{ standard: 'weight', owner: did('calibrator'), papers: [of('good'), of('found')] },
    ...{ from: day('2026-01-10'), until: day('2026-06-10') },
  };
}

/** The weight of 100 g was found to have so many milligrams more than was relied upon, U = 2 mg. */
export function foundOff(shift: string, more: readonly object[] = []) {
  const point = {
    quantity: 'mass',
    at: grams('100'),
    shift: mg(shift),
    expandedUncertainty: mg('2'),
    coverageFactor: '2',
  };
  return shiftsFound([point, ...more] as unknown as readonly AsFoundPoint[], 'as-found C weight');
}
