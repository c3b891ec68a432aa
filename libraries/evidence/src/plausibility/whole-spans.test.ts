// SPDX-License-Identifier: Apache-2.0
import { addDays, parseCalendarDay, parseInstant } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import { type ExaminedReport, examineReport, inOneStep, type Surroundings } from './index.ts';

const FIRST = parseCalendarDay('2026-11-17');
const DAY = parseCalendarDay('2026-11-18');
const LAST = parseCalendarDay('2026-11-20');
const REPORT = {
  reportNumber: 'R-1',
  results: [
    {
      ...{ outcome: 'quantified', result: 'R1', substance: 'pb', basis: '', testedOn: DAY },
      ...{ quantity: { value: '1', unit: 'mg/kg' }, method: { standard: 'M' }, instruments: [{ instrument: 'B1' }] },
    },
  ],
} as unknown as ExaminedReport;
const SPAN = {
  ...{ result: 'R1', person: 'ting', site: 'room 2', conditions: [], rawFiles: [] },
  ...{ from: parseInstant('2026-11-17T01:00:00Z'), to: parseInstant('2026-11-20T02:00:00Z') },
};
const WHOLE = { offsetMinutes: 480, work: [inOneStep(SPAN)] };

/** What is said of persons and instruments, with the day. */
const marks = (around: Surroundings) =>
  examineReport(REPORT, { ...WHOLE, ...around })
    .filter(({ rule }) => rule === 'persons' || rule === 'instruments')
    .map(({ code, values }) => `${code} ${values.on}`);
const authorised = (from: typeof DAY, to: typeof DAY) => [{ person: 'ting', may: 'test' as const, from, to }];
const used = (from: typeof DAY, to: typeof DAY) =>
  new Map([
    [
      'B1',
      [
        { state: 'overdue' as const, from: parseCalendarDay('2026-01-01'), to: addDays(from, -1) },
        { state: 'in-use' as const, from, to },
        { state: 'overdue' as const, from: addDays(to, 1) },
      ],
    ],
  ]);

describe('one whole span over several days', () => {
  it('is asked about its tester on every day of it', () => {
    expect(marks({ authorisations: authorised(FIRST, LAST) })).toEqual([]);
    expect(marks({ authorisations: authorised(FIRST, addDays(LAST, -1)) })).toEqual([`TESTER_NOT_AUTHORISED ${LAST}`]);
    expect(marks({ authorisations: authorised(DAY, LAST) })).toEqual([`TESTER_NOT_AUTHORISED ${FIRST}`]);
    const inBetween = [...authorised(FIRST, DAY), ...authorised(LAST, LAST)];
    expect(marks({ authorisations: inBetween })).toEqual(['TESTER_NOT_AUTHORISED 2026-11-19']);
    const competence: Surroundings['competence'] = ({ on }) =>
      on === LAST ? [{ demand: 'training', state: 'lapsed' }] : [];
    expect(marks({ competence })).toEqual([`TESTER_COMPETENCE_LAPSED ${LAST}`]);
  });

  it('is asked about what was used in it on every day, and in steps only on theirs', () => {
    expect(marks({ instruments: used(FIRST, LAST) })).toEqual([]);
    const early = used(FIRST, addDays(LAST, -1));
    expect(marks({ instruments: early })).toEqual([`INSTRUMENT_OUT_OF_WINDOW ${LAST}`]);
    expect(marks({ instruments: used(DAY, LAST) })).toEqual([`INSTRUMENT_OUT_OF_WINDOW ${FIRST}`]);
    const steps = [
      { ...SPAN, what: 'weighing', to: parseInstant('2026-11-17T02:00:00Z'), instruments: ['B1'] },
      { ...SPAN, what: 'reading', from: parseInstant('2026-11-20T01:00:00Z'), instruments: [] },
    ];
    expect(marks({ instruments: early, work: [{ result: 'R1', person: 'ting', steps }] })).toEqual([]);
    const inDoubt = [{ thing: 'B1', standard: 'S1', foundOn: LAST, from: LAST }];
    expect(marks({ inDoubt })).toEqual([`INSTRUMENT_IN_DOUBT ${LAST}`]);
  });

  it('is asked about the day of the test where no work is on record', () => {
    expect(marks({ work: undefined, instruments: used(DAY, DAY) })).toEqual([]);
    expect(marks({ work: [], instruments: used(LAST, LAST) })).toEqual([`INSTRUMENT_OUT_OF_WINDOW ${DAY}`]);
  });
});
