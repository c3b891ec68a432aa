// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { shiftFound, unitMisfit } from './index.ts';
import { unlessIncomparable } from './unless-incomparable.ts';

const q = (value: string, unit: string) => ({ value, unit });

describe('shiftFound()', () => {
  it.each([
    [q('100.020', 'g'), q('100.000', 'g'), q('0.020', 'g')],
    [q('99.9998', 'g'), q('0.1', 'kg'), q('-0.0002', 'g')],
    [q('212', '°F'), q('100', '°C'), q('0', '°F')],
    [q('20.1', '°C'), q('293.15', 'K'), q('0.10', '°C')],
  ])('is what was found, %j, less what was relied upon, %j', (found, relied, shift) => {
    const given = shiftFound(found, relied);
    expect(given?.unit).toBe(shift.unit);
    expect(Number(given?.value)).toBeCloseTo(Number(shift.value), 12);
  });

  it('keeps the digits of both, exactly', () => {
    expect(shiftFound(q('0.30', 'g'), q('0.1', 'g'))).toEqual(q('0.20', 'g'));
  });

  it('is nothing where one is no number or measures something else', () => {
    expect(shiftFound(q('', 'g'), q('1', 'g'))).toBeUndefined();
    expect(shiftFound(q('1', 'g'), q('1', 'm'))).toBeUndefined();
    expect(shiftFound(q('1', 'g'), q('1', 'nonsense'))).toBeUndefined();
  });
});

describe('unitMisfit()', () => {
  it.each([
    ['mass', 'mg'],
    [' Mass', '微克'],
    ['temperature', '°C'],
    ['pressure', 'mmHg'],
    ['torque', 'N·m'],
    ['a quantity of nobody', 'm'],
  ])('finds nothing amiss with %s in %s', (quantity, unit) => {
    expect(unitMisfit(quantity, unit)).toBeUndefined();
  });

  it('says what would be right where it measures something else, and where it is no unit', () => {
    expect(unitMisfit('mass', 'mm')).toEqual({ code: 'OTHER_DIMENSION', usual: 'kg' });
    expect(unitMisfit('temperature', 'Ω')).toEqual({ code: 'OTHER_DIMENSION', usual: 'K' });
    expect(unitMisfit('mass', 'nonsense')).toEqual({ code: 'NO_UNIT' });
    expect(unitMisfit('toString', 'nonsense')).toEqual({ code: 'NO_UNIT' });
    expect(unitMisfit('toString', 'kg')).toBeUndefined();
  });

  it('knows a unit of each quantity that it knows', () => {
    // A unit of its table that could not be read would throw here.
    for (const name of [
      'electric resistance',
      'density',
      'speed',
      'inductance',
      'illuminance',
      'amount of substance',
    ]) {
      expect(unitMisfit(name, 'mg/kg')).toMatchObject({ code: 'OTHER_DIMENSION' });
    }
  });
});

describe('unlessIncomparable()', () => {
  it('hides no other error', () => {
    const fail = () => {
      throw new RangeError('other');
    };
    expect(() => unlessIncomparable(fail)).toThrow(RangeError);
  });
});
