// SPDX-License-Identifier: Apache-2.0
import { type Place, parseStandardNumber, placeCovers } from '@touchstone/identifiers';
import type { SubjectOf } from '@touchstone/statements';
import type { Root } from '../evidence-source.ts';

/** What somebody says about an edition. */
export type EditionNotice = SubjectOf<'StandardNotice'> & {
  /** Who says it; left out, one and the same for all. */
  readonly issuer?: string | undefined;
};

/** Whose word is asked for: that of the authorities of the place of work, and of whoever publishes the standard. */
export interface Speaking {
  readonly roots: readonly Root[];
  /** Where the laboratory is, as it says and as is attested. A paper that does not say so may be of any place: with none, every authority is heard. */
  readonly places: readonly Place[];
}

/**
 * The notices that bind a laboratory at a place: anybody may say something about a standard, and a neighbour's authority
 * decides neither what is withdrawn here nor what is still in force.
 */
export function noticesThatCount(
  notices: readonly { readonly issuer: string; readonly subject: SubjectOf<'StandardNotice'> }[],
  { roots, places: at }: Speaking,
): readonly EditionNotice[] {
  return notices
    .filter(({ issuer, subject: { standard } }) =>
      roots.some(
        ({ did, places, publishes = [] }) =>
          did === issuer &&
          (places.some((one) => at.length === 0 || at.some((place) => placeCovers(one, place))) ||
            publishes.includes(publisherOf(standard) ?? '')),
      ),
    )
    .map(({ issuer, subject }) => ({ ...subject, issuer }));
}

function publisherOf(standard: string): string | undefined {
  try {
    return parseStandardNumber(standard).publisher;
  } catch {
    // A number that cannot be read is of no publisher.
    return undefined;
  }
}
