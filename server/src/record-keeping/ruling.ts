// SPDX-License-Identifier: Apache-2.0
import type { Produced, Reason, Ruling } from './define-register.ts';

/** Allowed, with what goes on record, where there is no reason against it; refused with every reason otherwise. */
export function rulingOf(reasons: readonly Reason[], produces: readonly Produced[]): Ruling {
  return reasons.length > 0 ? { allowed: false, reasons } : { allowed: true, produces };
}

/** Refused for one reason, after which no other can be looked for. */
export function refused(code: string, detail: string): Ruling & { readonly allowed: false } {
  return { allowed: false, reasons: [{ code, detail }] };
}
