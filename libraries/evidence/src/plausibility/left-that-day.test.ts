// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, parseCalendarDay, parseInstant } from '@touchstone/identifiers';
import { type InstrumentEvent, stretchesOf } from '@touchstone/metrology/instrument';
import { describe, expect, it } from 'vitest';
import {
  changedSinceSigned,
  type ExaminedReport,
  examineReport,
  type HistoryEntry,
  inOneStep,
  type KeptStretch,
  type Surroundings,
} from './index.ts';

const day = parseCalendarDay;
/** A time at the laboratory, whose clocks are eight hours ahead. */
const there = (time: string, date = '2026-11-20') => parseInstant(`${date}T${time}:00+08:00`);
const ON = day('2026-11-20');
const EVENING = there('18:00');

const reported = (testedOn: CalendarDay) =>
  ({
    reportNumber: 'R-1',
    results: [
      {
        ...{ outcome: 'quantified', result: 'R1', substance: 'pb', basis: '', testedOn },
        ...{ quantity: { value: '1', unit: 'mg/kg' }, method: { standard: '' }, instruments: [{ instrument: 'B1' }] },
      },
    ],
  }) as unknown as ExaminedReport;

const taken: InstrumentEvent = { event: 'taken-in', on: day('2026-01-10') };
const calibrated = (dueOn: string, on = '2026-02-01'): InstrumentEvent => ({
  ...{ event: 'calibrated', on: day(on), dueOn: day(dueOn) },
});
const GOOD = calibrated('2027-01-31');
const away = (on: string, purpose: 'repair' | 'calibration' = 'repair'): InstrumentEvent => ({
  ...{ event: 'sent-away', on: day(on), for: purpose },
});
const back = (on: string): InstrumentEvent => ({ event: 'returned', on: day(on), asBefore: false });

/** What the list says, each line written down in the evening of the day of the use. */
const list = (events: readonly InstrumentEvent[], written = EVENING): Surroundings => {
  const history = events.map((event): HistoryEntry => ({ event, at: written, by: 'keeper' }));
  return {
    offsetMinutes: 480,
    instruments: new Map([['B1', stretchesOf(events) as readonly KeptStretch[]]]),
    histories: new Map([['B1', [history]]]),
  };
};
const marks = (around: Surroundings, on = ON) =>
  examineReport(reported(on), around).filter(({ rule }) => rule === 'instruments');
const codes = (...events: readonly InstrumentEvent[]) => marks(list(events)).map(({ code }) => code);

describe('the day on which an instrument leaves', () => {
  it.each<[string, readonly InstrumentEvent[], string]>([
    ['sent to be calibrated', [taken, GOOD, away('2026-11-20', 'calibration')], 'away'],
    ['sent for repair', [taken, GOOD, away('2026-11-20')], 'away'],
    ['withdrawn', [taken, GOOD, { event: 'withdrawn', on: ON }], 'withdrawn'],
    ['calibrated that morning', [taken, calibrated('2027-11-19', '2026-11-20'), away('2026-11-20')], 'away'],
    ['back that evening, repaired', [taken, GOOD, away('2026-11-20'), back('2026-11-20')], 'not-calibrated'],
    ['away over again', [taken, GOOD, away('2026-11-20'), back('2026-11-20'), away('2026-11-20')], 'away'],
  ])('leaves open what came first: %s', (_, events, state) => {
    const found = marks(list(events));
    expect(found).toMatchObject([{ code: 'INSTRUMENT_LEFT_THAT_DAY', level: 'amber', values: { state } }]);
    expect(found[0]?.article).toBeUndefined();
    expect(found[0]?.cure.code).toBe('CURE_SAY_USED_BEFORE');
  });

  it('is as before where it may be used on the day after all', () => {
    expect(codes(taken, GOOD, away('2026-11-20'), back('2026-11-20'), calibrated('2027-11-19', '2026-11-20'))).toEqual(
      [],
    );
  });

  it('is held to what the instrument was until it left, and to nothing graver', () => {
    expect(codes(taken, calibrated('2026-10-31'), away('2026-11-20', 'calibration'))).toEqual([
      'INSTRUMENT_OUT_OF_WINDOW',
    ]);
    expect(marks(list([taken, calibrated('2026-10-31'), away('2026-11-20')]))).toMatchObject([
      { values: { state: 'overdue' } },
    ]);
  });

  it('opens no day between leaving and coming back, and none after', () => {
    const gone = list([taken, GOOD, away('2026-11-18'), back('2026-11-22')]);
    expect(marks(gone)).toMatchObject([{ code: 'INSTRUMENT_AWAY', level: 'red' }]);
    expect(marks(list([taken, GOOD, away('2026-11-18'), back('2026-11-19')]))).toMatchObject([
      { code: 'INSTRUMENT_OUT_OF_WINDOW', level: 'red' },
    ]);
    expect(marks(list([taken, GOOD, { event: 'withdrawn', on: day('2026-11-19') }]))).toMatchObject([
      { code: 'INSTRUMENT_OUT_OF_WINDOW', level: 'red' },
    ]);
  });

  it('is not open where the list said that it had left before the work began', () => {
    const span = { site: 'room 2', from: there('09:00'), to: there('10:00'), conditions: [], rawFiles: [] };
    const work = [inOneStep({ ...span, result: 'R1', person: 'ting' })];
    const asked = (written: string) =>
      marks({ ...list([taken, GOOD, away('2026-11-20')], there(written)), work }).map(({ code }) => code);
    expect(asked('08:59')).toEqual(['INSTRUMENT_AWAY']);
    expect(asked('09:01')).toEqual(['INSTRUMENT_LEFT_THAT_DAY']);
  });

  it('is no other thing than the list said of the use when the report was signed', () => {
    const signedAt = there('12:00');
    const changes = (...later: readonly InstrumentEvent[]) => {
      const known = [taken, GOOD].map((event): HistoryEntry => ({ event, at: there('08:00'), by: 'keeper' }));
      const written = later.map((event): HistoryEntry => ({ event, at: EVENING, by: 'keeper' }));
      const around = { offsetMinutes: 480, signedAt, histories: new Map([['B1', [[...known, ...written]]]]) };
      return changedSinceSigned(reported(ON), around).map(({ values }) => values?.is);
    };
    expect(changes(away('2026-11-20', 'calibration'))).toEqual([]);
    expect(changes({ event: 'withdrawn', on: ON })).toEqual([]);
    expect(changes(away('2026-11-20'), back('2026-11-20'))).toEqual([]);
    expect(changes(away('2026-11-19'))).toEqual(['away']);
    expect(changes(calibrated('2026-10-31'), away('2026-11-20'))).toEqual(['overdue']);
  });
});
