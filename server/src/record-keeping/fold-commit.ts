// SPDX-License-Identifier: Apache-2.0
import type { DatabaseTransaction } from '../storage/with-tenant.ts';
import { applyFacts } from './apply-facts.ts';
import type { BoundFold } from './bound-fold.ts';
import type { Fact } from './fact.ts';
import { deleteRowsOfStream, loadHeldRows, saveRowChanges } from './fold-tables.ts';
import { loadStreamFacts } from './load-facts.ts';
import { isFolded, isTombstone, isWordless, withoutErased } from './mechanism-kinds.ts';

/** Writes the rows of the register's own fold in the transaction that records the facts; runs as the keeper. */
export async function foldCommitted(
  transaction: DatabaseTransaction,
  fold: BoundFold,
  facts: readonly Fact[],
): Promise<void> {
  await foldFacts(transaction, { fold, schema: fold.schema }, facts);
}

/**
 * Folds a batch of facts into the tables of a schema. After a tombstone the stream's rows are folded anew from its
 * facts, which no longer disclose what was erased.
 */
export async function foldFacts(
  transaction: DatabaseTransaction,
  place: { readonly fold: BoundFold; readonly schema: string },
  facts: readonly Fact[],
): Promise<void> {
  let batch: Fact[] = [];
  for (const fact of facts) {
    if (!place.fold.wants(fact)) continue;
    if (isTombstone(fact)) {
      await foldBatch(transaction, place, batch);
      batch = [];
      await foldStreamAnew(transaction, place, fact);
    } else if (isFolded(fact) || (place.fold.takesErased === true && isLeftOfErased(fact))) {
      // A follower gets no personal fields: an erasure could not reach its rows.
      batch.push(place.fold.register === undefined ? withoutPersonal(fact) : fact);
    }
  }
  await foldBatch(transaction, place, batch);
}

/** A statement whose bytes are gone, or an event whose words are: who counts them goes on to. */
function isLeftOfErased(fact: Fact): boolean {
  return fact.source === 'statement' || (fact.source === 'case-event' && isWordless(fact));
}

function withoutPersonal(fact: Fact): Fact {
  if (fact.source === 'statement') return { ...fact, disclosures: {} };
  if (fact.source !== 'case-event') return fact;
  const { personal: _, ...rest } = fact;
  return rest;
}

async function foldStreamAnew(
  transaction: DatabaseTransaction,
  place: { readonly fold: BoundFold; readonly schema: string },
  tombstone: Fact,
): Promise<void> {
  if (place.fold.register === undefined) return;
  const { register, stream, entry } = tombstone;
  await deleteRowsOfStream(transaction, place, stream);
  const facts = await loadStreamFacts(transaction, { register, stream, upTo: entry });
  await foldBatch(transaction, place, withoutErased(facts).filter(isFolded));
}

async function foldBatch(
  transaction: DatabaseTransaction,
  place: { readonly fold: BoundFold; readonly schema: string },
  facts: readonly Fact[],
): Promise<void> {
  if (facts.length === 0) return;
  const keys = [...new Set(facts.flatMap((fact) => place.fold.keysOf(fact)))];
  const held = await loadHeldRows(transaction, place, keys);
  await saveRowChanges(transaction, place, applyFacts(place.fold, held, facts));
}
