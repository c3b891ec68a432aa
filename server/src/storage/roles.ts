// SPDX-License-Identifier: Apache-2.0
import { type Kysely, sql } from 'kysely';
import { StorageError } from './storage-error.ts';

/** Speaks for a party: reads what the party may read and adds to the sources of truth; updates and deletes nothing there. */
export const APPLICATION_ROLE = 'touchstone_application';
/** Speaks for record-keeping's own mechanisms: sequencer, folds, clock. Sees every row; adds, never alters, truths. */
export const KEEPER_ROLE = 'touchstone_keeper';

/** What an administrator runs once where the program's database user may not create roles. */
const ROLE_GRANTS = `CREATE ROLE ${APPLICATION_ROLE} NOLOGIN;
CREATE ROLE ${KEEPER_ROLE} NOLOGIN;
GRANT ${APPLICATION_ROLE}, ${KEEPER_ROLE} TO <the user of DATABASE_URL>;
-- and that user owns the database, or has CREATE on it`;

/**
 * Creates the two roles unless they are there, and lets the connected user become them.
 *
 * Roles belong to the whole server, so another database's migration may be doing the same at this moment.
 */
export async function ensureRoles<T>(database: Kysely<T>): Promise<void> {
  try {
    for (const role of [APPLICATION_ROLE, KEEPER_ROLE]) {
      await makeRole(database, role).catch(async (error) => {
        // Another database's migration may have come first, to the same end.
        if (!(await mayBecome(database, role))) throw error;
      });
    }
  } catch (cause) {
    if (!isRefusal(cause)) throw cause;
    throw new StorageError(
      'DATABASE_UNFIT',
      `The database user may not create the roles that keep tenants apart. Let an administrator run:\n${ROLE_GRANTS}`,
      {},
      cause,
    );
  }
}

/** Throws `DATABASE_UNFIT` where the connected user cannot become both roles, or they could bypass row security. */
export async function checkRoles<T>(database: Kysely<T>): Promise<void> {
  const { rows } = await sql<{ role: string; bypasses: boolean }>`
    select rolname as role, rolsuper or rolbypassrls as bypasses from pg_roles where rolname in (${APPLICATION_ROLE}, ${KEEPER_ROLE})`.execute(
    database,
  );
  for (const role of [APPLICATION_ROLE, KEEPER_ROLE]) {
    if (!(await mayBecome(database, role))) {
      throw new StorageError('DATABASE_UNFIT', `The database user may not act as ${role}. Run:\n${ROLE_GRANTS}`);
    }
    if (rows.some((row) => row.role === role && row.bypasses)) {
      throw new StorageError(
        'DATABASE_UNFIT',
        `${role} bypasses row security; run ALTER ROLE ${role} NOSUPERUSER NOBYPASSRLS.`,
      );
    }
  }
}

async function makeRole<T>(database: Kysely<T>, role: string): Promise<void> {
  await sql`do ${sql.lit(`begin
    if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if;
    exception when duplicate_object or unique_violation then null;
  end`)}`.execute(database);
  if (!(await mayBecome(database, role))) await sql`grant ${sql.id(role)} to current_user`.execute(database);
}

// Tried, not looked up: from version 16 on, being a member does not by itself allow to act as the role.
async function mayBecome<T>(database: Kysely<T>, role: string): Promise<boolean> {
  try {
    await database
      .transaction()
      .execute((transaction) => sql`select set_config('role', ${role}, true)`.execute(transaction));
    return true;
  } catch (error) {
    // A server that has no connection left, or that goes away, says nothing about roles.
    if (!isRefusal(error)) throw error;
    return false;
  }
}

/** Insufficient privilege; a role that is not there, as set_config says it, and as GRANT does. PostgreSQL, appendix A. */
const REFUSALS: readonly unknown[] = ['42501', '22023', '42704'];

function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && REFUSALS.includes(error.code);
}
