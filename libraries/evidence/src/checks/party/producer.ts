// SPDX-License-Identifier: Apache-2.0
import { nameKey } from '@touchstone/identifiers';
import type { Party } from '@touchstone/statements';
import { type Reason, reason } from '../../check.ts';
import type { EvidenceSet } from '../../evidence-set.ts';

type Claimed = Pick<EvidenceSet, 'claim'>;

/** What the parties of the papers say against the claim, or leave open. */
export interface Ownership {
  readonly faults: readonly Reason[];
  readonly open: readonly Reason[];
}

/**
 * Two firms may number lots alike: a lot is the claimed one when its producer is. Identifiers decide where both sides
 * have one of a kind; else the same name ties them, and another name leaves it open, since names are written in many
 * ways. A claim without a producer owns no lot whose papers name one.
 */
export function producerOfLot(named: readonly (Party | undefined)[], { claim }: Claimed): Ownership {
  const claimed = claim.actors.filter(({ role }) => role === 'producer');
  const producers = named.filter((one) => one !== undefined);
  const others = producers.filter((one) => claimed.length > 0 && claimed.every((each) => isSomebodyElse(each, one)));
  const open = producers.filter((one) => !others.includes(one) && !claimed.some((each) => isSameParty(each, one)));
  return { faults: others.map((one) => otherProducer(one, claimed)), open: open.map((one) => notTied(one, claimed)) };
}

/** Where no paper names a producer, whoever ordered the test or holds the certificate must be one of the claim’s own. */
export function holderOfPaper(holder: Party | undefined, { claim }: Claimed): readonly Reason[] {
  const own = [...claim.actors, ...(claim.presenter === undefined ? [] : [claim.presenter])];
  if (holder === undefined || own.some((one) => isSameParty(one, holder))) return [];
  const detail = `the paper was made for ${holder.name}, who is nobody of the claim; name this firm in it, with an identifier`;
  return [reason('CLIENT_NOT_OF_CLAIM', detail, { client: holder.name })];
}

function otherProducer(one: Party, claimed: readonly Party[]): Reason {
  const values = { claimed: namesOf(claimed), sampled: one.name };
  return reason('OTHER_PRODUCER', `the sampled lot is one of ${one.name}, not of the producer claimed`, values);
}

function notTied(one: Party, claimed: readonly Party[]): Reason {
  if (claimed.length === 0) {
    const detail = `the papers say that the lot is one of ${one.name}; the claim names no producer`;
    return reason('PRODUCER_NOT_CLAIMED', detail, { sampled: one.name });
  }
  const values = { claimed: namesOf(claimed), sampled: one.name };
  const detail = `the lot is one of ${one.name}, the claim names ${values.claimed}: no identifier says that they are the same`;
  return reason('PRODUCER_NOT_TIED', detail, values);
}

/** One identifier in common, or the same name, in whatever case, spacing and width, and no identifier against it. */
export function isSameParty(a: Party, b: Party): boolean {
  if (isSomebodyElse(a, b)) return false;
  const shared =
    (a.did !== undefined && a.did === b.did) || (a.identifier !== undefined && a.identifier === b.identifier);
  return shared || nameKey(a.name) === nameKey(b.name);
}

function isSomebodyElse(a: Party, b: Party): boolean {
  if (a.did !== undefined && b.did !== undefined) return a.did !== b.did;
  return a.identifier !== undefined && b.identifier !== undefined && a.identifier !== b.identifier;
}

function namesOf(parties: readonly Party[]): string {
  return parties.map(({ name }) => name).join(', ');
}
