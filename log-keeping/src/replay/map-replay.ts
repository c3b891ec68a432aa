// SPDX-License-Identifier: Apache-2.0
import { setImmediate as nextTurn } from 'node:timers/promises';
import { encodeHex } from '@touchstone/identifiers';
import { mapFnId, mapKeysOf, readLeaf, subjectListEntry } from '@touchstone/statements';
import {
  appendLeafHashes,
  decodeCompactRange,
  EMPTY_RANGE,
  encodeCompactRange,
  hashLeaf,
  type LogSuite,
  rootOfRange,
  sameBytes,
} from '@touchstone/transparency-log';
import {
  createMemoryNodeStore,
  encodeSubjectValue,
  MapBatch,
  type MapRecord,
  type MapRoot,
  type MapUpdate,
  type PageSource,
} from '@touchstone/transparency-log/map';
import type { LogEntry } from '../reader/read-entries.ts';

/** Where the map of a replay is kept; a MapFile and openMemoryMap() are such places. */
export interface ReplayPlace {
  readonly newest: { readonly covers: number; readonly root: MapRoot; readonly source?: PageSource };
  begin(): Promise<{
    get(key: Uint8Array): MapRecord | undefined;
    set(update: MapUpdate): void;
    commit(covers: number): Promise<void>;
    abandon(): void;
  }>;
  readonly isCompactionDue?: boolean;
  compact?(): Promise<void>;
}

/** Where a log's map is not the one that its leaves make. */
export interface MapFault {
  readonly code: 'NO_INDEX_ROOT' | 'UNKNOWN_MAP_FN' | 'INDEX_ROOT_MISPLACED' | 'MAP_ROOT_DIFFERS';
  /** The index of the leaf that states the root, or that should have. */
  readonly leaf: number;
  /** The root that the leaves make, and the one stated; hexadecimal. */
  readonly replayed?: string;
  readonly stated?: string;
  /** What explains the difference alone, where one thing does: the leaf that the map leaves out, and under which key. */
  readonly omitted?: { readonly leaf: number; readonly key: string };
  readonly detail: string;
}

interface Row {
  readonly index: number;
  readonly key: Uint8Array;
  readonly row: Uint8Array;
}

const LEAVES_AT_ONCE = 128;
/** Guesses at what a false root leaves out; each is a batch of its own. */
const GUESSES_MAX = 512;

/**
 * Makes the map of MAP_FN_DESCRIPTION from the leaves alone, and holds each index root of the log against it: its size
 * is its own index, its rule is known, its root is that of all leaves before it. Goes on where the place stands.
 */
export class MapReplay {
  readonly #suite: LogSuite;
  readonly #place: ReplayPlace;
  readonly #mapFn: Uint8Array;
  #rows: Row[] = [];
  #next: number;
  #lastIndexRoot = -1;
  #roots = 0;

  constructor(suite: LogSuite, place: ReplayPlace) {
    this.#suite = suite;
    this.#place = place;
    this.#mapFn = mapFnId((message) => suite.sha256(message));
    this.#next = place.newest.covers;
  }

  /** The index of the leaf to be given next. */
  get next(): number {
    return this.#next;
  }

  /** Index roots that were found right. */
  get roots(): number {
    return this.#roots;
  }

  /** Takes leaves in order; the first fault, after which nothing more is taken. */
  async take(entries: readonly LogEntry[]): Promise<MapFault | undefined> {
    for (const [at, { index, entry, leafHash }] of entries.entries()) {
      if (index !== this.#next) throw new RangeError(`leaf ${this.#next} comes next, not ${index}`);
      if (at % LEAVES_AT_ONCE === LEAVES_AT_ONCE - 1) await nextTurn();
      const fault = entry[0] === 2 ? await this.#checkIndexRoot(index, entry) : undefined;
      if (fault !== undefined) return fault;
      const row = (key: Uint8Array): Row => ({
        index,
        key,
        row: hashLeaf(this.#suite, subjectListEntry(index, leafHash)),
      });
      this.#rows.push(...mapKeysOf(entry).map(row));
      this.#next += 1;
    }
    return undefined;
  }

  /** Whether a tree that ends here may be signed: its last leaf is an index root. */
  end(): MapFault | undefined {
    const leaf = this.#next - 1;
    if (leaf < 0 || this.#lastIndexRoot === leaf) return undefined;
    return { code: 'NO_INDEX_ROOT', leaf, detail: `the last leaf of the tree, ${leaf}, is no root of the map` };
  }

  async #checkIndexRoot(index: number, entry: Uint8Array): Promise<MapFault | undefined> {
    const leaf = readLeaf(entry);
    if (leaf?.type !== 'index-root') {
      return { code: 'NO_INDEX_ROOT', leaf: index, detail: `leaf ${index} begins as a root of the map and is none` };
    }
    if (!sameBytes(leaf.mapFnId, this.#mapFn)) {
      const detail = `leaf ${index} names the rule ${encodeHex(leaf.mapFnId)}, which is not known here`;
      return { code: 'UNKNOWN_MAP_FN', leaf: index, detail };
    }
    if (leaf.size !== index) {
      const detail = `leaf ${index} says that the map covers ${leaf.size} leaves; it stands after ${index}`;
      return { code: 'INDEX_ROOT_MISPLACED', leaf: index, detail };
    }
    const before = this.#place.newest;
    const rows = this.#rows;
    await this.#commit(index);
    const replayed = this.#place.newest.root.hash;
    if (sameBytes(replayed, leaf.mapRoot)) {
      this.#rows = [];
      this.#lastIndexRoot = index;
      this.#roots += 1;
      return undefined;
    }
    return this.#mapDiffers({ index, before, rows, replayed, stated: leaf.mapRoot });
  }

  async #commit(covers: number): Promise<void> {
    if (this.#place.newest.covers === covers && this.#rows.length === 0) return;
    if (this.#place.isCompactionDue === true) await this.#place.compact?.();
    const changes = await this.#place.begin();
    try {
      for (const row of this.#rows) extend(this.#suite, changes, row);
      await changes.commit(covers);
    } finally {
      changes.abandon();
    }
  }

  #mapDiffers(of: {
    readonly index: number;
    readonly before: ReplayPlace['newest'];
    readonly rows: readonly Row[];
    readonly replayed: Uint8Array;
    readonly stated: Uint8Array;
  }): MapFault {
    const { index, before, rows, replayed, stated } = of;
    const omitted = this.#findOmission(before, rows, stated);
    const roots = { replayed: encodeHex(replayed), stated: encodeHex(stated) };
    const first = rows[0]?.index ?? index;
    const why =
      omitted === undefined
        ? `no single leaf left out explains it: the map has something that the leaves from ${first} on do not, or lacks several`
        : `the map leaves out leaf ${omitted.leaf} under key ${omitted.key}`;
    const detail = `leaf ${index} states the map root ${roots.stated}, and the leaves before it make ${roots.replayed}; ${why}`;
    return { code: 'MAP_ROOT_DIFFERS', leaf: index, ...roots, ...(omitted === undefined ? {} : { omitted }), detail };
  }

  /** The one row without which the map would have the root stated, among the last GUESSES_MAX. */
  #findOmission(before: ReplayPlace['newest'], rows: readonly Row[], stated: Uint8Array): MapFault['omitted'] {
    const { source, root } = before;
    if (source === undefined) return undefined;
    for (const left of rows.slice(-GUESSES_MAX)) {
      const batch = new MapBatch(this.#suite, { source, root });
      for (const row of rows) if (row !== left) extend(this.#suite, batch, row);
      if (sameBytes(batch.write(createMemoryNodeStore()).hash, stated)) {
        return { leaf: left.index, key: encodeHex(left.key) };
      }
    }
    return undefined;
  }
}

/** A key's list with one more row: count and root as the map has them, and the compact range to go on from. */
function extend(
  suite: LogSuite,
  changes: { get(key: Uint8Array): MapRecord | undefined; set(update: MapUpdate): void },
  { key, row }: Row,
): void {
  const record = changes.get(key);
  const before = record === undefined ? EMPTY_RANGE : decodeCompactRange(record.annex);
  const range = appendLeafHashes(suite, before, [row]);
  const value = encodeSubjectValue({ count: range.size, root: rootOfRange(suite, range) });
  changes.set({ key, value, annex: encodeCompactRange(range) });
}
