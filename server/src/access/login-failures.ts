// SPDX-License-Identifier: Apache-2.0
import { instantFromMilliseconds } from '@touchstone/identifiers';
import { type AccountKeeping, normaliseLogin } from './accounts.ts';

/** Whose password was guessed at, and from where. */
export interface Guess {
  readonly login: string;
  readonly address: string;
}

const WINDOW = 15 * 60_000;
/** Wrong guesses from one address, after which that address waits. */
const FROM_ADDRESS_MAX = 10;
/** Wrong guesses from everywhere, after which everybody waits: far more than the first, so that locking out costs effort. */
const FROM_ANYWHERE_MAX = 200;

/** Seconds to wait before the next guess; 0 where one may be made now. Kept in the database, so that all servers count alike. */
export async function countFailures({ tables, clock }: AccountKeeping, { login, address }: Guess): Promise<number> {
  const now = Date.parse(clock());
  const failures = await tables
    .selectFrom('touchstone.loginFailure')
    .select(['address', 'failedAt'])
    .where('login', '=', keyOf(login))
    .where('failedAt', '>', instantFromMilliseconds(now - WINDOW))
    .orderBy('failedAt', 'desc')
    .limit(FROM_ANYWHERE_MAX)
    .execute();
  const near = failures.filter((failure) => failure.address === address);
  const oldest = failures.length >= FROM_ANYWHERE_MAX ? failures.at(-1) : near[FROM_ADDRESS_MAX - 1];
  return oldest === undefined ? 0 : Math.ceil((Date.parse(oldest.failedAt) + WINDOW - now) / 1000);
}

/** Counts one wrong guess, and forgets those that no longer count. */
export async function noteFailure({ tables, clock }: AccountKeeping, { login, address }: Guess): Promise<void> {
  const now = Date.parse(clock());
  await tables
    .insertInto('touchstone.loginFailure')
    .values({ login: keyOf(login), address, failedAt: instantFromMilliseconds(now) })
    .execute();
  await tables
    .deleteFrom('touchstone.loginFailure')
    .where('failedAt', '<', instantFromMilliseconds(now - WINDOW))
    .execute();
}

/** After a right password the guesses from this address no longer count. */
export async function forgetFailures({ tables }: AccountKeeping, { login, address }: Guess): Promise<void> {
  await tables
    .deleteFrom('touchstone.loginFailure')
    .where('login', '=', keyOf(login))
    .where('address', '=', address)
    .execute();
}

// A login that is none may be as long as the body allows.
function keyOf(login: string): string {
  return normaliseLogin(login).slice(0, 200);
}
