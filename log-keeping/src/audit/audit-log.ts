// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '@touchstone/identifiers';
import { readLeaf } from '@touchstone/statements';
import {
  bundlePath,
  type Checkpoint,
  decodeBundle,
  EMPTY_LOG,
  hashOfSubtree,
  integrate,
  type LogState,
  type LogSuite,
  readBundle,
  rootOfRange,
  sameBytes,
  TILE_WIDTH,
  type TileAddress,
  tileOfTree,
} from '@touchstone/transparency-log';
import { LogKeepingError } from '../log-keeping-error.ts';
import type { LogEntry } from '../reader/read-entries.ts';
import { edgeFiles } from '../replay/edge-files.ts';
import { proveSplitView } from '../mirror/split-view.ts';
import { type MapFault, MapReplay } from '../replay/map-replay.ts';
import { contradiction, damage, endOf, mapContradiction } from './audit-fault.ts';
import { type AuditedSuccessor, checkSuccessor } from './audited-successor.ts';
import type { AuditOptions, AuditReport, DatedTree, UnusableKnown } from './audit-report.ts';
import { compareTile } from './compare-tile.ts';
import { checkShardStart } from './shard-start.ts';
import { judgeCosignatures, type LargerTree, largerThan, readSigned } from './signed-checkpoint.ts';

const BUNDLES_AT_ONCE = 16;
/** By when a log has to show what its witnesses cosigned, in seconds. Decision record 0080. */
const SHOWN_WITHIN = 3_600;

/**
 * Audits a log from scratch: nothing is believed but the keys. Every entry, every tile of every level made anew and
 * compared byte by byte, every map root, the root of the checkpoint, what others were shown, and where it goes on from.
 * The log is charged with what it signed, once that is held against its signed root, and with what it serves itself; a copy
 * charges nobody. UNREACHABLE and WRONG_LOG for what shows no checkpoint of it. C2SP tlog-tiles v0.1.0.
 */
export async function auditLog(suite: LogSuite, options: AuditOptions): Promise<AuditReport> {
  const audit = new Audit(suite, options);
  try {
    await audit.run();
  } catch (error) {
    const end = endOf(error, options.isOwnAddress === true);
    if (end === undefined) throw error;
    return { ...audit.report(), ...end };
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
  #behind: AuditReport['behind'];
  /** Of leaves that are not held against the root yet: it charges nobody before. */
  #mapFault: MapFault | undefined;
  #leafHashes: readonly Uint8Array[] = [];
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
      outcome: this.#outcome(),
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
      ...(this.#behind === undefined ? {} : { behind: this.#behind }),
      ...(this.#successor === undefined ? {} : { successor: this.#successor }),
    };
  }

  #outcome(): AuditReport['outcome'] {
    if (this.#behind !== undefined) return 'behind';
    if (!this.#isWitnessed) return 'unwitnessed';
    return this.#unlinked === undefined ? 'sound' : 'unlinked';
  }

  async run(): Promise<void> {
    const { origin, keys, read, successorAt } = this.#options;
    const note = await read('checkpoint');
    if (note === undefined) throw new LogKeepingError('UNREACHABLE', 'the log shows no checkpoint', { at: origin });
    const opened = readSigned(this.#suite, { origin, keys, note });
    if ('why' in opened) {
      if (opened.isSpoiled) throw damage('checkpoint', opened.why, `a checkpoint that ${origin} has signed`);
      throw new LogKeepingError('WRONG_LOG', opened.why, { at: 'checkpoint' });
    }
    const { checkpoint } = opened;
    this.#note = note;
    this.#checkpoint = checkpoint;
    this.#holdAgainstLarger(checkpoint);
    await this.#readEntries(checkpoint);
    const root = rootOfRange(this.#suite, this.#state.range);
    if (!sameBytes(root, checkpoint.root)) {
      const what = `the checkpoint states the root ${encodeHex(checkpoint.root)} for ${checkpoint.size} entries`;
      throw damage('checkpoint', what, `the entries make ${encodeHex(root)}`);
    }
    const fault = this.#mapFault ?? this.#replay.end();
    if (fault !== undefined) throw mapContradiction(fault);
    for (const known of this.#options.known ?? []) await this.#checkKnown(known, checkpoint);
    await this.#checkStart();
    if (successorAt === undefined) return;
    this.#successor = await checkSuccessor(this.#suite, { origin, keys, read, tree: checkpoint }, successorAt);
  }

  /** A log never shrinks; a copy may be old. Before any file is read: one that is missing spares nobody. */
  #holdAgainstLarger(checkpoint: Checkpoint): void {
    const larger = largerThan(this.#suite, this.#options, checkpoint);
    const [first] = larger;
    if (first === undefined) return;
    const overdue = this.#options.isOwnAddress === true ? larger.find((tree) => this.#isOverdue(tree)) : undefined;
    if (overdue === undefined) {
      this.#behind = { from: first.from, size: first.size };
      return;
    }
    const { from, size } = overdue;
    const what = `it was signed for ${size} entries and cosigned long ago, and the log shows ${checkpoint.size} at its own address`;
    throw damage(from, what, `${size} entries or more: a log never shrinks`);
  }

  /** Whether a signed tree must be public by now: a log signs, has it cosigned, and shows it then. C2SP tlog-witness. */
  #isOverdue({ note }: LargerTree): boolean {
    const { policy, knownAt } = this.#options;
    if (policy === undefined || knownAt === undefined) return false;
    const { times } = judgeCosignatures(this.#suite, note, { policy, knownAt });
    return times !== undefined && times.by + SHOWN_WITHIN < knownAt;
  }

  /** Apart from the rest: whatever a policy or a cosignature is like, it is no charge against the log. */
  judgePolicy(): void {
    const { policy, knownAt } = this.#options;
    if (policy === undefined || this.#note === undefined) return;
    const { verdict, unfit } = judgeCosignatures(this.#suite, this.#note, { policy, knownAt });
    this.#missing = verdict.missing;
    this.#unfit = unfit;
    this.#isWitnessed = verdict.outcome === 'accepted';
    const own = { size: this.#checkpoint?.size ?? 0, note: this.#note };
    this.#dated = [...this.#held, own].flatMap(({ size, note }) => {
      const { times } = judgeCosignatures(this.#suite, note, { policy, knownAt });
      return times === undefined ? [] : [{ size, ...times }];
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
      throw damage(bundlePath(address), (error as Error).message, `${address.width} entries, each with its length`);
    }
  }

  async #takeIn(entries: readonly Uint8Array[], size: number): Promise<void> {
    const first = this.#state.range.size;
    if (first === 0) this.#first = entries[0];
    const made = integrate(this.#suite, this.#state, entries);
    this.#leafHashes = made.leafHashes;
    // A partial tile of the work in between is none of the tree's.
    for (const { tile, bytes } of made.tiles)
      if (tile.width === TILE_WIDTH) await this.#compareTile(tile, bytes, first);
    if (made.state.range.size === size) {
      for (const { tile, bytes } of edgeFiles(made.state)) {
        if (tile !== undefined) await this.#compareTile(tile, bytes, first);
      }
    }
    this.#state = made.state;
    if (this.#mapFault !== undefined) return;
    const leaves = entries.map(
      (entry, at): LogEntry => ({ index: first + at, entry, leafHash: made.leafHashes[at] as Uint8Array }),
    );
    this.#mapFault = await this.#replay.take(leaves);
  }

  async #compareTile(tile: TileAddress, made: Uint8Array, first: number): Promise<void> {
    this.#tiles += 1;
    await compareTile(this.#suite, tile, {
      ...{ read: this.#options.read, tree: this.#checkpoint as Checkpoint, made },
      leafHash: (index) => this.#leafHashes[index - first],
    });
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
    if (known.size > now.size) return;
    if (known.size === 0) return void this.#held.push({ size: 0, note });
    const root = await hashOfSubtree(this.#suite, { start: 0, end: known.size, size: now.size }, this.#options.read);
    if (sameBytes(root, known.root)) return void this.#held.push({ size: known.size, note });
    const what = `it was signed with the root ${encodeHex(known.root)} for ${known.size} entries`;
    const right = `${encodeHex(root)}, with which the tree of ${now.size} begins`;
    // What is read a second time may be something else: only a proof up to the signed root charges the log.
    const notes = [Buffer.from(note).toString(), Buffer.from(this.#note ?? '').toString()] as const;
    const proof = await proveSplitView(this.#suite, { origin, keys }, { notes, read: this.#options.read });
    if (proof === undefined) throw damage(from, what, `${right}, and the files at hand do not prove which`);
    throw contradiction(from, what, `${right}: the log tells two stories`);
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
