// SPDX-License-Identifier: Apache-2.0
import { type LogFile, LogKeepingError, type LogStore } from '@touchstone/log-keeping/storage';
import { parseCheckpoint, parseNote } from '@touchstone/transparency-log';

/** A store whose checkpoint can be shown again with more signatures. */
export interface CosignedStore extends LogStore {
  /** Publishes the same tree with cosignatures; false when a larger tree was published meanwhile, which stays. */
  publishCosigned(note: string): Promise<boolean>;
  /** Leaves of the tree that is published there now, whoever wrote it; -1 before the first. CORRUPT. */
  publishedSize(): Promise<number>;
}

/**
 * The log writes its checkpoints, witnesses sign them later: one at a time, so that never an older tree takes the
 * place of a newer one.
 */
export function cosignedStore(store: LogStore): CosignedStore {
  let turn: Promise<unknown> = Promise.resolve();
  let published = -1;
  const oneByOne = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const next = turn.then(work, work);
    turn = next.catch(() => {});
    return next;
  };
  const { commitBatch, publishTree, requireShown } = store;
  return {
    // Steps that only some stores take in one: what is not passed on costs each batch and each tree a synchronisation.
    ...(commitBatch === undefined ? {} : { commitBatch: commitBatch.bind(store) }),
    ...(publishTree === undefined
      ? {}
      : {
          publishTree: (files: readonly LogFile[], note: Uint8Array) =>
            oneByOne(async () => {
              await publishTree.call(store, files, note);
              published = sizeOf(note);
            }),
        }),
    ...(requireShown === undefined ? {} : { requireShown: () => oneByOne(() => requireShown.call(store)) }),
    readHead: () => store.readHead(),
    writeBatch: (name, record) => store.writeBatch(name, record),
    readBatch: (name) => store.readBatch(name),
    compareAndSwapHead: (expected, next) => store.compareAndSwapHead(expected, next),
    putFiles: (files) => store.putFiles(files),
    readFile: (path) => store.readFile(path),
    discard: (what) => store.discard(what),
    close: () => oneByOne(() => store.close()),
    publishCheckpoint: (note) =>
      oneByOne(async () => {
        await store.publishCheckpoint(note);
        published = sizeOf(note);
      }),
    publishedSize: () => sizeThere(store),
    publishCosigned: (note) =>
      oneByOne(async () => {
        const bytes = new TextEncoder().encode(note);
        // Before this process has published anything, what is there is from the one before it.
        const there = published >= 0 ? published : await sizeThere(store);
        if (sizeOf(bytes) !== there) return false;
        await store.publishCheckpoint(bytes);
        return true;
      }),
  };
}

async function sizeThere(store: LogStore): Promise<number> {
  const note = await store.readFile('checkpoint');
  if (note === undefined) return -1;
  try {
    return sizeOf(note);
  } catch (cause) {
    throw new LogKeepingError('CORRUPT', 'it is no checkpoint of a log', { at: 'checkpoint', cause });
  }
}

function sizeOf(note: Uint8Array): number {
  return parseCheckpoint(parseNote(note).text).size;
}
