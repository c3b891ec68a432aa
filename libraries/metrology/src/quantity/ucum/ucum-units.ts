// SPDX-License-Identifier: Apache-2.0
import {
  type Decimal,
  decimalFromInteger,
  multiplyRationals,
  parseDecimal,
  rational,
  rationalFromDecimal,
} from '@touchstone/identifiers';
import { DIMENSION_ONE, dimensionOf } from '../dimension.ts';
import { PREFIXES, tenToThe } from '../prefixes.ts';
import { composeUnit, type UnitTerm } from '../unit.ts';
import { mayCarry, NAMED_UNITS, type NamedUnit, prefixedSymbol } from '../unit-table.ts';
import { readUcum } from './read-ucum.ts';
import { UCUM_ATOMS } from './ucum-atoms.ts';
import { OWN_LEVELS, UCUM_LEVELS } from './ucum-levels.ts';

/** What an atom of UCUM is called here, where it has a symbol of its own: the same unit, exactly. */
export const OWN_SYMBOLS: ReadonlyMap<string, string> = new Map([
  ...'m s g rad K C cd % mol sr Hz N Pa J W A V F S Wb T H lm lx Bq Gy Sv gon L min h d wk t bar eV atm Ci cal kat U Np B'
    .split(' ')
    .map((code) => [code, code] as const),
  ['[ppth]', '‰'],
  ['Ohm', 'Ω'],
  ['Cel', '°C'],
  ['deg', '°'],
  ["'", '′'],
  ["''", '″'],
  ['l', 'L'],
  ['u', 'Da'],
  ['AU', 'au'],
  ['[in_i]', 'in'],
  ['[ft_i]', 'ft'],
  ['[yd_i]', 'yd'],
  ['[mi_i]', 'mi'],
  ['[lb_av]', 'lb'],
  ['[oz_av]', 'oz'],
  ['[degF]', '°F'],
  ['cal_th', 'cal'],
  ['[IU]', 'IU'],
  ['[iU]', 'IU'],
  ['[PFU]', 'PFU'],
  ['[CFU]', 'CFU'],
  ['[pH]', 'pH'],
  ['Ao', 'Å'],
  ['[psi]', 'psi'],
  ['har', 'ha'],
  ['mm[Hg]', 'mmHg'],
  ['[nmi_i]', 'nmi'],
  ['[kn_i]', 'kn'],
  ['REM', 'rem'],
  ['bit', 'bit'],
  ['By', 'byte'],
]);

/** Atoms with a symbol of our own that UCUM lets carry prefixes; which of them ours may carry is another matter. */
const METRIC: ReadonlySet<string> = new Set(
  'm s g rad K C cd mol sr Hz N Pa J W A V F S Wb T H lm lx Bq Gy Sv L t bar eV Ci cal kat U Np B Ohm Cel l u cal_th [IU] [iU] REM bit By'.split(
    ' ',
  ),
);

// Where UCUM 2.2 prints a value that is rounded or superseded, and what stands here instead.
const CORRECTIONS: ReadonlyMap<string, readonly [value: string, unit: string]> = new Map([
  // 13 595.1 kg/m³ · 9.806 65 m/s² · 1 m, of which UCUM keeps seven digits. SP 811, B.8 (conventional).
  ['m[Hg]', ['133.322387415', 'kPa']],
  // A phot is a lumen per square centimetre; UCUM 2.2 has the inverse, 10⁻⁴ lx. SP 811, B.8.
  ['ph', ['10000', 'lx']],
  // IAU 2015, resolution B2, note 4: 648 000/π au; UCUM keeps seven digits.
  ['pc', ['648000', 'AU/[pi]']],
  // CODATA 2022: since 2019 both are measured, and 4π · 10⁻⁷ N/A² is no longer exact.
  ['[mu_0]', ['1.25663706127e-6', 'N/A2']],
  ['[eps_0]', ['8.8541878188e-12', 'F/m']],
]);
const MEASURED = new Set(['[m_e]', '[m_p]', '[G]', '[mu_0]', '[eps_0]', 'a_t', 'mo_s']);
const PI = rationalFromDecimal(parseDecimal('3.1415926535897932384626433832795028841971693993751058209749445923'));

// Plain numbers of the kind that they count: an equivalent is no mole of anything, and no NTU an FNU.
const COUNTING: ReadonlyMap<string, string> = new Map([
  ['eq', 'eq'],
  ['osm', 'osm'],
  ['Bd', 'Bd'],
  ...['[HPF]', '[NTU]', '[FNU]', "[hnsf'U]", '[car_Au]'].map((code) => [code, code] as const),
  ['[LPF]', '[HPF]'],
]);

interface Atom {
  readonly metric: boolean;
  readonly unit: NamedUnit;
}

let rows: ReadonlyMap<string, readonly string[]> | undefined;
const RESOLVED = new Map<string, Atom>();

/** symbol = [prefix] atom, the atom first (cd is a candela); the unit behind it, or `undefined`. UCUM 2.2, §§7 and 11. */
export function ucumSymbol(symbol: string): NamedUnit | undefined {
  const whole = atomOf(symbol);
  if (whole !== undefined) {
    return whole.unit;
  }
  for (const length of [1, 2]) {
    const sign = symbol.slice(0, length);
    const prefix = sign === 'u' ? 'µ' : sign;
    const power = sign === 'µ' ? undefined : PREFIXES.get(prefix);
    const atom = power === undefined ? undefined : atomOf(symbol.slice(length));
    if (power !== undefined && atom?.metric === true) {
      const { unit } = atom;
      return {
        ...unit,
        symbol: mayCarry(unit, prefix) ? prefixedSymbol(prefix, unit) : shown(symbol),
        factor: multiplyRationals(unit.factor, tenToThe(power)),
        prefixes: 'none',
      };
    }
  }
  return undefined;
}

/** Whether it measures on a scale that is no ratio scale, and so takes part in no product. UCUM 2.2, §§21 and 22. */
export function isSpecial({ zero, kind }: NamedUnit): boolean {
  return zero !== undefined || (kind !== undefined && (UCUM_LEVELS.has(kind) || OWN_LEVELS.has(kind)));
}

function atomOf(code: string): Atom | undefined {
  const found = RESOLVED.get(code) ?? ownAtom(code) ?? levelAtom(code) ?? tableAtom(code);
  if (found !== undefined) {
    RESOLVED.set(code, found);
  }
  return found;
}

function ownAtom(code: string): Atom | undefined {
  const own = OWN_SYMBOLS.get(code);
  return own === undefined ? undefined : { metric: METRIC.has(code), unit: NAMED_UNITS.get(own) as NamedUnit };
}

function levelAtom(code: string): Atom | undefined {
  if (code === '[pi]') {
    return { metric: false, unit: { ...plainNumber(code), factor: PI, inexact: 'pi' } };
  }
  if (code === '[degRe]') {
    const unit = { factor: rational(5, 4), dimension: dimensionOf('K'), zero: rational(27_315, 100) };
    return { metric: false, unit: { ...plainNumber(code), ...unit } };
  }
  const level = UCUM_LEVELS.get(code);
  return level === undefined ? undefined : { metric: level.metric, unit: { ...plainNumber(code), kind: code } };
}

function tableAtom(code: string): Atom | undefined {
  rows ??= new Map(
    UCUM_ATOMS.trim()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(' ')), line.split(' ')]),
  );
  const row = rows.get(code);
  if (row === undefined) {
    return undefined;
  }
  const [, flags, printed, printedUnit] = row as readonly [string, string, string, string];
  const [value, unit] = CORRECTIONS.get(code) ?? [printed, printedUnit];
  const { factor, dimension, kinds, inexact } = composeUnit([numberTerm(parseDecimal(value)), ...definition(unit)]);
  const kind = flags.includes('a') ? code : (COUNTING.get(code) ?? kinds.find((one) => !one.includes('/')));
  const why = MEASURED.has(code) ? 'measured' : inexact?.[0];
  return {
    metric: flags.includes('m'),
    unit: {
      ...plainNumber(code),
      factor,
      dimension,
      ...(kind === undefined ? {} : { kind }),
      ...(why === undefined ? {} : { inexact: why }),
    },
  };
}

function definition(unit: string): UnitTerm[] {
  return readUcum(unit).map((component) =>
    'number' in component
      ? numberTerm(
          component.power === 1
            ? { coefficient: component.number, exponent: 0 }
            : { coefficient: 1n, exponent: component.power },
          component.side,
        )
      : {
          number: decimalFromInteger(1),
          unit: ucumSymbol(component.symbol) as NamedUnit,
          power: component.power,
          side: component.side,
        },
  );
}

function numberTerm(number: Decimal, side: 1 | -1 = 1): UnitTerm {
  return { number, power: 1, side };
}

function plainNumber(code: string): NamedUnit {
  return { symbol: shown(code), factor: rational(1), dimension: DIMENSION_ONE, prefixes: 'none' };
}

// Square brackets alone say that it is UCUM; any other code is marked.
function shown(code: string): string {
  return /^[A-Za-z%]*\[[^\]]*\]$/.test(code) ? code : `ucum:${code}`;
}
