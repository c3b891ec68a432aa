// SPDX-License-Identifier: Apache-2.0
import { addDays, type CalendarDay, parseCalendarDay } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contradictionIn } from './in-order.ts';
import type { InstrumentEvent } from './instrument-event.ts';
import { stretchesOf, stretchOn } from './stretches.ts';

const day = (text: string): CalendarDay => parseCalendarDay(`2026-${text}`);
const taken: InstrumentEvent = { event: 'taken-in', on: day('01-10') };
const calibrated = (on: string, dueOn?: string): InstrumentEvent => ({
  ...{ event: 'calibrated', on: day(on) },
  ...(dueOn === undefined ? {} : { dueOn: day(dueOn) }),
});
const away = (on: string, purpose: 'repair' | 'calibration' | 'loan' = 'repair'): InstrumentEvent => ({
  event: 'sent-away',
  on: day(on),
  for: purpose,
});
const back = (on: string, asBefore = false): InstrumentEvent => ({ event: 'returned', on: day(on), asBefore });
const shortly = (...events: readonly InstrumentEvent[]) =>
  stretchesOf(events).map(({ state, from, to }) => `${state} ${from.slice(5)}..${to?.slice(5) ?? ''}`);

describe('stretchesOf()', () => {
  it('is not calibrated until it is, and overdue from the day after it was due', () => {
    expect(shortly(taken, calibrated('02-01', '08-31'))).toEqual([
      'not-calibrated 01-10..01-31',
      'in-use 02-01..08-31',
      'overdue 09-01..',
    ]);
    expect(shortly(taken, calibrated('02-01'))).toEqual(['not-calibrated 01-10..01-31', 'in-use 02-01..']);
  });

  it('is in use to the end where it is due on the last day of the calendar', () => {
    const last = parseCalendarDay('9999-12-31');
    const events = [taken, { event: 'calibrated', on: day('02-01'), dueOn: last } as const];
    expect(stretchesOf(events).at(-1)).toEqual({ state: 'in-use', from: day('02-01'), to: last });
  });

  it('says by which paper it is in use, through a loan too, and of nothing else', () => {
    const first = { ...calibrated('02-01', '08-31'), paper: 'C-1' } as InstrumentEvent;
    const papers = (...events: readonly InstrumentEvent[]) =>
      stretchesOf(events).map(({ state, paper }) => `${state} ${paper ?? ''}`);
    expect(papers(taken, first, away('03-03', 'loan'), back('03-14', true))).toEqual([
      ...['not-calibrated ', 'in-use C-1', 'away ', 'in-use C-1', 'overdue '],
    ]);
    expect(papers(taken, first, calibrated('06-01')).at(-1)).toBe('in-use ');
  });

  it('takes the place of a window by the next calibration, before or after it was due', () => {
    const first = calibrated('02-01', '08-31');
    expect(shortly(taken, first, calibrated('06-01', '12-31')).slice(1)).toEqual([
      'in-use 02-01..05-31',
      'in-use 06-01..12-31',
      'overdue 01-01..',
    ]);
    expect(shortly(taken, first, calibrated('10-01')).slice(1)).toEqual([
      'in-use 02-01..08-31',
      'overdue 09-01..09-30',
      'in-use 10-01..',
    ]);
  });

  it('is away on the day on which it leaves, and wants a calibration after a repair whatever anybody states', () => {
    const until = [taken, calibrated('02-01', '08-31'), away('03-03')];
    expect(shortly(...until, back('03-14', true)).slice(1)).toEqual([
      'in-use 02-01..03-02',
      'away 03-03..03-13',
      'not-calibrated 03-14..',
    ]);
    expect(shortly(...until, back('03-14'), calibrated('03-20', '09-30')).slice(3)).toEqual([
      'not-calibrated 03-14..03-19',
      'in-use 03-20..09-30',
      'overdue 10-01..',
    ]);
  });

  it('keeps its window after a loan only where its keeper says that it came back as before', () => {
    const until = [taken, calibrated('02-01', '08-31'), away('03-03', 'loan')];
    expect(shortly(...until, back('03-14', true)).slice(2)).toEqual([
      'away 03-03..03-13',
      'in-use 03-14..08-31',
      'overdue 09-01..',
    ]);
    expect(shortly(...until, back('03-14')).at(-1)).toBe('not-calibrated 03-14..');
    expect(shortly(...until, back('09-14', true)).at(-1)).toBe('overdue 09-14..');
  });

  it('comes back with the window of a calibration made while it was away, after a repair too', () => {
    const events = [taken, away('03-03'), calibrated('03-10', '09-30'), back('03-14')];
    expect(shortly(...events).slice(1)).toEqual(['away 03-03..03-13', 'in-use 03-14..09-30', 'overdue 10-01..']);
    // Sent away again, that calibration is of before.
    expect(shortly(...events, away('05-01'), back('05-02', true)).at(-1)).toBe('not-calibrated 05-02..');
  });

  it('never comes back once withdrawn', () => {
    const withdrawn: InstrumentEvent = { event: 'withdrawn', on: day('05-01') };
    expect(shortly(taken, withdrawn, calibrated('06-01')).at(-1)).toBe('withdrawn 05-01..');
  });

  it('looks at days, whatever the order in which it was told', () => {
    const events = [calibrated('02-01', '08-31'), away('03-03'), taken, back('03-14')];
    expect(stretchesOf(events)).toEqual(stretchesOf([...events].reverse()));
    expect(shortly(taken, calibrated('01-10'))).toEqual(['in-use 01-10..']);
  });

  it('comes in with what its maker calibrated before', () => {
    const made = calibrated('01-02', '08-31');
    expect(shortly(made, taken)).toEqual(['in-use 01-10..08-31', 'overdue 09-01..']);
    expect(shortly(taken, made, calibrated('03-01', '09-30'))).toEqual([
      ...['in-use 01-10..02-28', 'in-use 03-01..09-30', 'overdue 10-01..'],
    ]);
    expect(shortly(calibrated('01-02', '01-05'), taken)).toEqual(['overdue 01-10..']);
  });

  it('is one course of a day, in whatever order that day was written down', () => {
    const before = [taken, calibrated('02-01', '08-31')];
    const all = (...ofDay: InstrumentEvent[]) => {
      const courses = permutations(ofDay).map((some) => shortly(...before, ...some).slice(2));
      for (const course of courses) expect(course).toEqual(courses[0]);
      return courses[0];
    };
    const anew = calibrated('03-03', '12-31');
    expect(all(away('03-03'), back('03-03'), anew)).toEqual(['in-use 03-03..12-31', 'overdue 01-01..']);
    expect(all(away('03-03', 'calibration'), anew, back('03-03'))?.[0]).toBe('in-use 03-03..12-31');
    expect(all(away('03-03'), back('03-03'))).toEqual(['not-calibrated 03-03..']);
    expect(all(away('03-03', 'loan'), back('03-03', true))?.[0]).toBe('in-use 03-03..08-31');
    expect(all(away('03-03', 'calibration'), anew)).toEqual(['away 03-03..']);
    // Back, and away again on the day: it is away in the evening.
    const [left, again] = [away('03-01', 'loan'), away('03-03', 'loan')];
    for (const ofDay of permutations([back('03-03', true), again])) {
      expect(shortly(...before, left, ...ofDay).at(-1)).toBe('away 03-03..');
    }
  });

  it('takes a calibration on the day on which it leaves as of before, unless it left to be calibrated', () => {
    const until = (purpose: 'repair' | 'calibration' | 'loan', asBefore: boolean) =>
      permutations([calibrated('03-03', '12-31'), away('03-03', purpose)]).map((ofDay) =>
        shortly(taken, ...ofDay, back('03-14', asBefore)).at(-2),
      );
    for (const one of until('repair', true)) expect(one).toBe('away 03-03..03-13');
    for (const one of until('calibration', false)) expect(one).toBe('in-use 03-14..12-31');
    for (const one of until('loan', true)) expect(one).toBe('in-use 03-14..12-31');
    for (const one of until('loan', false)) expect(one).toBe('away 03-03..03-13');
  });

  it('says one thing of every day from the first on', () => {
    const days = fc.integer({ min: 0, max: 400 }).map((n) => addDays(day('01-10'), n));
    const event: fc.Arbitrary<InstrumentEvent> = fc.oneof(
      fc.record({ event: fc.constant('calibrated' as const), on: days, dueOn: fc.option(days, { nil: undefined }) }),
      fc.record({
        event: fc.constant('sent-away' as const),
        on: days,
        for: fc.constantFrom('repair' as const, 'loan' as const, 'calibration' as const),
      }),
      fc.record({ event: fc.constant('returned' as const), on: days, asBefore: fc.boolean() }),
      fc.record({ event: fc.constant('withdrawn' as const), on: days }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (events) => {
        const stretches = stretchesOf([taken, ...events]);
        expect(stretches[0]?.from).toBe(taken.on);
        expect(stretches.at(-1)?.to).toBeUndefined();
        stretches.slice(1).forEach((stretch, index) => {
          expect(stretches[index]?.to).toBe(addDays(stretch.from, -1));
        });
      }),
    );
  });
});

describe('contradictionIn()', () => {
  it.each<[string, readonly InstrumentEvent[]]>([
    ['away-already', [taken, away('03-03'), away('03-04')]],
    ['not-away', [taken, back('03-03')]],
    ['not-away', [taken, away('03-03'), back('03-04'), back('03-04')]],
    ['withdrawn', [taken, { event: 'withdrawn', on: day('03-03') }, calibrated('03-04')]],
    ['not-there-yet', [taken, away('01-09')]],
  ])('is %s', (why, events) => {
    for (const some of permutations(events)) expect(contradictionIn(some)?.why).toBe(why);
  });

  it('is none in what can have been', () => {
    const events = [calibrated('01-02'), taken, away('03-03'), back('03-03'), away('03-03'), back('03-04')];
    for (const some of permutations(events)) expect(contradictionIn(some)).toBeUndefined();
    expect(contradictionIn([taken, { event: 'withdrawn', on: day('03-03') }, calibrated('03-03')])).toBeUndefined();
  });
});

function permutations<One>(all: readonly One[]): readonly (readonly One[])[] {
  if (all.length < 2) return [all];
  return all.flatMap((one, at) => permutations(all.filter((_, other) => other !== at)).map((rest) => [one, ...rest]));
}

describe('stretchOn()', () => {
  it('finds the stretch of a day, and none before the instrument was taken in', () => {
    const stretches = stretchesOf([taken, calibrated('02-01', '08-31')]);
    expect(stretchOn(stretches, day('01-09'))).toBeUndefined();
    expect(stretchOn(stretches, day('02-01'))?.state).toBe('in-use');
    expect(stretchOn(stretches, day('08-31'))?.state).toBe('in-use');
    expect(stretchOn(stretches, day('09-01'))?.state).toBe('overdue');
    expect(stretchOn([], day('09-01'))).toBeUndefined();
  });
});
