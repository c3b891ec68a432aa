// SPDX-License-Identifier: Apache-2.0
import type { InstrumentState, Stretch } from '@touchstone/metrology/instrument';
import { describe, expect, it } from 'vitest';
import { change, changed, day, did, type Entries, ROOTS, recordOf, soundEntries } from '../testing/traced.ts';
import { askRecord } from './gather-trace.ts';
import { faultsByName } from './known-by-name.ts';

const ON = day('2026-11-22');
const sound = soundEntries();
const over = { dueOn: '2026-09-30' };
/** F1, which the calibrator used for its balance, was due. */
const expired: Entries = changed(sound, 'f1Calibration', over);

/** What is known of F1 when somebody names it, by default without any paper. */
async function codes(
  entries: Entries,
  more: { maker?: string; reference?: object; kept?: InstrumentState; left?: Omit<Stretch, 'earlier'> } = {},
) {
  const { maker = 'calibrator', reference = { standard: 'F1' }, kept, left } = more;
  const calibration = {
    ...{ laboratory: { id: did(maker), name: maker }, calibratedOn: ON },
    references: [reference],
  } as unknown as Parameters<typeof faultsByName>[0];
  const list = new Map(
    kept === undefined
      ? []
      : [
          [
            'F1',
            [{ state: kept, ...(left === undefined ? { from: day('2026-01-01') } : { from: ON, earlier: left }) }],
          ],
        ],
  );
  const { find } = recordOf(entries);
  const faults = await askRecord({ find, roots: ROOTS }, (around) => faultsByName(calibration, around, list));
  return faults.map(({ code }) => code);
}

describe('faultsByName()', () => {
  it('goes by the certificate that the maker named for that standard before', async () => {
    expect(await codes(expired)).toEqual(['NOT_IN_ITS_WINDOW']);
    expect(await codes(sound)).toEqual([]);
    for (const standard of ['f1', 'Ｆ1', ' F1 ']) {
      expect(await codes(expired, { reference: { standard } })).toEqual(['NOT_IN_ITS_WINDOW']);
    }
    expect(await codes({ ...sound, change: change('f1Calibration', 'province') })).toEqual(['NOT_IN_FORCE']);
    const newer = { ...(expired.f1Calibration as NonNullable<Entries[string]>) };
    const again = { ...newer, subject: { ...newer.subject, calibratedOn: '2026-10-01', dueOn: '2027-09-30' } };
    // A new one counts once the maker has used it, or made it.
    expect(await codes({ ...expired, again })).toEqual(['NOT_IN_ITS_WINDOW']);
    expect(await codes({ ...expired, again: { ...again, issuer: 'calibrator' } })).toEqual([]);
    const both = { ...again, issuer: 'calibrator', subject: { ...again.subject, dueOn: '2026-11-01' } };
    expect(await codes({ ...expired, both })).toEqual(['NOT_IN_ITS_WINDOW']);
    expect(await codes({ both, ...expired })).toEqual(['NOT_IN_ITS_WINDOW']);
  });

  it('says nothing of what another has a paper of, what is named with a paper, and what had not begun', async () => {
    expect(await codes(expired, { maker: 'laboratory' })).toEqual([]);
    expect(await codes(expired, { reference: { standard: 'F2' } })).toEqual([]);
    const { reference } = recordOf(expired);
    expect(await codes(expired, { reference: { standard: 'F1', calibration: reference('f1Calibration') } })).toEqual(
      [],
    );
    expect(await codes(expired, { reference: { standard: 'F1', attestation: reference('e2') } })).toEqual([]);
    expect(await codes(changed(sound, 'f1Calibration', { calibratedOn: '2026-12-01' }))).toEqual([]);
    // The balance was made with another thing by the certificate of F1.
    const references = [{ standard: 'F3', calibration: 'ref:f1Calibration' }, { standard: 'F1' }];
    expect(await codes(changed(expired, 'balance', { references }))).toEqual([]);
    expect(await codes(expired, { reference: { standard: 'F1' }, maker: 'province' })).toEqual(['NOT_IN_ITS_WINDOW']);
    const { references: _, ...bare } = (sound.balance as NonNullable<Entries[string]>).subject;
    expect(await codes({ ...expired, balance: { ...sound.balance, subject: bare } })).toEqual([]);
  });

  it('says that it was found off later, as it does where the certificate is named', async () => {
    const earlier = sound.f1Calibration as NonNullable<Entries[string]>;
    const asFound = [
      {
        ...{ quantity: 'mass', at: { value: '100', unit: 'g' }, shift: { value: '20', unit: 'mg' } },
        ...{ expandedUncertainty: { value: '2', unit: 'mg' }, coverageFactor: '2' },
      },
    ];
    const later = {
      ...earlier.subject,
      id: 'urn:test:found',
      certificateNumber: 'C found',
      calibratedOn: '2026-12-01',
    };
    const found: Entries = { ...sound, found: { ...earlier, subject: { ...later, dueOn: '2027-12-01', asFound } } };
    expect(await codes(found)).toEqual(['FOUND_OFF_LATER']);
    expect(await codes(found, { reference: { standard: 'f1' } })).toEqual(['FOUND_OFF_LATER']);
    expect(await codes(found, { kept: 'in-use' })).toEqual(['FOUND_OFF_LATER']);
    expect(await codes(found, { maker: 'laboratory' })).toEqual([]);
    expect(await codes(sound, { kept: 'in-use' })).toEqual([]);
  });

  it('goes by an attestation of the maker’s own standard', async () => {
    const reference = { standard: 'E2' };
    expect(await codes(sound, { maker: 'province', reference })).toEqual([]);
    const ended = changed(sound, 'e2', { to: '2026-10-31' });
    expect(await codes(ended, { maker: 'province', reference })).toEqual(['NOT_IN_ITS_WINDOW']);
    expect(await codes(ended, { maker: 'calibrator', reference })).toEqual([]);
  });

  it.each(['overdue', 'not-calibrated', 'away', 'withdrawn'] as const)(
    'goes by the own list first: %s',
    async (kept) => {
      expect(await codes(sound, { kept })).toEqual(['NOT_IN_ITS_WINDOW']);
    },
  );

  it.each(['not-calibrated', 'away', 'withdrawn'] as const)(
    'leaves open what came first on the day on which it left, and was then %s',
    async (kept) => {
      const from = day('2026-01-01');
      expect(await codes(sound, { kept, left: { state: 'in-use', from } })).toEqual(['LEFT_THAT_DAY']);
      expect(await codes(sound, { kept, left: { state: 'overdue', from } })).toEqual(['NOT_IN_ITS_WINDOW']);
    },
  );

  it('lets a list that has it in use stand against a paper that is over', async () => {
    expect(await codes(expired, { kept: 'in-use' })).toEqual([]);
    const none = { laboratory: { id: did('calibrator'), name: 'c' }, calibratedOn: ON } as never;
    const { find } = recordOf(expired);
    expect(await askRecord({ find, roots: ROOTS }, (around) => faultsByName(none, around))).toEqual([]);
  });
});
