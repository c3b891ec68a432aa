// SPDX-License-Identifier: Apache-2.0
import { compareInstants, type Instant } from '@touchstone/identifiers';
import type { Period } from '../formats/credential-shape.ts';
import { type Check, failed, notEvaluated, passed } from './check.ts';
import type { ProofReport } from './proof-report.ts';

/** validFrom ≤ on ≤ validUntil, and the signature has not ended. W3C VCDM 2.0, section 4.9; absent ends are open. */
export function checkPeriod(period: Period, proof: ProofReport, on: Instant): Check {
  const name = 'validity-period';
  const { from, until } = period;
  if (period.faults.some(({ code }) => code === 'BAD_PERIOD')) {
    return notEvaluated(name, 'shape');
  }
  for (const begin of [from, proof.notBefore]) {
    if (begin !== undefined && compareInstants(on, begin) < 0) {
      return failed(name, 'NOT_YET_VALID', `asked about ${on}, valid from ${begin}`);
    }
  }
  if (until !== undefined && compareInstants(on, until) > 0) {
    return failed(name, 'EXPIRED', `asked about ${on}, valid until ${until}`);
  }
  if (proof.expires !== undefined && compareInstants(on, proof.expires) >= 0) {
    return failed(name, 'PROOF_EXPIRED', `asked about ${on}, the signature was to hold until ${proof.expires}`);
  }
  return passed(name);
}
