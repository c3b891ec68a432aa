// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import { describeQuantity, parseQuantity, type Quantity, type QuantityText } from '../quantity/quantity.ts';
import { type Capability, compareUncertainties, isWithinRange, smallestUncertaintyAt } from './smallest-uncertainty.ts';

/** An expanded uncertainty that is claimed, or needed, at a value. */
export interface UncertaintyAt {
  readonly at: QuantityText;
  readonly expandedUncertainty: QuantityText;
}

/** How a claim stands to a capability; `smallest` is the figure to put beside it, in words. */
export type CapabilityFinding =
  | { readonly outcome: 'within'; readonly smallest: string }
  | { readonly outcome: 'below'; readonly smallest: string }
  | { readonly outcome: 'outside-range' }
  | { readonly outcome: 'incomparable'; readonly detail: string };

/**
 * U ≥ U_CMC(x): no calibration may claim less than the laboratory's capability at that value. ILAC P14:09/2020, 5.4 (recalled).
 * Uncertainties are compared as stated, which presumes that both are of about 95 %.
 */
export function compareWithCapability(capability: Capability, claim: UncertaintyAt): CapabilityFinding {
  return unlessIncomparable(() => {
    if (!isWithinRange(capability, claim.at)) return { outcome: 'outside-range' };
    const smallest = smallestUncertaintyAt(capability, claim.at);
    const isWithin = compareUncertainties(parseQuantity(claim.expandedUncertainty), smallest) >= 0;
    return { outcome: isWithin ? 'within' : 'below', smallest: describeQuantity(smallest) };
  });
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
