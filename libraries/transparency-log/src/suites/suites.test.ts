// SPDX-License-Identifier: Apache-2.0
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { decodeHex, encodeHex } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogSuite } from '../log-suite.ts';
import { nobleLogSuite } from './noble.ts';
import { createNodeLogSuite, nodeLogSuite } from './node.ts';

const SUITES: readonly (readonly [string, LogSuite])[] = [
  ['node', nodeLogSuite],
  ['noble', nobleLogSuite],
];
// RFC 8032, 7.1, test 2.
const KEY = decodeHex('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c');
const MESSAGE = Uint8Array.of(0x72);
const SIGNATURE = decodeHex(
  '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
);

describe.each(SUITES)('the suite %s', (_, suite) => {
  it('hashes with SHA-256', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3_000 }), (bytes) => {
        expect(encodeHex(suite.sha256(bytes))).toBe(createHash('sha256').update(bytes).digest('hex'));
      }),
    );
    expect(suite.sha256(MESSAGE).buffer).not.toBe(suite.sha256(MESSAGE).buffer);
  });

  it('verifies Ed25519, and nothing with one bit changed', () => {
    expect(suite.verifyEd25519(KEY, MESSAGE, SIGNATURE)).toBe(true);
    expect(suite.verifyEd25519(KEY, Uint8Array.of(0x73), SIGNATURE)).toBe(false);
    for (let bit = 0; bit < 512; bit += 37) {
      const changed = SIGNATURE.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      expect(suite.verifyEd25519(KEY, MESSAGE, changed)).toBe(false);
    }
  });

  it('says no to what is no key or signature', () => {
    expect(suite.verifyEd25519(KEY.subarray(1), MESSAGE, SIGNATURE)).toBe(false);
    expect(suite.verifyEd25519(new Uint8Array(32).fill(0xfe), MESSAGE, SIGNATURE)).toBe(false);
    expect(suite.verifyEd25519(KEY, MESSAGE, SIGNATURE.subarray(1))).toBe(false);
    expect(suite.verifyEd25519(KEY, MESSAGE, new Uint8Array(0))).toBe(false);
    expect(suite.verifyEd25519(KEY, MESSAGE, Uint8Array.of(...SIGNATURE, 0))).toBe(false);
  });

  it('refuses S of L or more', () => {
    // S + L for the signature above, the order L = 2^252 + 27742317777372353535851937790883648493.
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    const s = [...SIGNATURE.subarray(32)].reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n) + order;
    const bytes = Uint8Array.from({ length: 32 }, (__, at) => Number((s >> BigInt(8 * at)) & 255n));
    expect(suite.verifyEd25519(KEY, MESSAGE, Uint8Array.of(...SIGNATURE.subarray(0, 32), ...bytes))).toBe(false);
  });
});

describe('createNodeLogSuite()', () => {
  it('gives the same verdicts however few keys it keeps', () => {
    const small = createNodeLogSuite(1);
    const pair = generateKeyPairSync('ed25519');
    const other = Uint8Array.from(pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32));
    const signature = sign(null, MESSAGE, pair.privateKey);
    for (let round = 0; round < 3; round += 1) {
      expect(small.verifyEd25519(KEY, MESSAGE, SIGNATURE)).toBe(true);
      expect(small.verifyEd25519(KEY, MESSAGE, SIGNATURE)).toBe(true);
      expect(small.verifyEd25519(other, MESSAGE, signature)).toBe(true);
      expect(small.verifyEd25519(other, MESSAGE, SIGNATURE)).toBe(false);
    }
  });
});
