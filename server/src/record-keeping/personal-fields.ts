// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { DatabaseTransaction } from '../storage/with-tenant.ts';
import type { Forgotten, Produced } from './define-register.ts';
import { MECHANISM_KINDS } from './mechanism-kinds.ts';

/** Says in a case that personal fields of its events are gone; after it the case is folded again without them. */
export function personalTombstone(events: Forgotten): Produced {
  return { source: 'case-event', kind: MECHANISM_KINDS.erased, content: { personal: events } };
}

/** A case whose events are to forget. */
interface Forgetting {
  readonly register: string;
  readonly stream: string;
  readonly events: Forgotten;
  readonly now: string;
}

/** Takes the personal fields of events of a case. As the keeper, before the rows are folded. Decision record 0074. */
export async function forgetPersonal(
  transaction: DatabaseTransaction,
  { register, stream, events, now }: Forgetting,
): Promise<void> {
  const named = events === 'all' ? sql`true` : sql`entry = any(${events}::bigint[])`;
  await sql`update touchstone.disclosure set salt = null, value = null, erased_at = ${now}::timestamptz
    where register = ${register} and stream = ${stream} and path <> '' and erased_at is null and ${named}
      and exists (select from touchstone.case_event e where e.recorded_at = disclosure.recorded_at
        and e.entry = disclosure.entry)`.execute(transaction);
}
