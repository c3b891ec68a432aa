// SPDX-License-Identifier: Apache-2.0
import { successionText } from '@touchstone/log-keeping/follow';
import { SUCCESSOR_PATH } from '@touchstone/log-keeping/reader';
import { sameBytes, signNote } from '@touchstone/transparency-log';
import type { Shard } from './log-shards.ts';
import type { OpenShard } from './open-shard.ts';

/** The note by which a shard that has ended vouches for the key of the one that goes on: the same whenever asked for. */
export function signSuccession(ended: Shard, next: Shard): Promise<string> {
  // Seen from the address of the ended one, whose last part is its year where it has one.
  const at = ended.name === '' ? next.name : `../${next.name}`;
  return signNote(successionText({ origin: ended.origin, key: next.signer.key, at }), [ended.signer]);
}

/**
 * Puts the note among the files of each log that has ended, where a web server over the folder or the bucket shows it
 * without this program. Decision record 0062. What a stop kept from being written is written at the next start.
 */
export class SuccessionFiles {
  readonly #written = new Set<string>();
  readonly #told = new Set<string>();

  /** Shards from the oldest on, and those of them that are open. A disk that does not take a note keeps nothing else. */
  async keep(
    shards: readonly Shard[],
    openShard: (name: string) => OpenShard | undefined,
    onError: (error: unknown) => void,
  ): Promise<void> {
    for (const [at, ended] of shards.entries()) {
      const next = shards[at + 1];
      const open = openShard(ended.name);
      if (next === undefined || open === undefined || this.#written.has(ended.name)) continue;
      try {
        const bytes = new TextEncoder().encode(await signSuccession(ended, next));
        const there = await open.store.readFile(SUCCESSOR_PATH);
        if (there === undefined || !sameBytes(there, bytes))
          await open.store.putFiles([{ path: SUCCESSOR_PATH, bytes }]);
        this.#written.add(ended.name);
      } catch (error) {
        // Told once for each log, and tried again at the next round.
        if (!this.#told.has(ended.name)) onError(error);
        this.#told.add(ended.name);
      }
    }
  }
}
