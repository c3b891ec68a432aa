// SPDX-License-Identifier: Apache-2.0
import { parseCalendarDay } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import { type Demand, gapsIn, type Shown, standingsOf } from './standing.ts';

const demand = (more: Partial<Demand> = {}): Demand => ({
  ...{ function: 'sign', demand: 'watched', kind: 'monitoring', renewMonths: 12, from: '2024-01-01', until: null },
  ...more,
});
const shown = (on: string, more: Partial<Shown> = {}): Shown => ({
  ...{ function: 'sign', demand: 'watched', on, outcome: 'met', until: null, withdrawn: false },
  ...{ recordedOn: on, withdrawnOn: null },
  ...more,
});
const on = (day: string, records: readonly Shown[], demands: readonly Demand[] = [demand()]) =>
  standingsOf(demands, records, parseCalendarDay(day))[0];

describe('standingsOf()', () => {
  it('lets what must be renewed hold to the day before its anniversary', () => {
    expect(on('2026-10-31', [shown('2025-11-01')])).toMatchObject({ state: 'shown', dueOn: '2026-10-31' });
    expect(on('2026-11-01', [shown('2025-11-01')])).toMatchObject({ state: 'lapsed', dueOn: '2026-10-31' });
  });

  it('takes the end of the month where the month is shorter, and a leap day', () => {
    expect(on('2026-03-30', [shown('2025-08-31')], [demand({ renewMonths: 6 })])).toMatchObject({
      dueOn: '2026-02-27',
    });
    expect(on('2025-02-27', [shown('2024-02-29')])).toMatchObject({ state: 'shown', dueOn: '2025-02-27' });
    expect(on('2025-02-28', [shown('2024-02-29')])).toMatchObject({ state: 'lapsed' });
  });

  it('ends with the certificate where that is sooner, and not later than the interval where it is not', () => {
    expect(on('2026-01-02', [shown('2025-11-01', { until: '2026-01-01' })])).toMatchObject({ state: 'lapsed' });
    expect(on('2026-11-01', [shown('2025-11-01', { until: '2030-01-01' })])).toMatchObject({ state: 'lapsed' });
  });

  it('knows nothing of what came later, or was taken back', () => {
    expect(on('2025-10-31', [shown('2025-11-01')])).toMatchObject({ state: 'missing' });
    expect(on('2025-11-02', [shown('2025-11-01', { withdrawn: true })])).toMatchObject({ state: 'missing' });
  });

  it('takes the last record: who failed is not competent, until met again', () => {
    const failed = [shown('2025-11-01'), shown('2026-02-01', { outcome: 'not-met' })];
    expect(on('2026-02-01', failed)).toMatchObject({ state: 'not-met' });
    expect(on('2026-03-01', [...failed, shown('2026-03-01')])).toMatchObject({ state: 'shown', dueOn: '2027-02-28' });
    expect(on('2026-02-01', [shown('2026-02-01'), shown('2026-02-01', { outcome: 'not-met' })])).toMatchObject({
      state: 'not-met',
    });
  });

  it('holds without an end what is asked once', () => {
    const once = on('2040-01-01', [shown('2025-11-01')], [demand({ renewMonths: null })]);
    expect(once?.state).toBe('shown');
    expect(once).not.toHaveProperty('dueOn');
  });

  it('asks what is asked on the day', () => {
    const before = demand({ until: '2025-12-31', renewMonths: 36 });
    const after = demand({ from: '2026-01-01', renewMonths: 6 });
    expect(on('2025-12-31', [shown('2024-06-01')], [before, after])).toMatchObject({ state: 'shown' });
    expect(on('2026-01-01', [shown('2024-06-01')], [before, after])).toMatchObject({ state: 'lapsed' });
    expect(on('2023-12-31', [], [before, after])).toBeUndefined();
  });

  it('is as good as the worst of its demands', () => {
    const two = [demand(), demand({ demand: 'trained', renewMonths: null })];
    expect(on('2026-11-01', [shown('2025-11-01')], two)).toMatchObject({ state: 'missing' });
  });
});

describe('gapsIn()', () => {
  it('names what was not shown of the work asked about, and nothing of another', () => {
    const demands = [demand(), demand({ demand: 'trained', renewMonths: null }), demand({ function: 'test' })];
    const records = [shown('2025-11-01')];
    const day = parseCalendarDay('2026-11-22');
    expect(gapsIn({ demands, records }, { work: 'sign', on: day })).toEqual([
      { demand: 'watched', state: 'lapsed', until: '2026-10-31' },
      { demand: 'trained', state: 'missing' },
    ]);
    expect(gapsIn({ demands, records }, { work: 'sample', on: day })).toEqual([]);
  });

  it('says what is shown only by what was written down, or taken back, after the day', () => {
    const day = parseCalendarDay('2026-11-20');
    const gaps = (...records: readonly Shown[]) => gapsIn({ demands: [demand()], records }, { work: 'sign', on: day });
    const late = shown('2026-09-15', { recordedOn: '2026-11-22' });
    expect(gaps(late)).toEqual([{ demand: 'watched', state: 'recorded-afterwards', recorded: '2026-11-22' }]);
    expect(gaps(late, shown('2026-01-15'))).toEqual([]);
    expect(gaps(shown('2026-09-15', { recordedOn: '2026-11-20' }))).toEqual([]);
    const failed = shown('2026-10-01', { outcome: 'not-met', withdrawn: true, withdrawnOn: '2026-11-21' });
    expect(gaps(shown('2026-09-15'), failed)).toEqual([{ demand: 'watched', state: 'recorded-afterwards' }]);
    expect(gaps(shown('2026-09-15'), { ...failed, withdrawnOn: '2026-11-20' })).toEqual([]);
    expect(gaps({ ...late, withdrawn: true, withdrawnOn: '2026-11-22' })).toEqual([
      { demand: 'watched', state: 'missing' },
    ]);
  });
});
