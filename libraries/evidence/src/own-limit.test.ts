// SPDX-License-Identifier: Apache-2.0
import type { OwnLimit } from '@touchstone/requirements';
import type { TestResult } from '@touchstone/statements';
import { describe, expect, it } from 'vitest';
import { decideOwnLimit } from './own-limit.ts';

const MAXIMUM: OwnLimit = {
  ...{ substance: 'pb', limit: { kind: 'maximum', value: '0.20' as never, unit: 'mg/kg' }, basis: 'edible part' },
};
const BAN: OwnLimit = { ...MAXIMUM, limit: { kind: 'not-permitted' } };
const measured = (value: string, more: object = {}): TestResult =>
  ({
    ...{ outcome: 'quantified', result: 'R1', substance: 'pb', quantity: { value, unit: 'mg/kg' } },
    ...{ method: { standard: 'GB 5009.12-2023' }, basis: 'Edible part', testedOn: '2026-11-20', ...more },
  }) as unknown as TestResult;
const decided = (limit: OwnLimit, result: TestResult) => {
  const { outcome, reasons } = decideOwnLimit(limit, result);
  return [outcome, ...reasons.map(({ code }) => code)];
};

describe('decideOwnLimit()', () => {
  it('takes the figure as it is, and says that its uncertainty is missing', () => {
    expect(decided(MAXIMUM, measured('0.20'))).toEqual(['meets', 'WITHIN_LIMITS', 'UNCERTAINTY_MISSING']);
    expect(decided(MAXIMUM, measured('0.201'))[0]).toBe('does-not-meet');
    expect(decided(MAXIMUM, measured('201', { quantity: { value: '201', unit: 'ug/kg' } }))[0]).toBe('does-not-meet');
  });

  it('holds a ban against what was found', () => {
    expect(decided(BAN, measured('0.01'))[0]).toBe('does-not-meet');
  });

  it.each<[string, string, TestResult]>([
    ['another substance', 'OTHER_SUBSTANCE', measured('0.1', { substance: 'cd' })],
    ['another basis', 'BASIS_DIFFERS', measured('0.1', { basis: 'dry weight' })],
    ['a content below zero', 'NEGATIVE_RESULT', measured('-0.1')],
    ['another kind of quantity', 'UNIT_INCOMPARABLE', measured('1', { quantity: { value: '1', unit: 'Bq/kg' } })],
    ['no unit that is known', 'METROLOGY_UNKNOWN_UNIT', measured('1', { quantity: { value: '1', unit: 'furlong' } })],
  ])('settles nothing by %s', (_, code, result) => {
    expect(decided(MAXIMUM, result)).toEqual(['inconclusive', code]);
  });
});
