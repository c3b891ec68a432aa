// SPDX-License-Identifier: Apache-2.0
import { MapBatch, type MapUpdate } from './map-batch.ts';
import type { HashSuite } from './map-hash.ts';
import type { NodeStore } from './node-store.ts';
import { emptyMap, type MapRoot } from './read-map.ts';

/** The map after these updates, one after another, in a store of its own; the last value of a key counts. */
export function replayMap(
  suite: HashSuite,
  updates: Iterable<MapUpdate>,
  { store, root = emptyMap(suite) }: { readonly store: NodeStore; readonly root?: MapRoot },
): MapRoot {
  const batch = new MapBatch(suite, { source: store, root });
  for (const update of updates) {
    batch.set(update);
  }
  return batch.write(store);
}
