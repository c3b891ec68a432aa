// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import { withTenant } from '../storage/with-tenant.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { Keeping } from './keeping.ts';
import { MECHANISM_KINDS } from './mechanism-kinds.ts';
import type { Tenant } from './tenant.ts';

/** Where a proposal lies to record what was signed elsewhere. */
export interface SubmissionPlace {
  readonly register: string;
  readonly stream: string;
  readonly entry: number;
}

/** One of them by its entry, or a page of those that wait. */
export type SubmissionQuery =
  | { readonly entry: number }
  | { readonly limit: number; readonly after?: string | undefined };

const LIST = 'statement-submissions';

/** Proposals of the tenant's own party to record what it signed elsewhere: one of any state, or those not decided. */
export async function findSubmissions(
  { database, node, cursorKey }: Keeping,
  tenant: Tenant,
  query: SubmissionQuery,
): Promise<{ readonly items: readonly SubmissionPlace[]; readonly next?: string }> {
  const isOne = 'entry' in query;
  const limit = isOne ? 1 : query.limit;
  const after = isOne || query.after === undefined ? 0 : Number(decodeCursor(cursorKey, LIST, query.after)[0]);
  const { decided, proposed } = MECHANISM_KINDS;
  const open = sql`e.entry > ${after} and not exists (select from touchstone.case_event d
    where d.register = e.register and d.stream = e.stream and d.entry > e.entry and d.kind = ${decided}
      and (d.content ->> 'verdict' = 'approve' or d.content ->> 'proposal' = e.entry::text))`;
  const { rows } = await withTenant({ database, tenant, node, mode: 'read' }, (transaction) =>
    sql<SubmissionPlace>`select e.register, e.stream, e.entry from touchstone.case_event e
      where e.owner = ${tenant.party ?? ''} and e.kind = ${proposed} and e.content ->> 'action' = 'submit'
        and ${isOne ? sql`e.entry = ${query.entry}` : open}
      order by e.entry limit ${limit + 1}`.execute(transaction),
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  if (rows.length <= limit || last === undefined) return { items };
  return { items, next: encodeCursor(cursorKey, LIST, [last.entry]) };
}
