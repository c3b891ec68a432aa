// SPDX-License-Identifier: Apache-2.0
import type { BatchName, LogHead } from './head.ts';

/** One file of a log, at its path below the log's prefix: a tile, a bundle, or the name of its successor. */
export interface LogFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Where one log is kept. A driver serves one writer: a second is refused at opening (LOCKED) or at the head
 * (HEAD_MOVED), and from then on writes nothing. Every method rejects with LogKeepingError.
 */
export interface LogStore {
  /** The head last swapped in; undefined for a log that was never begun. */
  readHead(): Promise<LogHead | undefined>;
  /** When this resolves, the record is durable. It counts for nothing until a head names it. */
  writeBatch(name: BatchName, record: Uint8Array): Promise<void>;
  /** The record of a batch, or undefined when it is gone or was never whole. */
  readBatch(name: BatchName): Promise<Uint8Array | undefined>;
  /**
   * When this resolves, `next` is the durable head and `expected` was until then; HEAD_MOVED when another head was
   * there. NO_SPACE, READ_ONLY and UNREACHABLE promise that the head is still `expected`; STORAGE_FAILED does not.
   */
  compareAndSwapHead(expected: LogHead | undefined, next: LogHead): Promise<void>;
  /**
   * writeBatch() and compareAndSwapHead() in one step, for stores to which that is cheaper: both are durable when this
   * resolves, and neither counts when it rejects. Errors as compareAndSwapHead().
   */
  commitBatch?(
    batch: { readonly name: BatchName; readonly record: Uint8Array },
    head: { readonly expected: LogHead | undefined; readonly next: LogHead },
  ): Promise<void>;
  /** When this resolves, every file is durable and whole at its path. The same path is only ever given the same bytes. */
  putFiles(files: readonly LogFile[]): Promise<void>;
  /** The bytes at a path, or undefined; `checkpoint` is one of the paths. */
  readFile(path: string): Promise<Uint8Array | undefined>;
  /** Puts the checkpoint in the place of the one before, whole at every instant, durable when this resolves. */
  publishCheckpoint(note: Uint8Array): Promise<void>;
  /**
   * putFiles() and publishCheckpoint() in one step, for stores to which that is cheaper: the checkpoint is in its place
   * only after every file is durable at its own.
   */
  publishTree?(files: readonly LogFile[], note: Uint8Array): Promise<void>;
  /**
   * Rejects with HEAD_MOVED where readers are shown another checkpoint than was published last, or was there at the opening:
   * whoever publishes asks the same before each one, and this is for a log in which nothing happens.
   */
  requireShown?(): Promise<void>;
  /** Lets go of batches that end at or below `below`, and of files that others have replaced. Losing this loses nothing. */
  discard(what: { readonly below: number; readonly paths: readonly string[] }): Promise<void>;
  /** Lets another writer in. */
  close(): Promise<void>;
}
