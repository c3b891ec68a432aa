// SPDX-License-Identifier: Apache-2.0
import type { EndedFollowing } from '../cut.ts';

/** The first member of every completeness file. */
export const COMPLETENESS_FORMAT = 'touchstone/completeness/v1';

/** The limits of a file: what is beyond them is refused unread. A party with more is asked about thing by thing. */
export const COMPLETENESS_LIMITS = { bytes: 64 * 2 ** 20, logs: 64, names: 16, leaves: 50_000, tombstones: 10_000 };

/** A name under which a party is on record, a DID or an identifier; with the secret of a person whose keys are blinded. */
export interface SubjectName {
  readonly name: string;
  readonly secret?: Uint8Array;
}

/** Whom the file is about: everything under these names, or of it one thing only, by the key of its first statement. */
export interface CompletenessSubject {
  readonly names: readonly SubjectName[];
  readonly thing?: string;
}

/** An entry of a log with the proof that the tree has it at its index. */
export interface ProvenEntry {
  readonly entry: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** What shows which statement a leaf commits to. */
export interface LeafDisclosure {
  /** The statement exactly as it was issued. */
  readonly statement: string;
  readonly salt: Uint8Array;
  /** Secrets of persons that the statement is about, where they are disclosed. */
  readonly secrets?: readonly Required<SubjectName>[];
}

/** A listed leaf; without a disclosure it is listed and not opened. */
export interface CompletenessLeaf extends ProvenEntry {
  readonly index: number;
  readonly opening?: LeafDisclosure;
}

/** All that one log has under a name: its subject keys, ascending, the leaves of each in order, and the map's proof. */
export interface SubjectList {
  readonly proof: Uint8Array;
  readonly keys: readonly { readonly key: Uint8Array; readonly leaves: readonly number[] }[];
}

/** What one log says about the subject in one tree. */
export interface CompletenessLog {
  /** The signed and cosigned checkpoint, verbatim. */
  readonly checkpoint: string;
  /** Entry 0, which says whether the log goes on from another. */
  readonly first: ProvenEntry;
  /** The last entry: the root of the map over all entries before it. */
  readonly indexRoot: ProvenEntry;
  /** One for each name of the subject, in their order. */
  readonly lists: readonly SubjectList[];
  /** Every leaf in the lists, once, ascending. */
  readonly leaves: readonly CompletenessLeaf[];
}

/** All statements about a subject in the logs consulted, or that there is none: an offline file. Decision record 0034. */
export interface CompletenessFile {
  readonly subject: CompletenessSubject;
  readonly logs: readonly CompletenessLog[];
  /** Expiry tombstones, each exactly as it was issued. */
  readonly tombstones: readonly string[];
  /** Logs that whoever made the file followed once and follows no more: signed by nobody, and consulted by nobody. */
  readonly ended?: readonly EndedFollowing[];
}
