// SPDX-License-Identifier: Apache-2.0
import { type RawBuilder, sql } from 'kysely';
import { withKeeper } from '../storage/with-tenant.ts';
import type { AsOf } from './as-of.ts';
import type { StatementRecord } from './fact.ts';
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
  const within = sql<boolean>`(row.visibility = 'public' or row.jurisdiction = ${jurisdiction})`;
  const isWithin = (one: StatementRecord) => one.visibility === 'public' || one.jurisdiction === jurisdiction;
  return readWithin(keeping, { register, asOf, within, isWithin }, work);
}

/** Whose rows, and when. */
export interface OfOwner {
  readonly register: string;
  readonly owner: string;
  readonly asOf: AsOf;
}

/**
 * Reads what is of one organisation. For routes that answer whoever attests that organisation, once that is known, with
 * what they work out and never with the rows themselves.
 */
export async function readOfOwner<Result>(
  keeping: Keeping,
  { register, owner, asOf }: OfOwner,
  work: (reads: SupervisedReads) => Promise<Result>,
): Promise<Result> {
  const within = sql<boolean>`row.owner = ${owner}`;
  return readWithin(keeping, { register, asOf, within, isWithin: (one) => one.owner === owner }, work);
}

interface Within {
  readonly register: string;
  readonly asOf: AsOf;
  readonly within: RawBuilder<boolean>;
  readonly isWithin: (one: StatementRecord) => boolean;
}

async function readWithin<Result>(
  keeping: Keeping,
  { register, asOf, within, isWithin }: Within,
  work: (reads: SupervisedReads) => Promise<Result>,
): Promise<Result> {
  return withKeeper(keeping.database, async (transaction) => {
    await refuseUnknownCut(transaction, asOf);
    const reads = readsIn({ keeping, register, transaction, asOf });
    return work({
      asOf,
      rows: (table, at) => reads.rows(table, at).where(within),
      page: (query, order) => reads.page(query, order),
      async findStatements(requests, cut) {
        const found = await reads.findStatements(requests, cut);
        return found.map((each) => each.filter(isWithin));
      },
    });
  });
}
