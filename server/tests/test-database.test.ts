// SPDX-License-Identifier: Apache-2.0
import pg from 'pg';
import { expect, test } from 'vitest';
import { createTestDatabase, type TestConnection, type TestTemplate } from './test-database.ts';

async function ask(connection: TestConnection, text: string): Promise<unknown[]> {
  const client = new pg.Client({ ...connection, ssl: false });
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

test('createTestDatabase() makes databases that do not see each other and are gone after drop()', async () => {
  const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await ask(one.connection, 'create table seen (what text)');
  expect(await ask(two.connection, "select to_regclass('seen')")).toEqual([null]);
  await one.drop();
  await expect(ask(one.connection, 'select 1')).rejects.toMatchObject({ code: '3D000' });
  await two.drop();
});

test('createTestDatabase() sorts by code point and knows Chinese letters', async () => {
  const { connection, drop } = await createTestDatabase();
  expect(await ask(connection, "select v from (values ('b'), ('A'), ('a'), ('茶')) t(v) order by v")).toEqual([
    'A',
    'a',
    'b',
    '茶',
  ]);
  expect(await ask(connection, "select '茶' ~ '[[:alpha:]]'")).toEqual([true]);
  await drop();
});

test('createTestDatabase() prepares a template once and copies it for everybody', async () => {
  let prepared = 0;
  const template: TestTemplate = {
    name: 'counted',
    prepare: async (connection) => {
      prepared += 1;
      await ask(connection, 'create table seen as select 7 as what');
    },
  };
  const copies = await Promise.all([1, 2, 3].map(() => createTestDatabase({ template })));
  for (const { connection } of copies) expect(await ask(connection, 'select what from seen')).toEqual([7]);
  expect(prepared).toBe(1);
  for (const copy of copies) await copy.drop();
});

test('createTestDatabase() starts a template afresh after its preparation failed', async () => {
  const broken: TestTemplate = { name: 'flaky', prepare: () => Promise.reject(new Error('half done')) };
  await expect(createTestDatabase({ template: broken })).rejects.toThrow('half done');
  const sound: TestTemplate = {
    name: 'flaky',
    prepare: (connection) => ask(connection, 'create table seen ()').then(() => {}),
  };
  const { connection, drop } = await createTestDatabase({ template: sound });
  expect(await ask(connection, "select to_regclass('seen')::text")).toEqual(['seen']);
  await drop();
});
