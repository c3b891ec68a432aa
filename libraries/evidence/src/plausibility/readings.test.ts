// SPDX-License-Identifier: Apache-2.0
import { parseCalendarDay, parseInstant } from '@touchstone/identifiers';
import type { ScopeLine } from '@touchstone/statements';
import { describe, expect, it } from 'vitest';
import { type ExaminedReport, examineReport, inOneStep, type Surroundings, type WholeWork } from './index.ts';

const DAY = parseCalendarDay('2026-11-20');
const RESULT = {
  ...{ outcome: 'quantified', result: 'R1', substance: 'x', basis: 'as sold', testedOn: DAY },
  method: { standard: 'GB 4789.2-2022' },
};
const SAMPLE = { sample: 'S-1', receivedAt: parseInstant('2026-11-19T01:00:00Z') };
const reported = (value: string, unit: string) =>
  ({
    reportNumber: 'R-1',
    sample: SAMPLE,
    results: [{ ...RESULT, quantity: { value, unit } }],
  }) as unknown as ExaminedReport;

const WORK = {
  ...{ result: 'R1', person: 'ting', site: 'room 2', conditions: [], rawFiles: [{ name: 'a', digest: 'uEi' }] },
  ...{ from: parseInstant('2026-11-20T01:00:00Z'), to: parseInstant('2026-11-20T03:00:00Z') },
};

function agrees(value: string, unit: string, { read, readUnit = unit }: { read: string[]; readUnit?: string }) {
  const readings = { unit: readUnit, values: read, by: 'mean' };
  const around = { offsetMinutes: 480, work: [inOneStep({ ...WORK, readings } as unknown as WholeWork)] };
  return !examineReport(reported(value, unit), around).some(({ code }) => code === 'RESULT_NOT_FROM_READINGS');
}

describe('a result that is rounded to significant digits', () => {
  it.each([
    ['12000', '12345', true],
    ['12300', '12345', true],
    ['12345', '12345', true],
    ['13000', '12345', false],
    ['12000', '12500', true],
    ['12000', '12501', false],
    ['1.2e4', '12345', true],
    ['1.23e4', '12345', true],
    ['1.24e4', '12345', false],
    ['1.20e4', '12345', false],
    ['120', '123.4', true],
    ['120', '125.1', false],
    ['-120', '-123.4', true],
    ['100', '104.9', true],
    // One digit has to be said: 100 is no 149.
    ['100', '149', false],
    ['1e2', '149', true],
    ['10', '14', false],
    ['1e1', '14', true],
    ['0', '4', false],
    ['0', '0.4', true],
    ['0e1', '4', false],
    ['0e3', '40', false],
    ['0.00', '0.004', true],
    ['0.00', '0.006', false],
    ['0.10', '0.104', true],
    ['0.10', '0.149', false],
  ])('%s agrees with %s: %s', (value, read, expected) => {
    expect(agrees(value, '{CFU}/g', { read: [read] })).toBe(expected);
  });
});

describe('readings in another unit', () => {
  it('are temperatures on their scales', () => {
    expect(agrees('277.4', 'K', { read: ['4.2', '4.3'], readUnit: 'Cel' })).toBe(true);
    expect(agrees('4.2', 'Cel', { read: ['277.35'], readUnit: 'K' })).toBe(true);
    expect(agrees('4.3', 'K', { read: ['4.2', '4.3'], readUnit: 'Cel' })).toBe(false);
  });

  it('are of what the other says where one is a bare percent, and of nothing else', () => {
    expect(agrees('12.3', '%', { read: ['12.31', '12.33'], readUnit: 'g/100g' })).toBe(true);
    expect(agrees('12.3', 'g/100 g', { read: ['12.31', '12.33'], readUnit: '%' })).toBe(true);
    expect(agrees('0.123', 'g/100 g', { read: ['12.31', '12.33'], readUnit: '%' })).toBe(false);
    expect(agrees('12.3', 'mL/100 mL', { read: ['12.31'], readUnit: 'g/100 g' })).toBe(false);
    expect(agrees('12.3', '%', { read: ['12.31'], readUnit: 'mg/L' })).toBe(false);
    expect(agrees('12.3', 'Bq', { read: ['12.31'], readUnit: '/s' })).toBe(false);
    expect(agrees('12.3', '%', { read: ['12.31'], readUnit: 'rad' })).toBe(false);
  });
});

describe('the range of a scope line', () => {
  const range = (from: string, to: string, unit: string) => ({ from: { value: from, unit }, to: { value: to, unit } });
  const covers = (of: ExaminedReport, within: object) => {
    const property = { substance: 'x' };
    const line = { activity: 'testing', line: 'T1', object: { description: 'x' }, property, method: RESULT.method };
    const scope: Surroundings['scope'] = () => [{ ...line, range: within, from: DAY, to: DAY } as unknown as ScopeLine];
    return !examineReport(of, { offsetMinutes: 480, scope }).some(({ code }) => code === 'OUTSIDE_SCOPE_LINES');
  };
  it('is one of temperatures on their scales, and of fractions of the same', () => {
    expect(covers(reported('277.4', 'K'), range('0', '10', 'Cel'))).toBe(true);
    expect(covers(reported('5', 'K'), range('0', '10', 'Cel'))).toBe(false);
    expect(covers(reported('12.3', 'g/100 g'), range('1', '20', '%'))).toBe(true);
    expect(covers(reported('21', 'g/100 g'), range('1', '20', '%'))).toBe(false);
  });
});

describe('a result that is reported as too little to quantify', () => {
  const LINE = {
    ...{ activity: 'testing', line: 'T1', object: { description: 'food' }, property: { substance: 'x' } },
    ...{ method: { standard: 'GB 4789.2-2022' }, limitOfQuantification: { value: '0.01', unit: 'mg/kg' } },
    ...{ from: parseCalendarDay('2026-01-01'), to: parseCalendarDay('2028-12-31') },
  };
  const scope = (...lines: object[]) => ({ scope: () => lines as unknown as readonly ScopeLine[] });
  const FAR = { limitOfDetection: { value: '0.1', unit: 'mg/kg' } };
  function marksOf(read: readonly string[], more: { result?: object; around?: Surroundings; unit?: string } = {}) {
    const { result = { outcome: 'not-detected', ...FAR }, around = scope(LINE), unit = 'mg/kg' } = more;
    const of = {
      reportNumber: 'R-1',
      sample: SAMPLE,
      results: [{ ...RESULT, ...result }],
    } as unknown as ExaminedReport;
    const readings = { unit, values: read, by: 'mean' };
    const work = [inOneStep({ ...WORK, readings } as unknown as WholeWork)];
    return examineReport(of, { offsetMinutes: 480, work, ...around }).filter(
      ({ rule }) => rule !== 'environment' && rule !== 'custody',
    );
  }
  const codes = (...asked: Parameters<typeof marksOf>) => marksOf(...asked).map(({ code }) => code);

  it('is wondered at where its readings are what the line quantifies, by however high a limit', () => {
    expect(codes(['0.05'])).toEqual(['NON_DETECT_QUANTIFIABLE']);
    expect(codes(['50'], { unit: 'ug/kg' })).toEqual(['NON_DETECT_QUANTIFIABLE']);
    expect(codes(['0.010'])).toEqual(['NON_DETECT_QUANTIFIABLE']);
    const limit = { outcome: 'below-loq', limitOfQuantification: { value: '0.1', unit: 'mg/kg' } };
    expect(codes(['0.05', '0.07'], { result: limit })).toEqual(['NON_DETECT_QUANTIFIABLE']);
    expect(marksOf(['0.05'])).toMatchObject([
      { level: 'amber', values: { found: '0.0500 mg/kg', granted: '0.01 mg/kg' } },
    ]);
    // By the least that any line grants.
    const other = { ...LINE, line: 'T2', limitOfQuantification: { value: '1', unit: 'mg/kg' } };
    expect(codes(['0.05'], { around: scope(other, LINE) })).toEqual(['NON_DETECT_QUANTIFIABLE']);
  });

  it('is none to wonder at below that, under no line, and by a line that says no limit or is of another food', () => {
    expect(codes(['0.009'])).toEqual([]);
    expect(codes(['0.05'], { result: { outcome: 'not-detected', ...FAR, underScope: false } })).toEqual([]);
    expect(codes(['0.05'], { around: scope({ ...LINE, limitOfQuantification: undefined }) })).toEqual([]);
    const fish = { ...LINE, object: { description: 'fish', foods: ['fish'] } };
    expect(codes(['0.05'], { around: scope(fish) })).toEqual(['SCOPE_NOT_READ']);
    expect(codes(['0.05'], { around: {} })).toEqual([]);
  });

  it('is under no line that quantifies less than it claims', () => {
    const claims = (value: string) => ({
      result: { outcome: 'below-loq', limitOfQuantification: { value, unit: 'mg/kg' } },
    });
    expect(codes(['0.004'], claims('0.005'))).toEqual(['OUTSIDE_SCOPE_LINES']);
    expect(codes(['0.004'], claims('0.010'))).toEqual([]);
  });
});
