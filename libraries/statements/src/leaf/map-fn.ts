// SPDX-License-Identifier: Apache-2.0
import { concatBytes, utf8Bytes } from '@touchstone/identifiers';
import { HASH_BYTES, requireLength, type Sha256 } from './bytes.ts';
import { readLeaf } from './leaf.ts';

/**
 * How leaves become the map, for whoever writes a second implementation. Its SHA-256 stands in every index-root leaf.
 * Never edited: another rule is another version with another name, and is announced in the log before it is used.
 */
export const MAP_FN_DESCRIPTION = `touchstone/map-fn/v1

Bytes are unsigned; u64 is 8 bytes, most significant first; || joins; LF is one byte 0A; H is SHA-256; texts are UTF-8.

1. Leaf. A leaf whose first byte is 01 is: 01 || n (1 byte, at least 1) || n subject keys of 64 bytes, ascending and
distinct || commitment (32 bytes), and nothing after it. Every other leaf adds nothing to the map.
2. Map. For each subject key of the leaf at index i with Merkle leaf hash h (RFC 6962: H(00 || leaf bytes)), the key's
list gets one more entry: u64(i) || h. The map's value for the key is: u64(number of entries) || root (32 bytes), root
being the RFC 6962 Merkle tree hash of the key's list in the order of the log.
3. Index root. A leaf that begins with 02 is: 02 || map root (32 bytes) || u64(size) || H(this text). The map is that
of all leaves with an index below size. Such a leaf states a size equal to its own index, and it is the last leaf of
every tree for which a checkpoint is signed.
4. Subject key. party key || thing key.
party key = H("touchstone/party/v1" || LF || party); thing key = H("touchstone/thing/v1" || LF || thing).
For a natural person or a sole trader both are HMAC-SHA-256(secret, the same bytes), the secret being 32 random bytes
kept for that person, disclosed to that person, and erasable.
5. Party. A statement that begins a thing is under every party that it is about, each by its DID and, where it states
one, its identifier: the holder, the accredited, qualified or designated body, the signatories of an arrangement, the
owner of an authorised key, the listed party, the sampler, the laboratory, the inspection body, the producer of a
reference material, the declarant, the party penalised. A statement that names no party is under its issuer's DID.
6. Thing. issuer DID || space || statement id, of the statement that begins the thing. A statement that changes another
(of its status, by correction, by a finding of a defect) begins nothing: it is under the parties and the thing of the
statement that it changes. Where the log does not hold that statement, it is under that statement's issuer and key.
7. More parties than 255. The keys, ascending, are divided into leaves of 255 in order, all with one commitment.
8. Commitment. H("touchstone/commitment/v1" || LF || salt (32 bytes) || H(canonical body without proof)).
`;

/** SHA-256 of the description: what an index-root leaf names. */
export function mapFnId(sha256: Sha256): Uint8Array {
  return sha256(utf8Bytes(MAP_FN_DESCRIPTION));
}

/** The keys under which the map has a leaf; none for what is no statement's leaf, as section 1 of the description says. */
export function mapKeysOf(leafBytes: Uint8Array): readonly Uint8Array[] {
  if (leafBytes[0] !== 1) return [];
  const leaf = readLeaf(leafBytes);
  return leaf?.type === 'statement' ? leaf.subjectKeys : [];
}

/** u64 index ‖ leaf hash: one entry of the list behind a subject key. MAP_FN_DESCRIPTION, 2. */
export function subjectListEntry(index: number, leafHash: Uint8Array): Uint8Array<ArrayBuffer> {
  return concatBytes(u64(index), requireLength(leafHash, HASH_BYTES, 'leafHash'));
}

function u64(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}
