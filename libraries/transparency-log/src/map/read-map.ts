// SPDX-License-Identifier: Apache-2.0
import { LogError } from '../log-error.ts';
import { emptyMapRoot, type HashSuite } from './map-hash.ts';
import { bitOfKey, compareKeys, firstDifferingBit, keyHasPrefix } from './map-key.ts';
import { encodeMapProof } from './map-proof.ts';
import type { PageSource } from './node-store.ts';
import {
  bitAt,
  hashAt,
  keyAt,
  leftAt,
  linkAt,
  type MapRecord,
  NODE_TAG,
  type Page,
  type PageRef,
  recordAt,
  rightAt,
  tagAt,
} from './page-format.ts';
import type { LookupProof, PrefixProof } from './sorted-map.ts';

/** One state of a map: its root hash, how many keys it has, and the page where it begins unless it has none. */
export interface MapRoot {
  readonly hash: Uint8Array;
  readonly count: number;
  readonly page?: PageRef;
}

/** A node of a page, found again by page and place. */
export interface StoredNode {
  readonly page: Page;
  readonly at: number;
}

/** The map without keys. */
export function emptyMap(suite: HashSuite): MapRoot {
  return { hash: emptyMapRoot(suite), count: 0 };
}

/** The record of a key, or undefined when the map has no such key. */
export function findInMap(source: PageSource, root: MapRoot, key: Uint8Array): MapRecord | undefined {
  if (root.page === undefined) {
    return undefined;
  }
  const { page, at } = leafReached(source, openPage(source, root.page), key);
  return firstDifferingBit(keyAt(page, at), key) === undefined ? recordAt(page, at) : undefined;
}

/** The value of a key or its absence, with the proof that verifyLookup() takes. */
export function proveLookup(
  suite: HashSuite,
  map: { readonly source: PageSource; readonly root: MapRoot },
  key: Uint8Array,
): LookupProof {
  const path = walk(map.source, map.root, key);
  if (path === undefined) {
    return { key, value: undefined, proof: encodeMapProof([]) };
  }
  const leaf = recordAt(path.leaf.page, path.leaf.at);
  const steps = stepsOf(suite, path.turns);
  return compareKeys(leaf.key, key) === 0
    ? { key, value: leaf.value, proof: encodeMapProof(steps) }
    : { key, value: undefined, proof: encodeMapProof(steps, leaf) };
}

/** The hash over all keys below a prefix, or that there is none, with the proof that verifyPrefix() takes. */
export function provePrefix(
  suite: HashSuite,
  map: { readonly source: PageSource; readonly root: MapRoot },
  prefix: Uint8Array,
): PrefixProof {
  const path = walk(map.source, map.root, prefix);
  if (path === undefined) {
    return { prefix, hash: map.root.hash, proof: encodeMapProof([]) };
  }
  if (!keyHasPrefix(keyAt(path.leaf.page, path.leaf.at), prefix)) {
    const leaf = recordAt(path.leaf.page, path.leaf.at);
    return { prefix, hash: emptyMapRoot(suite), proof: encodeMapProof(stepsOf(suite, path.turns), leaf) };
  }
  const outside = path.turns.filter(({ bit }) => bit < prefix.length * 8);
  const { page, at } = path.turns[outside.length]?.node ?? path.leaf;
  return { prefix, hash: hashAt(suite, page, at), proof: encodeMapProof(stepsOf(suite, outside)) };
}

/** The records below a prefix in the order of their keys; the empty prefix lists all. */
export function* recordsBelow(source: PageSource, root: MapRoot, prefix: Uint8Array): Generator<MapRecord> {
  const path = walk(source, root, prefix);
  if (path === undefined || !keyHasPrefix(keyAt(path.leaf.page, path.leaf.at), prefix)) {
    return;
  }
  const top = path.turns.find(({ bit }) => bit >= prefix.length * 8)?.node ?? path.leaf;
  const open: StoredNode[] = [top];
  while (open.length > 0) {
    const { page, at } = follow(source, open.pop() as StoredNode);
    if (tagAt(page, at) === NODE_TAG.leaf) {
      yield recordAt(page, at);
    } else {
      open.push({ page, at: rightAt(page, at) }, { page, at: leftAt(at) });
    }
  }
}

/** The node itself, or for a link the first of the page that it leads to. */
export function follow(source: PageSource, node: StoredNode): StoredNode {
  return tagAt(node.page, node.at) === NODE_TAG.link ? openPage(source, linkAt(node.page, node.at)) : node;
}

/** The first node of a page, which is never a link. */
export function openPage(source: PageSource, ref: PageRef): StoredNode {
  const page = { bytes: source.readPage(ref), offset: ref.offset };
  if (tagAt(page, 0) === NODE_TAG.link) {
    throw new LogError('BAD_MAP_STATE', 'a page begins with a link', { at: `page ${ref.offset}` });
  }
  return { page, at: 0 };
}

/** An inner node on the way to a leaf. */
export interface Turn {
  readonly bit: number;
  /** The inner node. */
  readonly node: StoredNode;
  /** Its side that the key does not take. */
  readonly other: StoredNode;
}

/**
 * The leaf below a node where a lookup of the key ends, which is another key's when this one is not there: then no key
 * below the node shares a longer beginning with it. What is passed is added to `turns` where that is given.
 */
export function leafReached(source: PageSource, from: StoredNode, key: Uint8Array, turns?: Turn[]): StoredNode {
  let { page, at } = follow(source, from);
  let parentBit = -1;
  while (tagAt(page, at) !== NODE_TAG.leaf) {
    const bit = bitAt(page, at);
    if (bit <= parentBit) {
      throw new LogError('BAD_MAP_STATE', `bit ${bit} again or before its parent`, { at: `page ${page.offset}` });
    }
    parentBit = bit;
    const isLeft = bitOfKey(key, bit) === 0;
    const [taken, other] = isLeft ? [leftAt(at), rightAt(page, at)] : [rightAt(page, at), leftAt(at)];
    turns?.push({ bit, node: { page, at }, other: { page, at: other } });
    at = taken;
    if (tagAt(page, at) === NODE_TAG.link) {
      ({ page, at } = openPage(source, linkAt(page, at)));
    }
  }
  return { page, at };
}

function walk(
  source: PageSource,
  root: MapRoot,
  key: Uint8Array,
): { readonly leaf: StoredNode; readonly turns: readonly Turn[] } | undefined {
  if (root.page === undefined) {
    return undefined;
  }
  const turns: Turn[] = [];
  return { leaf: leafReached(source, openPage(source, root.page), key, turns), turns };
}

function stepsOf(suite: HashSuite, turns: readonly Turn[]) {
  return turns.map(({ bit, other }) => ({ bit, sibling: hashAt(suite, other.page, other.at) })).reverse();
}
