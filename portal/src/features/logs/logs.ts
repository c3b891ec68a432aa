// SPDX-License-Identifier: Apache-2.0
// How the node's own log stands, and the logs that it follows: what the interface answers, narrowed.
import { ask } from '../../api/client.ts';
import { count, flag, list, type Members, maybe, members, oneOf, type Read, text, texts } from '../../api/narrow.ts';
import { ProblemError } from '../../api/problem.ts';
import { type PolicyGroup, readGroup } from './policy.ts';

/** What stands in the way of following a log, in a word. */
export const TROUBLES = [
  ...(['two-stories', 'set-back', 'missing-file', 'damaged'] as const),
  ...(['not-signed', 'other-key', 'unreachable', 'other'] as const),
] as const;

/** What stands in the way of the node's own log, in a word. */
export const LOG_TROUBLES = [
  ...([
    'NO_SPACE',
    'READ_ONLY',
    'UNREACHABLE',
    'STORAGE_FAILED',
    'HEAD_MOVED',
    'LOCKED',
    'NO_CONDITIONAL_WRITES',
  ] as const),
  ...(['CORRUPT', 'UNKNOWN_FORMAT', 'WRONG_LOG', 'UNCONFIRMED', 'ROLLED_BACK', 'FORKED', 'DATABASE_BEHIND'] as const),
  ...(['BAD_MARK', 'BAD_SHARDS', 'BAD_SETTING', 'BUSY', 'SEALED', 'CLOSED', 'OTHER'] as const),
] as const;

/** Why a witness has not cosigned, in a word. */
export const WITNESS_TROUBLES = [
  ...(['saw-more', 'changed-mind', 'refused', 'no-cosignature'] as const),
  ...(['unreadable', 'unreachable', 'not-asked', 'not-kept'] as const),
] as const;

/** The numbers of a trouble, each by what it counts. */
export type Counts = Readonly<Record<string, number>>;

/** What may have come of a leaf of a followed log. */
export const STATES = ['stored', 'waiting', 'withheld', 'erased', 'closed', 'unverified', 'refused'] as const;

/** A log of another node that this one follows, or followed. */
export interface FollowedLog {
  readonly origin: string;
  readonly url: string;
  readonly size: number;
  readonly acceptedAt: string | undefined;
  readonly lookedAt: string | undefined;
  /** Up to when all that its node opens is here, as its quorum has dated the tree. */
  readonly knownUntil: string | undefined;
  readonly since: string | undefined;
  readonly shown: number | undefined;
  readonly read: number | undefined;
  readonly states: Readonly<Partial<Record<(typeof STATES)[number], number>>>;
  readonly splits: number;
  readonly trouble: string | undefined;
  readonly troubleKind: (typeof TROUBLES)[number] | undefined;
  readonly endedAt: string | undefined;
}

/** A witness that the node asks. */
export interface AskedWitness {
  readonly name: string;
  readonly url: string;
  readonly size: number | undefined;
  readonly cosignedAt: string | undefined;
  /** What it or its connection said itself, in English. */
  readonly trouble: string | undefined;
  readonly troubleKind: (typeof WITNESS_TROUBLES)[number] | undefined;
  readonly troubleValues: Counts;
}

/** One year of the node's own log. */
export interface Shard {
  readonly origin: string;
  readonly vkey: string;
  readonly path: string;
  readonly endedAt: string | undefined;
  /** Whether it can be read at this node now. */
  readonly open: boolean;
}

/** The node's own log and the followed ones. */
export interface LogState {
  readonly origin: string;
  readonly vkey: string;
  /** Unknown while the log is not open and no checkpoint of it can be read. */
  readonly published: number | undefined;
  /** Whether this node signs and promises anything of it now. */
  readonly isWritten: boolean;
  readonly counting: number | undefined;
  readonly shards: readonly Shard[];
  readonly next: { readonly origin: string; readonly vkey: string } | undefined;
  readonly witnesses: readonly AskedWitness[];
  readonly quorum:
    | { readonly size: number; readonly met: boolean; readonly name: string; readonly groups: readonly PolicyGroup[] }
    | undefined;
  readonly followed: readonly FollowedLog[];
  /** What is in the way; UNCONFIRMED while no witness has confirmed that no more was signed than is here. */
  readonly trouble: { readonly code: (typeof LOG_TROUBLES)[number]; readonly values: Counts } | undefined;
}

const counts: Read<Counts> = (value, path) =>
  Object.fromEntries(
    Object.entries(members(value, path)).map(([name, each]) => [name, count(each, `${path}/${name}`)]),
  );

const readFollowed: Read<FollowedLog> = (value, path) => {
  const given = members(value, path);
  const word = (name: string) => maybe(text)(given[name], `${path}/${name}`);
  const number = (name: string) => maybe(count)(given[name], `${path}/${name}`);
  const states = members(given.states, `${path}/states`);
  return {
    ...{ origin: text(given.origin, `${path}/origin`), url: text(given.url, `${path}/url`) },
    ...{ size: count(given.size, `${path}/size`), acceptedAt: word('acceptedAt'), lookedAt: word('lookedAt') },
    knownUntil: word('knownUntil'),
    ...{ since: word('since'), shown: number('shown'), read: number('read') },
    states: Object.fromEntries(
      STATES.flatMap((state) =>
        states[state] === undefined ? [] : [[state, count(states[state], `${path}/states/${state}`)]],
      ),
    ),
    splits: list(members)(given.splits, `${path}/splits`).length,
    ...{ trouble: word('trouble'), endedAt: word('endedAt') },
    troubleKind: maybe(oneOf(TROUBLES))(given.troubleKind, `${path}/troubleKind`),
  };
};

const readWitness: Read<AskedWitness> = (value, path) => {
  const given = members(value, path);
  return {
    ...{ name: text(given.name, `${path}/name`), url: text(given.url, `${path}/url`) },
    size: maybe(count)(given.size, `${path}/size`),
    cosignedAt: maybe(text)(given.cosignedAt, `${path}/cosignedAt`),
    trouble: maybe(text)(given.trouble, `${path}/trouble`),
    troubleKind: maybe(oneOf(WITNESS_TROUBLES))(given.troubleKind, `${path}/troubleKind`),
    troubleValues: maybe(counts)(given.troubleValues, `${path}/troubleValues`) ?? {},
  };
};

const readShard: Read<Shard> = (value, path) => {
  const given = members(value, path);
  const read = (name: 'origin' | 'vkey' | 'path') => text(given[name], `${path}/${name}`);
  const ended = maybe(members)(given.ended, `${path}/ended`);
  return {
    ...{ origin: read('origin'), vkey: read('vkey'), path: read('path') },
    endedAt: ended === undefined ? undefined : text(ended.at, `${path}/ended/at`),
    open: flag(given.open, `${path}/open`),
  };
};

const readNext: Read<{ origin: string; vkey: string }> = (value, path) => {
  const { origin, vkey } = texts(value, path);
  return { origin: text(origin, `${path}/origin`), vkey: text(vkey, `${path}/vkey`) };
};

const readQuorum: Read<NonNullable<LogState['quorum']>> = (value, path) => {
  const given = members(value, path);
  return {
    ...{ name: text(given.name, `${path}/name`), size: count(given.size, `${path}/size`) },
    met: flag(given.met, `${path}/met`),
    groups: list(readGroup)(given.groups, `${path}/groups`),
  };
};

function readTrouble(given: Members): LogState['trouble'] {
  const code = maybe(oneOf(LOG_TROUBLES))(given.troubleCode, '/troubleCode');
  const isUnconfirmed = maybe(flag)(given.unconfirmed, '/unconfirmed') ?? false;
  if (code === undefined && !isUnconfirmed) return undefined;
  return { code: code ?? 'UNCONFIRMED', values: maybe(counts)(given.troubleValues, '/troubleValues') ?? {} };
}

/** Reads the state of a log. */
export function readLogState(body: unknown): LogState {
  const given = members(body, '');
  return {
    ...{ origin: text(given.origin, '/origin'), vkey: text(given.vkey, '/vkey') },
    published: maybe(count)(given.published, '/published'),
    isWritten: flag(given.open, '/open') && given.unconfirmed !== true,
    counting: maybe(count)(given.counting, '/counting'),
    shards: list(readShard)(given.shards, '/shards'),
    next: maybe(readNext)(given.next, '/next'),
    witnesses: list(readWitness)(given.witnesses, '/witnesses'),
    quorum: maybe(readQuorum)(given.quorum, '/quorum'),
    followed: list(readFollowed)(given.followed, '/followed'),
    trouble: readTrouble(given),
  };
}

/** A second story that a followed log told. */
export interface SplitView {
  readonly id: string;
  readonly origin: string;
  readonly seenAt: string;
  readonly detail: string;
  readonly proved: boolean;
}

const readSplit: Read<SplitView> = (value, path) => {
  const given = members(value, path);
  const read = (name: 'id' | 'origin' | 'seenAt' | 'detail') => text(given[name], `${path}/${name}`);
  return {
    ...{ id: read('id'), origin: read('origin'), seenAt: read('seenAt'), detail: read('detail') },
    proved: flag(given.proved, `${path}/proved`),
  };
};

/** The logs and what is held against them. */
export interface Logs {
  readonly log: LogState;
  readonly splits: readonly SplitView[];
}

/** How everything stands now; undefined where this node keeps no log. */
export async function requestLogs(_: undefined, signal: AbortSignal): Promise<Logs | undefined> {
  try {
    const [log, splits] = await Promise.all([
      ask('/api/log', { signal }, readLogState),
      ask('/api/log/split-views', { signal }, (body) => list(readSplit)(members(body, '').items, '/items')),
    ]);
    return { log, splits };
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 404) return undefined;
    throw error;
  }
}

/** Where the file of a second story is. */
export function splitUrl({ id }: SplitView): string {
  return `/api/log/split-views/${id}`;
}

/** A statement that came from a followed log. */
export interface ForeignStatement {
  readonly issuer: string;
  readonly id: string;
  readonly kind: string;
  /** Since when it is shown no more, erased where it comes from. */
  readonly erasedAt: string | undefined;
}

const readForeign: Read<ForeignStatement> = (value, path) => {
  const given = members(value, path);
  const read = (name: 'issuer' | 'id' | 'kind') => text(given[name], `${path}/${name}`);
  const erasedAt = maybe(text)(given.erasedAt, `${path}/erasedAt`);
  return { issuer: read('issuer'), id: read('id'), kind: read('kind'), erasedAt };
};

/** One page of what came from a log. */
export interface ForeignPage {
  readonly items: readonly ForeignStatement[];
  readonly next: string | undefined;
}

/** Which page: of which log, after which cursor. */
export interface ForeignAsked {
  readonly origin: string;
  readonly cursor?: string | undefined;
}

/** Statements that came from a log, page by page. */
export function requestForeign({ origin, cursor }: ForeignAsked, signal: AbortSignal): Promise<ForeignPage> {
  const query = new URLSearchParams({ origin, limit: '20', ...(cursor === undefined ? {} : { cursor }) });
  return ask(`/api/foreign-statements?${query}`, { signal }, (body) => {
    const given = members(body, '');
    return { items: list(readForeign)(given.items, '/items'), next: maybe(text)(given.next, '/next') };
  });
}
