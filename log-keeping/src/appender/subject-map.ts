// SPDX-License-Identifier: Apache-2.0
import { setImmediate as nextTurn } from 'node:timers/promises';
import { mapKeysOf, subjectListEntry } from '@touchstone/statements';
import {
  appendLeafHashes,
  decodeCompactRange,
  EMPTY_RANGE,
  encodeCompactRange,
  hashLeaf,
  type LogSuite,
  rootOfRange,
} from '@touchstone/transparency-log';
import {
  createMemoryNodeStore,
  emptyMap,
  encodeSubjectValue,
  MapBatch,
  type MapRecord,
  type MapRoot,
  type MapUpdate,
  type PageSource,
} from '@touchstone/transparency-log/map';
import { LogKeepingError } from '../log-keeping-error.ts';
import type { SubjectMap } from './log.ts';

/** Changes to a map that become its newest state together, or not at all. */
export interface MapChanges {
  get(key: Uint8Array): MapRecord | undefined;
  set(update: MapUpdate): void;
  commit(covers: number): Promise<void>;
  abandon(): void;
}

/** Where the map is kept: a file, or memory. */
export interface MapPlace {
  readonly newest: { readonly covers: number; readonly root: MapRoot };
  begin(): Promise<MapChanges>;
  readonly isCompactionDue?: boolean;
  compact?(): Promise<void>;
}

/** Leaves after which others on this thread have their turn. */
const LEAVES_AT_ONCE = 128;

interface Taken {
  readonly first: number;
  readonly leaves: Parameters<SubjectMap['add']>[1];
}

/**
 * The map of MAP_FN_DESCRIPTION in a place for maps: for each subject key the count and root of its list, and beside
 * them, for the writer alone, the compact range from which the next entry goes on.
 */
export function openSubjectMap(suite: LogSuite, place: MapPlace): SubjectMap {
  return new KeptSubjectMap(suite, place);
}

class KeptSubjectMap implements SubjectMap {
  readonly #suite: LogSuite;
  readonly #place: MapPlace;
  /** What the newest state lacks; kept so that a commit that failed can be made again. */
  #taken: Taken[] = [];
  #changes: MapChanges | undefined;
  #applied = 0;
  #compaction: Promise<void> | undefined;

  constructor(suite: LogSuite, place: MapPlace) {
    this.#suite = suite;
    this.#place = place;
  }

  get size(): number {
    return this.#place.newest.covers;
  }

  async add(first: number, leaves: Taken['leaves']): Promise<void> {
    this.#taken.push({ first, leaves });
    // What fails here fails in commit() too, and is told there.
    await this.#apply().catch(() => this.#drop());
  }

  async commit(size: number): Promise<Uint8Array> {
    const { newest } = this.#place;
    if (newest.covers === size && this.#taken.length === 0) return newest.root.hash;
    try {
      await (await this.#apply()).commit(size);
    } catch (error) {
      this.#drop();
      throw mapFailure(error);
    }
    this.#taken = [];
    this.#applied = 0;
    this.#changes = undefined;
    this.#compactWhenDue();
    return this.#place.newest.root.hash;
  }

  async close(): Promise<void> {
    this.#drop();
    await this.#compaction;
  }

  async #apply(): Promise<MapChanges> {
    this.#changes ??= await this.#place.begin();
    for (; this.#applied < this.#taken.length; this.#applied += 1) {
      const { first, leaves } = this.#taken[this.#applied] as Taken;
      for (const [at, { entry, leafHash }] of leaves.entries()) {
        if (at % LEAVES_AT_ONCE === LEAVES_AT_ONCE - 1) await nextTurn();
        for (const key of mapKeysOf(entry)) this.#extend(this.#changes, key, subjectListEntry(first + at, leafHash));
      }
    }
    return this.#changes;
  }

  #extend(changes: MapChanges, key: Uint8Array, listEntry: Uint8Array): void {
    const record = changes.get(key);
    const before = record === undefined ? EMPTY_RANGE : decodeCompactRange(record.annex);
    const range = appendLeafHashes(this.#suite, before, [hashLeaf(this.#suite, listEntry)]);
    const value = encodeSubjectValue({ count: range.size, root: rootOfRange(this.#suite, range) });
    changes.set({ key, value, annex: encodeCompactRange(range) });
  }

  #drop(): void {
    this.#changes?.abandon();
    this.#changes = undefined;
    this.#applied = 0;
  }

  #compactWhenDue(): void {
    if (this.#compaction !== undefined || this.#place.isCompactionDue !== true) return;
    // A file that stays large is in nobody's way; the next commit tries again.
    this.#compaction = this.#place
      .compact?.()
      .catch(() => undefined)
      .finally(() => {
        this.#compaction = undefined;
      });
  }
}

/** A place for a map that lasts as long as the process: for tests, and for whoever replays a log once. */
export function openMemoryMap(suite: LogSuite): MapPlace & { readonly source: PageSource } {
  const store = createMemoryNodeStore();
  let newest = { covers: 0, root: emptyMap(suite) };
  return {
    source: store,
    get newest() {
      return newest;
    },
    begin: async () => {
      const batch = new MapBatch(suite, { source: store, root: newest.root });
      return {
        get: (key) => batch.get(key),
        set: (update) => batch.set(update),
        commit: async (covers) => {
          newest = { covers, root: batch.write(store) };
        },
        abandon: () => undefined,
      };
    },
  };
}

const PASSING: Readonly<Record<string, 'NO_SPACE' | 'READ_ONLY'>> = { DISK_FULL: 'NO_SPACE', READ_ONLY: 'READ_ONLY' };

/** A failure of the place in the words of this package. */
function mapFailure(cause: unknown): LogKeepingError {
  const code = PASSING[(cause as { readonly code?: string }).code ?? ''] ?? 'STORAGE_FAILED';
  return new LogKeepingError(code, (cause as Error).message, { at: 'map', cause });
}
