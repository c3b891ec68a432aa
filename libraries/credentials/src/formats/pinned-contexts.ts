// SPDX-License-Identifier: Apache-2.0
import { decodeHex, type Digest, digestFromSha256 } from '@touchstone/identifiers';

/** The first context of every credential. W3C Verifiable Credentials Data Model 2.0, section 4.3. */
export const CREDENTIALS_CONTEXT_V2 = 'https://www.w3.org/ns/credentials/v2';

/** Contexts by address, with the digests of every edition of the file that is known by that address. */
export type ContextPins = ReadonlyMap<string, readonly Digest[]>;

const PINS: readonly (readonly [string, readonly string[]])[] = [
  // The digest that the Data Model prints for its context file: VCDM 2.0, appendix B.1 (base context).
  [CREDENTIALS_CONTEXT_V2, ['59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734']],
  // UNTP has two files at one address: the release of 4 May 2026, and the pre-release in spec-untp at c0f17d8.
  [
    'https://vocabulary.uncefact.org/untp/0.7.0/context/',
    [
      'fbd4824e30d3cfc5cba949e1efe19b4c9ebaee056abe7aaf1c6b139a7bf91b0c',
      '7010d2ffcc2f10016a032ce195bb4e51309a0f8d0873417f787144440a2af1ba',
    ],
  ],
];

/** The public contexts that this version knows; a caller adds those of its own statements. */
export const PINNED_CONTEXTS: ContextPins = new Map(
  PINS.map(([address, digests]) => [address, digests.map((hex) => digestFromSha256(decodeHex(hex)))]),
);
