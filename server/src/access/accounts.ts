// SPDX-License-Identifier: Apache-2.0
import { makeUuidV7, parseDid } from '@touchstone/identifiers';
import type { Kysely } from 'kysely';
import { AccessError } from './access-error.ts';
import type { AccessTables, AccountRow } from './access-tables.ts';
import { hashPassword, PASSWORD_COST, type PasswordCost } from './password.ts';
import { findConflict, isRole, type Role } from './roles.ts';

/** What accounts are kept with; everything that is not pure comes in. */
export interface AccountKeeping {
  readonly tables: Kysely<AccessTables>;
  readonly clock: () => string;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly passwordCost?: PasswordCost;
}

/** A new account: who, at which party, in which roles. */
export interface NewAccount {
  readonly login: string;
  readonly password: string;
  /** Pseudonym that records carry in place of the person's name; unique at the party. */
  readonly person: string;
  readonly displayName?: string;
  readonly party: string;
  readonly jurisdiction: string;
  readonly roles: readonly string[];
}

const PASSWORD_LENGTH_MIN = 12;

/**
 * Makes an account; operators and seeds do, nobody over HTTP.
 * Throws AccessError for a role that is not in the table, for roles that one party may not hold together (those of its
 * other accounts count), and for a login that is taken.
 */
export async function createAccount(keeping: AccountKeeping, account: NewAccount): Promise<void> {
  const roles = account.roles.map(requireRole);
  if (account.password.length < PASSWORD_LENGTH_MIN) {
    throw new AccessError('PASSWORD_TOO_SHORT', `a password has at least ${PASSWORD_LENGTH_MIN} characters`);
  }
  const passwordHash = await hashPassword(account.password, keeping.passwordCost ?? PASSWORD_COST);
  await keeping.tables.transaction().execute(async (transaction) => {
    await refuseConflict(transaction, { party: account.party, roles });
    const { numInsertedOrUpdatedRows } = await transaction
      .insertInto('touchstone.account')
      .values({
        accountId: makeUuidV7(Date.parse(keeping.clock()), keeping.randomBytes(10)),
        login: normaliseLogin(account.login),
        person: account.person,
        displayName: account.displayName ?? null,
        party: parseDid(account.party),
        jurisdiction: account.jurisdiction,
        roles: [...roles],
        passwordHash,
        disabledAt: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows !== 1n) {
      throw new AccessError('LOGIN_TAKEN', `login "${account.login}" or person "${account.person}" is taken`);
    }
  });
}

/** An account that may be used; undefined for none and for a disabled one. */
export async function findAccount(tables: Kysely<AccessTables>, login: string): Promise<AccountRow | undefined> {
  return tables
    .selectFrom('touchstone.account')
    .selectAll()
    .where('login', '=', normaliseLogin(login))
    .where('disabledAt', 'is', null)
    .executeTakeFirst();
}

/** Places in which a party has accounts here; none for a party that nobody of this node acts for. */
export async function placesOfParty(tables: Kysely<AccessTables>, party: string): Promise<readonly string[]> {
  const found = tables.selectFrom('touchstone.account').select('jurisdiction').distinct().where('party', '=', party);
  return (await found.execute()).map(({ jurisdiction }) => jurisdiction);
}

/** Whether a person has, or had, an account at a party: who has left is still one whose records are kept. */
export async function isOfParty(
  tables: Kysely<AccessTables>,
  { party, person }: Pick<AccountRow, 'party' | 'person'>,
): Promise<boolean> {
  const found = tables.selectFrom('touchstone.account').select('person').where('party', '=', party);
  return (await found.where('person', '=', person).executeTakeFirst()) !== undefined;
}

/** login in Unicode form NFKC and small letters: what looks the same is the same. */
export function normaliseLogin(login: string): string {
  return login.normalize('NFKC').trim().toLowerCase();
}

function requireRole(name: string): Role {
  if (!isRole(name)) throw new AccessError('UNKNOWN_ROLE', `"${name}" is no role; see the table in roles.ts`, { name });
  return name;
}

async function refuseConflict(
  tables: Kysely<AccessTables>,
  { party, roles }: { readonly party: string; readonly roles: readonly Role[] },
): Promise<void> {
  const others = await tables
    .selectFrom('touchstone.account')
    .select('roles')
    .where('party', '=', party)
    .forUpdate()
    .execute();
  const conflict = findConflict([...roles, ...others.flatMap((other) => other.roles.filter(isRole))]);
  if (conflict !== undefined) {
    throw new AccessError('ROLES_APART', `one party may not hold ${conflict[0]} and ${conflict[1]}`, {
      party,
      conflict,
    });
  }
}
