// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { documentOf, shownResults, typedFrom } from './typed-report.ts';

const PARTY = 'did:web:laboratory.example';
const LEAD = {
  ...{ outcome: 'quantified', result: 'R1', substance: 'pb', quantity: { value: '0.10', unit: 'mg/kg' } },
  expandedUncertainty: { value: '0.02', unit: 'mg/kg', coverageFactor: '2', coverageProbability: '0.95' },
  ...{ method: { standard: 'GB 5009.12-2023', deviation: 'dried' }, basis: 'as sold', testedOn: '2026-11-20' },
  ...{ instruments: [{ instrument: 'B-1', calibration: { id: 'c' } }, { instrument: 'B-2' }], underScope: false },
};
/** The same figures in units of their own, as only a program writes them. */
const OTHER_UNITS = {
  ...{ ...LEAD, result: 'R2' },
  expandedUncertainty: { value: '20', unit: 'ug/kg', coverageFactor: '2' },
  limitOfQuantification: { value: '5', unit: 'ug/kg' },
};
const THEIRS = { ...LEAD, result: 'R3', obtainedBy: { provider: { id: 'did:web:other.example', name: 'Other' } } };
const subject = {
  ...{ reportNumber: 'R-1', laboratory: { id: PARTY, name: 'Laboratory', demonstration: true, place: 'HK' } },
  ...{ client: { name: 'A client' }, language: 'pt' },
  sample: { sample: 'S-1', description: 'leaf', receivedAt: '2026-11-19T09:00:00+08:00', suitability: 'suitable' },
  results: [LEAD, OTHER_UNITS, THEIRS],
};
const draft = { subject, visibility: 'public', replacing: undefined } as const;

describe('a draft that is mended', () => {
  it('is handed in as it stood where nothing was typed', () => {
    expect(documentOf(typedFrom(draft), PARTY)).toEqual({ kind: 'TestReport', subject });
  });

  it('gives no figure another unit: what the form cannot say stays as a program wrote it', () => {
    const typed = typedFrom(draft);
    expect(typed.results.map(({ result }) => result)).toEqual(['R1']);
    const results = typed.results.map((one) => ({
      ...one,
      value: '0,11',
      uncertainty: '0,03',
      instruments: 'B-2; B-3',
    }));
    expect(documentOf({ ...typed, results }, PARTY)).toMatchObject({
      subject: {
        results: [
          {
            ...{
              quantity: { value: '0.11', unit: 'mg/kg' },
              instruments: [{ instrument: 'B-2' }, { instrument: 'B-3' }],
            },
            expandedUncertainty: { value: '0.03', unit: 'mg/kg', coverageProbability: '0.95' },
          },
          OTHER_UNITS,
          THEIRS,
        ],
      },
    });
  });
});

describe('a draft that is to be signed', () => {
  it('is shown with every result and each figure in its own unit', () => {
    expect(shownResults(draft).map(({ figure }) => figure)).toEqual([
      '0.10 mg/kg ± 0.02 mg/kg (k = 2)',
      '0.10 mg/kg ± 20 ug/kg (k = 2)',
      '0.10 mg/kg ± 0.02 mg/kg (k = 2)',
    ]);
  });
});
