// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import type { Influence } from './influence.ts';
import { CORRELATED_INFLUENCES_MAX, type InfluenceCorrelation, requireTogether } from './influence-correlations.ts';
import { IDENTITY_CHARACTERS_MAX } from './model/same-quantity.ts';

/** A value that remembers what its uncertainty comes from; plain data, as JSON carries it. */
export interface UncertainQuantity {
  readonly estimate: number;
  readonly unit?: string;
  readonly influences: readonly Influence[];
  /**
   * Between different influences of this quantity, each pair once. One that is correlated is listed though it contributes nothing
   * here: it may contribute to another quantity that this one meets.
   */
  readonly correlations?: readonly InfluenceCorrelation[];
}

/** Most influences of one quantity. */
export const INFLUENCES_MAX = 5_000;

const CORRELATIONS_MAX = (CORRELATED_INFLUENCES_MAX * (CORRELATED_INFLUENCES_MAX - 1)) / 2;

/** Checks a quantity that came from outside, JSON say; throws where and what is wrong. */
export function parseUncertainQuantity(given: unknown): UncertainQuantity {
  const { estimate, unit, influences, correlations = [] } = record(given, 'An uncertain quantity');
  if (!Array.isArray(influences) || influences.length > INFLUENCES_MAX || !Array.isArray(correlations)) {
    throw bad(`An uncertain quantity lists its influences, at most ${INFLUENCES_MAX}, and their correlations`);
  }
  if (unit !== undefined && typeof unit !== 'string') {
    throw bad('The unit of an uncertain quantity is text');
  }
  const parsed = influences.map(parseInfluence);
  const identities = new Set(parsed.map(({ identity }) => identity));
  if (identities.size !== parsed.length) {
    throw bad('An uncertain quantity names each influence once');
  }
  const pairs = parseCorrelations(correlations, identities);
  requireTogether(pairs);
  return {
    estimate: finite(estimate, 'The estimate'),
    ...(unit === undefined ? {} : { unit }),
    influences: parsed,
    ...(pairs.length === 0 ? {} : { correlations: pairs }),
  };
}

function parseInfluence(given: unknown): Influence {
  const { identity, contribution, degreesOfFreedom, standardUncertainty } = record(given, 'An influence');
  const dof = degreesOfFreedom === undefined ? undefined : finite(degreesOfFreedom, 'Degrees of freedom');
  if (dof !== undefined && dof <= 0) {
    throw bad('Degrees of freedom are above 0; leave them out when infinite');
  }
  const own = standardUncertainty === undefined ? undefined : finite(standardUncertainty, 'A standard uncertainty');
  if (own !== undefined && own <= 0) {
    throw bad('The standard uncertainty of an influence is above 0; leave it out where it is not known');
  }
  return {
    identity: identityOf(identity),
    contribution: finite(contribution, 'A contribution'),
    ...(dof === undefined ? {} : { degreesOfFreedom: dof }),
    ...(own === undefined ? {} : { standardUncertainty: own }),
  };
}

function parseCorrelations(
  given: readonly unknown[],
  identities: ReadonlySet<string>,
): readonly InfluenceCorrelation[] {
  if (given.length > CORRELATIONS_MAX) {
    throw bad(`An uncertain quantity has at most ${CORRELATIONS_MAX} correlations; here are ${given.length}`);
  }
  const known = new Set<string>();
  return given.map((one, index) => {
    const { a, b, coefficient } = record(one, `Correlation ${index + 1}`);
    const [first, second] = [identityOf(a), identityOf(b)].sort() as [string, string];
    const stranger = [first, second].find((identity) => !identities.has(identity));
    if (stranger !== undefined) {
      throw badPair(
        index,
        `${stranger} is no influence of this quantity; list it, with the contribution 0 if it has none`,
      );
    }
    if (first === second) {
      throw badPair(index, `the correlation of ${first} with itself is always 1`);
    }
    const key = JSON.stringify([first, second]);
    if (known.has(key)) {
      throw badPair(index, `${first} and ${second} are given already; a pair is given once`);
    }
    known.add(key);
    return { a: first, b: second, coefficient: finite(coefficient, `Correlation ${index + 1}: the coefficient`) };
  });
}

function record(given: unknown, what: string): Record<string, unknown> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw bad(`${what} is an object`);
  }
  return given as Record<string, unknown>;
}

function finite(given: unknown, what: string): number {
  if (typeof given !== 'number' || !Number.isFinite(given)) {
    throw bad(`${what} must be a finite number, not ${String(given).slice(0, 60)}`);
  }
  return given;
}

function identityOf(given: unknown): string {
  if (typeof given !== 'string' || given === '' || given.length > IDENTITY_CHARACTERS_MAX) {
    throw bad(`An influence is named by text of 1 to ${IDENTITY_CHARACTERS_MAX} characters`);
  }
  return given;
}

function badPair(index: number, what: string): MetrologyError {
  return new MetrologyError('BAD_UNCERTAIN_QUANTITY', `Correlation ${index + 1}: ${what}`, {
    path: [index],
  });
}

function bad(message: string): MetrologyError {
  return new MetrologyError('BAD_UNCERTAIN_QUANTITY', message);
}
