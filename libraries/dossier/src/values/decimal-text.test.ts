// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDecimalText, reasonOf } from './decimal-text.ts';

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
    ['０，３０', '0.30'],
    ['-0,3', '-0.3'],
    ['1,234', '1.234 or 1234'],
    ['1,234,567', '1234567'],
    ['1,234.50', '1234.50'],
    ['1.234,50', '1234.50'],
    ['1 234', '1234'],
    ["12'000.5", '12000.5'],
    ['12,5', '12.5'],
  ])('refuses %j, which has two readings or a thousands sign, and says what to write: %s', (text, written) => {
    const reading = readDecimalText(text);
    expect(reading).toMatchObject({ ok: false, code: 'AMBIGUOUS_NUMBER' });
    expect(reading.ok ? '' : reading.expected.split(': ')[1]).toBe(written);
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

  test('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof readDecimalText(text).ok === 'boolean'));
  });
});

test('reasonOf() leaves out the text that the fault shows anyway', () => {
  expect(reasonOf(new Error('Too long (given: "1\n2")'))).toBe('Too long');
  expect(reasonOf('no error')).toBe('no error');
});
