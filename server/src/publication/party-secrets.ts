// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { DatabaseTransaction } from '../storage/with-tenant.ts';

const SECRET_BYTES = 32;

/** What secrets are drawn with. */
export interface SecretMaking {
  readonly now: string;
  readonly randomBytes: (count: number) => Uint8Array;
}

/**
 * The secrets of those of the parties that are persons: noted as such before, or by what is to be logged now. One that
 * was erased is replaced by a new one, under which nothing earlier can be found.
 */
export async function secretsOf(
  transaction: DatabaseTransaction,
  { parties, persons }: { readonly parties: readonly string[]; readonly persons: ReadonlySet<string> },
  making: SecretMaking,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const all = [...new Set(parties)];
  await notePersons(
    transaction,
    all.filter((party) => persons.has(party)),
    making,
  );
  const { rows } = await sql<{ party: string; secret: Buffer | null }>`
    select distinct on (party) party, secret from touchstone.party_secret
    where party = any(${all}::text[]) order by party, made_at desc`.execute(transaction);
  const erased = rows.filter(({ secret }) => secret === null).map(({ party }) => party);
  if (erased.length > 0) {
    await notePersons(transaction, erased, making);
    return secretsOf(transaction, { parties, persons }, making);
  }
  return new Map(rows.map(({ party, secret }) => [party, new Uint8Array(secret as Buffer)]));
}

/** From here on these parties stand in the log under keys that only who has the secret can find. Nothing earlier changes. */
export async function notePersons(
  transaction: DatabaseTransaction,
  parties: readonly string[],
  { now, randomBytes }: SecretMaking,
): Promise<void> {
  if (parties.length === 0) return;
  await sql`insert into touchstone.party_secret (party, made_at, secret)
    select party, greatest(${now}::timestamptz, (select max(erased_at) + interval '1 microsecond'
        from touchstone.party_secret earlier where earlier.party = given.party)), secret
    from unnest(${parties}::text[], ${parties.map(() => Buffer.from(randomBytes(SECRET_BYTES)))}::bytea[])
      as given(party, secret)
    on conflict (party) where erased_at is null do nothing`.execute(transaction);
}

/** Forgets the secret of a person: what stands in the log about them can be found by nobody any more, nor linked. */
export async function eraseSecret(transaction: DatabaseTransaction, party: string, now: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update touchstone.party_secret set secret = null,
      erased_at = greatest(${now}::timestamptz, made_at)
    where party = ${party} and erased_at is null`.execute(transaction);
  return numAffectedRows === 1n;
}

/** The secrets of those of the parties that are noted as persons, each the newest; null once erased. */
export async function secretsIfPersons(
  transaction: DatabaseTransaction,
  parties: readonly string[],
): Promise<ReadonlyMap<string, Uint8Array | null>> {
  if (parties.length === 0) return new Map();
  const { rows } = await sql<{ party: string; secret: Buffer | null }>`
    select distinct on (party) party, secret from touchstone.party_secret
    where party = any(${[...new Set(parties)]}::text[]) order by party, made_at desc`.execute(transaction);
  return new Map(rows.map(({ party, secret }) => [party, secret === null ? null : new Uint8Array(secret)]));
}
