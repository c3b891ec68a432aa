// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { lines, sound } from '../testing/traced-lines.ts';
import { changed, type Entries, grams, ROOTS, recordOf } from '../testing/traced.ts';
import { reasonsAgainstMaking } from './examine-making.ts';
import { askRecord } from './gather-trace.ts';

/** F1 came back later: found off by this much, with an uncertainty of 2 mg. */
const cameBack = (on: string, shift: string, more: Record<string, unknown> = {}, unit = 'mg'): Entries => ({
  ...sound,
  [`back ${on}`]: {
    ...sound.f1Calibration,
    ...more,
    subject: {
      ...sound.f1Calibration.subject,
      ...{ id: `urn:test:F1 ${on}`, certificateNumber: `C F1 ${on}`, calibratedOn: on, dueOn: '2027-12-31' },
      asFound: [
        {
          ...{ quantity: 'mass', at: grams('100'), shift: { value: shift, unit }, coverageFactor: '2' },
          expandedUncertainty: { value: '2', unit: 'mg' },
        },
      ],
    },
  },
});

describe('a reference that was found off later', () => {
  // The balance was calibrated with it on 2026-06-01.
  const above = async (entries: Entries) => (await lines(entries, 'balance'))[0];

  it.each([
    ['2026-07-01', '20', 'shown FOUND_OFF_LATER'],
    ['2026-07-01', '-20', 'shown FOUND_OFF_LATER'],
    ['2026-07-01', '2', 'shown'],
    ['2026-05-01', '20', 'shown'],
  ])('on %s by %s mg leaves the link %s', async (on, shift, state) => {
    expect(await above(cameBack(on, shift))).toBe(`balance B1 > F1: ${state}`);
  });

  it('is no reference any more from that day on', async () => {
    const entries = cameBack('2026-06-01', '20');
    const before = changed(entries, 'f1Calibration', { calibratedOn: '2026-05-01' });
    expect(await above(before)).toBe('balance B1 > F1: broken FOUND_OFF_BEFORE');
  });

  it('is judged by the first certificate that says how it came back', async () => {
    const good = cameBack('2026-07-01', '1');
    const off = { ...good, ...cameBack('2026-08-01', '20') };
    expect(await above(off)).toBe('balance B1 > F1: shown');
    const earlier = changed({ ...cameBack('2026-05-15', '1'), ...cameBack('2026-08-01', '20') }, 'f1Calibration', {
      calibratedOn: '2026-05-01',
    });
    expect(await above(earlier)).toBe('balance B1 > F1: shown FOUND_OFF_LATER');
  });

  it('is not another’s of that name, nor one whose shift is in no comparable unit', async () => {
    expect(await above(cameBack('2026-07-01', '20', { issuer: 'institute' }))).toBe('balance B1 > F1: shown');
    expect(await above(cameBack('2026-07-01', '20', {}, 'm'))).toBe('balance B1 > F1: shown');
  });

  it('is told of an instrument of a report too', async () => {
    const back = cameBack('2026-07-01', '20');
    const entry = back['back 2026-07-01'] as Entries[string];
    const balance = {
      ...entry,
      ...{ issuer: 'calibrator' },
      subject: { ...entry.subject, ...{ instrument: 'balance B1', calibratedOn: '2027-01-01' } },
    };
    expect((await lines({ ...sound, balanceBack: balance }))[0]).toBe('R-1 > balance B1: shown FOUND_OFF_LATER');
  });

  it('is held against a calibration before it is signed', async () => {
    const record = recordOf(cameBack('2026-07-01', '20'));
    const {
      id: _,
      certificateNumber: __,
      ...subject
    } = sound.balance.subject as never as Record<string, unknown> &
      Parameters<typeof reasonsAgainstMaking>[0] & { readonly certificateNumber: string };
    const references = [{ standard: 'F1', calibration: record.reference('f1Calibration') }];
    const calibration = { ...subject, references } as Parameters<typeof reasonsAgainstMaking>[0];
    const reasons = await askRecord({ find: record.find, roots: ROOTS }, (around) =>
      reasonsAgainstMaking(calibration, around),
    );
    expect(reasons.map(({ code }) => code)).toEqual(['FOUND_OFF_LATER']);
  });
});
