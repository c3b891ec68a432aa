// SPDX-License-Identifier: Apache-2.0
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MapBatch, MapRecord, MapRoot, MapUpdate } from '@touchstone/transparency-log/map';
import type { Generation } from './generation.ts';
import { MapFileError, toMapFileError } from './map-file-error.ts';

interface BatchParts {
  readonly path: string;
  readonly changes: MapBatch;
  readonly generation: Generation;
  readonly commit: (root: MapRoot, covers: number) => Promise<void>;
  readonly end: () => void;
}

// About 5 ms of work, after which others on this thread have their turn.
const NODES_AT_ONCE = 512;

/** Changes to the newest state, which others go on reading until the batch is committed. */
export class MapFileBatch {
  private readonly parts: BatchParts;
  private root: MapRoot | undefined;
  private isOver = false;

  constructor(parts: BatchParts) {
    this.parts = parts;
  }

  /** The record of a key with the changes so far. */
  get(key: Uint8Array): MapRecord | undefined {
    this.requireOpen();
    return this.parts.changes.get(key);
  }

  /** Gives a key its value. The caller yields to others now and then; nothing is written yet. */
  set(update: MapUpdate): void {
    this.requireOpen();
    this.parts.changes.set(update);
  }

  /** Writes the pages and returns the root that commit() will make durable. It takes no changes afterwards. */
  async prepare(): Promise<MapRoot> {
    this.requireOpen();
    const { changes, generation, path } = this.parts;
    try {
      while (this.root === undefined) {
        this.root = changes.writeSome(generation, NODES_AT_ONCE);
        await generation.flush(false);
        await nextTurn();
      }
      return this.root;
    } catch (error) {
      this.abandon();
      throw toMapFileError(error, path);
    }
  }

  /** Makes the changes the newest state, which covers so many leaves of the log. When it returns, it is durable. */
  async commit(covers: number): Promise<void> {
    const root = await this.prepare();
    try {
      await this.parts.commit(root, covers);
    } catch (error) {
      throw error instanceof RangeError ? error : toMapFileError(error, this.parts.path);
    } finally {
      this.abandon();
    }
  }

  /** Drops what was not committed; without effect afterwards. */
  abandon(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.parts.end();
  }

  private requireOpen(): void {
    if (this.isOver) throw new MapFileError('CLOSED', 'the batch is over', this.parts);
  }
}
