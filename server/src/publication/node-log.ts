// SPDX-License-Identifier: Apache-2.0
import { LogKeepingError, mayPass } from '@touchstone/log-keeping/appender';
import type { NoteKey } from '@touchstone/transparency-log';
import { type Background, startBackground } from '../record-keeping/background.ts';
import { withKeeper } from '../storage/with-tenant.ts';
import { AskedWitnesses } from './asked-witnesses.ts';
import { EndedShards } from './ended-shards.ts';
import { type LastSigned, lastSigned, noteIn } from './last-signed.ts';
import { hasUnplacedLeaf } from './leaf-table.ts';
import type { WitnessSetting } from './log-settings.ts';
import { listShards, type NumberedShard, yearOf } from './log-shards.ts';
import { type NodeLogParts, type OpenNodeLog, withFeeders } from './open-node-log.ts';
import { isForGood, type OpenShard, openShard } from './open-shard.ts';
import { PublicationError } from './publication-error.ts';
import { SuccessionFiles } from './succession.ts';

const ASK_AGAIN = 10_000;
/** Milliseconds after which promises are given though the log is still being opened. */
const OPENING_MAX = 30_000;
const WITNESS_EVERY = 60_000;

/**
 * Keeps the log of a node open and fed. What may pass, a full disk or another process that still writes, is tried again
 * until it has passed; a log that contradicts itself, or what others have seen of it, is left alone and told about.
 */
export class NodeLog {
  readonly #parts: NodeLogParts;
  readonly #background: Background;
  readonly #askAgain: NodeJS.Timeout;
  readonly #renew: NodeJS.Timeout;
  #open: OpenNodeLog | undefined;
  /** The shard that is written, by whomever; unknown before the list was read, and between two years. */
  #last: NumberedShard | undefined;
  readonly #ended = new EndedShards();
  readonly #successions = new SuccessionFiles();
  #next: NoteKey | undefined;
  #trouble: unknown;
  #isOver = false;
  /** When those who were not heard at the opening are asked once more, in milliseconds of this machine. */
  #confirmAgain = 0;
  /** When it is looked next whether readers are shown what was published, in milliseconds of this machine. */
  #lookAgain = 0;
  #isLost = false;
  /** Resolves when the first attempt to open the log has ended, however. */
  readonly #tried = Promise.withResolvers<void>();
  #turn: Promise<void> = Promise.resolve();
  readonly #witnesses: AskedWitnesses;
  /** The last checkpoint of the log while it is not open here. */
  #note: Uint8Array | undefined;

  constructor(parts: NodeLogParts) {
    this.#parts = parts;
    this.#witnesses = new AskedWitnesses(parts.settings.witnesses);
    this.#background = startBackground(
      () => this.#round(),
      (error) => this.tell(error),
    );
    this.#askAgain = setInterval(() => this.#askWitnessesAgain(hasTrouble), ASK_AGAIN);
    this.#askAgain.unref();
    // A log in which nothing happens is cosigned anew, so that what it holds is known to be all as of now, and a witness
    // that is gone is missed.
    this.#renew = setInterval(() => this.#askWitnessesAgain(), parts.settings.witnessEvery ?? WITNESS_EVERY);
    this.#renew.unref();
    setTimeout(() => this.#tried.resolve(), OPENING_MAX).unref();
    this.#background.nudge();
  }

  /** The log while it is open here, to be read at least: it stays so where it is stopped for good. */
  get open(): OpenNodeLog | undefined {
    return this.#open;
  }

  /** What is known of the log while it is not open here. */
  get left(): LastSigned {
    const { signer } = this.#last ?? this.#parts.settings;
    return lastSigned(this.#note, { key: signer.key, witnesses: this.#witnesses.all });
  }

  /** True while this server writes the log. */
  get isWritten(): boolean {
    return this.#open !== undefined && !this.#isLost;
  }

  /** Every shard that there is, oldest first; the last is the one that is written. Empty before the list was read. */
  get shards(): readonly NumberedShard[] {
    return this.#last === undefined ? this.#ended.listed : [...this.#ended.listed, this.#last];
  }

  /** The shards that are open here, oldest first. */
  get openShards(): readonly OpenShard[] {
    return this.shards.flatMap(({ name }) => this.#openShard(name) ?? []);
  }

  /** Name and key of the log of the next year, known beforehand so that others can make them known. */
  get next(): NoteKey | undefined {
    return this.#next;
  }

  /** The shard that holds the leaf of a number; undefined where it is not open here. */
  shardOfLeaf(number: number): OpenShard | undefined {
    const shard = this.shards.findLast(({ base }) => base <= number);
    return shard === undefined ? undefined : this.#openShard(shard.name);
  }

  #openShard(name: string): OpenShard | undefined {
    return name === this.#open?.shard.name ? this.#open : this.#ended.find(name);
  }

  /** What fails at present; undefined when nothing does. */
  get trouble(): unknown {
    return this.#trouble ?? this.#open?.log.status().trouble;
  }

  /** Asks these witnesses beside those of the configuration, and no others, from now on. */
  askAlso(chosen: readonly WitnessSetting[]): void {
    this.#witnesses.choose(chosen);
    for (const { witnesses } of this.openShards) witnesses.choose(this.#witnesses.all);
  }

  /**
   * False where the log is stopped for good, has what the database lost, or nobody has confirmed yet that it is all that others
   * have seen: a promise would be given by a log that is another one, or of a statement that it will not take in.
   * What a log was opened from is known only after its first attempt, which is waited for, but not for ever.
   */
  async mayPromise(): Promise<boolean> {
    await this.#tried.promise;
    const { trouble } = this;
    const isBehind = trouble instanceof PublicationError && trouble.code === 'DATABASE_BEHIND';
    return !this.#isLost && !isForGood(trouble) && !isBehind && this.#open?.log.status().confirmed !== false;
  }

  /** Says that there is something to publish. */
  nudge(): void {
    this.#background.nudge();
  }

  /** Feeds what there is and publishes it, now; rejects with what is in the way. */
  async flush(): Promise<void> {
    await this.#round().catch(() => {});
    if (this.#trouble !== undefined) throw this.#trouble;
    if (this.#open === undefined) throw new LogKeepingError('CLOSED', 'the log is not open');
    await this.#open.log.flush();
  }

  async stop(): Promise<void> {
    clearInterval(this.#askAgain);
    clearInterval(this.#renew);
    await this.#background.stop();
    this.#isOver = true;
    await this.#turn;
    this.#tried.resolve();
    await this.#letGo();
  }

  /** The background's rounds and those of flush() take turns. */
  #round(): Promise<void> {
    const next = this.#turn.then(() => this.#work());
    this.#turn = next.catch(() => {});
    return next;
  }

  async #work(): Promise<void> {
    if (this.#isOver) return;
    try {
      await this.#confirmLast();
      const year = yearOf(this.#parts.keeping.clock());
      // A log that ended just before its process did is fed no more: its successor is written down first.
      while (await this.#hasEnded(year)) await this.#goOn(year);
      const { trouble } = this.#open?.log.status() ?? {};
      if (trouble !== undefined && !mayPass(trouble)) throw trouble;
      await this.#openEnded();
      await this.#checkShown();
      await this.#successions.keep(
        this.shards,
        (name) => this.#openShard(name),
        (error) => this.tell(error),
      );
      await this.#open?.batchRoots.round();
      this.#trouble = undefined;
    } catch (error) {
      // Told once, not at every attempt.
      const isNews = messageOf(error) !== messageOf(this.#trouble);
      this.#trouble = error;
      if (isForGood(error)) await this.#stopWriting();
      else if (!isBearable(error)) await this.#letGo();
      if (isNews) throw error;
    } finally {
      this.#tried.resolve();
    }
  }

  /** Nothing is written any more; what was published, in this year and those before, is there for everybody. */
  async #stopWriting(): Promise<void> {
    this.#isOver = true;
    this.#isLost = true;
    await this.#openEnded();
    await this.#open?.witnesses.stop();
  }

  async #openLast(): Promise<OpenNodeLog> {
    if (this.#open !== undefined) return this.#open;
    const { settings, keeping } = this.#parts;
    const shards = await listShards(settings, keeping.clock());
    const last = shards.at(-1) as NumberedShard;
    this.#ended.list(shards.slice(0, -1));
    this.#last = last;
    const opened = await this.#openAsking(last);
    this.#open = withFeeders(opened, this.#parts, () => this.openShards);
    this.#next = await settings.shards?.keyOf(last.year + 1);
    return this.#open;
  }

  /** Has those heard who may know more of the log than is here; throws UNCONFIRMED until somebody was. */
  async #confirmLast(): Promise<void> {
    const { log, confirm } = await this.#openLast();
    const { confirmed, trouble } = log.status();
    if (isForGood(trouble)) throw trouble;
    if (confirmed) return;
    if (Date.now() >= this.#confirmAgain) {
      await confirm(await this.#witnesses.onRecord(this.#parts.keeping));
      this.#confirmAgain = Date.now() + (this.#parts.settings.confirmEvery ?? ASK_AGAIN);
    }
    if (log.status().confirmed) return;
    // What was published before is there for everybody all the while.
    await this.#openEnded();
    throw log.status().trouble;
  }

  /**
   * Throws HEAD_MOVED where the files of a log are not those that it has published last: opened anew, it says what they are.
   * Each checkpoint asks this for itself; here it is asked as often as witnesses are, of a log in which nothing happens.
   */
  async #checkShown(): Promise<void> {
    if (Date.now() < this.#lookAgain) return;
    this.#lookAgain = Date.now() + (this.#parts.settings.witnessEvery ?? WITNESS_EVERY);
    for (const { log } of this.openShards) await log.checkShown();
  }

  /** True when the year of the open shard is over, or it takes nothing any more; otherwise it is fed what there is. */
  async #hasEnded(year: number): Promise<boolean> {
    const { log, feeder, shard } = await this.#openLast();
    const isOver = this.#parts.settings.shards !== undefined && (log.status().sealed || shard.year < year);
    if (isOver) await feeder.settle();
    // All leaves of one statement are in one log: what a stop cut through is brought to its end first.
    if (isOver && feeder.isBetween && !(await this.#owesItsFirstLeaf())) return true;
    await feeder.round();
    return isOver;
  }

  /** A log without a leaf is replaced by the next: what it has promised would be vouched for by nobody then. */
  async #owesItsFirstLeaf(): Promise<boolean> {
    const { log } = await this.#openLast();
    return log.status().size === 0 && (await withKeeper(this.#parts.keeping.database, hasUnplacedLeaf));
  }

  /** Ends the open shard for good and lets that of the year go on from it. Decision record 0044. */
  async #goOn(year: number): Promise<void> {
    const { settings, keeping } = this.#parts;
    const open = await this.#openLast();
    const { shard, log, feeder } = open;
    if (log.status().size === 0) {
      // Nothing was ever logged in it: there is nothing to go on from.
      await this.#letGo();
      await settings.shards?.goOn(year, undefined);
      this.#last = undefined;
      return;
    }
    const { size, root, mapRoot } = await log.seal();
    const end = { size, root, mapRoot, covered: feeder.mark, closedAt: keeping.clock() };
    // The one that was announced, whatever year it is by now: its successor follows where it is over too. And a clock
    // that goes back does not make the same year begin twice.
    await settings.shards?.goOn(shard.year + 1, end);
    const ended = { ...shard, end };
    // Between the two it is served as before.
    this.#ended.add({ ...open, shard: ended });
    this.#note = undefined;
    this.#open = undefined;
    this.#last = undefined;
  }

  #openEnded(): Promise<void> {
    return this.#ended.openAll(
      (shard) => this.#openAsking(shard),
      (error) => this.tell(error),
    );
  }

  /** Opens a shard; whoever was chosen while it was being opened is asked too. */
  async #openAsking(shard: NumberedShard): Promise<OpenShard> {
    const asked = await this.#witnesses.onRecord(this.#parts.keeping);
    const onLeft = (note: Uint8Array | undefined) => {
      if (shard.end === undefined) this.#note = note;
    };
    const onStopped = () => this.#background.nudge();
    const opened = await openShard({ ...this.#parts, asked, onStopped, onLeft }, shard);
    opened.witnesses.choose(this.#witnesses.all);
    return opened;
  }

  /** Tells the operator. */
  tell(error: unknown): void {
    this.#parts.onError(error);
  }

  #askWitnessesAgain(isWanted: (shard: OpenShard) => boolean = () => true): void {
    for (const shard of this.openShards) {
      const tree = shard.log.latest();
      if (tree !== undefined && isWanted(shard)) shard.witnesses.offer(tree);
    }
  }

  async #letGo(): Promise<void> {
    const open = this.#open === undefined ? [] : [this.#open];
    if (this.#open !== undefined) this.#note = await noteIn(this.#open.store);
    this.#open = undefined;
    for (const each of [...this.#ended.take(), ...open]) await each.close().catch((error) => this.tell(error));
  }
}

function hasTrouble({ witnesses }: OpenShard): boolean {
  return witnesses.states().some(({ trouble }) => trouble !== undefined);
}

/** What does not put the open log itself in doubt: its disk may have room again, its database may answer again. */
function isBearable(error: unknown): boolean {
  return mayPass(error) || !(error instanceof LogKeepingError || error instanceof PublicationError);
}

function messageOf(error: unknown): string | undefined {
  return error instanceof Error ? error.message : undefined;
}
