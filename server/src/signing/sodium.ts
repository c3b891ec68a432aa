// SPDX-License-Identifier: Apache-2.0
import { createRequire } from 'node:module';

/** Whether a signature is good for certain. False says nothing: what is refused here OpenSSL may accept. */
export type Ed25519Acceptor = (key: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

interface Trial {
  readonly what: string;
  readonly key: string;
  readonly message: string;
  readonly signature: string;
  readonly isGood: boolean;
}

/** What the library must say before it is believed. The first two are of RFC 8032, 7.1; the others are made for this. */
export const TRIALS: readonly Trial[] = [
  {
    what: 'RFC 8032, 7.1, TEST 2',
    key: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    message: '72',
    signature:
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    isGood: true,
  },
  {
    what: 'RFC 8032, 7.1, TEST 3',
    key: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    message: 'af82',
    signature:
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
    isGood: true,
  },
  {
    what: 'R with a part of order 8: good only times the cofactor',
    key: 'a1b62132730e84b24ec3a65d3ad3d5827ff7cf0db8a6807565721ff7e0a789a4',
    message: 'd967464db94f2e320e640df9a3a5a1202616e79b83771799c976054d91d012ad',
    signature:
      '0accc9cc8e6960be83e794e7dcb9e305722545b08f56b35a3488e7f67347931d1f52f94c3a6521c2a5828f8fad7ad12d17d8c5c6f2962d3091f101d0a442f006',
    isGood: false,
  },
  {
    what: 'R with a part of order 2: good only times the cofactor',
    key: '5a0081e06e670bedd99823a42a9ad0657c234d5fbef21a9110c4ea7b2639f013',
    message: '957463a3c0d0746b4b73241c732e157c83551207c92de1b0ca44ca09a8a18d58',
    signature:
      '25ea82e044d3b7360ea72e24770487c2b86b0116aded07ebdce12b657ee3b7b1f827f7d368c59d8592c67021ff632d3269cc7f212d8e53710c3673ae107bd40a',
    isGood: false,
  },
  {
    what: 'A with a part of order 8: good only times the cofactor',
    key: 'ceb079f10cdffd858cdb3ff9ff1b72022d1092c188ccbd6fd81ea0b5eff6cf87',
    message: '38f9bfcc24db184f9d8559fb4761650a8ab7c7435ba7ba872a9f64a246da4819',
    signature:
      'b6795142f7e38adae8cf69a2bc6a29610bc3cb4b679888814941405dbe87339d2fbd6922391cbaa1f6c618978f2b1e2cc0b58ebfb5bcef8175dc5f61d4a60406',
    isGood: false,
  },
  {
    what: 's + L in place of s',
    key: '20d370248fc092ce97306a6a545bbbe9f88a6439284fcf4589e15dad716bdc3c',
    message: '63368276c52c7095321c3145617cb0c3a5e1ba0459d3aa10ad9f97c987a0f65c',
    signature:
      '028c1367941fba99959cf3578b333d46baed19d24684b9390caca557f6fc461a014fd4fbc04f1fcdd8f413f892528380910fb6f787a828c28b8735585cc69317',
    isGood: false,
  },
  {
    what: 'A of order 8, good without the cofactor',
    key: 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    message: '0f9ff9d507f19bc60d095a8689afdcc3cdfbb3bca225f800d960cb4fcda556ae',
    signature:
      'ada4b492003accf044abed46b6e694d69204dc820212d778fae7200aa541916d0a9fb66256f2b1221cc980851bf44bd843e3ab4aa168fbcf3cb40bd93628a70d',
    isGood: false,
  },
  {
    what: 'R of order 1, good without the cofactor',
    key: 'c01ca76cba9f9eec6ce51f0eb7d8ee5dc29d8d433d18ecd25f814ecfed638b32',
    message: '2d7c2854d53fea6efb8e7d27267f99cf1c7a0356a78c1cc168325b2a5ef400a4',
    signature:
      '010000000000000000000000000000000000000000000000000000000000000052f9feb72df60e47d7dd1c19d181a07f025301b634cd3187a404282d1c8a9b09',
    isGood: false,
  },
];

/**
 * accepted: sB - H(R ‖ A ‖ M)A encodes to the very bytes of R, s < L; neither A nor R of small order, A canonical.
 * RFC 8032, 5.1.7, without the cofactor, as libsodium up to 1.0.21 computes it: a part of what OpenSSL accepts.
 *
 * undefined where the library is not there for this system, or is one that verifies otherwise: releases to come multiply
 * by the cofactor, and would accept signatures that everybody else here refuses.
 */
export function loadSodium(
  load: (name: string) => unknown = createRequire(import.meta.url),
): Ed25519Acceptor | undefined {
  const verify = detachedIn(load);
  if (verify === undefined) return undefined;
  const accepts: Ed25519Acceptor = (key, message, signature) => {
    try {
      return verify(asBuffer(signature), asBuffer(message), asBuffer(key)) === true;
    } catch {
      return false;
    }
  };
  const isAsExpected = ({ key, message, signature, isGood }: Trial) =>
    accepts(Buffer.from(key, 'hex'), Buffer.from(message, 'hex'), Buffer.from(signature, 'hex')) === isGood;
  return TRIALS.every(isAsExpected) ? accepts : undefined;
}

type Detached = (signature: Buffer, message: Buffer, key: Buffer) => unknown;

function detachedIn(load: (name: string) => unknown): Detached | undefined {
  try {
    const { crypto_sign_verify_detached: verify } = load('sodium-native') as { crypto_sign_verify_detached?: unknown };
    return typeof verify === 'function' ? (verify as Detached) : undefined;
  } catch {
    return undefined;
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
