// SPDX-License-Identifier: Apache-2.0
import { type Finding, type Reason, reason } from '../check.ts';

/** One reason standing for a supporting document that is not sound, with its own first reason. */
export function unsound(what: string, { reasons }: Finding): Reason {
  const first = reasons[0];
  return reason('SUPPORT_UNSOUND', `the ${what} is not sound: ${first?.detail ?? 'see its own checks'}`, {
    what,
    code: first?.code ?? 'UNKNOWN',
  });
}
