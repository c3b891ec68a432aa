// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { PageCache } from './page-cache.ts';

const page = (index: number): Buffer => Buffer.alloc(840, index);

describe('PageCache', () => {
  it('find() gives what was kept, also what moved from the older half, and pages that someone holds never change', () => {
    const cache = new PageCache(20_000);
    const held = cache.keepCopy(0, page(0));
    for (let index = 1; index < 200; index += 1) {
      cache.keepCopy(index, page(index));
      expect(cache.find(index)).toEqual(page(index));
      // Asked for again and again, it stays.
      expect(cache.find(0)).toEqual(page(0));
    }
    expect(held).toEqual(page(0));
    const kept = Array.from({ length: 200 }, (_, index) => cache.find(index)).filter((found) => found !== undefined);
    expect(kept.length).toBeLessThanOrEqual(22);
  });

  it('forgetFrom() drops what is kept for a place and all after it, in both halves', () => {
    const cache = new PageCache(20_000);
    for (let index = 0; index < 15; index += 1) cache.keepCopy(index, page(index));
    cache.forgetFrom(5);
    expect(Array.from({ length: 15 }, (_, index) => cache.find(index) !== undefined)).toEqual(
      Array.from({ length: 15 }, (_, index) => index < 5),
    );
    cache.clear();
    expect(cache.find(0)).toBeUndefined();
  });

  it('room() gives nobody the bytes of another, however large they are', () => {
    const cache = new PageCache(1_000);
    const [small, large] = [cache.room(10).fill(1), cache.room(1 << 19).fill(2)];
    cache.room(10).fill(3);
    expect(small).toEqual(Buffer.alloc(10, 1));
    expect(large.every((byte) => byte === 2)).toBe(true);
  });
});
