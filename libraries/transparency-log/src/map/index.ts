// SPDX-License-Identifier: Apache-2.0
export { MapBatch, type MapUpdate } from './map-batch.ts';
export { emptyMapRoot, type HashSuite, hashMapInner, hashMapLeaf } from './map-hash.ts';
export {
  bitOfKey,
  compareKeys,
  firstDifferingBit,
  keyHasPrefix,
  MAP_KEY_BYTES_MAX,
  MAP_VALUE_BYTES_MAX,
  type MapEntry,
} from './map-key.ts';
export { MAP_PROOF_BYTES_MAX } from './map-proof.ts';
export { createMemoryNodeStore, type NodeStore, type PageSink, type PageSource } from './node-store.ts';
export {
  linkAt,
  linksOf,
  MAP_ANNEX_BYTES_MAX,
  type MapRecord,
  PAGE_BYTES_MAX,
  type Page,
  type PageRef,
  relocatePage,
} from './page-format.ts';
export { emptyMap, findInMap, type MapRoot, proveLookup, provePrefix, recordsBelow } from './read-map.ts';
export { replayMap } from './replay-map.ts';
export {
  type LookupProof,
  mapRootOf,
  type PrefixProof,
  proveLookupFromSorted,
  provePrefixFromSorted,
  sortEntries,
} from './sorted-map.ts';
export { decodeSubjectValue, encodeSubjectValue, type SubjectValue } from './subject-value.ts';
export { type EntriesClaim, type LookupClaim, verifyEntriesBelow, verifyLookup, verifyPrefix } from './verify-map.ts';
