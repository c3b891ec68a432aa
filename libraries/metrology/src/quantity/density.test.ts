// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertWithDensity, formatQuantity, parseQuantity, parseUnit, quantityOf } from './index.ts';

const milk = parseQuantity({ value: '1.03', unit: 'kg/L' });
const converted = (value: string, from: string, to: string) =>
  formatQuantity(convertWithDensity(parseQuantity({ value, unit: from }), milk, parseUnit(to)));

describe('convertWithDensity()', () => {
  it('leads from per mass to per volume and back', () => {
    expect(converted('100', 'Bq/kg', 'Bq/L')).toEqual({ value: '103', unit: 'Bq/L' });
    expect(converted('103', 'Bq/L', 'Bq/kg')).toEqual({ value: '100', unit: 'Bq/kg' });
    expect(converted('2', 'mg/kg', 'mg/L')).toEqual({ value: '2.06', unit: 'mg/L' });
    expect(converted('2.06', 'mg/L', 'g/100 g')).toEqual({ value: '0.0002', unit: 'g/100 g' });
    expect(converted('10', 'mL/kg', 'mL/L')).toEqual({ value: '10.3', unit: 'mL/L' });
    expect(converted('2', 'CFU/g', 'CFU/mL')).toEqual({ value: '2.06', unit: 'CFU/mL' });
    expect(converted('1', 'L', 'kg')).toEqual({ value: '1.03', unit: 'kg' });
    expect(converted('1.03', 'kg', 'L')).toEqual({ value: '1', unit: 'L' });
  });

  it.each([
    ['Bq/L', 'Bq/L', 'quotient-kind'],
    ['mg/kg', 'mL/L', 'quotient-kind'],
    ['mL/L', 'g/L', 'quotient-kind'],
    ['Bq/kg', '1/(s·L)', 'quotient-kind'],
    ['mg/kg', 'm', 'dimension'],
  ])('does not lead from %s to %s', (from, to, reason) => {
    expect(() => converted('1', from, to)).toThrow(
      expect.objectContaining({ code: 'INCOMPARABLE', data: expect.objectContaining({ reason }) }),
    );
  });

  it.each([
    ['0', 'kg/L'],
    ['-1', 'kg/L'],
    ['1', 'kg'],
    ['1', 'Bq·s·kg/L'],
  ])('refuses %s %s as a density', (value, unit) => {
    const density = parseQuantity({ value, unit });
    expect(() => convertWithDensity(parseQuantity({ value: '1', unit: 'mg/kg' }), density, parseUnit('mg/L'))).toThrow(
      expect.objectContaining({ code: 'BAD_DENSITY' }),
    );
  });

  it('there and back is the identity', () => {
    const number = fc.record({
      coefficient: fc.bigInt({ min: 1n, max: 10n ** 9n }),
      exponent: fc.integer({ min: -6, max: 3 }),
    });
    fc.assert(
      fc.property(number, number, (value, density) => {
        const given = quantityOf(value, parseUnit('Bq/kg'));
        const rho = quantityOf(density, parseUnit('g/mL'));
        const there = convertWithDensity(given, rho, parseUnit('mBq/L'));
        expect(convertWithDensity(there, rho, given.unit).value).toEqual(given.value);
      }),
    );
  });
});
