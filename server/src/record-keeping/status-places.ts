// SPDX-License-Identifier: Apache-2.0
import { STATUS_ENTRIES_MIN } from '@touchstone/credentials/formats';
import { sql } from 'kysely';
import { becomeKeeper, becomeTenant, type DatabaseTransaction } from '../storage/with-tenant.ts';
import type { Produced } from './define-register.ts';
import type { JsonObject } from './fact.ts';
import { uuidOfId } from './find-statements.ts';
import type { Keeping } from './keeping.ts';

/** Entries of one list: the fewest that the standard allows. A full list is followed by another. */
export const STATUS_PLACES = STATUS_ENTRIES_MIN;
/**
 * Places that are drawn for one statement. When all of them are taken the issuer's next list is begun: at the latest
 * when it is about a third full, and without a counter that all who issue at once would wait for.
 */
const DRAWN = 8;
const DRAWN_BYTES = 3;

/**
 * The produced statement with its place in the lists of its issuer, where it is of a kind that has one. The place is
 * drawn by chance, so that it says nothing of when the statement was issued among others, and is taken in the
 * transaction that records the statement: both are there, or neither. W3C Bitstring Status List 1.0, 2.1 and 6.1.
 */
export async function withStatusPlace(
  transaction: DatabaseTransaction,
  { keeping, issuer }: { readonly keeping: Keeping; readonly issuer: string },
  produced: Produced,
): Promise<Produced> {
  const { statusLists } = keeping;
  if (produced.source !== 'statement' || statusLists?.kinds.has(produced.kind) !== true) return produced;
  const { body } = produced;
  const id = uuidOfId(String(body.id));
  // A body in another's name is refused when it is to be signed.
  if (id === undefined || body.issuer !== issuer || body.credentialStatus !== undefined) return produced;
  // Tenants do not reach the places; the issuer was found to be who acts.
  await becomeKeeper(transaction);
  const { list, place } = await takePlace(transaction, { keeping, issuer, id });
  await becomeTenant(transaction);
  const credentialStatus = (['revocation', 'suspension'] as const).map((purpose): JsonObject => {
    const address = statusLists.address({ issuer, list, purpose });
    return {
      id: `${address}#${place}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: purpose,
      statusListIndex: String(place),
      statusListCredential: address,
    };
  });
  return { ...produced, body: { ...body, credentialStatus } };
}

interface Taking {
  readonly keeping: Keeping;
  readonly issuer: string;
  readonly id: string;
}

const LISTS_TRIED = 3;

async function takePlace(transaction: DatabaseTransaction, taking: Taking): Promise<{ list: number; place: number }> {
  const { keeping, issuer, id } = taking;
  for (let further = 0; further < LISTS_TRIED; further += 1) {
    const { rows } = await sql<{ list: number; place: number }>`
      insert into touchstone.status_place (issuer, list, place, id, origin_node)
      select ${issuer}, l.list, d.place, ${id}::uuid, ${keeping.node}
      from (select coalesce(max(list), 1) + ${further}::integer as list from touchstone.status_place
          where issuer = ${issuer}) l
        cross join unnest(${drawPlaces(keeping.randomBytes)}::integer[]) with ordinality as d(place, n)
      where not exists (select from touchstone.status_place t
        where t.issuer = ${issuer} and t.list = l.list and t.place = d.place)
      order by d.n limit 1
      on conflict (issuer, list, place) do nothing returning list, place`.execute(transaction);
    if (rows[0] !== undefined) return rows[0];
  }
  throw new TypeError(`no place was free in ${LISTS_TRIED} lists of ${issuer}: chance is none`);
}

/** Eight numbers below 2^17, each as likely as any other. */
function drawPlaces(randomBytes: Keeping['randomBytes']): number[] {
  const bytes = randomBytes(DRAWN * DRAWN_BYTES);
  return Array.from({ length: DRAWN }, (_, at) => {
    const [high = 0, middle = 0, low = 0] = bytes.subarray(at * DRAWN_BYTES);
    return ((high << 16) | (middle << 8) | low) % STATUS_PLACES;
  });
}
