// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Database } from '../storage/database.ts';
import type { Cut } from './as-of.ts';
import type { StatementRecord } from './fact.ts';
import { type StatementRow, toStatementRecord } from './load-facts.ts';
import type { StatementRequest } from './reads.ts';

/** Most statements that one request is answered with. */
const STATEMENTS_PER_REQUEST_MAX = 10_000;
const REQUESTS_MAX = 50_000;

/**
 * Answers any number of requests in one round trip; a statement that several ask for crosses the wire once.
 * Order: the requests'; within one, by entry, newest first. One statement is given once: where it came from another
 * node's log before it was recorded here, its newest entry is this node's own.
 */
export async function findStatements(
  transaction: Database,
  requests: readonly StatementRequest[],
  cut: Cut | undefined,
): Promise<StatementRecord[][]> {
  if (requests.length === 0) return [];
  if (requests.length > REQUESTS_MAX) throw new RangeError(`at most ${REQUESTS_MAX} requests at once`);
  const { rows } = await sql<StatementRow & { readonly askedBy: readonly number[] }>`
    select * from touchstone.find_statements(${JSON.stringify(requests.map(toWire))}::jsonb,
      ${cut?.position ?? null}::bigint)`.execute(transaction);
  const answers: StatementRecord[][] = requests.map(() => []);
  const given = new Set<string>();
  for (const { askedBy, ...row } of rows) {
    const record = toStatementRecord(row);
    for (const n of askedBy) {
      const name = `${n} ${row.issuer} ${row.id}`;
      if (!given.has(name)) answers[n]?.push(record);
      given.add(name);
    }
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

/**
 * Since when a statement is erased as a whole: by this node's own decision, or wherever else it is here from. Undefined
 * where it is not, or where the tenant may not know of it.
 */
export async function findErasure(
  transaction: Database,
  { node, issuer, id }: { readonly node: string; readonly issuer: string; readonly id: string },
): Promise<string | undefined> {
  const { rows } = await sql<{ originNode: string; erasedAt: string | null }>`select i.origin_node, d.erased_at
    from touchstone.statement_identity i left join touchstone.disclosure d on d.entry = i.entry and d.path = ''
    where i.issuer = ${storable(issuer)} and i.id = ${uuidOfId(id) ?? NO_UUID}::uuid`.execute(transaction);
  const erased = rows.filter(({ erasedAt }) => erasedAt !== null);
  const isErased = erased.length === rows.length || erased.some(({ originNode }) => originNode === node);
  return isErased ? (erased[0]?.erasedAt ?? undefined) : undefined;
}
