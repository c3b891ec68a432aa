// SPDX-License-Identifier: Apache-2.0
import { LogKeepingError } from '../log-keeping-error.ts';
import type { Appended, PublishedTree, Sequenced } from './log.ts';

/** An entry on its way, with both promises about it. */
export interface WaitingEntry {
  readonly entry: Uint8Array;
  readonly covered: string | undefined;
  readonly since: number;
  readonly sequenced: PromiseWithResolvers<Sequenced>;
  readonly published: PromiseWithResolvers<Sequenced & { readonly tree: PublishedTree }>;
}

/** Entries are copied into pieces of memory of this size: one for each would be as much work as all the rest. */
const PIECE_BYTES = 256 * 1024;

/** Entries before they have an index, and entries before a checkpoint covers them. */
export class WaitingEntries {
  #unsequenced: WaitingEntry[] = [];
  readonly #unpublished: { readonly first: number; readonly entries: readonly WaitingEntry[] }[] = [];
  #unpublishedCount = 0;
  #piece = new Uint8Array(0);
  #used = 0;

  get unsequenced(): number {
    return this.#unsequenced.length;
  }
  get all(): number {
    return this.#unsequenced.length + this.#unpublishedCount;
  }
  /** Since when the first entry waits for its index. */
  get since(): number | undefined {
    return this.#unsequenced[0]?.since;
  }

  add(entry: Uint8Array, more: { readonly covered: string | undefined; readonly since: number }): Appended {
    // Copied: the caller may use its buffer again before the batch is written.
    const waiting = { entry: this.#copyOf(entry), ...more, ...promises() };
    this.#unsequenced.push(waiting);
    return { sequenced: waiting.sequenced.promise, published: waiting.published.promise };
  }

  #copyOf(entry: Uint8Array): Uint8Array {
    if (this.#used + entry.length > this.#piece.length) {
      this.#piece = new Uint8Array(Math.max(PIECE_BYTES, entry.length));
      this.#used = 0;
    }
    const copy = this.#piece.subarray(this.#used, this.#used + entry.length);
    copy.set(entry);
    this.#used += entry.length;
    return copy;
  }

  /** The first so many entries without an index. They stay until settle() or refuse(). */
  first(count: number): readonly WaitingEntry[] {
    return this.#unsequenced.slice(0, count);
  }

  /** The first `count` entries have the indexes from `first` on. */
  settle(count: number, first: number): void {
    const entries = this.#unsequenced.slice(0, count);
    this.#unsequenced = this.#unsequenced.slice(count);
    this.#unpublished.push({ first, entries });
    this.#unpublishedCount += count;
    entries.forEach((entry, at) => {
      entry.sequenced.resolve({ index: first + at });
    });
  }

  /** A checkpoint covers every entry below the size of the tree. */
  publish(tree: PublishedTree): void {
    while ((this.#unpublished[0]?.first ?? tree.size) < tree.size) {
      const { first, entries } = this.#unpublished.shift() as { first: number; entries: readonly WaitingEntry[] };
      this.#unpublishedCount -= entries.length;
      entries.forEach((entry, at) => {
        entry.published.resolve({ index: first + at, tree });
      });
    }
  }

  /** Nothing that has no index will get one. */
  refuseUnsequenced(reason: unknown): void {
    this.refuseFrom(0, reason);
  }

  /** As before, but for the entries before `from`, which are being written. */
  refuseFrom(from: number, reason: unknown): void {
    refuse(this.#unsequenced.splice(from), reason);
  }

  /** What has a mark of the caller's is refused, but for the entries before `from`, which are being written. */
  refuseMarkedFrom(from: number, reason: unknown): void {
    const rest = this.#unsequenced.splice(from);
    this.#unsequenced.push(...rest.filter(({ covered }) => covered === undefined));
    refuse(
      rest.filter(({ covered }) => covered !== undefined),
      reason,
    );
  }

  /** Nothing at all will happen any more: what has an index keeps it, and is published by the next writer. */
  refuseAll(reason: unknown): void {
    this.refuseUnsequenced(reason);
    for (const { entries } of this.#unpublished.splice(0)) {
      for (const { published } of entries) rejectQuietly(published, reason);
    }
    this.#unpublishedCount = 0;
  }
}

function refuse(entries: readonly WaitingEntry[], reason: unknown): void {
  for (const { sequenced, published } of entries) {
    rejectQuietly(sequenced, reason);
    rejectQuietly(published, reason);
  }
}

/** Neither promise need be awaited; said only where one is rejected, as the promises that this makes cost their time. */
function rejectQuietly(
  { promise, reject }: Pick<PromiseWithResolvers<unknown>, 'promise' | 'reject'>,
  reason: unknown,
): void {
  promise.catch(ignore);
  reject(reason);
}

/** Why nothing is taken any more, until the log of the next year takes it. */
export function sealed(at: string): LogKeepingError {
  return new LogKeepingError('SEALED', 'nothing is appended to this log any more; the next shard takes it', { at });
}

/** Why nothing is taken at the moment. */
export function busy(at: string): LogKeepingError {
  return new LogKeepingError('BUSY', 'too many entries wait; try again later', { at });
}

/** Why nothing is taken until others have said what they have seen. */
export function unconfirmed(at: string): LogKeepingError {
  const what = 'nobody has confirmed that no more was signed of this log than is here';
  return new LogKeepingError('UNCONFIRMED', what, { at });
}

/** Both promises already rejected. */
export function refusedEntry(reason: unknown): Appended {
  const { sequenced, published } = promises();
  rejectQuietly(sequenced, reason);
  rejectQuietly(published, reason);
  return { sequenced: sequenced.promise, published: published.promise };
}

function promises(): Pick<WaitingEntry, 'sequenced' | 'published'> {
  return { sequenced: Promise.withResolvers(), published: Promise.withResolvers() };
}

function ignore(): void {}
