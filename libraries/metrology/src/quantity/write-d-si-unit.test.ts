// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { parseUnit } from './parse-unit.ts';
import { formatDsiUnit } from './write-d-si-unit.ts';

describe('formatDsiUnit()', () => {
  it.each([
    ['mg/kg', '\\milli\\gram\\per\\kilogram'],
    ['ug/L', '\\micro\\gram\\per\\litre'],
    ['m/s2', '\\metre\\per\\second\\tothe{2}'],
    ['kg/(m·s2)', '\\kilogram\\per\\metre\\per\\second\\tothe{2}'],
    ['dam', '\\deca\\metre'],
    ['min', '\\minute'],
    ['℃', '\\degreecelsius'],
    ['1/s', '\\per\\second'],
    ['s-1', '\\second\\tothe{-1}'],
    ['1', '\\one'],
    ['%', '\\percent'],
    ['°', '\\degree'],
    ['dB', '\\decibel'],
    ['[kn_i]', '\\knot'],
    ['Da', '\\dalton'],
    ['ucum:pH', '\\pico\\henry'],
  ])('writes %s as %s, which is the same unit', (unit, expected) => {
    expect(formatDsiUnit(unit)).toBe(expected);
    expect(parseUnit(expected).factor).toEqual(parseUnit(unit).factor);
  });

  it.each(['psi', 'CFU/g', '°F', '10^3/µL', 'g/100 g', 'ucum:mt'])('has no name for %s', (unit) => {
    expect(formatDsiUnit(unit)).toBeUndefined();
  });

  it('does not take a prefix and a unit for another unit: pico and henry are no pH', () => {
    expect(parseUnit('\\pico\\henry').dimension).toEqual(parseUnit('H').dimension);
    expect(() => parseUnit('\\centi\\day')).toThrow(expect.objectContaining({ code: 'UNKNOWN_UNIT' }));
    expect(() => parseUnit('\\kilo\\kilogram')).toThrow(expect.objectContaining({ code: 'UNKNOWN_UNIT' }));
  });

  it('reads degrees Fahrenheit, for which D-SI has no name, and writes none', () => {
    expect(parseUnit('\\degreefahrenheit').text).toBe('°F');
    expect(parseUnit('\\watt\\per\\degreefahrenheit').factor).toEqual(parseUnit('W/°F').factor);
    expect(formatDsiUnit('°F')).toBeUndefined();
  });

  it('refuses what is no unit', () => {
    expect(() => formatDsiUnit('nonsense')).toThrow(expect.objectContaining({ code: 'UNKNOWN_UNIT' }));
  });
});
