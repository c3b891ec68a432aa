// SPDX-License-Identifier: Apache-2.0
import { parseDigest } from '@touchstone/identifiers';
import {
  openLeaf,
  parseOpening,
  parseStatement,
  type Statement,
  type Subjects,
  subjectsOf,
} from '@touchstone/statements';
import {
  decodeBase64,
  decodeEntries,
  hashLeaf,
  openNote,
  parseCheckpoint,
  parseNote,
  parseTlogProof,
  parseVkey,
  readBundle,
  verifyTlogProof,
} from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  attest,
  changeStatus,
  draftReport,
  publishNotice,
  type Reference,
  signReport,
} from '../../tests/registers-in-use.ts';
import { PARTIES } from '../../tests/test-node.ts';
import { MEANING } from '../registers/standards/rules.ts';
import { sha256 } from './make-leaves.ts';
import { type LogNode, ORIGIN, openLogNode } from './tests/log-node.ts';
import { openStatus } from './tests/open-status.ts';

let node: LogNode;
beforeAll(async () => {
  node = await openLogNode();
});
afterAll(() => node.end());

const urlOf = ({ issuer, id }: Reference, what: string) =>
  `/api/statements/${encodeURIComponent(issuer)}/${id}/${what}`;

/** Opens the leaf behind a receipt as a stranger would: with the files of the log, the statement, and nothing else. */
async function verifyReceipt(reference: Reference, about?: Subjects) {
  const { text } = await node.send(undefined, { url: urlOf(reference, 'receipt') });
  const proof = parseTlogProof(text);
  const { size } = parseCheckpoint(parseNote(proof.checkpoint).text);
  const index = Math.floor(proof.index / 256);
  const width = Math.min(256, size - index * 256);
  const { bytes } = await readBundle(node.publication.readFile, { index, width });
  const entry = decodeEntries(bytes, width).entries[proof.index - index * 256] as Uint8Array;
  const { vkey } = await node.publication.status();
  const policy = { logs: [{ key: parseVkey(nodeLogSuite, vkey) }], witnesses: [], quorum: 'none' as const };
  const verdict = verifyTlogProof(nodeLogSuite, { proof, leafHash: hashLeaf(nodeLogSuite, entry) }, policy);
  const body = await node.get<Record<string, unknown>>(undefined, urlOf(reference, '').slice(0, -1));
  const { proof: _, ...unsigned } = body;
  const subjects = about ?? subjectsOf(parseStatement(unsigned) as Statement);
  const opening = { digest: parseDigest(reference.digest), salt: parseOpening(proof.extra as Uint8Array), subjects };
  return { verdict, leaf: openLeaf(sha256, entry, opening) };
}

describe('an act at a node with a log', () => {
  it('is answered with a promise signed by the log, which the log keeps', async () => {
    const stream = await attest(node);
    const listed = await node.get<{ items: { stream: string }[] }>(undefined, '/api/accreditations');
    expect(listed.items.some((item) => item.stream === stream)).toBe(true);
    node.testClock.advance(1);
    const { entries } = await node.sign(
      'editor',
      '/api/standard-notices',
      { notice: { standard: 'GB 1-2020', title: 'A title', status: 'in-force', from: '2024-03-06' } },
      MEANING,
    );
    const [entry] = entries as unknown as readonly { promise: string; statement: Reference }[];
    const { vkey } = await node.publication.status();
    const opened = openNote(nodeLogSuite, entry?.promise ?? '', [parseVkey(nodeLogSuite, vkey)]);
    expect(opened.outcome).toBe('accepted');
    const [header, commitment, origin, promisedAt, mergeBy] = (entry?.promise ?? '').split('\n');
    expect([header, origin]).toEqual(['touchstone/promise/v1', ORIGIN]);
    expect(Date.parse(mergeBy ?? '') - Date.parse(promisedAt ?? '')).toBe(3_600_000);
    // Asked for again, it is the same note; and what the log then shows has this commitment.
    const reference = entry?.statement as Reference;
    const again = await node.get<{ promise: string; opening: string }>(undefined, urlOf(reference, 'promise'));
    expect(again.promise).toBe(entry?.promise);
    await node.publication.flush();
    const { verdict, leaf } = await verifyReceipt(reference);
    expect(verdict.outcome).toBe('accepted');
    expect(leaf).toEqual({ outcome: 'opened', unshown: [] });
    expect(decodeBase64(commitment ?? '')).toHaveLength(32);
  });

  it('puts a change under the parties and the thing of what it changes', async () => {
    const stream = await attest(node);
    const [changed] = await changeStatus(node, stream, { act: 'suspend', reason: 'Out of tolerance' });
    await node.publication.flush();
    const certificate = await node.get<{ credentialSubject: { changes: Reference } }>(
      undefined,
      urlOf(changed as Reference, '').slice(0, -1),
    );
    const { changes } = certificate.credentialSubject;
    const about = { parties: [PARTIES.laboratory], thing: `${changes.issuer} ${changes.id}` };
    expect((await verifyReceipt(changed as Reference, about)).leaf).toEqual({ outcome: 'opened', unshown: [] });
    expect((await verifyReceipt(changes)).leaf.outcome).toBe('opened');
  });
});

describe('a receipt', () => {
  it('is a 404 that says when to ask again until the log has published the leaf', async () => {
    const slow = await openLogNode({ change: () => ({ checkpointInterval: 3_600_000 }) });
    try {
      await publishNotice(slow, { standard: 'GB 1-2020' });
      await slow.publication.flush();
      const reference = await publishNotice(slow, { standard: 'GB 2-2020' });
      const answer = await slow.send(undefined, { url: urlOf(reference, 'receipt') });
      expect(answer.status).toBe(404);
      expect(answer.body.code).toBe('NOT_PUBLISHED');
      expect(answer.headers['retry-after']).toBe('3600');
      await slow.publication.flush();
      expect((await slow.send(undefined, { url: urlOf(reference, 'receipt') })).status).toBe(200);
    } finally {
      await slow.end();
    }
  });

  it('and a promise are given to nobody who may not read the statement', async () => {
    const report = await signReport(node, await draftReport(node));
    await node.publication.flush();
    for (const what of ['receipt', 'promise']) {
      for (const login of [undefined, 'rivalLaboratory', 'clerk'] as const) {
        expect((await node.problem(login, { url: urlOf(report, what) })).code).toBe('NOT_FOUND');
      }
      expect((await node.send('tester', { url: urlOf(report, what) })).status).toBe(200);
    }
  });
});

describe('the files of the log', () => {
  it('are served with their types, tiles for ever and the checkpoint never kept', async () => {
    await publishNotice(node, { standard: 'GB 3-2020' });
    await node.publication.flush();
    const { published, counting } = await openStatus(node.publication);
    expect(counting).toBe(published);
    const get = (url: string) => node.app.inject({ url, headers: { host: 'touchstone.test' } });
    const checkpoint = await get('/log/checkpoint');
    expect(checkpoint.statusCode).toBe(200);
    expect(checkpoint.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(checkpoint.headers['cache-control']).toBe('no-cache');
    expect(checkpoint.body.split('\n').slice(0, 2)).toEqual([ORIGIN, String(published)]);
    const tile = await get(`/log/tile/0/000.p/${published}`);
    expect(tile.statusCode).toBe(200);
    expect(tile.rawPayload).toHaveLength(32 * published);
    expect(tile.headers['content-type']).toBe('application/octet-stream');
    expect(tile.headers['cache-control']).toContain('immutable');
    for (const path of [
      'tile/0/999',
      'tile/0/000.p/256',
      'tile/0/../../key',
      'tile/entries/%2e%2e',
      'key',
      'state/head.json',
    ]) {
      const missing = await get(`/log/${path}`);
      expect(missing.statusCode, path).toBe(404);
      expect(missing.headers['cache-control']).toBe('no-store');
    }
  });
});

describe('compare()', () => {
  it('finds tiles, map and database of one mind', async () => {
    const { statements, differences } = await node.publication.compare();
    expect(differences).toEqual([]);
    expect(statements).toBeGreaterThanOrEqual(6);
  });
});
