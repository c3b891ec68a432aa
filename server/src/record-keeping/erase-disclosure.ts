// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import { withTenant } from '../storage/with-tenant.ts';
import { commit } from './commit.ts';
import type { Outcome } from './define-register.ts';
import { uuidOfId } from './find-statements.ts';
import type { Keeping } from './keeping.ts';
import { MECHANISM_KINDS } from './mechanism-kinds.ts';
import { RecordError } from './record-error.ts';
import { type Actor, tenantOf } from './tenant.ts';

/** Which personal field is to be erased: of which statement, and where in its body. */
export interface Erasure {
  readonly issuer: string;
  readonly id: string;
  readonly path: string;
}

/**
 * Erases one personal field: value and salt are gone, a tombstone stays, the signed bytes are untouched and keep their
 * proof. The stream's rows are folded again without it, history included; other programs do so when they follow.
 * Throws `UNKNOWN_DISCLOSURE` where the actor's party owns no such field.
 */
export async function eraseDisclosure(
  keeping: Keeping,
  { actor, now }: { readonly actor: Actor; readonly now: string },
  erasure: Erasure,
): Promise<Outcome> {
  const { register, stream, entry } = await findDisclosure(keeping, actor, erasure);
  return commit(keeping, {
    ...{ register, stream, actor, now },
    rule: async () => ({
      allowed: true,
      produces: [{ source: 'case-event', kind: MECHANISM_KINDS.erased, content: { ...erasure, entry } }],
    }),
    // Before the fold: it must no longer find the value.
    prepare: async (transaction) => {
      await sql`update touchstone.disclosure set salt = null, value = null, erased_at = ${now}::timestamptz
        where entry = ${entry} and path = ${erasure.path} and erased_at is null`.execute(transaction);
    },
  });
}

async function findDisclosure(
  { database, node }: Keeping,
  actor: Actor,
  { issuer, id, path }: Erasure,
): Promise<{ register: string; stream: string; entry: number }> {
  return withTenant({ database, tenant: tenantOf(actor), node, mode: 'read' }, async (transaction) => {
    const { rows } = await sql<{ register: string; stream: string; entry: number }>`
      select d.register, d.stream, d.entry from touchstone.statement_identity i
      join touchstone.disclosure d on d.entry = i.entry
      where i.issuer = ${issuer} and i.id = ${uuidOfId(id) ?? null}::uuid and d.path = ${path}
        and d.owner = ${actor.party} and d.erased_at is null`.execute(transaction);
    const [found] = rows;
    if (found === undefined) {
      throw new RecordError('UNKNOWN_DISCLOSURE', `${actor.party} holds no personal field ${path} of ${id} to erase`, {
        ...{ issuer, id, path },
      });
    }
    return found;
  });
}
