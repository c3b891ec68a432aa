// SPDX-License-Identifier: Apache-2.0
import { createHmac, timingSafeEqual } from 'node:crypto';
import { isPasswordOf } from './password.ts';

/** As long as a proof of who signs may be old, in milliseconds. */
export const REMEMBERED_FOR = 5 * 60_000;

/** Accounts remembered at the same time. */
const ACCOUNTS_MAX = 1_000;

/**
 * Asks for the slow hash of a password once in five minutes: who hands in thousands of statements sends the password
 * with each request, and a hash that is slow on purpose would take more time than all the rest. Kept is HMAC-SHA-256 of
 * hash and password under a key of this process that is written nowhere, so that what is kept is good for nothing
 * elsewhere, and for nothing at all once the password is another. A wrong password always takes the slow way.
 */
export function recentPasswords(
  key: Uint8Array,
  clock: () => string,
  isRight = isPasswordOf,
): (account: { readonly id: string; readonly hash: string }, password: string) => Promise<boolean> {
  const known = new Map<string, { readonly mac: Buffer; readonly until: number }>();
  return async ({ id, hash }, password) => {
    const now = Date.parse(clock());
    const mac = createHmac('sha256', key)
      .update(`${hash}\n${password.normalize('NFC')}`)
      .digest();
    const remembered = known.get(id);
    if (remembered !== undefined && now < remembered.until && timingSafeEqual(mac, remembered.mac)) return true;
    known.delete(id);
    if (!(await isRight(password, hash))) return false;
    const oldest = known.size >= ACCOUNTS_MAX ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
    known.set(id, { mac, until: now + REMEMBERED_FOR });
    return true;
  };
}
