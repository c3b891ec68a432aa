// SPDX-License-Identifier: Apache-2.0
import { compareRationals, divideRationals, type Rational, rational } from '@touchstone/identifiers';
import {
  convertQuantity,
  convertWithDensity,
  MetrologyError,
  parseQuantity,
  type Quantity,
  type QuantityText,
  unitComparability,
} from '@touchstone/metrology/quantity';
import type { LimitRequirement } from './requirement.ts';

/** Why two limits may not be compared; where several hold, the first of this order leads. */
export const INCOMPARABLE_REASONS = [
  'substance',
  'guideline-against-limit',
  'ban-against-number',
  'unit-without-density',
  'dimension',
  'basis',
] as const;
export type IncomparableBecause = (typeof INCOMPARABLE_REASONS)[number];

/** How one number stands to another; the factor is the larger divided by the smaller, where the smaller is not 0. */
export type NumberRelation =
  | { readonly relation: 'equal' }
  | { readonly relation: 'stricter' | 'laxer'; readonly factor?: Rational };

/** How the first limit stands to the second. */
export type LimitComparison =
  | NumberRelation
  | { readonly relation: 'gap'; readonly missing: 'first' | 'second' | 'both' }
  | {
      readonly relation: 'incomparable';
      readonly because: IncomparableBecause;
      readonly reasons: readonly IncomparableBecause[];
      /** When nothing but the basis stands between them: how the numbers would stand on one basis. */
      readonly ifSameBasis?: NumberRelation;
    };

/** What the caller knows and the law does not say. */
export interface ComparisonOptions {
  /** Density of the food as the limits mean it, which makes per litre and per kilogram comparable. */
  readonly density?: QuantityText;
}

/**
 * stricter by b/a when a < b; laxer by a/b when a > b. Never a number where substance, force, kind, unit or basis
 * differ: "incomparable because …". An absent row is a gap, which is not the same as no limit.
 */
export function compareLimits(
  first: LimitRequirement | undefined,
  second: LimitRequirement | undefined,
  options: ComparisonOptions = {},
): LimitComparison {
  if (first === undefined || second === undefined) {
    return { relation: 'gap', missing: missingOf(first, second) };
  }
  const numbers = relateNumbers(first, second, options);
  const found = new Set<IncomparableBecause>(typeof numbers === 'string' ? [numbers] : []);
  if (first.substanceId !== second.substanceId) {
    found.add('substance');
  }
  if ((first.legalForce === 'guideline') !== (second.legalForce === 'guideline')) {
    found.add('guideline-against-limit');
  }
  if (!sameBasis(first, second)) {
    found.add('basis');
  }
  const reasons = INCOMPARABLE_REASONS.filter((reason) => found.has(reason));
  const [because, ...others] = reasons;
  if (because === undefined) {
    return numbers as NumberRelation;
  }
  const onlyBasis = because === 'basis' && others.length === 0;
  return {
    relation: 'incomparable',
    because,
    reasons,
    ...(onlyBasis ? { ifSameBasis: numbers as NumberRelation } : {}),
  };
}

function missingOf(first: LimitRequirement | undefined, second: LimitRequirement | undefined) {
  if (first === undefined) {
    return second === undefined ? 'both' : 'first';
  }
  return 'second';
}

// A ban has no number that a basis could scale. What a law leaves unstated is the same only within that law.
function sameBasis(first: LimitRequirement, second: LimitRequirement): boolean {
  if (first.limit.kind === 'not-permitted' || second.limit.kind === 'not-permitted') {
    return true;
  }
  return first.basis === second.basis && (first.basis !== 'not stated' || first.instrument.id === second.instrument.id);
}

function relateNumbers(
  { limit: first }: LimitRequirement,
  { limit: second }: LimitRequirement,
  { density }: ComparisonOptions,
): NumberRelation | IncomparableBecause {
  if (first.kind !== second.kind) {
    return 'ban-against-number';
  }
  if (first.kind === 'not-permitted' || second.kind === 'not-permitted') {
    return { relation: 'equal' };
  }
  const a = parseQuantity(first);
  const converted = toUnitOf(a, parseQuantity(second), density);
  return typeof converted === 'string' ? converted : relate(a.value, converted.value);
}

function relate(a: Rational, b: Rational): NumberRelation {
  const order = compareRationals(a, b);
  if (order === 0) {
    return { relation: 'equal' };
  }
  const [smaller, larger] = order < 0 ? [a, b] : [b, a];
  const factor = compareRationals(smaller, ZERO) === 0 ? {} : { factor: divideRationals(larger, smaller) };
  return { relation: order < 0 ? 'stricter' : 'laxer', ...factor };
}

const ZERO = rational(0);
// Any density tells whether one could help; its value is not used.
const SOME_DENSITY: QuantityText = { value: '1', unit: 'kg/L' };

function toUnitOf(a: Quantity, b: Quantity, density: QuantityText | undefined): Quantity | IncomparableBecause {
  if (unitComparability(a.unit, b.unit).comparable) {
    return convertQuantity(b, a.unit);
  }
  const converted = withDensity(a, b, density ?? SOME_DENSITY);
  return converted !== 'dimension' && density === undefined ? 'unit-without-density' : converted;
}

function withDensity(a: Quantity, b: Quantity, density: QuantityText): Quantity | 'dimension' {
  try {
    return convertWithDensity(b, parseQuantity(density), a.unit);
  } catch (cause) {
    if (cause instanceof MetrologyError && cause.code === 'INCOMPARABLE') {
      return 'dimension';
    }
    throw cause;
  }
}
