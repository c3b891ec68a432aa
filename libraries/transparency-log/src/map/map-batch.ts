// SPDX-License-Identifier: Apache-2.0
import { LogError } from '../log-error.ts';
import type { HashSuite } from './map-hash.ts';
import { bitOfKey, firstDifferingBit, type MapEntry, requireEntry } from './map-key.ts';
import type { PageSink, PageSource } from './node-store.ts';
import { PackedChanges } from './packed-changes.ts';
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

/** What is known of the keys below a node. */
interface Known {
  /** Any one of them. */
  readonly key: Uint8Array;
  /** The first bit in which one of the changes that come to the node differs from it. */
  readonly partsAt: number;
}

/** A stored node and the changes that come to it; of its keys nothing is known before one has been read. */
interface Merge extends Range {
  readonly kind: 'merge';
  readonly node: StoredNode;
  readonly known: Known | undefined;
}

type Task =
  | Merge
  /** Changes that are by themselves: no stored key is among them. */
  | (Range & { readonly kind: 'fresh' })
  /** Two sides that are made, the right one last. */
  | { readonly kind: 'join'; readonly bit: number };

const NO_ANNEX = new Uint8Array(0);

/** After every bit that a key has. */
const NO_BIT = Number.POSITIVE_INFINITY;

/**
 * Changes to one state of a map, kept in memory until they are written as one new state.
 * They are merged into the stored tree in the order of their keys: each page on their ways is read when its turn comes
 * and written once, and nothing of the tree is kept in between. The state that it began with stays as it is.
 */
export class MapBatch {
  private readonly suite: HashSuite;
  private readonly source: PageSource;
  private readonly before: MapRoot;
  private readonly changes = new PackedChanges();
  // In the order of their keys, once they are being written.
  private sorted: Uint32Array | undefined;
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
    return this.changes.get(key) ?? findInMap(this.source, this.before, key);
  }

  /** Gives a key its value and annex, which are copied. */
  set({ key, value, annex = NO_ANNEX }: MapUpdate): void {
    if (this.sorted !== undefined) {
      throw new LogError('BAD_MAP_STATE', 'the batch is being written and takes no more changes');
    }
    requireEntry({ key, value });
    if (annex.length > MAP_ANNEX_BYTES_MAX) {
      throw new LogError('BAD_MAP_VALUE', `an annex has at most ${MAP_ANNEX_BYTES_MAX} bytes, not ${annex.length}`);
    }
    this.changes.set({ key, value, annex });
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

  private begin(): Uint32Array {
    const sorted = this.changes.sorted();
    const { page } = this.before;
    if (sorted.length > 0) {
      const node = page && openPage(this.source, page);
      this.enter(node, undefined, { from: 0, to: sorted.length });
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

  private merge(task: Merge): void {
    const { from, to } = task;
    const opened = follow(this.source, task.node);
    const { page, at } = opened;
    const known = task.known ?? this.knownBy(this.keyReached(opened, from), task);
    const ownBit = tagAt(page, at) === NODE_TAG.leaf ? NO_BIT : bitAt(page, at);
    // All keys below the node begin alike up to its own bit.
    const bit = Math.min(known.partsAt, ownBit);
    if (bit === NO_BIT) {
      this.made.push(fragmentOfLeaf(this.recordOf(from)));
      return;
    }
    const middle = this.firstWithBit(bit, task);
    const isKnownLeft = bitOfKey(known.key, bit) === 0;
    // The node as it was reached: a link stays a link where nothing below it changes.
    const left = bit === ownBit ? { page, at: leftAt(at) } : isKnownLeft ? task.node : undefined;
    const right = bit === ownBit ? { page, at: rightAt(page, at) } : isKnownLeft ? undefined : task.node;
    this.tasks.push({ kind: 'join', bit });
    const [onLeft, onRight] = [
      { from, to: middle },
      { from: middle, to },
    ];
    this.enter(right, isKnownLeft ? undefined : this.narrowed(known, task, onRight), onRight);
    this.enter(left, isKnownLeft ? this.narrowed(known, task, onLeft) : undefined, onLeft);
  }

  /** Queues what comes of these changes, below a node if there is one. */
  private enter(node: StoredNode | undefined, known: Known | undefined, { from, to }: Range): void {
    if (node === undefined) {
      this.added += to - from;
      this.tasks.push({ kind: 'fresh', from, to });
    } else {
      this.tasks.push({ kind: 'merge', node, known, from, to });
    }
  }

  private keyReached(node: StoredNode, change: number): Uint8Array {
    const { page, at } = leafReached(this.source, node, this.keyOf(change));
    return keyAt(page, at);
  }

  /** Where the first and the last change are like the key, all between are: they are in the order of their keys. */
  private knownBy(key: Uint8Array, { from, to }: Range): Known {
    const first = firstDifferingBit(key, this.keyOf(from)) ?? NO_BIT;
    const last = to - from === 1 ? first : (firstDifferingBit(key, this.keyOf(to - 1)) ?? NO_BIT);
    return { key, partsAt: Math.min(first, last) };
  }

  /** What is known when only some of the changes go on. */
  private narrowed(known: Known, all: Range, some: Range): Known | undefined {
    const count = some.to - some.from;
    if (count === all.to - all.from) {
      return known;
    }
    return count === 0 ? undefined : this.knownBy(known.key, some);
  }

  /** The first of these changes whose key has the bit set, where all of them have the same bits before it. */
  private firstWithBit(bit: number, { from, to }: Range): number {
    let [low, high] = [from, to];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.changes.bitOf(this.changeAt(middle), bit) === 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private keyOf(change: number): Uint8Array {
    return this.changes.keyOf(this.changeAt(change));
  }

  private recordOf(change: number): MapRecord {
    return this.changes.recordOf(this.changeAt(change));
  }

  private changeAt(change: number): number {
    return (this.sorted as Uint32Array)[change] as number;
  }
}
