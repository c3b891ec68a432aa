// SPDX-License-Identifier: Apache-2.0
import { sql, type Transaction } from 'kysely';
import type { Database } from './database.ts';
import type { TouchstoneTables } from './database-tables.ts';
import { APPLICATION_ROLE, KEEPER_ROLE } from './roles.ts';
import type { Tenant } from './tenant.ts';

/** A transaction in which the database shows and takes only what its tenant (or the keeper) may see and write. */
export type DatabaseTransaction = Transaction<TouchstoneTables>;

/** How a transaction of a tenant runs. */
export interface TenantTransaction {
  readonly database: Database;
  readonly tenant: Tenant;
  /** The node at which rows written here originate. */
  readonly node: string;
  /** A read cannot write. What makes several reads agree is a cut, not the transaction. */
  readonly mode: 'read' | 'write';
}

// A server that hangs in the middle of a transaction must not hold the others up, nor may a queue of waiters grow.
// Compiling a plan over many monthly partitions takes longer than any of these queries runs.
const SETTINGS = sql`set_config('lock_timeout', '20s', true), set_config('jit', 'off', true),
  set_config('idle_in_transaction_session_timeout', '30s', true)`;

/** Runs `work` in one transaction as the tenant; commits when it returns, undoes everything when it throws. */
export async function withTenant<Result>(
  { database, tenant, node, mode }: TenantTransaction,
  work: (transaction: DatabaseTransaction) => Promise<Result>,
): Promise<Result> {
  // Not repeatable read: its snapshot could be older than the tables of a fold that was swapped in meanwhile.
  const begin = database.transaction().setIsolationLevel('read committed');
  return (mode === 'read' ? begin.setAccessMode('read only') : begin).execute(async (transaction) => {
    await sql`select set_config('role', ${APPLICATION_ROLE}, true),
      set_config('touchstone.party', ${tenant.party ?? ''}, true),
      set_config('touchstone.jurisdiction', ${tenant.jurisdiction}, true),
      set_config('touchstone.role', ${tenant.role}, true),
      set_config('touchstone.node', ${node}, true), ${SETTINGS}`.execute(transaction);
    return work(transaction);
  });
}

/** Runs `work` in one transaction as the keeper, which sees every row. For mechanisms, never for a request's own reads. */
export async function withKeeper<Result>(
  database: Database,
  work: (transaction: DatabaseTransaction) => Promise<Result>,
): Promise<Result> {
  return database.transaction().execute(async (transaction) => {
    await sql`select set_config('role', ${KEEPER_ROLE}, true), ${SETTINGS}`.execute(transaction);
    return work(transaction);
  });
}

/** From here to its end the transaction writes as the keeper: queue and folds, which no tenant may write. */
export async function becomeKeeper(transaction: DatabaseTransaction): Promise<void> {
  await sql`select set_config('role', ${KEEPER_ROLE}, true)`.execute(transaction);
}

/** Back to the tenant that the transaction began for. */
export async function becomeTenant(transaction: DatabaseTransaction): Promise<void> {
  await sql`select set_config('role', ${APPLICATION_ROLE}, true)`.execute(transaction);
}
