// SPDX-License-Identifier: Apache-2.0
import { decimalToNumber, parseDecimal, rationalToNumber } from '@touchstone/identifiers';
import { MetrologyError } from '../metrology-error.ts';
import { isDimensionOne } from './dimension.ts';
import { parseUnit } from './parse-unit.ts';
import type { Quantity } from './quantity.ts';
import { type Level, type LevelScale, OWN_LEVELS, UCUM_LEVELS } from './ucum/ucum-levels.ts';
import type { Unit } from './unit.ts';

/** What a value on a special scale means: a plain number of a unit, as near as doubles come. */
export interface LevelValue {
  readonly value: number;
  readonly unit: Unit;
}

type Pair = readonly [toValue: (x: number) => number, toLevel: (v: number) => number];

const SCALES: Readonly<Record<Exclude<LevelScale, 'unstated'>, Pair>> = {
  lg: [(x) => 10 ** x, Math.log10],
  '2lg': [(x) => 10 ** (x / 2), (v) => 2 * Math.log10(v)],
  ln: [Math.exp, Math.log],
  ld: [(x) => 2 ** x, Math.log2],
  '-lg': [(x) => 10 ** -x, (v) => -Math.log10(v)],
  '100tan': [(x) => Math.atan(x / 100), (v) => 100 * Math.tan(v)],
  sqrt: [(x) => x ** 2, Math.sqrt],
};

/**
 * v = f⁻¹(x · prefix) · reference: 60 dB[SPL] are 0.02 Pa, pH 7 is 10⁻⁷ mol/L.
 * UCUM 2.2, §§21 and 22. In doubles; plain dB and Np give the ratio of powers, as UCUM takes them, and pH the amount
 * concentration that UCUM defines it by, not the activity of ISO 80000-9. Throws `BAD_QUANTITY` for other units.
 */
export function levelToValue({ value, unit }: Quantity): LevelValue {
  const { level, scale } = levelOf(unit);
  const [toValue] = SCALES[scale];
  return withUnit(toValue(rationalToNumber(value) * rationalToNumber(unit.factor)), level);
}

/** x = f(v / reference) / prefix, the inverse of `levelToValue`; `value` in the unit that the scale refers to. */
export function valueToLevel(value: number, unit: Unit): number {
  const { level, scale } = levelOf(unit);
  const [, toLevel] = SCALES[scale];
  const ratio = level.scale === '100tan' ? value * slopeFactor(level) : value / referenceOf(level);
  return toLevel(ratio) / rationalToNumber(unit.factor);
}

function levelOf(unit: Unit): { level: Level; scale: keyof typeof SCALES } {
  const [kind = ''] = unit.kinds;
  const level = UCUM_LEVELS.get(kind) ?? OWN_LEVELS.get(kind);
  if (unit.kinds.length !== 1 || !isDimensionOne(unit.dimension) || level === undefined || level.scale === 'unstated') {
    throw new MetrologyError(
      'BAD_QUANTITY',
      `${unit.text} is no unit of a scale such as dB[W] that has a formula here`,
      {
        given: unit.text,
      },
    );
  }
  return { level, scale: level.scale };
}

// An angle comes out of the arc tangent in radians, whatever unit it is then counted in.
function withUnit(value: number, level: Level): LevelValue {
  const unit = parseUnit(level.unit);
  return { value: level.scale === '100tan' ? value / slopeFactor(level) : value * referenceOf(level), unit };
}

function slopeFactor(level: Level): number {
  return rationalToNumber(parseUnit(level.unit).factor);
}

function referenceOf(level: Level): number {
  return decimalToNumber(parseDecimal(level.reference));
}
