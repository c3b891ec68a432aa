// SPDX-License-Identifier: Apache-2.0
import { decodeHex, encodeHex } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogError } from '../log-error.ts';
import { nodeLogSuite } from '../suites/node.ts';
import { MapBatch } from './map-batch.ts';
import { compareKeys, firstDifferingBit, keyHasPrefix, type MapEntry } from './map-key.ts';
import { encodeMapProof, MAP_PROOF_BYTES_MAX } from './map-proof.ts';
import { createMemoryNodeStore } from './node-store.ts';
import { linkAt, linksOf, type MapRecord, PAGE_BYTES_MAX, type PageRef, relocatePage, tagAt } from './page-format.ts';
import { emptyMap, findInMap, type MapRoot, proveLookup, provePrefix, recordsBelow } from './read-map.ts';
import { replayMap } from './replay-map.ts';
import { mapRootOf, proveLookupFromSorted, provePrefixFromSorted, sortEntries } from './sorted-map.ts';
import { decodeSubjectValue, encodeSubjectValue } from './subject-value.ts';
import { readVarint, writeVarint } from './varint.ts';
import { verifyEntriesBelow, verifyLookup, verifyPrefix } from './verify-map.ts';

const suite = nodeLogSuite;
const NOTHING = new Uint8Array(0);
const hashed = (index: number): Uint8Array => suite.sha256(Uint8Array.of(index >>> 16, index >>> 8, index));
const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return error instanceof LogError ? error.code : String(error);
  }
  return 'nothing thrown';
};

// Few bytes and short keys, so that prefixes and paddings meet; and keys as subjects have them.
const shortKey = fc
  .array(fc.constantFrom(0x00, 0xff, 0x61, 0x62), { maxLength: 4 })
  .map((bytes) => Uint8Array.from(bytes));
const key = fc.oneof(shortKey, fc.nat(2000).map(hashed));
const value = fc.uint8Array({ maxLength: 5 });
const updates = fc.array(fc.record({ key, value, annex: value }), { maxLength: 120 });

describe('MapBatch', () => {
  it('write() agrees with the sorted list after any batches, in root, count, records and every proof', () => {
    fc.assert(
      fc.property(fc.array(updates, { maxLength: 4 }), fc.array(key, { maxLength: 6 }), (batches, asked) => {
        const store = createMemoryNodeStore();
        let root = emptyMap(suite);
        for (const batch of batches) {
          root = replayMap(suite, batch, { store, root });
        }
        const entries = sortEntries(batches.flat());
        const map = { source: store, root };
        expect([encodeHex(root.hash), root.count]).toEqual([encodeHex(mapRootOf(suite, entries)), entries.length]);
        expect([...recordsBelow(store, root, NOTHING)].map(plain)).toEqual((entries as MapRecord[]).map(plain));
        for (const wanted of [...asked, ...entries.slice(0, 3).map((entry) => entry.key)]) {
          const proved = proveLookup(suite, map, wanted);
          expect(plainProof(proved)).toEqual(plainProof(proveLookupFromSorted(suite, entries, wanted)));
          expect(verifyLookup(suite, root.hash, proved)).toBe(true);
          expect(findInMap(store, root, wanted)?.value).toEqual(proved.value);
          const below = entries.filter((entry) => keyHasPrefix(entry.key, wanted.subarray(0, 2)));
          const prefix = provePrefix(suite, map, wanted.subarray(0, 2));
          expect(plainProof(prefix)).toEqual(plainProof(provePrefixFromSorted(suite, entries, wanted.subarray(0, 2))));
          expect(verifyEntriesBelow(suite, root.hash, { ...prefix, entries: below })).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('write() after each single update ends as one batch does, and older roots stay as they were', () => {
    const store = createMemoryNodeStore();
    const roots: MapRoot[] = [emptyMap(suite)];
    const all = Array.from({ length: 300 }, (_, index) => ({ key: hashed(index % 210), value: hashed(index) }));
    for (const update of all) {
      roots.push(replayMap(suite, [update], { store, root: roots.at(-1) as MapRoot }));
    }
    roots.forEach(({ hash }, size) => {
      expect(encodeHex(hash)).toBe(encodeHex(mapRootOf(suite, sortEntries(all.slice(0, size)))));
    });
    const old = roots[100] as MapRoot;
    expect([...recordsBelow(store, old, NOTHING)]).toHaveLength(100);
  });

  it('writeSome() goes on where it stopped, and takes no changes meanwhile', () => {
    const store = createMemoryNodeStore();
    const batch = new MapBatch(suite, { source: store, root: emptyMap(suite) });
    const entries = Array.from({ length: 100 }, (_, index) => ({ key: hashed(index), value: hashed(index) }));
    for (const entry of entries) {
      batch.set(entry);
    }
    expect(batch.writeSome(store, 10)).toBeUndefined();
    expect(codeOf(() => batch.set({ key: NOTHING, value: NOTHING }))).toBe('BAD_MAP_STATE');
    let root = batch.writeSome(store, 10);
    for (; root === undefined; root = batch.writeSome(store, 10));
    expect(encodeHex(root.hash)).toBe(encodeHex(mapRootOf(suite, sortEntries(entries))));
  });

  it('get() sees the changes of the batch, and a batch without changes keeps the root', () => {
    const store = createMemoryNodeStore();
    const empty = new MapBatch(suite, { source: store, root: emptyMap(suite) });
    expect(empty.get(hashed(1))).toBeUndefined();
    expect(empty.write(store)).toEqual(emptyMap(suite));
    for (const size of [1, 60]) {
      const entries = Array.from({ length: size }, (_, index) => ({ key: hashed(index), value: hashed(index) }));
      const root = replayMap(suite, entries, { store });
      const batch = new MapBatch(suite, { source: store, root });
      expect(batch.get(hashed(0))?.value).toEqual(hashed(0));
      expect(batch.get(hashed(99))).toBeUndefined();
      expect(new MapBatch(suite, { source: store, root }).write(store)).toBe(root);
      expect(batch.write(store)).toBe(root);
      const changed = new MapBatch(suite, { source: store, root });
      changed.set({ key: hashed(0), value: hashed(5), annex: hashed(6) });
      expect(changed.get(hashed(0))).toEqual({ key: hashed(0), value: hashed(5), annex: hashed(6) });
    }
  });

  it('set() refuses what is too long', () => {
    const batch = new MapBatch(suite, { source: createMemoryNodeStore(), root: emptyMap(suite) });
    const long = new Uint8Array(1025);
    expect(codeOf(() => batch.set({ key: long, value: NOTHING }))).toBe('BAD_MAP_KEY');
    expect(codeOf(() => batch.set({ key: NOTHING, value: long }))).toBe('BAD_MAP_VALUE');
    expect(codeOf(() => batch.set({ key: NOTHING, value: NOTHING, annex: long }))).toBe('BAD_MAP_VALUE');
  });

  it('pages stay within their limit with the largest keys, values and annexes', () => {
    const store = createMemoryNodeStore();
    let largest = 0;
    const sink = {
      appendPage: (bytes: Uint8Array, height: number) => {
        largest = Math.max(largest, bytes.length);
        return store.appendPage(bytes, height);
      },
    };
    const batch = new MapBatch(suite, { source: store, root: emptyMap(suite) });
    const filled = (index: number) => new Uint8Array(1024).fill(index);
    for (let index = 0; index < 60; index += 1) {
      batch.set({ key: filled(index), value: filled(index), annex: filled(index) });
    }
    expect(batch.write(sink).count).toBe(60);
    expect(largest).toBeLessThanOrEqual(PAGE_BYTES_MAX);
    expect(largest).toBeGreaterThan(20_000);
  });

  it('keys made to part one bit after another give a map as deep as they are long, and are proved', () => {
    // Key i has bit i set and no other: each parts from all later ones at bit i.
    const entries = Array.from({ length: 2048 }, (_, bit) => {
      const bytes = new Uint8Array(256);
      bytes[bit >>> 3] = 0x80 >>> (bit & 7);
      return { key: bytes, value: NOTHING };
    });
    const store = createMemoryNodeStore();
    const root = replayMap(suite, entries, { store });
    const sorted = sortEntries(entries);
    expect(encodeHex(root.hash)).toBe(encodeHex(mapRootOf(suite, sorted)));
    const last = (entries.at(-1) as MapEntry).key;
    const proved = proveLookup(suite, { source: store, root }, last);
    expect(proved.proof.length).toBeLessThanOrEqual(MAP_PROOF_BYTES_MAX);
    expect(verifyLookup(suite, root.hash, proved)).toBe(true);
    const again = replayMap(suite, [{ key: last, value: hashed(1) }], { store, root });
    expect(again.count).toBe(2048);
  });
});

describe('verification', () => {
  const entries = sortEntries(Array.from({ length: 40 }, (_, index) => ({ key: hashed(index), value: hashed(index) })));
  const root = mapRootOf(suite, entries);

  it('refuses every proof with one byte changed, one less or one more', () => {
    for (const wanted of [hashed(3), hashed(77)]) {
      const proved = proveLookupFromSorted(suite, entries, wanted);
      expect(verifyLookup(suite, root, proved)).toBe(true);
      for (let at = 0; at < proved.proof.length; at += 1) {
        const proof = proved.proof.slice();
        proof[at] = (proof[at] as number) ^ 0x01;
        expect(verifyLookup(suite, root, { ...proved, proof }), `byte ${at}`).toBe(false);
        expect(verifyLookup(suite, root, { ...proved, proof: proved.proof.subarray(0, at) })).toBe(false);
      }
      const longer = Uint8Array.from([...proved.proof, 0]);
      expect(verifyLookup(suite, root, { ...proved, proof: longer })).toBe(false);
    }
  });

  it('refuses numbers that are not in their shortest form, which the published verifier lets pass', () => {
    const two = entries.slice(0, 2);
    const proved = proveLookupFromSorted(suite, two, (two[0] as MapEntry).key);
    const overlong = Uint8Array.from([(proved.proof[0] as number) | 0x80, 0x00, ...proved.proof.subarray(1)]);
    expect(verifyLookup(suite, mapRootOf(suite, two), proved)).toBe(true);
    expect(verifyLookup(suite, mapRootOf(suite, two), { ...proved, proof: overlong })).toBe(false);
  });

  it('refuses a list that leaves out, adds, alters, repeats or reorders an entry, or one outside the prefix', () => {
    const prefix = NOTHING;
    const { proof } = provePrefixFromSorted(suite, entries, prefix);
    const [first, second, ...rest] = entries as [MapEntry, MapEntry, ...MapEntry[]];
    const accepts = (list: readonly MapEntry[]) => verifyEntriesBelow(suite, root, { prefix, entries: list, proof });
    expect(accepts(entries)).toBe(true);
    expect(accepts([first, ...rest])).toBe(false);
    expect(accepts([])).toBe(false);
    expect(accepts(sortEntries([...entries, { key: hashed(99), value: NOTHING }]))).toBe(false);
    expect(accepts([{ key: first.key, value: NOTHING }, second, ...rest])).toBe(false);
    expect(accepts([first, first, second, ...rest])).toBe(false);
    expect(accepts([second, first, ...rest])).toBe(false);
    const narrow = first.key.subarray(0, 1);
    expect(verifyEntriesBelow(suite, root, { prefix: narrow, entries, proof })).toBe(false);
  });

  it('refuses a subtree that hides a key below the prefix, though its steps follow the padding of the prefix', () => {
    const [hidden, shown] = sortEntries([
      { key: Uint8Array.of(0x61), value: NOTHING },
      { key: Uint8Array.of(0x61, 0x00), value: hashed(1) },
    ]) as [MapEntry, MapEntry];
    const both = mapRootOf(suite, [hidden, shown]);
    const { proof } = proveLookupFromSorted(suite, [hidden, shown], shown.key);
    expect(verifyLookup(suite, both, { ...shown, proof })).toBe(true);
    const claim = { prefix: Uint8Array.of(0x61), proof };
    expect(verifyEntriesBelow(suite, both, { ...claim, entries: [shown] })).toBe(false);
    expect(verifyPrefix(suite, both, { ...claim, hash: mapRootOf(suite, [shown]) })).toBe(false);
  });

  it('refuses what is longer than a map takes, whatever it proves', () => {
    const long = new Uint8Array(1025);
    const proof = NOTHING;
    expect(verifyLookup(suite, root, { key: long, value: undefined, proof })).toBe(false);
    expect(verifyLookup(suite, root, { key: NOTHING, value: long, proof })).toBe(false);
    expect(
      verifyLookup(suite, root, { key: NOTHING, value: NOTHING, proof: new Uint8Array(MAP_PROOF_BYTES_MAX + 1) }),
    ).toBe(false);
    expect(verifyPrefix(suite, root, { prefix: long, hash: root, proof })).toBe(false);
    expect(verifyPrefix(suite, root, { prefix: NOTHING, hash: long, proof })).toBe(false);
    expect(
      verifyPrefix(suite, root, { prefix: NOTHING, hash: root, proof: new Uint8Array(MAP_PROOF_BYTES_MAX + 1) }),
    ).toBe(false);
    expect(verifyPrefix(suite, root, { prefix: NOTHING, hash: root, proof: Uint8Array.of(0) })).toBe(false);
    for (const claim of [
      { key: long, value: NOTHING },
      { key: NOTHING, value: long },
    ]) {
      expect(verifyEntriesBelow(suite, root, { prefix: NOTHING, entries: [claim], proof })).toBe(false);
    }
    // An altkey and an altvalue that say that they are longer.
    expect(verifyLookup(suite, root, { key: NOTHING, value: undefined, proof: decodeHex('8108') })).toBe(false);
    expect(verifyLookup(suite, root, { key: NOTHING, value: undefined, proof: decodeHex('01008108') })).toBe(false);
  });
});

describe('keys', () => {
  it('compareKeys() is a total order in which a key stands apart from each that it begins', () => {
    fc.assert(
      fc.property(shortKey, shortKey, shortKey, (a, b, c) => {
        expect(compareKeys(a, b)).toBe(-compareKeys(b, a) + 0);
        expect(compareKeys(a, b) === 0).toBe(encodeHex(a) === encodeHex(b));
        expect(firstDifferingBit(a, b)).toBe(firstDifferingBit(b, a));
        if (compareKeys(a, b) <= 0 && compareKeys(b, c) <= 0) {
          expect(compareKeys(a, c)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });
});

describe('varints', () => {
  it('readVarint() takes back what writeVarint() wrote, and nothing that ends early or runs on', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 21 - 1), (value) => {
        const bytes = new Uint8Array(3);
        const end = writeVarint(bytes, 0, value);
        expect(readVarint(bytes, 0)).toEqual({ value, end });
        expect(readVarint(bytes.subarray(0, end - 1), 0)).toBeUndefined();
      }),
    );
    expect(readVarint(Uint8Array.of(0x80, 0x80, 0x80, 0x01), 0)).toBeUndefined();
    expect(readVarint(Uint8Array.of(0x80, 0x00), 0)).toBeUndefined();
  });
});

describe('pages', () => {
  const entries = Array.from({ length: 400 }, (_, index) => ({ key: hashed(index), value: hashed(index) }));
  const store = createMemoryNodeStore();
  const root = replayMap(suite, entries, { store });
  const ref = root.page as PageRef;
  const top = { bytes: store.readPage(ref), offset: ref.offset };

  it('linksOf() finds every page once, and relocatePage() changes only where they lead', () => {
    const seen = new Set<number>();
    const open = [ref];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      expect(seen.has(next.offset)).toBe(false);
      seen.add(next.offset);
      const page = { bytes: store.readPage(next), offset: next.offset };
      expect(linksOf(page).length > 0).toBe(next.height > 0);
      open.push(...linksOf(page).map((at) => linkAt(page, at)));
    }
    expect(seen.size).toBeGreaterThan(20);
    const far = 2 ** 47;
    const moved = { bytes: top.bytes.slice(), offset: top.offset };
    relocatePage(moved, (offset) => offset + far);
    moved.offset = 2 ** 48;
    expect(linksOf(moved).map((at) => linkAt(moved, at).offset - far)).toEqual(
      linksOf(top).map((at) => linkAt(top, at).offset),
    );
    relocatePage(moved, (offset) => offset - far);
    expect(moved.bytes).toEqual(top.bytes);
  });

  it('a page that was altered is refused where it leads astray', () => {
    const broken = (change: (bytes: Uint8Array) => void) => {
      const bytes = top.bytes.slice();
      change(bytes);
      const source = { readPage: (wanted: PageRef) => (wanted.offset === ref.offset ? bytes : store.readPage(wanted)) };
      return codeOf(() => [...Array.from({ length: 400 }, (_, index) => findInMap(source, root, hashed(index)))]);
    };
    const link = linksOf(top)[0] as number;
    expect(broken(() => undefined)).toBe('nothing thrown');
    // No node; a link first; a link forwards; a bit that was tested before.
    expect(broken((bytes) => bytes.set([7], 0))).toBe('BAD_MAP_STATE');
    expect(broken((bytes) => bytes.set([2], 0))).toBe('BAD_MAP_STATE');
    expect(broken((bytes) => bytes.set([0xff], link + 2))).toBe('BAD_MAP_STATE');
    expect(broken((bytes) => bytes.set([0xff, 0xff], 1))).toBe('BAD_MAP_STATE');
    expect(codeOf(() => tagAt({ bytes: NOTHING, offset: 0 }, 0))).toBe('BAD_MAP_STATE');
    expect(codeOf(() => store.readPage({ ...ref, length: ref.length + 1 }))).toBe('BAD_MAP_STATE');
    expect(codeOf(() => store.readPage({ ...ref, offset: 10 ** 9 }))).toBe('BAD_MAP_STATE');
  });
});

describe('subject values', () => {
  it('decodeSubjectValue() takes back what encodeSubjectValue() wrote', () => {
    const root = hashed(1);
    expect(decodeSubjectValue(encodeSubjectValue({ count: 3, root }))).toEqual({
      count: 3,
      root: Uint8Array.from(root),
    });
  });

  it.each([
    { count: 0, root: hashed(1) },
    { count: 1.5, root: hashed(1) },
    { count: 1, root: NOTHING },
  ])('encodeSubjectValue() refuses %o', (given) => {
    expect(codeOf(() => encodeSubjectValue(given))).toBe('BAD_MAP_VALUE');
  });

  it.each(['', '00', '00'.repeat(40), `ff${'00'.repeat(39)}`, '01'.repeat(41)])(
    'decodeSubjectValue() refuses %s',
    (hex) => {
      expect(codeOf(() => decodeSubjectValue(decodeHex(hex)))).toBe('BAD_MAP_VALUE');
    },
  );
});

function plain({ key: k, value: v }: MapEntry): readonly string[] {
  return [encodeHex(k), encodeHex(v)];
}

function plainProof(proved: {
  proof: Uint8Array;
  value?: Uint8Array | undefined;
  hash?: Uint8Array;
}): readonly string[] {
  return [proved.proof, proved.value ?? encodeMapProof([]), proved.hash ?? NOTHING].map((bytes) => encodeHex(bytes));
}
