// SPDX-License-Identifier: Apache-2.0
import { type Decimal, rational, rationalFromDecimal } from '@touchstone/identifiers';
import { MetrologyError } from '../metrology-error.ts';
import { convertQuantity } from '../quantity/convert.ts';
import { addInUnit, type Quantity, quantityOfRational, scaleQuantity } from '../quantity/quantity.ts';
import type { Unit } from '../quantity/unit.ts';
import { type MeasuredResult, nonDetectLimit, requireMeasuredResult } from './measured-result.ts';

/** What stands in for a non-detect: 0, half of its own LOD or LOQ, or the whole of it. */
export type NonDetectTreatment = 'lower-bound' | 'middle-bound' | 'upper-bound';

/** One member of a sum, with the factor of the residue definition (1 when absent), such as a TEF. */
export type SumTerm = MeasuredResult & { readonly factor?: Decimal };

/** A sum, and how much of it was measured. */
export interface SumWithNonDetects {
  readonly sum: Quantity;
  readonly treatment: NonDetectTreatment;
  readonly quantified: number;
  readonly nonDetects: number;
}

/** The most members of a sum; the longest residue definition has some hundreds. */
export const SUM_TERMS_MAX = 10_000;

const SHARES = { 'lower-bound': rational(0), 'middle-bound': rational(1, 2), 'upper-bound': rational(1) } as const;

/**
 * ∑ fᵢ xᵢ, a non-detect counted as 0, d/2 or d of its own LOD or LOQ d.
 * Commission Regulation (EU) 2017/644, annex I: lower-, medium- and upperbound; exact.
 *
 * In the unit of the first term. Throws `INCOMPARABLE` when a term does not compare with it.
 */
export function sumWithNonDetects(terms: readonly SumTerm[], treatment: NonDetectTreatment): SumWithNonDetects {
  const [first] = terms;
  if (first === undefined || terms.length > SUM_TERMS_MAX) {
    throw new MetrologyError('BAD_RESULT', `A sum needs from 1 to ${SUM_TERMS_MAX} results; given ${terms.length}`);
  }
  const unit = (first.kind === 'quantified' ? first.value : nonDetectLimit(first).limit).unit;
  const quantified = terms.filter(({ kind }) => kind === 'quantified').length;
  return {
    sum: terms.reduce((sum, term) => addInUnit(sum, contribution(term, treatment, unit)), zeroIn(unit)),
    treatment,
    quantified,
    nonDetects: terms.length - quantified,
  };
}

function contribution(term: SumTerm, treatment: NonDetectTreatment, unit: Unit): Quantity {
  requireMeasuredResult(term);
  // The share is taken after the conversion, so that a 0 brings no digits into the sum.
  const amount =
    term.kind === 'quantified'
      ? convertQuantity(term.value, unit)
      : scaleQuantity(convertQuantity(nonDetectLimit(term).limit, unit), SHARES[treatment]);
  if (term.factor === undefined) {
    return amount;
  }
  if (term.factor.coefficient < 0n) {
    throw new MetrologyError('BAD_RESULT', 'A factor of a sum must not be negative');
  }
  return scaleQuantity(amount, rationalFromDecimal(term.factor));
}

function zeroIn(unit: Unit): Quantity {
  return quantityOfRational(rational(0), unit);
}
