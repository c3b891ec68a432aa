// SPDX-License-Identifier: Apache-2.0
import { type TestResult, testResult } from '../kinds/results.ts';
import type { UntpResult } from './reading.ts';

/**
 * The result as one of ours for a substance that it was found to mean, when it says all that ours must say:
 * value, known unit, method, basis and day. Otherwise undefined: nothing is filled in.
 */
export function asTestResult(result: UntpResult, substance: string): TestResult | undefined {
  const { outcome, quantity, expandedUncertainty, method, basis, testedOn } = result;
  const parsed = testResult.safeParse({
    outcome,
    result: result.result,
    substance,
    quantity,
    ...(expandedUncertainty === undefined ? {} : { expandedUncertainty }),
    method,
    basis,
    testedOn,
  });
  return parsed.success ? parsed.data : undefined;
}
