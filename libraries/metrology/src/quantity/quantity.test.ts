// SPDX-License-Identifier: Apache-2.0
import { rational } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import {
  addInUnit,
  describeQuantity,
  formatQuantity,
  negateQuantity,
  parseQuantity,
  parseUnit,
  type QuantityText,
  quantityOfRational,
  scaleQuantity,
} from './index.ts';

const third = quantityOfRational(rational(1, 3), parseUnit('m'));

describe('parseQuantity()', () => {
  it('keeps the digits that were written', () => {
    const given = { value: '0.10', unit: 'mg/kg' };
    expect(formatQuantity(parseQuantity(given))).toEqual(given);
  });

  it('reads again what was changed since', () => {
    const given = { value: '0.10', unit: 'mg/kg' };
    const read = parseQuantity(given);
    expect(parseQuantity(given)).toBe(read);
    given.value = '0.2';
    expect(formatQuantity(parseQuantity(given)).value).toBe('0.2');
    given.unit = 'g/kg';
    expect(formatQuantity(parseQuantity(given))).toEqual({ value: '0.2', unit: 'g/kg' });
  });

  it('passes the meaning of ppm on', () => {
    expect(formatQuantity(parseQuantity({ value: '2', unit: 'ppm' }, { ppmMeans: 'mg/kg' })).unit).toBe('mg/kg');
  });

  it.each(['', '0,10', '.5', '+1', '1/3', 'NaN', '< 0.1', '１', undefined])('refuses the value %s', (value) => {
    expect(() => parseQuantity({ value, unit: 'mg/kg' } as QuantityText)).toThrow(
      expect.objectContaining({ code: 'BAD_QUANTITY' }),
    );
  });

  it('keeps the cause, and only the beginning of a hostile text', () => {
    const error = (() => {
      try {
        return parseQuantity({ value: 'x'.repeat(5_000), unit: 'm' });
      } catch (caught) {
        return caught as Error & { data: { given: string } };
      }
    })();
    expect(error).toMatchObject({ code: 'BAD_QUANTITY', cause: { code: 'BAD_LENGTH' } });
    expect((error as { data: { given: string } }).data.given).toHaveLength(120);
  });
});

describe('formatQuantity()', () => {
  it('refuses digits that never end', () => {
    expect(() => formatQuantity(third)).toThrow(expect.objectContaining({ code: 'NOT_TERMINATING' }));
  });
});

describe('describeQuantity()', () => {
  it('shows the digits, or marks them as rounded when they never end', () => {
    expect(describeQuantity(parseQuantity({ value: '0.10', unit: 'ug/kg' }))).toBe('0.10 µg/kg');
    expect(describeQuantity(third)).toBe('≈ 0.333333333333 m');
  });
});

describe('arithmetic', () => {
  const metres = (value: string) => parseQuantity({ value, unit: 'm' });

  it('addInUnit() keeps the places of the longer decimal, and falls back to fractions', () => {
    expect(describeQuantity(addInUnit(metres('0.10'), metres('0.2')))).toBe('0.30 m');
    expect(addInUnit(third, metres('1')).value).toEqual(rational(4, 3));
    expect(addInUnit(metres('1'), third).value).toEqual(rational(4, 3));
  });

  it('scaleQuantity() and negateQuantity() are exact', () => {
    expect(describeQuantity(scaleQuantity(third, rational(3)))).toBe('1 m');
    expect(describeQuantity(negateQuantity(metres('0.10')))).toBe('-0.10 m');
    expect(negateQuantity(third).value).toEqual(rational(-1, 3));
  });
});
