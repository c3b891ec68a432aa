// SPDX-License-Identifier: Apache-2.0
import { partyKey } from '@touchstone/statements';
import { sql } from 'kysely';
import { commit } from '../../record-keeping/commit.ts';
import type { Keeping } from '../../record-keeping/keeping.ts';
import { MECHANISM_KINDS } from '../../record-keeping/mechanism-kinds.ts';
import { clockActor } from '../../record-keeping/tenant.ts';
import { type DatabaseTransaction, withKeeper } from '../../storage/with-tenant.ts';
import { sha256 } from '../make-leaves.ts';
import { eraseSecret, secretsIfPersons } from '../party-secrets.ts';
import { stripAnswers } from './remembered-answers.ts';
import { aboutPersonsAlone } from './subjects.ts';

const TOMBSTONES_AT_ONCE = 500;

/**
 * Erases what opens the leaves of these entries, their personal fields, the signed bytes and the drafts of them, and marks each statement as
 * erased as a whole: identity and digest stay. As the keeper; done again it changes nothing.
 */
export async function closeLeaves(
  transaction: DatabaseTransaction,
  entries: readonly number[],
  { now, ground }: { readonly now: string; readonly ground?: string },
): Promise<void> {
  await sql`update touchstone.disclosure set salt = null, value = null, erased_at = ${now}::timestamptz
    where entry = any(${entries}::bigint[]) and erased_at is null`.execute(transaction);
  await sql`update touchstone.leaf set salt = null, erased_at = ${now}::timestamptz, erased_ground = ${ground ?? null}
    where entry = any(${entries}::bigint[]) and erased_at is null`.execute(transaction);
  await sql`insert into touchstone.disclosure (entry, recorded_at, register, stream, owner, jurisdiction, origin_node,
      visibility, path, erased_at)
    select entry, recorded_at, register, stream, owner, jurisdiction, origin_node, visibility, '', ${now}::timestamptz
    from touchstone.statement_identity where entry = any(${entries}::bigint[]) on conflict do nothing`.execute(
    transaction,
  );
  await sql`select touchstone.erase_signed(${entries}::bigint[])`.execute(transaction);
  await sql`select touchstone.erase_drafts(${entries}::bigint[])`.execute(transaction);
  await stripAnswers(transaction, entries);
}

/**
 * Forgets a person: the secret, what opens every leaf under it or under the plain name, and whom handles stood for.
 * The entries of the statements that are erased with it.
 */
export async function forgetPerson(
  transaction: DatabaseTransaction,
  {
    party,
    owner,
    node,
    now,
    ground,
  }: {
    readonly party: string;
    readonly owner: string;
    readonly node: string;
    readonly now: string;
    readonly ground: string;
  },
): Promise<readonly number[]> {
  const kept = (await secretsIfPersons(transaction, [party])).get(party);
  const prefixes = [partyKey(sha256, party), ...(kept == null ? [] : [partyKey(sha256, party, kept)])];
  const { rows } = await sql<{ entry: number; digest: string }>`select distinct l.entry, l.digest
    from unnest(${prefixes.map((prefix) => Buffer.from(prefix))}::bytea[]) as given(prefix)
    join touchstone.leaf_key k on k.subject_key >= given.prefix and k.subject_key <= given.prefix || ${LAST}::bytea
    join touchstone.leaf l on l.entry = k.entry
    where l.owner = ${owner} and l.erased_at is null`.execute(transaction);
  // What is about an organisation too stays: it is found under that one.
  const own = new Set(rows.map(({ entry }) => entry));
  const digests = rows.map(({ digest }) => digest);
  const entries = (await aboutPersonsAlone(transaction, digests, node)).filter((entry) => own.has(entry));
  await closeLeaves(transaction, entries, { now, ground });
  await eraseSecret(transaction, party, now);
  await sql`update touchstone.named_person set party = null where party = ${party}`.execute(transaction);
  return entries;
}

/**
 * A follower honours what was erased where a statement comes from: it shows no more what it has from there. What another
 * followed log still shows stays: no log takes away what others publish. What this node recorded itself is no follower's.
 */
export async function closeFollowed(
  transaction: DatabaseTransaction,
  { origin, leafIndex, node, now }: { origin: string; leafIndex: number; node: string; now: string },
): Promise<void> {
  // Locked, so that of two logs that close one statement at once the second sees what the first did.
  const { rows } = await sql<{ entry: number; isThis: boolean; state: string }>`
    select l.entry, l.origin = ${origin} and l.leaf_index = ${leafIndex} as is_this, l.state
    from touchstone.foreign_leaf l where l.entry in (
      select t.entry from touchstone.foreign_leaf t join touchstone.statement_identity i
        on i.entry = t.entry and i.origin_node <> ${node}
      where t.origin = ${origin} and t.leaf_index = ${leafIndex})
    order by l.origin, l.leaf_index for update of l`.execute(transaction);
  if (rows.some(({ isThis, state }) => !isThis && state === 'stored')) return;
  const entries = [...new Set(rows.map(({ entry }) => entry))];
  if (entries.length > 0) await closeLeaves(transaction, entries, { now });
}

/** Above every thing key. */
const LAST = Buffer.alloc(32, 0xff);

interface Closed {
  readonly entry: number;
  readonly register: string;
  readonly stream: string;
  readonly owner: string;
  readonly jurisdiction: string;
  readonly issuer: string;
  readonly id: string;
}

/**
 * Puts the tombstones of erased statements into their streams, whose rows are then folded anew without them. Whatever
 * stopped after a decision is made good here: at the next decision, and when the program starts.
 */
export async function layTombstones(keeping: Keeping): Promise<number> {
  const waiting = await withKeeper(keeping.database, async (transaction) => {
    const { rows } = await sql<Closed>`select d.entry, d.register, d.stream, d.owner, d.jurisdiction, i.issuer,
        'urn:uuid:' || i.id as id
      from touchstone.disclosure d join touchstone.statement i on i.recorded_at = d.recorded_at and i.entry = d.entry
      where d.path = '' and d.erased_at is not null and d.origin_node = ${keeping.node} and not exists (select from touchstone.case_event e
        where e.register = d.register and e.stream = d.stream and e.kind = ${MECHANISM_KINDS.erased}
          and e.content ->> 'path' = '' and (e.content ->> 'entry')::bigint = d.entry)
      order by d.entry limit ${TOMBSTONES_AT_ONCE}`.execute(transaction);
    return rows;
  });
  for (const { entry, register, stream, owner, jurisdiction, issuer, id } of waiting) {
    const content = { issuer, id, path: '', entry };
    await commit(keeping, {
      ...{ register, stream, actor: clockActor(owner, jurisdiction), now: keeping.clock() },
      rule: async () => ({
        allowed: true,
        produces: [{ source: 'case-event', kind: MECHANISM_KINDS.erased, content }],
      }),
    });
  }
  return waiting.length < TOMBSTONES_AT_ONCE ? waiting.length : waiting.length + (await layTombstones(keeping));
}
