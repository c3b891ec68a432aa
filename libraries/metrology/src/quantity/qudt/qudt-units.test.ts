// SPDX-License-Identifier: Apache-2.0
import { rationalToNumber } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import vectors from '../../../vectors/qudt.json' with { type: 'json' };
import { formatQudtUnit, parseQudtUnit, parseUnit, QUDT_UNITS } from '../index.ts';
import { parseUcumUnit } from '../ucum/parse-ucum-unit.ts';
import { QUDT_NAMES } from './qudt-names.ts';

describe('parseQudtUnit()', () => {
  it.each(vectors.cases)('has the multiplier of $name', ({ name, multiplier, ...rest }) => {
    const { factor, zero } = parseQudtUnit(name);
    expect(Math.abs(rationalToNumber(factor) / Number(multiplier) - 1)).toBeLessThan(1e-6);
    const offset = 'offset' in rest ? Number(rest.offset) * Number(multiplier) : undefined;
    expect(zero === undefined ? undefined : rationalToNumber(zero).toFixed(9)).toBe(offset?.toFixed(9));
  });

  it.each(['M', 'unit:M', 'http://qudt.org/vocab/unit/M', 'https://qudt.org/vocab/unit/M'])(
    'reads %s',
    (identifier) => {
      expect(parseQudtUnit(identifier)).toEqual(parseUnit('m'));
    },
  );

  it.each(['', 'Metre', 'http://example.org/M', 'GM_Carbon-PER-M2-DAY', 'constructor', 7])(
    'refuses %s',
    (identifier) => {
      expect(() => parseQudtUnit(identifier)).toThrow(expect.objectContaining({ code: 'UNKNOWN_UNIT' }));
    },
  );
});

describe('formatQudtUnit()', () => {
  it.each([
    ['mg/kg', 'MilliGM-PER-KiloGM'],
    ['µg/L', 'MicroGM-PER-L'],
    ['N·m', 'N-M'],
    ['J', 'J'],
    ['m/s2', 'M-PER-SEC2'],
    ['W/(m·K)', 'W-PER-M-K'],
    ['W/(m·°C)', undefined],
    ['1/min', 'PER-MIN'],
    ['1', 'UNITLESS'],
    ['%', 'PERCENT'],
    ['°C', 'DEG_C'],
    ['Da', 'DA'],
    ['ha', 'HA'],
    ['g/100 g', undefined],
    ['CFU/25 g', undefined],
  ])('writes %s as %s', (unit, name) => {
    expect(formatQudtUnit(unit)).toBe(name === undefined ? undefined : QUDT_UNITS + name);
  });

  it('writes every unit of the vocabulary that is known here as an identifier of the same unit', () => {
    const rows = QUDT_NAMES.split(/[;\n]+/).filter((row) => row !== '');
    expect(rows).toHaveLength(2189);
    for (const row of rows) {
      const [name = '', code] = row.split(' ');
      const unit = parseQudtUnit(name);
      expect(unit).toEqual(parseUcumUnit(code));
      const { factor, dimension, kinds } = parseQudtUnit(formatQudtUnit(unit.text));
      expect({ name, factor, dimension, kinds }).toEqual({ name, ...pick(unit) });
    }
  });
});

const pick = ({ factor, dimension, kinds }: ReturnType<typeof parseUnit>) => ({ factor, dimension, kinds });
