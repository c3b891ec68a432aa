// SPDX-License-Identifier: Apache-2.0
import type { Reason } from './define-register.ts';

/** Who has accounts at this node: records of persons are kept of own ones, and exchanges lead to who can confirm them. */
export interface Members {
  /** Jurisdictions of a party's accounts; none where it has no account. */
  placesOf(party: string): Promise<readonly string[]>;
  isOf(party: string, person: string): Promise<boolean>;
}

/** Where nothing is known of accounts. */
export const NOBODY_KNOWN: Members = { placesOf: async () => [], isOf: async () => false };

/** What stands against a person as one of an organisation; nothing where they have an account there. */
export async function faultsOfPerson(
  members: Pick<Members, 'isOf'>,
  party: string,
  person: string,
): Promise<readonly Reason[]> {
  if (await members.isOf(party, person)) return [];
  return [{ code: 'NOT_OWN_PERSON', detail: `"${person}" has no account at the own organisation.` }];
}
