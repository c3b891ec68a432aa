// SPDX-License-Identifier: Apache-2.0
import {
  compareRationals,
  divideRationals,
  isDecimalText,
  parseDecimal,
  type Rational,
  rational,
  rationalFromDecimal,
} from '@touchstone/identifiers';
import { MetrologyError } from '../metrology-error.ts';
import {
  describeQuantity,
  parseQuantity,
  type Quantity,
  type QuantityText,
  scaleQuantity,
} from '../quantity/quantity.ts';
import { type Capability, compareUncertainties, isWithinRange, smallestUncertaintyAt } from './smallest-uncertainty.ts';

/** An expanded uncertainty that is claimed, or needed, at a value. */
export interface UncertaintyAt {
  readonly at: QuantityText;
  readonly expandedUncertainty: QuantityText;
  /** k of the claim; absent: 2. */
  readonly coverageFactor?: string | undefined;
}

/** How a claim stands to a capability; `smallest` is the figure to put beside it, in words. */
export type CapabilityFinding =
  | { readonly outcome: 'within'; readonly smallest: string }
  | { readonly outcome: 'below'; readonly smallest: string }
  | { readonly outcome: 'outside-range' }
  | { readonly outcome: 'incomparable'; readonly detail: string };

/**
 * U/k ≥ U_CMC(x)/k_CMC: no calibration may claim less than the laboratory's capability at that value.
 * ILAC P14:09/2020, 5.4 (recalled); a CMC is of about 95 %, k = 2. A larger k makes no uncertainty larger: standard
 * uncertainties are compared, whatever the distribution; `smallest` is stated at the factor of the claim.
 */
export function compareWithCapability(capability: Capability, claim: UncertaintyAt): CapabilityFinding {
  return unlessIncomparable(() => {
    if (!isWithinRange(capability, claim.at)) return { outcome: 'outside-range' };
    const [own, claimed] = [capability, claim].map(factorOf) as [Factor, Factor];
    const stated = smallestUncertaintyAt(capability, claim.at);
    const isSame = compareRationals(own.value, claimed.value) === 0;
    const smallest = isSame ? stated : scaleQuantity(stated, divideRationals(claimed.value, own.value));
    const isWithin = compareUncertainties(parseQuantity(claim.expandedUncertainty), smallest) >= 0;
    const words = isSame
      ? describeQuantity(smallest)
      : `${describeQuantity(smallest)} at k = ${claimed.text} (${describeQuantity(stated)} at k = ${own.text})`;
    return { outcome: isWithin ? 'within' : 'below', smallest: words };
  });
}

interface Factor {
  readonly text: string;
  readonly value: Rational;
}

const USUAL_FACTOR = '2';

function factorOf({ coverageFactor: text = USUAL_FACTOR }: { readonly coverageFactor?: string | undefined }): Factor {
  const value = isDecimalText(text) ? rationalFromDecimal(parseDecimal(text)) : rational(0);
  if (compareRationals(value, rational(0)) > 0) return { text, value };
  throw new MetrologyError('BAD_PARAMETER', `a coverage factor is a number above 0, not ${text}`, { given: text });
}

/** Whether a capability is good enough for a need: U_CMC(x) ≤ U_needed; without a need, whether it covers the value. */
export function meetsNeed(
  capability: Capability,
  need: { readonly at: QuantityText; readonly expandedUncertainty?: QuantityText | undefined },
): { readonly meets: boolean; readonly smallest?: Quantity } {
  try {
    if (!isWithinRange(capability, need.at)) return { meets: false };
    const smallest = smallestUncertaintyAt(capability, need.at);
    const { expandedUncertainty: wanted } = need;
    return { meets: wanted === undefined || compareUncertainties(smallest, parseQuantity(wanted)) <= 0, smallest };
  } catch (error) {
    if (!(error instanceof MetrologyError)) throw error;
    return { meets: false };
  }
}

function unlessIncomparable(compare: () => CapabilityFinding): CapabilityFinding {
  try {
    return compare();
  } catch (error) {
    if (!(error instanceof MetrologyError)) throw error;
    return { outcome: 'incomparable', detail: error.message };
  }
}
