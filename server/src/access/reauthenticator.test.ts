// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../../tests/test-database.ts';
import { type Database, openDatabase } from '../storage/database.ts';
import type { AccessTables } from './access-tables.ts';
import { type AccountKeeping, createAccount } from './accounts.ts';
import { type Authenticator, databaseAuthenticator, type Principal } from './authenticator.ts';
import { hashPassword } from './password.ts';
import { passwordReauthenticator, type Reauthenticator } from './reauthenticator.ts';

const PASSWORD = 'correct horse battery staple';
const COST = { log2N: 4, r: 8, p: 1 };
let database: Database;
let drop: () => Promise<void>;
let keeping: AccountKeeping;
let authenticator: Authenticator;
let count = 0;

beforeAll(async () => {
  const made = await createTestDatabase();
  drop = made.drop;
  database = await openDatabase({ connection: made.connection, durability: 'as-configured' });
  keeping = {
    tables: database as unknown as Kysely<AccessTables>,
    clock: () => '2026-01-05T12:00:00Z',
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
    passwordCost: COST,
  };
  authenticator = databaseAuthenticator(keeping);
});
afterAll(async () => {
  await database.destroy();
  await drop();
});

interface Signed {
  readonly login: string;
  readonly token: string;
  readonly principal: Principal;
  readonly reauthenticator: Reauthenticator;
}

/** A new account, signed in, whose password was confirmed a moment ago. */
async function confirmed(): Promise<Signed> {
  count += 1;
  const login = `clerk-${count}`;
  const party = `did:web:party-${count}.test`;
  await createAccount(keeping, {
    ...{ login, password: PASSWORD, person: `p-${count}`, party, jurisdiction: 'CN', roles: ['standards-editor'] },
  });
  const signed = { login, ...(await signedIn(login)), reauthenticator: passwordReauthenticator(keeping) };
  expect(await offer(signed)).toBe('confirmed');
  return signed;
}

async function signedIn(login: string): Promise<Pick<Signed, 'token' | 'principal'>> {
  const { token } = (await authenticator.login({ login, password: PASSWORD, address: 'a' })) as { token: string };
  return { token, principal: (await authenticator.authenticate(token)) as Principal };
}

async function offer({ reauthenticator, principal }: Signed, password = PASSWORD, address = 'a'): Promise<string> {
  const proof = { method: 'password', password, meaning: 'I sign.' };
  return (await reauthenticator.confirm({ principal, proof, actDigest: 'u', address })).outcome;
}

describe('passwordReauthenticator()', () => {
  it('refuses an account that was disabled since', async () => {
    const signed = await confirmed();
    const disabledAt = keeping.clock();
    await keeping.tables
      .updateTable('touchstone.account')
      .set({ disabledAt })
      .where('login', '=', signed.login)
      .execute();
    expect(await offer(signed)).toBe('refused');
  });

  it('refuses the old password once there is another', async () => {
    const signed = await confirmed();
    const passwordHash = await hashPassword('another password altogether', COST);
    await keeping.tables
      .updateTable('touchstone.account')
      .set({ passwordHash })
      .where('login', '=', signed.login)
      .execute();
    expect(await offer(signed)).toBe('refused');
    expect(await offer(signed, 'another password altogether')).toBe('confirmed');
  });

  it('counts every wrong password, and lets the right one wait too, however lately it was confirmed', async () => {
    const signed = await confirmed();
    for (let times = 0; times < 10; times += 1) expect(await offer(signed, 'wrong')).toBe('refused');
    expect(await offer(signed)).toBe('wait');
    expect(await offer(signed, PASSWORD, 'elsewhere')).toBe('confirmed');
  });

  it('remembers it for the session by which it came, under another name for the next', async () => {
    const signed = await confirmed();
    await authenticator.logout(signed.token);
    expect(await authenticator.authenticate(signed.token)).toBeUndefined();
    const again = await signedIn(signed.login);
    expect(again.principal.credential).not.toBe(signed.principal.credential);
    const next = { ...signed, ...again };
    expect(await offer(next, 'wrong')).toBe('refused');
    expect(await offer(next)).toBe('confirmed');
  });
});
