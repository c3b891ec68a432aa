// SPDX-License-Identifier: Apache-2.0
import {
  type Decimal,
  divideRationals,
  formatDecimal,
  multiplyRationals,
  type Rational,
  rational,
  rationalFromDecimal,
} from '@touchstone/identifiers';
import {
  addDimensions,
  DIMENSION_ONE,
  type Dimension,
  equalDimensions,
  formatDimension,
  isDimensionOne,
} from './dimension.ts';
import type { Inexactness, NamedUnit } from './unit-table.ts';

/** A unit of measurement: its size in coherent SI units (exactly), its dimension, and what the dimension forgets. */
export interface Unit {
  /** The unit in one spelling, which parses back to the same unit. */
  readonly text: string;
  readonly factor: Rational;
  readonly dimension: Dimension;
  /** Sorted: 'mass/mass' for mg/kg, 'volume/volume' for mL/L, 'Bq' for a count of decays; empty for a plain number. */
  readonly kinds: readonly string[];
  /** Where the zero of the scale lies in coherent SI units; °C and °F standing alone have one. */
  readonly zero?: Rational;
  /** Why `factor` is not exact, where it is not: it holds π, cut after 64 decimals, or a constant that is measured. */
  readonly inexact?: readonly Inexactness[];
}

/** One factor of a compound unit: number · unit^power, above or below the solidus. */
export interface UnitTerm {
  readonly number: Decimal;
  readonly unit?: NamedUnit;
  readonly power: number;
  readonly side: 1 | -1;
}

const ONE: Rational = rational(1);

// Quotients that have a name; others are told by their base units.
const QUOTIENT_NAMES: ReadonlyMap<string, string> = new Map([
  ['kg', 'mass/mass'],
  ['m3', 'volume/volume'],
  ['m2', 'area/area'],
  ['m', 'length/length'],
  ['s', 'time/time'],
  ['mol', 'amount/amount'],
]);

/**
 * factor = ∏ (number · factor^power)^side, dim = ∑ side · power · dim.
 * SI Brochure, 9th edition, 2.3.3; fractions say of what they are, 5.4.7.
 * Requires at least one term.
 */
export function composeUnit(terms: readonly UnitTerm[]): Unit {
  const [first] = terms;
  const inexact = [...new Set(terms.flatMap((term) => term.unit?.inexact ?? []))].sort();
  const unit: Unit = {
    text: formatTerms(terms),
    factor: terms.reduce((factor, term) => multiplyRationals(factor, termFactor(term)), ONE),
    dimension: terms.reduce<Dimension>(
      (sum, term) => addDimensions(sum, termDimension(term), term.side),
      DIMENSION_ONE,
    ),
    kinds: [...quotientKinds(terms), ...countedKinds(terms)].sort(),
    ...(inexact.length === 0 ? {} : { inexact }),
  };
  // In a product °C can only mean an interval (SI Brochure, 9th edition, table 4, note on the degree Celsius).
  const alone = terms.length === 1 && first?.side === 1 && first.power === 1;
  return alone && first.unit?.zero !== undefined ? { ...unit, zero: first.unit.zero } : unit;
}

/** Whether two units have the same dimension; that alone does not make them comparable (mg/kg, mL/L). */
export function sameDimension(a: Unit, b: Unit): boolean {
  return equalDimensions(a.dimension, b.dimension);
}

// What a fraction of like by like is a fraction of: g/100 g is of mass, mL/L of volume. Only whole terms are paired,
// so that J/m stays a force.
function quotientKinds(terms: readonly UnitTerm[]): string[] {
  const above = dimensionsOn(1, terms);
  const below = dimensionsOn(-1, terms);
  const paired: Dimension[] = [];
  const unpaired = above.filter((dimension) => {
    const match = below.findIndex((other) => equalDimensions(dimension, other));
    if (match >= 0) {
      below.splice(match, 1);
      paired.push(dimension);
    }
    return match < 0;
  });
  const rest = sumOf(unpaired);
  if (!isDimensionOne(rest) && equalDimensions(rest, sumOf(below))) {
    paired.push(rest);
  }
  return paired.map((dimension) => {
    const text = formatDimension(dimension);
    return QUOTIENT_NAMES.get(text) ?? `${text}/${text}`;
  });
}

// Dimensions of the terms above or below the line, where a negative power changes sides; plain numbers left out.
function dimensionsOn(side: 1 | -1, terms: readonly UnitTerm[]): Dimension[] {
  return terms
    .filter((term) => term.side * Math.sign(term.power) === side)
    .map((term) => addDimensions(DIMENSION_ONE, termDimension(term), Math.sign(term.power)))
    .filter((dimension) => !isDimensionOne(dimension));
}

function countedKinds(terms: readonly UnitTerm[]): string[] {
  const powers = new Map<string, number>();
  for (const { unit, power, side } of terms) {
    if (unit?.kind !== undefined) {
      powers.set(unit.kind, (powers.get(unit.kind) ?? 0) + side * power);
    }
  }
  return [...powers].flatMap(([kind, power]) => (power === 0 ? [] : [power === 1 ? kind : `${kind}^${power}`]));
}

function sumOf(dimensions: readonly Dimension[]): Dimension {
  return dimensions.reduce((sum, dimension) => addDimensions(sum, dimension), DIMENSION_ONE);
}

function termDimension({ unit, power }: UnitTerm): Dimension {
  return unit === undefined ? DIMENSION_ONE : addDimensions(DIMENSION_ONE, unit.dimension, power);
}

function termFactor({ number, unit, power, side }: UnitTerm): Rational {
  const scale = rationalFromDecimal(number);
  const factor = unit === undefined ? scale : multiplyRationals(scale, powerOf(unit.factor, power));
  return side === 1 ? factor : divideRationals(ONE, factor);
}

function powerOf(base: Rational, power: number): Rational {
  const magnitude = BigInt(Math.abs(power));
  const raised = rational(base.numerator ** magnitude, base.denominator ** magnitude);
  return power < 0 ? divideRationals(ONE, raised) : raised;
}

function formatTerms(terms: readonly UnitTerm[]): string {
  const above = terms.filter((term) => term.side === 1).map(formatTerm);
  const below = terms.filter((term) => term.side === -1).map(formatTerm);
  const numerator = above.length === 0 ? '1' : above.join('·');
  if (below.length === 0) {
    return numerator;
  }
  return `${numerator}/${below.length === 1 && !looksLikeRoot(terms) ? below[0] : `(${below.join('·')})`}`;
}

// 'm3/2' would be read as a root, and is refused; 'm3/(2)' is not.
function looksLikeRoot(terms: readonly UnitTerm[]): boolean {
  const above = terms.findLast(({ side }) => side === 1);
  const below = terms.find(({ side }) => side === -1);
  return above?.unit !== undefined && above.power !== 1 && below?.unit === undefined;
}

function formatTerm({ number, unit, power }: UnitTerm): string {
  // A power of ten is written as one, so that a large one stays short enough to be read back.
  const power10 = number.coefficient === 1n && number.exponent !== 0;
  const digits = power10 ? `10^${number.exponent}` : formatDecimal(number);
  if (unit === undefined) {
    return digits;
  }
  const symbol = power === 1 ? unit.symbol : `${unit.symbol}${power}`;
  return digits === '1' ? symbol : `${digits} ${symbol}`;
}
