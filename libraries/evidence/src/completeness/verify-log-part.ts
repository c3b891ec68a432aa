// SPDX-License-Identifier: Apache-2.0
import { concatBytes } from '@touchstone/identifiers';
import {
  compareBytes,
  type IndexRootLeaf,
  mapFnId,
  mapKeysOf,
  partyKey,
  readLeaf,
  type ShardStartLeaf,
  subjectListEntry,
  thingKey,
} from '@touchstone/statements';
import { hashLeaf, type LogSuite, rootOfLeafHashes, sameBytes, verifyInclusion } from '@touchstone/transparency-log';
import { encodeSubjectValue, keyHasPrefix, type MapEntry, verifyEntriesBelow } from '@touchstone/transparency-log/map';
import type { CompletenessLeaf, CompletenessLog, CompletenessSubject, SubjectList } from './completeness-file.ts';
import type { ConsultedLog } from './consult-log.ts';
import { type CompletenessFault, fault } from './fault.ts';

/** What the part about one log shows: every leaf that the log has about the subject, or what is wrong. */
export interface ListedPart {
  readonly faults: readonly CompletenessFault[];
  /** Leaves proved to be in the tree and to be all that its map lists; empty after a fault that leaves nothing proved. */
  readonly leaves: readonly CompletenessLeaf[];
  /** The log that this one goes on from, as its entry 0 says. */
  readonly predecessor?: ShardStartLeaf;
}

/** A consulted log with its part of the file. */
interface Part {
  readonly part: CompletenessLog;
  readonly log: ConsultedLog;
  readonly subject: CompletenessSubject;
}

/**
 * Follows the proofs of one log: the first and the last leaf are in the tree, the last is the root of the map over all
 * before it, the map has these lists below the names and no more, and each leaf listed is in the tree under its key.
 */
export function verifyLogPart(suite: LogSuite, { part, log, subject }: Part): ListedPart {
  const failed = (code: CompletenessFault['code'], detail: string): ListedPart => ({
    faults: [fault(code, detail, { log: log.origin })],
    leaves: [],
  });
  const tree = { size: log.size, root: log.root };
  const holds = (index: number, { entry, proof }: CompletenessLog['first']) =>
    verifyInclusion(suite, { index, leafHash: hashLeaf(suite, entry), proof }, tree);
  if (!holds(0, part.first)) return failed('FIRST_NOT_INCLUDED', 'entry 0 is not the one of the tree');
  const last = log.size - 1;
  if (!holds(last, part.indexRoot))
    return failed('INDEX_ROOT_NOT_INCLUDED', 'the last entry is not the one of the tree');
  const indexRoot = readLeaf(part.indexRoot.entry);
  if (indexRoot?.type !== 'index-root') return failed('NO_INDEX_ROOT', 'the last entry is no root of a map');
  const sha256 = (message: Uint8Array) => suite.sha256(message);
  if (!sameBytes(indexRoot.mapFnId, mapFnId(sha256))) {
    return failed('UNKNOWN_MAP_FN', 'the map is made by a rule that is not known here');
  }
  if (indexRoot.size !== last) {
    return failed('INDEX_ROOT_DIFFERS', `the map is said to cover ${indexRoot.size} entries, and stands at ${last}`);
  }
  if (part.lists.length !== subject.names.length) return failed('NAMES_DIFFER', 'there is one list for each name');
  if (!listsLeavesOnce(part, last)) return failed('LEAVES_DIFFER', 'the leaves are not those in the lists, in order');
  const prefixes = prefixesOf(sha256, subject);
  const hashes = new Map(part.leaves.map(({ index, entry }) => [index, hashLeaf(suite, entry)]));
  for (const [at, list] of part.lists.entries()) {
    const prefix = prefixes[at] as Uint8Array;
    if (!provesList(suite, { list, prefix, hashes, indexRoot })) {
      return failed('LIST_NOT_PROVED', `the map does not have this list, and no more, for ${subject.names[at]?.name}`);
    }
  }
  const outside = part.leaves.find((leaf) => !holds(leaf.index, leaf));
  if (outside !== undefined) return failed('LEAF_NOT_INCLUDED', `entry ${outside.index} is not the one of the tree`);
  const first = readLeaf(part.first.entry);
  return {
    faults: misfiled(part, prefixes, log.origin),
    leaves: part.leaves,
    ...(first?.type === 'shard-start' ? { predecessor: first } : {}),
  };
}

/** The beginning of the subject keys under each name: the party key, and for one thing the whole key. */
export function prefixesOf(
  sha256: (message: Uint8Array) => Uint8Array,
  { names, thing }: CompletenessSubject,
): readonly Uint8Array[] {
  return names.map(({ name, secret }) =>
    thing === undefined
      ? partyKey(sha256, name, secret)
      : concatBytes(partyKey(sha256, name, secret), thingKey(sha256, thing, secret)),
  );
}

function listsLeavesOnce({ lists, leaves }: CompletenessLog, below: number): boolean {
  const listed = new Set(lists.flatMap(({ keys }) => keys.flatMap((key) => key.leaves)));
  return (
    listed.size === leaves.length &&
    leaves.every(
      ({ index }, at) =>
        listed.has(index) && index < below && (at === 0 || (leaves[at - 1] as CompletenessLeaf).index < index),
    )
  );
}

interface ListClaim {
  readonly list: SubjectList;
  readonly prefix: Uint8Array;
  readonly hashes: ReadonlyMap<number, Uint8Array>;
  readonly indexRoot: IndexRootLeaf;
}

function provesList(suite: LogSuite, { list, prefix, hashes, indexRoot }: ListClaim): boolean {
  const entries = list.keys.map(({ key, leaves }): MapEntry => {
    const rows = leaves.map((index) => hashLeaf(suite, subjectListEntry(index, hashes.get(index) as Uint8Array)));
    return { key, value: encodeSubjectValue({ count: rows.length, root: rootOfLeafHashes(suite, rows) }) };
  });
  return verifyEntriesBelow(suite, indexRoot.mapRoot, { prefix, entries, proof: list.proof });
}

/** Leaves listed under a key that they do not have, and keys of theirs that their list leaves out: a false map. */
function misfiled({ lists, leaves }: CompletenessLog, prefixes: readonly Uint8Array[], log: string) {
  const listed = new Map<string, Set<number>>();
  for (const { key, leaves: indexes } of lists.flatMap(({ keys }) => keys)) listed.set(key.join(), new Set(indexes));
  const faults: CompletenessFault[] = [];
  const byIndex = new Map(leaves.map(({ index, entry }) => [index, mapKeysOf(entry)]));
  for (const { key, leaves: indexes } of lists.flatMap(({ keys }) => keys)) {
    for (const index of indexes) {
      if (byIndex.get(index)?.some((each) => compareBytes(each, key) === 0) !== true) {
        const detail = `the map lists entry ${index} under a key that the entry does not have`;
        faults.push(fault('LEAF_INVENTED', detail, { log, leaf: String(index) }));
      }
    }
  }
  for (const [index, keys] of byIndex) {
    for (const key of keys) {
      if (prefixes.some((prefix) => keyHasPrefix(key, prefix)) && listed.get(key.join())?.has(index) !== true) {
        const detail = `entry ${index} has a key of the subject, and the map leaves it out`;
        faults.push(fault('LEAF_OMITTED', detail, { log, leaf: String(index) }));
      }
    }
  }
  return faults;
}
