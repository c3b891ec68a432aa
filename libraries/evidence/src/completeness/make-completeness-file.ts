// SPDX-License-Identifier: Apache-2.0
import { mapFnId, mapKeysOf, readLeaf, subjectListEntry } from '@touchstone/statements';
import {
  decodeBundle,
  hashLeaf,
  LogError,
  type LogReader,
  type LogSuite,
  parseCheckpoint,
  parseNote,
  proveInclusion,
  readBundle,
  rootOfLeafHashes,
  sameBytes,
  TILE_WIDTH,
  tileOfTree,
  verifyInclusion,
} from '@touchstone/transparency-log';
import {
  encodeSubjectValue,
  keyHasPrefix,
  type MapRoot,
  type PageSource,
  provePrefix,
  recordsBelow,
} from '@touchstone/transparency-log/map';
import type { EndedFollowing } from '../cut.ts';
import { CompletenessError } from './completeness-error.ts';
import {
  COMPLETENESS_LIMITS,
  type CompletenessFile,
  type CompletenessLeaf,
  type CompletenessLog,
  type CompletenessSubject,
  type LeafDisclosure,
  type ProvenEntry,
  type SubjectList,
} from './completeness-file.ts';
import { prefixesOf } from './verify-log-part.ts';

/** One log as its keeper, or a mirror, has it. */
export interface LogAtHand {
  readonly read: LogReader;
  /** The checkpoint to be shown, with all its cosignatures. */
  readonly checkpoint: string;
  /** The map in the state that the last entry of that tree gives the root of. */
  readonly map: { readonly source: PageSource; readonly root: MapRoot };
  /** The indexes of the leaves under a key, ascending; without it the whole log is read to find them. */
  readonly leavesOf?: (key: Uint8Array) => readonly number[] | Promise<readonly number[]>;
}

/** What a file is made of. */
export interface CompletenessParts {
  readonly subject: CompletenessSubject;
  readonly logs: readonly LogAtHand[];
  /** What may be disclosed of a leaf to whoever asks for the file; undefined for what may not, or is gone. */
  readonly openingOf: (leaf: {
    readonly origin: string;
    readonly index: number;
    readonly entry: Uint8Array;
  }) => LeafDisclosure | undefined | Promise<LeafDisclosure | undefined>;
  readonly tombstones?: readonly string[];
  /** Logs that are followed no more: named, so that nobody takes the file to speak of them. */
  readonly ended?: readonly EndedFollowing[];
}

/**
 * Makes the completeness file of a subject over these logs. Decision record 0034. CompletenessError MAP_DIFFERS when
 * the map is not that of the tree, LIST_DIFFERS when the leaves found are not those that it counts, NO_INDEX_ROOT,
 * UNKNOWN_MAP_FN, TOO_LARGE; LogError for tiles that are missing or wrong.
 */
export async function makeCompletenessFile(suite: LogSuite, parts: CompletenessParts): Promise<CompletenessFile> {
  const { subject, openingOf, tombstones = [], ended = [] } = parts;
  const logs: CompletenessLog[] = [];
  for (const log of parts.logs) logs.push(await showLog(suite, log, { subject, openingOf }));
  return { subject, logs, tombstones, ...(ended.length === 0 ? {} : { ended }) };
}

async function showLog(
  suite: LogSuite,
  log: LogAtHand,
  { subject, openingOf }: Pick<CompletenessParts, 'subject' | 'openingOf'>,
): Promise<CompletenessLog> {
  const { origin, size, root } = parseCheckpoint(parseNote(log.checkpoint).text);
  const entries = entryReader(log.read, size);
  const prove = async (index: number): Promise<ProvenEntry> => {
    const entry = await entries(index);
    const proof = await proveInclusion(suite, { index, size }, log.read);
    // What is damaged at home must not look to others like a leaf that was hidden.
    if (!verifyInclusion(suite, { index, leafHash: hashLeaf(suite, entry), proof }, { size, root })) {
      throw new LogError('ROOT_MISMATCH', `the tiles do not prove entry ${index} in the tree of ${size}`, {
        at: origin,
      });
    }
    return { entry, proof };
  };
  const indexRoot = await prove(size - 1);
  requireMapOf(suite, { origin, size, entry: indexRoot.entry, map: log.map.root });
  const prefixes = prefixesOf((message) => suite.sha256(message), subject);
  const leavesOf = log.leavesOf ?? (await findLeaves({ prefixes, size, entries }));
  const lists: SubjectList[] = [];
  for (const prefix of prefixes) lists.push(await listOf(suite, { prefix, map: log.map, leavesOf, entries }));
  const indexes = [...new Set(lists.flatMap(({ keys }) => keys.flatMap(({ leaves }) => leaves)))].sort((a, b) => a - b);
  if (indexes.length > COMPLETENESS_LIMITS.leaves) {
    const most = COMPLETENESS_LIMITS.leaves;
    throw new CompletenessError('TOO_LARGE', `${indexes.length} leaves are listed, and a file has ${most} at most`, {
      at: origin,
    });
  }
  const leaves: CompletenessLeaf[] = [];
  for (const index of indexes) {
    const proven = await prove(index);
    const opening = await openingOf({ origin, index, entry: proven.entry });
    leaves.push({ index, ...proven, ...(opening === undefined ? {} : { opening }) });
  }
  return { checkpoint: log.checkpoint, first: await prove(0), indexRoot, lists, leaves };
}

type EntryReader = (index: number) => Promise<Uint8Array>;

/** Reads entries one by one, each bundle once as long as they are asked for in order. */
function entryReader(read: LogReader, size: number): EntryReader {
  let kept: { readonly bundle: number; readonly entries: readonly Uint8Array[] } | undefined;
  return async (index) => {
    const bundle = Math.floor(index / TILE_WIDTH);
    if (kept?.bundle !== bundle) {
      const { bytes, width } = await readBundle(read, tileOfTree(size, 0, bundle));
      kept = { bundle, entries: decodeBundle(bytes, width) };
    }
    return kept.entries[index % TILE_WIDTH] as Uint8Array;
  };
}

function requireMapOf(
  suite: LogSuite,
  of: { readonly origin: string; readonly size: number; readonly entry: Uint8Array; readonly map: MapRoot },
): void {
  const { origin: at, size, entry, map } = of;
  const leaf = readLeaf(entry);
  if (leaf?.type !== 'index-root' || leaf.size !== size - 1) {
    throw new CompletenessError('NO_INDEX_ROOT', 'the last entry is no root of the map over those before it', { at });
  }
  if (
    !sameBytes(
      leaf.mapFnId,
      mapFnId((message) => suite.sha256(message)),
    )
  ) {
    throw new CompletenessError('UNKNOWN_MAP_FN', 'the map is made by a rule that is not known here', { at });
  }
  if (!sameBytes(leaf.mapRoot, map.hash)) {
    throw new CompletenessError('MAP_DIFFERS', `the map given is not that of the tree of ${size} entries`, { at });
  }
}

/** Reads the whole log for the leaves under the prefixes, as the rule of the map has them. */
async function findLeaves({
  prefixes,
  size,
  entries,
}: {
  readonly prefixes: readonly Uint8Array[];
  readonly size: number;
  readonly entries: EntryReader;
}): Promise<(key: Uint8Array) => readonly number[]> {
  const found = new Map<string, number[]>();
  for (let index = 0; index < size - 1; index += 1) {
    for (const key of mapKeysOf(await entries(index))) {
      if (!prefixes.some((prefix) => keyHasPrefix(key, prefix))) continue;
      const name = key.join();
      const indexes = found.get(name) ?? [];
      indexes.push(index);
      found.set(name, indexes);
    }
  }
  return (key) => found.get(key.join()) ?? [];
}

interface ListRequest {
  readonly prefix: Uint8Array;
  readonly map: LogAtHand['map'];
  readonly leavesOf: NonNullable<LogAtHand['leavesOf']>;
  readonly entries: EntryReader;
}

async function listOf(suite: LogSuite, { prefix, map, leavesOf, entries }: ListRequest): Promise<SubjectList> {
  const keys: SubjectList['keys'][number][] = [];
  for (const { key, value } of recordsBelow(map.source, map.root, prefix)) {
    const leaves = await leavesOf(key);
    const rows: Uint8Array[] = [];
    for (const index of leaves) {
      rows.push(hashLeaf(suite, subjectListEntry(index, hashLeaf(suite, await entries(index)))));
    }
    const fits =
      rows.length > 0 &&
      sameBytes(encodeSubjectValue({ count: rows.length, root: rootOfLeafHashes(suite, rows) }), value);
    if (!fits) {
      throw new CompletenessError('LIST_DIFFERS', `the ${rows.length} leaves found are not those that the map counts`);
    }
    keys.push({ key, leaves });
  }
  return { proof: provePrefix(suite, map, prefix).proof, keys };
}
