// SPDX-License-Identifier: Apache-2.0
import type { Kysely } from 'kysely';
import type { Database } from '../storage/database.ts';

/** A person's account at a party. The person is a pseudonym in all records; the name lives here alone and can be erased. */
export interface AccountRow {
  accountId: string;
  login: string;
  person: string;
  displayName: string | null;
  party: string;
  jurisdiction: string;
  roles: string[];
  passwordHash: string;
  disabledAt: string | null;
}

/** Tables of access: no tenant's role has any right in them. */
export type AccessTables = {
  'touchstone.account': AccountRow;
  'touchstone.session': {
    tokenDigest: Buffer;
    accountId: string;
    createdAt: string;
    seenAt: string;
    expiresAt: string;
  };
  'touchstone.apiKey': {
    keyId: string;
    tokenDigest: Buffer;
    accountId: string;
    label: string;
    createdAt: string;
    expiresAt: string;
    revokedAt: string | null;
  };
  'touchstone.loginFailure': { login: string; address: string; failedAt: string };
  'touchstone.seed': { name: string; seededAt: string };
};

/** The query builder over the tables of access, as the connected user itself. */
export function accessTables(database: Database): Kysely<AccessTables> {
  return database.withTables<AccessTables>() as unknown as Kysely<AccessTables>;
}
