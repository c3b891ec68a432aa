// SPDX-License-Identifier: Apache-2.0
import { LogError } from '../log-error.ts';
import type { HashSuite } from './map-hash.ts';
import { bitOfKey, compareKeys, firstDifferingBit, requireEntry, type MapEntry } from './map-key.ts';
import type { PageSink, PageSource } from './node-store.ts';
import {
  bitAt,
  keyAt,
  leftAt,
  MAP_ANNEX_BYTES_MAX,
  type MapRecord,
  NODE_TAG,
  recordAt,
  rightAt,
  tagAt,
} from './page-format.ts';
import {
  fragmentOfLeaf,
  fragmentOfStored,
  joinFragments,
  type Fragment,
  hashOfFragment,
  sealPage,
} from './page-layout.ts';
import { follow, type MapRoot, openPage, type StoredNode } from './read-map.ts';

/** An update of one key; without an annex it has an empty one. */
export interface MapUpdate extends MapEntry {
  readonly annex?: Uint8Array;
}

interface InnerNode {
  readonly kind: 'inner';
  readonly bit: number;
  left: Node;
  right: Node;
  /** Where it was read, or undefined once anything below it has changed. */
  origin: StoredNode | undefined;
  /** Whether both sides are on the stack of write(). */
  entered: boolean;
}
type Node =
  | InnerNode
  | { readonly kind: 'leaf'; readonly record: MapRecord }
  | { readonly kind: 'stored'; readonly stored: StoredNode };

const NO_ANNEX = new Uint8Array(0);

/**
 * Changes to one state of a map, kept in memory until they are written as one new state.
 * Reads only the pages on the ways to the changed keys; the state that it began with stays as it is.
 */
export class MapBatch {
  private readonly suite: HashSuite;
  private readonly source: PageSource;
  private readonly before: MapRoot;
  private root: Node | undefined;
  private keys: number;
  private readonly path: InnerNode[] = [];
  // What write() has yet to do, and what it has made so far.
  private waiting: Node[] | undefined;
  private readonly made: Fragment[] = [];

  constructor(suite: HashSuite, map: { readonly source: PageSource; readonly root: MapRoot }) {
    this.suite = suite;
    this.source = map.source;
    this.before = map.root;
    this.keys = map.root.count;
    if (map.root.page !== undefined) {
      this.root = { kind: 'stored', stored: openPage(map.source, map.root.page) };
    }
  }

  /** How many keys the map has with the changes so far. */
  get count(): number {
    return this.keys;
  }

  /** The record of a key with the changes so far. */
  get(key: Uint8Array): MapRecord | undefined {
    const leaf = this.root && this.descend(key);
    const record = leaf && recordOf(leaf);
    return record !== undefined && compareKeys(record.key, key) === 0 ? record : undefined;
  }

  /** Gives a key its value and annex. The arrays are kept as they are: the caller does not change them. */
  set({ key, value, annex = NO_ANNEX }: MapUpdate): void {
    this.requireOpen();
    requireEntry({ key, value });
    if (annex.length > MAP_ANNEX_BYTES_MAX) {
      throw new LogError('BAD_MAP_VALUE', `an annex has at most ${MAP_ANNEX_BYTES_MAX} bytes, not ${annex.length}`);
    }
    const leaf: Node = { kind: 'leaf', record: { key, value, annex } };
    if (this.root === undefined) {
      this.root = leaf;
      this.keys = 1;
      return;
    }
    const reached = this.descend(key);
    const bit = firstDifferingBit(key, keyOf(reached));
    if (bit === undefined) {
      this.replace(key, { depth: this.path.length, node: leaf });
      return;
    }
    const depth = this.depthOf(bit);
    const displaced = this.path[depth] ?? reached;
    const [left, right] = bitOfKey(key, bit) === 0 ? [leaf, displaced] : [displaced, leaf];
    const node: InnerNode = { kind: 'inner', bit, left, right, origin: undefined, entered: false };
    this.replace(key, { depth, node });
    this.keys += 1;
  }

  /** Writes the new state at once. After it the batch takes no more changes. */
  write(sink: PageSink): MapRoot {
    return this.writeSome(sink, Number.POSITIVE_INFINITY) as MapRoot;
  }

  /** Writes on, over at most so many changed nodes; undefined until the new state is whole. Same sink each time. */
  writeSome(sink: PageSink, nodesMax: number): MapRoot | undefined {
    this.waiting ??= this.root === undefined ? [] : [this.root];
    for (let nodes = 0; this.waiting.length > 0; nodes += 1) {
      if (nodes >= nodesMax) {
        return undefined;
      }
      this.writeNext(sink, this.waiting);
    }
    const top = this.made[0];
    if (top === undefined || isUnchanged(this.root)) {
      return this.before;
    }
    return { hash: hashOfFragment(this.suite, top), count: this.keys, page: sealPage(sink, top) };
  }

  private writeNext(sink: PageSink, waiting: Node[]): void {
    const node = waiting.pop() as Node;
    if (node.kind === 'leaf') {
      this.made.push(fragmentOfLeaf(node.record));
    } else if (node.kind === 'stored') {
      this.made.push(fragmentOfStored(node.stored));
    } else if (node.origin !== undefined) {
      this.made.push(fragmentOfStored(node.origin));
    } else if (!node.entered) {
      node.entered = true;
      waiting.push(node, node.right, node.left);
    } else {
      const [right, left] = [this.made.pop() as Fragment, this.made.pop() as Fragment];
      this.made.push(joinFragments({ suite: this.suite, sink }, node.bit, { left, right }));
    }
  }

  /** Goes to the leaf where a lookup ends; leaves the inner nodes on the way in `path`, in memory from then on. */
  private descend(key: Uint8Array): Node {
    this.path.length = 0;
    let node = this.opened(this.root as Node);
    this.root = node;
    while (node.kind === 'inner') {
      this.path.push(node);
      const isLeft: boolean = bitOfKey(key, node.bit) === 0;
      const next: Node = this.opened(isLeft ? node.left : node.right);
      if (isLeft) {
        node.left = next;
      } else {
        node.right = next;
      }
      node = next;
    }
    return node;
  }

  private opened(node: Node): Node {
    if (node.kind !== 'stored') {
      return node;
    }
    const { page, at } = follow(this.source, node.stored);
    if (tagAt(page, at) === NODE_TAG.leaf) {
      return { kind: 'stored', stored: { page, at } };
    }
    const side = (place: number): Node => ({ kind: 'stored', stored: { page, at: place } });
    return {
      kind: 'inner',
      bit: bitAt(page, at),
      left: side(leftAt(at)),
      right: side(rightAt(page, at)),
      // For the first node of a page that is the link to it: unchanged, it stays a link.
      origin: node.stored,
      entered: false,
    };
  }

  private depthOf(bit: number): number {
    let depth = this.path.length;
    while (depth > 0 && (this.path[depth - 1] as InnerNode).bit > bit) {
      depth -= 1;
    }
    return depth;
  }

  private replace(key: Uint8Array, { depth, node }: { readonly depth: number; readonly node: Node }): void {
    for (let above = 0; above < depth; above += 1) {
      (this.path[above] as InnerNode).origin = undefined;
    }
    const parent = this.path[depth - 1];
    if (parent === undefined) {
      this.root = node;
    } else if (bitOfKey(key, parent.bit) === 0) {
      parent.left = node;
    } else {
      parent.right = node;
    }
  }

  private requireOpen(): void {
    if (this.waiting !== undefined) {
      throw new LogError('BAD_MAP_STATE', 'the batch is being written and takes no more changes');
    }
  }
}

function isUnchanged(root: Node | undefined): boolean {
  return root?.kind === 'stored' || (root?.kind === 'inner' && root.origin !== undefined);
}

function keyOf(node: Node): Uint8Array {
  return node.kind === 'stored' ? keyAt(node.stored.page, node.stored.at) : recordOf(node).key;
}

function recordOf(node: Node): MapRecord {
  return node.kind === 'stored' ? recordAt(node.stored.page, node.stored.at) : (node as { record: MapRecord }).record;
}
