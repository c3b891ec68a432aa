// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bigintArray, bytesArray, jsonbArray, textArray, uuidArray } from '../src/storage/binary-array.ts';
import { connectDatabase, type Database } from '../src/storage/database.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

let held: TestDatabase;
let database: Database;
beforeAll(async () => {
  held = await createTestDatabase();
  database = connectDatabase({ connection: held.connection });
});
afterAll(async () => {
  await database.destroy();
  await held.drop();
});

const HOSTILE = [
  '',
  ' ',
  '{',
  '}',
  '"',
  '\\',
  ',',
  'null',
  'NULL',
  '{"a","b"}',
  "'; drop table x; --",
  '漢字 😀',
  'a\nb',
];

describe('arrays as bytes', () => {
  it('arrive as the texts that they are, whatever stands in them, nulls and none at all included', async () => {
    const twice = ['same', 'same', 'same', '漢', '漢', '', '', null, null, 'same'];
    const given = [...HOSTILE, null, ...twice, 'x'.repeat(100_000)];
    const { rows } = await sql<{ text: string | null; isNull: boolean }>`
      select t as text, t is null as is_null from unnest(${textArray(given)}::text[]) as u(t)`.execute(database);
    expect(rows).toEqual(given.map((text) => ({ text, isNull: text === null })));
    const none = await sql<{ n: number }>`
      select count(*)::integer as n from unnest(${textArray([])}::text[])`.execute(database);
    expect(none.rows).toEqual([{ n: 0 }]);
  });

  it('arrive as the bytes, numbers, names and values that they are', async () => {
    const bytes = [new Uint8Array(), Uint8Array.from({ length: 256 }, (_, at) => at), null];
    const numbers = [0, -1, Number.MAX_SAFE_INTEGER];
    const uuids = [
      '01a20320-a200-7c71-96e0-b69d25f7167a',
      'ffffffff-ffff-ffff-ffff-ffffffffffff',
      '00000000-0000-0000-0000-000000000000',
    ];
    const values = [{ a: [1, '漢', null] }, { a: [1, '漢', null] }, 12.5];
    const { rows } = await sql<{ bytes: Buffer | null; number: number; uuid: string; value: unknown }>`
      select * from unnest(${bytesArray(bytes)}::bytea[], ${bigintArray(numbers)}::bigint[],
        ${uuidArray(uuids)}::uuid[], ${jsonbArray(values.map((value) => JSON.stringify(value)))}::jsonb[])
        as u(bytes, number, uuid, value)`.execute(database);
    expect(rows.map(({ bytes: each }) => each && new Uint8Array(each))).toEqual(bytes);
    expect(rows.map(({ number }) => number)).toEqual(numbers);
    expect(rows.map(({ uuid }) => uuid)).toEqual(uuids);
    expect(rows.map(({ value }) => value)).toEqual(values);
  });

  it('are refused by the database where they are no JSON, or of other elements than they are cast to', async () => {
    const broken = sql`select ${jsonbArray(['{"a":'])}::jsonb[]`.execute(database);
    await expect(broken).rejects.toMatchObject({ code: '22P02' });
    const other = sql`select ${textArray(['a'])}::bigint[]`.execute(database);
    await expect(other).rejects.toThrow(/element type/);
  });
});
