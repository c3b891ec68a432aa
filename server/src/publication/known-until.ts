// SPDX-License-Identifier: Apache-2.0
import { consultLog } from '@touchstone/evidence/completeness';
import { compareInstants, type Instant, instantFromMilliseconds, parseInstant } from '@touchstone/identifiers';
import {
  LogError,
  type NoteKey,
  openCheckpoint,
  parseCheckpoint,
  parseNote,
  sameBytes,
  type TlogPolicy,
} from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import type { RememberedTree } from './foreign-leaves.ts';

/** How long a tree that nobody has dated is taken for the newest after it was seen to grow. Decision record 0085. */
const UNDATED_MILLISECONDS = 24 * 3_600_000;

/** By what it is dated. */
export interface Dating {
  readonly key: NoteKey;
  readonly policies: readonly TlogPolicy[];
  /** The checkpoint that is shown now, which may have more cosignatures than the one that was accepted. */
  readonly shown: string;
  /** When the log was asked. */
  readonly begun: string;
}

/**
 * Up to when a tree is known to be the newest of its log: as its quorum has dated it, where a policy names the log and
 * asks for one; else a day after it was seen to grow. Whoever stands between can show an old checkpoint for ever.
 */
export function knownUntil(remembered: RememberedTree, { key, policies, shown, begun }: Dating): string | undefined {
  const asked = parseInstant(begun);
  const naming = policies.filter(({ logs, quorum }) => quorum !== 'none' && logs.some((log) => isSame(log.key, key)));
  if (naming.length === 0) {
    // The clock ran ahead then: nobody knows when the tree was accepted, and whether that is a day ago.
    if (Date.parse(remembered.acceptedAt) > Date.parse(begun)) return undefined;
    const end = instantFromMilliseconds(Date.parse(remembered.acceptedAt) + UNDATED_MILLISECONDS);
    return earlier(asked, end);
  }
  const dates = [shown, remembered.note].flatMap((note) => {
    if (sizeOf(note) !== remembered.range.size || !isSignedBy(key, note)) return [];
    const { log, faults } = consultLog(nodeLogSuite, note, { policies: naming, knownAt: asked });
    return faults.length > 0 || log?.asOf === undefined ? [] : [log.asOf];
  });
  const [latest] = dates.sort(compareInstants).reverse();
  return latest === undefined ? undefined : earlier(asked, latest);
}

/** Whether a checkpoint is signed with this very key. */
export function isSignedBy(key: NoteKey, note: string): boolean {
  return openCheckpoint(nodeLogSuite, note, { origin: key.name, logKeys: [key] }).outcome === 'accepted';
}

function sizeOf(note: string): number | undefined {
  try {
    return parseCheckpoint(parseNote(note).text).size;
  } catch (error) {
    if (error instanceof LogError) return undefined;
    throw error;
  }
}

function isSame(left: NoteKey, right: NoteKey): boolean {
  return left.name === right.name && sameBytes(left.publicKey, right.publicKey);
}

function earlier(left: Instant, right: Instant): Instant {
  return compareInstants(left, right) < 0 ? left : right;
}
