// SPDX-License-Identifier: Apache-2.0
import type { EndedFollowing } from '@touchstone/evidence';
import { parseInstant } from '@touchstone/identifiers';
import { formatVkey, type NoteKey, type TlogPolicy } from '@touchstone/transparency-log';
import { withKeeper } from '../storage/with-tenant.ts';
import { FollowedChain, type WholeLog } from './follow-chain.ts';
import type { Following } from './follow-node.ts';
import type { FollowState } from './follow-state.ts';
import { bringForth } from './followed-places.ts';
import type { Chosen, EndedLog } from './following/chosen.ts';
import type { FollowSetting } from './log-settings.ts';
import { RestingLog } from './resting-log.ts';

/** What following logs takes. */
export interface FollowedLogsParts extends Omit<Following, 'followed' | 'recordedAs' | 'settled'> {
  /** Those of the configuration. */
  readonly configured: readonly FollowSetting[];
  /** When a checkpoint counts here, whoever chose the log. */
  readonly policies: readonly TlogPolicy[];
}

/** What followed logs say to the rest of the server. */
export interface WordsOfFollowed {
  /** The followed records that are here without a gap, and up to when. */
  wholeLogs(): readonly WholeLog[];
  /** The logs that were followed until then, and are not since. */
  endedLogs(): readonly EndedFollowing[];
  /** Leaves of followed logs that are not opened and that may be a change of a statement on record here. */
  notOpened(statement: {
    readonly issuer: string;
    readonly id: string;
  }): readonly { readonly log: string; readonly index: number }[];
}

/** The words of these logs, whenever they are asked. */
export function wordsOfFollowed(followed: FollowedLogs): WordsOfFollowed {
  return {
    wholeLogs: () => followed.whole(),
    endedLogs: () => followed.ended(),
    notOpened: (statement) => followed.notOpened(statement),
  };
}

/** The logs that a node follows: those of its configuration, and those that administrators chose, as long as they do. */
export class FollowedLogs {
  readonly #parts: FollowedLogsParts;
  readonly #configured: readonly FollowedChain[];
  /** By the key of the first log of each. */
  readonly #chosen = new Map<string, FollowedChain>();
  readonly #resting = new Map<string, RestingLog>();
  #settledAt = -1;
  #isStopped = false;

  constructor(parts: FollowedLogsParts) {
    this.#parts = parts;
    this.#configured = parts.configured.map((followed) => this.#follow(followed));
  }

  get chains(): readonly FollowedChain[] {
    return [...this.#configured, ...this.#chosen.values()];
  }

  /** The keys of the logs that are followed now, with those that go on from them. */
  keys(): readonly NoteKey[] {
    return this.chains.flatMap(({ followers }) => followers.map(({ key }) => key));
  }

  /** The records that are, or were as long as they were followed, here without a gap. */
  whole(): readonly WholeLog[] {
    const now = Date.parse(this.#parts.keeping.clock());
    // What was noted of one that has ended while the clock ran ahead says a time that has not been.
    const ended = this.#withoutSuccessor().filter(({ whole }) => whole !== undefined && Date.parse(whole.until) <= now);
    return [...this.chains, ...ended].flatMap(({ whole }) => whole ?? []);
  }

  /** The logs that were followed until then, and are not since. */
  ended(): readonly EndedFollowing[] {
    return this.#withoutSuccessor().flatMap(({ ended: { known, endedAt } }) =>
      known.logs.map((log) => ({ log, until: parseInstant(endedAt) })),
    );
  }

  /** Those that ended and under whose name nothing is followed since: what another key has signed vouches for nothing. */
  #withoutSuccessor(): readonly RestingLog[] {
    const followed = new Set(this.chains.map(({ name }) => name));
    return [...this.#resting.values()].filter(({ ended }) => !followed.has(ended.key.name));
  }

  /** Unopened leaves that may be a change of a statement, in logs that are and that were followed. */
  notOpened(statement: { readonly issuer: string; readonly id: string }) {
    return [...this.chains, ...this.#resting.values()].flatMap((each) => each.notOpened(statement));
  }

  async states(): Promise<readonly FollowState[]> {
    const followed = this.chains.flatMap(({ followers }) => followers).map((follower) => follower.state());
    const rested = [...this.#resting.values()].map((resting) => resting.states(this.#parts.keeping));
    return [...(await Promise.all(followed)), ...(await Promise.all(rested)).flat()];
  }

  look(): void {
    for (const chain of this.chains) chain.look();
  }

  /** Begins to follow what was chosen since, and lets rest what has ended. */
  async take({ logs, ended }: Pick<Chosen, 'logs' | 'ended'>): Promise<void> {
    if (this.#isStopped) return;
    const configured = new Set(this.#parts.configured.map(({ key }) => key.name));
    const chosen = logs.filter(({ key }) => !configured.has(key.name));
    const wanted = new Map(chosen.map((each) => [formatVkey(each.key), each]));
    const settled = this.chains.reduce((sum, chain) => sum + chain.settled, 0);
    const over = ended.filter(({ key }) => !configured.has(key.name) && !wanted.has(formatVkey(key)));
    for (const { key } of over) await this.#chosen.get(formatVkey(key))?.stop();
    const isMoved = await this.#makeRoom(wanted, ended);
    for (const log of over) {
      const vkey = formatVkey(log.key);
      const isKnown = this.#resting.get(vkey)?.ended.endedAt === log.endedAt && settled === this.#settledAt;
      if (isKnown && !isMoved) continue;
      // Until it rests, the chain answers what it left in doubt.
      this.#resting.set(vkey, await RestingLog.open(this.#parts.keeping, log));
      this.#chosen.delete(vkey);
    }
    this.#settledAt = settled;
    for (const [vkey, followed] of wanted) {
      if (!this.#chosen.has(vkey)) this.#chosen.set(vkey, this.#follow(followed));
      this.#resting.delete(vkey);
    }
  }

  /** Sets aside what was seen under another key of a name that is to be followed; true where something was. */
  async #makeRoom(wanted: ReadonlyMap<string, FollowSetting>, ended: readonly EndedLog[]): Promise<boolean> {
    let isMoved = false;
    for (const [vkey, { key }] of wanted) {
      if (this.#chosen.has(vkey) || !ended.some((each) => each.key.name === key.name)) continue;
      const { database } = this.#parts.keeping;
      isMoved = (await withKeeper(database, (transaction) => bringForth(transaction, key, ended))) || isMoved;
    }
    return isMoved;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.all(this.chains.map((chain) => chain.stop()));
  }

  #follow({ policies = [], ...followed }: FollowSetting): FollowedChain {
    const { configured: _, policies: everywhere, ...following } = this.#parts;
    return new FollowedChain({ ...following, followed: { ...followed, policies: [...everywhere, ...policies] } });
  }
}
