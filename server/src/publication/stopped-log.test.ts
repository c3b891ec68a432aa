// SPDX-License-Identifier: Apache-2.0
// A log that is stopped for good by what a witness shows: what it has published stays, in this year and those before.
import { createServer } from 'node:http';
import { type OpenServer, openServer } from '@touchstone/log-keeping/testing';
import { formatCheckpoint, type NoteSigner, signNote } from '@touchstone/transparency-log';
import { nodeNoteKey } from '@touchstone/transparency-log/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StatementInput } from '../record-keeping/fact.ts';
import { publicTenant } from '../record-keeping/tenant.ts';
import { openLogSettings } from './open-settings.ts';
import { type LogWorld, openLogWorld } from './tests/log-world.ts';
import { openStatus } from './tests/open-status.ts';

const READER = publicTenant('CN');
const YEARLY = { shards: 'yearly' };

let world: LogWorld;
let server: OpenServer | undefined;
beforeEach(async () => {
  world = await openLogWorld();
});
afterEach(async () => {
  await world.end();
  await server?.close();
  server = undefined;
});

/** A witness that shows what it is given to show, and says nothing before. */
async function witness() {
  const { key } = nodeNoteKey({
    ...{ name: 'w.example', type: 'ed25519-cosignature', seed: new Uint8Array(32).fill(3) },
  }).signer;
  const there = { key, url: '', shown: undefined as string | undefined };
  server = await openServer(
    createServer((request, response) => {
      request.resume();
      if (request.method !== 'GET' || there.shown === undefined) response.destroy();
      else response.end(there.shown);
    }),
  );
  there.url = server.url;
  return there;
}

/** A log of two years that were published; with the key of the second. */
async function twoYears() {
  const before = await world.open({}, YEARLY);
  const [early] = (await world.notices(1)) as [StatementInput];
  await before.flush();
  world.clock.advance(45 * 86_400);
  const [late] = (await world.notices(1)) as [StatementInput];
  await before.flush();
  const { published, covered } = await openStatus(before);
  const settings = await openLogSettings({
    ...{ folder: world.folder, origin: 'world.test/log', now: world.clock.now, ...YEARLY },
  });
  const last = (await settings.shards?.list(world.clock.now()))?.at(-1);
  const { signer } = last as { signer: NoteSigner };
  const noteOf = (size: number) =>
    signNote(formatCheckpoint({ origin: signer.key.name, size, root: new Uint8Array(32).fill(5) }), [signer]);
  return { early, late, published, covered, noteOf };
}

describe('a log that is stopped for good', () => {
  it.each([
    ['ROLLED_BACK', 'when it is opened', 10],
    ['ROLLED_BACK', 'later', 10],
    ['FORKED', 'when it is opened', 0],
    ['FORKED', 'later', 0],
  ] as const)(
    'as %s %s shows all that it has published, in every year, and how it stands',
    async (code, when, more) => {
      const { early, late, published, covered, noteOf } = await twoYears();
      const w = await witness();
      if (when === 'when it is opened') w.shown = await noteOf(published + more);
      const publication = await world.open({ witnesses: [w], confirmEvery: 20 }, YEARLY);
      const first = when === 'later' ? 'UNCONFIRMED' : code;
      await expect(publication.flush()).rejects.toMatchObject({ code: first });
      w.shown = await noteOf(published + more);
      while ((await publication.status()).open) await new Promise((resolve) => setTimeout(resolve, 20));
      await expect(publication.flush()).rejects.toMatchObject({ code });
      for (const year of ['2026', '2027']) {
        expect(await publication.readShardFile(year, 'checkpoint'), year).toBeDefined();
      }
      for (const each of [early, late]) expect((await publication.receiptOf(READER, each)).counts).toBe(true);
      expect(await publication.completenessOf({ tenant: READER, names: [early.issuer] })).toContain('2027');
      expect(await publication.successorOf('2026')).toContain('2027');
      const status = await publication.status();
      expect(status).toMatchObject({
        ...{ origin: 'world.test/log/2027', open: false, published, covered },
        shards: [
          { origin: 'world.test/log/2026', open: true },
          { origin: 'world.test/log/2027', open: true },
        ],
        witnesses: [{ url: w.url }],
      });
      expect([status.unconfirmed, status.trouble?.split(':', 1)[0]]).toEqual([undefined, code]);
      // In a word and by its numbers, for whoever says it in another language.
      const numbers = more > 0 ? { seen: published + more, here: published } : { size: published };
      expect([status.troubleCode, status.troubleValues]).toEqual([code, numbers]);
      // Nothing is signed or promised.
      await world.notices(1);
      await expect(publication.flush()).rejects.toMatchObject({ code });
      const stopped = { code: 'UNAVAILABLE', message: expect.stringMatching(/^The log has stopped/), headers: {} };
      await expect(publication.promiseOf(READER, late)).rejects.toMatchObject(stopped);
      expect((await openStatus(publication)).published).toBe(published);
    },
  );
});
