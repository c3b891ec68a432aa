// SPDX-License-Identifier: Apache-2.0
import { jurisdictionOf, type Place } from '@touchstone/identifiers';
import type { Reason } from '../../record-keeping/define-register.ts';

/** Who has accounts at this node: files are kept of own persons, and exchanges lead to institutes that can confirm them. */
export interface Members {
  /** Jurisdictions of a party's accounts; none where it has no account. */
  placesOf(party: string): Promise<readonly string[]>;
  isOf(party: string, person: string): Promise<boolean>;
}

/** Where nothing is known of accounts. */
export const NOBODY_KNOWN: Members = { placesOf: async () => [], isOf: async () => false };

/** What stands against a person as one of an organisation; nothing where they have an account there. */
export async function faultsOfPerson(members: Members, party: string, person: string): Promise<readonly Reason[]> {
  if (await members.isOf(party, person)) return [];
  return [{ code: 'NOT_OWN_PERSON', detail: `"${person}" has no account at the own organisation.` }];
}

/** What stands against an institute as the host of an exchange in a place. */
export async function faultsOfHost(
  members: Members,
  { host, place }: { readonly host: string; readonly place: Place },
): Promise<readonly Reason[]> {
  const places = await members.placesOf(host);
  if (places.length === 0)
    return [{ code: 'UNKNOWN_HOST', detail: `Nobody acts for ${host} here, so that nobody could confirm it.` }];
  if (places.includes(jurisdictionOf(place))) return [];
  return [{ code: 'NOT_THE_PLACE_OF_THE_HOST', detail: `${host} is in ${places.join(', ')}, not in ${place}.` }];
}
