// SPDX-License-Identifier: Apache-2.0
import type { Digest, Instant } from '@touchstone/identifiers';
import type { PublicKey } from '../formats/multikey.ts';
import type { Check } from './check.ts';
import type { SigningTime } from './verification-context.ts';

/** Checks of one proof, in the order of `CHECK_NAMES`, with what a reader wants to know about it. */
export interface ProofReport {
  readonly form: 'data-integrity' | 'vc+jwt';
  /** Name of the cryptographic suite, or of the algorithm of a token, as it was given. */
  readonly suite?: string | undefined;
  readonly id?: string | undefined;
  /** DID URL of the key. */
  readonly keyId?: string | undefined;
  readonly publicKey?: PublicKey | undefined;
  readonly signedAt?: SigningTime | undefined;
  /** When the signature itself says that it begins and ends to hold. */
  readonly notBefore?: Instant | undefined;
  readonly expires?: Instant | undefined;
  /** Identifiers of the earlier proofs that this one covers; with them it is a link of a chain. */
  readonly previous: readonly string[];
  readonly checks: readonly Check[];
  /** False when the document has contexts beyond those that were signed. */
  readonly isContextCovered: boolean;
  /** Gives the digest of the statement without further work; present when the signature is over just that. */
  readonly digest?: (() => Digest) | undefined;
}

/** Whether nothing about the proof is open or wrong. */
export function isProofSound({ checks }: ProofReport): boolean {
  return checks.every(({ outcome }) => outcome === 'passed');
}

/** Whether something about the proof is wrong. */
export function isProofBroken({ checks }: ProofReport): boolean {
  return checks.some(({ outcome }) => outcome === 'failed');
}
