// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestFromSha256 } from '@touchstone/identifiers';
import { QUALITY_CONTEXT, QUALITY_CONTEXT_DIGESTS } from '@touchstone/statements';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestNode, type TestNode } from './test-node.ts';

const FILE = join(import.meta.dirname, '..', '..', 'contract', 'generated', 'qi-v1.jsonld');
const url = new URL(QUALITY_CONTEXT).pathname;
const headers = { accept: 'application/ld+json, application/json;q=0.9' };

let node: TestNode;
beforeAll(async () => {
  node = await openTestNode();
});
afterAll(() => node.end());

describe('the address of the context that statements name', () => {
  it('gives the bytes whose digest is pinned, which are those that are committed', async () => {
    const { status, text, headers: given } = await node.send(undefined, { url, headers });
    const digest = digestFromSha256(createHash('sha256').update(text, 'utf8').digest());
    expect(status).toBe(200);
    expect(QUALITY_CONTEXT_DIGESTS).toContain(digest);
    expect(text).toBe(await readFile(FILE, 'utf8'));
    expect(given).toMatchObject({ 'content-type': 'application/ld+json', etag: `"${digest}"` });
    expect(given).toMatchObject({ 'cache-control': expect.stringMatching(/^public, max-age=\d+, immutable$/) });
    expect(given['access-control-allow-origin']).toBe('*');
  });

  it('is not sent again to whoever has it, nor in another media type', async () => {
    const { etag } = (await node.send(undefined, { url })).headers;
    const again = await node.send(undefined, { url, headers: { ...headers, 'if-none-match': String(etag) } });
    expect([again.status, again.text]).toEqual([304, '']);
    expect(await node.problem(undefined, { url, headers: { accept: 'text/html' } })).toMatchObject({ status: 406 });
  });

  it('is as open to caches where the asker is signed in', async () => {
    const { headers: given } = await node.send('editor', { url });
    expect(given['cache-control']).toContain('public');
  });
});
