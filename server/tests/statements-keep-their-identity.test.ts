// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, openTestWorld, type TestWorld } from './record-fixture.ts';
import { ann, bob } from './sample-cases.ts';
import { report, reports, submit } from './sample-reports.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld({ registers: [reports] });
});
afterAll(() => world.end());

describe('a signed statement', () => {
  it('sent again with the same bytes gets the same answer, whatever the rules say by then', async () => {
    const statement = report(world.record.newId(), '0.10');
    const first = await as(world, ann, 'reports').act(submit, { statement, visibility: 'public' });
    world.clock.advance(40 * 86_400);
    const again = await as(world, ann, 'reports').act(submit, { statement, visibility: 'public' });
    expect(first).toMatchObject({ outcome: 'recorded', entries: [{ alreadyRecorded: false }] });
    expect(again).toEqual({
      ...first,
      entries: first.outcome === 'recorded' ? first.entries.map((each) => ({ ...each, alreadyRecorded: true })) : [],
    });
  });

  it('keeps its exact bytes and its digits', async () => {
    const statement = report(world.record.newId(), '0.10');
    await as(world, ann, 'reports').act(submit, { statement, visibility: 'public' });
    const { issuer, id } = statement;
    const [found = []] = await as(world, bob, 'reports').reads.findStatements([{ by: 'identity', issuer, id }]);
    expect(found).toHaveLength(1);
    expect(found[0]?.bytes).toEqual(statement.bytes);
    expect(found[0]).toMatchObject({ jwt: statement.jwt, body: statement.body, digest: statement.digest, id, issuer });
  });

  it('is refused with other bytes under the same identity, in another month and by another party too', async () => {
    const id = world.record.newId();
    await as(world, ann, 'reports').act(submit, { statement: report(id, '0.10'), visibility: 'private' });
    const other = { statement: report(id, '0.1'), visibility: 'private' as const };
    const conflict = { code: 'IDENTITY_CONFLICT' };
    await expect(as(world, ann, 'reports').act(submit, other)).rejects.toMatchObject(conflict);
    await expect(as(world, bob, 'reports').act(submit, other)).rejects.toMatchObject(conflict);
    world.clock.advance(40 * 86_400);
    await expect(as(world, ann, 'reports').act(submit, other)).rejects.toMatchObject(conflict);
    const changedToken = { ...report(id, '0.10'), jwt: 'other' };
    await expect(
      as(world, ann, 'reports').act(submit, { statement: changedToken, visibility: 'private' }),
    ).rejects.toMatchObject(conflict);
  });

  it('is recorded once when many send it at the same moment', async () => {
    const statement = report(world.record.newId(), '0.20');
    const outcomes = await Promise.all(
      [ann, bob, ann, bob, ann].map((actor) =>
        as(world, actor, 'reports').act(submit, { statement, visibility: 'public' }),
      ),
    );
    const entries = outcomes.flatMap((outcome) => (outcome.outcome === 'recorded' ? outcome.entries : []));
    expect(new Set(entries.map((each) => each.entry)).size).toBe(1);
    expect(entries.filter((each) => !each.alreadyRecorded)).toHaveLength(1);
  });

  it('is refused where its kind is no business of the register', async () => {
    const statement = report(world.record.newId(), '1', 'Verdict');
    await expect(as(world, ann, 'reports').act(submit, { statement, visibility: 'public' })).rejects.toMatchObject({
      code: 'UNKNOWN_KIND',
    });
  });

  it('is refused, and nothing kept, where a text cannot be stored', async () => {
    for (const hostile of ['a\u0000b', 'half \ud800 pair']) {
      const before = (await world.record.settle()).position;
      const statement = report(world.record.newId(), hostile);
      await expect(as(world, ann, 'reports').act(submit, { statement, visibility: 'public' })).rejects.toMatchObject({
        code: 'BAD_INPUT',
      });
      expect((await world.record.settle()).position).toBe(before);
    }
  });
});
