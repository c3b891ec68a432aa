// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vectors from '../vectors/time.json' with { type: 'json' };
import { parseCalendarDay } from './calendar-day.ts';
import {
  compareInstants,
  dayOfInstant,
  instantFromMilliseconds,
  instantMilliseconds,
  parseInstant,
  startOfDay,
  startOfNextDay,
} from './instant.ts';

const anyMilliseconds = fc.integer({
  min: Date.parse('0001-01-01T00:00:00Z'),
  max: Date.parse('9999-12-31T23:59:59.999Z'),
});

describe('parseInstant()', () => {
  test.each(vectors.instants.valid)('reads $text as $instant', ({ text, instant }) => {
    expect(parseInstant(text)).toBe(instant);
  });

  test.each([
    ['2026-11-22T08:30:00Z', '2026-11-22T08:30:00Z'],
    ['2026-11-22T08:30:00.000Z', '2026-11-22T08:30:00Z'],
    ['2026-11-22T08:30:00.5Z', '2026-11-22T08:30:00.500Z'],
    ['2026-11-22T08:30:00.123456789Z', '2026-11-22T08:30:00.123Z'],
    ['2026-11-22T08:30:00.000999Z', '2026-11-22T08:30:00Z'],
    ['2026-11-22T00:30:00+08:00', '2026-11-21T16:30:00Z'],
    ['2026-12-31T23:00:00-02:00', '2027-01-01T01:00:00Z'],
    ['2026-11-22T00:00:00-00:00', '2026-11-22T00:00:00Z'],
    ['2026-11-22T00:00:00+14:00', '2026-11-21T10:00:00Z'],
  ])('normalises %s to %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  test.each([...vectors.instants.leapSeconds, '2026-11-22T24:00:00Z', '2026-11-22T08:60:00Z', '2026-11-22T08:30:61Z'])(
    'refuses the time of %s',
    (text) => {
      expect(() => parseInstant(text)).toThrow(expect.objectContaining({ code: 'NOT_A_TIME', text }));
    },
  );

  test.each([
    '2026-11-22T08:30:00+14:01',
    '2026-11-22T08:30:00-15:00',
    '2026-11-22T08:30:00+08:60',
    '2026-11-22T08:30:00+99:99',
  ])('refuses the offset of %s', (text) => {
    expect(() => parseInstant(text)).toThrow(expect.objectContaining({ code: 'BAD_OFFSET', text }));
  });

  test.each(['2026-02-30T00:00:00Z', '2026-13-01T00:00:00Z'])('refuses the day of %s', (text) => {
    expect(() => parseInstant(text)).toThrow(expect.objectContaining({ code: 'NOT_A_DATE' }));
  });

  test.each(['0001-01-01T00:00:00+00:01', '9999-12-31T23:59:59-00:01'])(
    'refuses %s, which leaves the calendar',
    (text) => {
      expect(() => parseInstant(text)).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }));
    },
  );

  test.each([
    '2026-11-22',
    '2026-11-22T08:30:00',
    '2026-11-22T08:30Z',
    '2026-11-22 08:30:00Z',
    '2026-11-22t08:30:00z',
    '2026-11-22T08:30:00+0800',
    '2026-11-22T08:30:00+08',
    '2026-11-22T08:30:00.Z',
    '2026-11-22T08:30:00,5Z',
    '2026-11-22T08:30:00.1234567890Z',
    '2026-11-22T08:30:00ZZ',
    '',
  ])('refuses the form of %j', (text) => {
    expect(() => parseInstant(text)).toThrow(expect.objectContaining({ code: 'BAD_FORMAT', text }));
  });

  test('agrees with the clock of the language at every offset', () => {
    const offset = fc.integer({ min: -14 * 60, max: 14 * 60 });
    fc.assert(
      fc.property(anyMilliseconds, offset, (milliseconds, minutes) => {
        const local = new Date(
          Math.min(Math.max(milliseconds, -62_135_596_800_000 + 86_400_000), 253_402_300_799_999 - 86_400_000),
        );
        const at = local.toISOString().slice(0, -1);
        const size = Math.abs(minutes);
        const zone = `${minutes < 0 ? '-' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`;
        expect(instantMilliseconds(parseInstant(at + zone))).toBe(local.getTime() - minutes * 60_000);
      }),
    );
  });
});

describe('instantFromMilliseconds()', () => {
  test('is undone by instantMilliseconds and agrees with the language', () => {
    fc.assert(
      fc.property(anyMilliseconds, (milliseconds) => {
        const instant = instantFromMilliseconds(milliseconds);
        expect(instantMilliseconds(instant)).toBe(milliseconds);
        expect(instant).toBe(new Date(milliseconds).toISOString().replace('.000Z', 'Z'));
        expect(parseInstant(instant)).toBe(instant);
      }),
    );
  });

  test('refuses fractions and years out of range', () => {
    expect(() => instantFromMilliseconds(0.5)).toThrow(RangeError);
    expect(() => instantFromMilliseconds(253_402_300_800_000)).toThrow(
      expect.objectContaining({ code: 'OUT_OF_RANGE' }),
    );
  });
});

describe('compareInstants()', () => {
  test('puts a whole second before its fractions', () => {
    const [whole, half] = [parseInstant('2026-11-22T08:30:00Z'), parseInstant('2026-11-22T08:30:00.500Z')];
    expect([compareInstants(whole, half), compareInstants(half, whole), compareInstants(half, half)]).toEqual([
      -1, 1, 0,
    ]);
  });

  test('agrees with the milliseconds', () => {
    const close = fc.tuple(anyMilliseconds, fc.integer({ min: -1_500, max: 1_500 }));
    fc.assert(
      fc.property(close, ([a, difference]) => {
        const first = Math.min(Math.max(a, -62_135_596_700_000), 253_402_300_000_000);
        const [left, right] = [instantFromMilliseconds(first), instantFromMilliseconds(first + difference)];
        return compareInstants(left, right) === Math.sign(-difference) + 0;
      }),
    );
  });
});

describe('dayOfInstant() and startOfDay()', () => {
  test('one moment is two days in Guangdong and in Lisbon', () => {
    const instant = parseInstant('2026-11-22T16:00:00Z');
    expect(dayOfInstant(instant, 480)).toBe('2026-11-23');
    expect(dayOfInstant(instant, 0)).toBe('2026-11-22');
    expect(startOfDay(parseCalendarDay('2026-11-23'), 480)).toBe(instant);
  });

  test('the start of a day lies on it, and a millisecond earlier does not', () => {
    const offset = fc.integer({ min: -14 * 60, max: 14 * 60 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000_000 }), offset, (milliseconds, minutes) => {
        const day = dayOfInstant(instantFromMilliseconds(milliseconds), minutes);
        const start = instantMilliseconds(startOfDay(day, minutes));
        expect(start).toBeLessThanOrEqual(milliseconds);
        expect(milliseconds - start).toBeLessThan(86_400_000);
        expect(dayOfInstant(instantFromMilliseconds(start), minutes)).toBe(day);
        expect(dayOfInstant(instantFromMilliseconds(start - 1), minutes)).not.toBe(day);
      }),
    );
  });

  test('stay within the calendar at its ends, in order', () => {
    const [first, last] = [parseCalendarDay('0001-01-01'), parseCalendarDay('9999-12-31')];
    expect(dayOfInstant(parseInstant('9999-12-31T20:00:00Z'), 480)).toBe(last);
    expect(dayOfInstant(parseInstant('0001-01-01T02:00:00Z'), -480)).toBe(first);
    expect([startOfDay(first, 480), startOfDay(last, -480)]).toEqual(['0001-01-01T00:00:00Z', '9999-12-31T08:00:00Z']);
    expect([startOfNextDay(last, 0), startOfNextDay(first, 480)]).toEqual([
      '9999-12-31T23:59:59.999Z',
      '0001-01-01T16:00:00Z',
    ]);
  });

  test('the next day starts where the day after it does', () => {
    const day = parseCalendarDay('2026-12-31');
    expect(startOfNextDay(day, 480)).toBe(startOfDay(parseCalendarDay('2027-01-01'), 480));
  });

  test.each([841, -841, 0.5, Number.NaN])('refuses the offset %s', (offset) => {
    expect(() => startOfDay(parseCalendarDay('2026-11-22'), offset)).toThrow(RangeError);
    expect(() => dayOfInstant(parseInstant('2026-11-22T00:00:00Z'), offset)).toThrow(RangeError);
  });
});
