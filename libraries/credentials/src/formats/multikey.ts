// SPDX-License-Identifier: Apache-2.0
import { type Brand, concatBytes } from '@touchstone/identifiers';
import { CredentialError, shown } from '../credential-error.ts';
import { decodeMultibase, encodeMultibase } from './multibase.ts';

/** A public key as multibase text with its type in front, such as 'z6Mk…'; one text per key. */
export type Multikey = Brand<string, 'Multikey'>;

/** The kinds of key that are told apart; the signature suites here verify with the first three. */
export type KeyType = 'Ed25519' | 'P-256' | 'P-384' | 'SM2' | 'BLS12-381-G2';

/** A public key that has the form of its type; only this file makes one, so `bytes` and `multikey` always agree. */
export type PublicKey = Brand<
  { readonly type: KeyType; readonly bytes: Uint8Array; readonly multikey: Multikey },
  'PublicKey'
>;

interface KeyForm {
  readonly prefix: readonly [number, number];
  readonly length: number;
}

const FORMS: Readonly<Record<KeyType, KeyForm>> = {
  Ed25519: { prefix: [0xed, 0x01], length: 32 },
  'P-256': { prefix: [0x80, 0x24], length: 33 },
  'P-384': { prefix: [0x81, 0x24], length: 49 },
  SM2: { prefix: [0x86, 0x24], length: 33 },
  'BLS12-381-G2': { prefix: [0xeb, 0x01], length: 96 },
};
const COMPRESSED_POINTS: ReadonlySet<KeyType> = new Set(['P-256', 'P-384', 'SM2']);

/**
 * multikey = multibase(prefix ‖ key): ed01 Ed25519, 8024 P-256, 8124 P-384, 8624 SM2, eb01 BLS12-381 G2; base58btc.
 * W3C Controlled Identifiers 1.0, section 2.2.2. Throws CredentialError; that a point lies on its curve is left to the suite.
 */
export function parseMultikey(text: string): PublicKey {
  if (text[0] !== 'z') {
    throw new CredentialError('BAD_MULTIKEY', `a multikey begins with z (base58btc), not as in ${shown(text)}`);
  }
  const bytes = decodeMultibase(text);
  for (const [type, { prefix }] of Object.entries(FORMS) as [KeyType, KeyForm][]) {
    if (bytes[0] === prefix[0] && bytes[1] === prefix[1]) {
      requireForm(type, bytes.subarray(2));
      return { type, bytes: bytes.subarray(2), multikey: text } as unknown as PublicKey;
    }
  }
  throw new CredentialError('BAD_MULTIKEY', `${shown(text)} is of no known type: ${Object.keys(FORMS).join(', ')}`);
}

/** The public key of this type from its bytes: an Ed25519 key, or a compressed point of a curve. */
export function publicKeyFromBytes(type: KeyType, bytes: Uint8Array): PublicKey {
  requireForm(type, bytes);
  const multikey = encodeMultibase(concatBytes(Uint8Array.from(FORMS[type].prefix), bytes));
  return { type, bytes: Uint8Array.from(bytes), multikey } as unknown as PublicKey;
}

function requireForm(type: KeyType, bytes: Uint8Array): void {
  const { length } = FORMS[type];
  if (bytes.length !== length) {
    throw new CredentialError('BAD_MULTIKEY', `a key of type ${type} has ${length} bytes, not ${bytes.length}`);
  }
  if (COMPRESSED_POINTS.has(type) && bytes[0] !== 2 && bytes[0] !== 3) {
    throw new CredentialError('BAD_MULTIKEY', `a ${type} key is a compressed point, which begins with 02 or 03`);
  }
  if (type === 'Ed25519') {
    requireStrongEd25519(bytes);
  }
}

// y of the points whose order divides 8, little-endian, without the sign of x: 0, 1, −1, and the two of order 8.
const SMALL_ORDER = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
].map((hex) => Uint8Array.from(hex.match(/../g) as string[], (byte) => Number.parseInt(byte, 16)));

/**
 * 0 ≤ y < 2^255 − 19, and 8·A ≠ 0.
 * RFC 8032, section 5.1.3 (decoding). One signature by a key of small order is good for every message, and libraries
 * differ about y that are too large: neither is ever an honest key.
 */
function requireStrongEd25519(bytes: Uint8Array): void {
  const isTooLarge = bytes.every(
    (_, index) => magnitude(bytes, index) >= (index === 0 ? 0xed : index === 31 ? 0x7f : 0xff),
  );
  if (isTooLarge) {
    throw new CredentialError('WEAK_KEY', 'the y of an Ed25519 key must be smaller than 2^255 − 19');
  }
  if (SMALL_ORDER.some((point) => point.every((byte, index) => byte === magnitude(bytes, index)))) {
    throw new CredentialError('WEAK_KEY', 'an Ed25519 key of small order verifies any message');
  }
}

// The topmost bit is the sign of x.
function magnitude(bytes: Uint8Array, index: number): number {
  return (bytes[index] as number) & (index === 31 ? 0x7f : 0xff);
}
