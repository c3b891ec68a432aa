// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { point, sound } from '../testing/traced-lines.ts';
import { day, did, ROOTS, recordOf } from '../testing/traced.ts';
import { examineMaking } from './examine-making.ts';
import { askRecord, TRACE_ROUND_TRIPS_MAX } from './gather-trace.ts';

describe('examineMaking()', () => {
  it('says before a certificate is signed what would stand against it, with the figure and the cure', async () => {
    const record = recordOf(sound);
    const calibration = (more: object) =>
      ({
        ...{
          laboratory: { id: did('calibrator'), name: 'calibrator' },
          instrument: 'balance B1',
          calibratedOn: day('2026-06-01'),
        },
        ...{ method: { standard: 'CAL 1-2026' }, results: [point('0.15')], ...more },
      }) as never;
    const examined = await askRecord({ find: record.find, roots: ROOTS }, (around) =>
      examineMaking(calibration({}), around),
    );
    expect(examined.faults).toEqual([
      {
        code: 'UNCERTAINTY_BELOW_CMC',
        detail: 'At 100 g it claims 0.15 mg; the CMC of line 1 is 0.2 mg there.',
        values: { at: '100 g', claimed: '0.15 mg', line: '1', smallest: '0.2 mg' },
        cure: 'State 0.2 mg or more, or have the scope extended first.',
      },
    ]);
  });

  it('ends after so many questions, whatever the record answers', async () => {
    let asked = 0;
    const endless = askRecord({ find: async () => [], roots: [] }, ({ papers }) => {
      asked += 1;
      papers.near('about-party', String(asked), ['Designation']);
      return asked;
    });
    expect(await endless).toBe(TRACE_ROUND_TRIPS_MAX + 1);
  });
});
