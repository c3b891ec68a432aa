// SPDX-License-Identifier: Apache-2.0
import { type Place, placeCovers } from '@touchstone/identifiers';
import type { Reason } from './define-register.ts';

/** Whom this node takes as the competent authority of which places: configuration of its operator. */
export interface CompetentRoot {
  readonly did: string;
  readonly places: readonly Place[];
  /** Whose standards it publishes, as their numbers begin (GB, GB/T): of their editions it speaks wherever they are used. */
  readonly publishes?: readonly string[] | undefined;
}

/** What stands against a party that acts as the authority of a place; nothing where it is. */
export function faultsOfAuthority(roots: readonly CompetentRoot[], party: string, place: Place): readonly Reason[] {
  const isCompetent = roots.some(({ did, places }) => did === party && places.some((one) => placeCovers(one, place)));
  if (isCompetent) return [];
  return [{ code: 'NOT_COMPETENT', detail: `${party} is not the competent authority of ${place} here.` }];
}
