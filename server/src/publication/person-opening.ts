// SPDX-License-Identifier: Apache-2.0
import {
  compareBytes,
  encodePartyOpening,
  type PartyDisclosure,
  SUBJECT_KEY_BYTES,
  subjectKey,
} from '@touchstone/statements';
import type { StatementRecord } from '../record-keeping/fact.ts';
import type { Keeping } from '../record-keeping/keeping.ts';
import type { Tenant } from '../record-keeping/tenant.ts';
import { withKeeper } from '../storage/with-tenant.ts';
import type { LeafRow } from './leaf-table.ts';
import { sha256, subjectsOfAll } from './make-leaves.ts';
import { secretIfPerson } from './party-secrets.ts';

/**
 * What opens a leaf for whoever asks: the salt; of each person whose key in it is blinded their secret, when it is the
 * person who asks, and else only the key that the leaf shows to everybody who reads it at its index.
 */
export async function openingFor(
  { database, node }: Pick<Keeping, 'database' | 'node'>,
  leaf: LeafRow & { readonly salt: Uint8Array },
  asked: { readonly tenant: Tenant; readonly statement: StatementRecord },
): Promise<Uint8Array> {
  const { tenant, statement } = asked;
  const kept = keysIn(leaf);
  const isKept = (key: Uint8Array) => kept.some((each) => compareBytes(each, key) === 0);
  const parties = await withKeeper(database, async (transaction) => {
    const subjects = (await subjectsOfAll(transaction, [statement], node)).get(statement.entry);
    const found: PartyDisclosure[] = [];
    for (const party of subjects?.parties ?? []) {
      const of = { party, thing: subjects?.thing ?? '' };
      if (isKept(subjectKey(sha256, of))) continue;
      const secret = (await secretIfPerson(transaction, party))?.secret;
      if (secret == null) continue;
      const key = subjectKey(sha256, of, new Uint8Array(secret));
      // One that was erased and drawn anew opens nothing of what is older.
      if (!isKept(key)) continue;
      found.push(tenant.party === party ? { party, secret: new Uint8Array(secret) } : { party, key });
    }
    return found;
  });
  return encodePartyOpening({ salt: new Uint8Array(leaf.salt), parties });
}

function keysIn({ subjectKeys }: LeafRow): readonly Uint8Array[] {
  const keys: Uint8Array[] = [];
  for (let at = 0; at < subjectKeys.length; at += SUBJECT_KEY_BYTES) {
    keys.push(new Uint8Array(subjectKeys.subarray(at, at + SUBJECT_KEY_BYTES)));
  }
  return keys;
}
