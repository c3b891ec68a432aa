// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '@touchstone/identifiers';
import { readLeaf } from '@touchstone/statements';
import {
  bundlePath,
  type Checkpoint,
  decodeBundle,
  EMPTY_LOG,
  HASH_BYTES,
  hashOfSubtree,
  integrate,
  type LogReader,
  type LogState,
  type LogSuite,
  type NoteKey,
  readBundle,
  readTile,
  rootOfRange,
  sameBytes,
  TILE_WIDTH,
  type TlogPolicy,
  type TileAddress,
  tileOfTree,
  tilePath,
} from '@touchstone/transparency-log';
import { LogKeepingError } from '../log-keeping-error.ts';
import type { LogEntry } from '../reader/read-entries.ts';
import { edgeFiles } from '../replay/edge-files.ts';
import { MapReplay, type ReplayPlace } from '../replay/map-replay.ts';
import { type AuditFault, contradiction, faultOf, isAbsence, mapContradiction } from './audit-fault.ts';
import { type AuditedSuccessor, checkSuccessor } from './audited-successor.ts';
import { checkShardStart, type Predecessor } from './shard-start.ts';
import { judgeCosignatures, readSigned, requireNoLarger } from './signed-checkpoint.ts';

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
  readonly predecessor?: Predecessor;
  /** Reads the log that this one names as its successor, by its place beside this one; without it no name is looked at. */
  readonly successorAt?: (at: string) => LogReader | Promise<LogReader>;
  /** Told after every few thousand entries. */
  readonly onProgress?: (done: { readonly entries: number; readonly size: number }) => void;
}

/** A known file that proves nothing, and why. */
export interface UnusableKnown {
  readonly from: string;
  readonly why: string;
}

/**
 * What an audit found. `unwitnessed`: the log is sound, and its checkpoint lacks the quorum of the policy; `unlinked`: it
 * is sound, and says that it goes on from a log that was not at hand; `incomplete`: a file is missing, which a copy of a
 * sound log may lack: nothing that is there is false up to it, and nothing is known of what comes after it.
 */
export interface AuditReport {
  readonly outcome: 'sound' | 'contradicted' | 'unwitnessed' | 'unlinked' | 'incomplete';
  readonly origin: string;
  readonly checkpoint?: Checkpoint;
  readonly entries: number;
  readonly tiles: number;
  readonly indexRoots: number;
  readonly known: number;
  readonly fault?: AuditFault;
  /** The witnesses and groups of the policy that have not cosigned. */
  readonly missing: readonly string[];
  /** This tree and the known ones, as far as witnesses of the policy have cosigned them. */
  readonly dated: readonly DatedTree[];
  /** Names in which there are signatures that do not fit; they count for nothing, and anybody could have put them there. */
  readonly unfit: readonly string[];
  /** Of `known`: files that prove nothing, for or against the log. */
  readonly unusable: readonly UnusableKnown[];
  /** The log that this one says to go on from, when it was not given: that is not audited. */
  readonly unlinked?: { readonly origin: string; readonly size: number };
  /** How it names the log that goes on from it, where it does. */
  readonly successor?: AuditedSuccessor;
}

/**
 * A tree that witnesses have cosigned: its size, and when the first and the last of them did, in POSIX seconds. It was there
 * by the first; that it was still the newest at the last follows only for a witness that was asked for every newer one.
 */
export interface DatedTree {
  readonly size: number;
  readonly first: number;
  readonly last: number;
}

const BUNDLES_AT_ONCE = 16;

/**
 * Audits a log from scratch: nothing is believed but the keys. Every entry, every tile of every level made anew and
 * compared byte by byte, every map root, the root of the checkpoint, what others were shown, and where it goes on from.
 * Contradicted is only what the log itself signed; UNREACHABLE and WRONG_LOG for what shows no checkpoint of it. A missing
 * tile is a finding, and no charge: whoever keeps a copy may not have it. C2SP tlog-tiles v0.1.0.
 */
export async function auditLog(suite: LogSuite, options: AuditOptions): Promise<AuditReport> {
  const audit = new Audit(suite, options);
  try {
    await audit.run();
  } catch (error) {
    const fault = faultOf(error);
    if (fault === undefined) throw error;
    return { ...audit.report(), outcome: isAbsence(error) ? 'incomplete' : 'contradicted', fault };
  }
  audit.judgePolicy();
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
  #note: Uint8Array | undefined;
  #first: Uint8Array | undefined;
  #missing: readonly string[] = [];
  #unfit: readonly string[] = [];
  #unusable: readonly UnusableKnown[] = [];
  #unlinked: { readonly origin: string; readonly size: number } | undefined;
  #successor: AuditedSuccessor | undefined;
  #isWitnessed = true;
  #dated: readonly DatedTree[] = [];
  /** Those known notes that are of this log's own story. */
  readonly #held: { readonly size: number; readonly note: string }[] = [];

  constructor(suite: LogSuite, options: AuditOptions) {
    this.#suite = suite;
    this.#options = options;
    this.#replay = new MapReplay(suite, options.map);
  }

  report(): AuditReport {
    return {
      outcome: !this.#isWitnessed ? 'unwitnessed' : this.#unlinked === undefined ? 'sound' : 'unlinked',
      origin: this.#options.origin,
      ...(this.#checkpoint === undefined ? {} : { checkpoint: this.#checkpoint }),
      entries: this.#state.range.size,
      tiles: this.#tiles,
      indexRoots: this.#replay.roots,
      known: this.#known,
      missing: this.#missing,
      unfit: this.#unfit,
      unusable: this.#unusable,
      dated: this.#dated,
      ...(this.#unlinked === undefined ? {} : { unlinked: this.#unlinked }),
      ...(this.#successor === undefined ? {} : { successor: this.#successor }),
    };
  }

  async run(): Promise<void> {
    const { origin, keys, read, successorAt } = this.#options;
    const note = await read('checkpoint');
    if (note === undefined) throw new LogKeepingError('UNREACHABLE', 'the log shows no checkpoint', { at: origin });
    const opened = readSigned(this.#suite, { origin, keys, note });
    if ('why' in opened) throw new LogKeepingError('WRONG_LOG', opened.why, { at: 'checkpoint' });
    const { checkpoint } = opened;
    this.#note = note;
    this.#checkpoint = checkpoint;
    // A log that is set back is not spared the charge by a file that is missing.
    requireNoLarger(this.#suite, this.#options, checkpoint);
    await this.#readEntries(checkpoint);
    const root = rootOfRange(this.#suite, this.#state.range);
    if (!sameBytes(root, checkpoint.root)) {
      const what = `the checkpoint states the root ${encodeHex(checkpoint.root)} for ${checkpoint.size} entries`;
      throw contradiction('checkpoint', what, `the entries make ${encodeHex(root)}`);
    }
    const end = this.#replay.end();
    if (end !== undefined) throw mapContradiction(end);
    for (const known of this.#options.known ?? []) await this.#checkKnown(known, checkpoint);
    await this.#checkStart();
    if (successorAt === undefined) return;
    this.#successor = await checkSuccessor(this.#suite, { origin, keys, read, tree: checkpoint }, successorAt);
  }

  /** Apart from the rest: whatever a policy or a cosignature is like, it is no charge against the log. */
  judgePolicy(): void {
    const { policy } = this.#options;
    if (policy === undefined || this.#note === undefined) return;
    const { verdict, unfit } = judgeCosignatures(this.#suite, this.#note, policy);
    this.#missing = verdict.missing;
    this.#unfit = unfit;
    this.#isWitnessed = verdict.outcome === 'accepted';
    const own = { size: this.#checkpoint?.size ?? 0, note: this.#note };
    this.#dated = [...this.#held, own].flatMap(({ size, note }) => {
      const { firstCosignedAt: from, cosignedAt: to } = judgeCosignatures(this.#suite, note, policy);
      return from === undefined || to === undefined ? [] : [{ size, first: from, last: to }];
    });
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
    if (first === 0) this.#first = entries[0];
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
    const { origin, keys } = this.#options;
    const opened = readSigned(this.#suite, { origin, keys, note });
    if ('why' in opened) {
      this.#unusable = [...this.#unusable, { from, why: opened.why }];
      return;
    }
    const known = opened.checkpoint;
    this.#known += 1;
    if (known.size === 0) return void this.#held.push({ size: 0, note });
    const root = await hashOfSubtree(this.#suite, { start: 0, end: known.size, size: now.size }, this.#options.read);
    if (sameBytes(root, known.root)) return void this.#held.push({ size: known.size, note });
    const what = `it was signed with the root ${encodeHex(known.root)} for ${known.size} entries`;
    throw contradiction(
      from,
      what,
      `${encodeHex(root)}, with which the tree of ${now.size} begins: the log tells two stories`,
    );
  }

  async #checkStart(): Promise<void> {
    const { predecessor, origin } = this.#options;
    const leaf = this.#first === undefined ? undefined : readLeaf(this.#first);
    const start = leaf?.type === 'shard-start' ? leaf : undefined;
    if (start === undefined && predecessor !== undefined) {
      throw new LogKeepingError('WRONG_LOG', 'it does not say that it goes on from another log', { at: origin });
    }
    if (start === undefined) return;
    if (predecessor === undefined) this.#unlinked = { origin: start.origin, size: start.size };
    else await checkShardStart(this.#suite, start, predecessor);
  }
}

function hashAt(tile: Uint8Array, index: number): Uint8Array {
  return tile.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
}
