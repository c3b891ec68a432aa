// SPDX-License-Identifier: Apache-2.0
import { MetrologyError, type MetrologyErrorCode } from '../../metrology-error.ts';
import { failed, type SignatureCheck, type SignatureCheckCode, type SignatureCheckName, undecided } from './check.ts';

/** A value, or the check that did not pass for want of it. */
export type Attempt<T> = { readonly value: T } | { readonly check: SignatureCheck };

const OPEN: ReadonlyMap<MetrologyErrorCode, SignatureCheckCode> = new Map<MetrologyErrorCode, SignatureCheckCode>([
  ['UNSUPPORTED_ALGORITHM', 'UNKNOWN_ALGORITHM'],
  ['XML_LIMIT', 'CANONICAL_LIMIT'],
]);

/**
 * What readers throw about the document is a verdict about it; what they cannot compute shows nothing against it.
 * ETSI EN 319 102-1, 5.1.3: INDETERMINATE, not TOTAL-FAILED (clause recalled).
 */
export function attempt<T>(
  name: SignatureCheckName,
  code: NonNullable<SignatureCheck['code']>,
  run: () => T,
): Attempt<T> {
  try {
    return { value: run() };
  } catch (error) {
    const { message } = error as Error;
    const open = error instanceof MetrologyError ? OPEN.get(error.code) : undefined;
    return { check: open === undefined ? failed(name, code, message) : undecided(name, open, message) };
  }
}
