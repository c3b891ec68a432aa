// SPDX-License-Identifier: Apache-2.0
import {
  compareRationals,
  divideRationals,
  multiplyRationals,
  parseDecimal,
  rational,
  rationalFromDecimal,
  rationalToNumber,
  roundRational,
  subtractRationals,
} from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import published from '../../../vectors/sp811.json' with { type: 'json' };
import vectors from '../../../vectors/ucum.json' with { type: 'json' };
import {
  convertQuantity,
  formatUcumUnit,
  MetrologyError,
  parseQuantity,
  parseUcumUnit,
  parseUnit,
  quantityOf,
  UNIT_CHARACTERS_MAX,
  type Unit,
  unitComparability,
} from '../index.ts';
import { UCUM_ATOMS } from './ucum-atoms.ts';
import { ucumSymbol } from './ucum-units.ts';

const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return error instanceof MetrologyError ? error.code : `not a MetrologyError: ${String(error)}`;
  }
  return 'accepted';
};
const meaning = ({ text: _, ...unit }: Unit) => unit;
const exact = (text: string) => rationalFromDecimal(parseDecimal(text));
const plain = (text: string) => {
  const [digits = '', exponent = '0'] = text.split(/e/i);
  const { coefficient, exponent: places } = parseDecimal(digits);
  return { coefficient, exponent: places + Number(exponent) };
};

const SUPERSEDED: Readonly<Record<string, number>> = { '3-124': 1e-9, '3-125': 4e-6 };
const LONG = new Set(['3-122', '3-123', '3-128']);

describe('parseUcumUnit()', () => {
  it.each(vectors.valid)('reads %s, which reads the same from its text and from the code written for it', (code) => {
    const unit = parseUcumUnit(code);
    expect(parseUnit(unit.text)).toEqual(unit);
    expect(parseUcumUnit(formatUcumUnit(unit.text))).toEqual(unit);
  });

  it.each(vectors.invalid)('refuses %s', (code) => {
    expect(codeOf(() => parseUcumUnit(code))).toMatch(/^(BAD|UNKNOWN)_UNIT$/);
  });

  it.each(vectors.conversions)('converts $value $from to $printed $to ($id)', ({ id, value, from, to, printed }) => {
    const [unit, target] = [parseUcumUnit(from), parseUcumUnit(to)];
    expect(target.dimension).toEqual(unit.dimension);
    const got = divideRationals(multiplyRationals(exact(value), unit.factor), target.factor);
    const expected = plain(printed);
    const difference = rationalToNumber(divideRationals(subtractRationals(got, rationalFromDecimal(expected)), got));
    if (LONG.has(id) || SUPERSEDED[id] !== undefined) {
      expect(Math.abs(difference)).toBeLessThan(SUPERSEDED[id] ?? 1e-20);
    } else {
      expect(roundRational(got, -expected.exponent, 'half-up')).toEqual(expected);
    }
  });

  it.each(published.cases)('has the published factor of $code: $factor', ({ code, factor }) => {
    const expected = plain(factor);
    const places = rational(
      10n ** BigInt(Math.max(0, -expected.exponent)),
      10n ** BigInt(Math.max(0, expected.exponent)),
    );
    const scaled = roundRational(multiplyRationals(parseUcumUnit(code).factor, places), 0, 'half-up');
    expect(scaled.coefficient * 10n ** BigInt(scaled.exponent)).toBe(expected.coefficient);
  });

  it('knows every atom of its table, and what keeps a factor from being exact', () => {
    const atoms = UCUM_ATOMS.trim().split('\n');
    expect(atoms).toHaveLength(223);
    for (const line of atoms) {
      const unit = ucumSymbol(line.split(' ')[0] as string);
      expect(compareRationals(unit?.factor ?? rational(0), rational(0)), line).toBe(1);
    }
    expect(parseUcumUnit('deg').inexact).toEqual(['pi']);
    expect(parseUcumUnit('u/deg').inexact).toEqual(['measured', 'pi']);
    expect(parseUcumUnit('[m_e]').inexact).toEqual(['measured']);
    expect(parseUcumUnit('Lmb').inexact).toEqual(['pi']);
    expect(parseUcumUnit('eV')).not.toHaveProperty('inexact');
    expect(parseUcumUnit('[h]')).not.toHaveProperty('inexact');
  });

  it('has the defining constants of 2019 exactly', () => {
    expect(parseUcumUnit('[c]').factor).toEqual(rational(299_792_458));
    expect(parseUcumUnit('[h]').factor).toEqual(rational(662_607_015n, 10n ** 42n));
    expect(parseUcumUnit('[k]').factor).toEqual(rational(1_380_649n, 10n ** 29n));
    expect(parseUcumUnit('[e]').factor).toEqual(rational(1_602_176_634n, 10n ** 28n));
  });

  it.each([
    ['a/b.c is (a/b).c', 's/m.mg', 's·mg/m'],
    ['one number above the line and one below', '4.g/(8.h)', '4 g/8 h'],
    ['a power of ten among other numbers', '10*-3.4.g/(8.h)', '4 g/8000 h'],
    ['a power of ten above a number below', '10*3.g/(8.h)', '1000 g/8 h'],
    ['powers of ten together', '10*3.10*-5/uL', '10^-2/µL'],
    ['numbers of ten', '100.g/(10.h)', '100 g/10 h'],
    ['a leading solidus', '/uL', '1/µL'],
    ['a quotient below the line', 'kg/(m/s)', 'kg·s/m'],
    ['annotations', 'mmol/(8.h.kg){fat}', 'mmol/(8 h·kg)'],
    ['an annotation alone', '{cfu}', '1'],
    ['parts per million, which UCUM says are 10⁻⁶', '[ppm]', '10^-6'],
    ['a prefix that our symbol does not take', 'mt', 'ucum:mt'],
    ['picohenry, not pH', 'pH', 'ucum:pH'],
    ['a code that is taken otherwise here', 'G', 'ucum:G'],
    ['a bracketed code', '[gal_us]', '[gal_us]'],
    ['a degree of Réaumur', '[degRe]', '[degRe]'],
  ])('reads %s: %s is %s', (_case, code, text) => {
    expect(parseUcumUnit(code).text).toBe(text);
    expect(meaning(parseUnit(text))).toEqual(meaning(parseUcumUnit(code)));
  });

  it.each([
    ['a number of two meanings', '2.5m', 'BAD_UNIT'],
    ['nothing', '', 'BAD_UNIT'],
    ['a bracket that stays open', '(m', 'BAD_UNIT'],
    ['too many brackets', `${'('.repeat(18)}m${')'.repeat(18)}`, 'BAD_UNIT'],
    ['a scale in a product', 'J/Cel', 'BAD_UNIT'],
    ['a scale to a power', '[degF]2', 'BAD_UNIT'],
    ['a scale below the line', '/Cel', 'BAD_UNIT'],
    ['a level times a number', '10.dB[W]', 'BAD_UNIT'],
    ['a level times a power of ten', '10*3.dB[W]', 'BAD_UNIT'],
    ['pH in a product', '[pH].m', 'BAD_UNIT'],
    ['power 0', 'm0', 'BAD_UNIT'],
    ['power above 9', 'm10', 'BAD_UNIT'],
    ['number 0', '0.m', 'BAD_UNIT'],
    ['a number of many digits', '999999999999.999999999999.m', 'BAD_UNIT'],
    ['a power of ten out of range', '10*99.10*99', 'BAD_UNIT'],
    ['a power of ten out of range beside a number', '5.10*99.10*99', 'BAD_UNIT'],
    ['a prefix on what takes none', 'kmin', 'UNKNOWN_UNIT'],
    ['a prefix alone', 'k', 'UNKNOWN_UNIT'],
    ['the micro sign, which is not of ASCII', 'µg', 'BAD_UNIT'],
    ['a built-in name', 'constructor', 'UNKNOWN_UNIT'],
  ])('refuses %s: %s', (_defect, code, expected) => {
    expect(codeOf(() => parseUcumUnit(code))).toBe(expected);
  });

  it('refuses what is not text, and text that is too long', () => {
    expect(codeOf(() => parseUcumUnit(undefined))).toBe('BAD_UNIT');
    expect(codeOf(() => parseUcumUnit('m'.repeat(UNIT_CHARACTERS_MAX + 1)))).toBe('BAD_UNIT');
  });

  it('keeps apart what is counted by different procedures', () => {
    const reason = (a: string, b: string) => {
      const found = unitComparability(parseUcumUnit(a), parseUcumUnit(b));
      return found.comparable ? 'comparable' : found.reason;
    };
    expect(reason("[USP'U]/mL", '[iU]/mL')).toBe('unit-kind');
    expect(reason('[NTU]', '[FNU]')).toBe('unit-kind');
    expect(reason('meq/L', 'mmol/L')).toBe('unit-kind');
    expect(reason('[HPF]', '[LPF]')).toBe('comparable');
    expect(reason('REM', 'Sv')).toBe('comparable');
    expect(reason('dB[W]', 'B[W]')).toBe('comparable');
    expect(reason('dB[W]', 'dB[kW]')).toBe('unit-kind');
    expect(reason("''", 'rad')).toBe('comparable');
  });

  it('is exact there and back, between any two units of one dimension', () => {
    const family = fc.constantFrom(
      ['[gal_us]', '[foz_br]', 'dL', '[bu_us]', '[cin_i]'],
      ["''", 'deg', 'rad', 'mrad', 'circ', 'gon'],
      ['[Btu_IT]', 'kcal', 'eV', 'kW.h', '[ft_i].[lbf_av]'],
      ['a', 'mo', 'wk', 'us', 'a_t'],
    );
    const pair = family.chain((codes) => fc.tuple(fc.constantFrom(...codes), fc.constantFrom(...codes)));
    fc.assert(
      fc.property(pair, fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), ([from, to], coefficient) => {
        const given = quantityOf({ coefficient, exponent: -6 }, parseUcumUnit(from));
        expect(convertQuantity(convertQuantity(given, parseUcumUnit(to)), given.unit).value).toEqual(given.value);
      }),
    );
  });
});

describe('formatUcumUnit()', () => {
  it.each([
    ['µg/(kg·d)', 'ug/(kg.d)'],
    ['g/100 g', 'g/(100.g)'],
    ['10^3/µL', '10*3/uL'],
    ['g/0.5 L', 'g/(5.10*-1.L)'],
    ['% vol', 'mL/(100.mL)'],
    ['°C', 'Cel'],
    ['J/°C', 'J/K'],
    ['W/(m2·°F)', 'W/(m2.[degR])'],
    ['kIU/L', 'k[IU]/L'],
    ['L', 'L'],
    ['kcal', 'kcal'],
    ['s-1', 's-1'],
    ['1', '1'],
    ['ucum:pH/m', 'pH/m'],
    ['mgon', undefined],
    ['MPN/g', undefined],
  ])('writes %s as %s', (unit, code) => {
    expect(formatUcumUnit(unit)).toBe(code);
  });

  it('writes any unit so that UCUM reads the same unit, as long as it has a code', () => {
    const name = fc.constantFrom(
      'mg',
      'kg',
      'µL',
      'Bq',
      'CFU',
      '%',
      'kΩ',
      'in',
      'Å',
      'mmHg',
      'ha',
      '°',
      'Da',
      '[gal_us]',
    );
    const atom = fc.tuple(name, fc.constantFrom('', '2', '-3')).map(([symbol, power]) => symbol + power);
    const product = fc.array(atom, { minLength: 1, maxLength: 3 }).map((atoms) => atoms.join('·'));
    fc.assert(
      fc.property(product, fc.constantFrom('', '25 ', '0.5 ', '10^3 '), product, (above, number, below) => {
        const unit = parseUnit(`${above}/(${number}${below})`);
        expect(meaning(parseUcumUnit(formatUcumUnit(unit.text)))).toEqual(meaning(unit));
      }),
    );
  });
});

describe('parseUnit() with codes of UCUM', () => {
  it('reads a code in square brackets, or after ucum:, and offers it for what it does not know', () => {
    expect(parseUnit('m[H2O]').factor).toEqual(exact('9806.65'));
    expect(parseUnit("1/[in_i'Hg]").dimension).toEqual(parseUnit('1/Pa').dimension);
    expect(parseUnit('ucum:cP').factor).toEqual(exact('0.001'));
    expect(() => parseUnit('cP')).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_UNIT', data: { given: 'cP', suggestions: ['ucum:cP'] } }),
    );
    expect(codeOf(() => parseUnit('ucum:nonsense'))).toBe('UNKNOWN_UNIT');
    expect(codeOf(() => parseUnit('[nonsense]'))).toBe('UNKNOWN_UNIT');
  });

  it('reads angles, and 180° are π to 64 decimals', () => {
    const half = convertQuantity(parseQuantity({ value: '180', unit: '°' }), parseUnit('rad'));
    expect(half.value).toEqual(exact('3.1415926535897932384626433832795028841971693993751058209749445923'));
    expect(convertQuantity(parseQuantity({ value: '1.5', unit: '°' }), parseUnit('″')).value).toEqual(rational(5400));
    expect(convertQuantity(parseQuantity({ value: '1', unit: 'arcsec' }), parseUnit('mas')).value).toEqual(
      rational(1000),
    );
    expect(convertQuantity(parseQuantity({ value: '90', unit: 'deg' }), parseUnit('gon')).value).toEqual(rational(100));
    expect(parseUnit('arcmin').text).toBe('′');
  });
});
