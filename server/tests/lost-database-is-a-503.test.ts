// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ComposedNode, composeNode } from '../src/compose-node.ts';
import { openFileKeyStore } from '../src/signing/file-key-store.ts';
import { type Database, openDatabase } from '../src/storage/database.ts';
import { fixedClock, migratedTemplate } from './record-fixture.ts';
import { createTestDatabase } from './test-database.ts';

let node: ComposedNode;
let database: Database;
let folder: string;
let loseDatabase: () => Promise<void>;
const told: unknown[] = [];
beforeAll(async () => {
  const { connection, drop } = await createTestDatabase({ template: migratedTemplate });
  loseDatabase = drop;
  database = await openDatabase({ connection, durability: 'as-configured', onConnectionLost: () => {} });
  folder = await mkdtemp(join(tmpdir(), 'touchstone-keys-'));
  node = await composeNode({
    ...{ database, node: 'node.test', jurisdiction: 'CN', clock: fixedClock().now },
    keys: await openFileKeyStore(folder),
    cursorKey: new Uint8Array(32),
    randomBytes: (count) => new Uint8Array(count),
    home: { origins: [], hosts: [], secure: false },
    passwordCost: { log2N: 4, r: 8, p: 1 },
    onUnexpected: (error) => told.push(error),
  });
});
afterAll(async () => {
  await node.close();
  await database.destroy();
  await rm(folder, { recursive: true });
});

const get = (url: string) => node.app.inject({ url, headers: { host: 'localhost' } });

describe('a node whose database is gone', () => {
  it('says so with 503 and when to come again, tells its operator why, and shows nobody else', async () => {
    expect((await get('/health')).json()).toEqual({ status: 'ok' });
    await loseDatabase();
    for (const url of ['/health', '/api/accreditations', '/api/cuts', '/api/standard-notices']) {
      const answer = await get(url);
      expect(answer.statusCode, url).toBe(503);
      expect(answer.headers).toMatchObject({
        'retry-after': '5',
        'content-type': 'application/problem+json; charset=utf-8',
      });
      expect(answer.json()).toMatchObject({
        code: 'UNAVAILABLE',
        detail: expect.not.stringMatching(/test_|database "/),
      });
    }
    expect(told.length).toBeGreaterThan(0);
    const body = { method: 'POST', url: '/api/sessions', headers: { host: 'localhost' } } as const;
    const login = await node.app.inject({ ...body, payload: { login: 'a', password: 'b' } });
    expect(login.statusCode).toBe(503);
  });
});
