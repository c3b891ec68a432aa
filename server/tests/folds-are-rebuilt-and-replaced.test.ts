// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineRegister, follower, type Register } from '../src/record-keeping/define-register.ts';
import { column, table } from '../src/record-keeping/fold.ts';
import { publicTenant } from '../src/record-keeping/tenant.ts';
import { expectRebuildEquals } from './expect-rebuild-equals.ts';
import { as, openTestWorld, type TestWorld } from './record-fixture.ts';
import { ann, bob, changePermit, issuePermit } from './sample-cases.ts';
import { evaluate, permitRegister, permits, saveDraft } from './sample-register.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld({ registers: [permitRegister] });
});
afterAll(() => world.end());

// The same register with another fold: drafts in one table with a count, permits as they were, no follower.
const lengths = table({ columns: { id: column.text, text: column.text, saved: column.integer } });
const secondVersion: Register = defineRegister({
  ...permitRegister,
  routes: [],
  followers: [],
  actions: [saveDraft, evaluate],
  expiry: undefined,
  fold: {
    version: 2,
    tables: { permits, lengths },
    reduce(rows, fact) {
      const { permits: reduced } = permitRegister.fold.reduce({ permits: rows.permits, drafts: [] }, fact);
      if (fact.source !== 'case-event' || fact.kind !== 'drafted') return { permits: reduced, lengths: rows.lengths };
      const saved = (rows.lengths[0]?.saved ?? 0) + 1;
      return { permits: reduced, lengths: [{ id: fact.stream, text: String(fact.content.text), saved }] };
    },
  },
} as Register<{ permits: typeof permits; lengths: typeof lengths }>) as unknown as Register;

describe('a fold', () => {
  it('equals its rebuild after any history, by several servers, whatever was followed in between', async () => {
    const other = await world.secondServer();
    const step = fc.record({
      server: fc.boolean(),
      what: fc.constantFrom('draft', 'evaluate', 'issue', 'suspend', 'withdraw', 'settle'),
      stream: fc.nat({ max: 2 }),
      day: fc.integer({ min: 1, max: 28 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const drafted = [0, 1, 2].map(() => world.record.newId());
        const issued: string[] = [];
        const work = steps.map(async ({ server, what, stream, day }) => {
          const here = { ...world, record: server ? world.record : other };
          const id = drafted[stream] ?? '';
          const on = `2026-06-${String(day).padStart(2, '0')}`;
          if (what === 'draft') await as(here, ann).act(saveDraft, { id, text: `day ${day}` });
          if (what === 'evaluate') await as(here, ann).act(evaluate, { id, finding: `day ${day}` });
          if (what === 'issue') issued.push(await issuePermit(here, { until: on }));
          if (what === 'settle') await here.record.settle();
          const permit = issued.shift();
          if (permit !== undefined && (what === 'suspend' || what === 'withdraw')) {
            await changePermit(here, { id: permit, on, to: what });
          }
        });
        await Promise.all(work);
        await expectRebuildEquals(world.record);
      }),
      { numRuns: 10 },
    );
  });

  it('is rebuilt and swapped in while others record and read, without a wrong answer', async () => {
    const id = await issuePermit(world);
    let done = false;
    const recording = (async () => {
      while (!done) await as(world, ann).act(saveDraft, { id: world.record.newId(), text: 'meanwhile' });
    })();
    const answers = new Set<number>();
    const reading = (async () => {
      while (!done) {
        const rows = await world.record.read({ tenant: publicTenant('CN'), asOf: {} }, (reads) =>
          reads.rows(permits).selectAll().where('id', '=', id).execute(),
        );
        answers.add(rows.length);
      }
    })();
    for (let n = 0; n < 3; n++) await world.record.rebuild('permits');
    done = true;
    await Promise.all([recording, reading]);
    expect([...answers]).toEqual([1]);
    await expectRebuildEquals(world.record);
    const { rows } = await sql<{ name: string }>`
      select nspname as name from pg_namespace where nspname ~ '^fold_permits_+[a-z0-9_]*$' order by 1`.execute(
      world.database,
    );
    expect(rows.map((row) => row.name)).toEqual(['fold_permits_1', 'fold_permits__by_body_1']);
  });

  it('of a new version is built while the old program goes on recording into the old tables', async () => {
    const id = world.record.newId();
    await as(world, ann).act(saveDraft, { id, text: 'before' });
    let recorded = 1;
    let done = false;
    const oldProgram = (async () => {
      while (!done) {
        await as(world, ann).act(saveDraft, { id, text: `old ${recorded}` });
        recorded++;
      }
    })();
    const newer = await world.secondServer({ registers: [secondVersion] });
    done = true;
    await oldProgram;
    await newer.settle();
    const saved = () =>
      as({ ...world, record: newer }, ann)
        .reads.rows(lengths)
        .select(['saved', 'text'])
        .where('id', '=', id)
        .execute();
    expect(await saved()).toMatchObject([{ saved: recorded }]);

    // Both programs now write to one stream in turn: each first catches up with what the other recorded.
    for (let n = 0; n < 4; n++) {
      const record = n % 2 === 0 ? newer : world.record;
      await as({ ...world, record }, ann).act(saveDraft, { id, text: `turn ${n}` });
    }
    await newer.settle();
    await world.record.settle();
    expect(await saved()).toMatchObject([{ saved: recorded + 4, text: 'turn 3' }]);
    await expectRebuildEquals(world.record);
    await expectRebuildEquals(newer);

    expect(await newer.retireFolds()).toEqual(expect.arrayContaining(['permits@1', 'permits.by-body@1']));
    const late = as(world, ann).act(saveDraft, { id: world.record.newId(), text: 'too old' });
    await expect(late).rejects.toMatchObject({ code: 'FOLD_NOT_READY' });
  });

  it('whose tables were changed without a new version is refused at the start', async () => {
    const wider = table({ columns: { ...permits.columns, remark: column.optional(column.text) } });
    const forgetful = defineRegister({
      ...{ name: 'permits', kinds: [], actions: [], routes: [] },
      fold: { version: 2, tables: { wider }, reduce: (rows) => rows },
    });
    await expect(world.secondServer({ registers: [forgetful] })).rejects.toMatchObject({ code: 'BAD_REGISTER' });
  });

  it('that fails on a fact stops there, loudly, while the others go on', async () => {
    const errors: unknown[] = [];
    const failing = follower({
      ...{ name: 'failing', version: 1, tables: { fails: table({ columns: { x: column.text } }) } },
      keysOf: () => ['x'],
      reduce: () => {
        throw new Error('no');
      },
    });
    const counted = table({ columns: { owner2: column.text, drafts: column.integer } });
    const perOwner = follower({
      ...{ name: 'per-owner', version: 1, tables: { counted }, sees: 'per-owner' as const },
      keysOf: (fact) => (fact.kind === 'drafted' ? ['drafts'] : []),
      reduce: (rows, fact) => ({ counted: [{ owner2: fact.owner, drafts: (rows.counted[0]?.drafts ?? 0) + 1 }] }),
    });
    const followed = await openTestWorld({
      registers: [{ ...permitRegister, followers: [failing, perOwner] } as unknown as Register],
      onError: (error) => errors.push(error),
    });
    await as(followed, ann).act(saveDraft, { id: followed.record.newId(), text: 'one' });
    await as(followed, bob).act(saveDraft, { id: followed.record.newId(), text: 'two' });
    await as(followed, ann).act(saveDraft, { id: followed.record.newId(), text: 'three' });
    await followed.record.settle();
    const read = (actor: typeof ann) => as(followed, actor).reads.rows(counted).select(['owner2', 'drafts']).execute();
    // Private facts: each owner's count is its own, and nobody else's to read.
    expect(await read(ann)).toEqual([{ owner2: ann.party, drafts: 2 }]);
    expect(await read(bob)).toEqual([{ owner2: bob.party, drafts: 1 }]);
    expect(errors).toEqual([]);
    await issuePermit(followed);
    await expect(followed.record.settle()).rejects.toMatchObject({ code: 'FOLD_FAILED' });
    await as(followed, bob).act(saveDraft, { id: followed.record.newId(), text: 'four' });
    await expect(followed.record.settle()).rejects.toMatchObject({ code: 'FOLD_FAILED' });
    expect(await read(bob)).toEqual([{ owner2: bob.party, drafts: 2 }]);
    await followed.end();
  });
});
