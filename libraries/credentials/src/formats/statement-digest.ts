// SPDX-License-Identifier: Apache-2.0
import { type Digest, digestFromSha256 } from '@touchstone/identifiers';
import { canonicalizeWithout } from './canonical-json.ts';
import type { CryptoSuite } from './crypto-suite.ts';
import type { JsonObject } from './json-value.ts';

/**
 * digest = multibase(multihash(SHA-256(JCS(body without "proof")))).
 * RFC 8785 and W3C Controlled Identifiers 1.0, sections 2.4 and 2.5: one digest for one body, however it was proved.
 */
export function statementDigest(body: JsonObject, suite: Pick<CryptoSuite, 'sha256'>): Digest {
  return digestFromSha256(suite.sha256(canonicalizeWithout(body, 'proof')));
}
