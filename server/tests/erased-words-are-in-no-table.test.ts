// SPDX-License-Identifier: Apache-2.0
// What a statement said is written in many places before it is signed: drafts, findings, proposals, rows to be searched.
// Once it is erased, no column of any table has a word of it; a table added later is looked at without being named here.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeLeaves, layTombstones } from '../src/publication/erasures/effects.ts';
import { type LogNode, openLogNode } from '../src/publication/tests/log-node.ts';
import { type DatabaseTransaction, withKeeper } from '../src/storage/with-tenant.ts';
import { attest, changeStatus, decide, type Reference } from './registers-in-use.ts';
import { PARTIES } from './test-node.ts';

let node: LogNode;
beforeAll(async () => {
  node = await openLogNode();
});
afterAll(() => node.end());
const asKeeper = <T>(work: (transaction: DatabaseTransaction) => Promise<T>) =>
  withKeeper(node.recordKeeping.keeping.database, work);

interface Column {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

/** The columns in which a word stands. Tables that the keeper may not read hold accounts and migrations, and no record. */
async function placesOf(word: string): Promise<readonly string[]> {
  return asKeeper(async (transaction) => {
    const { rows } = await sql<Column>`select n.nspname as schema, c.relname as table, a.attname as column,
        format_type(a.atttypid, null) as type
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not like 'pg\_%'
        and n.nspname <> 'information_schema' and has_column_privilege(c.oid, a.attnum, 'select')
      order by 1, 2, 3`.execute(transaction);
    expect(rows.length).toBeGreaterThan(200);
    const found: string[] = [];
    for (const { schema, table, column, type } of rows) {
      const name = sql.id(column);
      const holds =
        type === 'bytea'
          ? sql`position(convert_to(${word}, 'UTF8') in ${name}) > 0`
          : sql`strpos(${name}::text, ${word}) > 0`;
      const { rows: some } = await sql`select from ${sql.id(schema, table)} where ${holds} limit 1`.execute(
        transaction,
      );
      if (some.length > 0) found.push(`${schema}.${table}.${column}`);
    }
    // Rows that count over registers quote the name of an accredited body until they are rebuilt: decision record 0068.
    return found.filter((place) => !/^fold_accreditation__bodies_\d+\.bodies\.name$/.test(place));
  });
}

/** As two persons decide: what they may erase is tried elsewhere. */
async function erase(entries: readonly number[]): Promise<void> {
  const { keeping } = node.recordKeeping;
  await asKeeper((transaction) => closeLeaves(transaction, entries, { now: keeping.clock() }));
  await layTombstones(keeping);
  await node.recordKeeping.settle();
}

async function entriesOf(stream: string): Promise<readonly number[]> {
  const { rows } = await asKeeper((transaction) =>
    sql<{
      entry: number;
    }>`select entry from touchstone.statement_identity where stream = ${stream} order by entry`.execute(transaction),
  );
  return rows.map(({ entry }) => Number(entry));
}

const isUntouched = async (register: string) => {
  const differences = await node.recordKeeping.compareRebuild(register);
  // A rebuild comes to the rows that are served, but for those names.
  expect(differences.filter(({ fold }) => !fold.startsWith('accreditation.bodies@'))).toEqual([]);
  expect(await node.recordKeeping.compareShared()).toEqual([]);
};

describe('the words of an erased statement', () => {
  it('are in no table, neither as proposed nor as remarked or proposed since', async () => {
    const [word, since] = ['zNeverHeardOf', 'nobody else says so'];
    const party = 'did:web:person.demonstration.example';
    const key = { key: `${party}#key-1`, publicKeyMultibase: word, purposes: ['assertionMethod'] };
    const instrument = { kind: 'KeyAuthorisation', subject: { id: party, ...key, from: '2026-01-01T00:00:00Z' } };
    const { stream } = await node.act('policyClerk', '/api/recognition-cases', { instrument });
    const url = `/api/recognition-cases/${stream}`;
    await decide(node, { login: 'policyHead', url });
    await node.act('policyClerk', `${url}/proposals`, { act: 'withdraw', reason: since });
    await node.publication.flush();
    expect(await placesOf(word)).not.toEqual([]);
    expect(await placesOf(since)).not.toEqual([]);
    await erase(await entriesOf(stream));
    expect(await placesOf(word)).toEqual([]);
    expect(await placesOf(since)).toEqual([]);
    // Who acted when is still told, and nothing waits any more.
    const shown = await node.get<{ proposals: object[]; events: { kind: string }[] }>('policyClerk', url);
    expect(shown.proposals).toEqual([]);
    expect(shown.events.map(({ kind }) => kind)).toEqual(['proposed', 'decided', 'proposed', 'disclosure-erased']);
    await isUntouched('recognition');
  });

  it('are in no draft, no finding and no row that is searched', async () => {
    const word = 'Unheard-of Assessment Room';
    const stream = await attest(node, { name: word });
    await node.publication.flush();
    expect(await placesOf(word)).toEqual(
      expect.arrayContaining(['touchstone.case_event.content', 'touchstone.statement.body']),
    );
    await erase(await entriesOf(stream));
    expect(await placesOf(word)).toEqual([]);
    await isUntouched('accreditation');
  });

  it('take no word of another statement of the same case with them', async () => {
    const reason = 'Quite out of tolerance';
    const stream = await attest(node, { name: 'Room that stays' });
    const [change] = (await changeStatus(node, stream, { act: 'suspend', reason })) as [Reference];
    const [first] = await entriesOf(stream);
    await node.publication.flush();
    await erase([first as number]);
    expect(await placesOf('Room that stays')).toEqual([]);
    expect(await placesOf(reason)).toContain('touchstone.case_event.content');
    expect(change.issuer).toBe(PARTIES.accreditor);
  });

  it('are the only ones that an event may lose, in no other case and by nothing else', async () => {
    const stream = await attest(node, { name: 'Room of an untouched case' });
    const change = (content: string, where: string) =>
      asKeeper((transaction) =>
        sql`update touchstone.case_event set content = ${sql.raw(content)} where ${sql.raw(where)}`.execute(
          transaction,
        ),
      );
    const own = `stream = '${stream}'`;
    await expect(change('touchstone.without_words(kind, content)', own)).rejects.toThrow('append-only');
    const gone = `stream in (select stream from touchstone.disclosure where path = '' and erased_at is not null)`;
    await expect(change(`'{"action": "forged"}'`, gone)).rejects.toThrow('append-only');
    await expect(
      asKeeper((transaction) => sql`delete from touchstone.case_event where ${sql.raw(gone)}`.execute(transaction)),
    ).rejects.toThrow();
    expect(await placesOf('Room of an untouched case')).toContain('touchstone.case_event.content');
  });
});
