// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import { z } from 'zod';
import type { JsonObject } from '../../record-keeping/fact.ts';
import { MECHANISM_KINDS } from '../../record-keeping/mechanism-kinds.ts';
import type { Actor } from '../../record-keeping/tenant.ts';
import type { Database } from '../../storage/database.ts';
import { wholeNumberOr } from '../../http/whole-number.ts';
import { withKeeper } from '../../storage/with-tenant.ts';
import { answers, inputs } from './record.ts';

const PAGE_MAX = 200;

/** Which part of the trail. */
export const trailQuery = z.strictObject({
  after: wholeNumberOr(0).describe('Events after this entry; from the first when left out'),
});
/** One page of it. */
export const trailPage = z.strictObject({ items: z.array(answers.event), next: z.int().optional() });

interface EventRow {
  readonly entry: number;
  readonly stream: string;
  readonly owner: string;
  readonly recordedAt: string;
  readonly kind: string;
  readonly person: string;
  readonly content: JsonObject;
}

/** The trail of erasures that an actor may read: an auditor's jurisdiction, and to everybody else the own organisation. */
export async function readTrail(
  database: Database,
  { party, jurisdiction, roles }: Actor,
  { after }: z.infer<typeof trailQuery>,
): Promise<z.infer<typeof trailPage>> {
  const isAuditor = roles.includes('erasure-auditor');
  const rows = await withKeeper(database, async (transaction) => {
    const found =
      await sql<EventRow>`select entry, stream, owner, recorded_at, kind, actor ->> 'person' as person, content
      from touchstone.case_event
      where register = 'erasures' and kind in (${MECHANISM_KINDS.proposed}, ${MECHANISM_KINDS.decided})
        and entry > ${after} and (owner = ${party} or (${isAuditor} and jurisdiction = ${jurisdiction}))
      order by entry limit ${PAGE_MAX + 1}`.execute(transaction);
    return found.rows;
  });
  const items = rows.slice(0, PAGE_MAX).map(eventOf);
  const last = items.at(-1);
  return { items, ...(rows.length > PAGE_MAX && last !== undefined ? { next: last.entry } : {}) };
}

function eventOf({ entry, stream, owner, recordedAt, kind, person, content }: EventRow): z.infer<typeof answers.event> {
  const base = { entry, case: stream, organisation: owner, at: recordedAt, by: person };
  if (kind === MECHANISM_KINDS.decided) {
    return { ...base, event: content.verdict === 'approve' ? 'approved' : 'rejected' };
  }
  const { action: act, input } = content as { readonly action: never; readonly input: JsonObject };
  const named = inputs.statement.safeParse(input);
  return {
    ...{ ...base, event: 'proposed', act, ground: input.ground as never },
    ...(named.success ? { statement: { issuer: named.data.issuer, id: named.data.id } } : {}),
  };
}
