// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { type RecordedChange, stretchesOf } from './periods.ts';

const EDITION = { statementId: 'e', status: 'in-force', from: '2026-01-01', until: '2028-12-31' } as const;
let made = 0;
const change = (status: string, fromDay: string, more: Partial<RecordedChange> = {}): RecordedChange => ({
  ...{ changeId: `c${made++}`, statementId: 'e', status, fromDay, reason: status, isVoid: false },
  ...{ recordedAt: `2026-01-01T00:00:${String(made).padStart(2, '0')}Z`, ...more },
});
const days = (
  changes: readonly RecordedChange[],
  more: { next?: string; until?: string | null; status?: string } = {},
) =>
  stretchesOf({ ...EDITION, ...more }, { changes, next: more.next }).map(
    ({ status, from, until }) => `${status} ${from}..${until ?? ''}`,
  );

describe('stretchesOf()', () => {
  it('is one stretch where nothing changed, and ends with the last day', () => {
    expect(days([])).toEqual(['in-force 2026-01-01..2028-12-31']);
    expect(days([], { until: null })).toEqual(['in-force 2026-01-01..']);
  });

  it('cuts at the day of each change, in the order of those days and not of the record', () => {
    expect(
      days([change('withdrawn', '2027-06-01'), change('suspended', '2026-07-01'), change('active', '2026-08-01')]),
    ).toEqual([
      'in-force 2026-01-01..2026-06-30',
      'suspended 2026-07-01..2026-07-31',
      'in-force 2026-08-01..2027-05-31',
      'withdrawn 2027-06-01..',
    ]);
  });

  it('lets the last change of a day hold, and one before the first day from that on', () => {
    const both = [change('suspended', '2026-07-01'), change('active', '2026-07-01')];
    expect(days([...both].reverse())).toEqual(days(both));
    expect(days(both)).toEqual([...['in-force 2026-01-01..2026-06-30', 'in-force 2026-07-01..2028-12-31']]);
    expect(days([change('suspended', '2025-11-01')])).toEqual(['suspended 2026-01-01..2028-12-31']);
  });

  it('takes no notice of what was taken back, of another edition, of a replacement, or after the end', () => {
    const none = [
      change('suspended', '2026-07-01', { isVoid: true }),
      change('suspended', '2026-07-01', { statementId: 'other' }),
      change('replaced', '2026-07-01'),
      change('suspended', '2029-01-01'),
    ];
    expect(days(none)).toEqual(['in-force 2026-01-01..2028-12-31']);
  });

  it('ends where the next edition begins, withdrawn or not, and is nothing where that begins first', () => {
    expect(days([], { next: '2027-01-01' })).toEqual(['in-force 2026-01-01..2026-12-31']);
    expect(days([change('withdrawn', '2026-06-01')], { next: '2027-01-01' }).at(-1)).toBe(
      'withdrawn 2026-06-01..2026-12-31',
    );
    expect(days([], { next: '2026-01-01' })).toEqual([]);
  });

  it('gives back the status that the edition has of itself', () => {
    const drafted = days([change('suspended', '2026-07-01'), change('active', '2026-08-01')], { status: 'draft' });
    expect(drafted.map((one) => one.split(' ')[0])).toEqual(['draft', 'suspended', 'draft']);
  });
});
