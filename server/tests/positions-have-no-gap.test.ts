// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRebuildEquals } from './expect-rebuild-equals.ts';
import { as, openTestWorld, type TestWorld } from './record-fixture.ts';
import { ann, issuePermit } from './sample-cases.ts';
import { permitRegister, saveDraft } from './sample-register.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld({ registers: [permitRegister] });
});
afterAll(() => world.end());

interface Placed {
  readonly position: number;
  readonly entry: number;
  readonly stream: string;
}

async function positions(): Promise<Placed[]> {
  const { rows } = await sql<Placed>`select position, entry, stream from touchstone.position order by position`.execute(
    world.database,
  );
  return rows;
}

describe('positions', () => {
  it('have no gap and keep the order of every stream, whoever commits and whoever numbers, all at once', async () => {
    const servers = [world.record, await world.secondServer(), await world.secondServer()];
    const streams = Array.from({ length: 5 }, () => world.record.newId());
    const drafts = 30;
    const work = servers.flatMap((record, server) =>
      Array.from({ length: drafts }, async (_, n) => {
        const stream = streams[(n + server) % streams.length] ?? '';
        await as({ ...world, record }, ann).act(saveDraft, { id: stream, text: `${server}.${n}` });
        if (n % 7 === 0) await record.settle();
      }),
    );
    await Promise.all(work);
    await Promise.all(servers.map((record) => record.settle()));
    const placed = await positions();
    expect(placed.map((row) => row.position)).toEqual(placed.map((_, index) => index + 1));
    expect(placed).toHaveLength(servers.length * drafts);
    for (const stream of streams) {
      const entries = placed.filter((row) => row.stream === stream).map((row) => row.entry);
      expect(entries).toEqual([...entries].sort((a, b) => a - b));
    }
    await expectRebuildEquals(world.record);
  });

  it('are not taken by what was refused', async () => {
    const id = await issuePermit(world);
    const before = (await world.record.settle()).position;
    const refused = await as(world, ann).act(saveDraft, { id, text: 'too late' });
    expect(refused).toMatchObject({ outcome: 'refused', reasons: [{ code: 'ALREADY_ISSUED' }] });
    expect((await world.record.settle()).position).toBe(before);
    await issuePermit(world);
    const placed = await positions();
    expect(placed.at(-1)?.position).toBe(placed.length);
  });

  it('never change once given', async () => {
    const before = await positions();
    await issuePermit(world);
    await world.record.settle();
    expect((await positions()).slice(0, before.length)).toEqual(before);
  });
});
