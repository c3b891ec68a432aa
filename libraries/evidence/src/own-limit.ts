// SPDX-License-Identifier: Apache-2.0
import { decideAgainstProhibition, decideConformity } from '@touchstone/metrology/decision';
import { parseQuantity } from '@touchstone/metrology/quantity';
import type { OwnLimit } from '@touchstone/requirements';
import type { TestResult } from '@touchstone/statements';
import { type Reason, reason } from './check.ts';
import { contraryOf, measuredResultOf, outcomeOf } from './checks/figures/decision.ts';
import { unlessIncomparable } from './checks/figures/incomparable.ts';
import type { Outcome } from './verdict.ts';

/** What one result makes of a limit that a firm sets itself. */
export interface OwnLimitDecision {
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
}

/**
 * y <= limit by simple acceptance, by the full value: an own standard names no other rule (GB/T 8170-2008, 4.3.1).
 * It says what the figure is, never whether the report is to be believed; another basis settles nothing.
 */
export function decideOwnLimit({ substance, limit, basis }: OwnLimit, result: TestResult): OwnLimitDecision {
  const inconclusive = (why: Reason): OwnLimitDecision => ({ outcome: 'inconclusive', reasons: [why] });
  if (result.substance !== substance) {
    return inconclusive(reason('OTHER_SUBSTANCE', `${result.substance} was measured; the limit is for ${substance}`));
  }
  if (result.basis.trim().toLowerCase() !== basis.toLowerCase()) {
    return inconclusive(reason('BASIS_DIFFERS', `the limit is for ${basis}; the result is ${result.basis}`));
  }
  const contrary = contraryOf(result);
  if (contrary !== undefined) return inconclusive(contrary);
  return unlessIncomparable<OwnLimitDecision>(
    () => {
      const measured = measuredResultOf(result);
      const { outcome, reasons } =
        limit.kind === 'not-permitted'
          ? decideAgainstProhibition(measured, {})
          : decideConformity({
              ...{ result: measured, rule: { kind: 'simple-acceptance' } },
              tolerance: { upper: { value: parseQuantity(limit), inclusive: true } },
            });
      return { outcome: outcomeOf(outcome), reasons };
    },
    (error) => inconclusive(reason(`METROLOGY_${error.code}`, error.message)),
  );
}
