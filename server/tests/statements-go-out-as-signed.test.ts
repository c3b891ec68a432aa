// SPDX-License-Identifier: Apache-2.0
import { offlineResolver } from '@touchstone/credentials/formats';
import { nodeSuite } from '@touchstone/credentials/node';
import { verifyCredential } from '@touchstone/credentials/verify';
import { parseInstant } from '@touchstone/identifiers';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishNotice, type Reference } from './registers-in-use.ts';
import { openTestNode, type TestNode } from './test-node.ts';

const JWT = 'application/vc+jwt';
let node: TestNode;
let notice: Reference;
let url: string;
beforeAll(async () => {
  node = await openTestNode();
  notice = await publishNotice(node, {});
  url = `/api/statements/${encodeURIComponent(notice.issuer)}/${notice.id}`;
});
afterAll(() => node.end());

describe('GET /api/statements/:issuer/:id', () => {
  it('gives the very bytes on record, in either form, and both verify with the keys that the node publishes', async () => {
    const embedded = await node.send(undefined, { url });
    const token = await node.send(undefined, { url, headers: { accept: JWT } });
    expect(embedded.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'touchstone-digest': notice.digest,
    });
    expect(token.headers['content-type']).toBe(JWT);
    const { rows } = await sql<{ bytes: Buffer; jwt: string }>`select bytes, jwt from touchstone.statement`.execute(
      node.accounts.tables,
    );
    expect(rows).toMatchObject([{ jwt: token.text }]);
    expect(rows[0]?.bytes.toString('utf8')).toBe(embedded.text);

    const { items } = await node.get<{ items: { id: string }[] }>(undefined, '/api/did-documents');
    const resolveDid = offlineResolver(Object.fromEntries(items.map((document) => [document.id, document])) as never);
    for (const text of [embedded.text, token.text]) {
      const verdict = verifyCredential(text, {
        suite: nodeSuite,
        resolveDid,
        on: parseInstant(node.testClock.now()),
        statusChanges: [],
      });
      expect(verdict.checks.filter((check) => check.outcome === 'failed')).toEqual([]);
      expect(verdict).toMatchObject({ issuer: notice.issuer, digest: notice.digest });
      expect(verdict.checks.find((check) => check.name === 'integrity')).toMatchObject({ outcome: 'passed' });
    }
  });

  it('cannot be had in another media type', async () => {
    expect(await node.problem(undefined, { url, headers: { accept: 'text/html' } })).toMatchObject({
      status: 406,
      code: 'NOT_ACCEPTABLE',
    });
  });

  it('is not sent again to whoever has it, and is sent in the other form', async () => {
    const { etag } = (await node.send(undefined, { url })).headers;
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    const again = await node.send(undefined, { url, headers: { 'if-none-match': `"other", W/${etag}` } });
    expect([again.status, again.text]).toEqual([304, '']);
    const token = await node.send(undefined, { url, headers: { 'if-none-match': String(etag), accept: JWT } });
    expect(token.status).toBe(200);
  });

  it('is not known before it was recorded', async () => {
    await node.recordKeeping.settle();
    expect((await node.send(undefined, { url: `${url}?knownAt=0` })).status).toBe(404);
    expect((await node.send(undefined, { url: `${url}?knownAt=1` })).status).toBe(200);
  });
});

describe('GET /api/cuts', () => {
  it('says what is known now, and what was at an instant', async () => {
    await node.recordKeeping.settle();
    expect(await node.get(undefined, '/api/cuts')).toEqual({ knownAt: '1' });
    expect(await node.get(undefined, '/api/cuts?at=2020-01-01T00:00:00Z')).toEqual({ knownAt: '0' });
    expect(await node.problem(undefined, { url: '/api/cuts?at=yesterday' })).toMatchObject({
      status: 400,
      code: 'BAD_IDENTIFIER',
    });
  });
});

describe('the standards register', () => {
  it('has each edition in the state of the day, by publisher', async () => {
    const successor = { status: 'replaced', from: '2027-06-01', replacedBy: 'GB 5009.12-2027' };
    await publishNotice(node, successor);
    await publishNotice(node, { title: 'as adopted' }, 'rivalPublisher');
    const states = async (query: string) =>
      (
        await node.get<{ items: { status: string; title: string }[] }>(undefined, `/api/standard-notices${query}`)
      ).items.map(({ status, title }) => `${status}: ${title.slice(0, 10)}`);
    expect(await states('?on=2024-03-05')).toEqual([]);
    expect((await states('?on=2027-05-31')).sort()).toEqual(['in-force: Determinat', 'in-force: as adopted']);
    expect(await states(`?on=2027-06-01&issuer=${notice.issuer}`)).toEqual(['replaced: Determinat']);
    expect(await states('?on=2027-06-01&status=in-force')).toEqual(['in-force: as adopted']);
    const { items } = await node.get<{ items: { from: string; until: string | null }[] }>(
      undefined,
      '/api/standards/gb%205009.12-2023/notices',
    );
    expect(items.map(({ from, until }) => [from, until])).toEqual([
      ['2024-03-06', null],
      ['2024-03-06', '2027-05-31'],
      ['2027-06-01', null],
    ]);
  });
});

describe('a list', () => {
  it('comes in pages that follow each other, each linking to the next, without a row lost or twice', async () => {
    for (let number = 1; number <= 5; number++)
      await publishNotice(node, { standard: `GB ${9000 + number}-2025`, from: '2026-01-01' });
    const seen: string[] = [];
    let next: string | undefined = '/api/standard-notices?limit=2&status=in-force&on=2026-11-22';
    let pages = 0;
    while (next !== undefined) {
      const answer = await node.send(undefined, { url: next });
      seen.push(...(answer.body.items as { statementId: string }[]).map((item) => item.statementId));
      next = /^<([^>]+)>; rel="next"$/.exec(String(answer.headers.link ?? ''))?.[1];
      pages += 1;
    }
    expect([pages, seen.length, new Set(seen).size]).toEqual([4, 7, 7]);
    const { next: cursor } = await node.get<{ next: string }>(undefined, '/api/standard-notices?limit=2&on=2026-11-22');
    const elsewhere = `/api/standard-notices?limit=2&on=2026-11-21&cursor=${cursor}`;
    expect(await node.problem(undefined, { url: elsewhere })).toMatchObject({ code: 'BAD_CURSOR' });
  });
});
