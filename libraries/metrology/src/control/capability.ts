// SPDX-License-Identifier: Apache-2.0
import { normalQuantile } from '../decision/normal-distribution.ts';
import { chiSquaredQuantile } from '../distributions/chi-squared.ts';
import { MetrologyError } from '../metrology-error.ts';
import { requireFinite, requirePositive, requireShareOfOne, requireWhole } from '../observations.ts';

/** What is known of a process: its mean, its standard deviation, and how many degrees of freedom that rests on. */
export interface ProcessKnowledge {
  readonly mean: number;
  /** σ within subgroups for capability, s of all values for performance. */
  readonly standardDeviation: number;
  readonly degreesOfFreedom: number;
  /** How many values the mean rests on. */
  readonly count: number;
}

/** Limits of a specification, one or both, and the target where it is not the middle. */
export interface Specification {
  readonly lower?: number;
  readonly upper?: number;
  readonly target?: number;
}

/** An index with its confidence interval. */
export interface IndexWithInterval {
  readonly value: number;
  readonly interval: readonly [number, number];
}

/** C when the deviation is that within subgroups, P when it is that of all values: the formulas are the same. */
export interface CapabilityIndices {
  /** Only with both limits. */
  readonly Cp?: IndexWithInterval;
  readonly Cpk: IndexWithInterval;
  readonly CpLower?: number;
  readonly CpUpper?: number;
  /** Only with both limits. */
  readonly Cpm?: number;
}

/**
 * C_p = (U − L)/(6σ), C_pk = min(U − x̄, x̄ − L)/(3σ), C_pm = (U − L)/(6√(σ² + (x̄ − T)²)).
 * ISO 22514-2:2017 (recalled). C_p: exact, C_p √(χ²_{α/2}(ν)/ν) and so on; C_pk: C_pk (1 ± z √(1/(9nC²) + 1/(2ν))),
 * A. F. Bissell, Appl. Statist. 39 (1990) 331, an approximation.
 */
export function capabilityIndices(
  process: ProcessKnowledge,
  specification: Specification,
  confidence = 0.95,
): CapabilityIndices {
  const { mean, standardDeviation, degreesOfFreedom: nu, count } = process;
  const { lower, upper } = requireSpecification(specification);
  requireFinite(mean, 'The mean');
  requirePositive(standardDeviation, 'The standard deviation');
  requirePositive(nu, 'The degrees of freedom');
  requireWhole(count, 'The number of values', [2, Number.MAX_SAFE_INTEGER]);
  requireShareOfOne(confidence, 'The level of confidence');
  const CpLower = lower === undefined ? undefined : (mean - lower) / (3 * standardDeviation);
  const CpUpper = upper === undefined ? undefined : (upper - mean) / (3 * standardDeviation);
  const least = Math.min(CpLower ?? Number.POSITIVE_INFINITY, CpUpper ?? Number.POSITIVE_INFINITY);
  const z = normalQuantile((1 + confidence) / 2);
  // √(1/(9n) + C²/(2ν)) is C times Bissell's root, and holds at C = 0 too.
  const reach = z * Math.sqrt(1 / (9 * count) + least ** 2 / (2 * nu));
  const one = {
    Cpk: { value: least, interval: [least - reach, least + reach] as const },
    ...(CpLower === undefined ? {} : { CpLower }),
    ...(CpUpper === undefined ? {} : { CpUpper }),
  };
  if (lower === undefined || upper === undefined) {
    return one;
  }
  const Cp = (upper - lower) / (6 * standardDeviation);
  const factor = (p: number) => Math.sqrt(chiSquaredQuantile(p, nu) / nu);
  const target = specification.target ?? (lower + upper) / 2;
  return {
    ...one,
    Cp: { value: Cp, interval: [Cp * factor((1 - confidence) / 2), Cp * factor((1 + confidence) / 2)] },
    Cpm: (upper - lower) / (6 * Math.hypot(standardDeviation, mean - target)),
  };
}

function requireSpecification(specification: Specification): Specification {
  const { lower, upper } = specification;
  for (const limit of [lower, upper, specification.target]) {
    if (limit !== undefined) {
      requireFinite(limit, 'A limit or target');
    }
  }
  if ((lower === undefined && upper === undefined) || (lower !== undefined && upper !== undefined && lower >= upper)) {
    throw new MetrologyError('BAD_PARAMETER', 'A specification needs a limit, and the lower one below the upper one');
  }
  return specification;
}
