// SPDX-License-Identifier: Apache-2.0
import { createPublicKey, type KeyObject, verify } from 'node:crypto';

/** One signature of Ed25519 to be verified: a key of 32 bytes, a signature of 64. */
export interface SignatureCheck {
  readonly key: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

export const KEY_BYTES = 32;
export const SIGNATURE_BYTES = 64;
const LENGTH_BYTES = 4;

// SubjectPublicKeyInfo up to the key itself, DER. RFC 8410, section 4.
const ED25519_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * checks = { key (32) ‖ signature (64) ‖ u32-LE length of message ‖ message }
 *
 * One piece of memory for many: it changes hands between threads without being copied, and nothing is made an object of.
 */
export function packChecks(checks: readonly SignatureCheck[]): Uint8Array<ArrayBuffer> {
  const fixed = KEY_BYTES + SIGNATURE_BYTES + LENGTH_BYTES;
  const bytes = new Uint8Array(checks.reduce((sum, { message }) => sum + fixed + message.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const { key, message, signature } of checks) {
    bytes.set(key, at);
    bytes.set(signature, at + KEY_BYTES);
    view.setUint32(at + KEY_BYTES + SIGNATURE_BYTES, message.length, true);
    bytes.set(message, at + fixed);
    at += fixed + message.length;
  }
  return bytes;
}

/** What packChecks() packed, as views of its bytes. */
export function unpackChecks(bytes: Uint8Array): readonly SignatureCheck[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const checks: SignatureCheck[] = [];
  for (let at = 0; at < bytes.length; ) {
    const signed = at + KEY_BYTES;
    const length = signed + SIGNATURE_BYTES;
    const from = length + LENGTH_BYTES;
    const end = from + view.getUint32(length, true);
    checks.push({
      key: bytes.subarray(at, signed),
      signature: bytes.subarray(signed, length),
      message: bytes.subarray(from, end),
    });
    at = end;
  }
  return checks;
}

/** A key for OpenSSL; undefined where it is no key. */
export function importEd25519(key: Uint8Array): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.concat([ED25519_HEAD, key]), format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}

/** By OpenSSL, on a thread of its own choice. */
export function verifyByOpenSsl({ key, message, signature }: SignatureCheck): Promise<boolean> {
  const object = importEd25519(key);
  if (object === undefined) return Promise.resolve(false);
  return new Promise((resolve) => {
    verify(null, message, object, signature, (error, isGood) => resolve(error === null && isGood));
  });
}
