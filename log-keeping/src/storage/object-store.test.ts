// SPDX-License-Identifier: Apache-2.0
import { afterEach, describe, expect, it } from 'vitest';
import { auditFiles, codeOf, entry, openTestLog } from '../appender/testing/log-for-tests.ts';
import { openObjectStore } from './object-store.ts';
import { type Disorder, startObjectServer } from './testing/object-server.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
async function started(disorder?: Disorder) {
  const server = await startObjectServer(disorder);
  ends.push(server.stop);
  return server;
}

describe('openObjectStore()', () => {
  it.each<Disorder>([{ ignores: 'if-match' }, { ignores: 'if-none-match' }])(
    'refuses a server that does not keep its conditions: %o',
    async (disorder) => {
      const server = await started(disorder);
      expect(await codeOf(openObjectStore(server.options))).toBe('NO_CONDITIONAL_WRITES');
      expect(server.objects.size).toBe(0);
    },
  );

  it('refuses a key that the server refuses, and a server that is not there', async () => {
    const server = await started();
    expect(await codeOf(openObjectStore({ ...server.options, secretAccessKey: 'another' }))).toBe('READ_ONLY');
    await server.stop();
    expect(await codeOf(openObjectStore(server.options))).toBe('UNREACHABLE');
  });

  it('keeps a whole log, which audits from scratch', async () => {
    const server = await started();
    const log = await openTestLog({ store: await openObjectStore(server.options), batchCount: 150 });
    const all = Array.from({ length: 700 }, (_, index) => log.append(entry(index)));
    await log.flush();
    expect((await all[699]?.published)?.tree.size).toBe(700);
    await log.close();
    const read = (path: string) => server.objects.get(`public/${path}`)?.bytes;
    expect(await auditFiles(read)).toHaveLength(700);
    const again = await openTestLog({ store: await openObjectStore(server.options) });
    expect(again.status()).toMatchObject({ size: 700, published: 700 });
    await again.append(entry(700)).sequenced;
    await again.flush();
    await again.close();
    expect([...server.objects.keys()].filter((name) => name.startsWith('state/batches/'))).toEqual([]);
  });

  it('lets one of two writers through, and the other writes nothing more', async () => {
    const server = await started();
    const one = await openTestLog({ store: await openObjectStore(server.options) });
    const two = await openTestLog({ store: await openObjectStore(server.options) });
    await one.append(entry(1)).sequenced;
    expect(await codeOf(two.append(entry(2)).sequenced)).toBe('HEAD_MOVED');
    expect(await codeOf(two.append(entry(3)).sequenced)).toBe('HEAD_MOVED');
    expect(await codeOf(two.flush())).toBe('HEAD_MOVED');
    await two.close();
    expect((await one.flush())?.size).toBe(1);
    await one.close();
  });
});

describe('ObjectStore', () => {
  const isHead = (method: string, name: string) => method === 'PUT' && name === 'state/head.json';

  it('puts no older checkpoint over that of the writer after it, whoever has read that one here', async () => {
    const server = await started();
    const store = await openObjectStore(server.options);
    const log = await openTestLog({ store });
    log.append(entry(1));
    await log.flush();
    const first = (await store.readFile('checkpoint')) as Uint8Array;
    const next = await openTestLog({ store: await openObjectStore(server.options) });
    next.append(entry(2));
    const tree = await next.flush();
    const published = () => server.objects.get('public/checkpoint')?.bytes.toString();
    expect(published()).toBe(tree?.note);
    // As a visitor does, and a receipt.
    expect(Buffer.from((await store.readFile('checkpoint')) as Uint8Array).toString()).toBe(tree?.note);
    expect(await codeOf(store.publishCheckpoint(first))).toBe('HEAD_MOVED');
    expect(await codeOf(store.publishCheckpoint(first))).toBe('HEAD_MOVED');
    expect(published()).toBe(tree?.note);
    next.append(entry(3));
    expect((await next.flush())?.size).toBe(3);
  });

  it('asks again where that does no harm', async () => {
    const server = await started();
    const store = await openObjectStore(server.options);
    let left = 2;
    server.disorder.before = () => (left-- > 0 ? 503 : undefined);
    await store.putFiles([{ path: 'tile/0/000', bytes: new Uint8Array(1) }]);
    expect(server.objects.has('public/tile/0/000')).toBe(true);
  });

  it('knows its own head again when the answer was lost', async () => {
    const server = await started();
    const log = await openTestLog({ store: await openObjectStore(server.options) });
    server.disorder.before = (method, name) => (isHead(method, name) ? 'drop' : undefined);
    expect(await log.append(entry(0)).sequenced).toEqual({ index: 0 });
    server.disorder.before = undefined;
    expect(await log.append(entry(1)).sequenced).toEqual({ index: 1 });
    await log.close();
  });

  it('stops where a head may yet arrive, and goes on when it is opened anew', async () => {
    const server = await started();
    const log = await openTestLog({ store: await openObjectStore(server.options) });
    server.disorder.before = (method, name) => (isHead(method, name) ? 'refuse' : undefined);
    expect(await codeOf(log.append(entry(0)).sequenced)).toBe('STORAGE_FAILED');
    await log.close();
    server.disorder.before = undefined;
    const again = await openTestLog({ store: await openObjectStore(server.options) });
    expect(await again.append(entry(0)).sequenced).toEqual({ index: 0 });
    await again.close();
  });

  it.each([
    [403, 'READ_ONLY'],
    [507, 'NO_SPACE'],
    [503, 'UNREACHABLE'],
  ])('acknowledges nothing on %i, says %s, and goes on when it passes', async (status, code) => {
    const server = await started();
    const log = await openTestLog({ store: await openObjectStore(server.options) });
    server.disorder.before = (method, name) => (isHead(method, name) ? status : undefined);
    expect(await codeOf(log.append(entry(0)).sequenced)).toBe(code);
    expect(log.status().size).toBe(0);
    server.disorder.before = undefined;
    expect(await log.append(entry(1)).sequenced).toEqual({ index: 0 });
    await log.flush();
    await log.close();
  });

  it.each(['state/head.json', 'public/checkpoint'])('tries again where others were busy with %s', async (object) => {
    const server = await started();
    const log = await openTestLog({ store: await openObjectStore(server.options) });
    await log.append(entry(0)).sequenced;
    let left = 2;
    server.disorder.before = (method, name) => (method === 'PUT' && name === object && left-- > 0 ? 409 : undefined);
    expect(await log.append(entry(1)).sequenced).toEqual({ index: 1 });
    expect(await log.flush()).toMatchObject({ size: 2 });
    expect(left).toBeLessThan(0);
    await log.close();
  });

  it('gives way where another came first while a conflict was answered, and stays open where none ends', async () => {
    const server = await started();
    const store = await openObjectStore(server.options);
    await store.publishCheckpoint(new Uint8Array([1]));
    server.disorder.before = (method) => (method === 'PUT' ? 409 : undefined);
    expect(await codeOf(store.publishCheckpoint(new Uint8Array([2])))).toBe('UNREACHABLE');
    server.disorder.before = (method) => {
      if (method === 'PUT') server.objects.set('public/checkpoint', { bytes: Buffer.from([9]), tag: '"another"' });
      return method === 'PUT' ? 409 : undefined;
    };
    expect(await codeOf(store.publishCheckpoint(new Uint8Array([2])))).toBe('HEAD_MOVED');
  });

  it.each([
    ['408', 408],
    ['429', 429],
    ['400 RequestTimeout', [400, 'RequestTimeout']],
  ] as const)('takes %s for a moment that passes', async (_, turn) => {
    const server = await started();
    const log = await openTestLog({ store: await openObjectStore(server.options) });
    let left = 2;
    server.disorder.before = (method, name) =>
      method === 'PUT' && !isHead(method, name) && left-- > 0 ? turn : undefined;
    expect(await log.append(entry(0)).sequenced).toEqual({ index: 0 });
    server.disorder.before = (method, name) => (isHead(method, name) ? turn : undefined);
    expect(await codeOf(log.append(entry(1)).sequenced)).toBe('UNREACHABLE');
    server.disorder.before = undefined;
    expect(await log.append(entry(1)).sequenced).toEqual({ index: 1 });
    await log.close();
  });

  it('takes another 400 for what it is', async () => {
    const server = await started();
    const store = await openObjectStore(server.options);
    server.disorder.before = () => [400, 'InvalidRequest'];
    expect(await codeOf(store.putFiles([{ path: 'tile/0/000', bytes: new Uint8Array(1) }]))).toBe('STORAGE_FAILED');
  });

  it.each([
    [404, 'STORAGE_FAILED'],
    [403, 'READ_ONLY'],
  ])('says what an answer of %i to a read or a deletion means: %s', async (status, code) => {
    const server = await started();
    const store = await openObjectStore(server.options);
    server.disorder.before = (method) => (method === 'GET' ? 418 : status);
    expect(await codeOf(store.readFile('tile/0/000'))).toBe('STORAGE_FAILED');
    expect(await codeOf(store.putFiles([{ path: 'tile/0/000', bytes: new Uint8Array(1) }]))).toBe(code);
    const deletion = store.discard({ below: 0, paths: ['tile/0/000'] });
    expect(await codeOf(deletion)).toBe(status === 404 ? 'nothing was thrown' : code);
  });
});
