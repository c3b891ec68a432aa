// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeSuite } from '@touchstone/credentials/node';
import { createReader } from '@touchstone/evidence';
import { parseInstant } from '@touchstone/identifiers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROJECT_FOLDERS } from './project-folders.ts';
import { readTrust, withLogPolicies } from './trust-folder.ts';

const READ = createReader(nodeSuite);
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-trust-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function roots(config: unknown): Promise<unknown> {
  await writeFile(join(folder, 'trust.json'), JSON.stringify(config));
  return readTrust(folder, READ).then(
    (trust) => trust.roots,
    (error) => error.code,
  );
}

describe('readTrust()', () => {
  it('takes a root for the places that it names', async () => {
    const root = { did: 'did:web:hk.example', places: ['HK', 'CN-GD'] };
    expect(await roots({ roots: [root], didDocuments: {} })).toEqual([root]);
  });

  it('takes whose standards a root publishes', async () => {
    const root = { did: 'did:web:hk.example', places: ['HK'], publishes: ['GB', 'GB/T'] };
    expect(await roots({ roots: [root], didDocuments: {} })).toEqual([root]);
  });

  it.each([
    [
      'a root that publishes what is no list of letters',
      { roots: [{ did: 'did:web:hk.example', places: ['HK'], publishes: 'GB' }], didDocuments: {} },
    ],
    ['no object', null],
    ['no list of roots', { roots: 'did:web:hk.example', didDocuments: {} }],
    ['no DID documents', { roots: [], didDocuments: null }],
    ['a root that would rule everywhere', { roots: ['did:web:hk.example'], didDocuments: {} }],
    ['a root that is nothing', { roots: [null], didDocuments: {} }],
    ['a root without a name', { roots: [{ places: ['HK'] }], didDocuments: {} }],
    ['a root without places', { roots: [{ did: 'did:web:hk.example', places: [] }], didDocuments: {} }],
    [
      'a root of a place that is none',
      { roots: [{ did: 'did:web:hk.example', places: ['Hong Kong'] }], didDocuments: {} },
    ],
  ])('refuses %s', async (_, config) => {
    expect(await roots(config)).toBe('UNREADABLE');
  });

  it('finds the status lists that lie beside the statements, by their address', async () => {
    const { source } = await readTrust(PROJECT_FOLDERS.demonstration, READ);
    const address = 'https://listing-laboratory.demonstration.touchstone.example/status/1';
    const at = parseInstant('2026-11-22T00:00:00Z');
    const answers = await source.find(
      [
        { by: 'address', address },
        { by: 'address', address: `${address}0` },
      ],
      at,
    );
    expect(answers.map((each) => each.length)).toEqual([1, 0]);
  });
});

describe('withLogPolicies()', () => {
  it('puts the policies of a folder in place of those for the same place, and leaves the others', async () => {
    const trust = await readTrust(PROJECT_FOLDERS.demonstration, READ);
    const own = await mkdtemp(join(tmpdir(), 'touchstone-policies-'));
    await writeFile(join(own, 'HK.tlog-policy'), 'quorum none\n');
    const { logs, roots } = await withLogPolicies(trust, own);
    const text = (place: string) => logs.policies.filter((each) => each.place === place).map((each) => each.text);
    expect([text('HK'), text('MO').length, logs.policies.length]).toEqual([['quorum none\n'], 1, 3]);
    expect(roots).toBe(trust.roots);
    expect(await withLogPolicies(trust, undefined)).toBe(trust);
    await rm(join(own, 'HK.tlog-policy'));
    await expect(withLogPolicies(trust, own)).rejects.toMatchObject({ code: 'NOT_THERE' });
    await rm(own, { recursive: true });
  });
});
