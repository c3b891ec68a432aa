// SPDX-License-Identifier: Apache-2.0
import type { StoredStatement } from '@touchstone/evidence';
import { decodeBase64 } from '@touchstone/transparency-log';
import { HttpError } from '../http/http-error.ts';
import { findForeignReceipts } from './foreign-receipts.ts';
import type { Publication } from './publication.ts';
import type { StatementRecord } from '../record-keeping/fact.ts';
import type { Keeping } from '../record-keeping/keeping.ts';
import type { Tenant } from '../record-keeping/tenant.ts';
import { withKeeper } from '../storage/with-tenant.ts';

/** What a log says of a statement on record: that it has it, or that it will. */
export type LogWord = Pick<StoredStatement, 'receipt' | 'promise'>;

/** What of logs a node has about its record. */
export interface LogWords {
  /** By entry; nothing for what no log says anything of. */
  of(records: readonly StatementRecord[], tenant: Tenant): Promise<ReadonlyMap<number, LogWord>>;
}

/** Where they come from. */
export interface LogWordParts {
  readonly keeping: Pick<Keeping, 'database' | 'node'>;
  readonly publication: Pick<Publication, 'origin' | 'receiptOf' | 'promiseOf'> | undefined;
  /** Whether a policy at hand knows a log of this origin: nothing could be judged of any other. */
  readonly isKnown: (origin: string) => boolean;
}

/** Statements that are asked about at a time: each takes a connection, and whoever checks is not alone. */
const AT_ONCE = 3;

/**
 * The receipts and promises of statements on record: of what was recorded here from the node's own log, of what came by
 * following from the log of its origin, as it was kept here. Their reader may read each of them: that was decided before.
 */
export function openLogWords({ keeping, publication, isKnown }: LogWordParts): LogWords {
  return {
    async of(records, tenant) {
      const words = new Map<number, LogWord>();
      const foreign = records.filter(({ originNode }) => originNode !== keeping.node && isKnown(originNode));
      const receipts = await withKeeper(keeping.database, (transaction) =>
        findForeignReceipts(
          transaction,
          foreign.map(({ entry }) => entry),
        ),
      );
      for (const [entry, receipt] of receipts) words.set(entry, { receipt });
      if (publication === undefined || !isKnown(publication.origin)) return words;
      const own = records.filter(({ originNode }) => originNode === keeping.node);
      for (let at = 0; at < own.length; at += AT_ONCE) {
        const some = own.slice(at, at + AT_ONCE);
        const said = await Promise.all(some.map((record) => wordOf(publication, tenant, record)));
        for (const [which, { entry }] of some.entries()) words.set(entry, said[which] as LogWord);
      }
      return words;
    },
  };
}

async function wordOf(
  publication: NonNullable<LogWordParts['publication']>,
  tenant: Tenant,
  name: Pick<StatementRecord, 'issuer' | 'id'>,
): Promise<LogWord> {
  try {
    return { receipt: (await publication.receiptOf(tenant, name)).proof };
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    if (error.code !== 'NOT_PUBLISHED') return {};
  }
  try {
    const { promise, opening } = await publication.promiseOf(tenant, name);
    return { promise: { note: promise, opening: decodeBase64(opening) } };
  } catch (error) {
    // Erased or moved between the two questions: no log says anything of it then.
    if (error instanceof HttpError) return {};
    throw error;
  }
}
