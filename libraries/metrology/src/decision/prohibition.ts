// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import { compareQuantities, unitComparability } from '../quantity/convert.ts';
import { describeQuantity, type Quantity } from '../quantity/quantity.ts';
import { type ConformityDecision, type DecisionReason, inconclusive } from './conformity-decision.ts';
import { type MeasuredResult, type NonDetect, requireMeasuredResult } from './measured-result.ts';

/** What the law demands of the method when it bans a substance. */
export interface ProhibitionOptions {
  /** The largest LOQ with which a non-detect is taken as absence. */
  readonly requiredLoq?: Quantity;
}

/**
 * 'Not permitted' has no number: a detection does not conform; a non-detect says only 'not found at this LOD or LOQ',
 * and conforms only where the law states the LOQ to be reached and the method reached it.
 * Reading of bans such as GB 2763 or the lists of substances not permitted in animals; no rule of JCGM 106 applies.
 */
export function decideAgainstProhibition(
  result: MeasuredResult,
  { requiredLoq }: ProhibitionOptions = {},
): ConformityDecision {
  requireMeasuredResult(result);
  if (requiredLoq !== undefined && requiredLoq.value.numerator <= 0n) {
    throw new MetrologyError('BAD_TOLERANCE', `A required LOQ must be above 0, not ${describeQuantity(requiredLoq)}`);
  }
  if (result.kind !== 'quantified') {
    return decideNotFound(result, requiredLoq);
  }
  if (result.value.value.numerator <= 0n) {
    const detail = `${describeQuantity(result.value)} is no detection, and without an LOD or LOQ it is no absence`;
    return inconclusive({ code: 'NO_DETECTION_LIMIT', detail });
  }
  const detail = `${describeQuantity(result.value)} was found of a substance that is not permitted`;
  return { outcome: 'does-not-conform', statement: 'fail', reasons: [{ code: 'DETECTED', detail }] };
}

function decideNotFound(result: NonDetect, required: Quantity | undefined): ConformityDecision {
  // The LOQ, where both are stated: it is what the law demands of a method.
  const reached = result.loq ?? (result as Extract<NonDetect, { kind: 'not-detected' }>).lod;
  const name = result.loq === undefined ? 'LOD' : 'LOQ';
  const notFound: DecisionReason = {
    code: 'NOT_FOUND_AT_LOQ',
    detail: `not found at an ${name} of ${describeQuantity(reached)}`,
  };
  if (required === undefined) {
    return inconclusive(notFound, { code: 'REQUIRED_LOQ_NOT_STATED', detail: 'no LOQ to be reached is stated' });
  }
  const comparability = unitComparability(reached.unit, required.unit);
  if (!comparability.comparable) {
    return inconclusive(notFound, { code: 'UNIT_INCOMPARABLE', detail: comparability.detail });
  }
  if (compareQuantities(reached, required) > 0) {
    const detail = `the LOQ to be reached is ${describeQuantity(required)}`;
    return inconclusive(notFound, { code: 'LOQ_ABOVE_REQUIRED', detail });
  }
  return { outcome: 'conforms', statement: 'pass', reasons: [notFound] };
}
