// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Database } from '../storage/database.ts';
import type { Cut } from './as-of.ts';
import type { StatementRecord } from './fact.ts';
import { STATEMENT_COLUMNS, type StatementRow, toStatementRecord } from './load-facts.ts';
import type { StatementRequest } from './reads.ts';

/** Most statements that one request is answered with. */
export const STATEMENTS_PER_REQUEST_MAX = 10_000;
const REQUESTS_MAX = 50_000;

/**
 * Answers any number of requests in one round trip; a statement that several ask for crosses the wire once.
 * Order: the requests'; within one, by entry, newest first.
 */
export async function findStatements(
  transaction: Database,
  requests: readonly StatementRequest[],
  cut: Cut | undefined,
): Promise<StatementRecord[][]> {
  if (requests.length === 0) return [];
  if (requests.length > REQUESTS_MAX) throw new RangeError(`at most ${REQUESTS_MAX} requests at once`);
  const atCut =
    cut === undefined
      ? sql`true`
      : sql`exists (select from touchstone.position p where p.entry = found.entry and p.position <= ${cut.position})`;
  const { rows } = await sql<StatementRow & { readonly askedBy: readonly number[] }>`
    with request as (
      select * from jsonb_to_recordset(${JSON.stringify(requests.map(toWire))}::jsonb)
        as r(n int, issuer text, id uuid, digest text, relation text, key text, kinds text[], most int)
    ), located as (
      select r.n, found.recorded_at, found.entry from request r
        join touchstone.statement_identity found on found.issuer = r.issuer and found.id = r.id where ${atCut}
      union all
      select r.n, found.recorded_at, found.entry from request r
        join touchstone.statement_identity found on found.digest = r.digest where ${atCut}
      union all
      select r.n, edges.recorded_at, edges.entry from request r cross join lateral (
        select found.recorded_at, found.entry from touchstone.edge found
        where found.relation = r.relation and found.key = r.key
          and (r.kinds is null or found.kind = any(r.kinds)) and ${atCut}
        order by found.entry desc limit r.most) edges where r.relation is not null
    ), wanted as (
      select recorded_at, entry, array_agg(n) as asked_by from located group by recorded_at, entry
    )
    select w.asked_by, ${sql.raw(STATEMENT_COLUMNS)} from wanted w
      join touchstone.statement t on t.recorded_at = w.recorded_at and t.entry = w.entry
      left join touchstone.position p on p.entry = t.entry
    order by t.entry desc`.execute(transaction);
  const answers: StatementRecord[][] = requests.map(() => []);
  for (const { askedBy, ...row } of rows) {
    const record = toStatementRecord(row);
    for (const n of askedBy) answers[n]?.push(record);
  }
  return answers;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NO_UUID = '00000000-0000-0000-0000-000000000000';

function toWire(request: StatementRequest, n: number): Record<string, unknown> {
  switch (request.by) {
    case 'identity':
      return { n, issuer: storable(request.issuer), id: uuidOfId(request.id) ?? NO_UUID };
    case 'digest':
      return { n, digest: storable(request.digest) };
    case 'edge':
      return {
        n,
        relation: request.relation,
        key: storable(request.key),
        kinds: request.kinds,
        most: Math.min(request.limit ?? STATEMENTS_PER_REQUEST_MAX, STATEMENTS_PER_REQUEST_MAX),
      };
  }
}

/** The UUID of `urn:uuid:…` (or of a bare UUID); undefined where it is none, which no recorded statement has. */
export function uuidOfId(id: string): string | undefined {
  const uuid = id.startsWith('urn:uuid:') ? id.slice('urn:uuid:'.length) : id;
  return UUID.test(uuid) ? uuid : undefined;
}

/** U+0000 and lone surrogates cannot be kept as text here; what holds one was never recorded. */
function storable(text: string): string {
  return text.includes('\u0000') || !text.isWellFormed() ? '' : text;
}
