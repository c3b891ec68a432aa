// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';

/** What one elementary influence adds to a quantity: c u, with its sign. */
export interface Influence {
  /** The same text wherever the same influence acts: certificate, year and number, say. */
  readonly identity: string;
  readonly contribution: number;
  /** Absent when infinite. */
  readonly degreesOfFreedom?: number;
  /** u of the influence itself in coherent SI units, by which two that are called one are told apart; absent if unknown. */
  readonly standardUncertainty?: number;
}

// Units are converted in doubles: mg and kg of one u may differ in the last digits, and by no more.
const ROUNDING = 1e-12;

/**
 * u_i(y) = ∑ c_i u(x_i) for each identity: one and the same influence adds up, and what adds up to nothing is left out unless it is
 * to be `kept`. JCGM 100:2008, F.1.2.3. Throws where two of one identity are known differently, and so cannot be one.
 */
export function mergeInfluences(influences: readonly Influence[], kept: ReadonlySet<string>): readonly Influence[] {
  const sums = new Map<string, Influence>();
  for (const influence of influences) {
    const known = sums.get(influence.identity);
    if (known !== undefined) requireSame(known, influence);
    const contribution = (known?.contribution ?? 0) + influence.contribution;
    sums.set(influence.identity, { ...known, ...influence, contribution });
  }
  return [...sums.values()].filter(({ contribution, identity }) => contribution !== 0 || kept.has(identity));
}

/** Throws where two influences of one identity have different uncertainties or degrees of freedom, and so cannot be one. */
export function requireSame(known: Influence, influence: Influence): void {
  const { identity } = known;
  if (known.degreesOfFreedom !== influence.degreesOfFreedom) {
    throw contradiction(identity, 'different degrees of freedom');
  }
  const [a, b] = [known.standardUncertainty, influence.standardUncertainty];
  if (a !== undefined && b !== undefined && Math.abs(a - b) > ROUNDING * Math.max(a, b)) {
    throw contradiction(identity, `the standard uncertainties ${a} and ${b} in coherent SI units`);
  }
}

function contradiction(identity: string, what: string): MetrologyError {
  return new MetrologyError(
    'BAD_UNCERTAIN_QUANTITY',
    `The influence ${identity} is given with ${what}, and so is not one quantity; give each an identity of its own`,
    { given: identity },
  );
}
