// SPDX-License-Identifier: Apache-2.0
import {
  addRationals,
  compareRationals,
  divideRationals,
  multiplyRationals,
  type Rational,
  rational,
} from '@touchstone/identifiers';
import { MetrologyError } from '../metrology-error.ts';

/** How often something was counted, and what one of it weighs where they are not alike (its cost, say). */
export interface CountedCause {
  readonly cause: string;
  readonly count: number;
  /** Absent: 1. */
  readonly weight?: Rational | undefined;
}

/** One bar of a Pareto chart. */
export interface ParetoBar {
  readonly cause: string;
  readonly count: number;
  /** Count times weight. */
  readonly total: Rational;
  readonly share: Rational;
  readonly cumulativeShare: Rational;
  /** Among the fewest causes that make up the share asked for. */
  readonly isVital: boolean;
}

const CAUSES_MAX = 1_000;
/** The share that the vital few are taken to make up where nothing else is said: a habit, and no law. */
const VITAL_SHARE = rational(4, 5);

/**
 * c_j = Σ_{i≤j} n_i·w_i / Σ n_i·w_i, bars in falling order; vital: those before c reaches the share asked for. Exact.
 * Pareto analysis as in J. M. Juran's Quality Control Handbook (recalled). Bars of one height stand by their names.
 * Requires a share above 0, up to 1.
 */
export function paretoChart(causes: readonly CountedCause[], vitalShare: Rational = VITAL_SHARE): readonly ParetoBar[] {
  requireCauses(causes);
  requireShare(vitalShare);
  const weighed = causes
    .map(({ cause, count, weight = rational(1) }) => ({
      ...{ cause, count },
      total: multiplyRationals(rational(count), weight),
    }))
    .sort((a, b) => compareRationals(b.total, a.total) || (a.cause < b.cause ? -1 : 1));
  const sum = weighed.reduce((all, { total }) => addRationals(all, total), rational(0));
  if (sum.numerator === 0n) throw new MetrologyError('BAD_PARAMETER', 'nothing was counted of any cause', {});
  let before = rational(0);
  return weighed.map((bar) => {
    const isVital = compareRationals(divideRationals(before, sum), vitalShare) < 0 && bar.total.numerator > 0n;
    before = addRationals(before, bar.total);
    return { ...bar, share: divideRationals(bar.total, sum), cumulativeShare: divideRationals(before, sum), isVital };
  });
}

function requireShare(share: Rational): void {
  if (compareRationals(share, rational(0)) <= 0 || compareRationals(share, rational(1)) > 0) {
    const given = `${share.numerator}/${share.denominator}`;
    throw new MetrologyError('BAD_PARAMETER', `the vital share is above 0 and at most 1, not ${given}`, { given });
  }
}

function requireCauses(causes: readonly CountedCause[]): void {
  if (causes.length === 0 || causes.length > CAUSES_MAX) {
    throw new MetrologyError('BAD_PARAMETER', `a chart has 1 to ${CAUSES_MAX} causes, not ${causes.length}`, {});
  }
  const names = new Set<string>();
  for (const { cause, count, weight } of causes) {
    if (!Number.isSafeInteger(count) || count < 0) {
      throw new MetrologyError('BAD_PARAMETER', `the count of "${cause}" is a whole number from 0, not ${count}`, {
        given: String(count),
      });
    }
    if (weight !== undefined && weight.numerator < 0n)
      throw new MetrologyError('BAD_PARAMETER', `the weight of "${cause}" is not negative`, { given: cause });
    if (names.has(cause)) throw new MetrologyError('BAD_PARAMETER', `"${cause}" is there twice`, { given: cause });
    names.add(cause);
  }
}
