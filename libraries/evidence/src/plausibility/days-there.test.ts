// SPDX-License-Identifier: Apache-2.0
import { parseCalendarDay, parseInstant, parsePlace } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import { examineReport } from './gate.ts';
import type { ExaminedReport, Surroundings } from './report.ts';
import { inOneStep, type WholeWork, type Work } from './work.ts';

interface Told {
  readonly place?: string;
  readonly receivedAt?: string;
  readonly testedOn?: string;
}

function report({ place, receivedAt = '2026-11-01T00:00:00Z', testedOn = '2026-11-10' }: Told): ExaminedReport {
  const laboratory = place === undefined ? undefined : { id: 'did:web:l.example', name: 'L', place: parsePlace(place) };
  return {
    ...{ reportNumber: 'R-1', laboratory, sample: { sample: 'S', receivedAt: parseInstant(receivedAt) } },
    results: [
      {
        result: 'r',
        outcome: 'quantified',
        testedOn: parseCalendarDay(testedOn),
        method: { standard: 'M' },
        quantity: { value: '1', unit: 'g' },
      },
    ],
  } as unknown as ExaminedReport;
}

const ABOUT_DAYS = ['TESTED_BEFORE_RECEIVED', 'WORK_ON_OTHER_DAY', 'OUTSIDE_HOURS', 'RAW_FILE_OF_OTHER_WORK'];
const codes = (told: Told, around: Surroundings = {}) =>
  examineReport(report(told), around)
    .map(({ code }) => code)
    .filter((code) => ABOUT_DAYS.includes(code));

const work = (from: string, to: string, more: Partial<WholeWork> = {}): Work =>
  inOneStep({
    ...{ result: 'r', person: 'p', site: 's', conditions: [], rawFiles: [] },
    ...{ from: parseInstant(from), to: parseInstant(to) },
    ...more,
  });

describe('a day that a report states', () => {
  it.each<[string | undefined, string, string[]]>([
    ['PT', '2026-11-10T16:30:00Z', []],
    ['CN-GD', '2026-11-10T16:30:00Z', ['TESTED_BEFORE_RECEIVED']],
    ['US', '2026-11-10T10:00:00-08:00', []],
    ['US', '2026-11-11T10:00:00-08:00', ['TESTED_BEFORE_RECEIVED']],
    [undefined, '2026-11-11T11:59:59Z', []],
    [undefined, '2026-11-11T12:00:00Z', ['TESTED_BEFORE_RECEIVED']],
  ])('is held in %s against a receipt at %s by the clocks there', (place, receivedAt, expected) => {
    expect(codes({ ...(place === undefined ? {} : { place }), receivedAt })).toEqual(expected);
  });

  it('is told by whoever asks where no place is said', () => {
    expect(codes({ receivedAt: '2026-11-10T16:00:00Z' }, { offsetMinutes: 480 })).toEqual(['TESTED_BEFORE_RECEIVED']);
    expect(codes({ receivedAt: '2026-11-10T15:59:59Z' }, { offsetMinutes: 480 })).toEqual([]);
  });

  it.each<[string, string, string, string[]]>([
    ['PT', '2026-11-10T16:30:00Z', '2026-11-10T18:00:00Z', []],
    ['CN-GD', '2026-11-10T16:30:00Z', '2026-11-10T18:00:00Z', ['WORK_ON_OTHER_DAY', 'OUTSIDE_HOURS']],
    ['NZ', '2026-11-09T20:00:00Z', '2026-11-09T22:00:00Z', []],
    ['NZ', '2026-11-10T20:00:00Z', '2026-11-10T22:00:00Z', ['WORK_ON_OTHER_DAY']],
    ['PT', '2026-11-10T05:30:00Z', '2026-11-10T07:00:00Z', []],
    ['PT', '2026-11-10T04:30:00Z', '2026-11-10T07:00:00Z', ['OUTSIDE_HOURS']],
  ])('is that of the work in %s from %s to %s', (place, from, to, expected) => {
    const hours = { from: '06:00', to: '22:00' };
    expect(codes({ place }, { hours, work: [work(from, to)] })).toEqual(expected);
    expect(
      codes({}, { hours, offsetMinutes: 480, work: [work('2026-11-10T02:00:00Z', '2026-11-10T03:00:00Z')] }),
    ).toEqual([]);
  });

  it('is that of a raw file as well', () => {
    const rawFiles = [{ name: 'run.csv', digest: 'u1' }];
    const around = (from: string): Surroundings => ({
      work: [work('2026-11-10T15:00:00Z', '2026-11-10T15:30:00Z', { rawFiles })],
      otherFiles: [
        {
          digest: 'u1',
          report: 'R-2',
          instruments: [],
          from: parseInstant(from),
          to: parseInstant('2026-11-10T18:00:00Z'),
        },
      ],
    });
    expect(codes({ place: 'PT' }, around('2026-11-10T16:30:00Z'))).toEqual([]);
    expect(codes({ place: 'CN' }, around('2026-11-10T16:30:00Z'))).toEqual(['RAW_FILE_OF_OTHER_WORK']);
  });
});
