// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  convertQuantity,
  levelToValue,
  parseQuantity,
  parseUcumUnit,
  parseUnit,
  quantityOf,
  valueToLevel,
} from './index.ts';

describe('levelToValue()', () => {
  it.each([
    // 20 µPa are 0 dB, and 20 dB more are ten times the pressure: ISO 80000-8:2020, 8-14.
    ['60', 'dB[SPL]', 0.02, 'Pa'],
    ['30', 'dB[W]', 1000, 'W'],
    ['3', 'B[kW]', 1000, 'kW'],
    ['20', 'dB[V]', 10, 'V'],
    ['40', 'dB[mV]', 100, 'mV'],
    ['20', 'dB[10.nV]', 100, 'nV'],
    ['20', 'dB', 100, '1'],
    ['1', 'Np', Math.E, '1'],
    ['7', 'pH', 1e-7, 'mol/L'],
    ['8', 'bit_s', 256, '1'],
    ['100', '%[slope]', 45, '°'],
    ['100', "[p'diop]", Math.PI / 4, 'rad'],
    ['3', '[m/s2/Hz^(1/2)]', 9, 'm2/(s4·Hz)'],
  ])('says what %s %s are: %d %s', (value, unit, expected, expectedUnit) => {
    const given = parseQuantity({ value, unit: unit === 'bit_s' ? 'ucum:bit_s' : unit });
    const got = levelToValue(given);
    expect(Math.abs(got.value / expected - 1)).toBeLessThan(1e-14);
    expect(got.unit.factor).toEqual(parseUnit(expectedUnit).factor);
    expect(got.unit.dimension).toEqual(parseUnit(expectedUnit).dimension);
    expect(Math.abs(valueToLevel(got.value, given.unit) / Number(value) - 1)).toBeLessThan(1e-14);
  });

  it.each(['mg/kg', '1', 'dB[W]/s', "[hp'_X]"])('has no formula for %s', (unit) => {
    const given = quantityOf({ coefficient: 1n, exponent: 0 }, parseUnit(unit));
    expect(() => levelToValue(given)).toThrow(expect.objectContaining({ code: 'BAD_QUANTITY' }));
    expect(() => valueToLevel(1, given.unit)).toThrow(expect.objectContaining({ code: 'BAD_QUANTITY' }));
  });
});

describe('valueToLevel()', () => {
  it('is the inverse of levelToValue()', () => {
    const unit = fc.constantFrom('dB[SPL]', 'B[W]', 'dB[uV]', '[pH]', 'Np', 'dB').map((code) => parseUcumUnit(code));
    fc.assert(
      fc.property(unit, fc.integer({ min: -5_000, max: 5_000 }), (scale, level) => {
        const given = quantityOf({ coefficient: BigInt(level), exponent: -3 }, scale);
        expect(Math.abs(valueToLevel(levelToValue(given).value, scale) - level / 1000)).toBeLessThan(1e-12);
      }),
    );
  });

  it('leaves prefixes to exact conversion', () => {
    expect(convertQuantity(parseQuantity({ value: '25', unit: 'dB' }), parseUnit('B')).decimal).toEqual({
      coefficient: 25n,
      exponent: -1,
    });
  });
});
