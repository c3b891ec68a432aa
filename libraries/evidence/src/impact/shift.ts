// SPDX-License-Identifier: Apache-2.0
import {
  addRationals,
  compareRationals,
  divideRationals,
  multiplyRationals,
  parseDecimal,
  type Rational,
  rational,
  rationalFromDecimal,
  rationalToNumber,
  subtractRationals,
} from '@touchstone/identifiers';
import { convertQuantity, parseQuantity, type Quantity, scaleQuantity } from '@touchstone/metrology/quantity';
import type { Influence, UncertainQuantity } from '@touchstone/metrology/uncertainty';
import type { SubjectOf } from '@touchstone/statements';
import { unlessIncomparable } from '../checks/figures/incomparable.ts';
import type { Sensitivity } from './uses.ts';

/** What a thing was found off by, as its certificate says. */
export type AsFoundPoint = NonNullable<SubjectOf<'CalibrationCertificate'>['asFound']>[number];

/** How far a thing was off at one point, and which influences make that unsure; contributions in the unit of the shift. */
export interface ShiftPoint {
  readonly quantity: string;
  readonly at: Quantity;
  readonly shift: Quantity;
  readonly influences: readonly Influence[];
}

/** Shift and influences without the point. */
export type Shift = Pick<ShiftPoint, 'shift' | 'influences'>;

/**
 * u = U / k. JCGM 100:2008, 6.2.1 and 4.3.3.
 * The points of one certificate rest on one reference, one operator and one day: one influence, so that they stay
 * correlated wherever they meet again, and their contributions add up instead of averaging out.
 * A point whose figures cannot be is left out, as if it had not been measured: nobody can tell how far it was off there.
 */
export function shiftsFound(asFound: readonly AsFoundPoint[], identity: string): readonly ShiftPoint[] {
  return asFound.flatMap((point) =>
    unlessIncomparable<readonly ShiftPoint[]>(
      () => shiftFound(point, identity),
      () => [],
    ),
  );
}

function shiftFound(
  { quantity, at, shift, expandedUncertainty, coverageFactor }: AsFoundPoint,
  identity: string,
): readonly ShiftPoint[] {
  const found = parseQuantity(shift);
  const expanded = convertQuantity(parseQuantity(expandedUncertainty), found.unit, { temperature: 'interval' });
  const k = rationalFromDecimal(parseDecimal(coverageFactor));
  if (compareRationals(k, ZERO) <= 0 || compareRationals(expanded.value, ZERO) < 0) return [];
  const contribution = rationalToNumber(divideRationals(expanded.value, k));
  return [{ quantity, at: parseQuantity(at), shift: found, influences: [{ identity, contribution }] }];
}

/**
 * s(x) = s₀ + (s₁ − s₀)(x − x₀)/(x₁ − x₀) between two points, and the point itself at a point; beyond them nothing is known.
 * Undefined also where points of several quantities have that unit, and none is of the one wanted.
 */
export function shiftAt(
  points: readonly ShiftPoint[],
  { at, quantity }: { readonly at: Quantity; readonly quantity?: string | undefined },
): Shift | undefined {
  const comparable = points.flatMap((point) =>
    unlessIncomparable(
      () => [{ ...point, at: convertQuantity(point.at, at.unit, { temperature: 'point' }) }],
      () => [],
    ),
  );
  const named = comparable.filter((point) => point.quantity === quantity);
  const usable = named.length > 0 ? named : comparable;
  if (new Set(usable.map((point) => point.quantity)).size > 1) return undefined;
  const sorted = [...usable].sort((a, b) => compareRationals(a.at.value, b.at.value));
  const above = sorted.findIndex((point) => compareRationals(point.at.value, at.value) >= 0);
  const [low, high] = [sorted[above - 1], sorted[above]];
  if (high === undefined) return undefined;
  if (compareRationals(high.at.value, at.value) === 0) return high;
  if (low === undefined) return undefined;
  const part = divideRationals(
    subtractRationals(at.value, low.at.value),
    subtractRationals(high.at.value, low.at.value),
  );
  return addShifts([scaleShift(low, subtractRationals(ONE, part)), scaleShift(high, part)], low.shift);
}

const ZERO = rational(0);
const ONE = rational(1);

/**
 * Δy = c Δx; or Δy = c y Δx/x. JCGM 100:2008, 5.1.3.
 * Undefined where the units do not allow it, or x is zero and the effect relative.
 */
export function effectOf(
  { effect, coefficient }: Sensitivity,
  { shift, influences }: Shift,
  { at, of }: { readonly at: Quantity; readonly of: Quantity },
): Shift | undefined {
  const c = rationalFromDecimal(parseDecimal(coefficient));
  return unlessIncomparable<Shift | undefined>(
    () => {
      if (effect === 'absolute') return scaleShift(inUnitOf(of, { shift, influences }), c);
      if (at.value.numerator === 0n) return undefined;
      const inX = inUnitOf(at, { shift, influences });
      const perUnit = multiplyRationals(c, divideRationals(of.value, at.value));
      const moved = scaleShift(inX, perUnit);
      return { ...moved, shift: { ...moved.shift, unit: of.unit } };
    },
    () => undefined,
  );
}

/** ∑ of shifts, in the unit of one of them; what one and the same influence adds is added up. */
export function addShifts(shifts: readonly Shift[], { unit }: Quantity): Shift {
  const sums = new Map<string, Influence>();
  let total: Rational = rational(0);
  for (const one of shifts) {
    const { shift, influences } = inUnitOf({ unit }, one);
    total = addRationals(total, shift.value);
    for (const influence of influences) {
      const before = sums.get(influence.identity)?.contribution ?? 0;
      sums.set(influence.identity, { ...influence, contribution: before + influence.contribution });
    }
  }
  return { shift: scaleQuantity({ value: total, unit }, ONE), influences: [...sums.values()] };
}

/** A shift as a quantity that remembers what makes it unsure. */
export function uncertainShift({ shift, influences }: Shift): UncertainQuantity {
  return { estimate: rationalToNumber(shift.value), influences };
}

/** c = contribution / u(x) of a result whose budget names the influence; undefined where the budget does not. JCGM 100:2008, 5.1.3. */
export function coefficientFromBudget(
  { influences }: UncertainQuantity,
  { identity, standardUncertainty }: { readonly identity: string; readonly standardUncertainty: number },
): number | undefined {
  const named = influences.find((influence) => influence.identity === identity);
  return named === undefined || standardUncertainty === 0 ? undefined : named.contribution / standardUncertainty;
}

function inUnitOf({ unit }: Pick<Quantity, 'unit'>, { shift, influences }: Shift): Shift {
  const one: Quantity = { value: ONE, unit: shift.unit };
  const factor = convertQuantity(one, unit, { temperature: 'interval' }).value;
  return scaleShift({ shift: convertQuantity(shift, unit, { temperature: 'interval' }), influences }, ONE, factor);
}

/** Scales both; `factor` scales what the unit of the shift has scaled already. */
function scaleShift({ shift, influences }: Shift, by: Rational, factor: Rational = by): Shift {
  const number = rationalToNumber(factor);
  return {
    shift: scaleQuantity(shift, by),
    influences: influences.map((one) => ({ ...one, contribution: one.contribution * number })),
  };
}
