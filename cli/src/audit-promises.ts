// SPDX-License-Identifier: Apache-2.0
import { readPromisedCommitments } from '@touchstone/evidence';
import { instantFromMilliseconds } from '@touchstone/identifiers';
import type { DatedTree } from '@touchstone/log-keeping/audit';
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
   * `in time`: all are there, and were by then. `kept`: all are there, and nobody says since when. `perhaps late`: all are
   * there, and the quorum has cosigned a tree after that time which had not all of them, as witnesses do with an old
   * one if they were not asked since. `elsewhere`: its time has come, and another log of the same chain may have what is missing here.
   * `undated`: this tree was not read at the log's own address, and may be from before that time as any copy may.
   */
  readonly state: 'in time' | 'kept' | 'perhaps late' | 'to come' | 'elsewhere' | 'undated' | 'broken';
  /** What is known of when the last of them came. */
  readonly came?: Came;
}

/** Between when the last of some entries came, as far as witnesses say. */
interface Came {
  /** It was there by then. */
  readonly by?: string | undefined;
  /** The newest tree that the quorum cosigned without it, and since when. */
  readonly after?: { readonly size: number; readonly at: string } | undefined;
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
  /** The instant at which this was the log's newest tree, where the log itself showed it as that. */
  readonly seenAt?: string | undefined;
  /** Trees of the log that the quorum has cosigned. */
  readonly dated: readonly DatedTree[];
}

/**
 * Holds every commitment of these files against every leaf of a log. A note that none of its keys has signed charges
 * nobody: CommandError.
 */
export async function auditPromises(
  files: readonly string[],
  audited: AuditedTree,
): Promise<readonly AuditedPromise[]> {
  const { read, tree, keys } = audited;
  const promised = await Promise.all(
    files.map(async (from) => {
      const verdict = readPromisedCommitments(suite, await readTextFile(from), keys);
      if (verdict.outcome === 'nothing') throw new CommandError(`--promise ${from}: ${verdict.detail}`);
      return { ...verdict, from };
    }),
  );
  const wanted = new Set(promised.flatMap(({ commitments }) => commitments.map(encodeBase64)));
  const found = new Map<string, number>();
  let range = EMPTY_RANGE;
  for await (const entries of readEntries(suite, { from: 0, size: tree.size, read })) {
    range = appendLeafHashes(
      suite,
      range,
      entries.map(({ entry }) => hashLeaf(suite, entry)),
    );
    for (const { index, entry } of entries) {
      const leaf = readLeaf(entry);
      const commitment = leaf?.type === 'statement' ? encodeBase64(leaf.commitment) : '';
      if (wanted.has(commitment) && !found.has(commitment)) found.set(commitment, index);
    }
  }
  // They are read a second time: what was shown to the audit must be what is shown now.
  if (!sameBytes(rootOfRange(suite, range), tree.root)) {
    throw new CommandError('the entries of the log are not those that were audited a moment ago: ask again');
  }
  return promised.map(({ from, log, mergeBy, commitments }) => {
    const indexes = commitments.map((each) => found.get(encodeBase64(each)));
    const missing = commitments.filter((_, at) => indexes[at] === undefined).map(encodeBase64);
    const promise = { from, log, mergeBy, count: commitments.length, missing };
    if (missing.length > 0) return { ...promise, state: stateOfMissing(promise, audited) };
    const came = whenCame(Math.max(...indexes.map((index) => index ?? 0)), audited);
    return { ...promise, state: stateOfKept(promise, came, audited), came };
  });
}

/**
 * When the audited tree was the newest: now, where the log itself was asked at the address that its name is. Whoever hosts
 * a copy may host an old one, and anybody may have an old tree cosigned again by a witness that was not asked since.
 */
export function seenAt(address: string, { origin, now }: Pick<AuditedTree, 'origin' | 'now'>): AuditedTree['seenAt'] {
  return isOwnAddress(address, origin) ? now : undefined;
}

/** Whether an address is the log's own: https, and its name but for the scheme. Nobody else answers there for it. */
export function isOwnAddress(address: string, origin: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.protocol === 'https:' && `${url.host}${url.pathname}`.replace(/\/$/, '') === origin;
}

type Promised = Pick<AuditedPromise, 'log' | 'mergeBy'>;

function stateOfMissing({ log, mergeBy }: Promised, { origin, hasEnded, now, seenAt }: AuditedTree) {
  if (!isAfter(now, mergeBy)) return 'to come';
  // What is promised shortly before the end of a year may be in the log of the next.
  if (log !== origin || hasEnded) return 'elsewhere';
  return seenAt !== undefined && isAfter(seenAt, mergeBy) ? 'broken' : 'undated';
}

/** A tree in which all were by then outweighs one that lacked some later: its witnesses had not been asked since. */
function stateOfKept({ log, mergeBy }: Promised, { by, after }: Came, { origin, now }: AuditedTree) {
  if (!isAfter(by ?? now, mergeBy)) return 'in time';
  return log === origin && after !== undefined && isAfter(after.at, mergeBy) ? 'perhaps late' : 'kept';
}

function whenCame(index: number, { dated }: AuditedTree): Came {
  const withIt = dated.filter(({ size }) => size > index).map(({ by }) => by);
  const [without] = dated.filter(({ size }) => size <= index).sort((left, right) => right.since - left.since);
  return {
    ...(withIt.length === 0 ? {} : { by: instantOf(Math.min(...withIt)) }),
    ...(without === undefined ? {} : { after: { size: without.size, at: instantOf(without.since) } }),
  };
}

function isAfter(instant: string, than: string): boolean {
  return Date.parse(instant) > Date.parse(than);
}

function instantOf(seconds: number): string {
  return instantFromMilliseconds(seconds * 1_000);
}

/** What to say of a promise. */
export function linesOfPromise(promise: AuditedPromise): readonly string[] {
  const { from, log, mergeBy, count, missing, state, came } = promise;
  if (state === 'in time') {
    return [
      `  promise ${from}: kept in time, all ${count} are there${came?.by === undefined ? '' : ` since ${came.by}`}`,
    ];
  }
  if (state === 'kept') {
    return [
      `  promise ${from}: kept, all ${count} are there; whether by ${mergeBy} or later, nobody says`,
      '    give checkpoints of that time by --known, and a --policy whose witnesses have cosigned them',
    ];
  }
  if (state === 'perhaps late') {
    return [
      `  promise ${from}: kept, perhaps later than promised`,
      `    all ${count} are there${came?.by === undefined ? '' : ` by ${came.by}`}, and not all in the tree of ${came?.after?.size} entries, cosigned ${came?.after?.at};`,
      `    right would be all of them by ${mergeBy}, and witnesses that were not asked since cosign an old tree again: ask the log`,
    ];
  }
  if (state === 'to come') return [`  promise ${from}: ${missing.length} of ${count} are still to come, by ${mergeBy}`];
  if (state === 'elsewhere') {
    return [`  promise ${from}: ${missing.length} of ${count} are not here; audit the other years of ${log} with it`];
  }
  if (state === 'undated') {
    return [
      `  promise ${from}: ${missing.length} of ${count} are not in this tree, of which nobody says that it is from after ${mergeBy}`,
      '    read the log by https at the address that is its name: a copy may be old, and so may a tree that is cosigned again',
    ];
  }
  return [
    `  promise ${from}: broken`,
    `    is:    ${missing.length} of ${count} are in no entry, the first is ${missing[0]}`,
    `    right: all of them by ${mergeBy}, as ${log} has signed`,
  ];
}
