// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import { studentUpperTail } from '../distributions/student.ts';
import { normalInterval, normalUpperTail } from './normal-distribution.ts';

/** A closed interval of numbers; an absent end is open to infinity. */
export interface NumberInterval {
  readonly lower?: number;
  readonly upper?: number;
}

/** What is known about a measured quantity after the measurement: a normal distribution. */
export interface NormalKnowledge {
  readonly value: number;
  readonly standardUncertainty: number;
}

/**
 * p_C = Φ((T_U − y)/u) − Φ((T_L − y)/u), with the missing term 1 or 0 when one side is open.
 * JCGM 106:2012, 7.2 and 7.3. Requires u > 0.
 */
export function conformanceProbability(
  { value, standardUncertainty }: NormalKnowledge,
  tolerance: NumberInterval,
): number {
  requirePositive(standardUncertainty, 'A standard uncertainty');
  return intervalProbability({
    ...(tolerance.lower === undefined ? {} : { lower: (tolerance.lower - value) / standardUncertainty }),
    ...(tolerance.upper === undefined ? {} : { upper: (tolerance.upper - value) / standardUncertainty }),
  });
}

/**
 * P(lower ≤ Z ≤ upper) for a standard normal Z; an absent end is open.
 * JCGM 106:2012, 7.2 and 7.3, in the standardised variable z = (T − y)/u.
 */
export function intervalProbability({ lower, upper }: NumberInterval): number {
  if (lower === undefined) {
    return upper === undefined ? 1 : normalUpperTail(-upper);
  }
  return upper === undefined ? normalUpperTail(lower) : normalInterval(lower, upper);
}

/**
 * C_m = (T_U − T_L)/(4 u_m): how fine a measuring system is for a tolerance; 4 u_m is U on both sides with k = 2.
 * JCGM 106:2012, 7.6.3. Requires T_L < T_U, u_m > 0.
 */
export function measurementCapability(tolerance: Required<NumberInterval>, standardUncertainty: number): number {
  requirePositive(standardUncertainty, 'A standard uncertainty');
  requirePositive(tolerance.upper - tolerance.lower, 'A tolerance');
  return (tolerance.upper - tolerance.lower) / (4 * standardUncertainty);
}

/**
 * p_C = F_ν((T_U − y)/u) − F_ν((T_L − y)/u), where u rests on ν degrees of freedom and the knowledge is a scaled t.
 * JCGM 106:2012, 7.1 with the density of JCGM 101:2008, 6.4.9. Requires u > 0, ν > 0.
 */
export function conformanceProbabilityStudent(
  { value, standardUncertainty, degreesOfFreedom }: NormalKnowledge & { readonly degreesOfFreedom: number },
  tolerance: NumberInterval,
): number {
  requirePositive(standardUncertainty, 'A standard uncertainty');
  const tail = (limit: number) => studentUpperTail((limit - value) / standardUncertainty, degreesOfFreedom);
  const { lower, upper } = tolerance;
  const within = lower === undefined ? 1 : tail(lower);
  return upper === undefined ? within : within - tail(upper);
}

/**
 * R*_C = 1 − p_C, the consumer's specific risk of an accepted item; of a rejected one p_C is the producer's, R*_P.
 * JCGM 106:2012, 9.3. Requires u > 0.
 */
export function specificRisks(
  knowledge: NormalKnowledge,
  tolerance: NumberInterval,
): { readonly consumer: number; readonly producer: number } {
  const { value, standardUncertainty } = knowledge;
  const producer = conformanceProbability(knowledge, tolerance);
  const { lower, upper } = tolerance;
  // Summed from the two tails, because 1 − p_C keeps no digits of a small risk.
  const below = lower === undefined ? 0 : normalUpperTail((value - lower) / standardUncertainty);
  const above = upper === undefined ? 0 : normalUpperTail((upper - value) / standardUncertainty);
  return { consumer: below + above, producer };
}

/** Throws BAD_PARAMETER unless the number is above 0 and finite. */
export function requirePositive(number: number, what: string): void {
  if (!(number > 0 && number < Number.POSITIVE_INFINITY)) {
    throw new MetrologyError('BAD_PARAMETER', `${what} must be above 0; given ${number}`);
  }
}
