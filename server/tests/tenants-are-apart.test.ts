// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteIndexes } from '../src/publication/leaf-table.ts';
import { ensureLeaves } from '../src/publication/make-leaves.ts';
import { findStatements } from '../src/record-keeping/find-statements.ts';
import { publicTenant, tenantOf } from '../src/record-keeping/tenant.ts';
import { APPLICATION_ROLE, KEEPER_ROLE } from '../src/storage/roles.ts';
import { withKeeper, withTenant } from '../src/storage/with-tenant.ts';
import { as, callerOf, openTestWorld, type TestWorld } from './record-fixture.ts';
import { ann, bob, entryOf, issuePermit } from './sample-cases.ts';
import { codeList, codeRegister, load } from './sample-data-sets.ts';
import { drafts, evaluate, permitRegister, saveDraft } from './sample-register.ts';
import { report, reports, submit } from './sample-reports.ts';

// The test below walks over every table that exists, so that a table added later is tested without being named here.

let world: TestWorld;
let draft: string;
beforeAll(async () => {
  world = await openTestWorld({ registers: [permitRegister, codeRegister, reports] });
  draft = world.record.newId();
  await as(world, ann).act(saveDraft, { id: draft, text: 'not for others' });
  await issuePermit(world);
  const dataSet = codeList('internal', '1', ['x']);
  await as(world, ann, 'codes').act(load, { stream: 'internal', dataSet, visibility: 'private' });
  await as(world, ann).grant(draft, 'did:web:c.example', 'contribute');
  const statement = report(world.record.newId(), '0.3');
  await as(world, ann, 'reports').act(submit, { statement, visibility: 'private' });
  const request = { actor: ann, key: 'k', digest: 'd', now: world.clock.now() };
  await world.record.answerOnce(request, async () => ({ status: 200, body: {} }));
  await world.record.settle();
  await logged(statement);
});
afterAll(() => world.end());

/** Gives a statement the leaf that a public log would have of it. */
async function logged({ issuer, id }: { readonly issuer: string; readonly id: string }): Promise<void> {
  const { database, record, clock } = world;
  const randomBytes = (count: number) => new Uint8Array(count).fill(7);
  await withKeeper(database, async (transaction) => {
    const found = (await findStatements(transaction, [{ by: 'identity', issuer, id }], undefined)).flat();
    const leaves = await ensureLeaves(transaction, found, {
      node: record.keeping.node,
      now: clock.now(),
      mergeDelay: 60,
      randomBytes,
    });
    const places = leaves.map(({ entry }, index) => ({ entry, index }));
    await noteIndexes(transaction, places);
  });
}

interface TableFacts {
  readonly schema: string;
  readonly table: string;
  readonly partition: boolean;
  readonly columns: readonly string[];
  readonly forced: boolean;
  readonly privileges: readonly string[];
}

async function allTables(): Promise<readonly TableFacts[]> {
  const { rows } = await sql<TableFacts>`
    select n.nspname as schema, c.relname as table, c.relispartition as partition,
      (select array_agg(attname::text) from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped)
        as columns,
      c.relrowsecurity and c.relforcerowsecurity as forced,
      array(select p from unnest(array['select', 'insert', 'update', 'delete', 'truncate']) p
        where has_table_privilege(${APPLICATION_ROLE}, c.oid, p)
          or (p not in ('delete', 'truncate') and has_any_column_privilege(${APPLICATION_ROLE}, c.oid, p))) as privileges
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname not like 'pg\_%' and n.nspname <> 'information_schema'
    order by 1, 2`.execute(world.database);
  return rows;
}

const TENANCY = ['owner', 'jurisdiction', 'origin_node'];

async function attempt(text: ReturnType<typeof sql.raw>, actor = bob): Promise<string> {
  const { database } = world;
  try {
    const result = await withTenant({ database, tenant: tenantOf(actor), node: 'node.test', mode: 'write' }, (tx) =>
      sql`${text}`.execute(tx),
    );
    return `${result.numAffectedRows ?? result.rows.length} rows`;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

const DENIED = '42501';

describe('every table', () => {
  it('is closed to tenants, or carries its owner and forces row security', async () => {
    const tables = await allTables();
    expect(tables.length).toBeGreaterThan(15);
    for (const { schema, table, partition, columns, forced, privileges } of tables) {
      const name = `${schema}.${table}`;
      if (partition) expect(privileges, `${name} is reached through its parent only`).toEqual([]);
      if (!TENANCY.every((column) => columns.includes(column))) {
        expect(privileges, `${name} has no owner, so tenants have no business in it`).toEqual([]);
      } else {
        expect(forced, `${name} forces row security`).toBe(true);
      }
    }
  });

  it('shows party B nothing private of party A, and takes nothing from B in the name of A', async () => {
    const tables = (await allTables()).filter(({ columns, partition }) => columns.includes('owner') && !partition);
    for (const { schema, table, columns } of tables) {
      const name = `${schema}.${table}`;
      // Bare numbers, by design: see the migration. Which entry is whose is closed by column privileges.
      if (name === 'touchstone.position') continue;
      const hidden = columns.includes('visibility')
        ? `owner = '${ann.party}' and visibility = 'private'`
        : `owner = '${ann.party}'`;
      const { rows } = await sql<{ row: unknown }>`
        select to_jsonb(t) as row from ${sql.raw(name)} t where ${sql.raw(hidden)}`.execute(world.database);
      if (name !== 'touchstone.queue' && !name.endsWith('.permits') && !name.endsWith('.counts')) {
        expect(rows.length, `${name} holds private rows to try`).toBeGreaterThan(0);
      }
      expect(await attempt(sql.raw(`select * from ${name} where ${hidden}`)), `B reads ${name}`).toMatch(
        /^(0 rows|42501)$/,
      );
      expect(await attempt(sql.raw(`update ${name} set owner = owner where ${hidden}`)), `B updates ${name}`).toMatch(
        /^(0 rows|42501)$/,
      );
      expect(await attempt(sql.raw(`delete from ${name} where ${hidden}`)), `B deletes ${name}`).toMatch(
        /^(0 rows|42501)$/,
      );
      const copy = JSON.stringify(rows[0]?.row ?? { owner: ann.party }).replaceAll("'", "''");
      expect(
        await attempt(
          sql.raw(
            `insert into ${name} overriding system value select * from jsonb_populate_record(null::${name}, '${copy}')`,
          ),
        ),
        `B inserts into ${name} as A`,
      ).toBe(DENIED);
    }
  });

  it('lets B add no entry of its own to a stream of A', async () => {
    for (const table of ['statement', 'case_event', 'data_set']) {
      const { rows } = await sql<{ row: Record<string, unknown> }>`
        select to_jsonb(t) as row from ${sql.id('touchstone', table)} t where owner = ${ann.party} limit 1`.execute(
        world.database,
      );
      const row = { ...rows[0]?.row, entry: 999_999, owner: bob.party, jurisdiction: bob.jurisdiction, name: 'other' };
      const text = JSON.stringify(row).replaceAll("'", "''");
      const insert = `insert into touchstone.${table} select * from jsonb_populate_record(null::touchstone.${table}, '${text}')`;
      expect(await attempt(sql.raw(insert)), table).toBe('23503');
    }
  });

  it('shows tenants of a position its number only', async () => {
    expect(await attempt(sql.raw('select owner from touchstone.position'))).toBe(DENIED);
    expect(await attempt(sql.raw('select position, entry from touchstone.position limit 1'))).toBe('1 rows');
  });

  it('is out of reach for roles that could bypass all this', async () => {
    const { rows } = await sql<{ unsafe: boolean }>`select rolsuper or rolbypassrls or rolcanlogin as unsafe
      from pg_roles where rolname in (${APPLICATION_ROLE}, ${KEEPER_ROLE})`.execute(world.database);
    expect(rows).toEqual([{ unsafe: false }, { unsafe: false }]);
  });
});

describe('a party', () => {
  it('sees its own draft where another, and the public, see none', async () => {
    const read = (actor: typeof ann) => as(world, actor).reads.rows(drafts).select(['text']).execute();
    expect(await read(ann)).toEqual([{ text: 'not for others' }]);
    expect(await read(bob)).toEqual([]);
    const publicly = await world.record.read(
      { register: 'permits', tenant: publicTenant('CN'), asOf: {} },
      async (reads) => [await reads.rows(drafts).selectAll().execute(), await reads.facts(draft)],
    );
    expect(publicly).toEqual([[], []]);
    expect(await as(world, bob).reads.facts(draft)).toEqual([]);
  });

  it('cannot act on the stream of another', async () => {
    await expect(as(world, bob).act(saveDraft, { id: draft, text: 'mine now' })).rejects.toMatchObject({
      code: 'NOT_OWNER',
    });
    await expect(as(world, bob).grant(draft, bob.party, 'read')).rejects.toMatchObject({ code: 'NOT_OWNER' });
  });

  it('reads what it was granted to read, adds where it may contribute, and neither after that was taken back', async () => {
    const id = world.record.newId();
    await as(world, ann).act(saveDraft, { id, text: 'for b' });
    const readDraft = () => as(world, bob).reads.rows(drafts).select(['text']).where('id', '=', id).execute();
    const contribute = () => as(world, bob).act(evaluate, { id, finding: 'fine' });

    entryOf(await as(world, ann).grant(id, bob.party, 'read'));
    expect(await readDraft()).toEqual([{ text: 'for b' }]);
    await expect(contribute()).rejects.toMatchObject({ code: 'NOT_OWNER' });

    entryOf(await as(world, ann).grant(id, bob.party, 'contribute'));
    entryOf(await contribute());
    const [last] = (await as(world, ann).reads.facts(id)).slice(-1);
    expect(last).toMatchObject({
      kind: 'evaluated',
      owner: ann.party,
      jurisdiction: 'CN',
      actor: { party: bob.party },
    });
    expect(await as(world, bob).grant(id, 'did:web:c.example', 'read')).toMatchObject({
      outcome: 'refused',
      reasons: [{ code: 'NOT_THE_OWNER' }],
    });

    entryOf(await as(world, ann).grant(id, bob.party, null));
    expect(await readDraft()).toEqual([]);
    await expect(contribute()).rejects.toMatchObject({ code: 'NOT_OWNER' });
  });

  it('leaves no trace of a case that it may not have', async () => {
    const before = await sql<{ n: number }>`select count(*) as n from touchstone.stream`.execute(world.database);
    const id = world.record.newId();
    const outcome = await as(world, bob).grant(id, ann.party, 'read');
    expect(outcome).toMatchObject({ outcome: 'refused' });
    const after = await sql<{ n: number }>`select count(*) as n from touchstone.stream`.execute(world.database);
    expect(after.rows).toEqual(before.rows);
    expect(callerOf(bob, world.clock.now()).tenant.party).toBe(bob.party);
  });
});
