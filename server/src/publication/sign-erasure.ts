// SPDX-License-Identifier: Apache-2.0
import { erasureText, hashLeaf, signNote } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import type { LeafRow } from './leaf-table.ts';
import type { Shard } from './log-shards.ts';
import { entriesOf } from './make-leaves.ts';

/** Who decides: no organisation is named, as its name beside the leaf would say whose statement it was. */
const BY = 'two-people-of-the-issuer';
const NOT_STATED = 'not-stated';

/** The right to have data about oneself erased, by jurisdiction: recalled, and not read; the setting prevails. */
const RECALLED: Readonly<Record<string, string>> = {
  CN: 'Personal Information Protection Law of the PRC, article 47 (recalled)',
  HK: 'Personal Data (Privacy) Ordinance, Cap. 486, section 26 (recalled)',
  MO: 'Law 8/2005 of Macao, article 11 (recalled)',
};

/** The article for a jurisdiction, said to be recalled. */
export function articleRecalledIn(jurisdiction: string): string {
  return RECALLED[jurisdiction] ?? 'no article is stated';
}

/** Whether a text may stand as the article of an erasure. */
export function isArticle(text: string): boolean {
  return /^[^\p{Cc}\p{Zl}\p{Zp}]{1,300}$/u.test(text);
}

/**
 * The note by which the log says of one of its leaves that nobody opens it any more: the same whenever asked for. It has
 * the day and no instant, a role and no name, and nothing of the content. Decision record 0061.
 */
export function signErasure(
  { origin, signer, base }: Pick<Shard, 'origin' | 'signer'> & { readonly base: number },
  leaf: LeafRow,
  { index, article }: { readonly index: number; readonly article: string },
): Promise<string> {
  const entry = entriesOf(leaf)[base + index - (leaf.leafIndex as number)] as Uint8Array;
  const leafHash = hashLeaf(nodeLogSuite, entry);
  const day = String(leaf.erasedAt).slice(0, 10);
  const ground = leaf.erasedGround ?? NOT_STATED;
  return signNote(erasureText({ origin, index, leafHash, day, by: BY, ground, article }), [signer]);
}
