// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { readMeasuredText, readNumberText } from './measured-text.ts';

describe('readMeasuredText()', () => {
  test.each([
    ['0.10', { says: 'number', value: '0.10' }],
    ['0.10 mg/kg', { says: 'number', value: '0.10', unit: 'mg/kg' }],
    ['0.10mg/kg', { says: 'number', value: '0.10', unit: 'mg/kg' }],
    ['１２ μg/kg', { says: 'number', value: '12', unit: 'µg/kg' }],
    ['5.0 %', { says: 'number', value: '5.0', unit: '%' }],
    ['<0.02', { says: 'less-than', value: '0.02' }],
    ['<0,02', { says: 'less-than', value: '0.02' }],
    ['0,30 mg/kg', { says: 'number', value: '0.30', unit: 'mg/kg' }],
    ['1 250,5 毫克每千克', { says: 'number', value: '1250.5', unit: 'mg/kg' }],
    ['＜ 0.02 mg/kg', { says: 'less-than', value: '0.02', unit: 'mg/kg' }],
    ['﹤0.02', { says: 'less-than', value: '0.02' }],
  ])('reads %j', (text, value) => {
    expect(readMeasuredText(text)).toEqual({ ok: true, value });
  });

  test.each(['ND', 'nd', 'N.D.', 'n/d', 'ＮＤ', 'Not detected', '未检出', '未檢出', 'não detectado', 'Nao Detetado'])(
    'reads %j as nothing found',
    (text) => {
      expect(readMeasuredText(text)).toEqual({ ok: true, value: { says: 'not-detected' } });
    },
  );

  test.each([
    ['<LOD', 'below-detection'],
    ['＜检出限', 'below-detection'],
    ['低于定量限', 'below-quantification'],
    ['< LQ', 'below-quantification'],
  ])('reads %j as %s', (text, says) => {
    expect(readMeasuredText(text)).toEqual({ ok: true, value: { says } });
  });

  test.each([
    ['1,300', 'AMBIGUOUS_NUMBER'],
    ['1,300 mg/kg', 'AMBIGUOUS_NUMBER'],
    ['<1,020', 'AMBIGUOUS_NUMBER'],
    ['5，10 mg/kg', 'AMBIGUOUS_NUMBER'],
    ['0.10 ± 0.02', 'BAD_NUMBER'],
    ['0.10 (0.02)', 'BAD_NUMBER'],
    ['<-0.02', 'BAD_NUMBER'],
    ['>10', 'BAD_NUMBER'],
    ['trace', 'BAD_NUMBER'],
    ['不得检出', 'BAD_NUMBER'],
    ['0.10 mgg/kg', 'UNKNOWN_UNIT'],
    ['0.10 ppm', 'UNKNOWN_UNIT'],
  ])('refuses %j: %s', (text, code) => {
    expect(readMeasuredText(text)).toMatchObject({ ok: false, code });
  });
});

describe('readNumberText()', () => {
  test('reads a number with and without its unit', () => {
    expect(readNumberText('0.005')).toEqual({ ok: true, value: { value: '0.005' } });
    expect(readNumberText('5 ug/kg')).toEqual({ ok: true, value: { value: '5', unit: 'µg/kg' } });
  });
});
