// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { DatabaseTransaction } from '../../storage/with-tenant.ts';

interface RememberedAnswer {
  readonly owner: string;
  readonly key: string;
  readonly response: unknown;
}

/**
 * Takes out of remembered answers what ties these statements to their leaves: an answer that is given again then has no
 * promise, of a whole batch neither, whose commitments stand in one list. As the keeper.
 */
export async function stripAnswers(transaction: DatabaseTransaction, entries: readonly number[]): Promise<void> {
  const { rows } = await sql<RememberedAnswer>`select distinct a.owner, a.key, a.response
    from touchstone.statement_identity i join touchstone.idempotency a
      on a.owner = i.owner and strpos(a.response::text, i.id::text) > 0
    where i.entry = any(${entries}::bigint[]) and a.response is not null`.execute(transaction);
  for (const { owner, key, response } of rows) {
    await sql`update touchstone.idempotency set response = ${JSON.stringify(withoutPromises(response))}::jsonb
      where owner = ${owner} and key = ${key}`.execute(transaction);
  }
}

function withoutPromises(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPromises);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => name !== 'promise' && name !== 'promised');
  return Object.fromEntries(kept.map(([name, each]) => [name, withoutPromises(each)]));
}
