// SPDX-License-Identifier: Apache-2.0
import type { LogSuite } from '../log-suite.ts';
import { type CompactRange, EMPTY_RANGE } from '../merkle/compact-range.ts';
import { HASH_BYTES, hashLeaf, hashNode } from '../merkle/hashing.ts';
import { requireSize } from '../tree-size.ts';
import { encodeBundle, requireEntry } from './bundle.ts';
import { type BundleAddress, TILE_BYTES, TILE_WIDTH, type TileAddress } from './tile.ts';

/** What a log must know of itself to take in the next batch: never changed in place, so it may be kept and retried. */
export interface LogState {
  readonly range: CompactRange;
  /** For each level from 0, the bytes of its partial tile; none of 0 bytes at the end. */
  readonly edges: readonly Uint8Array[];
  /** The bytes of the partial bundle, of size mod 256 entries. */
  readonly bundle: Uint8Array;
}

/** The log without entries. */
export const EMPTY_LOG: LogState = { range: EMPTY_RANGE, edges: [], bundle: new Uint8Array(0) };

/** A batch taken in: the bytes of each file that it writes, in the order of tilesFor() and bundlesFor(). */
export interface IntegratedBatch {
  readonly state: LogState;
  readonly tiles: readonly { readonly tile: TileAddress; readonly bytes: Uint8Array }[];
  readonly bundles: readonly { readonly bundle: BundleAddress; readonly bytes: Uint8Array }[];
  readonly leafHashes: readonly Uint8Array[];
}

/**
 * Appends a batch of entries: exactly the tiles and bundles of C2SP tlog-tiles v0.1.0 that it makes or changes.
 * No hash is computed that a tile or the state already holds: one leaf and, on average, one node an entry.
 * TOO_LARGE for an entry of more than 65,535 bytes, before anything else; the root is rootOfRange(state.range).
 */
export function integrate(suite: LogSuite, state: LogState, entries: readonly Uint8Array[]): IntegratedBatch {
  const oldSize = state.range.size;
  requireSize(oldSize + entries.length, 'size of the log');
  const bundles = bundleEntries(state.bundle, oldSize, entries);
  const levels = state.edges.map((edge, level) => new TileLevel(level, edge, oldSize));
  const hashes = [...state.range.hashes];
  const leafHashes: Uint8Array[] = [];
  let size = oldSize;
  for (const entry of entries) {
    let hash = hashLeaf(suite, entry);
    leafHashes.push(hash);
    levelAt(levels, 0).push(hash);
    let height = 0;
    for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) {
      hash = hashNode(suite, hashes.pop() as Uint8Array, hash);
      height += 1;
      if (height % 8 === 0) {
        levelAt(levels, height / 8).push(hash);
      }
    }
    hashes.push(hash);
    size += 1;
  }
  const edges = levels.map((level) => level.edge());
  const range = { size, hashes };
  const tiles = levels.flatMap((level) => level.changed());
  return { state: { range, edges, bundle: bundles.edge }, tiles, bundles: bundles.changed, leafHashes };
}

/** The growing row of tiles of one level. */
class TileLevel {
  readonly #level: number;
  readonly #full: Uint8Array[] = [];
  #first: number;
  #current = new Uint8Array(TILE_BYTES);
  #width: number;
  #grew = false;

  constructor(level: number, edge: Uint8Array, oldSize: number) {
    this.#level = level;
    this.#first = Math.floor(oldSize / TILE_WIDTH ** (level + 1));
    this.#current.set(edge);
    this.#width = edge.length / HASH_BYTES;
  }

  push(hash: Uint8Array): void {
    this.#current.set(hash, this.#width * HASH_BYTES);
    this.#width += 1;
    this.#grew = true;
    if (this.#width === TILE_WIDTH) {
      this.#full.push(this.#current);
      this.#current = new Uint8Array(TILE_BYTES);
      this.#width = 0;
    }
  }

  edge(): Uint8Array {
    return this.#current.slice(0, this.#width * HASH_BYTES);
  }

  changed(): { readonly tile: TileAddress; readonly bytes: Uint8Array }[] {
    const tiles = this.#full.map((bytes, index) => ({
      tile: { level: this.#level, index: this.#first + index, width: TILE_WIDTH },
      bytes,
    }));
    if (this.#grew && this.#width > 0) {
      const tile = { level: this.#level, index: this.#first + this.#full.length, width: this.#width };
      tiles.push({ tile, bytes: this.#current.slice(0, this.#width * HASH_BYTES) });
    }
    return tiles;
  }
}

function levelAt(levels: TileLevel[], level: number): TileLevel {
  const known = levels[level];
  if (known !== undefined) {
    return known;
  }
  // A level appears with its first hash, so nothing of it lies to the left.
  const fresh = new TileLevel(level, new Uint8Array(0), 0);
  levels.push(fresh);
  return fresh;
}

function bundleEntries(edge: Uint8Array, oldSize: number, entries: readonly Uint8Array[]) {
  entries.forEach(requireEntry);
  const changed: { readonly bundle: BundleAddress; readonly bytes: Uint8Array }[] = [];
  let rest: Uint8Array = edge;
  let taken = 0;
  let width = oldSize % TILE_WIDTH;
  for (let index = Math.floor(oldSize / TILE_WIDTH); taken < entries.length; index += 1) {
    const more = entries.slice(taken, taken + TILE_WIDTH - width);
    const bytes = encodeBundle(more, rest);
    width += more.length;
    taken += more.length;
    changed.push({ bundle: { index, width }, bytes });
    if (width === TILE_WIDTH) {
      rest = new Uint8Array(0);
      width = 0;
    } else {
      rest = bytes;
    }
  }
  return { changed, edge: rest };
}
