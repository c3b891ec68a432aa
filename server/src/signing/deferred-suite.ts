// SPDX-License-Identifier: Apache-2.0
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { nodeSuite } from '@touchstone/credentials/node';

type CryptoSuite = typeof nodeSuite;
type PublicKey = Parameters<CryptoSuite['verify']>[0];

/** A suite that believes Ed25519 signatures for the moment, and says afterwards whether all that it believed are good. */
export interface DeferredSuite {
  readonly suite: CryptoSuite;
  /** Whether every signature that was believed is good; computed on other threads. */
  settle(): Promise<boolean>;
}

const ED25519_BYTES = 64;
// SubjectPublicKeyInfo up to the key itself, DER. RFC 8410, section 4.
const ED25519_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * For many statements at once: a signature takes longer than all the rest, and this thread serves everybody. What is
 * read with the suite counts for nothing until settle() says true. Keys of other kinds are verified at once.
 */
export function deferredSuites(): () => DeferredSuite {
  const keys = new Map<string, KeyObject | undefined>();
  const keyOf = (key: PublicKey): KeyObject | undefined => {
    if (!keys.has(key.multikey)) keys.set(key.multikey, importKey(key));
    return keys.get(key.multikey);
  };
  return () => {
    const believed: Promise<boolean>[] = [];
    return {
      suite: {
        ...nodeSuite,
        verify(key, message, signature) {
          const object = key.type === 'Ed25519' && signature.length === ED25519_BYTES ? keyOf(key) : undefined;
          if (object === undefined) return nodeSuite.verify(key, message, signature);
          believed.push(verifyLater(object, Buffer.from(message), Buffer.from(signature)));
          return true;
        },
      },
      settle: async () => (await Promise.all(believed)).every((isGood) => isGood),
    };
  };
}

function verifyLater(key: KeyObject, message: Buffer, signature: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    verify(null, message, key, signature, (error, isGood) => resolve(error === null && isGood));
  });
}

function importKey({ bytes }: PublicKey): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.concat([ED25519_HEAD, bytes]), format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}
