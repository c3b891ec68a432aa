// SPDX-License-Identifier: Apache-2.0
import { failed, type SignatureCheck, type SignatureCheckName } from './check.ts';

/** A value, or the check that failed for want of it. */
export type Attempt<T> = { readonly value: T } | { readonly check: SignatureCheck };

/** What readers throw about the document is a verdict about it. */
export function attempt<T>(
  name: SignatureCheckName,
  code: NonNullable<SignatureCheck['code']>,
  run: () => T,
): Attempt<T> {
  try {
    return { value: run() };
  } catch (error) {
    return { check: failed(name, code, (error as Error).message) };
  }
}
