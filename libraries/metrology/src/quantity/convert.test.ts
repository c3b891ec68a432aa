// SPDX-License-Identifier: Apache-2.0
import { rational } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import vectors from '../../vectors/units.json' with { type: 'json' };
import {
  type ConversionOptions,
  compareQuantities,
  convertQuantity,
  formatQuantity,
  parseQuantity,
  parseUnit,
  quantityOf,
  quantityOfRational,
  requireComparable,
  unitComparability,
} from './index.ts';

interface Conversion extends ConversionOptions {
  readonly value: string;
  readonly from: string;
  readonly to: string;
  readonly expected: string;
}

const FAMILIES = [
  ['mg/kg', 'µg/kg', 'g/100 g', 'kg/t', 'oz/lb'],
  ['mg/L', 'kg/m3', 'g/100 mL', 'lb/ft3'],
  ['Bq/kg', 'Ci/lb', 'kBq/oz'],
  ['mm', 'in', 'mi', 'km'],
  ['K', '°C', '°F'],
] as const;
const decimal = fc.record({
  coefficient: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
  exponent: fc.integer({ min: -12, max: 6 }),
});
const units = fc
  .constantFrom(...FAMILIES)
  .chain((family) => fc.array(fc.constantFrom(...family), { minLength: 3, maxLength: 3 }));
const temperature = fc.constantFrom<ConversionOptions>({ temperature: 'point' }, { temperature: 'interval' });

describe('convertQuantity()', () => {
  it.each(vectors.conversions as Conversion[])(
    'turns $value $from into $expected $to',
    ({ value, from, to, expected, ...options }) => {
      const converted = convertQuantity(parseQuantity({ value, unit: from }), parseUnit(to), options);
      expect(formatQuantity(converted).value).toBe(expected);
    },
  );

  it('moves only the point between powers of ten, and keeps the digits', () => {
    const mg = parseQuantity({ value: '0.10', unit: 'mg/kg' });
    expect(convertQuantity(mg, parseUnit('µg/kg')).decimal).toEqual({ coefficient: 10n, exponent: 1 });
    expect(convertQuantity(mg, parseUnit('g/kg')).decimal).toEqual({ coefficient: 10n, exponent: -5 });
    expect(convertQuantity(mg, parseUnit('mg/kg')).decimal).toEqual(mg.decimal);
  });

  it('leaves out the digits that never end', () => {
    const foot = convertQuantity(parseQuantity({ value: '1', unit: 'm' }), parseUnit('ft'));
    expect(foot.value).toEqual(rational(1250, 381));
    expect(foot).not.toHaveProperty('decimal');
    expect(convertQuantity(foot, parseUnit('in')).value).toEqual(rational(5000, 127));
    expect(formatQuantity(convertQuantity(foot, parseUnit('dm'))).value).toBe('10');
  });

  it('refuses degrees of two scales when nobody said what they are', () => {
    expect(() => convertQuantity(parseQuantity({ value: '25', unit: '°C' }), parseUnit('K'))).toThrow(
      expect.objectContaining({ code: 'INCOMPARABLE', data: { given: '°C, K', reason: 'temperature-scale' } }),
    );
    expect(
      compareQuantities(parseQuantity({ value: '25', unit: '°C' }), parseQuantity({ value: '25.0', unit: '°C' })),
    ).toBe(0);
  });

  it('there and back is the identity', () => {
    fc.assert(
      fc.property(decimal, units, temperature, (value, [from, to], options) => {
        const given = quantityOf(value, parseUnit(from));
        expect(convertQuantity(convertQuantity(given, parseUnit(to), options), given.unit, options).value).toEqual(
          given.value,
        );
      }),
    );
  });
});

describe('compareQuantities()', () => {
  it('is antisymmetric and transitive, in any units', () => {
    const three = fc.tuple(units, fc.tuple(decimal, decimal, decimal), temperature);
    fc.assert(
      fc.property(three, ([texts, values, options]) => {
        const quantities = values.map((value, index) => quantityOf(value, parseUnit(texts[index])));
        const [a, b, c] = quantities.sort((left, right) => compareQuantities(left, right, options));
        if (a === undefined || b === undefined || c === undefined) throw new Error('three were given');
        expect(compareQuantities(a, b, options)).toBeLessThanOrEqual(0);
        expect(compareQuantities(b, c, options)).toBeLessThanOrEqual(0);
        expect(compareQuantities(a, c, options)).toBeLessThanOrEqual(0);
        expect(compareQuantities(b, a, options) + compareQuantities(a, b, options)).toBe(0);
      }),
    );
  });

  it('sees a difference in the thousandth digit, which a double would not', () => {
    const long = `0.1${'0'.repeat(900)}1`;
    const pair = [
      parseQuantity({ value: long, unit: 'mg/kg' }),
      parseQuantity({ value: '100', unit: 'ug/kg' }),
    ] as const;
    expect(compareQuantities(...pair)).toBe(1);
  });
});

describe('unitComparability()', () => {
  it.each(vectors.incomparable.cases)('keeps $a and $b apart: $reason', ({ a, b, reason }) => {
    expect(unitComparability(parseUnit(a), parseUnit(b))).toMatchObject({ comparable: false, reason });
    expect(unitComparability(parseUnit(b), parseUnit(a))).toMatchObject({ comparable: false, reason });
    const one = rational(1);
    expect(() =>
      compareQuantities(quantityOfRational(one, parseUnit(a)), quantityOfRational(one, parseUnit(b))),
    ).toThrow(
      expect.objectContaining({
        code: 'INCOMPARABLE',
        data: { given: `${parseUnit(b).text}, ${parseUnit(a).text}`, reason },
      }),
    );
  });

  it('lets a unit compare with itself, even a scale', () => {
    expect(unitComparability(parseUnit('°C'), parseUnit('°C'))).toEqual({ comparable: true });
  });

  it('tells that a density would help, where it would', () => {
    const detail = (a: string, b: string) => {
      const found = unitComparability(parseUnit(a), parseUnit(b));
      return found.comparable ? '' : found.detail;
    };
    expect(detail('mg/kg', 'mg/L')).toContain('density');
    expect(detail('Bq/L', 'Bq/kg')).toContain('density');
    expect(detail('mg/kg', 'm')).not.toContain('density');
    expect(detail('mg', 'm')).not.toContain('density');
  });
});

describe('What degrees mean', () => {
  const [celsius, kelvin] = [parseUnit('°C'), parseUnit('K')];
  it.each(['difference', '', 'Interval', 'toString', null, 1])('is no %s', (temperature) => {
    const options = { temperature } as unknown as ConversionOptions;
    const five = parseQuantity({ value: '5', unit: '°C' });
    for (const call of [
      () => convertQuantity(five, kelvin, options),
      () => convertQuantity(five, celsius, options),
      () => compareQuantities(five, five, options),
      () => unitComparability(celsius, kelvin, options),
      () => requireComparable(kelvin, kelvin, options),
    ]) {
      expect(call).toThrow(
        expect.objectContaining({
          code: 'BAD_QUANTITY',
          data: { given: String(temperature), suggestions: ['point', 'interval'] },
        }),
      );
    }
  });
});

describe('requireComparable()', () => {
  it('passes units that compare', () => {
    expect(requireComparable(parseUnit('mg/kg'), parseUnit('µg/kg'))).toBeUndefined();
  });
});
