// SPDX-License-Identifier: Apache-2.0
import {
  compareBytes,
  encodePartyOpening,
  type PartyDisclosure,
  SUBJECT_KEY_BYTES,
  type Subjects,
  subjectKey,
} from '@touchstone/statements';
import type { DatabaseTransaction } from '../storage/with-tenant.ts';
import type { LeafRow } from './leaf-table.ts';
import { type LoggedStatement, sha256, subjectsOfAll } from './make-leaves.ts';
import { secretsIfPersons } from './party-secrets.ts';

/** Whom statements are about, by entry, and the secrets of those of them that are persons; null where it was erased. */
export interface Persons {
  readonly subjects: ReadonlyMap<number, Subjects>;
  readonly secrets: ReadonlyMap<string, Uint8Array | null>;
}

/** The persons behind any number of statements, in a number of round trips that does not grow with them. As the keeper. */
export async function readPersons(
  transaction: DatabaseTransaction,
  statements: readonly LoggedStatement[],
  node: string,
): Promise<Persons> {
  const subjects = await subjectsOfAll(transaction, statements, node);
  const parties = [...subjects.values()].flatMap((each) => each.parties);
  return { subjects, secrets: await secretsIfPersons(transaction, parties) };
}

/**
 * What opens a leaf for whoever asks: the salt; of each person whose key in it is blinded their secret, when it is the
 * person who asks, and else only the key that the leaf shows to everybody who reads it at its index.
 */
export function openingFor(
  leaf: LeafRow & { readonly salt: Uint8Array },
  { subjects, secrets }: Persons,
  asker: string | undefined,
): Uint8Array {
  const kept = keysIn(leaf);
  const isKept = (key: Uint8Array) => kept.some((each) => compareBytes(each, key) === 0);
  const about = subjects.get(leaf.entry);
  const parties: PartyDisclosure[] = [];
  for (const party of about?.parties ?? []) {
    const of = { party, thing: about?.thing ?? '' };
    const secret = secrets.get(party);
    if (secret == null || isKept(subjectKey(sha256, of))) continue;
    const key = subjectKey(sha256, of, secret);
    // One that was erased and drawn anew opens nothing of what is older.
    if (isKept(key)) parties.push(asker === party ? { party, secret } : { party, key });
  }
  return encodePartyOpening({ salt: new Uint8Array(leaf.salt), parties });
}

function keysIn({ subjectKeys }: LeafRow): readonly Uint8Array[] {
  const keys: Uint8Array[] = [];
  for (let at = 0; at < subjectKeys.length; at += SUBJECT_KEY_BYTES) {
    keys.push(new Uint8Array(subjectKeys.subarray(at, at + SUBJECT_KEY_BYTES)));
  }
  return keys;
}
