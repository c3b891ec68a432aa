// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { ShapeError } from '../../api/narrow.ts';
import { readWork } from './work.ts';
import { instantOf, localOf, NO_STEP, rawFileOf, typedFrom, worksheetOf } from './worksheet.ts';

const STEP = {
  ...{ what: 'drying', site: 'oven room', from: '2026-11-20T01:30:00Z', to: '2026-11-20T05:30:07Z', unattended: true },
  conditions: [{ quantity: 'temperature', unit: 'Cel', value: '22', to: '25' }],
  ...{ instruments: ['oven', 'timer'], rawFiles: [{ name: 'log.csv', digest: 'uEi' }] },
};
const RECORD = {
  ...{ result: 'R1', person: 'p', isOwn: true, leastMinutes: 240, steps: [STEP] },
  readings: { unit: 'mg/kg', values: ['0.1', '0.2'], by: 'median' },
};
const RESULT = { result: 'R1', substance: 'pb', instruments: ['oven'] };
const answer = (record: object = RECORD) => ({ reportNumber: 'X', results: [RESULT], records: [record] });

describe('readWork()', () => {
  it('reads steps, and one span as it is', () => {
    const { what: _, instruments: __, unattended: ___, ...span } = STEP;
    const [record] = readWork(
      answer({ ...RECORD, readings: undefined, leastMinutes: undefined, steps: [span] }),
      '',
    ).records;
    expect(record?.steps).toMatchObject([{ what: undefined, instruments: undefined, unattended: false }]);
  });

  it('says where it is none', () => {
    expect(() => readWork(answer({ ...RECORD, steps: [{ ...STEP, site: 7 }] }), '')).toThrow(ShapeError);
    expect(() => readWork(answer({ ...RECORD, steps: [{ ...STEP, site: 7 }] }), '')).toThrow('/records/0/steps/0/site');
  });
});

describe('worksheetOf()', () => {
  const [record] = readWork(answer(), '').records;

  it('hands in what was on record unchanged, so that it is no later for it', () => {
    const { from, to, ...rest } = STEP;
    expect(worksheetOf(typedFrom('R1', record, ['oven']))).toEqual({
      ...{ result: 'R1', leastMinutes: 240, readings: RECORD.readings },
      steps: [{ ...rest, from: '2026-11-20T09:30:00+08:00', to: '2026-11-20T13:30:07+08:00' }],
    });
    expect([Date.parse(from), Date.parse(to)]).toEqual([
      ...[Date.parse('2026-11-20T09:30:00+08:00'), Date.parse('2026-11-20T13:30:07+08:00')],
    ]);
  });

  it('begins with one empty step, and a span with what the draft names', () => {
    expect(typedFrom('R1', undefined, []).steps).toEqual([NO_STEP]);
    const span = { ...(record?.steps[0] as NonNullable<typeof record>['steps'][number]), what: undefined };
    const whole = { ...(record as NonNullable<typeof record>), steps: [{ ...span, instruments: undefined }] };
    expect(typedFrom('R1', whole, ['oven']).steps[0]).toMatchObject({ what: '', instruments: ['oven'], others: '' });
  });

  it('takes everything back where no step is left, and says that it is all only where that was ticked', () => {
    const typed = typedFrom('R1', undefined, []);
    expect(worksheetOf({ ...typed, steps: [] })).toEqual({ result: 'R1', steps: [] });
    expect(worksheetOf({ ...typed, steps: [], whole: true })).toMatchObject({ whole: true });
  });
});

it('localOf() and instantOf() are of the three places, whatever the reader’s machine', () => {
  expect(localOf('2026-11-20T16:30:00Z')).toBe('2026-11-21T00:30');
  expect(Date.parse(instantOf('2026-11-21T00:30'))).toBe(Date.parse('2026-11-20T16:30:00Z'));
});

it('rawFileOf() names a file by the digest of its bytes', async () => {
  // SHA-256 of "abc" as FIPS 180-4 prints it, as a multihash (12 20) in base64url with its prefix.
  const digest = 'uEiC6eBa_jwHP6kFBQN5driIjsANho5YXepy0EP9h8gAVrQ';
  expect(await rawFileOf(new File(['abc'], 'a.txt'))).toEqual({ name: 'a.txt', digest });
});
