// SPDX-License-Identifier: Apache-2.0
import { decodeHex, encodeHex } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import prefixVectors from '../../vectors/map-prefix.json' with { type: 'json' };
import treeVectors from '../../vectors/map-treehash.json' with { type: 'json' };
import verifyVectors from '../../vectors/map-verify.json' with { type: 'json' };
import { nobleLogSuite } from '../suites/noble.ts';
import { nodeLogSuite } from '../suites/node.ts';
import { keyHasPrefix } from './map-key.ts';
import { createMemoryNodeStore } from './node-store.ts';
import { provePrefix, recordsBelow } from './read-map.ts';
import { replayMap } from './replay-map.ts';
import { mapRootOf, provePrefixFromSorted, sortEntries } from './sorted-map.ts';
import { verifyEntriesBelow, verifyLookup, verifyPrefix } from './verify-map.ts';

const suite = nodeLogSuite;

describe('torchwood vectors', () => {
  it.each(treeVectors.trees)('mapRootOf() and replayMap() hash the tree: $name', ({ kv, hash }) => {
    const entries = kv.map(([key, value]) => ({ key: decodeHex(key as string), value: decodeHex(value as string) }));
    expect(encodeHex(mapRootOf(suite, sortEntries(entries)))).toBe(hash);
    const store = createMemoryNodeStore();
    expect(encodeHex(replayMap(suite, entries, { store }).hash)).toBe(hash);
    expect(encodeHex(replayMap(suite, entries.reverse(), { store }).hash)).toBe(hash);
  });

  it.each(verifyVectors.lookups)('verifyLookup() decides: $name', ({ root, key, value, proof, holds }) => {
    const claim = {
      key: decodeHex(key),
      value: value === null ? undefined : decodeHex(value),
      proof: decodeHex(proof),
    };
    expect(verifyLookup(suite, decodeHex(root), claim)).toBe(holds);
    expect(verifyLookup(nobleLogSuite, decodeHex(root), claim)).toBe(holds);
  });

  it.each(verifyVectors.prefixes)('verifyPrefix() decides: $name', ({ root, prefix, hash, proof, holds }) => {
    const claim = { prefix: decodeHex(prefix), hash: decodeHex(hash), proof: decodeHex(proof) };
    expect(verifyPrefix(suite, decodeHex(root), claim)).toBe(holds);
  });

  describe.each(prefixVectors.trees)('tree $root', ({ entries: texts, root, prefixes }) => {
    const entries = texts.map(({ key, value }) => ({ key: decodeHex(key), value: decodeHex(value) }));
    const store = createMemoryNodeStore();
    const map = { source: store, root: replayMap(suite, entries, { store }) };

    it('sortEntries() keeps the order of the file', () => {
      expect(sortEntries([...entries].reverse())).toEqual(entries);
      expect(encodeHex(map.root.hash)).toBe(root);
    });

    it.each(prefixes)('provePrefix() gives hash and proof of "$prefix"', ({ prefix: text, hash, proof }) => {
      const prefix = decodeHex(text);
      for (const proved of [provePrefix(suite, map, prefix), provePrefixFromSorted(suite, entries, prefix)]) {
        expect([encodeHex(proved.hash), encodeHex(proved.proof)]).toEqual([hash, proof]);
        expect(verifyPrefix(suite, map.root.hash, proved)).toBe(true);
      }
      const below = entries.filter(({ key }) => keyHasPrefix(key, prefix));
      const listed = [...recordsBelow(store, map.root, prefix)];
      expect(listed.map(({ key, value }) => ({ key, value }))).toEqual(below);
      const claim = { prefix, entries: below, proof: decodeHex(proof) };
      expect(verifyEntriesBelow(suite, map.root.hash, claim)).toBe(true);
    });
  });
});
