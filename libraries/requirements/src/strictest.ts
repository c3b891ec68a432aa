// SPDX-License-Identifier: Apache-2.0
import { type ComparisonOptions, compareLimits, type LimitComparison } from './compare.ts';
import type { LimitRequirement } from './requirement.ts';

/** One level of the common set: whoever meets it meets every limit in `satisfies`. */
export interface CommonLevel {
  /** The strictest limits, each with its source; several when they are equal. */
  readonly strictest: readonly LimitRequirement[];
  /** All limits with which it may be compared, itself among them. */
  readonly satisfies: readonly LimitRequirement[];
}

/** Two levels for one substance that stand side by side because they may not be compared. */
export interface ApartLevels {
  readonly first: LimitRequirement;
  readonly second: LimitRequirement;
  readonly comparison: Extract<LimitComparison, { relation: 'incomparable' }>;
}

/** The set that satisfies all limits given, and what in it may not be compared. */
export interface StrictestSet {
  readonly levels: readonly CommonLevel[];
  readonly apart: readonly ApartLevels[];
}

/**
 * min per class of comparable limits; the common set holds one level of each class.
 * Comparability is an equivalence, so the order of the limits does not matter and a laxer one changes nothing.
 */
export function strictest(limits: readonly LimitRequirement[], options: ComparisonOptions = {}): StrictestSet {
  const classes: LimitRequirement[][] = [];
  for (const limit of inFixedOrder(limits)) {
    const own = classes.find(([member]) => compareLimits(member, limit, options).relation !== 'incomparable');
    if (own === undefined) {
      classes.push([limit]);
    } else {
      own.push(limit);
    }
  }
  const levels = classes.map((satisfies) => ({ strictest: strictestOf(satisfies, options), satisfies }));
  return { levels, apart: apartOf(levels, options) };
}

function inFixedOrder(limits: readonly LimitRequirement[]): LimitRequirement[] {
  const byId = new Map(limits.map((limit) => [limit.id, limit]));
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function strictestOf(limits: readonly LimitRequirement[], options: ComparisonOptions): LimitRequirement[] {
  let best: LimitRequirement[] = [];
  for (const limit of limits) {
    const [leader] = best;
    const { relation } = leader === undefined ? STRICTER : compareLimits(limit, leader, options);
    if (relation === 'stricter') {
      best = [limit];
    } else if (relation === 'equal') {
      best.push(limit);
    }
  }
  return best;
}

const STRICTER: LimitComparison = { relation: 'stricter' };

function apartOf(levels: readonly CommonLevel[], options: ComparisonOptions): ApartLevels[] {
  const leaders = levels.map((level) => level.strictest[0] as LimitRequirement);
  return leaders.flatMap((first, index) =>
    leaders.slice(index + 1).flatMap((second) => {
      const comparison = compareLimits(first, second, options);
      const sameSubstance = first.substanceId === second.substanceId;
      return sameSubstance && comparison.relation === 'incomparable' ? [{ first, second, comparison }] : [];
    }),
  );
}
