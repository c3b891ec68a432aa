// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '@touchstone/credentials/node';
import { KEY_BYTES, SIGNATURE_BYTES } from './signature-check.ts';
import type { SignatureThreads } from './signature-threads.ts';

type CryptoSuite = typeof nodeSuite;

/** A suite that believes Ed25519 signatures for the moment, and says afterwards whether all that it believed are good. */
export interface DeferredSuite {
  readonly suite: CryptoSuite;
  /** Whether every signature that was believed is good; computed on other threads. */
  settle(): Promise<boolean>;
}

/**
 * For many statements at once: a signature takes longer than all the rest, and this thread serves everybody. What is
 * read with the suite counts for nothing until settle() says true. Keys of other kinds are verified at once.
 */
export function deferredSuite(threads: Pick<SignatureThreads, 'verify'>): DeferredSuite {
  const believed: Promise<boolean>[] = [];
  return {
    suite: {
      ...nodeSuite,
      verify(key, message, signature) {
        const { type, bytes } = key;
        const isPlain = type === 'Ed25519' && bytes.length === KEY_BYTES && signature.length === SIGNATURE_BYTES;
        if (!isPlain) return nodeSuite.verify(key, message, signature);
        believed.push(threads.verify({ key: bytes, message, signature }));
        return true;
      },
    },
    settle: async () => (await Promise.all(believed)).every((isGood) => isGood),
  };
}
