// SPDX-License-Identifier: Apache-2.0
import { encodeLeaf, mapFnId } from '@touchstone/statements';
import {
  bundlePath,
  decodeEntries,
  hashLeaf,
  type LogReader,
  type LogSuite,
  readBundle,
  sameBytes,
  TILE_WIDTH,
} from '@touchstone/transparency-log';
import { LogKeepingError } from '../log-keeping-error.ts';
import type { SubjectMap } from './log.ts';
import { closingLeaf } from './recover.ts';

/** Bundles after which a map that is being built is made durable. */
const SETTLE_BUNDLES = 256;

type Leaves = readonly { readonly entry: Uint8Array; readonly leafHash: Uint8Array }[];

/** The map's share of the work, done in the order of the log beside the writing of batches. */
export class MapWork {
  readonly #map: SubjectMap;
  readonly #suite: LogSuite;
  readonly #mapFnId: Uint8Array;
  #work: Promise<void> = Promise.resolve();
  #failure: unknown;

  constructor(map: SubjectMap, suite: LogSuite) {
    this.#map = map;
    this.#suite = suite;
    this.#mapFnId = mapFnId(suite.sha256);
  }

  /** Takes the leaves in as soon as those before are in. */
  add(first: number, entries: readonly Uint8Array[], leafHashes: readonly Uint8Array[]): void {
    const leaves = entries.map((entry, at) => ({ entry, leafHash: leafHashes[at] as Uint8Array }));
    this.#queue(() => this.#map.add(first, leaves));
  }

  /** The index-root leaf over the `size` leaves taken in. Rejects with what failed before. */
  async indexRoot(size: number): Promise<Uint8Array> {
    await this.#work;
    if (this.#failure !== undefined) throw this.#failure;
    const mapRoot = await this.#map.commit(size);
    return encodeLeaf({ type: 'index-root', mapRoot, size, mapFnId: this.#mapFnId });
  }

  /** Resolves when nothing is under way and the map has let go of its place. */
  async close(): Promise<void> {
    await this.#work;
    await this.#map.close();
  }

  /**
   * Takes in what the log has and the map lacks: from the bundles, and from the batches that are in no bundle yet.
   * Where the log ends with an index root, the map that it states must be this one: CORRUPT otherwise.
   */
  async catchUp(log: { readonly size: number; readonly lastEntry: Uint8Array | undefined }, read: LogReader) {
    const { size, lastEntry } = log;
    if (this.#map.size > size) {
      const what = `the map covers ${this.#map.size} leaves and the log has ${size}; without its files it is built anew`;
      throw new LogKeepingError('ROLLED_BACK', what, { at: 'map' });
    }
    const closing = closingLeaf(lastEntry, size);
    const end = closing?.size ?? size;
    await this.#takeIn(end, read);
    if (closing === undefined || lastEntry === undefined || this.#map.size > end) return;
    if (!sameBytes(await this.#map.commit(end), closing.mapRoot)) {
      const what = `the map of ${end} leaves is not the one that the log states; without its files it is built anew`;
      throw new LogKeepingError('CORRUPT', what, { at: 'map' });
    }
    await this.#map.add(end, [{ entry: lastEntry, leafHash: hashLeaf(this.#suite, lastEntry) }]);
  }

  async #takeIn(end: number, read: LogReader): Promise<void> {
    for (let next = this.#map.size; next < end; ) {
      const index = Math.floor(next / TILE_WIDTH);
      const count = Math.min(TILE_WIDTH, end - index * TILE_WIDTH);
      const entries = await entriesOf(read, index, count);
      const leaves: Leaves = entries
        .slice(next - index * TILE_WIDTH)
        .map((entry) => ({ entry, leafHash: hashLeaf(this.#suite, entry) }));
      await this.#map.add(next, leaves);
      next += leaves.length;
      // Now and then, so that what is taken in does not pile up in memory.
      if (next === end || (index + 1) % SETTLE_BUNDLES === 0) await this.#map.commit(next);
    }
  }

  #queue(work: () => Promise<void>): void {
    this.#work = this.#work
      .then(() => (this.#failure === undefined ? work() : undefined))
      .catch((error) => {
        this.#failure = error;
      });
  }
}

/** The first `count` entries of a bundle, of which the log may have more. */
async function entriesOf(read: LogReader, index: number, count: number): Promise<readonly Uint8Array[]> {
  for (let width = count; width < TILE_WIDTH; width += 1) {
    const bytes = await read(bundlePath({ index, width }));
    if (bytes !== undefined) return decodeEntries(bytes, count).entries;
  }
  const { bytes } = await readBundle(read, { index, width: TILE_WIDTH });
  return decodeEntries(bytes, count).entries;
}
