// SPDX-License-Identifier: Apache-2.0
import type { BodyParts } from '@touchstone/statements';
import { PARTIES, SAMPLING_PLAN } from './authorities.ts';
import { type DemonstrationParty, type MadeStatement, make, type StatusEntry } from './parties.ts';

type Report = BodyParts<'TestReport'>['subject'];
type Result = Report['results'][number];

/** One lot of the examples, with the published number that is copied into its report. */
export interface TrialLot {
  readonly name: string;
  readonly food: string;
  readonly lotNumber: string;
  readonly place: string;
  /** Where the number comes from: said in the report and in the example's README. */
  readonly provenance: string;
  readonly results: readonly Result[];
}

/** What a twin changes; everything else stays as in the sound example. */
export interface ReportChanges {
  readonly label?: string;
  readonly laboratory?: DemonstrationParty;
  readonly results?: readonly Result[];
  readonly unlinked?: true;
  readonly sample?: string;
  readonly credentialStatus?: StatusEntry;
}

/** Who grew every lot of the examples; the claim names the same identifier. */
export const GROWER = { name: 'Demonstration Grower', identifier: 'DEMONSTRATION-GROWER-1', demonstration: true };

const TAKEN = '2026-11-09T02:00:00Z';
const RECEIVED = '2026-11-09T08:00:00Z';
export const TESTED_ON = '2026-11-11';
const ISSUED_ON = '2026-11-13';
const SIGNED = '2026-11-13T08:00:00Z';

/** The sampling of a lot: a test sample and a counter sample under one plan. */
export function makeSampling(lot: TrialLot): Promise<MadeStatement> {
  const sample = sampleOf(lot);
  return make(PARTIES.sampler, 'SamplingRecord', `sampling of ${lot.lotNumber}`, {
    validFrom: '2026-11-09T09:00:00Z',
    name: `Sampling record of lot ${lot.lotNumber}`,
    subject: {
      id: `urn:touchstone:demonstration:sampling:${lot.lotNumber}`,
      sampler: { name: PARTIES.sampler.name, did: PARTIES.sampler.did, demonstration: true },
      lot: { food: lot.food, lotNumber: lot.lotNumber, producer: GROWER, quantity: { value: '500', unit: 'kg' } },
      represents: 'lot',
      plan: { standard: SAMPLING_PLAN, increments: 5, aggregateSample: { value: '2.0', unit: 'kg' } },
      takenAt: TAKEN,
      place: lot.place,
      samples: [
        { sample, seal: `seal-${lot.lotNumber}-1`, purpose: 'test' },
        { sample: `${sample}-counter`, seal: `seal-${lot.lotNumber}-2`, purpose: 'counter' },
      ],
      custody: [{ at: '2026-11-09T07:00:00Z', from: PARTIES.sampler.name, to: 'courier', sealIntact: true }],
      condition: 'chilled, intact',
    },
  });
}

/** A test report on the lot's sample: values copied from a publication, by a laboratory that tested nothing. */
export function makeReport(
  lot: TrialLot,
  sampling: MadeStatement,
  calibration: MadeStatement,
  changes: ReportChanges = {},
): Promise<MadeStatement> {
  const laboratory = changes.laboratory ?? PARTIES.laboratory;
  const sample = changes.sample ?? sampleOf(lot);
  const label = changes.label ?? 'report';
  const seal = sample.endsWith('-counter') ? `seal-${lot.lotNumber}-2` : `seal-${lot.lotNumber}-1`;
  const results = (changes.results ?? lot.results).map((result) => ({
    ...result,
    instruments: [{ instrument: 'balance DEMO-B1', calibration: calibration.reference }],
  }));
  return make(laboratory, 'TestReport', `${label} on ${lot.lotNumber}`, {
    validFrom: SIGNED,
    name: `Test report DEMO-${lot.lotNumber}-${label}`,
    ...(changes.credentialStatus === undefined ? {} : { credentialStatus: changes.credentialStatus }),
    subject: {
      id: `urn:touchstone:demonstration:report:${lot.lotNumber}:${label}`,
      reportNumber: `DEMO-${lot.lotNumber}-${label}`,
      laboratory: { id: laboratory.did, name: laboratory.name, demonstration: true, place: 'CN-GD' },
      language: 'en',
      sample: {
        sample,
        description: `${lot.name}, sealed`,
        food: lot.food,
        receivedAt: RECEIVED,
        condition: 'chilled, intact',
        ...(changes.unlinked ? {} : { seal, samplingRecord: sampling.reference }),
        statedLot: { food: lot.food, lotNumber: lot.lotNumber },
      },
      results,
      issuedOn: ISSUED_ON,
      signatory: {
        function: 'authorised signatory (demonstration)',
        meaning: 'I release this demonstration report',
        reauthenticatedAt: SIGNED,
        method: 'demonstration',
      },
      provenance: `Values copied from a publication; this demonstration laboratory tested nothing. ${lot.provenance}`,
    },
  });
}

/** The balance that every demonstration report names, calibrated and in date. */
export function makeCalibration(): Promise<MadeStatement> {
  return make(PARTIES.calibrator, 'CalibrationCertificate', 'balance DEMO-B1', {
    validFrom: '2026-06-01T08:00:00Z',
    subject: {
      id: 'urn:touchstone:demonstration:calibration:DEMO-B1',
      certificateNumber: 'DEMO-CAL-B1',
      laboratory: { id: PARTIES.calibrator.did, name: PARTIES.calibrator.name },
      instrument: 'balance DEMO-B1',
      calibratedOn: '2026-06-01',
      dueOn: '2027-05-31',
      method: { standard: 'DEMONSTRATION-CAL 1-2026' },
      results: [
        {
          quantity: 'mass',
          at: { value: '100', unit: 'g' },
          expandedUncertainty: { value: '0.00020', unit: 'g' },
          coverageFactor: '2',
        },
      ],
    },
  });
}

function sampleOf({ lotNumber }: TrialLot): string {
  return `sample-${lotNumber}`;
}
