// SPDX-License-Identifier: Apache-2.0
import { LogError } from '../log-error.ts';
import { HASH_BYTES } from '../merkle/hashing.ts';
import { type HashSuite, hashMapLeaf } from './map-hash.ts';
import type { MapEntry } from './map-key.ts';

/** Where a page is, and how many pages lie below it on the longest way: 0 for one with leaves only. */
export interface PageRef {
  readonly offset: number;
  readonly length: number;
  readonly height: number;
}

/** An entry with what is kept beside it outside the hash: for instance what its owner needs for the next value. */
export interface MapRecord extends MapEntry {
  readonly annex: Uint8Array;
}

/** The most bytes that an annex can have. */
export const MAP_ANNEX_BYTES_MAX = 1024;

/** The most leaves and links in one page; more are parted over two. With 16 an update writes a quarter more. */
export const PAGE_TIPS_MAX = 8;

/** The fewest leaves and links for which a page of their own is made; fewer stay with their parent. */
export const PAGE_TIPS_MIN = 4;

/** More bytes than any page has: 8 leaves of the largest size and what joins them take 25 KB. */
export const PAGE_BYTES_MAX = 0xffff;

/** A page in memory. */
export interface Page {
  readonly bytes: Uint8Array;
  readonly offset: number;
}

// A page is one node with all below it, in the order node, left, right; numbers are big-endian:
//   leaf  = 00 ‖ u16 |key| ‖ u16 |value| ‖ u16 |annex| ‖ key ‖ value ‖ annex
//   inner = 01 ‖ u16 bit ‖ u16 bytes of left ‖ u8 tips ‖ u8 height ‖ hash ‖ left ‖ right
//   link  = 02 ‖ u8 height of that page ‖ u48 offset ‖ u16 length ‖ hash
const LEAF_HEAD = 7;
const INNER_HEAD = 7 + HASH_BYTES;
const LINK_BYTES = 10 + HASH_BYTES;

/** The kinds of node in a page, by their first byte. */
export const NODE_TAG = { leaf: 0, inner: 1, link: 2 } as const;

/** The bytes that the head of each kind has. */
export const NODE_HEAD_BYTES = { leaf: LEAF_HEAD, inner: INNER_HEAD, link: LINK_BYTES } as const;

/** The kind of the node at this place. Throws LogError BAD_MAP_STATE where none begins. */
export function tagAt({ bytes, offset }: Page, at: number): 0 | 1 | 2 {
  const tag = bytes[at];
  if (tag !== 0 && tag !== 1 && tag !== 2) {
    throw new LogError('BAD_MAP_STATE', 'no node begins here', { at: `page ${offset}, byte ${at}` });
  }
  return tag;
}

/** The bit of an inner node. */
export function bitAt({ bytes }: Page, at: number): number {
  return readU16(bytes, at + 1);
}

/** Where the left side of an inner node begins. */
export function leftAt(at: number): number {
  return at + INNER_HEAD;
}

/** Where the right side of an inner node begins. */
export function rightAt({ bytes }: Page, at: number): number {
  return at + INNER_HEAD + readU16(bytes, at + 3);
}

/** The record of a leaf, as views of the page. */
export function recordAt({ bytes }: Page, at: number): MapRecord {
  const key = at + LEAF_HEAD;
  const value = key + readU16(bytes, at + 1);
  const annex = value + readU16(bytes, at + 3);
  return {
    key: bytes.subarray(key, value),
    value: bytes.subarray(value, annex),
    annex: bytes.subarray(annex, annex + readU16(bytes, at + 5)),
  };
}

/** The key of a leaf, as a view of the page. */
export function keyAt({ bytes }: Page, at: number): Uint8Array {
  return bytes.subarray(at + LEAF_HEAD, at + LEAF_HEAD + readU16(bytes, at + 1));
}

/** The page that a link leads to, which was written before the one that it is in. */
export function linkAt({ bytes, offset }: Page, at: number): PageRef {
  const to = readU16(bytes, at + 2) * 2 ** 32 + readU16(bytes, at + 4) * 2 ** 16 + readU16(bytes, at + 6);
  const length = readU16(bytes, at + 8);
  if (to + length > offset) {
    throw new LogError('BAD_MAP_STATE', `a link forwards, to ${to}`, { at: `page ${offset}, byte ${at}` });
  }
  return { offset: to, length, height: bytes[at + 1] as number };
}

/** The hash of the node at this place: kept for inner nodes and links, computed for leaves. */
export function hashAt(suite: HashSuite, page: Page, at: number): Uint8Array {
  const tag = tagAt(page, at);
  if (tag === NODE_TAG.leaf) {
    return hashMapLeaf(suite, recordAt(page, at));
  }
  const from = at + (tag === NODE_TAG.inner ? INNER_HEAD : LINK_BYTES) - HASH_BYTES;
  return page.bytes.subarray(from, from + HASH_BYTES);
}

/** How many leaves and links hang below a node within its page, how high it stands, and where it ends. */
export function extentAt(page: Page, at: number): { readonly tips: number; readonly height: number; end: number } {
  const { bytes } = page;
  switch (tagAt(page, at)) {
    case NODE_TAG.leaf:
      return {
        tips: 1,
        height: 0,
        end: at + LEAF_HEAD + readU16(bytes, at + 1) + readU16(bytes, at + 3) + readU16(bytes, at + 5),
      };
    case NODE_TAG.link:
      return { tips: 1, height: heightAbove(bytes[at + 1] as number), end: at + LINK_BYTES };
    case NODE_TAG.inner:
      return {
        tips: bytes[at + 5] as number,
        height: bytes[at + 6] as number,
        end: extentAt(page, rightAt(page, at)).end,
      };
  }
}

/** The height of a link to a page. It stops at 255, which only keys made for it reach, and then says less. */
export function heightAbove(height: number): number {
  return Math.min(height + 1, 0xff);
}

/** Where the links of a page are. */
export function linksOf(page: Page): readonly number[] {
  const found: number[] = [];
  let at = 0;
  // Node, left, right: the next node begins where a leaf or a link ends, or at the left of an inner node.
  while (at < page.bytes.length) {
    const tag = tagAt(page, at);
    if (tag === NODE_TAG.link) {
      found.push(at);
    }
    at = tag === NODE_TAG.inner ? leftAt(at) : extentAt(page, at).end;
  }
  return found;
}

/** Lets the links of a page, whose bytes are the caller's own, lead to where `moved` says that their pages are now. */
export function relocatePage(page: Page, moved: (offset: number) => number): void {
  for (const at of linksOf(page)) {
    writeU48(page.bytes, at + 2, moved(linkAt(page, at).offset));
  }
}

/** Writes a leaf; returns where it ends. */
export function writeLeaf(target: Uint8Array, at: number, { key, value, annex }: MapRecord): number {
  target[at] = NODE_TAG.leaf;
  writeU16(target, at + 1, key.length);
  writeU16(target, at + 3, value.length);
  writeU16(target, at + 5, annex.length);
  target.set(key, at + LEAF_HEAD);
  target.set(value, at + LEAF_HEAD + key.length);
  target.set(annex, at + LEAF_HEAD + key.length + value.length);
  return at + LEAF_HEAD + key.length + value.length + annex.length;
}

/** Writes a link. */
export function writeLink(
  target: Uint8Array,
  at: number,
  { offset, length, height, hash }: PageRef & { readonly hash: Uint8Array },
): void {
  target[at] = NODE_TAG.link;
  target[at + 1] = height;
  writeU48(target, at + 2, offset);
  writeU16(target, at + 8, length);
  target.set(hash, at + 10);
}

/** Writes the head of an inner node; its two sides follow. */
export function writeInnerHead(
  target: Uint8Array,
  at: number,
  head: {
    readonly bit: number;
    readonly leftBytes: number;
    readonly tips: number;
    readonly height: number;
    readonly hash: Uint8Array;
  },
): void {
  target[at] = NODE_TAG.inner;
  writeU16(target, at + 1, head.bit);
  writeU16(target, at + 3, head.leftBytes);
  target[at + 5] = head.tips;
  target[at + 6] = head.height;
  target.set(head.hash, at + 7);
}

function readU16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
}

function writeU16(target: Uint8Array, at: number, value: number): void {
  target[at] = value >>> 8;
  target[at + 1] = value;
}

function writeU48(target: Uint8Array, at: number, value: number): void {
  writeU16(target, at, Math.floor(value / 2 ** 32));
  writeU16(target, at + 2, Math.floor(value / 2 ** 16) % 2 ** 16);
  writeU16(target, at + 4, value % 2 ** 16);
}
