// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownFold } from '../src/record-keeping/commit.ts';
import { lockStreams, type StreamForEntry } from '../src/record-keeping/lock-streams.ts';
import { type Actor, tenantOf } from '../src/record-keeping/tenant.ts';
import { withTenant } from '../src/storage/with-tenant.ts';
import { openTestWorld, type TestWorld } from './record-fixture.ts';
import { ann } from './sample-cases.ts';
import { permitRegister } from './sample-register.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld({ registers: [permitRegister] });
});
afterAll(() => world.end());

/** Locks them in a transaction of its own, and gives what it got with the last entries that the rows have then. */
async function locked(streams: readonly string[], actor: Actor = ann) {
  const { keeping } = world.record;
  const { database, node } = keeping;
  return withTenant({ database, tenant: tenantOf(actor), node, mode: 'write' }, async (transaction) => {
    const fold = ownFold(keeping, permitRegister.name);
    const got = await lockStreams(transaction, { register: permitRegister.name, streams, node, actor, fold });
    const { rows } = await sql<{ stream: string; lastEntry: number | null }>`
      select stream, last_entry from touchstone.stream where stream = any(${streams}::text[])`.execute(transaction);
    return { got, kept: new Map(rows.map(({ stream, lastEntry }) => [stream, lastEntry])) };
  });
}

const entriesOf = (got: ReadonlyMap<string, StreamForEntry>, streams: readonly string[]) =>
  streams.map((stream) => got.get(stream)?.entry ?? Number.NaN);
const ascending = (numbers: readonly number[]) =>
  numbers.every((each, at) => at === 0 || each > (numbers[at - 1] ?? 0));

describe('lockStreams()', () => {
  it('numbers entries in the order given, and writes them into the rows of streams that are all new', async () => {
    const streams = ['new c', 'new a', 'new b'];
    const { got, kept } = await locked(streams);
    expect(ascending(entriesOf(got, streams))).toBe(true);
    for (const stream of streams) {
      expect(got.get(stream)).toMatchObject({ owner: ann.party, lastEntry: null, isNoted: true });
      expect(kept.get(stream)).toBe(got.get(stream)?.entry);
    }
  });

  it('numbers entries in the order given where some were there before, later than all that those have', async () => {
    const [old = 0] = entriesOf((await locked(['mixed b'])).got, ['mixed b']);
    const streams = ['mixed c', 'mixed b', 'mixed a'];
    const { got } = await locked(streams);
    const entries = entriesOf(got, streams);
    expect(ascending([old, ...entries])).toBe(true);
    expect([...got.values()].map(({ isNoted }) => isNoted)).toEqual([false, false, false]);
    expect(got.get('mixed b')?.lastEntry).toBe(old);
    expect(got.get('mixed a')?.lastEntry).toBeNull();
  });

  it('leaves out a stream of another party, and gives the others', async () => {
    await locked(['theirs']);
    const other = { ...ann, party: 'did:web:other.demonstration.example' };
    const { got } = await locked(['theirs', 'own'], other);
    expect([...got.keys()]).toEqual(['own']);
  });
});
