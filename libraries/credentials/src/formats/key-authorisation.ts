// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@touchstone/identifiers';
import type { KeyPurpose } from './did-document.ts';

/** What a key authorisation statement says: which key, whose, for what, and in which time (both ends included). */
export interface KeyAuthorisation {
  /** DID URL of the key, as a proof names it. */
  readonly key: string;
  readonly controller: string;
  readonly publicKeyMultibase: string;
  readonly purposes: readonly KeyPurpose[];
  readonly from: Instant;
  readonly to?: Instant;
  /** From this moment on somebody else may have signed with the key. */
  readonly compromisedSince?: Instant;
}
