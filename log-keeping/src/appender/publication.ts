// SPDX-License-Identifier: Apache-2.0
import { formatCheckpoint, type LogSuite, type NoteSigner, rootOfRange, signNote } from '@touchstone/transparency-log';
import { mayPass } from '../log-keeping-error.ts';
import type { LogFile, LogStore } from '../storage/log-store.ts';
import type { PublishedTree } from './log.ts';
import { closingLeaf } from './recover.ts';
import type { Sequence } from './sequence.ts';
import { fullPathOf, partialFiles } from './tree-files.ts';

/** Files that are worth storing before their tree is due: eight bundles with their tiles. */
const AHEAD_FILES_MIN = 16;
/** Files stored ahead at a time: a tree that becomes due waits for those under way. */
const AHEAD_FILES_MAX = 32;

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
  /** Full files that are stored ahead of the tree that will have them. */
  readonly #ahead = new Set<string>();
  #storing: Promise<void> | undefined;

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

  /**
   * Stores what batches have completed before its tree is due, once it is worth a synchronisation: a checkpoint has only
   * the rest to wait for. One at a time.
   */
  storeAhead({ fresh }: Sequence): void {
    if (this.#storing !== undefined || fresh.size - this.#ahead.size < AHEAD_FILES_MIN) return;
    const files = this.#notStored(fresh).slice(0, AHEAD_FILES_MAX);
    this.#storing = this.#store.putFiles(files).then(() => {
      for (const { path } of files) this.#ahead.add(path);
      this.#written = [...this.#written, ...files];
      this.#storing = undefined;
    });
    // A failure is the next tree's.
    this.#storing.catch(() => undefined);
  }

  /** Resolves when nothing is being stored. */
  async idle(): Promise<void> {
    await this.#storing?.catch(() => undefined);
  }

  /** Publishes the tree that the sequence has at this moment, while the sequence goes on. May be tried again. */
  async publish(sequence: Sequence): Promise<PublishedTree> {
    const { state, lastEntry } = sequence;
    const { size } = state.range;
    const completed = [...sequence.fresh.keys()];
    await this.#storedAhead();
    const files = [...this.#notStored(sequence.fresh, completed), ...partialFiles(state, this.size)];
    const root = rootOfRange(this.#log.suite, state.range);
    const note = await signNote(formatCheckpoint({ origin: this.#log.origin, size, root }), this.#log.signers);
    await this.#put(files, new TextEncoder().encode(note));
    for (const path of completed) {
      sequence.fresh.delete(path);
      this.#ahead.delete(path);
    }
    const closing = closingLeaf(lastEntry, size);
    this.#latest = { size, root, note, ...(closing === undefined ? {} : { mapRoot: closing.mapRoot }) };
    this.#written = [...this.#written, ...files];
    return this.#latest;
  }

  /** What may pass is tried again with the tree; what may not is told by it. */
  async #storedAhead(): Promise<void> {
    const storing = this.#storing;
    try {
      await storing;
    } catch (error) {
      if (!mayPass(error)) throw error;
    } finally {
      this.#storing = undefined;
    }
  }

  #notStored(fresh: ReadonlyMap<string, Uint8Array>, paths: Iterable<string> = fresh.keys()): readonly LogFile[] {
    return [...paths]
      .filter((path) => !this.#ahead.has(path))
      .map((path) => ({ path, bytes: fresh.get(path) as Uint8Array }));
  }

  async #put(files: readonly LogFile[], note: Uint8Array): Promise<void> {
    if (this.#store.publishTree !== undefined) return this.#store.publishTree(files, note);
    await this.#store.putFiles(files);
    await this.#store.publishCheckpoint(note);
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
