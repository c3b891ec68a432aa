// SPDX-License-Identifier: Apache-2.0
import { formatCheckpoint, type LogSuite, type NoteSigner, rootOfRange, signNote } from '@touchstone/transparency-log';
import type { LogFile, LogStore } from '../storage/log-store.ts';
import type { PublishedTree } from './log.ts';
import { closingLeaf } from './recover.ts';
import type { Sequence } from './sequence.ts';
import { fullPathOf, partialFiles } from './tree-files.ts';

/** The log as everybody may see it: tiles first, and the checkpoint only when all of them are durable. */
export class Publication {
  readonly #log: { readonly origin: string; readonly suite: LogSuite; readonly signers: readonly NoteSigner[] };
  readonly #store: LogStore;
  #latest: PublishedTree | undefined;
  /** Partial files that are out, by the full file that will replace them. */
  readonly #partials = new Map<string, string[]>();
  /** Replaced in the tree before this one: readers of that tree may still be on their way. */
  #superseded: string[] = [];
  /** What the last tree wrote, until it was tidied up after. */
  #written: readonly LogFile[] = [];

  constructor(
    log: { readonly origin: string; readonly suite: LogSuite; readonly signers: readonly NoteSigner[] },
    store: LogStore,
    latest: PublishedTree | undefined,
  ) {
    this.#log = log;
    this.#store = store;
    this.#latest = latest;
  }

  get latest(): PublishedTree | undefined {
    return this.#latest;
  }
  get size(): number {
    return this.#latest?.size ?? 0;
  }

  /** Publishes the tree that the sequence has at this moment, while the sequence goes on. May be tried again. */
  async publish(sequence: Sequence): Promise<PublishedTree> {
    const { state, lastEntry } = sequence;
    const { size } = state.range;
    const completed = [...sequence.fresh].map(([path, bytes]) => ({ path, bytes }));
    const files = [...completed, ...partialFiles(state, this.size)];
    await this.#store.putFiles(files);
    const root = rootOfRange(this.#log.suite, state.range);
    const note = await signNote(formatCheckpoint({ origin: this.#log.origin, size, root }), this.#log.signers);
    await this.#store.publishCheckpoint(new TextEncoder().encode(note));
    for (const { path } of completed) sequence.fresh.delete(path);
    const closing = closingLeaf(lastEntry, size);
    this.#latest = { size, root, note, ...(closing === undefined ? {} : { mapRoot: closing.mapRoot }) };
    this.#written = [...this.#written, ...files];
    return this.#latest;
  }

  /** Removes what the tree before the last one replaced. Nobody who waits for a tree waits for this. */
  async tidy(): Promise<void> {
    const files = this.#written;
    this.#written = [];
    const paths = this.#superseded;
    this.#superseded = [];
    for (const { path } of files) {
      const full = fullPathOf(path);
      if (full !== undefined) {
        this.#partials.set(full, [...(this.#partials.get(full) ?? []), path]);
      } else {
        this.#superseded.push(...(this.#partials.get(path) ?? []));
        this.#partials.delete(path);
      }
    }
    if (paths.length === 0) return;
    try {
      await this.#store.discard({ below: 0, paths });
    } catch {
      // Files that stay are in nobody's way.
    }
  }
}
