// SPDX-License-Identifier: Apache-2.0
// The clock of a node is set back while its log is open, and between two starts: nothing that was signed is taken back.
import { parseCheckpoint, parseNote, parseTlogProof } from '@touchstone/transparency-log';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StatementInput } from '../record-keeping/fact.ts';
import { publicTenant } from '../record-keeping/tenant.ts';
import type { Publication } from './publication.ts';
import { type LogWorld, openLogWorld } from './tests/log-world.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;
const PUBLIC = publicTenant('CN');

let world: LogWorld;
beforeEach(async () => {
  world = await openLogWorld();
});
afterEach(() => world.end());

const one = async () => ((await world.notices(1)) as [StatementInput])[0];
const timesOf = ({ promise }: { readonly promise: string }) => promise.split('\n').slice(3, 5) as [string, string];

/** Promised, then in the log, with a receipt in the newest tree. */
async function logged(publication: Publication, statement: StatementInput) {
  const promise = await publication.promiseOf(PUBLIC, statement);
  await publication.flush();
  const { proof } = await publication.receiptOf(PUBLIC, statement);
  const { origin, size } = parseCheckpoint(parseNote(parseTlogProof(proof).checkpoint).text);
  return { promise, origin, size };
}

describe('a log whose clock is set back', () => {
  it.each([
    ['an hour', HOUR, 'while it is open'],
    ['a day', DAY, 'while it is open'],
    ['an hour', HOUR, 'between two starts'],
    ['a day', DAY, 'between two starts'],
  ])('by %s (%i s) %s only grows, and keeps what it promised before and after', async (_, seconds, when) => {
    const before = await world.open();
    const early = await one();
    const first = await logged(before, early);
    world.clock.advance(-seconds);
    const publication = when === 'while it is open' ? before : await world.open();
    const late = await one();
    const second = await logged(publication, late);
    expect(second.size).toBeGreaterThan(first.size);
    // A promise says the time of this clock and a whole merge delay: never one that is over when it is given.
    const [promisedAt, mergeBy] = timesOf(second.promise);
    expect(promisedAt < timesOf(first.promise)[0]).toBe(true);
    expect(Date.parse(mergeBy) - Date.parse(promisedAt)).toBe(HOUR * 1_000);
    // What was promised before is promised as it was, whatever the clock says by now.
    expect(await publication.promiseOf(PUBLIC, early)).toEqual(first.promise);
    expect((await publication.receiptOf(PUBLIC, early)).proof).toBeDefined();
    expect((await publication.compare()).differences).toEqual([]);
    expect(world.troubles).toEqual([]);
  });

  it.each(['while it is open', 'between two starts'])(
    'over the turn of a year %s goes on in the newer log, and begins none twice',
    async (when) => {
      const wishes = { shards: 'yearly' };
      const open = () => world.open({}, wishes);
      const before = await open();
      const old = await logged(before, await one());
      world.clock.advance(60 * DAY);
      const early = await logged(before, await one());
      expect([old.origin, early.origin]).toEqual(['world.test/log/2026', 'world.test/log/2027']);
      world.clock.advance(-60 * DAY);
      const publication = when === 'while it is open' ? before : await open();
      const late = await logged(publication, await one());
      expect([late.origin, late.size > early.size]).toEqual(['world.test/log/2027', true]);
      const { shards } = await publication.status();
      expect(shards.map(({ origin, ended }) => [origin, ended?.size])).toEqual([
        ['world.test/log/2026', old.size],
        ['world.test/log/2027', undefined],
      ]);
      expect((await publication.compare()).differences).toEqual([]);
      // And with the time that comes again, still in the one log of that year.
      world.clock.advance(60 * DAY);
      expect((await logged(publication, await one())).origin).toBe('world.test/log/2027');
      expect((await publication.status()).shards).toHaveLength(2);
      expect(world.troubles).toEqual([]);
    },
  );
});
