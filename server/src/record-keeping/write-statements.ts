// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { DatabaseTransaction } from '../storage/with-tenant.ts';
import type { BoundFold } from './bound-fold.ts';
import type { StatementFact, StatementInput, Visibility } from './fact.ts';
import { uuidOfId } from './find-statements.ts';
import type { EntryOrigin } from './write-sources.ts';

/** One statement of many that are written together, each into a stream of its own. */
export interface StatementWriting {
  readonly statement: StatementInput;
  readonly visibility: Visibility;
  readonly stream: string;
  readonly owner: string;
  readonly jurisdiction: string;
}

const COMMON = sql.raw('entry, recorded_at, register, stream, owner, jurisdiction, origin_node, visibility');

/**
 * Writes signed statements, their identities and edges in one step, as the tenant; returns them as facts, in their
 * order. A statement whose identity is taken meanwhile is not among them, and nothing of it was written.
 */
export async function writeStatements(
  transaction: DatabaseTransaction,
  origin: Pick<EntryOrigin, 'register' | 'originNode' | 'recordedAt' | 'actor'>,
  writings: readonly StatementWriting[],
): Promise<readonly (StatementFact | undefined)[]> {
  const { register, originNode, recordedAt, actor } = origin;
  const column = <T>(pick: (writing: StatementWriting) => T): T[] => writings.map(pick);
  const edges = writings.flatMap(({ statement }, at) => statement.edges.map((edge) => ({ n: at + 1, ...edge })));
  // One parameter for all bytes: as elements of an array each would travel as text, in twice the length.
  const bytes = column(({ statement }) => statement.bytes);
  const bodies = column(({ statement }) => Buffer.from(JSON.stringify(statement.body)));
  const whole = Buffer.concat([...bytes, ...bodies]);
  const starts = startsOf([...bytes, ...bodies]);
  const { rows } = await sql<{ n: number; entry: number }>`
    with given as materialized (
      select nextval('touchstone.entry') as entry, ${recordedAt}::timestamptz as recorded_at, ${register}::text as register,
        g.stream, g.owner, g.jurisdiction, ${originNode}::text as origin_node, g.visibility, g.kind, g.issuer, g.id,
        g.issued_at, g.digest, substring(w.whole from g.start for g.length) as bytes, g.jwt,
        substring(w.whole from g.body_start for g.body_length) as body, g.n
      from unnest(${column(({ stream }) => stream)}::text[], ${column(({ owner }) => owner)}::text[],
        ${column(({ jurisdiction }) => jurisdiction)}::text[], ${column(({ visibility }) => visibility)}::text[],
        ${column(({ statement }) => statement.kind)}::text[], ${column(({ statement }) => statement.issuer)}::text[],
        ${column(({ statement }) => uuidOfId(statement.id))}::uuid[],
        ${column(({ statement }) => statement.issuedAt)}::timestamptz[],
        ${column(({ statement }) => statement.digest)}::text[],
        ${column(({ statement }) => statement.jwt ?? null)}::text[],
        ${starts.slice(0, bytes.length)}::integer[], ${bytes.map(({ length }) => length)}::integer[],
        ${starts.slice(bytes.length)}::integer[], ${bodies.map(({ length }) => length)}::integer[])
        with ordinality as g(stream, owner, jurisdiction, visibility, kind, issuer, id, issued_at, digest, jwt,
          start, length, body_start, body_length, n)
      cross join (select ${whole}::bytea as whole) w
    ), identity as (
      insert into touchstone.statement_identity (${COMMON}, issuer, id, digest, bytes_sha256, jwt_sha256)
      select ${COMMON}, issuer, id, digest, sha256(bytes), sha256(convert_to(jwt, 'UTF8')) from given
      on conflict do nothing returning entry
    ), statement as (
      insert into touchstone.statement (${COMMON}, kind, issuer, id, issued_at, digest, bytes, jwt, body, actor)
      select ${COMMON}, kind, issuer, id, issued_at, digest, bytes, jwt, convert_from(body, 'UTF8')::jsonb,
        ${JSON.stringify(actor)}::jsonb from given join identity using (entry)
    ), edge as (
      insert into touchstone.edge (${COMMON}, kind, relation, key)
      select distinct ${COMMON}, kind, e.relation, e.key from given join identity using (entry)
        join unnest(${edges.map(({ n }) => n)}::bigint[], ${edges.map(({ relation }) => relation)}::text[],
          ${edges.map(({ key }) => key)}::text[]) as e(n, relation, key) using (n)
    ) select given.n::integer as n, entry from given join identity using (entry)`.execute(transaction);
  const entries = new Map(rows.map(({ n, entry }) => [n, entry]));
  return writings.map(({ statement, ...writing }, at): StatementFact | undefined => {
    const entry = entries.get(at + 1);
    if (entry === undefined) return undefined;
    const shared = { ...writing, register, originNode, recordedAt };
    const { kind } = statement;
    return {
      source: 'statement',
      ...shared,
      entry,
      kind,
      statement: { ...statement, ...shared, entry },
      disclosures: {},
    };
  });
}

/** Queues facts that were written together and moves their streams on. As the keeper: tenants write no queue. */
export async function queueStatements(
  transaction: DatabaseTransaction,
  fold: BoundFold,
  facts: readonly StatementFact[],
): Promise<void> {
  const [first] = facts;
  if (first === undefined) return;
  const { register, originNode, recordedAt } = first;
  await sql`with given as materialized (
      select * from unnest(${facts.map(({ entry }) => entry)}::bigint[], ${facts.map(({ stream }) => stream)}::text[],
        ${facts.map(({ owner }) => owner)}::text[], ${facts.map(({ jurisdiction }) => jurisdiction)}::text[])
        as g(entry, stream, owner, jurisdiction)
    ), queued as (
      insert into touchstone.queue
        (entry, recorded_at, register, stream, source, applied, owner, jurisdiction, origin_node)
      select entry, ${recordedAt}::timestamptz, ${register}, stream, 'statement', ${fold.tag}, owner, jurisdiction,
        ${originNode} from given
    ) update touchstone.stream s set last_entry = given.entry, last_applied = ${fold.tag}
    from given where s.register = ${register} and s.stream = given.stream`.execute(transaction);
}

/** Where each part begins when they lie one after another; the first at 1, as the database counts. */
function startsOf(parts: readonly Uint8Array[]): readonly number[] {
  let next = 1;
  return parts.map(({ length }) => {
    const start = next;
    next += length;
    return start;
  });
}
