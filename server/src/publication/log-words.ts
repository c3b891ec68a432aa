// SPDX-License-Identifier: Apache-2.0
import { findForeignReceipts } from './foreign-receipts.ts';
import type { LogWord } from './log-word.ts';
import type { Publication } from './publication.ts';
import type { StatementRecord } from '../record-keeping/fact.ts';
import type { Keeping } from '../record-keeping/keeping.ts';
import type { Tenant } from '../record-keeping/tenant.ts';
import { withKeeper } from '../storage/with-tenant.ts';

/** What of logs a node has about its record. */
export interface LogWords {
  /** By entry; nothing for what no log says anything of. */
  of(records: readonly StatementRecord[], tenant: Tenant): Promise<ReadonlyMap<number, LogWord>>;
}

/** Where they come from. */
export interface LogWordParts {
  readonly keeping: Pick<Keeping, 'database' | 'node'>;
  readonly publication: Pick<Publication, 'origin' | 'wordsOf'> | undefined;
  /** Whether a policy at hand knows a log of this origin: nothing could be judged of any other. */
  readonly isKnown: (origin: string) => boolean;
}

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
      if (own.length === 0) return words;
      return new Map([...words, ...(await publication.wordsOf(tenant, own))]);
    },
  };
}
