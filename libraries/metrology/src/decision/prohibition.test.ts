// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { parseQuantity } from '../quantity/index.ts';
import { decideAgainstProhibition, type MeasuredResult } from './index.ts';

const ug = (value: string) => parseQuantity({ value, unit: 'µg/kg' });
const codesOf = (result: MeasuredResult, required?: string, unit = 'µg/kg') => {
  const options = required === undefined ? {} : { requiredLoq: parseQuantity({ value: required, unit }) };
  const { outcome, reasons } = decideAgainstProhibition(result, options);
  return [outcome, ...reasons.map(({ code }) => code)];
};

describe('decideAgainstProhibition()', () => {
  it('lets no detection conform, however small and however uncertain', () => {
    expect(codesOf({ kind: 'quantified', value: ug('0.01') }, '0.5')).toEqual(['does-not-conform', 'DETECTED']);
  });

  it.each(['0', '-0.1'])('does not take a reported %s for an absence', (value) => {
    expect(codesOf({ kind: 'quantified', value: ug(value) }, '0.5')).toEqual(['inconclusive', 'NO_DETECTION_LIMIT']);
  });

  it.each<[string, MeasuredResult]>([
    ['below its LOQ', { kind: 'below-loq', loq: ug('0.5') }],
    ['not detected', { kind: 'not-detected', lod: ug('0.5') }],
    ['not detected, LOQ stated', { kind: 'not-detected', lod: ug('0.1'), loq: ug('0.5') }],
    ['below its LOQ, LOD stated', { kind: 'below-loq', lod: ug('0.1'), loq: ug('0.5') }],
  ])('takes a result %s as absence only at the LOQ that is required', (_, result) => {
    expect(codesOf(result)).toEqual(['inconclusive', 'NOT_FOUND_AT_LOQ', 'REQUIRED_LOQ_NOT_STATED']);
    expect(codesOf(result, '0.5')).toEqual(['conforms', 'NOT_FOUND_AT_LOQ']);
    expect(codesOf(result, '0.49')).toEqual(['inconclusive', 'NOT_FOUND_AT_LOQ', 'LOQ_ABOVE_REQUIRED']);
    expect(codesOf(result, '0.5', 'µg/L')).toEqual(['inconclusive', 'NOT_FOUND_AT_LOQ', 'UNIT_INCOMPARABLE']);
  });

  it('names the limit that was reached', () => {
    const detail = (result: MeasuredResult) => decideAgainstProhibition(result).reasons[0]?.detail;
    expect(detail({ kind: 'not-detected', lod: ug('0.5') })).toContain('LOD of 0.5 µg/kg');
    expect(detail({ kind: 'not-detected', lod: ug('0.1'), loq: ug('0.5') })).toContain('LOQ of 0.5 µg/kg');
  });

  it('refuses a required LOQ of 0, and a result that is none', () => {
    expect(() => codesOf({ kind: 'below-loq', loq: ug('1') }, '0')).toThrow(
      expect.objectContaining({ code: 'BAD_TOLERANCE' }),
    );
    expect(() => codesOf({ kind: 'below-loq', loq: ug('0') }, '1')).toThrow(
      expect.objectContaining({ code: 'BAD_RESULT' }),
    );
  });
});
