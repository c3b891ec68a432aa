// SPDX-License-Identifier: Apache-2.0
import type { LogStore } from '../../storage/log-store.ts';

/** The process is gone: nothing after it happens, and nobody hears of it. */
const never = new Promise<never>(() => undefined);

/** Counts the steps of a store and stops for ever before or after one of them, as a process that is killed there. */
export class StoppingStore {
  steps = 0;
  readonly names: string[] = [];
  readonly stopped = Promise.withResolvers<void>();
  readonly store: LogStore;
  readonly #stopAt: number;

  /** Step 2n is before the n-th change of the store, step 2n + 1 after it. */
  constructor(inner: LogStore, stopAt = Number.POSITIVE_INFINITY) {
    this.#stopAt = stopAt;
    this.store = {
      readHead: () => inner.readHead(),
      readBatch: (name) => inner.readBatch(name),
      readFile: (path) => inner.readFile(path),
      close: () => inner.close(),
      writeBatch: (name, record) => this.#step('writeBatch', () => inner.writeBatch(name, record)),
      compareAndSwapHead: (expected, next) =>
        this.#step('compareAndSwapHead', () => inner.compareAndSwapHead(expected, next)),
      putFiles: async (files) => {
        for (const file of files) await this.#step(`put ${file.path}`, () => inner.putFiles([file]));
      },
      publishCheckpoint: (note) => this.#step('publishCheckpoint', () => inner.publishCheckpoint(note)),
      discard: (what) => this.#step('discard', () => inner.discard(what)),
    };
  }

  async #step(name: string, act: () => Promise<void>): Promise<void> {
    await this.#pass(name);
    await act();
    await this.#pass(name);
  }

  async #pass(name: string): Promise<void> {
    if (this.steps >= this.#stopAt) {
      this.stopped.resolve();
      await never;
    }
    this.steps += 1;
    this.names.push(name);
  }
}
