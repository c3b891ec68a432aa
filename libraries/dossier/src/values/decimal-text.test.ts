// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasDecimalComma, readDecimalText, reasonOf } from './decimal-text.ts';

describe('readDecimalText()', () => {
  test.each([
    ['0.10', '0.10'],
    [' 12 ', '12'],
    ['０．３０', '0.30'],
    ['\u3000１２\u3000', '12'],
    ['+0.5', '0.5'],
    ['\u22120.5', '-0.5'],
    ['－0.5', '-0.5'],
    ['1.5e-3', '0.0015'],
    ['1.50E-03', '0.00150'],
    ['0', '0'],
  ])('reads %j as %s, digits kept', (text, value) => {
    expect(readDecimalText(text)).toEqual({ ok: true, value });
  });

  test.each([
    ['0,30', '0.30'],
    ['0,005', '0.005'],
    ['-0,3', '-0.3'],
    ['12,5', '12.5'],
    ['1234,567', '1234.567'],
    ['1,2345', '1.2345'],
    ['1,50e-3', '0.00150'],
    ['1,234,567', '1234567'],
    ['1.234.567', '1234567'],
    ['1,234.50', '1234.50'],
    ['1.234,50', '1234.50'],
    ['1 234', '1234'],
    ['-1\u202f234,5', '-1234.5'],
    ["12'000.5", '12000.5'],
  ])('reads %j, which has one reading, as %s', (text, value) => {
    expect(readDecimalText(text)).toEqual({ ok: true, value });
  });

  test.each([
    ['1,234', '1.234 or 1234'],
    ['-12,500', '-12.500 or -12500'],
    ['０，３０', '0.30'],
    ['5，10', '5.10'],
    ['5、10', '5.10'],
    ['12,34,5', '1234.5'],
    ['1,234.567,8', '1234567.8'],
    ['1 23', '123'],
  ])('refuses %j, which has two readings or none, and says what to write: %s', (text, written) => {
    const reading = readDecimalText(text);
    expect(reading).toMatchObject({ ok: false, code: 'AMBIGUOUS_NUMBER' });
    expect(reading.ok ? '' : reading.expected.split(': ')[1]).toBe(written);
  });

  test('asks of 1.234 where the sheet has decimal commas, and takes what it says to write', () => {
    const reading = readDecimalText('30.000', { decimalComma: true });
    expect(reading).toMatchObject({ ok: false, code: 'AMBIGUOUS_NUMBER' });
    const [, whole = '', decimal = ''] = /^write (\S+) or (\S+);/.exec(reading.ok ? '' : reading.expected) ?? [];
    expect(readDecimalText(whole, { decimalComma: true })).toEqual({ ok: true, value: '30000' });
    expect(readDecimalText(decimal, { decimalComma: true })).toEqual({ ok: true, value: '30.000' });
    for (const text of ['0.005', '12.5', '1000.500', '1.234,5'])
      expect(readDecimalText(text, { decimalComma: true }).ok).toBe(true);
  });

  test.each([
    ['.5', '0.5'],
    ['-.5', '-0.5'],
    ['5.', '5'],
    ['007', '7'],
    ['1.5×10^-3', '1.5e-3'],
    ['2 x 10-3', '2e-3'],
    ['±0.02', '0.02'],
    ['+/- 0.02', '0.02'],
    ['10²', '0.10'],
    ['about 3', '0.10'],
    ['0.1-0.2', '0.10'],
    ['Ⅳ', '0.10'],
    ['', '0.10'],
  ])('refuses %j and suggests %s', (text, written) => {
    const reading = readDecimalText(text);
    expect(reading).toMatchObject({ ok: false, code: 'BAD_NUMBER' });
    expect(reading.ok ? '' : reading.expected.split('such as ')[1]).toBe(written);
  });

  test('refuses a number that is written out longer than any measurement', () => {
    for (const text of ['1e99999', '1e-9999', '1'.repeat(61), `1${',000'.repeat(1000)}`]) {
      expect(readDecimalText(text)).toMatchObject({ ok: false, code: 'BAD_NUMBER' });
    }
  });

  test('gives back every decimal in either width', () => {
    const decimal = fc
      .tuple(fc.boolean(), fc.nat(), fc.stringMatching(/^[0-9]{0,6}$/))
      .map(([minus, whole, places]) => `${minus ? '-' : ''}${whole}${places === '' ? '' : `.${places}`}`)
      .filter((text) => !/^-0(\.0*)?$/.test(text));
    fc.assert(
      fc.property(decimal, (text) => {
        const wide = text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
        expect(readDecimalText(text)).toEqual({ ok: true, value: text });
        expect(readDecimalText(wide)).toEqual({ ok: true, value: text });
      }),
    );
  });

  test('gives one value or none, whether point or comma is the decimal sign and however thousands are parted', () => {
    const number = fc.tuple(fc.nat({ max: 99_999_999 }), fc.stringMatching(/^[0-9]{0,5}$/));
    fc.assert(
      fc.property(
        number,
        fc.constantFrom('', ' ', ',', '.'),
        fc.constantFrom(',', '.'),
        ([whole, places], by, sign) => {
          fc.pre(by !== sign);
          const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, by);
          const text = places === '' ? grouped : grouped + sign + places;
          const reading = readDecimalText(text);
          const meant = places === '' ? String(whole) : `${whole}.${places}`;
          const isPlainPoint = /^\d+\.\d+$/.test(text);
          if (reading.ok && !isPlainPoint) expect(reading.value).toBe(meant);
          else if (!reading.ok) expect(reading.expected).toContain(meant);
        },
      ),
    );
  });

  test('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof readDecimalText(text).ok === 'boolean'));
  });
});

test('reasonOf() leaves out the text that the fault shows anyway', () => {
  expect(reasonOf(new Error('Too long (given: "1\n2")'))).toBe('Too long');
  expect(reasonOf('no error')).toBe('no error');
});

test.each([
  ['0,005', true],
  ['<0,02 mg/kg', true],
  ['± 1.234,5 g', true],
  ['1,234', false],
  ['1,234.5', false],
  ['0.005', false],
  ['5，10', false],
  ['W-0,5', false],
  ['', false],
])('hasDecimalComma() says of %j: %s', (text, comma) => {
  expect(hasDecimalComma(text)).toBe(comma);
});
