// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RowQuery } from '../src/record-keeping/reads.ts';
import { as, openTestWorld, type TestWorld } from './record-fixture.ts';
import { ann } from './sample-cases.ts';
import { codeList, codeRegister, codes, load } from './sample-data-sets.ts';

const letters = [...'茶柑a陳Zbé0', 'aa', 'A'];
let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld({ registers: [codeRegister] });
  for (const list of ['one', 'two']) {
    const dataSet = codeList(list, '1', letters);
    await as(world, ann, 'codes').act(load, { stream: list, dataSet, visibility: 'public' });
  }
});
afterAll(() => world.end());

type Query = RowQuery<typeof codes.columns>;

async function readAll(direction: 'ascending' | 'descending', limit: number, narrow = (query: Query) => query) {
  const { reads } = as(world, ann, 'codes');
  const items: string[] = [];
  let after: string | undefined;
  do {
    const order = { by: ['code', 'list'] as const, direction, limit, ...(after === undefined ? {} : { after }) };
    const page = await reads.page(narrow(reads.rows(codes)), order);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items.map((row) => `${row.code} ${row.list}`));
    after = page.next;
  } while (after !== undefined);
  return items;
}

// UTF-8 bytes sort as code points do.
const byCodePoint = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

describe('a list', () => {
  it.each([1, 3, 7, 20, 100])('in pages of %i holds every row once, in order', async (limit) => {
    const all = letters.flatMap((code) => [`${code} one`, `${code} two`]);
    const sorted = all.sort((a, b) => byCodePoint(a.split(' ')[0] ?? '', b.split(' ')[0] ?? '') || byCodePoint(a, b));
    expect(await readAll('ascending', limit)).toEqual(sorted);
    expect(await readAll('descending', limit)).toEqual([...sorted].reverse());
  });

  it('keeps its filter from page to page', async () => {
    const items = await readAll('ascending', 2, (query) => query.where('list', '=', 'two'));
    expect(items).toHaveLength(letters.length);
    expect(items.every((item) => item.endsWith('two'))).toBe(true);
  });

  it('refuses a cursor of another list, of other filters, of another order, and a made-up one', async () => {
    const { reads } = as(world, ann, 'codes');
    const order = { by: ['code', 'list'] as const, limit: 2 };
    const { next = '' } = await reads.page(reads.rows(codes), order);
    const wrong = [
      () => reads.page(reads.rows(codes).where('list', '=', 'two'), { ...order, after: next }),
      () => reads.page(reads.rows(codes, { knownAt: { position: 1 } }), { ...order, after: next }),
      () => reads.page(reads.rows(codes), { by: ['list', 'code'], limit: 2, after: next }),
      () => reads.page(reads.rows(codes), { ...order, direction: 'descending', after: next }),
      () => reads.page(reads.rows(codes), { ...order, after: `${next.slice(0, -2)}AA` }),
      () => reads.page(reads.rows(codes), { ...order, after: 'x'.repeat(10_000) }),
      () => reads.page(reads.rows(codes), { ...order, after: '' }),
    ];
    for (const ask of wrong) await expect(ask()).rejects.toMatchObject({ code: 'BAD_CURSOR' });
    expect((await reads.page(reads.rows(codes), { ...order, limit: 5, after: next })).items).toHaveLength(5);
  });
});

describe('a data set', () => {
  it('loaded again with the same bytes is the one on record, and with others under its edition a conflict', async () => {
    const again = await as(world, ann, 'codes').act(load, {
      stream: 'one',
      dataSet: codeList('one', '1', letters),
      visibility: 'public',
    });
    expect(again).toMatchObject({ outcome: 'recorded', entries: [{ alreadyRecorded: true }] });
    const other = { stream: 'one', dataSet: codeList('one', '1', ['other']), visibility: 'public' as const };
    await expect(as(world, ann, 'codes').act(load, other)).rejects.toMatchObject({ code: 'IDENTITY_CONFLICT' });
  });

  it('of a new edition replaces the rows, and the old ones stay known at the old cut', async () => {
    const before = await world.record.settle();
    const dataSet = codeList('one', '2', ['茶', 'new']);
    await as(world, ann, 'codes').act(load, { stream: 'one', dataSet, visibility: 'public' });
    const { reads } = as(world, ann, 'codes');
    const codesOf = async (asOf?: { knownAt: { position: number } }) =>
      (await reads.rows(codes, asOf).select(['code']).where('list', '=', 'one').orderBy('code').execute()).map(
        (row) => row.code,
      );
    expect(await codesOf()).toEqual(['new', '茶']);
    expect(await codesOf({ knownAt: before })).toHaveLength(letters.length);
    expect(await world.record.compareRebuild('codes')).toEqual([]);
  });
});
