// SPDX-License-Identifier: Apache-2.0
import { LogError } from '../log-error.ts';
import type { HashSuite } from './map-hash.ts';
import { bitOfKey, compareKeys, firstDifferingBit, type MapEntry, requireEntry } from './map-key.ts';
import type { PageSink, PageSource } from './node-store.ts';
import { bitAt, keyAt, leftAt, MAP_ANNEX_BYTES_MAX, type MapRecord, NODE_TAG, rightAt, tagAt } from './page-format.ts';
import {
  type Fragment,
  fragmentOfLeaf,
  fragmentOfStored,
  hashOfFragment,
  joinFragments,
  sealPage,
} from './page-layout.ts';
import { findInMap, follow, leafReached, type MapRoot, openPage, type StoredNode } from './read-map.ts';

/** An update of one key; without an annex it has an empty one. */
export interface MapUpdate extends MapEntry {
  readonly annex?: Uint8Array;
}

/** Which of the changes, in the order of their keys: from one to before another. */
interface Range {
  readonly from: number;
  readonly to: number;
}

type Task =
  /** A stored node and the changes that come into it; `known` is the key of any leaf below it, if one has been read. */
  | (Range & { readonly kind: 'merge'; readonly node: StoredNode; readonly known: Uint8Array | undefined })
  /** Changes that are by themselves: no stored key is among them. */
  | (Range & { readonly kind: 'fresh' })
  /** Two sides that are made, the right one last. */
  | { readonly kind: 'join'; readonly bit: number };

const NO_ANNEX = new Uint8Array(0);

/**
 * Changes to one state of a map, kept in memory until they are written as one new state.
 * They are merged into the stored tree in the order of their keys: each page on their ways is read when its turn comes
 * and written once, and nothing of the tree is kept in between. The state that it began with stays as it is.
 */
export class MapBatch {
  private readonly suite: HashSuite;
  private readonly source: PageSource;
  private readonly before: MapRoot;
  private readonly changes = new Map<string, MapRecord>();
  // In the order of their keys, once they are being written.
  private sorted: readonly MapRecord[] | undefined;
  // What write() has yet to do, and what it has made so far: a stack each, since a map may be as deep as keys are long.
  private readonly tasks: Task[] = [];
  private readonly made: Fragment[] = [];
  private added = 0;

  constructor(suite: HashSuite, map: { readonly source: PageSource; readonly root: MapRoot }) {
    this.suite = suite;
    this.source = map.source;
    this.before = map.root;
  }

  /** The record of a key with the changes so far. */
  get(key: Uint8Array): MapRecord | undefined {
    return this.changes.get(nameOf(key)) ?? findInMap(this.source, this.before, key);
  }

  /** Gives a key its value and annex. The arrays are kept as they are: the caller does not change them. */
  set({ key, value, annex = NO_ANNEX }: MapUpdate): void {
    if (this.sorted !== undefined) {
      throw new LogError('BAD_MAP_STATE', 'the batch is being written and takes no more changes');
    }
    requireEntry({ key, value });
    if (annex.length > MAP_ANNEX_BYTES_MAX) {
      throw new LogError('BAD_MAP_VALUE', `an annex has at most ${MAP_ANNEX_BYTES_MAX} bytes, not ${annex.length}`);
    }
    this.changes.set(nameOf(key), { key, value, annex });
  }

  /** Writes the new state at once. After it the batch takes no more changes. */
  write(sink: PageSink): MapRoot {
    return this.writeSome(sink, Number.POSITIVE_INFINITY) as MapRoot;
  }

  /** Writes on, over at most so many nodes; undefined until the new state is whole. Same sink each time. */
  writeSome(sink: PageSink, nodesMax: number): MapRoot | undefined {
    this.sorted ??= this.begin();
    for (let nodes = 0; this.tasks.length > 0; nodes += 1) {
      if (nodes >= nodesMax) {
        return undefined;
      }
      this.run(sink, this.tasks.pop() as Task);
    }
    const top = this.made[0];
    if (top === undefined) {
      return this.before;
    }
    const count = this.before.count + this.added;
    return { hash: hashOfFragment(this.suite, top), count, page: sealPage(sink, top) };
  }

  private begin(): readonly MapRecord[] {
    const sorted = [...this.changes.values()].sort((one, other) => compareKeys(one.key, other.key));
    const { page } = this.before;
    if (sorted.length > 0) {
      const node = page && openPage(this.source, page);
      this.enter(node && { node, known: undefined }, { from: 0, to: sorted.length });
    }
    return sorted;
  }

  private run(sink: PageSink, task: Task): void {
    if (task.kind === 'join') {
      const [right, left] = [this.made.pop() as Fragment, this.made.pop() as Fragment];
      this.made.push(joinFragments({ suite: this.suite, sink }, task.bit, { left, right }));
    } else if (task.kind === 'fresh') {
      this.makeFresh(task);
    } else if (task.from === task.to) {
      this.made.push(fragmentOfStored(task.node));
    } else {
      this.merge(task);
    }
  }

  private makeFresh({ from, to }: Range): void {
    const bit = firstDifferingBit(this.keyOf(from), this.keyOf(to - 1));
    if (bit === undefined) {
      this.made.push(fragmentOfLeaf(this.recordOf(from)));
      return;
    }
    const middle = this.firstWithBit(bit, { from, to });
    this.tasks.push({ kind: 'join', bit }, { kind: 'fresh', from: middle, to }, { kind: 'fresh', from, to: middle });
  }

  private merge({ node, known: knownBefore, from, to }: Task & { readonly kind: 'merge' }): void {
    const opened = follow(this.source, node);
    const { page, at } = opened;
    const isLeaf = tagAt(page, at) === NODE_TAG.leaf;
    const known = knownBefore ?? this.keyReached(opened, from);
    const ownBit = isLeaf ? Number.POSITIVE_INFINITY : bitAt(page, at);
    // All keys below the node begin alike up to its bit. Where the first and the last change do so too, all between do.
    const bit = Math.min(this.partsFrom(known, from), this.partsFrom(known, to - 1), ownBit);
    if (bit === Number.POSITIVE_INFINITY) {
      this.made.push(fragmentOfLeaf(this.recordOf(from)));
      return;
    }
    const middle = this.firstWithBit(bit, { from, to });
    const isKnownLeft = bitOfKey(known, bit) === 0;
    this.tasks.push({ kind: 'join', bit });
    if (bit < ownBit) {
      // As it was reached, so that a link stays a link where nothing below it changes.
      const whole = { node, known };
      this.enter(isKnownLeft ? undefined : whole, { from: middle, to });
      this.enter(isKnownLeft ? whole : undefined, { from, to: middle });
    } else {
      const [left, right] = [leftAt(at), rightAt(page, at)];
      this.enter({ node: { page, at: right }, known: isKnownLeft ? undefined : known }, { from: middle, to });
      this.enter({ node: { page, at: left }, known: isKnownLeft ? known : undefined }, { from, to: middle });
    }
  }

  /** What comes of these changes, below this node if there is one. */
  private enter(below: Pick<Task & { kind: 'merge' }, 'node' | 'known'> | undefined, { from, to }: Range): void {
    if (below === undefined) {
      this.added += to - from;
      this.tasks.push({ kind: 'fresh', from, to });
    } else {
      this.tasks.push({ kind: 'merge', node: below.node, known: below.known, from, to });
    }
  }

  private keyReached(node: StoredNode, change: number): Uint8Array {
    const { page, at } = leafReached(this.source, node, this.keyOf(change));
    return keyAt(page, at);
  }

  private partsFrom(known: Uint8Array, change: number): number {
    return firstDifferingBit(known, this.keyOf(change)) ?? Number.POSITIVE_INFINITY;
  }

  /** The first of these changes whose key has the bit set, where all of them have the same bits before it. */
  private firstWithBit(bit: number, { from, to }: Range): number {
    let [low, high] = [from, to];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (bitOfKey(this.keyOf(middle), bit) === 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private keyOf(change: number): Uint8Array {
    return this.recordOf(change).key;
  }

  private recordOf(change: number): MapRecord {
    return (this.sorted as readonly MapRecord[])[change] as MapRecord;
  }
}

/** A key as text of one character a byte, by which a Map finds it. */
function nameOf(key: Uint8Array): string {
  return Reflect.apply(String.fromCharCode, undefined, key);
}
