// SPDX-License-Identifier: Apache-2.0
import { instantFromMilliseconds, makeUuidV7 } from '@touchstone/identifiers';
import type { Actor } from '../record-keeping/tenant.ts';
import type { AccountRow } from './access-tables.ts';
import { type AccountKeeping, findAccount } from './accounts.ts';
import { countFailures, forgetFailures, noteFailure } from './login-failures.ts';
import { hashPassword, isPasswordOf, PASSWORD_COST } from './password.ts';
import { newToken, tokenDigest, tokenKind } from './secret-token.ts';

/** Who is asking, and how they showed it. */
export interface Principal {
  readonly accountId: string;
  readonly login: string;
  readonly displayName: string | undefined;
  readonly actor: Actor;
  readonly by: 'session' | 'api-key';
  /** Names the session or API key by which they came: the digest of its token, in hex. */
  readonly credential: string;
}

/** An API key as its owner sees it; the key itself is shown once, when it is made. */
interface ApiKey {
  readonly keyId: string;
  readonly label: string;
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** What came of a login. */
type Login =
  | { readonly outcome: 'in'; readonly token: string; readonly expiresAt: string; readonly principal: Principal }
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'wait'; readonly seconds: number };

/**
 * Tells who is asking. Another implementation may ask an identity provider; what it must guarantee:
 * a principal is returned only for an account in use, and each token names one account until it ends or is revoked.
 */
export interface Authenticator {
  /** The principal of a token; undefined for one that is unknown, expired or revoked. */
  authenticate(token: string): Promise<Principal | undefined>;
  /** Begins a session. Takes the same time for an unknown login as for a wrong password. */
  login(attempt: { readonly login: string; readonly password: string; readonly address: string }): Promise<Login>;
  /** Ends the session of this token; nothing happens for any other token. */
  logout(token: string): Promise<void>;
  createApiKey(principal: Principal, label: string): Promise<{ readonly key: ApiKey; readonly token: string }>;
  listApiKeys(principal: Principal): Promise<readonly ApiKey[]>;
  /** False where the principal's account has no such key. */
  revokeApiKey(principal: Principal, keyId: string): Promise<boolean>;
}

const HOUR = 3_600_000;
const SESSION_LIFE = 12 * HOUR;
const SESSION_IDLE = 2 * HOUR;
/** How stale `seen_at` may be before a request writes it again. */
const SEEN_EVERY = 60_000;
const KEY_LIFE = 365 * 24 * HOUR;

/** Accounts, sessions and API keys in this node's own database. */
export function databaseAuthenticator(keeping: AccountKeeping): Authenticator {
  const { tables, clock, randomBytes } = keeping;
  // Guessed against where there is no account, so that there is none to be told from the time.
  const noHash = hashPassword(Buffer.from(randomBytes(16)).toString('hex'), keeping.passwordCost ?? PASSWORD_COST);
  const later = (milliseconds: number) => instantFromMilliseconds(Date.parse(clock()) + milliseconds);
  return {
    ...apiKeysOf(keeping),
    async authenticate(token) {
      const kind = tokenKind(token);
      if (kind === undefined) return undefined;
      return kind === 'session' ? bySession(keeping, token) : byApiKey(keeping, token);
    },

    async login({ login, password, address }) {
      const seconds = await countFailures(keeping, { login, address });
      if (seconds > 0) return { outcome: 'wait', seconds };
      const account = await findAccount(tables, login);
      const right = await isPasswordOf(password, account?.passwordHash ?? (await noHash));
      if (account === undefined || !right) {
        await noteFailure(keeping, { login, address });
        return { outcome: 'refused' };
      }
      await forgetFailures(keeping, { login, address });
      const token = newToken('session');
      const expiresAt = later(SESSION_LIFE);
      const session = {
        tokenDigest: tokenDigest(token),
        accountId: account.accountId,
        createdAt: clock(),
        seenAt: clock(),
        expiresAt,
      };
      await tables.insertInto('touchstone.session').values(session).execute();
      await tables.deleteFrom('touchstone.session').where('expiresAt', '<', clock()).execute();
      return { outcome: 'in', token, expiresAt, principal: principalOf(account, 'session', token) };
    },

    async logout(token) {
      await tables.deleteFrom('touchstone.session').where('tokenDigest', '=', tokenDigest(token)).execute();
    },
  };
}

function apiKeysOf({
  tables,
  clock,
  randomBytes,
}: AccountKeeping): Pick<Authenticator, 'createApiKey' | 'listApiKeys' | 'revokeApiKey'> {
  return {
    async createApiKey({ accountId }, label) {
      const token = newToken('key');
      const key: ApiKey = {
        keyId: makeUuidV7(Date.parse(clock()), randomBytes(10)),
        label,
        createdAt: clock(),
        expiresAt: instantFromMilliseconds(Date.parse(clock()) + KEY_LIFE),
      };
      await tables
        .insertInto('touchstone.apiKey')
        .values({ ...key, tokenDigest: tokenDigest(token), accountId, revokedAt: null })
        .execute();
      return { key, token };
    },

    async listApiKeys({ accountId }) {
      return tables
        .selectFrom('touchstone.apiKey')
        .select(['keyId', 'label', 'createdAt', 'expiresAt'])
        .where('accountId', '=', accountId)
        .where('revokedAt', 'is', null)
        .orderBy('keyId')
        .execute();
    },

    async revokeApiKey({ accountId }, keyId) {
      const { numUpdatedRows } = await tables
        .updateTable('touchstone.apiKey')
        .set({ revokedAt: clock() })
        .where('keyId', '=', keyId)
        .where('accountId', '=', accountId)
        .where('revokedAt', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}

async function bySession({ tables, clock }: AccountKeeping, token: string): Promise<Principal | undefined> {
  const now = clock();
  const row = await tables
    .selectFrom('touchstone.session as s')
    .innerJoin('touchstone.account as a', 'a.accountId', 's.accountId')
    .selectAll('a')
    .select('s.seenAt')
    .where('s.tokenDigest', '=', tokenDigest(token))
    .where('s.expiresAt', '>', now)
    .where('a.disabledAt', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const idle = Date.parse(now) - Date.parse(row.seenAt);
  if (idle > SESSION_IDLE) return undefined;
  if (idle > SEEN_EVERY) {
    await tables
      .updateTable('touchstone.session')
      .set({ seenAt: now })
      .where('tokenDigest', '=', tokenDigest(token))
      .execute();
  }
  return principalOf(row, 'session', token);
}

async function byApiKey({ tables, clock }: AccountKeeping, token: string): Promise<Principal | undefined> {
  const row = await tables
    .selectFrom('touchstone.apiKey as k')
    .innerJoin('touchstone.account as a', 'a.accountId', 'k.accountId')
    .selectAll('a')
    .where('k.tokenDigest', '=', tokenDigest(token))
    .where('k.expiresAt', '>', clock())
    .where('k.revokedAt', 'is', null)
    .where('a.disabledAt', 'is', null)
    .executeTakeFirst();
  return row === undefined ? undefined : principalOf(row, 'api-key', token);
}

function principalOf(account: AccountRow, by: Principal['by'], token: string): Principal {
  const { accountId, login, displayName, party, person, jurisdiction, roles } = account;
  const actor = { party, person, jurisdiction, roles };
  const credential = tokenDigest(token).toString('hex');
  return { accountId, login, displayName: displayName ?? undefined, actor, by, credential };
}
