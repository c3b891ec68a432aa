// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@touchstone/identifiers';
import type { CryptoSuite } from '../formats/crypto-suite.ts';
import type { KeyAuthorisation } from '../formats/key-authorisation.ts';
import type { ContextPins } from '../formats/pinned-contexts.ts';
import type { ResolveDid } from '../formats/resolve-did.ts';
import type { StatusChange } from '../formats/status-change.ts';
import type { StatusListSnapshot } from '../formats/status-entry.ts';
import type { JsonLimits } from '../formats/strict-json.ts';

/** All that a verdict about one credential rests on, beside its bytes: two runs with the same context agree. */
export interface VerificationContext {
  readonly suite: CryptoSuite;
  readonly resolveDid: ResolveDid;
  /** The moment asked about. */
  readonly on: Instant;
  /** When a log recorded the credential; absent, the issuer's own claim of the time is used and named as such. */
  readonly loggedAt?: Instant;
  /**
   * SHA-256 of the canonical body without its proofs, for a caller who worked it out when it read the credential: half
   * of a verification beside the signature. What anybody else says that it is proves nothing, and must not come here.
   */
  readonly bodySha256?: Uint8Array;
  /** What became known after this moment is not used; absent, everything given is. */
  readonly knownAt?: Instant;
  /** Verified key authorisations; those of other keys may be among them. */
  readonly keyAuthorisations?: readonly KeyAuthorisation[];
  /** Verified status changes. An empty list says that they were looked for and there are none; absent, nobody looked. */
  readonly statusChanges?: readonly StatusChange[];
  /** Verified status lists, each as it stood at one moment. */
  readonly statusLists?: readonly StatusListSnapshot[];
  /** How far a snapshot may be from the moment asked about and still speak for it; absent, not at all. */
  readonly snapshotToleranceSeconds?: number;
  /** Contexts that are known; absent, the public ones of `PINNED_CONTEXTS`. */
  readonly contexts?: ContextPins;
  readonly limits?: JsonLimits;
}

/** When the proof was made, and who says so. */
export interface SigningTime {
  readonly instant: Instant;
  readonly source: 'log' | 'issuer-claim';
}
