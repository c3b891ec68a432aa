// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, sign } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, decodeHex, encodeHex, utf8Bytes } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import ecdsa from '../../vectors/w3c-vc-di-ecdsa.json' with { type: 'json' };
import eddsa from '../../vectors/w3c-vc-di-eddsa.json' with { type: 'json' };
import multikeys from '../../vectors/w3c-cid-multikey.json' with { type: 'json' };
import wycheproofEd25519 from '../../vectors/wycheproof-ed25519.json' with { type: 'json' };
import wycheproofP256 from '../../vectors/wycheproof-p256.json' with { type: 'json' };
import wycheproofP384 from '../../vectors/wycheproof-p384.json' with { type: 'json' };
import type { CryptoSuite, SignatureAlgorithm } from '../formats/crypto-suite.ts';
import { type PublicKey, parseMultikey, publicKeyFromBytes } from '../formats/multikey.ts';
import { caught } from '../tests/caught.ts';
import { nobleSuite } from './noble.ts';
import { createNodeSuite, nodeSigner, nodeSuite, publicMultikeyOf, secretMultikeyFromSeed } from './node.ts';

const SUITES: readonly (readonly [string, CryptoSuite])[] = [
  ['node', nodeSuite],
  ['noble', nobleSuite],
];
const ALGORITHMS: readonly SignatureAlgorithm[] = ['Ed25519', 'P-256', 'P-384'];
const ORDERS = {
  'P-256': 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  'P-384': 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
};

describe.each(SUITES)('the suite over %s', (_, suite) => {
  it('gives the digests of FIPS 180-4 for "abc"', () => {
    const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    const sha384 = 'cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7';
    for (const message of ['abc', utf8Bytes('abc')]) {
      expect(encodeHex(suite.sha256(message))).toBe(sha256);
      expect(encodeHex(suite.sha384(message))).toBe(sha384);
    }
  });

  it.each([
    ['Ed25519', wycheproofEd25519],
    ['P-256', wycheproofP256],
    ['P-384', wycheproofP384],
  ] as const)('judges the signatures of Wycheproof by %s as published', (algorithm, { groups }) => {
    const wrong: (number | string)[] = [];
    for (const { key, tests } of groups) {
      const publicKey = wycheproofKey(algorithm, key);
      for (const [id, message, signature, result] of tests as [number, string, string, string][]) {
        if (suite.verify(publicKey, decodeHex(message), decodeHex(signature)) !== (result === 'valid')) wrong.push(id);
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each(['P-256', 'P-384'] as const)('accepts the high and the low s of a %s signature alike', async (algorithm) => {
    const secret = secretOf(algorithm, 5);
    const signature = await nodeSigner('did:example:a#k', secret).sign(utf8Bytes('m'));
    const half = signature.length / 2;
    const s = BigInt(`0x${encodeHex(signature.subarray(half))}`);
    const twin = concatBytes(
      signature.subarray(0, half),
      decodeHex((ORDERS[algorithm] - s).toString(16).padStart(half * 2, '0')),
    );
    expect(suite.verify(publicMultikeyOf(secret), utf8Bytes('m'), signature)).toBe(true);
    expect(suite.verify(publicMultikeyOf(secret), utf8Bytes('m'), twin)).toBe(true);
  });

  it('verifies the messages of the specifications', () => {
    const { combinedHashHex, signatureHex } = eddsa['eddsa-jcs-2022'];
    const key = parseMultikey(eddsa.keyPair.value.publicKeyMultibase);
    expect(suite.verify(key, decodeHex(combinedHashHex.value), decodeHex(signatureHex.value))).toBe(true);
    for (const name of ['p256', 'p384'] as const) {
      const vector = ecdsa[`ecdsa-jcs-2019-${name}`];
      const point = parseMultikey(ecdsa[`${name}KeyPair`].value.publicKeyMultibase);
      expect(suite.verify(point, decodeHex(vector.combinedHashHex.value), decodeHex(vector.signatureHex.value))).toBe(
        true,
      );
    }
  });

  it.each([
    ['an x that no point has', publicKeyFromBytes('P-256', decodeHex(`02${'00'.repeat(31)}07`))],
    ['a P-384 x that no point has', publicKeyFromBytes('P-384', decodeHex(`02${'00'.repeat(47)}01`))],
    ['a y that no point has', publicKeyFromBytes('Ed25519', decodeHex(`02${'00'.repeat(31)}`))],
    ['an SM2 key', parseMultikey(multikeys.publicKeyMultibaseExamples[4] as string)],
    ['a BLS key', parseMultikey(multikeys.publicKeyMultibaseExamples[5] as string)],
  ])('says no, twice, to %s', (_name, key) => {
    expect(suite.verify(key, utf8Bytes('m'), new Uint8Array(key.type === 'P-384' ? 96 : 64).fill(1))).toBe(false);
    expect(suite.verify(key, utf8Bytes('m'), new Uint8Array(key.type === 'P-384' ? 96 : 64).fill(1))).toBe(false);
  });

  it.each(ALGORITHMS)('says no to a %s signature of another length', async (algorithm) => {
    const secret = secretOf(algorithm, 6);
    const signature = await nodeSigner('did:example:a#k', secret).sign(utf8Bytes('m'));
    for (const changed of [signature.subarray(1), concatBytes(signature, Uint8Array.of(0)), new Uint8Array(0)]) {
      expect(suite.verify(publicMultikeyOf(secret), utf8Bytes('m'), changed)).toBe(false);
    }
  });
});

describe('the two suites', () => {
  it('agree about every signature, good or changed anywhere', async () => {
    const seed = fc.uint8Array({ minLength: 47, maxLength: 47 });
    const oneCase = fc.tuple(
      fc.constantFrom(...ALGORITHMS),
      seed,
      fc.uint8Array({ maxLength: 90 }),
      fc.nat(95),
      fc.nat(255),
    );
    await fc.assert(
      fc.asyncProperty(oneCase, async ([algorithm, seedBytes, message, place, change]) => {
        const secret = secretMultikeyFromSeed(algorithm, scalar(algorithm, seedBytes));
        const key = publicMultikeyOf(secret);
        const signature = Uint8Array.from(await nodeSigner('did:example:a#k', secret).sign(message));
        const index = place % signature.length;
        signature[index] = (signature[index] as number) ^ change;
        expect(nodeSuite.verify(key, message, signature)).toBe(change === 0);
        expect(nobleSuite.verify(key, message, signature)).toBe(change === 0);
      }),
      {
        numRuns: 60,
        examples: ALGORITHMS.map((algorithm) => [[algorithm, new Uint8Array(47).fill(3), new Uint8Array(3), 0, 0]]),
      },
    );
  });

  it('agree about an Ed25519 signature that only an equation with the cofactor accepts', () => {
    const { Point } = ed25519;
    const torsion = Point.fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05');
    const message = utf8Bytes('m');
    const a = 12_345n;
    const A = Point.BASE.multiply(a).toBytes();
    const r = 6_789n;
    // The point that goes into the signature carries a part of small order: 8·(S·B − k·A − R) = 0 without the 8 it is not.
    const R = Point.BASE.multiply(r).add(torsion).toBytes();
    const k = Point.Fn.create(littleEndian(sha512(concatBytes(R, A, message))));
    const S = Point.Fn.create(r + k * a);
    const signature = concatBytes(R, decodeHex(S.toString(16).padStart(64, '0')).reverse());
    expect(ed25519.verify(signature, message, A, { zip215: true })).toBe(true);
    const key = publicKeyFromBytes('Ed25519', A);
    expect(nodeSuite.verify(key, message, signature)).toBe(false);
    expect(nobleSuite.verify(key, message, signature)).toBe(false);
  });
});

describe('createNodeSuite()', () => {
  it('judges the same when its keys do not fit its memory', async () => {
    const suite = createNodeSuite(2);
    const signed = await Promise.all(
      [1, 2, 3].map(async (seed) => {
        const secret = secretOf('Ed25519', seed);
        return {
          key: publicMultikeyOf(secret),
          signature: await nodeSigner('did:example:a#k', secret).sign(utf8Bytes('m')),
        };
      }),
    );
    for (const index of [0, 1, 0, 2, 1, 0, 2, 2, 1]) {
      const { key, signature } = signed[index] as { key: PublicKey; signature: Uint8Array };
      expect(suite.verify(key, utf8Bytes('m'), signature)).toBe(true);
      expect(suite.verify(key, utf8Bytes('n'), signature)).toBe(false);
    }
  });
});

describe('publicMultikeyOf()', () => {
  it.each([
    [eddsa.keyPair.value.privateKeyMultibase, eddsa.keyPair.value.publicKeyMultibase],
    [ecdsa.p256KeyPair.value.secretKeyMultibase, ecdsa.p256KeyPair.value.publicKeyMultibase],
    [ecdsa.p384KeyPair.value.secretKeyMultibase, ecdsa.p384KeyPair.value.publicKeyMultibase],
  ])('gives the public half of the key pair %s', (secret, expected) => {
    expect(publicMultikeyOf(secret).multikey).toBe(expected);
  });

  it.each([eddsa.keyPair.value.publicKeyMultibase, 'z', `${eddsa.keyPair.value.privateKeyMultibase}1`])(
    'refuses what is no secret multikey, without showing it: %s',
    (text) => {
      const error = caught(() => publicMultikeyOf(text)) as Error;
      expect(error).toMatchObject({ code: 'BAD_MULTIKEY' });
      expect(error.message).not.toContain(text.length > 1 ? text : 'zz');
    },
  );
});

describe('secretMultikeyFromSeed()', () => {
  it('takes a seed of the right length only', () => {
    expect(() => secretMultikeyFromSeed('P-384', new Uint8Array(32))).toThrow(RangeError);
  });
});

describe('nodeSigner()', () => {
  it('signs as OpenSSL does', async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(16);
    const signer = nodeSigner('did:example:a#k', secretMultikeyFromSeed('Ed25519', seed));
    expect(await signer.sign(utf8Bytes('m'))).toEqual(sign(null, utf8Bytes('m'), privateKey));
    expect(signer).toMatchObject({ keyId: 'did:example:a#k', algorithm: 'Ed25519' });
  });
});

function wycheproofKey(algorithm: SignatureAlgorithm, hex: string): PublicKey {
  if (algorithm === 'Ed25519') return publicKeyFromBytes(algorithm, decodeHex(hex));
  const half = (hex.length - 2) / 2;
  const sign = Number.parseInt(hex.slice(-1), 16) % 2 === 0 ? '02' : '03';
  return publicKeyFromBytes(algorithm, decodeHex(sign + hex.slice(2, 2 + half)));
}

function secretOf(algorithm: SignatureAlgorithm, seed: number): string {
  return secretMultikeyFromSeed(algorithm, new Uint8Array(algorithm === 'P-384' ? 48 : 32).fill(seed));
}

/** A scalar within the order of every curve: its first byte is 1. */
function scalar(algorithm: SignatureAlgorithm, seed: Uint8Array): Uint8Array {
  return concatBytes(Uint8Array.of(1), seed.subarray(0, algorithm === 'P-384' ? 47 : 31));
}

function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${encodeHex(Uint8Array.from(bytes).reverse())}`);
}
