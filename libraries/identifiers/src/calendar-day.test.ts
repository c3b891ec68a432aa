// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vectors from '../vectors/time.json' with { type: 'json' };
import {
  addDays,
  addDaysWithinCalendar,
  addMonths,
  type CalendarDay,
  compareDays,
  dayAfter,
  dayBefore,
  dayFromNumber,
  daysBetween,
  isDayWithin,
  numberOfDay,
  parseCalendarDay,
} from './calendar-day.ts';

const day = parseCalendarDay;
const anyDay = fc
  .integer({ min: numberOfDay(day('0001-01-01')), max: numberOfDay(day('9999-12-31')) })
  .map(dayFromNumber);

describe('parseCalendarDay()', () => {
  test.each(['2026-11-22', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31', '2026-04-30', '2026-12-31'])(
    'takes %s',
    (text) => {
      expect(day(text)).toBe(text);
    },
  );

  test.each([
    '2026-02-30',
    '2026-02-29',
    '1900-02-29',
    '2100-02-29',
    '2026-04-31',
    '2026-06-31',
    '2026-09-31',
    '2026-11-31',
    '2026-01-32',
    '2026-01-00',
    '2026-00-01',
    '2026-13-01',
    '0000-01-01',
  ])('refuses %s, which does not exist', (text) => {
    expect(() => day(text)).toThrow(expect.objectContaining({ code: 'NOT_A_DATE', text }));
  });

  test.each([
    '2026-1-1',
    '20261122',
    '2026/11/22',
    '22-11-2026',
    ' 2026-11-22',
    '2026-11-22Z',
    '12026-11-22',
    '-2026-11-22',
    '２０２６-11-22',
    '',
  ])('refuses the form of %j', (text) => {
    expect(() => day(text)).toThrow(expect.objectContaining({ code: 'BAD_FORMAT' }));
  });

  test('takes exactly the days that the clock of the language knows', () => {
    const parts = fc.tuple(
      fc.integer({ min: 1_000, max: 9_999 }),
      fc.integer({ min: 0, max: 14 }),
      fc.integer({ min: 0, max: 33 }),
    );
    fc.assert(
      fc.property(parts, ([year, month, ofMonth]) => {
        const text = `${year}-${String(month).padStart(2, '0')}-${String(ofMonth).padStart(2, '0')}`;
        const date = new Date(Date.UTC(year, month - 1, ofMonth));
        const exists = date.toISOString().slice(0, 10) === text;
        expect(accepts(text)).toBe(exists);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('day arithmetic', () => {
  test('agrees with walking day by day through eight centuries', () => {
    let [year, month, ofMonth] = [1599, 12, 31];
    let number = numberOfDay(day('1599-12-31'));
    while (year < 2401) {
      const text = [String(year), String(month).padStart(2, '0'), String(ofMonth).padStart(2, '0')].join(
        '-',
      ) as CalendarDay;
      if (numberOfDay(text) !== number || dayFromNumber(number) !== text) {
        throw new Error(`${text} is not day ${number}`);
      }
      [year, month, ofMonth] = slowNextDay(year, month, ofMonth);
      number += 1;
    }
    expect(dayFromNumber(number)).toBe('2401-01-01');
  });

  test('counts from 1970', () => {
    expect(numberOfDay(day('1970-01-01'))).toBe(0);
    expect(numberOfDay(day('1969-12-31'))).toBe(-1);
    expect(numberOfDay(day('2000-03-01'))).toBe(11_017);
  });

  test('adding days and counting them undo each other', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(addDays(a, daysBetween(a, b))).toBe(b);
        expect(compareDays(a, b)).toBe(Math.sign(-daysBetween(a, b)) + 0);
        expect(compareDays(a, a)).toBe(0);
      }),
    );
  });

  test('goes over the ends of months and leap days', () => {
    expect(addDays(day('2024-02-28'), 1)).toBe('2024-02-29');
    expect(addDays(day('2026-02-28'), 1)).toBe('2026-03-01');
    expect(addDays(day('2026-01-01'), -1)).toBe('2025-12-31');
    expect(daysBetween(day('2024-01-01'), day('2025-01-01'))).toBe(366);
  });

  test('has no day before the first and none after the last, or stops there where that is asked for', () => {
    expect([dayBefore(day('2024-03-01')), dayAfter(day('2024-02-29'))]).toEqual(['2024-02-29', '2024-03-01']);
    expect([dayBefore(day('0001-01-01')), dayAfter(day('9999-12-31'))]).toEqual([undefined, undefined]);
    expect(addDaysWithinCalendar(day('9999-12-30'), 30)).toBe('9999-12-31');
    expect(addDaysWithinCalendar(day('0001-01-02'), -30)).toBe('0001-01-01');
    expect(addDaysWithinCalendar(day('2026-01-01'), -1)).toBe('2025-12-31');
  });

  test('refuses to leave the calendar, and refuses half days', () => {
    expect(() => addDays(day('9999-12-31'), 1)).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }));
    expect(() => addDays(day('0001-01-01'), -1)).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }));
    expect(() => addDays(day('2026-01-01'), 0.5)).toThrow(RangeError);
    expect(() => addDays(day('2026-01-01'), Number.NaN)).toThrow(RangeError);
  });
});

describe('addMonths()', () => {
  test.each(vectors.months.cases)('$start and $months months end on $end', ({ start, months, end }) => {
    expect(addMonths(day(start), months)).toBe(end);
  });

  test('goes back over the year, and stays within the calendar', () => {
    expect(addMonths(day('2026-01-31'), -2)).toBe('2025-11-30');
    expect(() => addMonths(day('9999-12-01'), 1)).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }));
    expect(() => addMonths(day('0001-01-01'), -1)).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }));
    expect(() => addMonths(day('2026-01-01'), 1.5)).toThrow(RangeError);
  });
});

describe('isDayWithin()', () => {
  const on = day('2026-11-22');

  test('includes both ends', () => {
    expect(isDayWithin(on, { from: on, to: on })).toBe(true);
    expect(isDayWithin(on, { from: addDays(on, 1) })).toBe(false);
    expect(isDayWithin(on, { to: addDays(on, -1) })).toBe(false);
  });

  test('takes an absent end as open', () => {
    expect(isDayWithin(on, {})).toBe(true);
    expect(isDayWithin(on, { from: on })).toBe(true);
    expect(isDayWithin(on, { to: on })).toBe(true);
  });
});

function accepts(text: string): boolean {
  try {
    day(text);
    return true;
  } catch {
    return false;
  }
}

function slowNextDay(year: number, month: number, ofMonth: number): [number, number, number] {
  const leap = year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0);
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  if (ofMonth < (lengths[month - 1] as number)) {
    return [year, month, ofMonth + 1];
  }
  return month < 12 ? [year, month + 1, 1] : [year + 1, 1, 1];
}
