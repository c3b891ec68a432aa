// SPDX-License-Identifier: Apache-2.0
import {
  CamelCasePlugin,
  type CompiledQuery,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import type { Database } from './database.ts';
import type { TouchstoneTables } from './database-tables.ts';
import { type TenantTransaction, withTenant } from './with-tenant.ts';

/**
 * A query builder whose every query runs in a short transaction of the tenant's own. It holds no connection between
 * queries, so that a handler may read, act (which takes a connection) and read again without waiting for itself.
 */
export function tenantQueries(tenant: TenantTransaction): Database {
  const connection = {
    executeQuery: <Row>(query: CompiledQuery) =>
      withTenant(tenant, (transaction) => transaction.executeQuery<Row>(query as CompiledQuery<Row>)),
    streamQuery: () => refuse('stream'),
  };
  return new Kysely<TouchstoneTables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createIntrospector: (database) => new PostgresIntrospector(database),
      createDriver: () => ({
        init: async () => {},
        acquireConnection: async () => connection,
        beginTransaction: async () => refuse('begin a transaction'),
        commitTransaction: async () => refuse('commit'),
        rollbackTransaction: async () => refuse('roll back'),
        releaseConnection: async () => {},
        destroy: async () => {},
      }),
    },
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
}

function refuse(what: string): never {
  throw new TypeError(`queries that run one by one cannot ${what}: use withTenant`);
}
