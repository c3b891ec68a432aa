// SPDX-License-Identifier: Apache-2.0
import { readPromisedCommitments } from '@touchstone/evidence';
import { readEntries } from '@touchstone/log-keeping/reader';
import { readLeaf } from '@touchstone/statements';
import {
  appendLeafHashes,
  EMPTY_RANGE,
  encodeBase64,
  hashLeaf,
  type LogReader,
  type NoteKey,
  rootOfRange,
  sameBytes,
  type TreeHead,
} from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { CommandError } from './command-error.ts';
import { readTextFile } from './log-options.ts';

/** A promise held against a log. */
export interface AuditedPromise {
  readonly from: string;
  readonly log: string;
  readonly mergeBy: string;
  readonly count: number;
  /** Commitments that no entry of the tree has, base64. */
  readonly missing: readonly string[];
  /**
   * `elsewhere`: its time has come, and another log of the same chain may have what is missing here. `undated`: nobody
   * vouches that this tree is from after that time, as any old copy is not.
   */
  readonly state: 'kept' | 'to come' | 'elsewhere' | 'undated' | 'broken';
}

/** What promises are held against: the tree that was audited, as it was read at its own address just now. */
export interface AuditedTree {
  readonly read: LogReader;
  readonly origin: string;
  readonly tree: TreeHead;
  /** Whether another log goes on from it. */
  readonly hasEnded: boolean;
  readonly keys: readonly NoteKey[];
  readonly now: string;
  /** The instant at which this was the log's newest tree, as far as somebody vouches for it. */
  readonly seenAt?: string | undefined;
}

/**
 * Holds every commitment of these files against every leaf of a log. A note that none of its keys has signed charges
 * nobody: CommandError.
 */
export async function auditPromises(
  files: readonly string[],
  { origin, read, tree, hasEnded, keys, now, seenAt }: AuditedTree,
): Promise<readonly AuditedPromise[]> {
  const promised = await Promise.all(
    files.map(async (from) => {
      const verdict = readPromisedCommitments(suite, await readTextFile(from), keys);
      if (verdict.outcome === 'nothing') throw new CommandError(`--promise ${from}: ${verdict.detail}`);
      return { ...verdict, from };
    }),
  );
  const missing = new Set(promised.flatMap(({ commitments }) => commitments.map(encodeBase64)));
  let range = EMPTY_RANGE;
  for await (const entries of readEntries(suite, { from: 0, size: tree.size, read })) {
    range = appendLeafHashes(
      suite,
      range,
      entries.map(({ entry }) => hashLeaf(suite, entry)),
    );
    for (const { entry } of entries) {
      const leaf = readLeaf(entry);
      if (leaf?.type === 'statement') missing.delete(encodeBase64(leaf.commitment));
    }
  }
  // They are read a second time: what was shown to the audit must be what is shown now.
  if (!sameBytes(rootOfRange(suite, range), tree.root)) {
    throw new CommandError('the entries of the log are not those that were audited a moment ago: ask again');
  }
  return promised.map(({ from, log, mergeBy, commitments }) => {
    const left = commitments.map(encodeBase64).filter((each) => missing.has(each));
    const isDue = Date.parse(now) > Date.parse(mergeBy);
    // What is promised shortly before the end of a year may be in the log of the next.
    const isDated = seenAt !== undefined && Date.parse(seenAt) > Date.parse(mergeBy);
    const overdue = log !== origin || hasEnded ? 'elsewhere' : isDated ? 'broken' : 'undated';
    const state = left.length === 0 ? 'kept' : isDue ? overdue : 'to come';
    return { from, log, mergeBy, count: commitments.length, missing: left, state };
  });
}

/** What to say of a promise. */
export function linesOfPromise(promise: AuditedPromise): readonly string[] {
  const { from, log, mergeBy, count, missing, state } = promise;
  if (state === 'kept') return [`  promise ${from}: kept, all ${count} are there`];
  if (state === 'to come') return [`  promise ${from}: ${missing.length} of ${count} are still to come, by ${mergeBy}`];
  if (state === 'elsewhere') {
    return [`  promise ${from}: ${missing.length} of ${count} are not here; audit the other years of ${log} with it`];
  }
  if (state === 'undated') {
    return [
      `  promise ${from}: ${missing.length} of ${count} are not in this tree, of which nobody says that it is from after ${mergeBy}`,
      '    read the log at its own address, or give a --policy whose witnesses have cosigned the tree since',
    ];
  }
  return [
    `  promise ${from}: broken`,
    `    is:    ${missing.length} of ${count} are in no entry, the first is ${missing[0]}`,
    `    right: all of them by ${mergeBy}, as ${log} has signed`,
  ];
}
