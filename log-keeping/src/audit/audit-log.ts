// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '@touchstone/identifiers';
import { readLeaf, type ShardStartLeaf } from '@touchstone/statements';
import {
  bundlePath,
  type Checkpoint,
  decodeBundle,
  EMPTY_LOG,
  HASH_BYTES,
  hashOfSubtree,
  integrate,
  LogError,
  type LogReader,
  type LogState,
  type LogSuite,
  type NoteKey,
  openCheckpoint,
  readBundle,
  readTile,
  rootOfRange,
  sameBytes,
  TILE_WIDTH,
  type TlogPolicy,
  type TileAddress,
  tileOfTree,
  tilePath,
  verifyCheckpoint,
} from '@touchstone/transparency-log';
import { LogKeepingError } from '../log-keeping-error.ts';
import type { LogEntry } from '../reader/read-entries.ts';
import { edgeFiles } from '../replay/edge-files.ts';
import { type MapFault, MapReplay, type ReplayPlace } from '../replay/map-replay.ts';

/** What is audited, and against what. */
export interface AuditOptions {
  readonly origin: string;
  readonly keys: readonly NoteKey[];
  readonly read: LogReader;
  /** Where the map is made anew: memory, or a file for a log of millions. */
  readonly map: ReplayPlace;
  readonly policy?: TlogPolicy;
  /** Checkpoints that others were shown, by where they come from. */
  readonly known?: readonly { readonly from: string; readonly note: string }[];
  /** The log that this one goes on from. */
  readonly predecessor?: { readonly read: LogReader; readonly keys: readonly NoteKey[] };
  /** Told after every few thousand entries. */
  readonly onProgress?: (done: { readonly entries: number; readonly size: number }) => void;
}

/** The first thing that is not as it must be. */
export interface AuditFault {
  /** A path of the log, a leaf, or a checkpoint. */
  readonly at: string;
  readonly what: string;
  /** What would be right. */
  readonly right: string;
  readonly map?: MapFault;
}

/** What an audit found. `unwitnessed`: the log is sound, and its checkpoint lacks the quorum of the policy. */
export interface AuditReport {
  readonly outcome: 'sound' | 'contradicted' | 'unwitnessed';
  readonly origin: string;
  readonly checkpoint?: Checkpoint;
  readonly entries: number;
  readonly tiles: number;
  readonly indexRoots: number;
  readonly known: number;
  readonly fault?: AuditFault;
  /** The witnesses and groups of the policy that have not cosigned. */
  readonly missing: readonly string[];
}

const BUNDLES_AT_ONCE = 16;

class Contradiction extends Error {
  readonly fault: AuditFault;
  constructor(fault: AuditFault) {
    super(fault.what);
    this.fault = fault;
  }
}

/**
 * Audits a log from scratch: nothing is believed but the keys. Every entry, every tile of every level made anew and
 * compared byte by byte, every map root, the root of the checkpoint, what others were shown, and where it goes on from.
 * UNREACHABLE, and MISSING_TILE is a finding: what a checkpoint promises must be there. C2SP tlog-tiles v0.1.0.
 */
export async function auditLog(suite: LogSuite, options: AuditOptions): Promise<AuditReport> {
  const audit = new Audit(suite, options);
  try {
    await audit.run();
  } catch (error) {
    const fault = faultOf(error);
    if (fault === undefined) throw error;
    return { ...audit.report(), outcome: 'contradicted', fault };
  }
  return audit.report();
}

class Audit {
  readonly #suite: LogSuite;
  readonly #options: AuditOptions;
  readonly #replay: MapReplay;
  #state: LogState = EMPTY_LOG;
  #checkpoint: Checkpoint | undefined;
  #tiles = 0;
  #known = 0;
  #missing: readonly string[] = [];
  #isWitnessed = true;

  constructor(suite: LogSuite, options: AuditOptions) {
    this.#suite = suite;
    this.#options = options;
    this.#replay = new MapReplay(suite, options.map);
  }

  report(): AuditReport {
    return {
      outcome: this.#isWitnessed ? 'sound' : 'unwitnessed',
      origin: this.#options.origin,
      ...(this.#checkpoint === undefined ? {} : { checkpoint: this.#checkpoint }),
      entries: this.#state.range.size,
      tiles: this.#tiles,
      indexRoots: this.#replay.roots,
      known: this.#known,
      missing: this.#missing,
    };
  }

  async run(): Promise<void> {
    const { origin, keys, read, policy } = this.#options;
    const note = await read('checkpoint');
    if (note === undefined) throw new LogKeepingError('UNREACHABLE', 'the log shows no checkpoint', { at: origin });
    const checkpoint = this.#open({ origin, keys }, { from: 'checkpoint', note });
    this.#checkpoint = checkpoint;
    await this.#readEntries(checkpoint);
    const root = rootOfRange(this.#suite, this.#state.range);
    if (!sameBytes(root, checkpoint.root)) {
      const what = `the checkpoint states the root ${encodeHex(checkpoint.root)} for ${checkpoint.size} entries`;
      throw contradiction('checkpoint', what, `the entries make ${encodeHex(root)}`);
    }
    const end = this.#replay.end();
    if (end !== undefined) throw mapContradiction(end);
    for (const known of this.#options.known ?? []) await this.#checkKnown(known, checkpoint);
    await this.#checkStart(checkpoint);
    if (policy === undefined) return;
    const verdict = verifyCheckpoint(this.#suite, note, policy);
    this.#missing = verdict.missing;
    if (verdict.outcome === 'rejected' && verdict.code === 'BAD_SIGNATURE') {
      throw contradiction('checkpoint', verdict.detail, 'every signature by a known key fits');
    }
    this.#isWitnessed = verdict.outcome === 'accepted';
  }

  #open(
    log: { readonly origin: string; readonly keys: readonly NoteKey[] },
    { from, note }: { readonly from: string; readonly note: string | Uint8Array },
  ): Checkpoint {
    const opened = openCheckpoint(this.#suite, note, { origin: log.origin, logKeys: log.keys });
    if (opened.outcome === 'rejected')
      throw contradiction(from, opened.detail, `a checkpoint that ${log.origin} signed`);
    return opened.checkpoint;
  }

  async #readEntries({ size }: Checkpoint): Promise<void> {
    const { onProgress } = this.#options;
    const bundles = Math.ceil(size / TILE_WIDTH);
    for (let from = 0; from < bundles; from += BUNDLES_AT_ONCE) {
      const indexes = Array.from({ length: Math.min(BUNDLES_AT_ONCE, bundles - from) }, (_, at) => from + at);
      const read = await Promise.all(indexes.map((index) => this.#bundle(tileOfTree(size, 0, index))));
      await this.#takeIn(read.flat(), size);
      onProgress?.({ entries: this.#state.range.size, size });
    }
  }

  async #bundle(address: TileAddress): Promise<readonly Uint8Array[]> {
    const { bytes, width } = await readBundle(this.#options.read, address);
    try {
      return decodeBundle(bytes, width).slice(0, address.width);
    } catch (error) {
      throw contradiction(
        bundlePath(address),
        (error as Error).message,
        `${address.width} entries, each with its length`,
      );
    }
  }

  async #takeIn(entries: readonly Uint8Array[], size: number): Promise<void> {
    const first = this.#state.range.size;
    const made = integrate(this.#suite, this.#state, entries);
    // A partial tile of the work in between is none of the tree's.
    for (const { tile, bytes } of made.tiles) if (tile.width === TILE_WIDTH) await this.#compareTile(tile, bytes);
    if (made.state.range.size === size) {
      for (const { tile, bytes } of edgeFiles(made.state)) if (tile !== undefined) await this.#compareTile(tile, bytes);
    }
    this.#state = made.state;
    const leaves = entries.map(
      (entry, at): LogEntry => ({ index: first + at, entry, leafHash: made.leafHashes[at] as Uint8Array }),
    );
    const fault = await this.#replay.take(leaves);
    if (fault !== undefined) throw mapContradiction(fault);
  }

  async #compareTile(tile: TileAddress, made: Uint8Array): Promise<void> {
    const found = await readTile(this.#options.read, tile);
    this.#tiles += 1;
    if (sameBytes(found, made)) return;
    const at = Array.from({ length: tile.width }, (_, index) => index).find(
      (index) => !sameBytes(hashAt(found, index), hashAt(made, index)),
    ) as number;
    const which = tile.level === 0 ? `the hash of entry ${tile.index * TILE_WIDTH + at}` : `hash ${at}`;
    throw contradiction(
      tilePath(tile),
      `${which} is ${encodeHex(hashAt(found, at))} in the tile`,
      `${encodeHex(hashAt(made, at))}, as the entries make it`,
    );
  }

  async #checkKnown({ from, note }: { readonly from: string; readonly note: string }, now: Checkpoint): Promise<void> {
    const known = this.#open(this.#options, { from, note });
    this.#known += 1;
    if (known.size > now.size) {
      const what = `it was signed for ${known.size} entries, and the log shows ${now.size}`;
      throw contradiction(from, what, `${known.size} entries or more: a log never shrinks`);
    }
    if (known.size === 0) return;
    const root = await hashOfSubtree(this.#suite, { start: 0, end: known.size, size: now.size }, this.#options.read);
    if (sameBytes(root, known.root)) return;
    const what = `it was signed with the root ${encodeHex(known.root)} for ${known.size} entries`;
    throw contradiction(
      from,
      what,
      `${encodeHex(root)}, with which the tree of ${now.size} begins: the log tells two stories`,
    );
  }

  async #checkStart({ size }: Checkpoint): Promise<void> {
    const { predecessor } = this.#options;
    const start = size === 0 ? undefined : await this.#firstLeaf(size);
    if (predecessor === undefined) return;
    if (start === undefined)
      throw contradiction('entry 0', 'it names no log that this one goes on from', 'a shard start');
    const { read, keys } = predecessor;
    const note = await read('checkpoint');
    if (note === undefined)
      throw new LogKeepingError('UNREACHABLE', 'the log shows no checkpoint', { at: start.origin });
    const ended = this.#open(
      { origin: start.origin, keys: keys.filter(({ name }) => name === start.origin) },
      { from: `checkpoint of ${start.origin}`, note },
    );
    if (ended.size !== start.size || !sameBytes(ended.root, start.root)) {
      const what = `it goes on from ${start.origin} at ${start.size} entries with root ${encodeHex(start.root)}`;
      throw contradiction('entry 0', what, `${start.origin} ends at ${ended.size} with ${encodeHex(ended.root)}`);
    }
    const address = tileOfTree(ended.size, 0, Math.floor((ended.size - 1) / TILE_WIDTH));
    const { bytes, width } = await readBundle(read, address);
    const last = readLeaf(decodeBundle(bytes, width)[(ended.size - 1) % TILE_WIDTH] as Uint8Array);
    if (last?.type !== 'index-root' || !sameBytes(last.mapRoot, start.mapRoot)) {
      const right = last?.type === 'index-root' ? encodeHex(last.mapRoot) : 'a predecessor that a map root closes';
      throw contradiction('entry 0', `it states the final map root ${encodeHex(start.mapRoot)}`, right);
    }
  }

  async #firstLeaf(size: number): Promise<ShardStartLeaf | undefined> {
    const { bytes, width } = await readBundle(this.#options.read, tileOfTree(size, 0, 0));
    const leaf = readLeaf(decodeBundle(bytes, width)[0] as Uint8Array);
    return leaf?.type === 'shard-start' ? leaf : undefined;
  }
}

function hashAt(tile: Uint8Array, index: number): Uint8Array {
  return tile.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
}

function contradiction(at: string, what: string, right: string): Contradiction {
  return new Contradiction({ at, what, right });
}

function mapContradiction(map: MapFault): Contradiction {
  const right =
    map.replayed === undefined ? 'a root of the map over all leaves before it, by the known rule' : map.replayed;
  return new Contradiction({ at: `entry ${map.leaf}`, what: map.detail, right, map });
}

/** What an error says about the log; undefined for what only kept the audit from being made. */
function faultOf(error: unknown): AuditFault | undefined {
  if (error instanceof Contradiction) return error.fault;
  if (error instanceof LogError) return { at: error.at, what: error.message, right: 'what C2SP tlog-tiles has there' };
  return error instanceof LogKeepingError && error.code === 'CORRUPT'
    ? { at: error.at, what: error.message, right: 'what the checkpoint promises' }
    : undefined;
}
