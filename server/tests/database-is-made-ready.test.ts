// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, inject, it } from 'vitest';
import { connectDatabase, openDatabase } from '../src/storage/database.ts';
import { checkFitness } from '../src/storage/fitness.ts';
import { migrate } from '../src/storage/migrate.ts';
import { migrations } from '../src/storage/migrations/index.ts';
import { ensureMonth } from '../src/storage/partitions.ts';
import { APPLICATION_ROLE, checkRoles, ensureRoles, KEEPER_ROLE } from '../src/storage/roles.ts';
import { openTestDatabase, openTestRecord } from './record-fixture.ts';
import { permitRegister } from './sample-register.ts';
import { createTestDatabase } from './test-database.ts';

describe('openDatabase()', () => {
  it('makes an empty database ready once, from several servers at the same moment', async () => {
    const { connection, drop } = await createTestDatabase();
    const opened = await Promise.all([1, 2, 3].map(() => openTestDatabase(connection)));
    const [first] = opened;
    if (first === undefined) throw new Error('none opened');
    const { rows } = await sql<{ name: string }>`select name from touchstone.migration order by name`.execute(first);
    expect(rows.map((row) => row.name)).toEqual(Object.keys(migrations));
    const records = await Promise.all(opened.map((each) => openTestRecord(each, { registers: [permitRegister] })));
    for (const record of records) await record.stop();
    for (const each of opened) await each.destroy();
    await drop();
  });

  it('refuses a database that a later program migrated, and leaves it alone', async () => {
    const { connection, drop } = await createTestDatabase();
    const database = await openTestDatabase(connection);
    await sql`insert into touchstone.migration (name, timestamp) values ('9999-later', 'now')`.execute(database);
    await expect(openTestDatabase(connection)).rejects.toMatchObject({
      code: 'DATABASE_TOO_NEW',
      message: expect.stringContaining('9999-later'),
    });
    await database.destroy();
    await drop();
  });

  it('undoes a failed migration as a whole, those before it in the same start included', async () => {
    const { connection, drop } = await createTestDatabase();
    const database = connectDatabase({ connection });
    await ensureRoles(database);
    const failing = {
      ...migrations,
      '0098-fine': {
        up: async (db: typeof database) => void (await sql`create table touchstone.fine (x int)`.execute(db)),
      },
      '0099-failing': { up: async (db: typeof database) => void (await sql`select 1 / 0`.execute(db)) },
    };
    await expect(migrate(database, failing)).rejects.toMatchObject({ code: 'MIGRATION_FAILED' });
    const { rows } = await sql<{ found: string | null }>`
      select coalesce(to_regclass('touchstone.fine'), to_regclass('touchstone.statement'))::text as found`.execute(
      database,
    );
    expect(rows).toEqual([{ found: null }]);
    await migrate(database);
    await database.destroy();
    await drop();
  });

  it('refuses an encoding or a character type that knows no Chinese', async () => {
    const { connection, drop } = await createTestDatabase();
    const administrator = connectDatabase({ connection });
    const name = `unfit_${randomBytes(4).toString('hex')}`;
    await sql`create database ${sql.id(name)} template template0 encoding 'SQL_ASCII' locale 'C'`.execute(
      administrator,
    );
    const unfit = openTestDatabase({ ...connection, database: name });
    await expect(unfit).rejects.toMatchObject({
      code: 'DATABASE_UNFIT',
      data: { faults: [expect.stringContaining('SQL_ASCII'), expect.stringContaining('LC_CTYPE')] },
    });
    await sql`drop database ${sql.id(name)}`.execute(administrator);
    await administrator.destroy();
    await drop();
  });

  it('works for a user who may create nothing but owns the database, once an administrator gave the two roles', async () => {
    const { connection, drop } = await createTestDatabase();
    const administrator = connectDatabase({ connection });
    await ensureRoles(administrator);
    const user = `plain_${randomBytes(4).toString('hex')}`;
    await sql`create role ${sql.id(user)} login password 'x' nocreaterole nocreatedb nosuperuser`.execute(
      administrator,
    );
    // To end that user's connections when the database is dropped.
    await sql`grant ${sql.id(user)} to current_user`.execute(administrator);
    const asUser = { ...connection, user, password: 'x' };
    await sql`grant create on database ${sql.id(connection.database)} to ${sql.id(user)}`.execute(administrator);
    await expect(openTestDatabase(asUser)).rejects.toMatchObject({
      code: 'DATABASE_UNFIT',
      message: expect.stringContaining(`GRANT ${APPLICATION_ROLE}, ${KEEPER_ROLE} TO`),
    });
    await sql`grant ${sql.id(APPLICATION_ROLE)}, ${sql.id(KEEPER_ROLE)} to ${sql.id(user)}`.execute(administrator);
    const database = await openTestDatabase(asUser);
    await checkRoles(database);
    const record = await openTestRecord(database, { registers: [permitRegister] });
    expect(await record.settle()).toEqual({ position: 0 });
    await record.stop();
    await database.destroy();
    await administrator.destroy();
    await drop();
    const cleaner = connectDatabase({ connection: inject('postgres').connection });
    await sql`drop role ${sql.id(user)}`.execute(cleaner);
    await cleaner.destroy();
  });

  it('says that a server takes no connection, and not that a role is missing', async () => {
    const { connection, drop } = await createTestDatabase();
    const administrator = connectDatabase({ connection });
    const user = `crowded_${randomBytes(4).toString('hex')}`;
    await sql`create role ${sql.id(user)} login password 'x' connection limit 0`.execute(administrator);
    const crowded = connectDatabase({ connection: { ...connection, user, password: 'x' } });
    await expect(ensureRoles(crowded)).rejects.toMatchObject({ code: '53300' });
    await crowded.destroy();
    await sql`drop role ${sql.id(user)}`.execute(administrator);
    await administrator.destroy();
    await drop();
  });

  it('refuses a server that may lose what it acknowledged, unless tests ask for it', async () => {
    const { connection, drop } = await createTestDatabase();
    const database = connectDatabase({ connection: { ...connection } });
    const { rows } = await sql<{ fsync: string }>`select current_setting('fsync') as fsync`.execute(database);
    if (rows[0]?.fsync === 'off') {
      await expect(checkFitness(database, 'required')).rejects.toMatchObject({ code: 'DATABASE_UNFIT' });
      await expect(openDatabase({ connection })).rejects.toMatchObject({ code: 'DATABASE_UNFIT' });
    }
    await checkFitness(database, 'as-configured');
    await database.destroy();
    await drop();
  });
});

describe('ensureMonth()', () => {
  it('makes a month once, from several servers at once, and refuses what is no month', async () => {
    const { connection, drop } = await createTestDatabase();
    const database = await openTestDatabase(connection);
    await Promise.all([1, 2, 3, 4].map(() => ensureMonth(database, '2031-02')));
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from pg_class where relname like '%\_2031\_02' and relkind = 'r'`.execute(database);
    expect(rows).toEqual([{ n: 3 }]);
    await expect(ensureMonth(database, '2031-2')).rejects.toThrow(RangeError);
    await database.destroy();
    await drop();
  });
});
