// SPDX-License-Identifier: Apache-2.0
import { compareInstants, type Digest, encodeHex, type Instant } from '@touchstone/identifiers';
import { commitmentOf, readLeaf, type ShardStartLeaf, type Statement, statementEdges } from '@touchstone/statements';
import {
  appendLeafHashes,
  EMPTY_RANGE,
  hashLeaf,
  type LogSuite,
  parseCheckpoint,
  parseNote,
  rootOfRange,
  sameBytes,
} from '@touchstone/transparency-log';
import { type Consulting, consultLog } from '../completeness/consult-log.ts';
import type { StatusKept } from '../evidence-source.ts';
import { namedStatus } from '../named-status-lists.ts';
import { openDoubts } from './unopened-leaves.ts';
import { endOfLog } from './year-of-log.ts';

type Named = Readonly<Record<'issuer' | 'id', string>>;

/** A statement that somebody holds with what opens its leaf, its signature verified. */
export interface OpenedText {
  readonly statement: Statement;
  readonly digest: Digest;
  readonly salt: Uint8Array;
}

/** A log as somebody has followed it: a signed tree, all of its leaves, and the statements that were opened. */
export interface FollowedLog {
  readonly origin: string;
  readonly checkpoint: string;
  /** Every entry of that tree in order; absent where they are not at hand, so that nothing is known of any. */
  readonly entries?: Iterable<Uint8Array>;
  readonly opened: readonly OpenedText[];
  /** Whether the log was caught at something, after which its silence says nothing. */
  readonly isCaught: boolean;
}

/** A leaf that is not opened; without an index where not even the leaves are at hand. */
export interface NotOpenedLeaf {
  readonly log: string;
  readonly index?: number;
}

/** How far a followed log speaks for what is not in it: nothing of it rests on anybody's word. */
export interface FollowedWord {
  readonly origin: string;
  readonly size: number;
  /** Leaves of statements, and those of them that are not opened. */
  readonly leaves: number;
  readonly notOpened: number;
  /** Up to when every change of status is here, as the quorum of the asker's policies has dated the tree. */
  readonly until?: Instant;
  /** Why it proves nothing about what it does not show. */
  readonly because?: string;
}

/** What followed logs prove together. */
export interface FollowedLogs {
  readonly words: readonly FollowedWord[];
  /** Unopened leaves which may be a change of this statement, or itself, in whichever log. */
  notOpened(statement: Named): readonly NotOpenedLeaf[];
  /** The status lists of a statement of that log which its changes at hand make needless. */
  statusKept(
    origin: string,
    document: { readonly statement: Statement; readonly body: unknown },
  ): StatusKept | undefined;
}

interface Walked {
  readonly size: number;
  readonly root: Uint8Array;
  readonly leaves: number;
  readonly notOpened: number;
  readonly start?: ShardStartLeaf;
}

/** A followed log with what was made of it. */
interface Taken extends FollowedWord {
  readonly root: Uint8Array;
  readonly start: ShardStartLeaf | undefined;
  readonly urls: readonly string[];
}

/**
 * Makes the tree of each log anew from its leaves, RFC 6962, 2.1, and holds it against the checkpoint that the quorum of
 * the policies has dated: then no leaf is missing, and those that no statement at hand opens are known by their subject
 * keys (decision records 0032 and 0061). A log that no policy knows, or whose leaves are others, proves nothing; what it
 * leaves unopened is a doubt all the same.
 */
export function readFollowedLogs(suite: LogSuite, logs: readonly FollowedLog[], by: Consulting): FollowedLogs {
  const doubts = openDoubts<NotOpenedLeaf>((message) => suite.sha256(message));
  const unknown = new Map<string, NotOpenedLeaf>();
  const taken = logs.map((log) => {
    const walked = log.entries === undefined ? undefined : walk(suite, log, doubts);
    if (walked === undefined) {
      for (const { statement } of log.opened) unknown.set(nameOf(statement), { log: log.origin });
    }
    return judged(suite, { log, walked, by });
  });
  const notOpened = (statement: Named) => {
    const silent = unknown.get(nameOf(statement));
    return [...doubts.leavesAbout(statement), ...(silent === undefined ? [] : [silent])];
  };
  return {
    words: taken.map(({ root: _, start: __, urls: ___, ...word }) => word),
    notOpened,
    statusKept(origin, { statement, body }) {
      const of = taken.find((each) => each.origin === origin);
      const until = of && untilOf(of, taken);
      if (of === undefined || until === undefined || notOpened(statement).length > 0) return undefined;
      const named = namedStatus(body).entries.map(({ list }) => list);
      const lists = named.filter((list) => of.urls.some((url) => isBeside(list, url)));
      return lists.length === 0 ? undefined : { lists, until };
    },
  };
}

function walk(
  suite: LogSuite,
  { origin, entries = [], opened }: FollowedLog,
  doubts: ReturnType<typeof openDoubts<NotOpenedLeaf>>,
): Walked {
  const sha256 = (message: Uint8Array) => suite.sha256(message);
  const behind = new Map(
    opened.map(({ statement, digest, salt }) => [encodeHex(commitmentOf(sha256, salt, digest)), statement]),
  );
  let range = EMPTY_RANGE;
  let start: ShardStartLeaf | undefined;
  let [index, leaves, notOpened] = [0, 0, 0];
  for (const entry of entries) {
    range = appendLeafHashes(suite, range, [hashLeaf(suite, entry)]);
    const leaf = readLeaf(entry);
    if (leaf?.type === 'shard-start' && index === 0) start = leaf;
    if (leaf?.type === 'statement') {
      leaves += 1;
      const statement = behind.get(encodeHex(leaf.commitment));
      if (statement === undefined) {
        notOpened += 1;
        doubts.addUnopened(entry, { log: origin, index });
        // A change stands under the thing that it changes: what else stands there is no doubt about the change.
      } else if (!statementEdges(statement).some(({ relation }) => relation === 'about-statement')) {
        doubts.addOpened(entry, statement);
      }
    }
    index += 1;
  }
  const tree = { size: index, root: rootOfRange(suite, range) };
  return { ...tree, leaves, notOpened, ...(start === undefined ? {} : { start }) };
}

interface Judging {
  readonly log: FollowedLog;
  readonly walked: Walked | undefined;
  readonly by: Consulting;
}

function judged(suite: LogSuite, { log, walked, by }: Judging): Taken {
  const { origin, checkpoint, isCaught } = log;
  const { size = 0, root = new Uint8Array(), leaves = 0, notOpened = 0, start } = walked ?? {};
  const own = by.policies.filter((policy) => policy.logs.some(({ key }) => key.name === origin));
  const urls = own.flatMap((policy) =>
    policy.logs.flatMap(({ key, url }) => (key.name === origin && url !== undefined ? [url] : [])),
  );
  const plain = { ...{ origin, size, leaves, notOpened, root, start, urls } };
  if (isCaught) return { ...plain, because: 'caught' };
  if (walked === undefined) return { ...plain, because: 'no-leaves' };
  const asOf: Instant[] = [];
  for (const policy of own) {
    const { log: consulted, faults } = consultLog(suite, checkpoint, { ...by, policies: [policy] });
    const because = faults[0]?.code ?? (consulted?.asOf === undefined ? 'undated' : undefined);
    if (because !== undefined) return { ...plain, because };
    asOf.push(consulted?.asOf as Instant);
  }
  const [first] = asOf.sort(compareInstants);
  if (first === undefined) return { ...plain, because: 'unknown-log' };
  // A policy has opened it: it is a checkpoint.
  const signed = parseCheckpoint(parseNote(checkpoint).text);
  const isWhole = signed.origin === origin && signed.size === size && sameBytes(signed.root, root);
  return isWhole ? { ...plain, until: first } : { ...plain, because: 'leaves-differ' };
}

/**
 * Up to when a log speaks: through the one that goes on from this very tree, where that is here too. The log of a year
 * (decision record 0044) says nothing of the year after it, however late its last tree is cosigned again.
 */
function untilOf({ origin, size, root, until }: Taken, all: readonly Taken[]): Instant | undefined {
  if (until === undefined) return undefined;
  const next = all.find(
    (each) => each.start?.origin === origin && each.start.size === size && sameBytes(each.start.root, root),
  );
  const later =
    next &&
    untilOf(
      next,
      all.filter((each) => each.origin !== origin),
    );
  if (later !== undefined) return later;
  const end = endOfLog(origin);
  if (end === undefined) return until;
  return compareInstants(until, end) < 0 ? until : end;
}

/** Whether a status list is served where the policy says that the log is. */
function isBeside(list: string, url: string): boolean {
  return URL.canParse(list) && URL.canParse(url) && new URL(list).origin === new URL(url).origin;
}

function nameOf({ issuer, id }: Named): string {
  return `${issuer} ${id}`;
}
