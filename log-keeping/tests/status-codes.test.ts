// SPDX-License-Identifier: Apache-2.0
// What a client of any make is told by a witness and by a mirror: C2SP tlog-witness v1.0.0, add-checkpoint and
// Monitoring; C2SP tlog-tiles v0.1.0, Parameters.
import {
  formatAddCheckpoint,
  formatCheckpoint,
  openNote,
  originFolder,
  parseNote,
  parseSignatureLines,
  signNote,
} from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { beforeEach, describe, expect, it } from 'vitest';
import { leafAbout } from '../src/testing/mapped-log.ts';
import { testSigner } from '../src/testing/scripted-log.ts';
import { cosigner, cosignersInUse, ORIGIN } from './cosigners-in-use.ts';

const FOLDER = originFolder(suite, ORIGIN);
const TEXT = 'text/plain; charset=utf-8';
const leaves = (count: number) => Array.from({ length: count }, (_, at) => leafAbout('did:web:p.example', at));

const using = cosignersInUse('status-codes', (error) => {
  throw error;
});
beforeEach(() => using.log.publish(leaves(5)));

/** Requests of which each has one thing wrong, to who has cosigned the newest tree. */
const REQUESTS: readonly (readonly [string, number, () => Promise<string>])[] = [
  ['the tree that it has, once more', 200, async () => asOf(using.log.size, await using.log.checkpoint())],
  ['no request', 400, async () => 'old\n'],
  ['an old size that exceeds the tree', 400, async () => asOf(using.log.size + 1, await using.log.checkpoint())],
  ['a size with a leading zero', 400, async () => (await using.log.addCheckpoint(0)).replace('old 0', 'old 00')],
  [
    'a proof with a line that is no hash',
    400,
    async () => (await using.log.addCheckpoint(0)).replace('\n', '\nAAAA\n'),
  ],
  ['a signature of another key', 403, async () => asOf(using.log.size, await noteBy(testSigner(ORIGIN, 2)))],
  ['a signature of the key that fails', 403, async () => asOf(using.log.size, await forged())],
  ['the log of somebody else', 404, async () => asOf(0, await noteBy(testSigner('log.example/2', 2), 'log.example/2'))],
  ['an old size that is not the one it has', 409, async () => using.log.addCheckpoint(0)],
  ['another tree of its size', 422, async () => asOf(using.log.size, await noteBy(using.log.signer))],
  ['a larger tree with a proof that does not fit', 422, async () => larger()],
];
const asOf = (oldSize: number, note: string) => formatAddCheckpoint({ oldSize, proof: [], note });
const noteBy = (signer: typeof using.log.signer, origin = ORIGIN, size = using.log.size) =>
  signNote(formatCheckpoint({ origin, size, root: new Uint8Array(32).fill(7) }), [signer]);
const forged = async () => (await using.log.checkpoint()).replace(/\n[^\n]+\n\n/, `\n${'A'.repeat(43)}=\n\n`);
async function larger(): Promise<string> {
  const note = await noteBy(using.log.signer, ORIGIN, using.log.size + 1);
  return formatAddCheckpoint({ oldSize: using.log.size, proof: [new Uint8Array(32)], note });
}

describe.each([
  ['a witness', using.witness],
  ['a mirror that cosigns', using.mirror],
])('%s', (_, open) => {
  async function asked(): Promise<{ url: string; post(body: string): Promise<Response> }> {
    const url = await open();
    const post = (body: string) => fetch(`${url}/add-checkpoint`, { method: 'POST', body });
    // A mirror has cosigned what it has pulled.
    const first = await post(await using.log.addCheckpoint(0));
    expect([200, 409]).toContain(first.status);
    return { url, post };
  }

  it.each(REQUESTS)('answers %s with %i', async (_what, status, request) => {
    const { post } = await asked();
    const answer = await post(await request());
    const body = await answer.text();
    expect([answer.status, body]).toEqual([status, expect.stringMatching(/\n$/)]);
    // 409 alone says a size, for the log to make its proof from.
    const isSize = status === 409;
    expect(answer.headers.get('content-type')).toBe(isSize ? 'text/x.tlog.size' : TEXT);
    if (isSize) expect(body).toBe(`${using.log.size}\n`);
    if (status === 200) {
      const note = `${await using.log.checkpoint()}${body}`;
      expect(parseSignatureLines(body)).toHaveLength(1);
      expect(openNote(suite, note, [using.log.signer.key, cosigner.key])).toMatchObject({ verified: { length: 2 } });
    }
  });

  it('shows what it has cosigned to whoever asks, and of another log nothing', async () => {
    const { url } = await asked();
    const shown = await fetch(`${url}/${FOLDER}/checkpoint`);
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, TEXT]);
    expect(parseNote(await shown.text()).signatures.map(({ name }) => name)).toContain(cosigner.key.name);
    const other = originFolder(suite, 'log.example/2');
    for (const path of [
      `${other}/checkpoint`,
      FOLDER,
      `${FOLDER}/`,
      '',
      'checkpoint',
      `${FOLDER.toUpperCase()}/checkpoint`,
    ]) {
      expect((await fetch(`${url}/${path}`)).status, path).toBe(404);
    }
    expect((await fetch(`${url}/${FOLDER}/checkpoint`, { method: 'HEAD' })).status).toBe(200);
    expect((await fetch(`${url}/${FOLDER}/checkpoint`, { method: 'POST' })).status).toBe(405);
    expect((await fetch(`${url}/add-checkpoint`)).status).toBe(405);
  });
});

describe('a mirror', () => {
  it.each([
    ['checkpoint', 200, TEXT, 'no-cache'],
    ['tile/0/000.p/SIZE', 200, 'application/octet-stream', 'public, max-age=31536000, immutable'],
    ['tile/entries/000.p/SIZE', 200, 'application/octet-stream', 'public, max-age=31536000, immutable'],
    ['tile/0/000', 404, TEXT, null],
    ['tile/0/001', 404, TEXT, null],
    ['tile/0/0', 404, TEXT, null],
    ['tile/00/000', 404, TEXT, null],
    ['tile/64/000', 404, TEXT, null],
    ['tile/0/000.p/0', 404, TEXT, null],
    ['tile/0/000.p/256', 404, TEXT, null],
    ['tile/0/../checkpoint', 404, TEXT, null],
    ['state', 404, TEXT, null],
  ])('answers %s with %i', async (path, status, type, cache) => {
    const url = await using.mirror();
    const answer = await fetch(`${url}/${FOLDER}/${path.replace('SIZE', String(using.log.size))}`);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      ...[status, type, cache],
    ]);
  });
});
