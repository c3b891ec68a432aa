// SPDX-License-Identifier: Apache-2.0
import type { LogReader, LogSuite, NoteSigner, TreeHead } from '@touchstone/transparency-log';
import type { LogStore } from '../storage/log-store.ts';

/** Time as the appender sees it: given, so that tests need not wait. */
export interface LogClock {
  /** Milliseconds that never go back. */
  now(): number;
  /** Runs once after so many milliseconds, unless the returned function is called before. */
  after(milliseconds: number, run: () => void): () => void;
}

/** The map of subjects over the leaves of one log, kept beside it and always to be had again from the leaves. */
export interface SubjectMap {
  /** The leaves below this index are in the map and durable in it. */
  readonly size: number;
  /** Takes in the leaves from `first` on, in order. Called only for leaves that are sequenced for good. */
  add(first: number, leaves: readonly { readonly entry: Uint8Array; readonly leafHash: Uint8Array }[]): Promise<void>;
  /**
   * Makes the map of the leaves below `size`, which are all that were taken in, durable, and resolves with its root.
   * May be tried again after a failure; NO_SPACE and READ_ONLY may pass.
   */
  commit(size: number): Promise<Uint8Array>;
  /** Lets go of what is not committed, so that the place may be closed by whoever opened it. */
  close(): Promise<void>;
}

/** Where a shard goes on from: the log of the year before. */
export interface Predecessor extends TreeHead {
  readonly origin: string;
  readonly mapRoot: Uint8Array;
}

/** How a log is kept. Times are milliseconds. */
export interface LogOptions {
  readonly origin: string;
  readonly store: LogStore;
  readonly suite: LogSuite;
  /** The keys of the log, each of which signs every checkpoint; an Ed25519 key of the log's name must be among them. */
  readonly signers: readonly NoteSigner[];
  /** Without it the log takes any entries, and no index root is appended. */
  readonly map?: SubjectMap;
  /** How long an entry waits for others, at most, before its batch is written; 50 without. */
  readonly batchAge?: number;
  /** Entries that are worth a batch before its age: what comes at its end all at once stays short. 512 without. */
  readonly batchEnough?: number;
  /** Entries of which a batch has at most so many; 4 096 without. */
  readonly batchCount?: number;
  /** From one checkpoint to the next, on the whole: after one that was late the next comes sooner; 1 000 without. */
  readonly checkpointInterval?: number;
  /** Entries that may wait for their batch or their checkpoint before append() answers BUSY; 262 144 without. */
  readonly waitingMax?: number;
  readonly clock?: LogClock;
  /** Given for the first entry of a new shard; of a log that exists already it is checked. */
  readonly predecessor?: Predecessor;
  /** Trees of this log that others are known to have seen: the log is not opened when it has lost or changed one. */
  readonly known?: readonly KnownTree[];
  /**
   * Opened to be read alone: until confirm() nothing is taken, and what is sequenced is not published. For who has not
   * heard yet what others have seen, and would sign a second story where an old state was put back.
   */
  readonly unconfirmed?: boolean;
  /** Called after each checkpoint is published; an exception is reported to `onTrouble` and stops nothing. */
  readonly onCheckpoint?: (published: PublishedTree) => void;
  /** Called when something fails that is tried again, and when the log stops for good. */
  readonly onTrouble?: (error: unknown) => void;
}

/** What somebody else has seen of a log: its size, and its root where known. */
export interface KnownTree {
  readonly size: number;
  readonly root?: Uint8Array;
}

/** A tree whose checkpoint is published. */
export interface PublishedTree extends TreeHead {
  /** The signed checkpoint, as served. */
  readonly note: string;
  /** The map root in the last leaf, over all leaves before it; undefined for a log without a map. */
  readonly mapRoot?: Uint8Array;
}

/** Where an entry is. */
export interface Sequenced {
  readonly index: number;
}

/** Both promises about one entry. Neither needs to be awaited: an unobserved rejection ends no process. */
export interface Appended {
  /** When this resolves, the entry is durable at its index for good, though nobody else can see it yet. */
  readonly sequenced: Promise<Sequenced>;
  /** When this resolves, a published checkpoint covers the entry and every tile that proves it can be read. */
  readonly published: Promise<Sequenced & { readonly tree: PublishedTree }>;
}

/**
 * Appends from a queue of the caller's that has an order. The first entry that is refused ends the feed, so that no
 * later one can be taken in its place; the caller opens another and goes on after `covered`.
 */
export interface Feed {
  /** The mark on the last entry sequenced when the feed was opened: where the caller goes on. */
  readonly covered: string | undefined;
  /** As Log.append(); `covered` is durable in the same instant as the entry. */
  append(entry: Uint8Array, covered: string): Appended;
}

/** How a log is at the moment. */
export interface LogStatus {
  /** Entries sequenced for good. */
  readonly size: number;
  readonly published: number;
  /** Entries that are not sequenced yet. */
  readonly waiting: number;
  /** The caller's mark on the last entry sequenced that has one. */
  readonly covered: string | undefined;
  readonly sealed: boolean;
  /** False from the opening of an unconfirmed log, or from hold(), until it is confirmed. */
  readonly confirmed: boolean;
  /** What fails at present and is tried again, or has stopped the log for good. */
  readonly trouble: unknown;
}

/** One log with one writer. */
export interface Log {
  readonly origin: string;
  /**
   * Takes an entry; entries get their indexes in the order of the calls. Rejects with NO_SPACE, READ_ONLY or
   * UNREACHABLE (nothing is kept, and the same may be tried again), UNCONFIRMED (the same), BUSY, SEALED, CLOSED, or with what stopped the log
   * for good. Throws TOO_LARGE for more than 65,535 bytes.
   */
  append(entry: Uint8Array): Appended;
  /** The one way to append with marks. Ends the feed before it; resolves when nothing of that one is under way. */
  openFeed(): Promise<Feed>;
  status(): LogStatus;
  /** The last published tree; undefined before the first. */
  latest(): PublishedTree | undefined;
  /** The files of the log as anybody can read them, those read last from memory. */
  readonly read: LogReader;
  /** Resolves when everything taken so far is published. Rejects as append() does. */
  flush(): Promise<PublishedTree | undefined>;
  /** Compares with what others have seen; ROLLED_BACK or FORKED stops the log for good. */
  checkKnown(tree: KnownTree): Promise<void>;
  /**
   * Looks whether readers are shown what was published last, where the store can tell. HEAD_MOVED stops the log until it is
   * opened anew. Before each checkpoint it looks by itself; this is for a log in which nothing happens.
   */
  checkShown(): Promise<void>;
  /** Of a log that was opened unconfirmed, or is held: others were heard, and it goes on. Of every other it changes nothing. */
  confirm(): void;
  /**
   * Others say that they have seen more of it than is here, and do not show it: until confirm() nothing is taken or
   * published, as of a log that was opened unconfirmed. A tree whose publication is under way is published.
   */
  hold(): void;
  /** Publishes what there is and takes nothing more, ever; resolves with what the next shard begins with. */
  seal(): Promise<Predecessor>;
  /** Finishes the batch under way, publishes nothing more, and lets go of the store. */
  close(): Promise<void>;
}
