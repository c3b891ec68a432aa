// SPDX-License-Identifier: Apache-2.0
import type { Keeping } from '../record-keeping/keeping.ts';
import { withKeeper } from '../storage/with-tenant.ts';
import type { WholeLog } from './follow-chain.ts';
import type { FollowState } from './follow-state.ts';
import { countFollowed, entriesInDoubt } from './foreign-leaves.ts';
import { placesOf } from './followed-places.ts';
import type { EndedLog } from './following/chosen.ts';
import { isSignedBy } from './known-until.ts';

/**
 * A log that is no longer followed: what was taken from it stays, and so does what it left in doubt. It says up to when it
 * was known, and that nothing is known since.
 */
export class RestingLog {
  readonly ended: EndedLog;
  readonly #inDoubt: ReadonlySet<number>;
  readonly #unopened: ReadonlyMap<string, { readonly log: string; readonly index: number }>;
  readonly #places: Awaited<ReturnType<typeof placesOf>>;

  private constructor(
    ended: EndedLog,
    places: Awaited<ReturnType<typeof placesOf>>,
    inDoubt: ReadonlySet<number>,
    unopened: ReadonlyMap<string, { readonly log: string; readonly index: number }>,
  ) {
    this.ended = ended;
    this.#places = places;
    this.#inDoubt = inDoubt;
    this.#unopened = unopened;
  }

  /** Reads from the database what is in doubt by the logs of its chain. */
  static async open({ database }: Pick<Keeping, 'database'>, ended: EndedLog): Promise<RestingLog> {
    const inDoubt = new Set<number>();
    const unopened = new Map<string, { readonly log: string; readonly index: number }>();
    const places = await withKeeper(database, (transaction) => placesOf(transaction, ended));
    for (const { log, place } of places) {
      const found = await withKeeper(database, (transaction) => entriesInDoubt(transaction, place));
      for (const { entry, issuer, id, leafIndex } of found) {
        inDoubt.add(Number(entry));
        unopened.set(`${issuer} ${id}`, { log, index: Number(leafIndex) });
      }
    }
    return new RestingLog(ended, places, inDoubt, unopened);
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

  /** Second stories are kept by name for ever: those of another key are no word of this log. */
  #speaksOf(log: string, { remembered }: { readonly remembered: string }): boolean {
    const { key } = this.ended;
    return log !== key.name || isSignedBy(key, remembered);
  }

  /** How the logs of its chain stood, and since when they are not followed. */
  async states({ database }: Pick<Keeping, 'database'>): Promise<readonly FollowState[]> {
    const { url, endedAt, since } = this.ended;
    const counted = this.#places.map(async ({ log, place }) => {
      const counts = await withKeeper(database, (transaction) => countFollowed(transaction, place, log));
      return {
        ...{ ...counts, splits: counts.splits.filter((split) => this.#speaksOf(log, split)) },
        ...{ origin: place, url, endedAt },
        ...(since === undefined ? {} : { since }),
      };
    });
    return Promise.all(counted);
  }
}
