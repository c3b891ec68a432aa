// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { offlineResolver } from '@touchstone/credentials/formats';
import { composeBody } from '@touchstone/statements';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { didDocumentsOf } from './did-documents.ts';
import { openFileKeyStore } from './file-key-store.ts';
import { readSigned } from './read-signed.ts';
import { signForParty } from './statement-issuer.ts';

const ISSUER = 'did:web:publisher.demonstration.example';
const SIGNED = '2025-03-01T00:00:00Z';
const NOW = '2026-11-22T04:00:00Z';

let folder: string;
let text: string;
let resolveDid: ReturnType<typeof offlineResolver>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-keys-'));
  const keys = await openFileKeyStore(folder);
  await keys.ensureKey(ISSUER, '2025-01-01T00:00:00Z');
  const uuid = '01930000-0000-7000-8000-0000000000aa';
  const subject = {
    id: 'GB 1-2020',
    standard: 'GB 1-2020',
    title: 'Demonstration',
    status: 'in-force',
    from: '2025-03-01',
  };
  const composed = composeBody('StandardNotice', {
    uuid,
    issuer: ISSUER,
    validFrom: SIGNED,
    subject: subject as never,
  });
  const body = { ...composed, validUntil: '2026-01-01T00:00:00Z' } as never;
  text = (await signForParty(keys, { body, issuer: ISSUER, party: ISSUER, now: SIGNED })).embedded;
  resolveDid = offlineResolver({ [ISSUER]: didDocumentsOf(keys.publishedKeys())[0] as never });
});
afterAll(() => rm(folder, { recursive: true }));

const notVerified = expect.objectContaining({ code: 'NOT_VERIFIED' });

describe('readSigned()', () => {
  it('takes of another node what has run out since, as evidence of its time', () => {
    expect(() => readSigned({ text }, { now: NOW, resolveDid })).toThrow(notVerified);
    expect(readSigned({ text }, { now: NOW, resolveDid, onlyWhose: true })).toMatchObject({ issuer: ISSUER });
  });

  it('takes from nobody what was changed, or signed by a key that is not known', () => {
    const changed = text.replace('GB 1-2020', 'GB 2-2020');
    expect(() => readSigned({ text: changed }, { now: NOW, resolveDid, onlyWhose: true })).toThrow(notVerified);
    const nobody = offlineResolver({});
    expect(() => readSigned({ text }, { now: NOW, resolveDid: nobody, onlyWhose: true })).toThrow(notVerified);
  });
});
