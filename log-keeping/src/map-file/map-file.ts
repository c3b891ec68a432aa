// SPDX-License-Identifier: Apache-2.0
import { ftruncateSync, rmSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { emptyMap, type HashSuite, MapBatch, type MapUpdate, type PageSource } from '@touchstone/transparency-log/map';
import { type CommitRecord, checksumOf, encodeCommit } from './commit-record.ts';
import { copyLivePages } from './compaction.ts';
import { type Disk, nodeDisk, writeAll } from './disk.ts';
import { Generation } from './generation.ts';
import { lockFile } from './lock-file.ts';
import type { FileLock } from '../storage/file-lock.ts';
import { createMapFile, openFile, replaceFile } from './make-file.ts';
import { MapFileBatch } from './map-file-batch.ts';
import { MapFileError, toMapFileError } from './map-file-error.ts';
import { COMMIT_FRAME_BYTES, commitFrame, SLOTS_AT } from './page-frames.ts';
import { recover } from './recover.ts';

/** How a map on disk is opened. */
export interface MapFileOptions {
  readonly path: string;
  readonly suite: HashSuite;
  /** What has been published: a file that does not reach it, or has another root for it, is refused as rolled back. */
  readonly published?: { readonly covers: number; readonly root?: Uint8Array };
  /** Memory for pages that hold links, 32 MiB where not given. */
  readonly cacheBytes?: number;
  readonly disk?: Disk;
}

/** One state of the map that can be read. It stays readable until the second compaction after it. */
export interface MapState extends Pick<CommitRecord, 'sequence' | 'covers' | 'root'> {
  /** For proveLookup(), provePrefix() and recordsBelow(). */
  readonly source: PageSource;
}

const CACHE_BYTES = 32 << 20;
const COMPACT_BYTES_MIN = 64 << 20;
const STATES_MAX = 64;

/**
 * The map of one log on disk: pages are appended and never changed, a state is one commit record after its pages.
 * Reads are of one state, whatever is being written. One writer.
 */
export class MapFile {
  private readonly options: Required<Pick<MapFileOptions, 'path' | 'suite' | 'cacheBytes' | 'disk'>>;
  private readonly lock: FileLock;
  private generation: Generation;
  private earlier: Generation | undefined;
  private states: readonly CommitRecord[];
  private turn: Promise<unknown> = Promise.resolve();
  private isClosed = false;

  private constructor(
    options: MapFile['options'],
    opened: { lock: FileLock; generation: Generation; states: readonly CommitRecord[] },
  ) {
    this.options = options;
    this.lock = opened.lock;
    this.generation = opened.generation;
    this.states = opened.states;
  }

  /** Opens the map, or makes an empty one where there is none and nothing has been published. */
  static async open({ cacheBytes = CACHE_BYTES, disk = nodeDisk, ...given }: MapFileOptions): Promise<MapFile> {
    const { path, suite, published } = given;
    const lock = lockFile(path);
    let generation: Generation | undefined;
    try {
      rmSync(`${path}.new`, { force: true });
      await createMapFile(path, { disk, first: firstState(suite) });
      const file = openFile(path, 'r+');
      generation = new Generation(file, { disk, cacheBytes, end: 0 });
      const { states, isSlotCurrent, fileBytes } = recover(file);
      const newest = states.at(-1) as CommitRecord;
      generation.rewind(newest.end);
      requirePublished(path, states, published);
      // What was never acknowledged goes, so that no later state can be followed by a remainder of it.
      if (fileBytes > newest.end) ftruncateSync(file.fd, newest.end);
      const map = new MapFile({ path, suite, cacheBytes, disk }, { lock, generation, states });
      if (!isSlotCurrent) {
        await disk.sync(file.fd);
        await map.writeSlot(newest);
      }
      return map;
    } catch (error) {
      generation?.close();
      lock.release();
      throw toMapFileError(error, path);
    }
  }

  /** The newest durable state. */
  get newest(): MapState {
    return this.stateOf(this.states.at(-1) as CommitRecord);
  }

  /** The state that covers exactly so many leaves of the log. Throws NO_SUCH_STATE where it is gone or to come. */
  stateCovering(covers: number): MapState {
    const found = this.states.findLast((state) => state.covers === covers);
    if (found === undefined) {
      const [from, to] = [this.states[0]?.covers, this.states.at(-1)?.covers];
      throw new MapFileError(
        'NO_SUCH_STATE',
        `no state covers ${covers} leaves; kept are ${from} to ${to}`,
        this.options,
      );
    }
    return this.stateOf(found);
  }

  /** Waits until no other batch is open, and opens one on the newest state. */
  async begin(): Promise<MapFileBatch> {
    const release = await this.takeTurn();
    const { suite, path } = this.options;
    try {
      // Another writer may have it by now, and would find pages of this one among its own.
      if (!this.lock.isHeld()) throw new MapFileError('IN_USE', 'its lock was taken away', { path });
      const generation = this.generation;
      const changes = new MapBatch(suite, { source: generation, root: this.newest.root });
      return new MapFileBatch({
        path,
        changes,
        generation,
        commit: (root, covers) => this.append(root, covers),
        end: () => {
          generation.rewind((this.states.at(-1) as CommitRecord).end);
          release();
        },
      });
    } catch (error) {
      release();
      throw toMapFileError(error, path);
    }
  }

  /** Takes these updates into one new state that covers so many leaves. When it returns, the state is durable. */
  async commit(updates: Iterable<MapUpdate>, covers: number): Promise<MapState> {
    const batch = await this.begin();
    try {
      let count = 0;
      for (const update of updates) {
        batch.set(update);
        count += 1;
        if (count % 256 === 0) await nextTurn();
      }
      await batch.commit(covers);
      return this.newest;
    } finally {
      batch.abandon();
    }
  }

  /** Whether so much of the file is out of use that compact() is worth its writing. */
  get isCompactionDue(): boolean {
    const { end, compactedBytes } = this.states.at(-1) as CommitRecord;
    return end > 2 * compactedBytes + COMPACT_BYTES_MIN;
  }

  /**
   * Copies what the states from `keepFrom` on need into a new file, while batches go on, and puts it in place of the
   * old one. Older states are gone then. Without `keepFrom` only the newest state is kept.
   */
  async compact(keepFrom: number = this.newest.covers): Promise<void> {
    const { path, disk, cacheBytes } = this.options;
    this.stateCovering(keepFrom);
    const temporary = `${path}.new`;
    let next: Generation | undefined;
    let release: (() => void) | undefined;
    try {
      next = new Generation(openFile(temporary, 'w+'), { disk, cacheBytes, end: 0 });
      const states = await copyLivePages({
        from: this.generation,
        to: next,
        states: () => this.states.filter(({ covers }) => covers >= keepFrom),
        stopWriters: async () => {
          release = await this.takeTurn();
        },
      });
      await disk.sync(next.fd);
      replaceFile(temporary, path);
      this.earlier?.close();
      this.earlier = this.generation;
      this.generation = next;
      this.states = states;
    } catch (error) {
      next?.close();
      rmSync(temporary, { force: true });
      throw toMapFileError(error, path);
    } finally {
      release?.();
    }
  }

  /** Waits for the open batch, then lets go of the files. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    const release = await this.takeTurn();
    this.isClosed = true;
    this.generation.close();
    this.earlier?.close();
    this.lock.release();
    release();
  }

  private stateOf({ sequence, covers, root }: CommitRecord): MapState {
    return { sequence, covers, root, source: this.generation };
  }

  private async append(root: CommitRecord['root'], covers: number): Promise<void> {
    const { generation, options } = this;
    const before = this.states.at(-1) as CommitRecord;
    if (!Number.isSafeInteger(covers) || covers < before.covers) {
      throw new RangeError(`a state covers at least the ${before.covers} leaves of the one before it, not ${covers}`);
    }
    const record: CommitRecord = {
      sequence: before.sequence + 1,
      covers,
      root,
      end: generation.position + COMMIT_FRAME_BYTES,
      compactedBytes: before.compactedBytes,
      previousAt: before.end - COMMIT_FRAME_BYTES,
      previousChecksum: checksumOf(encodeCommit(before)),
    };
    try {
      generation.append(commitFrame(encodeCommit(record)));
      await generation.flush(true);
      await options.disk.sync(generation.fd);
    } catch (error) {
      dropAfter(generation.fd, before.end);
      throw error;
    }
    this.states = [...this.states, record].slice(-STATES_MAX);
    // The state is durable. Its slot follows with the next one's sync; until then it is found by its record.
    await this.writeSlot(record).catch(() => undefined);
  }

  private async writeSlot(record: CommitRecord): Promise<void> {
    const position = SLOTS_AT[(record.sequence % 2) as 0 | 1];
    await writeAll(this.options.disk, this.generation.fd, { bytes: encodeCommit(record), position });
  }

  /** One after another; the function given back lets the next one go on. */
  private async takeTurn(): Promise<() => void> {
    if (this.isClosed) throw new MapFileError('CLOSED', 'the map is closed', this.options);
    const before = this.turn;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.turn = promise;
    await before;
    if (this.isClosed) {
      resolve();
      throw new MapFileError('CLOSED', 'the map is closed', this.options);
    }
    return resolve;
  }
}

/** So that a state which was refused is not found whole when the file is next opened. */
function dropAfter(fd: number, end: number): void {
  try {
    ftruncateSync(fd, end);
  } catch {
    // The disk that refused the batch may refuse this too; the next batch writes over it.
  }
}

function firstState(suite: HashSuite): Pick<CommitRecord, 'root'> {
  return { root: emptyMap(suite) };
}

function requirePublished(path: string, states: readonly CommitRecord[], published: MapFileOptions['published']): void {
  if (published === undefined) return;
  const newest = states.at(-1) as CommitRecord;
  if (newest.covers < published.covers) {
    const detail = `covers ${newest.covers} leaves of the ${published.covers} that were published`;
    throw new MapFileError('ROLLED_BACK', `${detail}; rebuild it from the log`, { path });
  }
  const then = states.findLast(({ covers }) => covers === published.covers);
  if (published.root !== undefined && then !== undefined && !Buffer.from(then.root.hash).equals(published.root)) {
    throw new MapFileError('ROLLED_BACK', `has another root for ${published.covers} leaves than was published`, {
      path,
    });
  }
}
