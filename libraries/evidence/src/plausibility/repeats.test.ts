// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { type ExaminedReport, examineReport, type Surroundings } from './index.ts';
import { quantityKey } from './quantity-key.ts';

type Point = NonNullable<ExaminedReport['points']>[number];

const POINT: Point = {
  ...{ result: 'mass at 100 g', quantity: 'mass', at: { value: '100', unit: 'g' } },
  ...{ found: { value: '100.0001', unit: 'g' }, uncertainty: { value: '0.3', unit: 'mg' } },
};
const codes = (of: Partial<ExaminedReport>, around: Surroundings = {}) =>
  examineReport({ reportNumber: 'C-1', results: [], ...of }, around).map(({ code }) => code);

describe('a point of a calibration', () => {
  const twice = (more: Partial<Point>) => codes({ points: [POINT, { ...POINT, ...more }] });

  it.each<[string, Partial<Point>]>([
    ['another value', { found: { value: '100.0002', unit: 'g' } }],
    ['the point itself, where a value is stated', { found: undefined }],
    [
      'another value at the same point in another unit',
      { at: { value: '0.1', unit: 'kg' }, found: { value: '1', unit: 'kg' } },
    ],
    ['another uncertainty', { uncertainty: { value: '0.2', unit: 'mg' } }],
    ['another value under a name in other letters', { quantity: ' Mass', found: { value: '100.0002', unit: 'g' } }],
  ])('is stated twice with %s', (_, more) => {
    expect(twice(more)).toContain('POINT_STATED_TWICE');
  });

  it.each<[string, Partial<Point>]>([
    [
      'said alike, in another unit and with more zeros',
      { found: { value: '100000.10', unit: 'mg' }, uncertainty: { value: '0.0003', unit: 'g' } },
    ],
    ['of another condition', { condition: 'falling', found: { value: '100.0002', unit: 'g' } }],
    ['of another quantity', { quantity: 'density', found: { value: '100.0002', unit: 'g' } }],
    ['another point', { at: { value: '100.1', unit: 'g' }, found: { value: '100.1002', unit: 'g' } }],
  ])('is none that contradicts itself where it is %s', (_, more) => {
    expect(twice(more)).toEqual([]);
  });

  it('is known with the same uncertainty in degrees and in kelvins', () => {
    const at = { ...POINT, at: { value: '20', unit: '°C' }, found: { value: '20.1', unit: '°C' } };
    const points = ['°C', 'K'].map((unit) => ({ ...at, uncertainty: { value: '0.1', unit } }));
    expect(codes({ points })).toEqual([]);
  });
});

describe('a number that is on a paper of another kind', () => {
  const other = { reportNumber: 'c\u20111', sample: '', results: '', isOtherKind: true };
  it('may be of another series, unless it is on one of this kind as well', () => {
    expect(codes({}, { otherReports: [other] })).toEqual(['NUMBER_ON_OTHER_KIND']);
    expect(codes({}, { otherReports: [other, { ...other, isOtherKind: false }] })).toEqual(['REPORT_NUMBER_TWICE']);
    expect(codes({}, { otherReports: [{ ...other, reportNumber: 'C-2' }] })).toEqual([]);
  });
});

describe('quantityKey()', () => {
  const key = (value: string, unit: string) => quantityKey({ value, unit });
  it('is one for one value, whatever its unit and zeros', () => {
    expect(key('0.120', 'mg/kg')).toBe(key('120', 'ug/kg'));
    expect(key('0', '°C')).toBe(key('273.15', 'K'));
    expect(key('1.0', 'g/100 g')).toBe(key('1', '%'));
    expect(key('1.50', 'furlongs of ours')).toBe(key('1.5', 'Furlongs  of ours'));
  });
  it('is another for another value, and for another quantity', () => {
    expect(key('0.121', 'mg/kg')).not.toBe(key('120', 'ug/kg'));
    expect(key('1', 'mg/L')).not.toBe(key('1', 'mg/kg'));
    expect(key('1', 'furlongs of ours')).not.toBe(key('1', 'leagues of ours'));
  });
});
