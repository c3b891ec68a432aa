// SPDX-License-Identifier: Apache-2.0
import type { Certainty, PlacePolicy } from '@touchstone/statements';

/** Whether a rule may not decide in the place: what is recalled never does, what is second-hand only where the policy lets it. */
export function isTooUnsure(certainty: Certainty, { secondary }: Pick<PlacePolicy, 'secondary'>): boolean {
  return certainty === 'recalled' || (certainty === 'secondary' && secondary === 'blocks');
}
