// SPDX-License-Identifier: Apache-2.0
import { LogKeepingError } from '@touchstone/log-keeping/appender';
import { lookForSuccessor, type RefusedSuccessor } from '@touchstone/log-keeping/follow';
import { addressBeside, httpReader } from '@touchstone/log-keeping/reader';
import { rootOfRange } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { type Background, startBackground } from '../record-keeping/background.ts';
import { withKeeper } from '../storage/with-tenant.ts';
import { type Following, NodeFollower } from './follow-node.ts';
import { keepSplitView, readFollowed } from './foreign-leaves.ts';
import type { FollowSetting } from './log-settings.ts';

/** Logs of one chain: a log a year for longer than any key should live. */
const CHAIN_MAX = 64;
const LOOKS = 12;

/** A followed record that has no gap, as far as its log goes. */
export interface WholeLog {
  readonly origin: string;
  readonly url: string;
  readonly until: string;
  /** Whether a leaf that the node does not open may be a change of the statement at this entry of the record. */
  readonly isInDoubt: (entry: number) => boolean;
}

/**
 * Follows a log of another node and every log that goes on from it: the ended one vouches for the key of the next by a
 * signed note, and the next must begin with the very tree that is remembered of the ended one.
 */
export class FollowedChain {
  readonly #following: Following & { readonly settled: { count: number } };
  readonly #followers: NodeFollower[] = [];
  readonly #background: Background;
  #last: FollowSetting;
  #lastLook = Number.NEGATIVE_INFINITY;
  #refused: string | undefined;

  constructor(following: Following) {
    this.#following = { ...following, settled: { count: 0 } };
    this.#last = following.followed;
    this.#followers.push(new NodeFollower(this.#following));
    this.#background = startBackground(
      () => this.#findNext(),
      (error) => following.onError(error),
    );
    this.#background.nudge();
  }

  /** The name of the first log, under which all of it is on record. */
  get name(): string {
    return this.#following.followed.key.name;
  }

  /** The logs of the chain that are followed, oldest first. */
  get followers(): readonly NodeFollower[] {
    return this.#followers;
  }

  /** Counts what came of its leaves: what is in doubt may have changed since it was less. */
  get settled(): number {
    return this.#following.settled.count;
  }

  /** Up to when all of its statements are here: by the name under which they are on record, and where they come from. */
  get whole(): WholeLog | undefined {
    const [oldest] = this.#followers.map(({ wholeAt }) => wholeAt ?? '').sort();
    const { key, url } = this.#following.followed;
    return oldest === undefined || oldest === ''
      ? undefined
      : {
          ...{ origin: key.name, url, until: oldest },
          isInDoubt: (entry) => this.#followers.some((follower) => follower.isInDoubt(entry)),
        };
  }

  /** Leaves of the chain that their node does not open and that may be a change of a statement. */
  notOpened(statement: { readonly issuer: string; readonly id: string }): readonly { log: string; index: number }[] {
    return this.#followers.flatMap((follower) => {
      const index = follower.leafInDoubt(statement);
      return index === undefined ? [] : [{ log: follower.origin, index }];
    });
  }

  /** Looks now. */
  look(): void {
    for (const follower of this.#followers) follower.look();
    this.#lastLook = Number.NEGATIVE_INFINITY;
    this.#background.nudge();
  }

  async stop(): Promise<void> {
    await this.#background.stop();
    await Promise.all(this.#followers.map((follower) => follower.stop()));
  }

  async #findNext(): Promise<void> {
    // A log ends once a year: its successor is looked for less often than its entries.
    if (performance.now() - this.#lastLook < LOOKS * this.#following.every) return;
    this.#lastLook = performance.now();
    while (this.#followers.length < CHAIN_MAX) {
      const next = await this.#successor();
      if (next === undefined) return;
      this.#last = next;
      this.#followers.push(
        new NodeFollower({ ...this.#following, followed: next, recordedAs: this.#following.followed.key.name }),
      );
    }
  }

  /** The log that goes on from the last one known, once the end of that one has been taken in here. */
  async #successor(): Promise<FollowSetting | undefined> {
    const { keeping } = this.#following;
    const { key, url } = this.#last;
    const origin = key.name;
    const remembered = await withKeeper(keeping.database, (transaction) => readFollowed(transaction, origin));
    if (remembered === undefined) return undefined;
    const tree = { size: remembered.range.size, root: rootOfRange(nodeLogSuite, remembered.range) };
    const readAt = (address: string) => httpReader(address, { attempts: 1 });
    const found = await lookForSuccessor(nodeLogSuite, { origin, keys: [key], read: readAt(url), tree }, (at) =>
      readAt(addressBeside(url, at)),
    ).catch(unlessUnreachable);
    if (found?.outcome === 'taken') {
      return { ...this.#last, key: found.succession.key, url: addressBeside(url, found.succession.at) };
    }
    if (found?.outcome === 'refused' && found.shown !== this.#refused) await this.#refuse(found, remembered.note);
    return undefined;
  }

  /** Tells once what is named as a successor and not taken; two stories are kept with the notes that show them. */
  async #refuse({ code, detail, shown }: RefusedSuccessor, remembered: string): Promise<void> {
    const { keeping, onError } = this.#following;
    const origin = this.#last.key.name;
    this.#refused = shown;
    if (code !== 'OTHER_BEGINNING') {
      onError(new LogKeepingError('WRONG_LOG', detail, { at: `${this.#last.url}/successor` }));
      return;
    }
    const view = { remembered, shown, detail };
    await withKeeper(keeping.database, (transaction) =>
      keepSplitView(transaction, { origin, now: keeping.clock(), view }),
    );
  }
}

/** That a node does not answer its follower tells already. */
function unlessUnreachable(error: unknown): undefined {
  if (!(error instanceof LogKeepingError) || error.code !== 'UNREACHABLE') throw error;
}
