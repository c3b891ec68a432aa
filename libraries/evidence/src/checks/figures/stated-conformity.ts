// SPDX-License-Identifier: Apache-2.0
import { type ConformityQuestion, parseDecisionRule, type Tolerance } from '@touchstone/metrology/decision';
import { parseQuantity } from '@touchstone/metrology/quantity';
import type { TestResult } from '@touchstone/statements';

/** What a report says of one result against one specification, with the rule by which. */
export type StatedConformity = NonNullable<TestResult['conformity']>[number];

/**
 * The limits, rule and rounding by which a statement of conformity says that it was decided. ISO/IEC 17025:2017, 7.8.6.
 * Throws `MetrologyError` where one of them cannot be read.
 */
export function questionOf(stated: StatedConformity): Omit<ConformityQuestion, 'result'> {
  return {
    tolerance: toleranceOf(stated),
    rule: parseDecisionRule(stated.decisionRule),
    rounding: { method: stated.rounding ?? 'full-value' },
  };
}

function toleranceOf({ lower, upper }: StatedConformity): Tolerance {
  const bound = ({ inclusive, ...value }: NonNullable<typeof lower>) => ({
    value: parseQuantity({ ...value }),
    inclusive,
  });
  return {
    ...(lower === undefined ? {} : { lower: bound(lower) }),
    ...(upper === undefined ? {} : { upper: bound(upper) }),
  };
}
