// SPDX-License-Identifier: Apache-2.0
import type { Digest } from '@touchstone/identifiers';
import { compareBytes, type Sha256 } from './bytes.ts';
import { commitmentOf } from './commitment.ts';
import { readLeaf } from './leaf.ts';
import { type SecretOf, type Subjects, subjectKey } from './subject-key.ts';

/** What the holder of a statement brings: its digest, its salt, whom it is about, and the secrets that are known. */
export interface LeafOpening {
  readonly digest: Digest;
  readonly salt: Uint8Array;
  readonly subjects: Subjects;
  readonly secretOf?: SecretOf;
}

/** Why a leaf is not this statement's. */
export type LeafFault = 'NOT_A_STATEMENT_LEAF' | 'COMMITMENT_DIFFERS' | 'SUBJECT_MISSING' | 'SUBJECT_INVENTED';

/**
 * Whether a leaf is this statement's and stands under its parties. `unshown` are the parties whose key is not there in
 * plain while as many keys remain unexplained: blinded ones, if the reader accepts that these are natural persons.
 */
export type LeafVerdict =
  | { readonly outcome: 'opened'; readonly unshown: readonly string[] }
  | { readonly outcome: 'refused'; readonly reasons: readonly LeafFault[]; readonly missing: readonly string[] };

/** Opens leaf bytes with a statement. Decision record 0032. Of a statement with more than 255 keys, one leaf only. */
export function openLeaf(sha256: Sha256, leafBytes: Uint8Array, opening: LeafOpening): LeafVerdict {
  const leaf = readLeaf(leafBytes);
  if (leaf?.type !== 'statement') return { outcome: 'refused', reasons: ['NOT_A_STATEMENT_LEAF'], missing: [] };
  const reasons: LeafFault[] = [];
  if (compareBytes(commitmentOf(sha256, opening.salt, opening.digest), leaf.commitment) !== 0) {
    reasons.push('COMMITMENT_DIFFERS');
  }
  const { parties, thing } = opening.subjects;
  const unexplained = [...leaf.subjectKeys];
  const missing: string[] = [];
  const unshown: string[] = [];
  for (const party of new Set(parties)) {
    const secret = opening.secretOf?.(party);
    const key = subjectKey(sha256, { party, thing }, secret);
    const at = unexplained.findIndex((each) => compareBytes(each, key) === 0);
    if (at >= 0) unexplained.splice(at, 1);
    else (secret === undefined ? unshown : missing).push(party);
  }
  if (unshown.length > unexplained.length) missing.push(...unshown.splice(unexplained.length));
  if (missing.length > 0) reasons.push('SUBJECT_MISSING');
  if (unexplained.length > unshown.length) reasons.push('SUBJECT_INVENTED');
  return reasons.length > 0 ? { outcome: 'refused', reasons, missing } : { outcome: 'opened', unshown };
}
