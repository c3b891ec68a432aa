// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifyByOpenSsl } from './signature-check.ts';
import { loadSodium, TRIALS } from './sodium.ts';

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));

describe('TRIALS', () => {
  it.each(TRIALS)('are judged by OpenSSL as they say: $what', async ({ key, message, signature, isGood }) => {
    const check = { key: bytes(key), message: bytes(message), signature: bytes(signature) };
    expect(await verifyByOpenSsl(check)).toBe(isGood);
  });
});

describe('loadSodium()', () => {
  const verdicts = (change: (isGood: boolean, at: number) => unknown) => () => {
    let at = 0;
    return {
      crypto_sign_verify_detached: () => {
        const { isGood } = TRIALS[at] as (typeof TRIALS)[number];
        at += 1;
        return change(isGood, at - 1);
      },
    };
  };

  it('believes a library that says of each trial what it must', () => {
    expect(loadSodium(verdicts((isGood) => isGood))).toBeDefined();
  });

  it.each(TRIALS.map(({ what }, at) => [what, at] as const))('believes none that is wrong about %s', (_, wrong) => {
    expect(loadSodium(verdicts((isGood, at) => (at === wrong ? !isGood : isGood)))).toBeUndefined();
  });

  it.each<[string, () => unknown]>([
    [
      'is not installed',
      () => {
        throw new Error('Cannot find module');
      },
    ],
    ['has no such function', () => ({})],
    [
      'throws at every call',
      () => ({
        crypto_sign_verify_detached: () => {
          throw new RangeError('no');
        },
      }),
    ],
    ['says something else than true', verdicts((isGood) => (isGood ? 1 : 0))],
  ])('believes none that %s', (_, load) => {
    expect(loadSodium(load)).toBeUndefined();
  });

  const accepts = loadSodium();
  it.skipIf(accepts === undefined)('accepts only what OpenSSL accepts, and what was signed', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const key = bytes(Buffer.from(publicKey.export({ format: 'jwk' }).x as string, 'base64url').toString('hex'));
    for (let round = 0; round < 40; round += 1) {
      const message = new Uint8Array(randomBytes(1 + round));
      const signature = new Uint8Array(sign(null, message, privateKey));
      expect(accepts?.(key, message, signature)).toBe(true);
      const place = round % 64;
      signature[place] = (signature[place] as number) ^ (1 << (round % 8));
      const check = { key, message, signature };
      expect(accepts?.(key, message, signature)).toBe(await verifyByOpenSsl(check));
    }
    expect(accepts?.(key, new Uint8Array(), new Uint8Array(63))).toBe(false);
  });
});
