// SPDX-License-Identifier: Apache-2.0
import type { Reauthentication } from '../record-keeping/tenant.ts';
import type { AccountKeeping } from './accounts.ts';
import type { Principal } from './authenticator.ts';
import { countFailures, forgetFailures, noteFailure } from './login-failures.ts';
import { recentPasswords } from './recent-passwords.ts';

/** One act to be signed by a person: what they offer as proof, and what exactly they sign. */
interface ActToConfirm {
  readonly principal: Principal;
  /** As it came in the request; checked by the implementation. */
  readonly proof: { readonly method: string; readonly password: string; readonly meaning: string };
  /** Digest of operation, parameters and body: the evidence is good for this act alone. */
  readonly actDigest: string;
  readonly address: string;
}

/** What came of it. */
type Confirmation =
  | { readonly outcome: 'confirmed'; readonly evidence: Reauthentication }
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'wait'; readonly seconds: number };

/**
 * Lets a person prove, for one act, that they are there now. Another implementation may ask for a passkey or a card;
 * what it must guarantee: evidence is given only for a proof made for this act, and the proof is kept
 * nowhere: what is remembered of it for some minutes is good in this process alone.
 */
export interface Reauthenticator {
  confirm(act: ActToConfirm): Promise<Confirmation>;
}

/** Asks for the password again, within the request that acts; wrong guesses count together with those at login. */
export function passwordReauthenticator(keeping: AccountKeeping): Reauthenticator {
  const isRight = recentPasswords(keeping.randomBytes(32), keeping.clock);
  return {
    async confirm({ principal, proof, actDigest, address }) {
      const guess = { login: principal.login, address };
      const seconds = await countFailures(keeping, guess);
      if (seconds > 0) return { outcome: 'wait', seconds };
      const account = await keeping.tables
        .selectFrom('touchstone.account')
        .select('passwordHash')
        .where('accountId', '=', principal.accountId)
        .where('disabledAt', 'is', null)
        .executeTakeFirst();
      const { credential } = principal;
      const { password } = proof;
      if (account === undefined || !(await isRight({ credential, hash: account.passwordHash, password }))) {
        await noteFailure(keeping, guess);
        return { outcome: 'refused' };
      }
      await forgetFailures(keeping, guess);
      return {
        outcome: 'confirmed',
        evidence: { method: 'password', at: keeping.clock(), meaning: proof.meaning, actDigest },
      };
    },
  };
}
