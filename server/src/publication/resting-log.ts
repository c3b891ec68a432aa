// SPDX-License-Identifier: Apache-2.0
import type { Keeping } from '../record-keeping/keeping.ts';
import { withKeeper } from '../storage/with-tenant.ts';
import type { WholeLog } from './follow-chain.ts';
import type { FollowState } from './follow-state.ts';
import { countFollowed, entriesInDoubt } from './foreign-leaves.ts';
import type { EndedLog } from './following/chosen.ts';

/**
 * A log that is no longer followed: what was taken from it stays, and so does what it left in doubt. It says up to when it
 * was known, and that nothing is known since.
 */
export class RestingLog {
  readonly ended: EndedLog;
  readonly #inDoubt: ReadonlySet<number>;
  readonly #unopened: ReadonlyMap<string, { readonly log: string; readonly index: number }>;

  private constructor(
    ended: EndedLog,
    inDoubt: ReadonlySet<number>,
    unopened: ReadonlyMap<string, { readonly log: string; readonly index: number }>,
  ) {
    this.ended = ended;
    this.#inDoubt = inDoubt;
    this.#unopened = unopened;
  }

  /** Reads from the database what is in doubt by the logs of its chain. */
  static async open({ database }: Pick<Keeping, 'database'>, ended: EndedLog): Promise<RestingLog> {
    const inDoubt = new Set<number>();
    const unopened = new Map<string, { readonly log: string; readonly index: number }>();
    for (const log of ended.known.logs) {
      const found = await withKeeper(database, (transaction) => entriesInDoubt(transaction, log));
      for (const { entry, issuer, id, leafIndex } of found) {
        inDoubt.add(Number(entry));
        unopened.set(`${issuer} ${id}`, { log, index: Number(leafIndex) });
      }
    }
    return new RestingLog(ended, inDoubt, unopened);
  }

  /** What was known then: up to when all of its statements were here. */
  get whole(): WholeLog | undefined {
    const { key, url, known } = this.ended;
    if (known.until === undefined) return undefined;
    return { origin: key.name, url, until: known.until, isInDoubt: (entry) => this.#inDoubt.has(entry) };
  }

  /** A leaf that was not opened then and that may be a change of a statement. */
  notOpened({ issuer, id }: { readonly issuer: string; readonly id: string }) {
    const leaf = this.#unopened.get(`${issuer} ${id}`);
    return leaf === undefined ? [] : [leaf];
  }

  /** How the logs of its chain stood, and since when they are not followed. */
  async states({ database }: Pick<Keeping, 'database'>): Promise<readonly FollowState[]> {
    const { url, known, endedAt, since } = this.ended;
    const counted = known.logs.map(async (origin) => ({
      ...(await withKeeper(database, (transaction) => countFollowed(transaction, origin))),
      ...{ origin, url, endedAt },
      ...(since === undefined ? {} : { since }),
    }));
    return Promise.all(counted);
  }
}
