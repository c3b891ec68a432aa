// SPDX-License-Identifier: Apache-2.0
// An older folder for readers is put back under a running node, which signs nothing over it and says what it found.
import { cp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Publication } from './publication.ts';
import { type LogWorld, openLogWorld } from './tests/log-world.ts';
import { openStatus } from './tests/open-status.ts';

let world: LogWorld;
beforeEach(async () => {
  world = await openLogWorld();
});
afterEach(() => world.end());

const at = (name: string) => join(world.folder, name);
const checkpoint = () => readFile(join(at('public'), 'checkpoint'), 'utf8');

/** A node whose log has gone on since a copy of what readers see was put beside it. */
async function grown(witnessEvery: number): Promise<{ publication: Publication; early: number; late: number }> {
  const publication = await world.open({ witnessEvery });
  await world.notices(2);
  await publication.flush();
  await cp(at('public'), at('early'), { recursive: true });
  const { published: early } = await openStatus(publication);
  for (const count of [3, 1]) {
    await world.notices(count);
    await publication.flush();
  }
  return { publication, early, late: (await openStatus(publication)).published };
}

async function putBack(): Promise<string> {
  await rename(at('public'), at('away'));
  await cp(at('early'), at('public'), { recursive: true });
  return checkpoint();
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}
const codeOf = async (publication: Publication) => (await publication.status()).troubleCode;

describe('a node under which an older public folder is put back', () => {
  it('signs nothing over it when more is stated, and is ROLLED_BACK', async () => {
    const { publication, early, late } = await grown(3_600_000);
    const there = await putBack();
    await world.notices(1);
    const refused = { code: expect.stringMatching(/^(HEAD_MOVED|ROLLED_BACK)$/) };
    await expect(publication.flush()).rejects.toMatchObject(refused);
    await until(async () => (await codeOf(publication)) === 'ROLLED_BACK');
    expect(await checkpoint()).toBe(there);
    const { open, troubleValues: { seen, here } = {} } = await publication.status();
    expect([open, here]).toEqual([false, early]);
    expect(seen).toBeGreaterThan(early);
    expect(seen).toBeLessThanOrEqual(late);
  });

  it('notices it when nothing is stated', async () => {
    const { publication } = await grown(20);
    await putBack();
    await until(async () => (await codeOf(publication)) === 'ROLLED_BACK');
    expect((await publication.status()).open).toBe(false);
  });

  it('goes on when it is started with the right one, and has lost nothing', async () => {
    const { publication, late } = await grown(20);
    await putBack();
    await until(async () => (await codeOf(publication)) === 'ROLLED_BACK');
    await world.notices(1);
    await publication.stop();
    await rm(at('public'), { recursive: true });
    await rename(at('away'), at('public'));
    const again = await world.open();
    await again.flush();
    expect((await openStatus(again)).published).toBeGreaterThan(late);
    expect((await again.compare()).differences).toEqual([]);
  });
});
