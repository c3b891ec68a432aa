// SPDX-License-Identifier: Apache-2.0
import { ENTRY_BYTES_MAX, emptyRoot, LogError, type LogReader } from '@touchstone/transparency-log';
import { LogKeepingError, mayPass } from '../log-keeping-error.ts';
import { COVERED_CHARACTERS_MAX } from '../storage/head.ts';
import { compareWithKnown } from './known-tree.ts';
import type {
  Appended,
  Feed,
  KnownTree,
  Log,
  LogClock,
  LogOptions,
  LogStatus,
  Predecessor,
  PublishedTree,
} from './log.ts';
import type { MapWork } from './map-work.ts';
import type { Publication } from './publication.ts';
import { closingLeaf } from './recover.ts';
import { beatOf } from './rhythm.ts';
import type { Sequence } from './sequence.ts';
import { busy, refusedEntry, sealed, unconfirmed, WaitingEntries } from './waiting-entries.ts';

/** The limits of a log, none left out. */
type Pace = Readonly<
  Required<Pick<LogOptions, 'batchAge' | 'batchEnough' | 'batchCount' | 'checkpointInterval' | 'waitingMax'>>
> & { readonly clock: LogClock };

/** What an appender is made of. */
export interface AppenderParts {
  readonly options: LogOptions;
  readonly pace: Pace;
  readonly sequence: Sequence;
  readonly publication: Publication;
  readonly mapWork: MapWork | undefined;
  readonly read: LogReader;
}

/** Takes turns: batch after batch is sequenced, and beside that at most one tree is being published. */
export class Appender implements Log {
  readonly origin: string;
  readonly read: LogReader;
  readonly #parts: AppenderParts;
  readonly #waiting = new WaitingEntries();
  #feed: { refusal: unknown } | undefined;
  #inFlight = 0;
  #turn: Promise<void> | undefined;
  #publishing: Promise<void> | undefined;
  #lastCheckpoint = Number.NEGATIVE_INFINITY;
  #cancelTimer: () => void = () => undefined;
  #flushing: PromiseWithResolvers<PublishedTree | undefined> | undefined;
  #refusal: LogKeepingError | undefined;
  #stopped: { readonly reason: unknown } | undefined;
  #trouble: unknown;
  #isConfirmed: boolean;

  constructor(parts: AppenderParts) {
    this.#parts = parts;
    this.origin = parts.options.origin;
    this.read = parts.read;
    this.#isConfirmed = parts.options.unconfirmed !== true;
    if (parts.sequence.sealed) this.#refusal = sealed(this.origin);
  }

  /** Begins with what is left to publish. */
  start(): void {
    this.#schedule();
  }

  append(entry: Uint8Array): Appended {
    return this.#take(entry, undefined);
  }

  async openFeed(): Promise<Feed> {
    const refusal = new LogKeepingError('CLOSED', 'another feed was opened', { at: this.origin });
    if (this.#feed !== undefined) this.#feed.refusal ??= refusal;
    this.#waiting.refuseMarkedFrom(this.#inFlight, refusal);
    await this.#turn;
    const feed: { refusal: unknown } = { refusal: undefined };
    this.#feed = feed;
    return {
      covered: this.#parts.sequence.covered,
      append: (entry, covered) => {
        if (covered.length > COVERED_CHARACTERS_MAX) throw new RangeError(`covered: ${COVERED_CHARACTERS_MAX} at most`);
        if (feed.refusal !== undefined) return refusedEntry(feed.refusal);
        return this.#take(entry, covered);
      },
    };
  }

  status(): LogStatus {
    const { sequence, publication } = this.#parts;
    return {
      size: sequence.size,
      published: publication.size,
      waiting: this.#waiting.unsequenced,
      covered: sequence.covered,
      sealed: sequence.sealed,
      confirmed: this.#isConfirmed,
      trouble: this.#stopped?.reason ?? (this.#isConfirmed ? this.#trouble : unconfirmed(this.origin)),
    };
  }

  latest(): PublishedTree | undefined {
    return this.#parts.publication.latest;
  }

  async flush(): Promise<PublishedTree | undefined> {
    if (this.#stopped !== undefined) throw this.#stopped.reason;
    if (this.#isSettled()) return this.latest();
    if (!this.#isConfirmed) throw unconfirmed(this.origin);
    this.#flushing ??= Promise.withResolvers();
    this.#schedule();
    return this.#flushing.promise;
  }

  async checkKnown(tree: KnownTree): Promise<void> {
    try {
      await compareWithKnown(this.#parts, tree);
    } catch (error) {
      if (error instanceof LogKeepingError && !mayPass(error)) this.#stop(error);
      throw error;
    }
  }

  async checkShown(): Promise<void> {
    if (this.#stopped !== undefined) return;
    try {
      await this.#parts.options.store.requireShown?.();
    } catch (error) {
      if (!mayPass(error)) this.#stop(error);
      throw error;
    }
  }

  confirm(): void {
    this.#isConfirmed = true;
    this.#schedule();
  }

  hold(): void {
    if (!this.#isConfirmed || this.#stopped !== undefined) return;
    this.#isConfirmed = false;
    this.#cancelTimer();
    const refusal = unconfirmed(this.origin);
    if (this.#feed !== undefined) this.#feed.refusal ??= refusal;
    this.#waiting.refuseFrom(this.#inFlight, refusal);
    this.#flushing?.reject(refusal);
    this.#flushing = undefined;
  }

  async seal(): Promise<Predecessor> {
    const { sequence, publication, options } = this.#parts;
    if (!this.#isConfirmed) throw unconfirmed(this.origin);
    this.#refusal ??= sealed(this.origin);
    await this.flush();
    await sequence.seal(publication.size);
    const { size, root, mapRoot } = publication.latest ?? { size: 0, root: emptyRoot(options.suite) };
    return { origin: this.origin, size, root, mapRoot: mapRoot ?? emptyRoot(options.suite) };
  }

  async close(): Promise<void> {
    const reason = new LogKeepingError('CLOSED', 'the log was closed', { at: this.origin });
    this.#refusal ??= reason;
    // No turn begins from here on; the one under way ends with its batch.
    this.#stopped ??= { reason };
    this.#cancelTimer();
    await this.#turn;
    await this.#publishing;
    await this.#parts.publication.idle();
    await this.#parts.mapWork?.close();
    this.#waiting.refuseAll(reason);
    this.#flushing?.reject(reason);
    await this.#discardBatches();
    await this.#parts.options.store.close();
  }

  #take(entry: Uint8Array, covered: string | undefined): Appended {
    if (entry.length > ENTRY_BYTES_MAX) {
      throw new LogError('TOO_LARGE', `an entry has ${ENTRY_BYTES_MAX} bytes at most, not ${entry.length}`);
    }
    const { pace } = this.#parts;
    const refusal =
      this.#stopped?.reason ??
      this.#refusal ??
      (this.#isConfirmed ? undefined : unconfirmed(this.origin)) ??
      (this.#waiting.all >= pace.waitingMax ? busy(this.origin) : undefined);
    if (refusal !== undefined) {
      if (covered !== undefined && this.#feed !== undefined) this.#feed.refusal ??= refusal;
      return refusedEntry(refusal);
    }
    const appended = this.#waiting.add(entry, { covered, since: pace.clock.now() });
    if (this.#waiting.unsequenced === 1 || this.#waiting.unsequenced === pace.batchEnough) this.#schedule();
    return appended;
  }

  #isSettled(): boolean {
    const { sequence, publication } = this.#parts;
    return this.#waiting.unsequenced === 0 && sequence.size === publication.size;
  }

  /** When there is something to do next; undefined when there is nothing. */
  #due(): number | undefined {
    const { pace, sequence, publication } = this.#parts;
    const { unsequenced, since } = this.#waiting;
    if (this.#flushing !== undefined && (unsequenced > 0 || this.#publishing === undefined)) return pace.clock.now();
    const batch = since === undefined ? undefined : unsequenced >= pace.batchEnough ? since : since + pace.batchAge;
    const isBehind = this.#publishing === undefined && sequence.size > publication.size;
    const checkpoint = isBehind ? this.#lastCheckpoint + pace.checkpointInterval : undefined;
    return batch === undefined || checkpoint === undefined ? (batch ?? checkpoint) : Math.min(batch, checkpoint);
  }

  #schedule(): void {
    this.#cancelTimer();
    if (this.#turn !== undefined || this.#stopped !== undefined || !this.#isConfirmed) return;
    const due = this.#due();
    if (due === undefined) return;
    const wait = due - this.#parts.pace.clock.now();
    if (wait > 0) {
      this.#cancelTimer = this.#parts.pace.clock.after(wait, () => this.#schedule());
      return;
    }
    this.#turn = this.#takeTurn().finally(() => {
      this.#turn = undefined;
      this.#schedule();
    });
  }

  async #takeTurn(): Promise<void> {
    const { pace, sequence, publication } = this.#parts;
    // Before the batch is written: checkpoints are counted from turn to turn, as beatOf() says.
    const began = pace.clock.now();
    try {
      await this.#sequenceBatch();
      if (this.#stopped !== undefined || !this.#isConfirmed) return;
      const isDue = this.#flushing !== undefined || this.#lastCheckpoint + pace.checkpointInterval <= began;
      const isWhole = this.#flushing === undefined || this.#waiting.unsequenced === 0;
      if (isDue && isWhole && this.#publishing === undefined && sequence.size > publication.size) {
        this.#lastCheckpoint = beatOf(this.#lastCheckpoint, began, pace.checkpointInterval);
        await this.#closeTree();
        this.#publishing = this.#publish().finally(() => {
          this.#publishing = undefined;
          this.#schedule();
        });
      } else if (this.#publishing === undefined) publication.storeAhead(sequence);
    } catch (error) {
      this.#fail(error);
    }
  }

  async #sequenceBatch(): Promise<void> {
    const { pace, sequence, publication, mapWork } = this.#parts;
    const batch = this.#waiting.first(pace.batchCount);
    if (batch.length === 0) return;
    const entries = batch.map(({ entry }) => entry);
    const covered = batch.findLast((each) => each.covered !== undefined)?.covered;
    this.#inFlight = batch.length;
    const { first, leafHashes } = await sequence
      .append(entries, { published: publication.size, covered })
      .finally(() => {
        this.#inFlight = 0;
      });
    this.#waiting.settle(batch.length, first);
    this.#trouble = undefined;
    mapWork?.add(first, entries, leafHashes);
    void this.#discardBatches();
  }

  /** The map's root over everything so far becomes the last leaf, unless it is already. */
  async #closeTree(): Promise<void> {
    const { sequence, publication, mapWork } = this.#parts;
    if (mapWork === undefined || closingLeaf(sequence.lastEntry, sequence.size) !== undefined) return;
    const entry = await mapWork.indexRoot(sequence.size);
    const { first, leafHashes } = await sequence.append([entry], { published: publication.size });
    mapWork.add(first, [entry], leafHashes);
  }

  async #publish(): Promise<void> {
    const { publication, sequence, options } = this.#parts;
    try {
      const tree = await publication.publish(sequence);
      this.#trouble = undefined;
      this.#waiting.publish(tree);
      await publication.tidy();
      if (this.#flushing !== undefined && this.#isSettled()) {
        this.#flushing.resolve(tree);
        this.#flushing = undefined;
      }
      options.onCheckpoint?.(tree);
    } catch (error) {
      if (error instanceof LogKeepingError && !mayPass(error)) this.#stop(error);
      else this.#failFlush(error);
    }
  }

  async #discardBatches(): Promise<void> {
    const { publication, options } = this.#parts;
    try {
      await options.store.discard({ below: publication.size, paths: [] });
    } catch (error) {
      this.#report(error);
    }
  }

  /** A turn failed: what may pass is refused this once, everything else stops the log until it is opened anew. */
  #fail(error: unknown): void {
    if (!mayPass(error)) {
      this.#stop(error);
      return;
    }
    if (this.#feed !== undefined) this.#feed.refusal ??= error;
    this.#waiting.refuseUnsequenced(error);
    this.#failFlush(error);
  }

  #failFlush(error: unknown): void {
    this.#trouble = error;
    this.#flushing?.reject(error);
    this.#flushing = undefined;
    this.#report(error);
  }

  #stop(reason: unknown): void {
    if (this.#stopped !== undefined) return;
    this.#stopped = { reason };
    this.#cancelTimer();
    this.#waiting.refuseAll(reason);
    this.#failFlush(reason);
  }

  #report(error: unknown): void {
    this.#parts.options.onTrouble?.(error);
  }
}
