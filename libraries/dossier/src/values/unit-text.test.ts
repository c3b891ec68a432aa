// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { nearEnough, nearest } from './nearest.ts';
import { readUnitText } from './unit-text.ts';

describe('readUnitText()', () => {
  test.each([
    ['mg/kg', 'mg/kg'],
    ['毫克/千克', 'mg/kg'],
    ['ug/kg', 'µg/kg'],
    ['ｍｇ／ｋｇ', 'mg/kg'],
    ['g/100g', 'g/100 g'],
  ])('reads %j as %s', (text, unit) => {
    expect(readUnitText(text)).toEqual({ ok: true, value: unit });
  });

  test.each([
    ['mgkg', 'mg/kg'],
    ['mg//kg', 'mg/kg'],
    ['MG/KG', 'mg/kg'],
    ['', 'mg/kg'],
    ['ＭＧ／ＫＧ', 'mg/kg'],
    ['BQ/kg', 'Bq/kg'],
    ['CFU/gg', 'CFU/g'],
  ])('refuses %j and offers %s', (text, near) => {
    const reading = readUnitText(text);
    expect(reading).toMatchObject({ ok: false, code: 'UNKNOWN_UNIT' });
    expect(reading.ok ? '' : reading.expected).toContain(near);
  });

  test('offers every meaning of ppm', () => {
    const reading = readUnitText('ppm');
    expect(reading.ok ? '' : reading.expected).toMatch(/mg\/kg.*mg\/L/);
  });

  test('refuses megabytes without reading them', () => {
    expect(readUnitText('kg/'.repeat(1_000_000))).toMatchObject({ ok: false, code: 'UNKNOWN_UNIT' });
  });
});

describe('nearEnough()', () => {
  test.each([
    ['onn', ['on', 'markets'], 'on'],
    ['decision-rule', ['on', 'decisionRule'], 'decisionRule'],
    ['market', ['on', 'markets'], 'markets'],
    ['Sheet9', ['results', 'intervenientes'], undefined],
    ['anything', [], undefined],
  ])('takes %s among %j for %s', (text, candidates, meant) => {
    expect(nearEnough(text, candidates)).toBe(meant);
  });
});

describe('nearest()', () => {
  test('finds the candidate with the fewest edits, case aside', () => {
    expect(nearest('Sustance', ['Unit', 'Substance', 'Basis'])).toBe('Substance');
    expect(nearest('LOT NUMBR', ['Lot number', 'Quantity'])).toBe('Lot number');
    expect(nearest('', ['a', 'bb'])).toBe('a');
    expect(nearest('anything', [])).toBe('');
  });
});
