// SPDX-License-Identifier: Apache-2.0
import { jurisdictionOf, type Place } from '@touchstone/identifiers';
import type { Reason } from '../../record-keeping/define-register.ts';
import type { Members } from '../../record-keeping/members.ts';

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
