// SPDX-License-Identifier: Apache-2.0
import { multiplyRationals, rational } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import {
  convertQuantity,
  DEFINING_CONSTANTS,
  formatQuantity,
  parseQuantity,
  parseUcumUnit,
  parseUnit,
} from './index.ts';

const inSi = (symbol: string) => {
  const { value, unit } =
    DEFINING_CONSTANTS.find((one) => one.symbol === symbol)?.quantity ?? parseQuantity({ value: '0', unit: '1' });
  return multiplyRationals(value, unit.factor);
};

describe('DEFINING_CONSTANTS', () => {
  it('are the figures of the SI Brochure, exactly', () => {
    expect(DEFINING_CONSTANTS.map(({ symbol, quantity }) => [symbol, formatQuantity(quantity).unit])).toEqual([
      ['ΔνCs', 'Hz'],
      ['c', 'm/s'],
      ['h', 'J·s'],
      ['e', 'C'],
      ['k', 'J/K'],
      ['N_A', '1/mol'],
      ['K_cd', 'lm/W'],
    ]);
    expect(inSi('ΔνCs')).toEqual(rational(9_192_631_770n));
    expect(inSi('h')).toEqual(rational(662_607_015n, 10n ** 42n));
    expect(inSi('N_A')).toEqual(rational(602_214_076n * 10n ** 15n));
    expect(inSi('K_cd')).toEqual(rational(683));
  });

  it.each([
    ['c', '[c]'],
    ['h', '[h]'],
    ['e', '[e]'],
    ['k', '[k]'],
  ])('%s is what UCUM calls %s', (symbol, code) => {
    expect(inSi(symbol)).toEqual(parseUcumUnit(code).factor);
  });

  it('make an electronvolt e times a volt', () => {
    const electronvolt = convertQuantity(parseQuantity({ value: '1', unit: 'eV' }), parseUnit('J'));
    expect(electronvolt.value).toEqual(inSi('e'));
  });
});
