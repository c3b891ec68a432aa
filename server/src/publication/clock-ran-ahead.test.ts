// SPDX-License-Identifier: Apache-2.0
// The clock of a node ran ahead while it followed the log of another: what it knew then was known at no time to come.
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { publishNotice } from '../../tests/registers-in-use.ts';
import { type LogNode, openLogNode } from './tests/log-node.ts';
import { openStatus } from './tests/open-status.ts';

const MONTH = 30 * 86_400;

let home: LogNode;
let abroad: LogNode;
beforeAll(async () => {
  home = await openLogNode();
  await home.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = home.app.server.address() as AddressInfo;
  const follow = [{ key: home.settings.signer.key, url: `http://127.0.0.1:${port}/log` }];
  const change = () => ({ follow, followEvery: 50 });
  abroad = await openLogNode({ clock: home.clock, keys: home.keys, node: 'abroad.test', change });
});
afterAll(async () => {
  await abroad.end();
  await home.end();
});

const followed = async () => (await abroad.publication.status()).followed[0];
async function lookedAgain(): Promise<void> {
  const before = performance.now();
  abroad.publication.look();
  // Longer than one look takes, as there is nothing new to read.
  while (performance.now() - before < 500) await new Promise((resolve) => setTimeout(resolve, 50));
}
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 30));
}
async function grown(): Promise<void> {
  await home.publication.flush();
  const { published } = await openStatus(home.publication);
  abroad.publication.look();
  await until(async () => {
    const state = await followed();
    return state?.size === published && state.knownUntil !== undefined;
  });
}
const present = () => Date.parse(home.clock());
const latest = () => abroad.publication.wholeLogs().map((log) => Date.parse(log.until));

it('is known up to no time that is yet to come once the clock is right again, and anew when the log has grown', async () => {
  await publishNotice(home, { standard: 'GB 1-2020' });
  home.testClock.advance(MONTH);
  await grown();
  expect(latest()).toHaveLength(1);
  home.testClock.advance(-MONTH);
  expect(latest()).toEqual([]);
  expect((await followed())?.knownUntil).toBeUndefined();
  await lookedAgain();
  expect(latest()).toEqual([]);
  await publishNotice(home, { standard: 'GB 2-2020' });
  await grown();
  expect(latest()).toHaveLength(1);
  expect(Math.max(...latest())).toBeLessThanOrEqual(present());
});
