// SPDX-License-Identifier: Apache-2.0
import { integrate, type LogState, type LogSuite, rootOfRange } from '@touchstone/transparency-log';
import { encodeBatch, nameOfBatch } from '../storage/batch.ts';
import { type LogHead, NO_BATCH } from '../storage/head.ts';
import type { LogStore } from '../storage/log-store.ts';
import type { RecoveredLog } from './recover.ts';
import { completedFiles } from './tree-files.ts';

/** What one batch adds. */
export interface SequencedBatch {
  readonly first: number;
  readonly leafHashes: readonly Uint8Array[];
}

/**
 * The order of a log's entries as it is being decided: durable batch, then head, then, and only then, memory.
 * A batch that fails leaves everything here as it was, so that it can be tried again or let go.
 */
export class Sequence {
  readonly #suite: LogSuite;
  readonly #store: LogStore;
  readonly #origin: string;
  #head: LogHead | undefined;
  #state: LogState;
  #lastEntry: Uint8Array | undefined;
  /** Full tiles and bundles that no published tree has yet. */
  readonly fresh: Map<string, Uint8Array>;

  constructor(log: { readonly suite: LogSuite; readonly store: LogStore; readonly origin: string }, was: RecoveredLog) {
    this.#suite = log.suite;
    this.#store = log.store;
    this.#origin = log.origin;
    this.#head = was.head;
    this.#state = was.state;
    this.#lastEntry = was.lastEntry;
    this.fresh = new Map(was.fresh);
  }

  get size(): number {
    return this.#state.range.size;
  }
  get state(): LogState {
    return this.#state;
  }
  get root(): Uint8Array {
    return rootOfRange(this.#suite, this.#state.range);
  }
  get lastEntry(): Uint8Array | undefined {
    return this.#lastEntry;
  }
  get covered(): string | undefined {
    return this.#head?.covered;
  }
  get sealed(): boolean {
    return this.#head?.sealed === true;
  }

  /** Appends entries, at least one; `covered` stays as it was where none is given. */
  async append(
    entries: readonly Uint8Array[],
    with_: { readonly published: number; readonly covered?: string | undefined },
  ): Promise<SequencedBatch> {
    const first = this.size;
    const integrated = integrate(this.#suite, this.#state, entries);
    const record = encodeBatch({ first, previous: this.#head?.batch ?? NO_BATCH, entries });
    const batch = nameOfBatch(first, record);
    const covered = with_.covered ?? this.#head?.covered;
    await this.#commit(record, {
      origin: this.#origin,
      size: first + entries.length,
      root: rootOfRange(this.#suite, integrated.state.range),
      batch,
      published: with_.published,
      ...(covered === undefined ? {} : { covered }),
    });
    this.#state = integrated.state;
    this.#lastEntry = entries.at(-1);
    for (const { path, bytes } of completedFiles(integrated)) this.fresh.set(path, bytes);
    return { first, leafHashes: integrated.leafHashes };
  }

  /** Lets nothing be appended after this, ever. Requires a head. */
  async seal(published: number): Promise<void> {
    const head = this.#head;
    if (head !== undefined && !this.sealed) await this.#swap({ ...head, published, sealed: true });
  }

  async #commit(record: Uint8Array, next: LogHead): Promise<void> {
    const name = next.batch;
    if (this.#store.commitBatch === undefined) {
      await this.#store.writeBatch(name, record);
      await this.#swap(next);
      return;
    }
    await this.#store.commitBatch({ name, record }, { expected: this.#head, next });
    this.#head = next;
  }

  async #swap(next: LogHead): Promise<void> {
    await this.#store.compareAndSwapHead(this.#head, next);
    this.#head = next;
  }
}
