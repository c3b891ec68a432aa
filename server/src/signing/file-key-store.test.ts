// SPDX-License-Identifier: Apache-2.0
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { secretMultikeyFromSeed } from '@touchstone/credentials/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { didDocumentsOf } from './did-documents.ts';
import { openFileKeyStore } from './file-key-store.ts';

const A = 'did:web:a.example';
const NOW = '2026-11-22T04:00:00Z';
let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'touchstone-')), 'keys');
});
afterEach(() => rm(join(folder, '..'), { recursive: true }));

async function onlyFile(): Promise<string> {
  const [name] = await readdir(folder);
  return join(folder, name ?? 'none');
}

describe('openFileKeyStore()', () => {
  it('makes a key once, in a file of its own that nobody else reads, and signs with it after a restart', async () => {
    const made = await (await openFileKeyStore(folder)).ensureKey(A, NOW);
    expect((await stat(await onlyFile())).mode & 0o777).toBe(0o600);
    const again = await openFileKeyStore(folder);
    expect(await again.ensureKey(A, NOW)).toEqual(made);
    expect(again.publishedKeys()).toEqual([made]);
    const signer = await again.signerOf(A, NOW);
    expect(signer.keyId).toBe(made.keyId);
    expect(await signer.sign(new Uint8Array(3))).toHaveLength(64);
  });

  it('signs with the newest key in force, and keeps the public half of those that are not', async () => {
    const store = await openFileKeyStore(folder);
    const secret = (n: number) => secretMultikeyFromSeed('Ed25519', new Uint8Array(32).fill(n));
    const old = {
      controller: A,
      secretKeyMultibase: secret(1),
      from: '2025-01-01T00:00:00Z',
      to: '2026-06-30T00:00:00Z',
    };
    await store.addKey(old);
    await store.addKey({
      controller: A,
      secretKeyMultibase: secret(2),
      from: '2026-01-01T00:00:00Z',
      keyId: `${A}#key-2`,
    });
    await store.addKey({ controller: A, secretKeyMultibase: secret(3), from: '2027-01-01T00:00:00Z' });
    expect((await store.signerOf(A, NOW)).keyId).toBe(`${A}#key-2`);
    expect((await store.signerOf(A, '2025-12-31T00:00:00Z')).keyId).not.toBe(`${A}#key-2`);
    expect(didDocumentsOf(store.publishedKeys())).toMatchObject([{ id: A, assertionMethod: { length: 3 } }]);
    await expect(store.signerOf(A, '2024-01-01T00:00:00Z')).rejects.toThrow(
      expect.objectContaining({ code: 'NO_KEY' }),
    );
    await expect(store.signerOf('did:web:b.example', NOW)).rejects.toThrow(expect.objectContaining({ code: 'NO_KEY' }));
  });

  it('adds the same key once', async () => {
    const store = await openFileKeyStore(folder);
    const key = {
      controller: A,
      secretKeyMultibase: secretMultikeyFromSeed('P-256', new Uint8Array(32).fill(9)),
      from: NOW,
    };
    expect(await store.addKey(key)).toEqual(await store.addKey(key));
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('refuses a key that others may read, and says how to close it', async () => {
    await (await openFileKeyStore(folder)).ensureKey(A, NOW);
    await chmod(await onlyFile(), 0o644);
    await expect(openFileKeyStore(folder)).rejects.toThrow(
      expect.objectContaining({ code: 'KEY_FILE_OPEN', message: expect.stringContaining('chmod 600') }),
    );
  });

  it('refuses a broken file without showing what is in it', async () => {
    await (await openFileKeyStore(folder)).ensureKey(A, NOW);
    const path = await onlyFile();
    const half = (await readFile(path, 'utf8')).slice(0, 150);
    await writeFile(path, half);
    const error = await openFileKeyStore(folder).catch((thrown: unknown) => thrown as Error);
    expect(error).toMatchObject({ code: 'KEY_FILE_BROKEN' });
    expect((error as Error).cause).toBeUndefined();
    expect(String(error)).not.toContain(half.slice(60, 100));
  });
});
