// SPDX-License-Identifier: Apache-2.0
import { dayFromNumber, numberOfDay, parseCalendarDay } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDateSerial, readDateText } from './date-text.ts';

const DAY = '2026-11-22';

describe('readDateText()', () => {
  test.each([
    '2026-11-22',
    '2026/11/22',
    '2026.11.22',
    '2026 / 11 / 22',
    '20261122',
    '2026年11月22日',
    '2026 年 11 月 22 日',
    '2026年11月22号',
    '２０２６年１１月２２日',
    '２０２６－１１－２２',
    '22 Nov 2026',
    '22-Nov-2026',
    '22nd November 2026',
    'November 22, 2026',
    'Nov. 22 2026',
    '22 de novembro de 2026',
    '22/11/2026',
    '11/22/2026',
    '22.11.2026',
    '2026-11-22 00:00:00',
    '2026-11-22T00:00',
  ])('reads %j', (text) => {
    expect(readDateText(text)).toEqual({ ok: true, value: DAY });
  });

  test.each([
    ['1 Sept 2026', '2026-09-01'],
    ['5 de março de 2026', '2026-03-05'],
    ['4/4/2026', '2026-04-04'],
    ['29 Feb 2028', '2028-02-29'],
  ])('reads %j as %s', (text, day) => {
    expect(readDateText(text)).toEqual({ ok: true, value: day });
  });

  test('refuses 03/04/2026 and names both readings', () => {
    const reading = readDateText('03/04/2026');
    expect(reading).toEqual({ ok: false, code: 'AMBIGUOUS_DATE', expected: 'write 2026-03-04 or 2026-04-03' });
  });

  test.each(['26-11-22', '22/11/26', '26年11月22日'])('refuses %j, whose year has two digits', (text) => {
    expect(readDateText(text)).toMatchObject({ ok: false, code: 'AMBIGUOUS_DATE' });
  });

  test.each(['2026-02-30', '2026-13-01', '2026年2月29日', '31 Nov 2026', '20260931', '32/12/2026', '2026-00-10'])(
    'refuses %j, a day that does not exist',
    (text) => {
      expect(readDateText(text)).toMatchObject({ ok: false, code: 'NO_SUCH_DATE' });
    },
  );

  test.each([
    'next week',
    '22 Brumaire 2026',
    '2026-11',
    '46348',
    '2026-11-22 14:30',
    '0226-11-22',
    '9026-11-22',
    '',
    '2026-11/22',
    '二〇二六年十一月二十二日',
  ])('refuses %j and says how to write', (text) => {
    const reading = readDateText(text);
    expect(reading).toMatchObject({ ok: false, code: 'BAD_DATE' });
    expect(reading.ok ? '' : reading.expected).toContain(DAY);
  });

  test('reads every day of two centuries in each spelling that begins with the year', () => {
    const days = fc
      .integer({ min: numberOfDay(parseCalendarDay('1900-01-01')), max: numberOfDay(parseCalendarDay('2199-12-31')) })
      .map(dayFromNumber);
    fc.assert(
      fc.property(days, (day) => {
        const [year, month, dayOfMonth] = day.split('-').map(Number);
        for (const text of [
          day,
          `${year}/${month}/${dayOfMonth}`,
          `${year}年${month}月${dayOfMonth}日`,
          day.replaceAll('-', ''),
        ]) {
          expect(readDateText(text)).toEqual({ ok: true, value: day });
        }
      }),
    );
  });
});

describe('readDateSerial()', () => {
  // ECMA-376-1:2016, 18.17.4.1 gives the first days of both systems; 2008-02-29 is its example for a leap year.
  test.each([
    ['1', 1900, '1900-01-01'],
    ['59', 1900, '1900-02-28'],
    ['61', 1900, '1900-03-01'],
    ['46348', 1900, '2026-11-22'],
    ['46348.75', 1900, '2026-11-22'],
    ['109574', 1900, '2199-12-31'],
    ['0', 1904, '1904-01-01'],
    ['44886', 1904, '2026-11-22'],
    ['108112', 1904, '2199-12-31'],
  ] as const)('reads %s of the %i system as %s', (held, system, day) => {
    expect(readDateSerial(held, system)).toEqual({ ok: true, value: day });
  });

  test('refuses serial 60, the 29 February 1900 that never was', () => {
    expect(readDateSerial('60', 1900)).toMatchObject({ ok: false, code: 'NO_SUCH_DATE' });
  });

  test.each([
    ['0', 1900],
    ['-1', 1900],
    ['-1', 1904],
    ['109575', 1900],
    ['108113', 1904],
    ['x', 1900],
  ] as const)('refuses %s of the %i system', (held, system) => {
    expect(readDateSerial(held, system)).toMatchObject({ ok: false, code: 'BAD_DATE' });
  });
});
