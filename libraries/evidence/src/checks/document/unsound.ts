// SPDX-License-Identifier: Apache-2.0
import { type Finding, type Reason, reason } from '../../check.ts';

/** One reason standing for a supporting document that is not sound, with its own first reason. */
export function unsound(what: string, { reasons }: Finding): Reason {
  // A finding that did not pass says why.
  const { code, detail } = reasons[0] as Reason;
  return reason('SUPPORT_UNSOUND', `the ${what} is not sound: ${detail}`, { what, code });
}
