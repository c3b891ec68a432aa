// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import { commit } from '../record-keeping/commit.ts';
import type { Outcome } from '../record-keeping/define-register.ts';
import { uuidOfId } from '../record-keeping/find-statements.ts';
import type { Keeping } from '../record-keeping/keeping.ts';
import { MECHANISM_KINDS } from '../record-keeping/mechanism-kinds.ts';
import { RecordError } from '../record-keeping/record-error.ts';
import { type Actor, tenantOf } from '../record-keeping/tenant.ts';
import { withTenant } from '../storage/with-tenant.ts';
import { closeLeaves } from './erasures/effects.ts';

/** Whose act it is, when, and which statement's leaf is to be closed for ever. */
export interface OpeningErasure {
  readonly actor: Actor;
  readonly now: string;
  readonly issuer: string;
  readonly id: string;
}

/**
 * Erases what opens the leaf of a statement, together with its personal fields: by the way of record-keeping's own
 * erasures, one transaction with a tombstone among the case events. The leaf stays, and every proof of others with it.
 * Throws `UNKNOWN_DISCLOSURE` where the actor's party owns no such leaf.
 */
export async function eraseOpening(keeping: Keeping, erasure: OpeningErasure): Promise<Outcome> {
  const { actor, now, issuer, id } = erasure;
  const { register, stream, entry } = await findLeaf(keeping, erasure);
  return commit(keeping, {
    ...{ register, stream, actor, now },
    rule: async () => ({
      allowed: true,
      // The path is that of the body as a whole.
      produces: [{ source: 'case-event', kind: MECHANISM_KINDS.erased, content: { issuer, id, path: '', entry } }],
    }),
    prepare: (transaction) => closeLeaves(transaction, [entry], { now }),
  });
}

async function findLeaf(
  { database, node }: Keeping,
  { actor, issuer, id }: OpeningErasure,
): Promise<{ register: string; stream: string; entry: number }> {
  return withTenant({ database, tenant: tenantOf(actor), node, mode: 'read' }, async (transaction) => {
    const { rows } = await sql<{ register: string; stream: string; entry: number }>`
      select l.register, l.stream, l.entry from touchstone.statement_identity i join touchstone.leaf l on l.entry = i.entry
      where i.issuer = ${issuer} and i.id = ${uuidOfId(id) ?? null}::uuid and l.owner = ${actor.party}
        and l.erased_at is null`.execute(transaction);
    const [found] = rows;
    if (found !== undefined) return found;
    throw new RecordError('UNKNOWN_DISCLOSURE', `${actor.party} has no leaf of ${id} to erase`, { issuer, id });
  });
}
