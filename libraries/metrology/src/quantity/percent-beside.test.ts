// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { parseUnit } from './parse-unit.ts';
import { percentBeside } from './percent-beside.ts';

describe('percentBeside()', () => {
  it.each([
    ...[
      '%',
      '％',
      '‰',
      '% RH',
      '%RH',
      '% (V/V)',
      '% vol',
      '%(vol)',
      '% (m/m)',
      'g/100 g',
      'mL/100 mL',
      'mol/mol',
      'g/kg',
      '1',
    ],
    ...['ppm', 'ppb', '[ppm]', 'ppmv', ' ppm '],
  ])('has two readings beside %j', (unit) => {
    expect(percentBeside(unit)).toBe('two-readings');
  });

  it.each(['mg/kg', 'µg/kg', 'mm', 'g/100 mL', 'g', 'K', 'K/min', 'rad', 'CFU/g', 'µmol/mol'])(
    'is a share beside %j',
    (unit) => {
      expect(percentBeside(unit)).toBe('share');
    },
  );

  it.each(['pH', 'dB', 'Np', 'B', 'dB[SPL]', '°C', '°F', 'Cel', '[degF]'])('means nothing beside %j', (unit) => {
    expect(percentBeside(unit)).toBe('nothing');
  });

  it('reads percent of relative humidity as percent, and of volume in any case of letters', () => {
    expect(['% RH', '%RH', '%rh', '% (R.H.)'].map((text) => parseUnit(text).text)).toEqual(['%', '%', '%', '%']);
    expect(['% (V/V)', '% Vol', '%(vol.)'].map((text) => parseUnit(text).text)).toEqual(Array(3).fill('mL/100 mL'));
    expect(parseUnit('RH').text).toBe('RH');
  });
});
