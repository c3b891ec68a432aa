// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { UNTP_BODIES } from '../testing/untp-bodies.ts';
import { codeOfUnit, unitOfCode } from './unit-code.ts';
import { UNTP_KINDS, untpKindOf } from './untp-kind.ts';

describe('untpKindOf()', () => {
  it('knows the kinds of UNTP 0.7.0, and no other bodies', () => {
    expect(UNTP_KINDS.map((kind) => untpKindOf(UNTP_BODIES[kind]))).toEqual(UNTP_KINDS);
    expect([undefined, 5, { '@context': 'x', type: 'y' }].map(untpKindOf)).toEqual([undefined, undefined, undefined]);
  });
});

describe('unitOfCode() and codeOfUnit()', () => {
  it.each([
    ['NA', 'mg/kg'],
    ['J33', 'µg/kg'],
    ['M1', 'mg/L'],
    ['A18', 'Bq/kg'],
    ['KGM', 'kg'],
  ])('take %s for %s', (code, unit) => {
    expect(unitOfCode(code)).toBe(unit);
    expect(codeOfUnit(unit)).toBe(code);
  });

  it('know a unit however it is spelled, and guess neither at ppm nor at withdrawn codes', () => {
    expect(codeOfUnit('ug/kg')).toBe('J33');
    expect(['59', 'GK', 'constructor'].map(unitOfCode)).toEqual([undefined, undefined, undefined]);
    expect(['ppm', 'Bq/L', 'no unit'].map(codeOfUnit)).toEqual([undefined, undefined, undefined]);
  });
});
