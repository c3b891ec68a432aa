// SPDX-License-Identifier: Apache-2.0
import { createHmac, timingSafeEqual } from 'node:crypto';
import { isPasswordOf } from './password.ts';

/** As long as a proof of who signs may be old, in milliseconds. */
export const REMEMBERED_FOR = 5 * 60_000;

/** Tokens remembered at the same time. */
const TOKENS_MAX = 1_000;

/** A password offered by whoever came with a token, and the slow hash that the account has at this moment. */
export interface OfferedPassword {
  /** Names the session or API key; another one, and the same once it has ended, finds nothing remembered. */
  readonly credential: string;
  readonly hash: string;
  readonly password: string;
}

/**
 * Asks for the slow hash of a password once in five minutes: who hands in thousands of statements sends the password
 * with each request, and a hash that is slow on purpose would take more time than all the rest.
 *
 * The password is needed each time all the same; remembered is that it was right. Kept is HMAC-SHA-256 of token, hash
 * and password under a key of this process that is written nowhere: good for nothing elsewhere, nor with another token,
 * nor once the account has another hash. Whether the account is in use and its holder locked out is asked before.
 * A wrong password always takes the slow way and lets what was remembered be forgotten.
 */
export function recentPasswords(
  key: Uint8Array,
  clock: () => string,
  isRight = isPasswordOf,
): (offered: OfferedPassword) => Promise<boolean> {
  // In the order of their ends.
  const known = new Map<string, { readonly mac: Buffer; readonly until: number }>();
  return async ({ credential, hash, password }) => {
    const now = Date.parse(clock());
    for (const [each, { until }] of known) {
      if (until > now) break;
      known.delete(each);
    }
    const mac = createHmac('sha256', key)
      .update(JSON.stringify([credential, hash, password.normalize('NFC')]))
      .digest();
    const remembered = known.get(credential);
    if (remembered !== undefined && timingSafeEqual(mac, remembered.mac)) return true;
    known.delete(credential);
    if (!(await isRight(password, hash))) return false;
    known.delete(credential);
    const oldest = known.size >= TOKENS_MAX ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
    known.set(credential, { mac, until: now + REMEMBERED_FOR });
    return true;
  };
}
