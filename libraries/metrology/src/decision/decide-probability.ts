// SPDX-License-Identifier: Apache-2.0
import { type Decimal, decimalToNumber, formatDecimal } from '@touchstone/identifiers';
import {
  type ConformityDecision,
  type ConformityOutcome,
  type ConformityStatement,
  type DecisionReason,
  inconclusive,
} from './conformity-decision.ts';
import type { QuantifiedResult } from './measured-result.ts';
import { beyondReasons } from './position.ts';
import type { Tolerance } from './tolerance.ts';
import { conformanceOf, usableUncertainty } from './uncertainty.ts';

const OUTCOMES: Readonly<Record<ConformityStatement, ConformityOutcome>> = {
  pass: 'conforms',
  'conditional-pass': 'inconclusive',
  'conditional-fail': 'inconclusive',
  fail: 'does-not-conform',
};

/**
 * p_C ≥ threshold conforms; p_C ≤ 1 − threshold with y ∉ T does not conform; between them nothing is shown.
 * JCGM 106:2012, 7.2 and 7.3 and 8.3.
 *
 * A permitted value never fails: a p_C that is small only because U is large says nothing against the product.
 */
export function decideByProbability(
  result: QuantifiedResult,
  tolerance: Tolerance,
  threshold: Decimal,
): ConformityDecision {
  const found = usableUncertainty(result);
  if (!found.usable) {
    return inconclusive(found.reason);
  }
  const probability = conformanceOf(result, tolerance, found.uncertainty);
  const needed = decimalToNumber(threshold);
  const beyond = beyondReasons(result, tolerance);
  const statement = statementOf(probability, needed, beyond.length === 0);
  const place: DecisionReason = {
    code: statement === 'pass' ? 'PROBABILITY_REACHED' : 'PROBABILITY_NOT_REACHED',
    detail: `conformance probability ${probability.toPrecision(4)}, threshold ${formatDecimal(threshold)}`,
  };
  return {
    outcome: OUTCOMES[statement],
    statement,
    conformanceProbability: probability,
    reasons: statement === 'fail' ? [...beyond, place] : [place, ...beyond],
  };
}

function statementOf(probability: number, needed: number, permitted: boolean): ConformityStatement {
  if (permitted) {
    return probability >= needed ? 'pass' : 'conditional-pass';
  }
  return probability <= 1 - needed ? 'fail' : 'conditional-fail';
}
