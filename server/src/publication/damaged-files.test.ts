// SPDX-License-Identifier: Apache-2.0
// A file of the log that is damaged after the log was opened: nothing is shown that proves nothing.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseTlogProof } from '@touchstone/transparency-log';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { publicTenant } from '../record-keeping/tenant.ts';
import type { Publication } from './publication.ts';
import { type LogWorld, openLogWorld } from './tests/log-world.ts';

const READER = publicTenant('CN');
const ISSUER = 'did:web:authority.demonstration.example';

let world: LogWorld;
let publication: Publication;
let names: readonly { readonly issuer: string; readonly id: string }[];
beforeEach(async () => {
  world = await openLogWorld();
  names = (await world.notices(5)).map(({ issuer, id }) => ({ issuer, id }));
  publication = await world.open();
  await publication.flush();
});
afterEach(() => world.end());

async function spoil(path: string): Promise<void> {
  const file = join(world.folder, 'public', path);
  const bytes = await readFile(file);
  // The last byte of the first hash, or of what the first entry says.
  const at = path.includes('entries') ? 20 : 31;
  bytes[at] = (bytes[at] as number) ^ 1;
  await writeFile(file, bytes);
}

const receipt = (at: number) => publication.receiptOf(READER, names[at] as never);
const damaged = { code: 'UNAVAILABLE', message: expect.stringContaining('A file of the log is damaged') };

describe('a file that is damaged while the log is open', () => {
  it('makes no receipt, and is told to the operator', async () => {
    expect(parseTlogProof((await receipt(4)).proof).index).toBeGreaterThan(0);
    const size = (await publication.status()).published as number;
    await spoil(`tile/0/000.p/${size}`);
    await expect(receipt(4)).rejects.toMatchObject(damaged);
    expect(world.troubles.map((error) => (error as { code?: string }).code)).toContain('CORRUPT');
  });

  it.each(['tile/0', 'tile/entries'])('makes no completeness file out of %s', async (folder) => {
    const ask = () => publication.completenessOf({ tenant: READER, names: [ISSUER] });
    await ask();
    const size = (await publication.status()).published as number;
    await spoil(`${folder}/000.p/${size}`);
    await expect(ask()).rejects.toMatchObject(damaged);
  });
});
