// SPDX-License-Identifier: Apache-2.0
import { rational } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import vectors from '../../vectors/units.json' with { type: 'json' };
import { DIMENSION_ONE, dimensionOf, formatDimension } from './dimension.ts';
import {
  compareQuantities,
  MetrologyError,
  parseUnit,
  quantityOf,
  sameDimension,
  UNIT_CHARACTERS_MAX,
  UNIT_ONE,
} from './index.ts';

const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return error instanceof MetrologyError ? error.code : `not a MetrologyError: ${String(error)}`;
  }
  return 'accepted';
};

const NAMES = [
  'g',
  'kg',
  'mg',
  'µg',
  'm',
  'mm',
  's',
  'min',
  'L',
  'mL',
  'mol',
  'Bq',
  'CFU',
  '%',
  'K',
  '°C',
  'J',
  'Pa',
  'kΩ',
  'dag',
];
const atom = fc.record({
  name: fc.constantFrom(...NAMES),
  power: fc.constantFrom('', '2', '-1', '^3', '-9'),
  number: fc.constantFrom('', '100 ', '25', '0.5 ', '10^3 '),
});
const product = fc
  .array(atom, { minLength: 1, maxLength: 3 })
  .map((atoms) =>
    atoms.map(({ name, power, number }, index) => `${index === 0 ? number : ''}${name}${power}`).join('·'),
  );
const anyUnitText = fc
  .tuple(product, fc.option(product))
  .map(([above, below]) => (below === null ? above : `${above}/(${below})`));

describe('parseUnit()', () => {
  it.each(vectors.spellings.cases)('reads every spelling of $canonical as one unit', ({ canonical, texts }) => {
    const expected = parseUnit(canonical);
    expect(expected.text).toBe(canonical);
    for (const text of texts) {
      const { text: _, ...unit } = parseUnit(text);
      const { text: __, ...same } = expected;
      expect({ text, ...unit }).toEqual({ text, ...same });
    }
  });

  it.each(vectors.refused.cases)('refuses $text: $defect', ({ text, code }) => {
    expect(codeOf(() => parseUnit(text))).toBe(code);
  });

  it.each([
    ...['MPa·m^1/2', 'µV/Hz^1/2', 'm^1/2', 'm1/2', 'm¹/2', 'm^1 / 2', 'm^1/2·MPa', 'm^1/2.MPa', '(m^1/2)/s', 'm^1/2/s'],
    ...['m^3/2', 'm3/2', 'Hz^-1/2', 'm^1/2 MPa', 'mmHg^1/2', 'm^(1/2)', 'm^1/3'],
  ])('does not read a root as a quotient: %s', (text) => {
    expect(codeOf(() => parseUnit(text))).toBe('BAD_UNIT');
  });

  it.each([
    ...['m3/2 h', 'm3/2h', 'm2/5 g', 'cm3/100 g', 'm3/100', 'm3/2.5', 'm/2', '1/2', '2 m/2', '0.5 m3'],
    ...['m3/(2)', '(m3)/2', '(m3·kg2)/2'],
  ])('still reads a divisor with a number, and what it writes for it: %s', (text) => {
    const unit = parseUnit(text);
    expect(parseUnit(unit.text)).toEqual(unit);
  });

  it('names what to write instead of ppm', () => {
    expect(() => parseUnit('ppm')).toThrow(
      expect.objectContaining({
        code: 'AMBIGUOUS_UNIT',
        data: { given: 'ppm', suggestions: ['mg/kg', 'µL/L', 'µmol/mol', 'mg/L'] },
      }),
    );
  });

  it('reads ppm, ppb and % as what the caller says that they mean', () => {
    expect(parseUnit('ppm', { ppmMeans: 'mg/kg' }).text).toBe('mg/kg');
    expect(parseUnit('ppb', { ppmMeans: 'mg/kg' }).text).toBe('µg/kg');
    expect(parseUnit('[ppb]', { ppmMeans: 'µL/L' }).text).toBe('nL/L');
    expect(parseUnit('ppm', { ppmMeans: 'mg/L' }).kinds).toEqual([]);
    expect(parseUnit('%', { percentMeans: 'g/100 g' }).kinds).toEqual(['mass/mass']);
    expect(parseUnit('mg/kg', { ppmMeans: 'mg/L', percentMeans: 'g/100 g' }).text).toBe('mg/kg');
  });

  it('does not take the meaning of ppm for ppt, nor inside a compound', () => {
    expect(codeOf(() => parseUnit('ppt', { ppmMeans: 'mg/kg' }))).toBe('AMBIGUOUS_UNIT');
    expect(codeOf(() => parseUnit('ppm/min', { ppmMeans: 'mg/kg' }))).toBe('AMBIGUOUS_UNIT');
  });

  it('does not guess from a meaning of ppm that it does not know', () => {
    expect(codeOf(() => parseUnit('ppm', { ppmMeans: 'stars' as 'mg/kg' }))).toBe('AMBIGUOUS_UNIT');
  });

  it('offers another case and never takes it', () => {
    expect(() => parseUnit('MG/KG')).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_UNIT', data: { given: 'MG/KG', suggestions: ['Mg', 'mg'] } }),
    );
  });

  it('refuses what is not text, and text that is too long, before reading it', () => {
    expect(codeOf(() => parseUnit(undefined))).toBe('BAD_UNIT');
    expect(codeOf(() => parseUnit('m'.repeat(UNIT_CHARACTERS_MAX + 1)))).toBe('BAD_UNIT');
    expect(codeOf(() => parseUnit('('.repeat(UNIT_CHARACTERS_MAX)))).toBe('BAD_UNIT');
  });

  it('gives a scale its zero only when it stands alone', () => {
    expect(parseUnit('°C').zero).toEqual({ numerator: 5463n, denominator: 20n });
    for (const text of ['K', 'J/°C', '°C-1', '°C2', '1/°C', '°C·m']) {
      expect(parseUnit(text)).not.toHaveProperty('zero');
    }
  });

  it('keeps what a fraction is a fraction of', () => {
    expect(parseUnit('mg/kg').kinds).toEqual(['mass/mass']);
    expect(parseUnit('g·mL/(kg·L)').kinds).toEqual(['mass/mass', 'volume/volume']);
    expect(parseUnit('mol/100 mol').kinds).toEqual(['amount/amount']);
    expect(parseUnit('J/kJ').kinds).toEqual(['s-2·m2·kg/s-2·m2·kg']);
    expect(parseUnit('J/m').kinds).toEqual([]);
    expect(parseUnit('kg·kg·m/kg').kinds).toEqual(['mass/mass']);
    expect(parseUnit('CFU2/m2').kinds).toEqual(['CFU^2']);
    expect(parseUnit('Bq/Bq').kinds).toEqual(['s-1/s-1']);
  });

  it('writes every unit so that it reads back as the same unit', () => {
    fc.assert(
      fc.property(anyUnitText, (text) => {
        const unit = parseUnit(text);
        expect(parseUnit(unit.text)).toEqual(unit);
      }),
    );
  });

  it('reads more units than it remembers', () => {
    for (let count = 1; count <= 600; count += 1) {
      expect(parseUnit(`g/${count} kg`).factor).toEqual(rational(1, 1_000 * count));
    }
    expect(parseUnit('g/600 kg')).toEqual(parseUnit('g / 600 kg'));
  });

  it('answers any text with a unit or a MetrologyError', () => {
    const noise = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc
        .array(fc.constantFrom(...NAMES, '/', '·', '(', ')', ' ', '2', '-', '^', '.', '\\', '100'), { maxLength: 12 })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(noise, (text) => {
        expect(codeOf(() => parseUnit(text))).toMatch(/^(accepted|BAD_UNIT|UNKNOWN_UNIT|AMBIGUOUS_UNIT)$/);
      }),
      { numRuns: 500 },
    );
  });
});

describe('UNIT_ONE', () => {
  it('is the unit of a plain number', () => {
    expect(UNIT_ONE).toEqual(parseUnit('1'));
    expect(
      compareQuantities(
        quantityOf({ coefficient: 50n, exponent: 0 }, parseUnit('%')),
        quantityOf({ coefficient: 5n, exponent: -1 }, UNIT_ONE),
      ),
    ).toBe(0);
  });
});

describe('sameDimension()', () => {
  it('says less than comparable: mg/kg and mL/L have one dimension', () => {
    expect(sameDimension(parseUnit('mg/kg'), parseUnit('mL/L'))).toBe(true);
    expect(sameDimension(parseUnit('mg/kg'), parseUnit('mg/L'))).toBe(false);
  });
});

describe('dimensionOf()', () => {
  it('refuses what is no power of a base unit', () => {
    expect(dimensionOf('kg m2 s-2')).toEqual([-2, 2, 1, 0, 0, 0, 0]);
    expect(() => dimensionOf('g')).toThrow(RangeError);
  });
});

describe('formatDimension()', () => {
  it('writes base units in one order, and 1 for a plain number', () => {
    expect(formatDimension(dimensionOf('kg m2 s-2'))).toBe('s-2·m2·kg');
    expect(formatDimension(DIMENSION_ONE)).toBe('1');
  });
});
