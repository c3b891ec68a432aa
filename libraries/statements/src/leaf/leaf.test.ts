// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { concatBytes, decodeHex, encodeHex } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StatementError } from '../statement-error.ts';
import { ascendingDistinct, hmacSha256, type Sha256 } from './bytes.ts';
import { encodeLeaf, type Leaf, parseLeaf, readLeaf } from './leaf.ts';

const sha256: Sha256 = (message) => createHash('sha256').update(message).digest();
const filled = (byte: number, length = 32) => new Uint8Array(length).fill(byte);
const u64 = (value: bigint) => {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, value);
  return bytes;
};

/** Where the refusal says that the fault is. */
function faultOf(act: () => unknown): string | undefined {
  try {
    act();
  } catch (error) {
    if (error instanceof StatementError && error.code === 'BAD_LEAF') return error.faults[0]?.split(':')[0];
    throw error;
  }
  return undefined;
}

const LEAVES: Record<Leaf['type'], Leaf> = {
  statement: { type: 'statement', subjectKeys: [filled(1, 64), filled(2, 64)], commitment: filled(3) },
  'index-root': { type: 'index-root', mapRoot: filled(1), size: 7, mapFnId: filled(2) },
  'batch-root': { type: 'batch-root', originHash: filled(1), size: 9, root: filled(2), from: 100, to: 200 },
  'shard-start': { type: 'shard-start', origin: 'log.test/2026', size: 5, root: filled(1), mapRoot: filled(2) },
};

describe('encodeLeaf() and parseLeaf()', () => {
  it.each(Object.values(LEAVES))('give back what they were given: $type', (leaf) => {
    expect(parseLeaf(encodeLeaf(leaf))).toEqual(leaf);
    expect(readLeaf(encodeLeaf(leaf))).toEqual(leaf);
  });

  it('write the bytes of decision record 0032', () => {
    const statement = concatBytes(Uint8Array.of(1, 2), filled(1, 64), filled(2, 64), filled(3));
    expect(encodeLeaf(LEAVES.statement)).toEqual(statement);
    const index = concatBytes(Uint8Array.of(2), filled(1), u64(7n), filled(2));
    expect(encodeLeaf(LEAVES['index-root'])).toEqual(index);
    const batch = concatBytes(Uint8Array.of(3), filled(1), u64(9n), filled(2), u64(100n), u64(200n));
    expect(encodeLeaf(LEAVES['batch-root'])).toEqual(batch);
    const origin = new TextEncoder().encode('log.test/2026');
    const start = concatBytes(Uint8Array.of(4, 13), origin, u64(5n), filled(1), filled(2));
    expect(encodeLeaf(LEAVES['shard-start'])).toEqual(start);
  });

  const start = (origin: Uint8Array) =>
    concatBytes(Uint8Array.of(4, origin.length), origin, u64(5n), filled(1), filled(2));
  it.each<[string, string, Uint8Array]>([
    ['type', 'no bytes', new Uint8Array()],
    ['type', 'type 0', filled(0, 98)],
    ['type', 'type 5', filled(5, 98)],
    ['subjectKeys', 'a statement cut after its type', Uint8Array.of(1)],
    ['subjectKeys', 'no subject key', concatBytes(Uint8Array.of(1, 0), filled(3))],
    ['subjectKeys', 'a key cut short', concatBytes(Uint8Array.of(1, 1), filled(1, 63))],
    ['subjectKeys', 'one key twice', concatBytes(Uint8Array.of(1, 2), filled(1, 128), filled(3))],
    [
      'subjectKeys',
      'keys in descending order',
      concatBytes(Uint8Array.of(1, 2), filled(2, 64), filled(1, 64), filled(3)),
    ],
    ['commitment', 'a commitment cut short', concatBytes(Uint8Array.of(1, 1), filled(1, 64), filled(3, 31))],
    ['end', 'a byte too many', concatBytes(encodeLeaf(LEAVES.statement), filled(0, 1))],
    ['size', 'a size beyond 2^53 - 1', concatBytes(Uint8Array.of(2), filled(1), u64(2n ** 53n), filled(2))],
    ['mapFnId', 'no id of the map function', concatBytes(Uint8Array.of(2), filled(1), u64(7n))],
    ['to', 'an interval of no length', concatBytes(Uint8Array.of(3), filled(1), u64(1n), filled(2), u64(5n), u64(5n))],
    ['origin', 'an origin of no length', start(new Uint8Array())],
    ['origin', 'an origin that is not UTF-8', start(Uint8Array.of(0x61, 0xff))],
    ['origin', 'a space in the origin', start(new TextEncoder().encode('a b'))],
    ['origin', 'a wide space in the origin', start(new TextEncoder().encode('a\u3000b'))],
    ['origin', 'a plus sign in the origin', start(new TextEncoder().encode('a+b'))],
    ['origin', 'a control character in the origin', start(new TextEncoder().encode('a\u0000b'))],
    ['mapRoot', 'a shard without the last map root', start(Uint8Array.of(0x61)).subarray(0, -32)],
  ])('refuse at %s a leaf with %s', (at, _, bytes) => {
    expect(faultOf(() => parseLeaf(bytes))).toBe(at);
    expect(readLeaf(bytes)).toBeUndefined();
  });

  it.each<[string, string, Leaf]>([
    ['subjectKeys', '256 keys', { ...LEAVES.statement, subjectKeys: Array(256).fill(filled(1, 64)) } as Leaf],
    ['subjectKeys', 'a key of 32 bytes', { ...LEAVES.statement, subjectKeys: [filled(1)] } as Leaf],
    ['subjectKeys', 'unsorted keys', { ...LEAVES.statement, subjectKeys: [filled(2, 64), filled(1, 64)] } as Leaf],
    ['commitment', 'a long commitment', { ...LEAVES.statement, commitment: filled(3, 33) } as Leaf],
    ['mapRoot', 'a short map root', { ...LEAVES['index-root'], mapRoot: filled(1, 31) } as Leaf],
    ['size', 'half a leaf', { ...LEAVES['index-root'], size: 0.5 } as Leaf],
    ['size', 'a size below zero', { ...LEAVES['batch-root'], size: -1 } as Leaf],
    ['origin', 'a long origin', { ...LEAVES['shard-start'], origin: 'x'.repeat(256) } as Leaf],
  ])('refuse at %s to write %s', (at, _, leaf) => {
    expect(faultOf(() => encodeLeaf(leaf))).toBe(at);
  });

  it('have one spelling for each leaf: whatever parses is written back as the same bytes', () => {
    const mutated = fc.tuple(fc.constantFrom(...Object.values(LEAVES)), fc.nat(), fc.nat(255), fc.nat(3));
    fc.assert(
      fc.property(mutated, ([leaf, at, byte, cut]) => {
        const bytes = encodeLeaf(leaf);
        bytes[at % bytes.length] = byte;
        const given = bytes.subarray(0, bytes.length - (cut === 0 ? at % 40 : 0));
        const parsed = readLeaf(given);
        if (parsed !== undefined) expect(encodeHex(encodeLeaf(parsed))).toBe(encodeHex(given));
      }),
    );
  });

  it.each(Object.values(LEAVES))('read a Buffer in the middle of another, as a server sends it: $type', (leaf) => {
    const bytes = encodeLeaf(leaf);
    const received = Buffer.concat([filled(9, 100), bytes]).subarray(100);
    const read = parseLeaf(received);
    received.fill(0);
    expect(read).toEqual(leaf);
  });

  it('copy what they read, so that a buffer may be used again', () => {
    const bytes = encodeLeaf(LEAVES['index-root']);
    const parsed = parseLeaf(bytes);
    bytes.fill(0);
    expect(parsed).toEqual(LEAVES['index-root']);
  });
});

describe('hmacSha256()', () => {
  // RFC 4231, 4.2, 4.3 and 4.5: test cases 1, 2 and 4 (the keys of 20, 4 and 25 bytes).
  it.each([
    ['0b'.repeat(20), '4869205468657265', 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
    [
      '4a656665',
      '7768617420646f2079612077616e7420666f72206e6f7468696e673f',
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ],
    [
      '0102030405060708090a0b0c0d0e0f10111213141516171819',
      'cd'.repeat(50),
      '82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b',
    ],
  ])('agrees with RFC 4231 for the key %s', (key, message, expected) => {
    expect(encodeHex(hmacSha256(sha256, decodeHex(key), decodeHex(message)))).toBe(expected);
  });
});

describe('ascendingDistinct()', () => {
  it('sorts by bytes, a beginning before what goes on, and keeps each once', () => {
    const given = [Uint8Array.of(2), Uint8Array.of(1, 1), Uint8Array.of(1), Uint8Array.of(1, 1)];
    expect(ascendingDistinct(given)).toEqual([Uint8Array.of(1), Uint8Array.of(1, 1), Uint8Array.of(2)]);
    expect(ascendingDistinct([Uint8Array.of(1), Uint8Array.of(1, 1)])).toHaveLength(2);
  });
});
