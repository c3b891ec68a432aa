// SPDX-License-Identifier: Apache-2.0
import { compareDecimals, type Decimal, decimalFromInteger } from '@touchstone/identifiers';
import { MetrologyError } from '../metrology-error.ts';
import { compareQuantities, unitComparability } from '../quantity/convert.ts';
import { describeQuantity, type Quantity } from '../quantity/quantity.ts';
import type { ReportedMark } from './gbt8170.ts';

/** U = k · u_c(y), with the k that it was made with. JCGM 100:2008, 6.2.1 and 7.2.3. */
export interface ExpandedUncertainty {
  readonly value: Quantity;
  readonly coverageFactor: Decimal;
  readonly coverageProbability?: Decimal;
}

/** A number, with its uncertainty where one is stated. */
export interface QuantifiedResult {
  readonly kind: 'quantified';
  readonly value: Quantity;
  readonly expandedUncertainty?: ExpandedUncertainty;
  /** How the laboratory rounded, GB/T 8170-2008, 3.3.2: '+' digits were dropped, '-' the last digit was raised. */
  readonly reportedMark?: ReportedMark;
}

/** What a laboratory found: a number, or only that the number is below a limit of its method. */
export type MeasuredResult =
  | QuantifiedResult
  | { readonly kind: 'below-loq'; readonly loq: Quantity; readonly lod?: Quantity }
  | { readonly kind: 'not-detected'; readonly lod: Quantity; readonly loq?: Quantity };

/** A result without a number: the true value lies below `limit`, the method's own LOD or LOQ. */
export type NonDetect = Exclude<MeasuredResult, QuantifiedResult>;

const ZERO = decimalFromInteger(0);
const ONE = decimalFromInteger(1);

/** Throws unless the result can be one: U ≥ 0, k > 0, probability between 0 and 1, 0 < LOD ≤ LOQ. */
export function requireMeasuredResult(result: MeasuredResult): void {
  if (result.kind === 'quantified') {
    if (result.expandedUncertainty !== undefined) {
      requireUncertainty(result.expandedUncertainty);
    }
    return;
  }
  for (const limit of [result.lod, result.loq]) {
    if (limit !== undefined && limit.value.numerator <= 0n) {
      throw new MetrologyError('BAD_RESULT', `A limit of a method must be above 0, not ${describeQuantity(limit)}`);
    }
  }
  requireOrder(result);
}

/** The method's own limit below which the true value lies: the LOD of a not-detected result, else its LOQ. */
export function nonDetectLimit(result: NonDetect): { readonly name: 'LOD' | 'LOQ'; readonly limit: Quantity } {
  return result.kind === 'not-detected' ? { name: 'LOD', limit: result.lod } : { name: 'LOQ', limit: result.loq };
}

function requireUncertainty({ value, coverageFactor, coverageProbability }: ExpandedUncertainty): void {
  if (value.value.numerator < 0n) {
    throw new MetrologyError('BAD_UNCERTAINTY', `U must not be negative: ${describeQuantity(value)}`);
  }
  if (compareDecimals(coverageFactor, ZERO) <= 0) {
    throw new MetrologyError('BAD_UNCERTAINTY', 'The coverage factor k must be above 0, such as 2');
  }
  const outside =
    coverageProbability !== undefined &&
    (compareDecimals(coverageProbability, ZERO) <= 0 || compareDecimals(coverageProbability, ONE) >= 0);
  if (outside) {
    throw new MetrologyError('BAD_UNCERTAINTY', 'The coverage probability lies between 0 and 1, such as 0.95');
  }
}

function requireOrder({ lod, loq }: NonDetect): void {
  if (lod === undefined || loq === undefined) {
    return;
  }
  const given = `${describeQuantity(lod)}, ${describeQuantity(loq)}`;
  if (!unitComparability(lod.unit, loq.unit).comparable) {
    throw new MetrologyError('BAD_RESULT', `LOD and LOQ of one result must compare: ${given}`, { given });
  }
  if (compareQuantities(lod, loq) > 0) {
    throw new MetrologyError('BAD_RESULT', `The LOD must not be above the LOQ: ${given}`, { given });
  }
}
