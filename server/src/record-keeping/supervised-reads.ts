// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import { withKeeper } from '../storage/with-tenant.ts';
import type { AsOf } from './as-of.ts';
import type { Keeping } from './keeping.ts';
import type { Reads } from './reads.ts';
import { readsIn, refuseUnknownCut } from './tenant-reads.ts';

/** What whoever supervises may ask; no facts, and therefore no case of anybody. */
export type SupervisedReads = Pick<Reads, 'asOf' | 'rows' | 'page' | 'findStatements'>;

/** Where and when somebody supervises. */
export interface Supervising {
  readonly register: string;
  readonly jurisdiction: string;
  readonly asOf: AsOf;
}

/**
 * Reads what is public and, whoever's it is, what is of one jurisdiction. For routes that answer an authority of that
 * jurisdiction with what they work out, never with the rows themselves.
 */
export async function readSupervised<Result>(
  keeping: Keeping,
  { register, jurisdiction, asOf }: Supervising,
  work: (reads: SupervisedReads) => Promise<Result>,
): Promise<Result> {
  return withKeeper(keeping.database, async (transaction) => {
    await refuseUnknownCut(transaction, asOf);
    const reads = readsIn({ keeping, register, transaction, asOf });
    const within = sql<boolean>`(row.visibility = 'public' or row.jurisdiction = ${jurisdiction})`;
    return work({
      asOf,
      rows: (table, at) => reads.rows(table, at).where(within),
      page: (query, order) => reads.page(query, order),
      async findStatements(requests, cut) {
        const found = await reads.findStatements(requests, cut);
        return found.map((each) =>
          each.filter((one) => one.visibility === 'public' || one.jurisdiction === jurisdiction),
        );
      },
    });
  });
}
