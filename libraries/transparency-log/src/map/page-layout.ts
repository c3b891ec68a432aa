// SPDX-License-Identifier: Apache-2.0
import { type HashSuite, hashMapInner, hashMapLeaf } from './map-hash.ts';
import type { PageSink } from './node-store.ts';
import {
  extentAt,
  hashAt,
  heightAbove,
  type MapRecord,
  NODE_HEAD_BYTES,
  PAGE_BYTES_MAX,
  PAGE_TIPS_MAX,
  PAGE_TIPS_MIN,
  type PageRef,
  writeInnerHead,
  writeLeaf,
  writeLink,
} from './page-format.ts';
import type { StoredNode } from './read-map.ts';

interface Extent {
  /** Bytes that it takes in a page. */
  readonly length: number;
  readonly tips: number;
  readonly height: number;
}

/** A node with all below it that will stand in one page, not yet written. */
export type Fragment = Extent &
  (
    | { readonly kind: 'leaf'; readonly record: MapRecord }
    | { readonly kind: 'stored'; readonly stored: StoredNode }
    | { readonly kind: 'link'; readonly page: PageRef; readonly hash: Uint8Array }
    | {
        readonly kind: 'inner';
        readonly bit: number;
        readonly hash: Uint8Array;
        readonly left: Fragment;
        readonly right: Fragment;
      }
  );

/** A leaf that is new. */
export function fragmentOfLeaf(record: MapRecord): Fragment {
  const { key, value, annex } = record;
  const length = NODE_HEAD_BYTES.leaf + key.length + value.length + annex.length;
  return { kind: 'leaf', record, length, tips: 1, height: 0 };
}

/** A node that is copied as it stands in its page, with all below it; a link stays a link. */
export function fragmentOfStored(stored: StoredNode): Fragment {
  const { tips, height, end } = extentAt(stored.page, stored.at);
  return { kind: 'stored', stored, length: end - stored.at, tips, height };
}

/**
 * Joins two sides under an inner node, in one page while that has room.
 * As in a B-tree, sides of the same height share a page: the lower of two gets pages of its own first, or a page with
 * leaves would be swallowed by the page above it each time that it changes.
 */
export function joinFragments(
  { suite, sink }: { readonly suite: HashSuite; readonly sink: PageSink },
  bit: number,
  sides: { readonly left: Fragment; readonly right: Fragment },
): Fragment {
  const hash = hashMapInner(suite, bit, {
    left: hashOfFragment(suite, sides.left),
    right: hashOfFragment(suite, sides.right),
  });
  let { left, right } = sides;
  const part = (side: Fragment) => (side.tips < PAGE_TIPS_MIN ? side : linkTo({ suite, sink }, side));
  if (left.height < right.height) {
    left = part(left);
  } else if (right.height < left.height) {
    right = part(right);
  }
  if (left.tips + right.tips > PAGE_TIPS_MAX) {
    left = part(left);
    right = part(right);
  }
  return {
    kind: 'inner',
    bit,
    hash,
    left,
    right,
    length: NODE_HEAD_BYTES.inner + left.length + right.length,
    tips: left.tips + right.tips,
    height: Math.max(left.height, right.height),
  };
}

// Filled and handed on at once, so that no page is allocated for being written.
const scratch = new Uint8Array(PAGE_BYTES_MAX);

/** Writes a fragment as a page. */
export function sealPage(sink: PageSink, fragment: Fragment): PageRef {
  writeFragment(scratch, 0, fragment);
  const { length, height } = fragment;
  return { offset: sink.appendPage(scratch.subarray(0, length), height), length, height };
}

/** The hash of the node that a fragment begins with. */
export function hashOfFragment(suite: HashSuite, fragment: Fragment): Uint8Array {
  if (fragment.kind === 'leaf') {
    return hashMapLeaf(suite, fragment.record);
  }
  return fragment.kind === 'stored' ? hashAt(suite, fragment.stored.page, fragment.stored.at) : fragment.hash;
}

function linkTo({ suite, sink }: { readonly suite: HashSuite; readonly sink: PageSink }, side: Fragment): Fragment {
  const page = sealPage(sink, side);
  const hash = hashOfFragment(suite, side);
  return { kind: 'link', page, hash, length: NODE_HEAD_BYTES.link, tips: 1, height: heightAbove(page.height) };
}

/** At most as deep as a page has tips. */
function writeFragment(target: Uint8Array, at: number, fragment: Fragment): number {
  switch (fragment.kind) {
    case 'leaf':
      return writeLeaf(target, at, fragment.record);
    case 'stored': {
      const { page, at: from } = fragment.stored;
      target.set(page.bytes.subarray(from, from + fragment.length), at);
      return at + fragment.length;
    }
    case 'link':
      writeLink(target, at, { ...fragment.page, hash: fragment.hash });
      return at + fragment.length;
    case 'inner': {
      const { bit, hash, tips, height, left, right } = fragment;
      writeInnerHead(target, at, { bit, hash, tips, height, leftBytes: left.length });
      return writeFragment(target, writeFragment(target, at + NODE_HEAD_BYTES.inner, left), right);
    }
  }
}
