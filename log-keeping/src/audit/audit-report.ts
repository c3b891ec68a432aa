// SPDX-License-Identifier: Apache-2.0
import type { Checkpoint, LogReader, NoteKey, TlogPolicy } from '@touchstone/transparency-log';
import type { ReplayPlace } from '../replay/map-replay.ts';
import type { AuditFault } from './audit-fault.ts';
import type { AuditedSuccessor } from './audited-successor.ts';
import type { Predecessor } from './shard-start.ts';

/** What is audited, and against what. */
export interface AuditOptions {
  readonly origin: string;
  readonly keys: readonly NoteKey[];
  readonly read: LogReader;
  /**
   * Whether it is read at the log's own address, over a connection that nobody else can answer: what is served there is the
   * log's own word. Left out, it is a copy, whose keeper may have changed it.
   */
  readonly isOwnAddress?: boolean;
  /** Where the map is made anew: memory, or a file for a log of millions. */
  readonly map: ReplayPlace;
  readonly policy?: TlogPolicy;
  /** The second of the question, POSIX: nobody has cosigned anything later, and without it no log is held to be late. */
  readonly knownAt?: number;
  /** Checkpoints that others were shown, by where they come from. */
  readonly known?: readonly { readonly from: string; readonly note: string }[];
  /** The log that this one goes on from. */
  readonly predecessor?: Predecessor;
  /** Reads the log that this one names as its successor, by its place beside this one; without it no name is looked at. */
  readonly successorAt?: (at: string) => LogReader | Promise<LogReader>;
  /** Told after every few thousand entries. */
  readonly onProgress?: (done: { readonly entries: number; readonly size: number }) => void;
}

/** A known file that proves nothing, and why. */
export interface UnusableKnown {
  readonly from: string;
  readonly why: string;
}

/**
 * What an audit found. `contradicted`: the log has signed what contradicts itself, or serves at its own address what does
 * not make the tree that it signed (`fault.proof` says which); `damaged`: bytes of a copy do not make the signed tree, so
 * that the copy is not what the log signed, and nothing is proved against the log; `incomplete`: a file is missing, which a
 * copy of a sound log may lack: nothing that is there is false up to it, and nothing is known of what comes after it;
 * `behind`: what is shown is sound and older than a tree that the log is known to have signed; `unwitnessed`: the log is
 * sound, and its checkpoint lacks the quorum of the policy; `unlinked`: it is sound, and says that it goes on from a log that
 * was not at hand.
 */
export interface AuditReport {
  readonly outcome: 'sound' | 'contradicted' | 'damaged' | 'incomplete' | 'behind' | 'unwitnessed' | 'unlinked';
  readonly origin: string;
  readonly checkpoint?: Checkpoint;
  readonly entries: number;
  readonly tiles: number;
  readonly indexRoots: number;
  readonly known: number;
  readonly fault?: AuditFault;
  /** Of `known`: a larger tree that the log has signed, where a smaller one is shown. */
  readonly behind?: { readonly from: string; readonly size: number };
  /** The witnesses and groups of the policy that have not cosigned. */
  readonly missing: readonly string[];
  /** This tree and the known ones, as far as witnesses of the policy have cosigned them. */
  readonly dated: readonly DatedTree[];
  /** Names in which there are signatures that do not fit; they count for nothing, and anybody could have put them there. */
  readonly unfit: readonly string[];
  /** Of `known`: files that prove nothing, for or against the log. */
  readonly unusable: readonly UnusableKnown[];
  /** The log that this one says to go on from, when it was not given: that is not audited. */
  readonly unlinked?: { readonly origin: string; readonly size: number };
  /** How it names the log that goes on from it, where it does. */
  readonly successor?: AuditedSuccessor;
}

/**
 * A tree that the quorum has cosigned: its size, by when it first had, and since when it has, in POSIX seconds. It was there
 * by the first; that it was still the newest at the last follows only for witnesses that were asked for every newer one.
 */
export interface DatedTree {
  readonly size: number;
  readonly by: number;
  readonly since: number;
}
