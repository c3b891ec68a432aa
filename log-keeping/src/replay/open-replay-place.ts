// SPDX-License-Identifier: Apache-2.0
import type { LogSuite } from '@touchstone/transparency-log';
import {
  createMemoryNodeStore,
  emptyMap,
  MapBatch,
  type MapRoot,
  type MapUpdate,
  type PageSource,
} from '@touchstone/transparency-log/map';
import type { MapFile } from '../map-file/map-file.ts';
import type { ReplayPlace } from './map-replay.ts';

/** A map in memory, of one replay. */
export function memoryReplayPlace(suite: LogSuite): ReplayPlace & { readonly source: PageSource } {
  const store = createMemoryNodeStore();
  let newest: { readonly covers: number; readonly root: MapRoot } = { covers: 0, root: emptyMap(suite) };
  return {
    source: store,
    get newest() {
      return { ...newest, source: store };
    },
    begin: async () => {
      const batch = new MapBatch(suite, { source: store, root: newest.root });
      return {
        get: (key) => batch.get(key),
        set: (update: MapUpdate) => batch.set(update),
        commit: async (covers) => {
          newest = { covers, root: batch.write(store) };
        },
        abandon: () => undefined,
      };
    },
  };
}

/** The map of a replay in a file, which goes on where it was. */
export function fileReplayPlace(file: MapFile): ReplayPlace {
  return {
    get newest() {
      return file.newest;
    },
    begin: () => file.begin(),
    get isCompactionDue() {
      return file.isCompactionDue;
    },
    compact: async () => {
      await file.compact();
    },
  };
}
