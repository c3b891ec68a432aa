// SPDX-License-Identifier: Apache-2.0
import { multiplyRationals, parseDecimal, type Rational, rational, rationalFromDecimal } from '@touchstone/identifiers';
import { type Dimension, dimensionOf } from './dimension.ts';

/** One named unit: its size in coherent SI units, exactly. */
export interface NamedUnit {
  readonly symbol: string;
  readonly factor: Rational;
  readonly dimension: Dimension;
  /** Prefix symbols that may stand before it. */
  readonly prefixes: 'all' | 'none' | readonly string[];
  /** What it counts, where the dimension does not say it: becquerel and hertz are both 1/s. */
  readonly kind?: string;
  /** Where the zero of its scale lies, in coherent SI units; only temperature scales have one. */
  readonly zero?: Rational;
  /** Why its factor is not exact: it holds π, cut after 64 decimals, or a constant that is measured. */
  readonly inexact?: Inexactness;
}

/** What keeps a factor from being exact. */
export type Inexactness = 'pi' | 'measured';

const exact = (text: string): Rational => rationalFromDecimal(parseDecimal(text));
const MINUTE = rational(60);

// One yard is 0.9144 m and one pound 0.453 592 37 kg since 1959, by agreement and therefore exactly.
const POUND = exact('0.45359237');
const INCH = exact('0.0254');
const STANDARD_GRAVITY = exact('9.80665');
const PSI = multiplyRationals(
  multiplyRationals(POUND, STANDARD_GRAVITY),
  rational(INCH.denominator ** 2n, INCH.numerator ** 2n),
);

// π cut after 64 decimals: what is converted there and back is itself again, and 1e-64 is lost otherwise.
const PI = exact('3.1415926535897932384626433832795028841971693993751058209749445923');
const DEGREE = multiplyRationals(PI, rational(1, 180));

type Row = readonly [
  symbol: string,
  factor: Rational,
  dimension: string,
  prefixes: NamedUnit['prefixes'],
  kind?: string,
  inexact?: Inexactness,
];

// SI Brochure, 9th edition: base units 2.3.1, special names table 4, units accepted with the SI table 8.
const SI: readonly Row[] = [
  ['g', rational(1, 1_000), 'kg', 'all'],
  ['m', rational(1), 'm', 'all'],
  ['s', rational(1), 's', 'all'],
  ['A', rational(1), 'A', 'all'],
  ['K', rational(1), 'K', 'all'],
  ['mol', rational(1), 'mol', 'all'],
  ['cd', rational(1), 'cd', 'all'],
  ['rad', rational(1), '', 'all', 'rad'],
  ['sr', rational(1), '', 'all', 'sr'],
  ['Hz', rational(1), 's-1', 'all'],
  ['N', rational(1), 'm kg s-2', 'all'],
  ['Pa', rational(1), 'kg m-1 s-2', 'all'],
  ['J', rational(1), 'kg m2 s-2', 'all'],
  ['W', rational(1), 'kg m2 s-3', 'all'],
  ['C', rational(1), 'A s', 'all'],
  ['V', rational(1), 'kg m2 s-3 A-1', 'all'],
  ['F', rational(1), 'kg-1 m-2 s4 A2', 'all'],
  ['Ω', rational(1), 'kg m2 s-3 A-2', 'all'],
  ['S', rational(1), 'kg-1 m-2 s3 A2', 'all'],
  ['Wb', rational(1), 'kg m2 s-2 A-1', 'all'],
  ['T', rational(1), 'kg s-2 A-1', 'all'],
  ['H', rational(1), 'kg m2 s-2 A-2', 'all'],
  ['lm', rational(1), 'cd', 'all', 'sr'],
  ['lx', rational(1), 'cd m-2', 'all', 'sr'],
  ['Bq', rational(1), 's-1', 'all', 'Bq'],
  ['Gy', rational(1), 'm2 s-2', 'all'],
  ['Sv', rational(1), 'm2 s-2', 'all', 'Sv'],
  ['kat', rational(1), 'mol s-1', 'all'],
  ['min', MINUTE, 's', 'none'],
  ['h', rational(3_600), 's', 'none'],
  ['d', rational(86_400), 's', 'none'],
  ['ha', rational(10_000), 'm2', 'none'],
  ['L', rational(1, 1_000), 'm3', 'all'],
  // Without sub-multiples: 'mt', 'ct' and 'pt' are more often something else.
  ['t', rational(1_000), 'kg', ['k', 'M', 'G']],
  // h, e, k and N_A are exact since 2019; of these, units need only e.
  ['eV', exact('1.602176634e-19'), 'kg m2 s-2', 'all'],
];

// Exact by definition or agreement: NIST SP 811 (2008), appendix B, where they are printed in bold.
const OTHERS: readonly Row[] = [
  ['wk', rational(604_800), 's', 'none'],
  ['Å', exact('1e-10'), 'm', 'none'],
  ['in', INCH, 'm', 'none'],
  ['ft', exact('0.3048'), 'm', 'none'],
  ['yd', exact('0.9144'), 'm', 'none'],
  ['mi', exact('1609.344'), 'm', 'none'],
  ['lb', POUND, 'kg', 'none'],
  ['oz', multiplyRationals(POUND, rational(1, 16)), 'kg', 'none'],
  ['bar', rational(100_000), 'kg m-1 s-2', 'all'],
  ['atm', rational(101_325), 'kg m-1 s-2', 'none'],
  // 13 595.1 kg/m3 · 9.806 65 m/s2 · 1 mm.
  ['mmHg', exact('133.322387415'), 'kg m-1 s-2', 'none'],
  ['psi', PSI, 'kg m-1 s-2', 'none'],
  // The thermochemical calorie, which food labels use.
  ['cal', exact('4.184'), 'kg m2 s-2', ['k', 'M']],
  ['Ci', exact('3.7e10'), 's-1', 'all', 'Bq'],
  // SP 811, B.8: 0.01 Sv.
  ['rem', rational(1, 100), 'm2 s-2', ['m', 'µ'], 'Sv'],
  // SP 811, B.8, and UCUM 2.2, [nmi_i] and [kn_i]: 1852 m, and that in an hour.
  ['nmi', rational(1_852), 'm', 'none'],
  ['kn', rational(1_852, 3_600), 'm s-1', 'none'],
  // IEC 80000-6: reactive power, which is no power that does work. The volt ampere of apparent power is a product of two units.
  ['var', rational(1), 'kg m2 s-3', ['m', 'k', 'M', 'G'], 'var'],
  // Enzyme unit, 1 µmol/min.
  ['U', rational(1, 60_000_000), 'mol s-1', ['k', 'm', 'M']],
];

// SI Brochure, 9th edition, table 8: angles, neper and bel, astronomical unit, dalton. Levels compare with nothing but levels
// on the same scale: which quantity stands under the logarithm, and whether its square does, the symbol does not say.
const ANGLES_AND_LEVELS: readonly Row[] = [
  ['°', DEGREE, '', 'none', 'rad', 'pi'],
  ['′', multiplyRationals(DEGREE, rational(1, 60)), '', 'none', 'rad', 'pi'],
  ['″', multiplyRationals(DEGREE, rational(1, 3_600)), '', 'none', 'rad', 'pi'],
  ['mas', multiplyRationals(DEGREE, rational(1, 3_600_000)), '', 'none', 'rad', 'pi'],
  ['gon', multiplyRationals(PI, rational(1, 200)), '', ['m'], 'rad', 'pi'],
  ['Np', rational(1), '', ['d', 'c', 'm'], 'Np'],
  ['B', rational(1), '', ['d'], 'B'],
  ['au', rational(149_597_870_700n), 'm', 'none'],
  // CODATA 2022: 1.660 539 068 92(52)e-27 kg.
  ['Da', exact('1.66053906892e-27'), 'kg', ['k', 'M', 'G'], '', 'measured'],
  ['Torr', rational(101_325, 760), 'kg m-1 s-2', ['m', 'µ']],
];

// Counts whose object is part of the unit's meaning, so that no two of them compare.
const COUNTS: readonly Row[] = [
  ['%', rational(1, 100), '', 'none'],
  ['‰', rational(1, 1_000), '', 'none'],
  ['CFU', rational(1), '', 'none', 'CFU'],
  ['MPN', rational(1), '', 'none', 'MPN'],
  ['PFU', rational(1), '', 'none', 'PFU'],
  ['IU', rational(1), '', ['k', 'M'], 'IU'],
  ['pH', rational(1), '', 'none', 'pH'],
  // ISO 80000-3: one revolution of a rotational frequency, r/min; an angle in radians is something else.
  ['r', rational(1), '', 'none'],
  // IEC 80000-13; B is the bel.
  ['bit', rational(1), '', ['k', 'M', 'G', 'T', 'P', 'E'], 'bit'],
  ['byte', rational(8), '', ['k', 'M', 'G', 'T', 'P', 'E'], 'bit'],
];

const SCALES: readonly NamedUnit[] = [
  {
    symbol: '°C',
    factor: rational(1),
    dimension: dimensionOf('K'),
    prefixes: 'none',
    zero: exact('273.15'),
  },
  {
    symbol: '°F',
    factor: rational(5, 9),
    dimension: dimensionOf('K'),
    prefixes: 'none',
    zero: multiplyRationals(exact('459.67'), rational(5, 9)),
  },
];

/** Every unit with a name of its own, by symbol. */
export const NAMED_UNITS: ReadonlyMap<string, NamedUnit> = new Map(
  [...[...SI, ...OTHERS, ...ANGLES_AND_LEVELS, ...COUNTS].map(namedUnit), ...SCALES].map((unit) => [unit.symbol, unit]),
);

/** Other spellings of a whole symbol, prefix included: other code points, UCUM, habits of laboratories. */
export const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['l', 'L'],
  ['ohm', 'Ω'],
  ['Ohm', 'Ω'],
  ['mcg', 'µg'],
  ['cfu', 'CFU'],
  ['mpn', 'MPN'],
  ['pfu', 'PFU'],
  ['degC', '°C'],
  ['Cel', '°C'],
  ['degF', '°F'],
  ['[degF]', '°F'],
  ['[in_i]', 'in'],
  ['[ft_i]', 'ft'],
  ['[yd_i]', 'yd'],
  ['[mi_i]', 'mi'],
  ['[lb_av]', 'lb'],
  ['[oz_av]', 'oz'],
  ['[psi]', 'psi'],
  ['[nmi_i]', 'nmi'],
  ['[kn_i]', 'kn'],
  ['REM', 'rem'],
  ['By', 'byte'],
  ['rev', 'r'],
  // SI Brochure, 9th edition, table 8, note: two names of one unit.
  ['u', 'Da'],
  ['[CFU]', 'CFU'],
  ['[PFU]', 'PFU'],
  ['[IU]', 'IU'],
  ['[iU]', 'IU'],
  ['[pH]', 'pH'],
  ['′′', '″'],
  ['deg', '°'],
  ['arcmin', '′'],
  ['arcsec', '″'],
  ['[ppth]', '‰'],
  ['[pptr]', 'ppt'],
  ['[ppm]', 'ppm'],
  ['[ppb]', 'ppb'],
]);

/** Symbols that are written as one and are several units: a prefix belongs to the first of them. */
export const COMPOUNDS: ReadonlyMap<string, string> = new Map([
  ['Wh', 'W·h'],
  ['VA', 'V·A'],
  ['Ah', 'A·h'],
  ['rpm', 'r/min'],
]);

/** What a fraction of a million or a billion may be of, in one order; SI Brochure, 9th edition, 5.4.7, avoids both. */
export const FRACTIONS = {
  ppm: ['mg/kg', 'µL/L', 'µmol/mol', 'mg/L'],
  ppb: ['µg/kg', 'nL/L', 'nmol/mol', 'µg/L'],
} as const;

/** Symbols with several meanings, and what to write instead. */
export const AMBIGUOUS: ReadonlyMap<string, readonly string[]> = new Map([
  ['ppm', FRACTIONS.ppm],
  ['ppb', FRACTIONS.ppb],
  ['ppt', ['ng/kg', 'g/kg', 'pL/L', 'pmol/mol', 'ng/L']],
  ['gal', ['L']],
  ['ton', ['t', 'lb']],
  ['M', ['mol/L']],
  // Per volume or per amount of gas, which agree for an ideal one only.
  ['ppmv', ['µL/L', 'µmol/mol']],
  ['ppbv', ['nL/L', 'nmol/mol']],
  // Kilobel or kilobyte, and of bytes a thousand or 1024.
  ...['kB', 'KB'].map((symbol) => [symbol, ['kbyte', '1024 byte']] as const),
  ['MB', ['Mbyte', '1048576 byte']],
  ['GB', ['Gbyte', '1073741824 byte']],
  // Newton metre, or a cubic metre at normal conditions, which differ and are no part of a unit.
  ['Nm', ['N·m', 'm3']],
  // A sixteenth of oxygen-16 until 1961, a twelfth of carbon-12 since.
  ['amu', ['Da']],
] as readonly (readonly [string, readonly string[]])[]);

/** Symbols that are not read though they have one meaning, and what to write instead. IEC 80000-13 for the bytes. */
export const WRITTEN_INSTEAD: ReadonlyMap<string, string> = new Map([
  ['KiB', '1024 byte'],
  ['MiB', '1048576 byte'],
  ['GiB', '1073741824 byte'],
  ['cps', '1/s'],
  ['cpm', '1/min'],
]);

/** Whether the prefix may stand before the unit. */
export function mayCarry(unit: NamedUnit, prefix: string): boolean {
  return unit.prefixes === 'all' || (unit.prefixes !== 'none' && unit.prefixes.includes(prefix));
}

/** The symbol with its prefix; in the words of UCUM where it is the name of another unit: p and H are not pH. */
export function prefixedSymbol(prefix: string, { symbol }: NamedUnit): string {
  return NAMED_UNITS.has(prefix + symbol) ? `ucum:${prefix}${symbol}` : prefix + symbol;
}

function namedUnit([symbol, factor, dimension, prefixes, kind = '', inexact]: Row): NamedUnit {
  const unit = { symbol, factor, dimension: dimensionOf(dimension), prefixes };
  const counted = kind === '' ? unit : { ...unit, kind };
  return inexact === undefined ? counted : { ...counted, inexact };
}
