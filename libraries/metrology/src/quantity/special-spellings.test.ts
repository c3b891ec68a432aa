// SPDX-License-Identifier: Apache-2.0
import { rational } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import {
  formatDsiUnit,
  formatQudtUnit,
  formatUcumUnit,
  type MetrologyError,
  parseQudtUnit,
  parseUcumUnit,
  parseUnit,
  unitComparability,
} from './index.ts';

const refusal = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    const { code, data } = error as MetrologyError;
    return [code, ...(data.suggestions ?? [])];
  }
  return ['accepted'];
};

describe('parseUnit()', () => {
  // UCUM 2.2, §7 evaluates from the left; the SI Brochure, 5.2, writes one solidus, as the canonical text does.
  it.each([
    ['m/s/s', 'm/(s·s)', 'm/s2'],
    ['J/kg/K', 'J/(kg·K)', 'J/(kg·K)'],
    ['mg/kg/d', 'mg/(kg·d)', 'mg/(kg·d)'],
  ])('reads the chain %s from the left, as UCUM does', (chain, text, same) => {
    for (const unit of [parseUnit(chain), parseUcumUnit(chain)]) {
      expect(unit.text).toBe(text);
      expect([unit.factor, unit.dimension]).toEqual([parseUnit(same).factor, parseUnit(same).dimension]);
    }
    expect(refusal(() => parseUnit(`${chain}·m`))).toEqual(['AMBIGUOUS_UNIT']);
  });

  it.each([
    ['Wh', 'W·h', rational(3_600)],
    ['kWh', 'kW·h', rational(3_600_000)],
    ['mAh', 'mA·h', rational(36, 10)],
    ['uVA', 'µV·A', rational(1, 1_000_000)],
    ['kVA', 'kV·A', rational(1_000)],
    ['var', 'var', rational(1)],
    ['kvar', 'kvar', rational(1_000)],
    ['rem', 'rem', rational(1, 100)],
    ['mrem', 'mrem', rational(1, 100_000)],
    ['nmi', 'nmi', rational(1_852)],
    ['kn', 'kn', rational(1_852, 3_600)],
    ['rpm', 'r/min', rational(1, 60)],
    ['rev/min', 'r/min', rational(1, 60)],
    ['u', 'Da', parseUnit('Da').factor],
    ['byte', 'byte', rational(8)],
    ['Mbit/s', 'Mbit/s', rational(1_000_000)],
    ['g/kWh', 'g/(kW·h)', rational(1, 3_600_000_000)],
    ['100 Wh/kg', '100 W·h/kg', rational(360_000)],
    ['kWh2', 'kW2·h2', rational(3_600_000n ** 2n)],
  ])('reads %s as %s, exactly', (given, text, factor) => {
    expect(parseUnit(given)).toMatchObject({ text, factor });
    expect(parseUnit(text)).toEqual(parseUnit(given));
  });

  it.each<[string, string[]]>([
    ['kB', ['AMBIGUOUS_UNIT', 'kbyte', '1024 byte']],
    ['MB', ['AMBIGUOUS_UNIT', 'Mbyte', '1048576 byte']],
    ['KiB', ['UNKNOWN_UNIT', '1024 byte']],
    ['cpm', ['UNKNOWN_UNIT', '1/min']],
    ['ppmv', ['AMBIGUOUS_UNIT', 'µL/L', 'µmol/mol']],
    ['Nm3/h', ['AMBIGUOUS_UNIT', 'N·m', 'm3']],
    ['amu', ['AMBIGUOUS_UNIT', 'Da']],
    ['krpm', ['UNKNOWN_UNIT']],
    ['xWh', ['UNKNOWN_UNIT']],
  ])('refuses %s and says what to write', (given, expected) => {
    expect(refusal(() => parseUnit(given))).toEqual(expected);
    for (const suggestion of expected.slice(1)) expect(parseUnit(suggestion).text).toBe(suggestion);
  });

  it.each([
    ['var', 'W', false],
    ['var', 'kvar', true],
    ['VA', 'W', true],
    ['rem', 'mSv', true],
    ['rem', 'Gy', false],
    ['byte', 'kbit', true],
    ['byte', '1', false],
    ['rpm', 'Hz', true],
    ['rpm', 'rad/s', false],
    ['kn', 'km/h', true],
  ])('compares %s with %s: %s', (a, b, comparable) => {
    expect(unitComparability(parseUnit(a), parseUnit(b)).comparable).toBe(comparable);
  });
});

describe('spellings of UCUM, QUDT and D-SI', () => {
  it.each([
    ['kWh', 'kW.h', 'KiloW-HR', '\\kilo\\watt\\hour'],
    ['rem', 'REM', 'REM', undefined],
    ['nmi', '[nmi_i]', 'MI_N', '\\nauticalmile'],
    ['kn', '[kn_i]', 'KN', '\\knot'],
    ['u', 'u', 'DA', '\\dalton'],
    ['kbit', 'kbit', 'KiloBIT', '\\kilo\\bit'],
    ['byte', 'By', 'BYTE', '\\byte'],
    ['10^-6', '10*-6', 'PPM', '\\ppm'],
  ])('%s is %s, %s and %s', (own, ucum, qudt, dsi) => {
    expect([formatUcumUnit(own), formatQudtUnit(own), formatDsiUnit(own)]).toEqual([
      ucum,
      `http://qudt.org/vocab/unit/${qudt}`,
      dsi,
    ]);
    const { text } = parseUnit(own);
    expect([parseUcumUnit(ucum).text, parseQudtUnit(qudt).text]).toEqual([text, text]);
    if (dsi !== undefined) expect(parseUnit(dsi).text).toBe(text);
  });

  it('reads the other names that D-SI and QUDT have, and texts from before there were symbols', () => {
    expect(parseUnit('\\unifiedatomicmassunit').text).toBe('Da');
    expect(parseUnit('\\ppm\\per\\kelvin').text).toBe('10^-6/K');
    expect(formatDsiUnit('10^-6/K')).toBe('\\ppm\\per\\kelvin');
    expect(parseQudtUnit('U').text).toBe('Da');
    expect(['[nmi_i]', 'ucum:By', 'ucum:REM'].map((text) => parseUnit(text).text)).toEqual(['nmi', 'byte', 'rem']);
    expect(refusal(() => parseUnit('\\milli\\ppm'))).toEqual(['UNKNOWN_UNIT']);
  });
});
