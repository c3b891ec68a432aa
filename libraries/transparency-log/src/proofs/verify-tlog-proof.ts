// SPDX-License-Identifier: Apache-2.0
import type { LogSuite } from '../log-suite.ts';
import { verifyInclusion } from '../merkle/verify.ts';
import { type PolicyVerdict, verifyCheckpoint } from './evaluate-policy.ts';
import type { TlogPolicy } from './policy.ts';
import type { TlogProof } from './tlog-proof.ts';

/** Whether a proof shows that an entry is in a log that counts. */
export type ProofVerdict =
  | (PolicyVerdict & { readonly outcome: 'accepted' } & { readonly index: number })
  | (PolicyVerdict & { readonly outcome: 'rejected' })
  | {
      readonly outcome: 'rejected';
      readonly code: 'NOT_INCLUDED';
      readonly detail: string;
      readonly missing: readonly string[];
    };

/**
 * Verifies a proof offline: the log and the quorum by the policy, then that the leaf is in the tree.
 * C2SP tlog-proof, Verifying a tlog proof. Which leaf an entry has, hashLeaf() of its bytes, is the application's rule.
 */
export function verifyTlogProof(
  suite: LogSuite,
  { proof, leafHash }: { readonly proof: TlogProof; readonly leafHash: Uint8Array },
  policy: TlogPolicy,
): ProofVerdict {
  const verdict = verifyCheckpoint(suite, proof.checkpoint, policy);
  if (verdict.outcome === 'rejected') {
    return verdict;
  }
  const { index, hashes } = proof;
  if (!verifyInclusion(suite, { index, leafHash, proof: hashes }, verdict.checkpoint)) {
    const detail = `the entry is not the one at index ${index} of ${verdict.checkpoint.size}`;
    return { outcome: 'rejected', code: 'NOT_INCLUDED', detail, missing: [] };
  }
  return { ...verdict, index };
}
