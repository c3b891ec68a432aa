// SPDX-License-Identifier: Apache-2.0
import { rationalFromDecimal } from '@touchstone/identifiers';
import { compareQuantities, convertQuantity } from '../quantity/convert.ts';
import { addInUnit, describeQuantity, negateQuantity, type Quantity, scaleQuantity } from '../quantity/quantity.ts';
import {
  type ConformityDecision,
  type ConformityOutcome,
  type ConformityStatement,
  type DecisionReason,
  inconclusive,
} from './conformity-decision.ts';
import type { DecisionRule } from './decision-rule.ts';
import type { QuantifiedResult } from './measured-result.ts';
import { beyondReasons, sidesBeyond } from './position.ts';
import { type Bound, sidesOf, type Tolerance } from './tolerance.ts';
import { conformanceOf, usableUncertainty } from './uncertainty.ts';

type GuardBandRule = Extract<DecisionRule, { kind: 'guard-band' }>;

/**
 * A = T ∓ w, w = r · U. JCGM 106:2012, 8.3.2 and 8.3.3; ILAC-G8:09/2019, 4.2.2 and 4.2.3.
 *
 * The statement of a rule that is not binary tells where the value lies, whichever error it guards against; that of a
 * binary one is pass or fail (ILAC-G8, 4.2.2), and the reasons tell the place.
 */
export function decideByGuardBand(
  result: QuantifiedResult,
  tolerance: Tolerance,
  rule: GuardBandRule,
): ConformityDecision {
  const found = usableUncertainty(result);
  if (!found.usable) {
    return inconclusive(found.reason);
  }
  const width = scaleQuantity(found.uncertainty.value, rationalFromDecimal(rule.multiplier));
  const narrowed = moveLimits(tolerance, width, 'inwards');
  const widened = moveLimits(tolerance, width, 'outwards');
  const place = placeOf(result, [narrowed, tolerance, widened]);
  const outcome = outcomeOf(place, rule);
  const limits = rule.guards === 'rejection' ? widened : narrowed;
  return {
    outcome,
    statement: rule.form === 'binary' ? (outcome === 'conforms' ? 'pass' : 'fail') : place,
    acceptanceLimit: Object.fromEntries(sidesOf(limits).map(([side, bound]) => [side, bound.value])),
    conformanceProbability: conformanceOf(result, tolerance, found.uncertainty),
    reasons: [
      ...beyondReasons(result, tolerance),
      ...placeReasons(place, `${describeQuantity(result.value)}, guard band ${describeQuantity(width)}`),
      ...overlapReasons(narrowed),
    ],
  };
}

function placeOf(
  result: QuantifiedResult,
  [narrowed, tolerance, widened]: readonly [Tolerance, Tolerance, Tolerance],
): ConformityStatement {
  if (sidesBeyond(result, narrowed).length === 0) {
    return 'pass';
  }
  if (sidesBeyond(result, tolerance).length === 0) {
    return 'conditional-pass';
  }
  return sidesBeyond(result, widened).length === 0 ? 'conditional-fail' : 'fail';
}

// The uncertainty is an interval even where the value is a temperature.
function moveLimits(tolerance: Tolerance, width: Quantity, direction: 'inwards' | 'outwards'): Tolerance {
  return Object.fromEntries(
    sidesOf(tolerance).map(([side, { value, inclusive }]): [string, Bound] => {
      const inUnit = convertQuantity(width, value.unit, { temperature: 'interval' });
      const upwards = (side === 'lower') === (direction === 'inwards');
      return [side, { value: addInUnit(value, upwards ? inUnit : negateQuantity(inUnit)), inclusive }];
    }),
  );
}

// Inside a band the rule's form decides: binary is guarded acceptance or guarded rejection (JCGM 106:2012, 8.3.2, 8.3.3).
function outcomeOf(place: ConformityStatement, { guards, form }: GuardBandRule): ConformityOutcome {
  switch (place) {
    case 'pass':
      return 'conforms';
    case 'conditional-pass':
      if (guards === 'rejection') {
        return 'conforms';
      }
      return form === 'binary' ? 'does-not-conform' : 'inconclusive';
    case 'conditional-fail':
      if (guards === 'acceptance') {
        return 'does-not-conform';
      }
      return form === 'binary' ? 'conforms' : 'inconclusive';
    case 'fail':
      return 'does-not-conform';
  }
}

function placeReasons(place: ConformityStatement, detail: string): readonly DecisionReason[] {
  switch (place) {
    case 'pass':
      return [{ code: 'WITHIN_LIMITS', detail }];
    case 'conditional-pass':
    case 'conditional-fail':
      return [{ code: 'IN_GUARD_BAND', detail }];
    case 'fail':
      return [];
  }
}

// With U too large for the tolerance nothing can be accepted, which is the method's fault and not the product's.
function overlapReasons({ lower, upper }: Tolerance): readonly DecisionReason[] {
  if (lower === undefined || upper === undefined || compareQuantities(lower.value, upper.value) <= 0) {
    return [];
  }
  return [{ code: 'GUARD_BANDS_OVERLAP', detail: 'U is too large for this tolerance: no value could be accepted' }];
}
