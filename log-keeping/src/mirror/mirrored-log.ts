// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import {
  bundlePath,
  type Checkpoint,
  EMPTY_LOG,
  hashOfSubtree,
  integrate,
  type LogReader,
  type LogState,
  type LogSuite,
  type NoteKey,
  openCheckpoint,
  originFolder,
  rootOfRange,
  sameBytes,
  TILE_WIDTH,
  type TreeHead,
  tilePath,
} from '@touchstone/transparency-log';
import { followLog } from '../follow/follow-log.ts';
import { LogKeepingError } from '../log-keeping-error.ts';
import type { MapFile } from '../map-file/map-file.ts';
import { SUCCESSOR_PATH } from '../reader/public-path.ts';
import { readEntries } from '../reader/read-entries.ts';
import { readEntry } from '../reader/read-entry.ts';
import { edgeFiles } from '../replay/edge-files.ts';
import { MapReplay } from '../replay/map-replay.ts';
import { fileReplayPlace } from '../replay/open-replay-place.ts';
import { type DiskAccess, localDisk } from '../storage/disk.ts';
import { openFileStore } from '../storage/file-store.ts';
import type { LogStore } from '../storage/log-store.ts';
import { asKept, openMap, readKept } from './mirrored-state.ts';
import { readNarrower } from './narrower-files.ts';
import { type MirrorReport, keepReport, readReport } from './mirror-report.ts';
import { proveSplitView } from './split-view.ts';

/** Which log is mirrored, from where, to where. */
export interface MirrorOptions {
  readonly origin: string;
  readonly keys: readonly NoteKey[];
  readonly read: LogReader;
  /** The folder of the mirror; each log has one of its own in it, named as the mirror protocol names it. */
  readonly folder: string;
  /** For the time in reports: RFC 3339. */
  readonly now: () => string;
  readonly disk?: DiskAccess;
  /** A log that has never stated a root of a map is no fault then; one that has goes on to be held to it. */
  readonly mapWhereOffered?: boolean;
}

/** What a pull came to. `refused`: the log was caught, now or before; `report` says at what. */
export type Pulled =
  | { readonly outcome: 'same' | 'behind'; readonly size: number }
  | { readonly outcome: 'grown'; readonly from: number; readonly size: number }
  | { readonly outcome: 'refused'; readonly report: MirrorReport };

const ENTRIES_AT_ONCE = 16 * TILE_WIDTH;

/**
 * A log as a mirror keeps it: every entry and tile in files, its map made anew from the leaves, and the last checkpoint
 * of which every file is there. What is pulled counts once the checkpoint stands here, and is replayed then: a kill at
 * any instant is made good by the next pull. A log that was caught is refused from then on, until a person takes the report away.
 */
export class MirroredLog {
  readonly origin: string;
  readonly folder: string;
  readonly #suite: LogSuite;
  readonly #options: MirrorOptions;
  readonly #store: LogStore;
  readonly #map: MapFile;
  #kept: { readonly note: string; readonly state: LogState } | undefined;
  #report: MirrorReport | undefined;
  #replayed = 0;
  #turn: Promise<unknown> = Promise.resolve();

  /** Opens or makes the folder of the log. LOCKED, READ_ONLY, NO_SPACE, and CORRUPT when what is there is not whole. */
  static async open(suite: LogSuite, options: MirrorOptions): Promise<MirroredLog> {
    const folder = join(options.folder, originFolder(suite, options.origin));
    const store = await openFileStore(folder, options.disk ?? localDisk);
    try {
      const kept = await readKept(suite, options, store);
      const map = await openMap(suite, join(folder, 'state', 'map'), kept?.state.range.size ?? 0);
      return new MirroredLog(suite, { ...options, folder }, { store, map, kept, report: await readReport(folder) });
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  private constructor(
    suite: LogSuite,
    options: MirrorOptions,
    parts: {
      readonly store: LogStore;
      readonly map: MapFile;
      readonly kept: { readonly note: string; readonly state: LogState } | undefined;
      readonly report: MirrorReport | undefined;
    },
  ) {
    this.#suite = suite;
    this.#options = options;
    this.origin = options.origin;
    this.folder = options.folder;
    this.#store = parts.store;
    this.#map = parts.map;
    this.#kept = parts.kept;
    this.#report = parts.report;
  }

  /** Leaves that are stored. */
  get size(): number {
    return this.#kept?.state.range.size ?? 0;
  }

  /** The tree that is stored; undefined before the first. */
  get tree(): TreeHead | undefined {
    const range = this.#kept?.state.range;
    return range && { size: range.size, root: rootOfRange(this.#suite, range) };
  }

  /** The note by which the log names its successor, where it was taken. It is one of the files that are served. */
  async readSuccession(): Promise<string | undefined> {
    const bytes = await this.#store.readFile(SUCCESSOR_PATH);
    return bytes === undefined ? undefined : Buffer.from(bytes).toString();
  }

  /** Keeps that note, verified by the caller, for good. */
  keepSuccession(note: string): Promise<void> {
    return this.#store.putFiles([{ path: SUCCESSOR_PATH, bytes: Buffer.from(note) }]);
  }

  /** Leaves of the last tree whose map was made anew and found right. */
  get replayed(): number {
    return this.#replayed;
  }

  /** The checkpoint of the tree that is stored, as the log signed it. */
  get note(): string | undefined {
    return this.#kept?.note;
  }

  /** Whether the log has stated a root of a map that was found right. */
  get hasMap(): boolean {
    return this.#map.newest.covers > 0;
  }

  /** Why the log is refused, when it is. */
  get report(): MirrorReport | undefined {
    return this.#report;
  }

  /**
   * The files as they are served: tiles, entries, and the checkpoint signed by the log. Those of every smaller tree too,
   * which may never have been shown here: it is one of them that the mirror was asked to cosign.
   */
  readonly read: LogReader = async (path) => {
    const read: LogReader = (at) => this.#store.readFile(at);
    return (await read(path)) ?? (await readNarrower(path, { size: this.size, read }));
  };

  /** Takes in what the log has more, one pull after another. Rejects as followLog() and the disk do; then nothing counts. */
  pull(): Promise<Pulled> {
    const turn = this.#turn.then(() => this.#pull());
    this.#turn = turn.catch(() => {});
    return turn;
  }

  /** What stands against a cosignature of this tree; undefined when it is stored, replayed and the log's only story. */
  async objection({ size, root }: Pick<Checkpoint, 'size' | 'root'>): Promise<string | undefined> {
    if (size > this.#replayed && this.#report === undefined) await this.pull();
    if (this.#report !== undefined) return `the mirror has caught the log: ${this.#report.detail}`;
    if (size > this.#replayed) return `the mirror is shown ${this.size} entries by the log, and cannot store ${size}`;
    if (size === 0) return undefined;
    // From the tiles of the tree that is stored: those of a smaller one may never have been seen here.
    const own = await hashOfSubtree(this.#suite, { start: 0, end: size, size: this.size }, this.read);
    if (!sameBytes(own, root)) return `the mirror stores a tree of ${size} entries with another root`;
    const last = await readEntry(size - 1, this);
    return last[0] === 2
      ? undefined
      : `entry ${size - 1} is no root of the map, so that the tree of ${size} is not closed`;
  }

  async close(): Promise<void> {
    await this.#turn;
    await this.#map.close();
    await this.#store.close();
  }

  async #pull(): Promise<Pulled> {
    if (this.#report !== undefined) return { outcome: 'refused', report: this.#report };
    const { origin, keys, read } = this.#options;
    const remembered = this.#kept && { note: this.#kept.note, range: this.#kept.state.range };
    const growth = await followLog(this.#suite, { origin, keys, read }, remembered);
    switch (growth.outcome) {
      case 'same':
        return (await this.#replay()) ?? { outcome: 'same', size: this.size };
      case 'behind':
        return (await this.#replay()) ?? { outcome: 'behind', size: growth.size };
      case 'split':
        return this.#refuseSplit(growth.evidence);
      case 'grown': {
        const from = this.size;
        const state = await this.#storeEntries(growth.entries());
        if (!sameBytes(rootOfRange(this.#suite, state.range), growth.checkpoint.root)) {
          throw new LogKeepingError('CORRUPT', 'the entries stored do not make the root of the checkpoint', {
            at: origin,
          });
        }
        await this.#store.publishCheckpoint(Buffer.from(growth.tree.note));
        this.#kept = { note: growth.tree.note, state };
        return (await this.#replay()) ?? { outcome: 'grown', from, size: this.size };
      }
    }
  }

  /** Writes tiles and bundles made from the entries themselves; partial ones of the last state only. */
  async #storeEntries(batches: AsyncGenerator<readonly { readonly entry: Uint8Array }[]>): Promise<LogState> {
    let state = this.#kept?.state ?? EMPTY_LOG;
    let waiting: Uint8Array[] = [];
    const flush = async (isLast: boolean) => {
      const made = integrate(this.#suite, state, waiting);
      const tiles = made.tiles.filter(({ tile }) => isLast || tile.width === TILE_WIDTH);
      const bundles = made.bundles.filter(({ bundle }) => isLast || bundle.width === TILE_WIDTH);
      await this.#store.putFiles([
        ...bundles.map(({ bundle, bytes }) => ({ path: bundlePath(bundle), bytes })),
        ...tiles.map(({ tile, bytes }) => ({ path: tilePath(tile), bytes })),
      ]);
      state = made.state;
      waiting = [];
      // Edges that did not change in the last step were not among its files.
      if (isLast) await this.#store.putFiles(edgeFiles(state));
    };
    for await (const entries of batches) {
      waiting.push(...entries.map(({ entry }) => entry));
      if (waiting.length >= ENTRIES_AT_ONCE) await flush(false);
    }
    await flush(true);
    return state;
  }

  /** Makes the map up to the tree that is kept; the refusal when it is not the one that the log states. */
  async #replay(): Promise<Pulled | undefined> {
    const { size } = this;
    if (this.#replayed === size) return undefined;
    const replay = new MapReplay(this.#suite, fileReplayPlace(this.#map));
    const fault = await asKept(async () => {
      for await (const entries of readEntries(this.#suite, { from: replay.next, size, read: this.read })) {
        const found = await replay.take(entries);
        if (found !== undefined) return found;
      }
      return replay.end();
    });
    const isOffered = this.#options.mapWhereOffered !== true || this.hasMap || fault?.code !== 'NO_INDEX_ROOT';
    if (fault !== undefined && isOffered) return this.#refuse({ ...fault, checkpoint: this.#kept?.note ?? '' });
    this.#replayed = size;
    return undefined;
  }

  async #refuseSplit({
    remembered,
    shown,
    detail,
  }: {
    remembered: string;
    shown: string;
    detail: string;
  }): Promise<Pulled> {
    const { origin, keys, read } = this.#options;
    const log = { origin, keys };
    const [before, now] = [remembered, shown].map(
      (note) => openCheckpoint(this.#suite, note, { origin, logKeys: keys }) as { checkpoint: Checkpoint },
    );
    const isOwn = (before?.checkpoint.size ?? 0) >= (now?.checkpoint.size ?? 0);
    const evidence = { notes: [remembered, shown] as const, read: isOwn ? this.read : read };
    const splitView = await proveSplitView(this.#suite, log, evidence).catch(() => undefined);
    // Without a proof that anybody can verify it is no charge, and the next look tries again.
    if (splitView === undefined) {
      throw new LogKeepingError('CORRUPT', `the files do not prove that ${detail}`, { at: origin });
    }
    return this.#refuse({ code: 'SPLIT_VIEW', detail, checkpoint: shown, splitView });
  }

  async #refuse(found: Omit<MirrorReport, 'format' | 'origin' | 'at'>): Promise<Pulled> {
    const report: MirrorReport = {
      format: 'touchstone/mirror-report/v1',
      origin: this.origin,
      at: this.#options.now(),
      ...found,
    };
    // Refused from here on even when the disk does not take the report.
    this.#report = report;
    await keepReport(this.folder, report, this.#options.disk ?? localDisk);
    return { outcome: 'refused', report };
  }
}
