// SPDX-License-Identifier: Apache-2.0
import { type AskOpened, followLog, type Growth, httpOpened, type OpenedSpan } from '@touchstone/log-keeping/follow';
import { httpReader } from '@touchstone/log-keeping/reader';
import {
  decodeBase64,
  formatVkey,
  hashLeaf,
  type LogReader,
  type NoteKey,
  openErasure,
} from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { type Background, startBackground } from '../record-keeping/background.ts';
import { withKeeper } from '../storage/with-tenant.ts';
import {
  type ForeignLeaf,
  type ForeignResult,
  type ForeignState,
  countFollowed,
  entriesInDoubt,
  keepForeignLeaves,
  keepSplitView,
  readFollowed,
  rememberFollowed,
  settleForeignLeaf,
  waitingLeaves,
} from './foreign-leaves.ts';
import { type FollowState, type Trouble, troubleOf } from './follow-state.ts';
import { closeFollowed } from './erasures/effects.ts';
import { isSignedBy, knownUntil } from './known-until.ts';
import { proofOf } from './split-views.ts';
import { keepForeignOpening, proveForeign } from './foreign-receipts.ts';
import type { FollowSetting } from './log-settings.ts';
import { OPENED_MAX } from './opened-statements.ts';
import { type ForeignTaking, takeForeign } from './verify-foreign.ts';

/** What following one log takes. */
export interface Following extends Omit<ForeignTaking, 'origin'> {
  readonly followed: FollowSetting;
  /** The origin that its statements are put on record under: of a chain of logs the first, as they are one record. */
  readonly recordedAs?: string;
  /** Counts what came of leaves, in all logs of a chain: a leaf of one may be about a statement in another. */
  readonly settled?: { count: number };
  /** Milliseconds between two looks. */
  readonly every: number;
  readonly onError: (error: unknown) => void;
}

const WAITING: readonly ForeignState[] = ['waiting'];
/** Looked at again now and then: keys become known, a withheld statement is published, a stored one is erased. */
const AGAIN: readonly ForeignState[] = ['withheld', 'erased', 'unverified', 'refused', 'stored'];
const LACKING: readonly ForeignState[] = ['waiting', 'unverified', 'refused'];
const AGAIN_EVERY = 60_000;
/** Requests that one such round makes; the next goes on behind it. */
const AGAIN_REQUESTS = 4;

type Grown = Extract<Growth, { readonly outcome: 'grown' }>;

/** Follows the log of another node: its tree first, verified; then the statements behind its leaves, each verified. */
export class NodeFollower {
  readonly #following: Following;
  readonly #taking: ForeignTaking;
  readonly #reader: LogReader;
  readonly #askOpened: AskOpened;
  readonly #background: Background;
  readonly #timer: NodeJS.Timeout;
  #lookedAt: string | undefined;
  #lookedAgain = performance.now();
  #againFrom = 0;
  #lastLook = Number.NEGATIVE_INFINITY;
  /** When it was last seen that everything in the log is here. */
  #wholeAt: string | undefined;
  #inDoubt: ReadonlySet<number> = new Set();
  #namesInDoubt: ReadonlyMap<string, number> = new Map();
  readonly #settled: { count: number };
  #doubtedAt = -1;
  #trouble: Trouble | undefined;
  #shown: number | undefined;
  #read: number | undefined;
  #isStopped = false;

  constructor(following: Following) {
    this.#following = following;
    const { keeping, jurisdiction, readSigned, followed, every } = following;
    this.#taking = { keeping, jurisdiction, readSigned, origin: followed.key.name };
    this.#settled = following.settled ?? { count: 0 };
    this.#reader = httpReader(followed.url, { attempts: 1 });
    this.#askOpened = httpOpened(followed.url, followed.key.name);
    this.#background = startBackground(
      () => this.#look(),
      (error) => this.#note(error),
    );
    this.#timer = setInterval(() => this.#background.nudge(), every);
    this.#timer.unref();
    this.#background.nudge();
  }

  get key(): NoteKey {
    return this.#following.followed.key;
  }

  get origin(): string {
    return this.#taking.origin;
  }

  /** Looks now, at what was looked at before too. */
  look(): void {
    this.#lastLook = Number.NEGATIVE_INFINITY;
    this.#lookedAgain = Number.NEGATIVE_INFINITY;
    this.#background.nudge();
  }

  /**
   * The instant up to which all that the log's node opens is here, verified; undefined where something is missing, or
   * not known. What it does not open is told by `isInDoubt()`.
   */
  get wholeAt(): string | undefined {
    return this.#trouble === undefined ? this.#notAhead(this.#wholeAt) : undefined;
  }

  /** Whether an unopened leaf of this log may be a change of the statement at an entry of the record. */
  isInDoubt(entry: number): boolean {
    return this.#inDoubt.has(entry);
  }

  /** The first unopened leaf of this log that may be a change of a statement; undefined where there is none. */
  leafInDoubt({ issuer, id }: { readonly issuer: string; readonly id: string }): number | undefined {
    return this.#namesInDoubt.get(`${issuer} ${id}`);
  }

  /** What was seen while the clock ran ahead was seen at a time that nobody knows. */
  #notAhead(instant: string | undefined): string | undefined {
    const { keeping } = this.#following;
    return instant === undefined || Date.parse(instant) > Date.parse(keeping.clock()) ? undefined : instant;
  }

  async state(): Promise<FollowState> {
    const { followed, keeping } = this.#following;
    const origin = followed.key.name;
    const counts = await withKeeper(keeping.database, (transaction) => countFollowed(transaction, origin));
    const splits = counts.splits.filter(({ remembered }) => isSignedBy(followed.key, remembered));
    return {
      ...{ ...counts, splits, origin, url: followed.url },
      ...(this.#lookedAt === undefined ? {} : { lookedAt: this.#lookedAt }),
      ...(this.wholeAt === undefined ? {} : { knownUntil: this.wholeAt }),
      ...(followed.since === undefined ? {} : { since: followed.since }),
      ...(this.#shown === undefined ? {} : { shown: this.#shown }),
      ...(this.#read === undefined ? {} : { read: this.#read }),
      ...(this.#trouble === undefined ? {} : { trouble: this.#trouble.text, troubleKind: this.#trouble.kind }),
    };
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#timer);
    await this.#background.stop();
  }

  async #look(): Promise<void> {
    const { every, keeping } = this.#following;
    // The background's own interval is for work on this machine; another's is asked less often.
    if (performance.now() - this.#lastLook < every) return;
    this.#lastLook = performance.now();
    const begun = keeping.clock();
    const trouble = await this.#growTree();
    await this.#fetchStatements(WAITING, 0, Number.POSITIVE_INFINITY);
    await this.#prove();
    if (performance.now() - this.#lookedAgain > AGAIN_EVERY) {
      // Before the asking, so that `look()` in the midst of it asks once more.
      this.#lookedAgain = performance.now();
      this.#againFrom = await this.#fetchStatements(AGAIN, this.#againFrom, AGAIN_REQUESTS).catch((error: unknown) => {
        // What was asked for and failed is due at the next look, not a minute later.
        this.#lookedAgain = Number.NEGATIVE_INFINITY;
        throw error;
      });
    }
    this.#lookedAt = keeping.clock();
    await this.#doubt();
    if (trouble === undefined && !(await this.#lacksSome()))
      this.#wholeAt = (await this.#dated(begun)) ?? this.#notAhead(this.#wholeAt);
    this.#trouble = trouble;
  }

  /** The receipts of what was taken, and of what no checkpoint proved yet that counts. */
  async #prove(): Promise<void> {
    const { keeping, followed } = this.#following;
    const { policies = [] } = followed;
    await proveForeign({ database: keeping.database, followed, read: this.#reader, policies });
  }

  /** Up to when the tree that is remembered is known to be the newest: an old one can be shown for ever. */
  async #dated(begun: string): Promise<string | undefined> {
    const { keeping, followed } = this.#following;
    const { origin } = this.#taking;
    const remembered = await withKeeper(keeping.database, (transaction) => readFollowed(transaction, origin));
    if (remembered === undefined) return undefined;
    const { key, policies = [] } = followed;
    const shown = Buffer.from((await this.#reader('checkpoint')) ?? '').toString();
    return knownUntil(remembered, { key, policies, shown, begun });
  }

  /** Takes in what the log has grown by; gives what is wrong with it. */
  async #growTree(): Promise<Trouble | undefined> {
    const { keeping, followed } = this.#following;
    const { database } = keeping;
    const origin = followed.key.name;
    const remembered = await withKeeper(database, (transaction) => readFollowed(transaction, origin));
    if (remembered !== undefined && !isSignedBy(followed.key, remembered.note)) {
      const text = `${origin} was followed here under another key than ${formatVkey(followed.key)}: a log begun anew needs another name, or two administrators who end the one and choose the other`;
      return { kind: 'other-key', text };
    }
    const growth = await followLog(nodeLogSuite, { origin, keys: [followed.key], read: this.#reader }, remembered);
    switch (growth.outcome) {
      case 'same':
        this.#shown = remembered?.range.size ?? 0;
        return undefined;
      case 'behind':
        this.#shown = growth.size;
        return { kind: 'set-back', text: `it shows ${growth.size} entries, fewer than before` };
      case 'split': {
        const { evidence: view } = growth;
        const kept = { origin, now: keeping.clock(), view, ...(await proofOf(followed.key, view, this.#reader)) };
        await withKeeper(database, (transaction) => keepSplitView(transaction, kept));
        return { kind: 'two-stories', text: view.detail };
      }
      case 'grown':
        await this.#takeIn(growth, remembered?.range.size ?? 0);
        return undefined;
    }
  }

  /** Keeps the leaves among new entries, and then the tree. */
  async #takeIn({ checkpoint, tree, entries }: Grown, before: number): Promise<void> {
    const { keeping } = this.#following;
    const { origin } = this.#taking;
    this.#shown = checkpoint.size;
    this.#read = before;
    try {
      for await (const next of entries()) {
        if (this.#isStopped) return;
        await withKeeper(keeping.database, (transaction) => keepForeignLeaves(transaction, origin, next));
        this.#read += next.length;
      }
      await withKeeper(keeping.database, (transaction) =>
        rememberFollowed(transaction, { origin, tree, now: keeping.clock() }),
      );
    } finally {
      this.#read = undefined;
    }
  }

  /** Asks for statements behind leaves from an index on; gives the index behind the last, or 0 when none are left. */
  async #fetchStatements(states: readonly ForeignState[], start: number, requests: number): Promise<number> {
    const { database } = this.#following.keeping;
    const { origin } = this.#taking;
    let from = start;
    for (let count = 0; count < requests && !this.#isStopped; count += 1) {
      const wanted = { origin, from, limit: OPENED_MAX, states };
      const leaves = await withKeeper(database, (transaction) => waitingLeaves(transaction, wanted));
      const [first] = leaves;
      if (first === undefined) return 0;
      const last = leaves.at(-1) as ForeignLeaf;
      const to = Math.min(last.leafIndex + 1, first.leafIndex + OPENED_MAX);
      const answer = await this.#askOpened(first.leafIndex, to);
      if (answer.to <= first.leafIndex) return from;
      await this.#take(
        leaves.filter(({ leafIndex }) => leafIndex < Math.min(answer.to, to)),
        answer,
      );
      from = Math.min(answer.to, to);
    }
    return from;
  }

  /** Whether a statement that everybody may read has not come yet, or could not be verified: it may be any change of status. */
  async #lacksSome(): Promise<boolean> {
    const wanted = { origin: this.#taking.origin, from: 0, limit: 1, states: LACKING };
    const { database } = this.#following.keeping;
    return (await withKeeper(database, (transaction) => waitingLeaves(transaction, wanted))).length > 0;
  }

  /** Finds the statements that unopened leaves may be about, where anything has changed since that was done last. */
  async #doubt(): Promise<void> {
    const { count } = this.#settled;
    if (this.#doubtedAt === count) return;
    const { database } = this.#following.keeping;
    const found = await withKeeper(database, (transaction) => entriesInDoubt(transaction, this.#taking.origin));
    this.#inDoubt = new Set(found.map(({ entry }) => Number(entry)));
    this.#namesInDoubt = new Map(found.map(({ issuer, id, leafIndex }) => [`${issuer} ${id}`, Number(leafIndex)]));
    this.#doubtedAt = count;
  }

  async #take(leaves: readonly ForeignLeaf[], { items }: OpenedSpan): Promise<void> {
    const { keeping, followed } = this.#following;
    const byIndex = new Map(items.map((item) => [item.index, item]));
    for (const leaf of leaves) {
      const { leafIndex, state } = leaf;
      const { statement, jwt, opening, erased, tombstone } = byIndex.get(leafIndex) ?? {};
      const isClosed = erased === true && isErasedBy(followed.key, leaf, tombstone);
      // What is here already is asked about for one reason: whether it was erased where it comes from.
      // Only a signature does that: a node that could take evidence away by its word would take away a withdrawal.
      if (state === 'stored' && !isClosed) continue;
      let result: ForeignResult = { leafIndex, state: erased === undefined ? 'withheld' : 'erased' };
      if (isClosed) result = { leafIndex, state: 'closed', ...(tombstone === undefined ? {} : { tombstone }) };
      if (statement !== undefined && opening !== undefined) {
        const recorded = { ...this.#taking, origin: this.#following.recordedAs ?? this.#taking.origin };
        result = await takeForeign(recorded, leaf, { statement, jwt, opening });
      }
      const { origin } = this.#taking;
      if (result.state === 'stored' && opening !== undefined) {
        const kept = { origin, leafIndex, opening: decodeBase64(opening) };
        await withKeeper(keeping.database, (transaction) => keepForeignOpening(transaction, kept));
      }
      const now = keeping.clock();
      await withKeeper(keeping.database, async (transaction) => {
        if (isClosed) await closeFollowed(transaction, { origin, leafIndex, node: keeping.node, now });
        await settleForeignLeaf(transaction, { origin, now, result });
      });
      if (result.state !== state) this.#settled.count += 1;
    }
  }

  #note(error: unknown): void {
    const trouble = troubleOf(error);
    if (this.#trouble?.text !== trouble.text) this.#following.onError(error);
    this.#trouble = trouble;
  }
}

/** Whether the log has signed that nobody opens this very leaf any more. */
function isErasedBy(key: NoteKey, { leafIndex, leaf }: ForeignLeaf, tombstone: string | undefined): boolean {
  const of = { origin: key.name, index: leafIndex, leafHash: hashLeaf(nodeLogSuite, leaf), keys: [key] };
  return tombstone !== undefined && openErasure(nodeLogSuite, tombstone, of).outcome === 'accepted';
}
