// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { type ExaminedReport, examineReport, type Surroundings, tellingResults } from './index.ts';
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

describe('results that are reported of two samples', () => {
  const RESULT = { outcome: 'quantified', basis: '', method: { standard: 'GB 5009.12-2023' }, testedOn: '2026-11-20' };
  const results = (...values: readonly (readonly [string, string])[]) =>
    values.map(([value, unit], at) => ({
      ...{ ...RESULT, result: `R${at}`, substance: `s${at}`, quantity: { value, unit } },
    })) as unknown as ExaminedReport['results'];
  const beside = (own: ReturnType<typeof results>, other: ReturnType<typeof results>) =>
    codes(
      { results: own },
      { otherReports: [{ reportNumber: 'R-9', sample: 'S-9', results: tellingResults(other) ?? '' }] },
    );
  const FIRST = results(['0.1234', 'mg/kg'], ['25.6', 'mg/kg']);

  it.each<[string, ReturnType<typeof results>]>([
    ['alike', FIRST],
    ['with a zero more', results(['0.12340', 'mg/kg'], ['25.60', 'mg/kg'])],
    ['in another unit', results(['123.4', 'ug/kg'], ['0.0256', 'g/kg'])],
  ])('are wondered at where they are written %s', (_, own) => {
    expect(beside(own, FIRST)).toEqual(['SAME_RESULTS_TWICE']);
    expect(beside(FIRST, own)).toEqual(['SAME_RESULTS_TWICE']);
  });

  it.each<[string, ReturnType<typeof results>]>([
    ['one commonplace figure', results(['0.12', 'mg/kg'])],
    ['one commonplace figure with many zeros', results(['0.1200000', 'mg/kg'])],
    ['three round figures', results(['0.10', 'mg/kg'], ['0.20', 'mg/kg'], ['1000', 'mg/kg'])],
  ])('are none to wonder at where they are %s', (_, own) => {
    expect(beside(own, own)).toEqual([]);
  });

  it('are others where one value differs', () => {
    expect(beside(results(['0.1235', 'mg/kg'], ['25.6', 'mg/kg']), FIRST)).toEqual([]);
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
