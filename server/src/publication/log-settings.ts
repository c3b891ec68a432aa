// SPDX-License-Identifier: Apache-2.0
import type { NoteKey, NoteSigner, TlogPolicy } from '@touchstone/transparency-log';
import type { LogPlace } from './log-place.ts';
import type { Sharding } from './log-shards.ts';

/** Types of key by which a log is followed. */
export const FOLLOWED: readonly NoteKey['type'][] = ['ed25519'];
/** Types of key by which a laboratory's own log is known: any that logs sign with and that is verified here. C2SP tlog-checkpoint. */
export const HANDED_IN: readonly NoteKey['type'][] = ['ed25519', 'ml-dsa-44-cosignature'];
/** Types of key that cosign. C2SP tlog-cosignature v1.0.0. */
export const COSIGNING: readonly NoteKey['type'][] = ['ed25519-cosignature', 'ml-dsa-44-cosignature'];

/** A witness that is asked to cosign. */
export interface WitnessSetting {
  readonly key: NoteKey;
  /** Its submission prefix, without the slash at the end. */
  readonly url: string;
}

/** A log of another node that this one follows, and with it those that go on from it. */
export interface FollowSetting {
  /** When a checkpoint of it counts here: receipts of its statements are made anew until theirs does. */
  readonly policies?: readonly TlogPolicy[];
  readonly key: NoteKey;
  /** Where its files are, without the slash at the end. */
  readonly url: string;
  /** Since when, where administrators chose it. */
  readonly since?: string;
}

/** How a node keeps its log and follows those of others. Everything that is not pure comes in here. */
export interface LogSettings extends LogPlace {
  /** Which logs of which years the log consists of; without it, of this one alone, which never ends. */
  readonly shards?: Sharding;
  /** Milliseconds between two checkpoints, 1000 at least. */
  readonly checkpointInterval: number;
  /** Seconds within which a promised leaf is in the log. */
  readonly mergeDelay: number;
  readonly witnesses: readonly WitnessSetting[];
  /** When a checkpoint counts for this node's receipts; without one, as soon as it is signed. */
  readonly policy?: TlogPolicy;
  readonly follow: readonly FollowSetting[];
  /** When checkpoints of followed logs count here, whoever chose to follow them. */
  readonly followPolicies?: readonly TlogPolicy[];
  /** The article under which what is about persons is erased; without it, the one that is recalled for the jurisdiction. */
  readonly erasureArticle?: string;
  /** How trees of laboratories' own logs are taken: who cosigns them, and the milliseconds between two batch roots of one. */
  readonly handedLogs: { readonly cosigner: NoteSigner; readonly every: number };
  /** Milliseconds between two looks at a followed log. */
  readonly followEvery: number;
  /** Milliseconds that a witness has for its answer; 5000 without. */
  readonly witnessTimeout?: number;
  /** Milliseconds that the log waits, when it is opened, for what witnesses have cosigned of it; 5000 without. */
  readonly openingWait?: number;
  /** Milliseconds after which witnesses that were all silent at the opening are asked once more; 10,000 without. */
  readonly confirmEvery?: number;
  /** Milliseconds after which witnesses are asked about a tree that has not grown; 60,000 without. */
  readonly witnessEvery?: number;
  /** Milliseconds that a batch waits for more entries; for tests. */
  readonly batchAge?: number;
}
