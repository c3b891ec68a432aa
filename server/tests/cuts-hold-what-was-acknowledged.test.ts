// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOCK_SEQUENCER, LOCK_SPACE } from '../src/record-keeping/keeping.ts';
import { attest, publishNotice } from './registers-in-use.ts';
import { openTestNode, type TestNode } from './test-node.ts';

let node: TestNode;
beforeAll(async () => {
  node = await openTestNode();
});
afterAll(() => node.end());

const cut = async (query = '') => (await node.get<{ knownAt: string }>(undefined, `/api/cuts${query}`)).knownAt;
const count = async (url: string) => (await node.get<{ items: object[] }>(undefined, url)).items.length;

describe('GET /api/cuts', () => {
  it('holds an act as soon as it is acknowledged, again and again', async () => {
    for (const [index, standard] of ['GB 1-2020', 'GB 2-2020', 'GB 3-2020', 'GB 4-2020'].entries()) {
      const before = await cut();
      await publishNotice(node, { standard });
      const after = await cut();
      expect(await count(`/api/standard-notices?on=2026-11-22&knownAt=${before}`)).toBe(index);
      expect(await count(`/api/standard-notices?on=2026-11-22&knownAt=${after}`)).toBe(index + 1);
    }
  });

  it('holds it for the folds that follow by position too', async () => {
    await attest(node);
    expect(await count(`/api/accredited-bodies?knownAt=${await cut()}`)).toBe(1);
  });

  it('is given for an instant that has come, the same one ever after, and for none to come', async () => {
    await publishNotice(node, { standard: 'GB 5-2020' });
    const now = node.testClock.now();
    const known = await cut();
    expect(await cut(`?at=${now}`)).toBe(known);
    node.testClock.advance(1);
    await publishNotice(node, { standard: 'GB 6-2020' });
    expect(await cut(`?at=${now}`)).toBe(known);
    node.testClock.advance(1);
    const future = new Date(Date.parse(node.testClock.now()) + 1_000).toISOString();
    expect(await node.problem(undefined, { url: `/api/cuts?at=${future}` })).toMatchObject({
      ...{ status: 400, code: 'UNKNOWN_CUT', errors: [{ code: 'IN_THE_FUTURE', parameter: 'at' }] },
    });
  });

  it('is not given while acknowledged acts cannot be numbered', async () => {
    await node.accounts.tables.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(${LOCK_SPACE}, ${LOCK_SEQUENCER})`.execute(transaction);
      await publishNotice(node, { standard: 'GB 7-2020' });
      const answer = await node.app.inject({ url: '/api/cuts', headers: { host: 'touchstone.test' } });
      expect(answer.json()).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
      expect(answer.headers['retry-after']).toBeDefined();
    });
  });
});
