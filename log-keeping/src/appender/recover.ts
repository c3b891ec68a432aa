// SPDX-License-Identifier: Apache-2.0
import { type IndexRootLeaf, readLeaf } from '@touchstone/statements';
import {
  type Checkpoint,
  decodeEntries,
  EMPTY_LOG,
  integrate,
  LogError,
  type LogState,
  type LogSuite,
  parseCheckpoint,
  parseNote,
  readBundle,
  resumeLog,
  rootOfRange,
  sameBytes,
  TILE_WIDTH,
} from '@touchstone/transparency-log';
import { LogKeepingError } from '../log-keeping-error.ts';
import { decodeBatch } from '../storage/batch.ts';
import type { BatchName, LogHead } from '../storage/head.ts';
import type { LogStore } from '../storage/log-store.ts';
import type { PublishedTree } from './log.ts';
import { completedFiles } from './tree-files.ts';

/** A log as it was when its last writer ended, however that was. */
export interface RecoveredLog {
  readonly head: LogHead | undefined;
  readonly state: LogState;
  /** Full tiles and bundles that are not sure to be stored yet. */
  readonly fresh: ReadonlyMap<string, Uint8Array>;
  readonly published: PublishedTree | undefined;
  /** The last entry of all. */
  readonly lastEntry: Uint8Array | undefined;
}

/**
 * Published tree, then the batches from there to the head, by the names in head and batches; what no head ever named
 * is as if it had never been. Decision record 0033. Throws WRONG_LOG, ROLLED_BACK, FORKED or CORRUPT.
 */
export async function recoverLog(
  suite: LogSuite,
  { origin, store }: { readonly origin: string; readonly store: LogStore },
): Promise<RecoveredLog> {
  const head = await store.readHead();
  const stored = await readCheckpoint(store);
  checkOrigins(origin, head?.origin, stored?.checkpoint.origin);
  checkSizes(head, stored?.checkpoint.size ?? 0);
  const base = stored === undefined ? EMPTY_LOG : await resume(suite, stored.checkpoint, store);
  const { state, fresh, last } = await replay(suite, { head, base, store });
  if (head !== undefined && !sameBytes(rootOfRange(suite, state.range), head.root)) {
    throw new LogKeepingError(
      'FORKED',
      `the published tree of ${base.range.size} leaves does not lead to the tree of ${head.size} leaves that the head names`,
      { at: origin },
    );
  }
  const published = stored && (await publishedTree(stored, store));
  const lastEntry = last ?? (await lastEntryOf(store, state.range.size));
  return { head, state, fresh, published, lastEntry };
}

/** The leaf of an entry that closes a tree: an index root over exactly the leaves before itself. */
export function closingLeaf(entry: Uint8Array | undefined, size: number): IndexRootLeaf | undefined {
  const leaf = entry === undefined ? undefined : readLeaf(entry);
  return leaf?.type === 'index-root' && leaf.size === size - 1 ? leaf : undefined;
}

interface StoredCheckpoint {
  readonly note: string;
  readonly checkpoint: Checkpoint;
}

async function readCheckpoint(store: LogStore): Promise<StoredCheckpoint | undefined> {
  const bytes = await store.readFile('checkpoint');
  if (bytes === undefined) return undefined;
  return orCorrupt('checkpoint', async () => ({
    note: new TextDecoder('utf-8', { fatal: true }).decode(bytes),
    checkpoint: parseCheckpoint(parseNote(bytes).text),
  }));
}

function checkOrigins(origin: string, ...found: readonly (string | undefined)[]): void {
  const other = found.find((each) => each !== undefined && each !== origin);
  if (other !== undefined) {
    throw new LogKeepingError('WRONG_LOG', `the log ${JSON.stringify(other)} is kept there`, { at: origin });
  }
}

function checkSizes(head: LogHead | undefined, published: number): void {
  const size = head?.size ?? 0;
  if (published > size) {
    throw new LogKeepingError(
      'ROLLED_BACK',
      `a checkpoint over ${published} leaves was published, and the head has ${size}: an old state was put back, or the end of what holds the head is damaged`,
      { at: 'head', counts: { seen: published, here: size } },
    );
  }
  const seen = head?.published ?? 0;
  if (seen > published) {
    throw new LogKeepingError(
      'ROLLED_BACK',
      `a checkpoint over ${seen} leaves was published, and the one there has ${published}`,
      { at: 'checkpoint', counts: { seen, here: published } },
    );
  }
}

function resume(suite: LogSuite, checkpoint: Checkpoint, store: LogStore): Promise<LogState> {
  return orCorrupt('tiles', () => resumeLog(suite, checkpoint, (path) => store.readFile(path)));
}

async function replay(
  suite: LogSuite,
  from: { readonly head: LogHead | undefined; readonly base: LogState; readonly store: LogStore },
): Promise<{
  readonly state: LogState;
  readonly fresh: Map<string, Uint8Array>;
  readonly last: Uint8Array | undefined;
}> {
  const fresh = new Map<string, Uint8Array>();
  let state = from.base;
  let last: Uint8Array | undefined;
  for (const entries of await batchesSince(from.store, from.head, state.range.size)) {
    const integrated = integrate(suite, state, entries);
    for (const { path, bytes } of completedFiles(integrated)) fresh.set(path, bytes);
    state = integrated.state;
    last = entries.at(-1);
  }
  return { state, fresh, last };
}

/** The entries from `base` to the head, batch by batch, found from the head backwards. */
async function batchesSince(
  store: LogStore,
  head: LogHead | undefined,
  base: number,
): Promise<readonly (readonly Uint8Array[])[]> {
  const batches: (readonly Uint8Array[])[] = [];
  let end = head?.size ?? 0;
  let name: BatchName | undefined = head?.batch;
  while (name !== undefined && end > base) {
    const record = await store.readBatch(name);
    if (record === undefined) throw corruptBatch(name, 'the batch is gone, and its entries are in no published tile');
    const batch = decodeBatch(name, record);
    if (batch.first + batch.entries.length !== end) throw corruptBatch(name, 'the batch does not lead to the next one');
    batches.unshift(batch.first < base ? batch.entries.slice(base - batch.first) : batch.entries);
    end = batch.first;
    name = batch.previous;
  }
  return batches;
}

async function publishedTree({ note, checkpoint }: StoredCheckpoint, store: LogStore): Promise<PublishedTree> {
  const { size, root } = checkpoint;
  const closing = closingLeaf(await lastEntryOf(store, size), size);
  return { size, root, note, ...(closing === undefined ? {} : { mapRoot: closing.mapRoot }) };
}

async function lastEntryOf(store: LogStore, size: number): Promise<Uint8Array | undefined> {
  if (size === 0) return undefined;
  const index = Math.floor((size - 1) / TILE_WIDTH);
  const width = size - index * TILE_WIDTH;
  return orCorrupt('entries', async () => {
    const found = await readBundle((path) => store.readFile(path), { index, width });
    return decodeEntries(found.bytes, width).entries[width - 1];
  });
}

function corruptBatch({ first }: BatchName, what: string): LogKeepingError {
  return new LogKeepingError('CORRUPT', what, { at: `batch from ${first}` });
}

async function orCorrupt<T>(at: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    if (!(cause instanceof LogError || cause instanceof TypeError)) throw cause;
    throw new LogKeepingError('CORRUPT', (cause as Error).message, { at, cause });
  }
}
