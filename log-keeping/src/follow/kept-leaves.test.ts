// SPDX-License-Identifier: Apache-2.0
import { appendFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { ScriptedLog } from '../testing/scripted-log.ts';
import { readFollowed } from './evidence-folder.ts';
import { appendLeaves, NO_LEAVES, readLeaves } from './kept-leaves.ts';

const scratch = mkdtempSync(join(tmpdir(), 'touchstone-leaves-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let path: string;
let log: ScriptedLog;
let count = 0;
beforeEach(() => {
  count += 1;
  path = join(scratch, String(count), 'leaves');
  log = new ScriptedLog('log.example/1');
});
const entriesOf = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => new TextEncoder().encode(`entry ${from + at}`));
const grown = async (to: number) => {
  log.append(...entriesOf(log.size, to));
  await log.checkpoint();
};
const append = (kept: Parameters<typeof appendLeaves>[2]['kept'], size: number) =>
  appendLeaves(suite, path, { kept, size, read: (file) => log.read(file) });
const textsIn = async (kept: Parameters<typeof readLeaves>[1]) =>
  [...(await readLeaves(path, kept))].map((entry) => new TextDecoder().decode(entry));
const texts = (to: number) => entriesOf(0, to).map((entry) => new TextDecoder().decode(entry));

describe('appendLeaves() and readLeaves()', () => {
  it('keep every entry once, through several looks and more than one bundle', async () => {
    await grown(3);
    const first = await append(NO_LEAVES, 3);
    await grown(600);
    const second = await append(first, 600);
    expect(await append(second, 600)).toEqual(second);
    expect(await textsIn(second)).toEqual(texts(600));
    expect(await textsIn(first)).toEqual(texts(3));
  });

  it('write over what a look left that was cut off, and begin anew where the file lost its end', async () => {
    await grown(3);
    const first = await append(NO_LEAVES, 3);
    appendFileSync(path, 'half an entry');
    await grown(5);
    const second = await append(first, 5);
    expect(await textsIn(second)).toEqual(texts(5));
    truncateSync(path, 7);
    expect(await append(second, 5)).toEqual(second);
    expect(await textsIn(second)).toEqual(texts(5));
  });

  it('refuse a file that has not what is described', async () => {
    await grown(3);
    const kept = await append(NO_LEAVES, 3);
    await expect(readLeaves(path, { ...kept, entries: 4 })).rejects.toMatchObject({ code: 'CORRUPT' });
    await expect(readLeaves(path, { ...kept, bytes: kept.bytes - 1 })).rejects.toMatchObject({ code: 'CORRUPT' });
    await expect(readLeaves(path, { entries: 2, bytes: kept.bytes })).rejects.toMatchObject({ code: 'CORRUPT' });
    writeFileSync(path, '');
    await expect(readLeaves(path, kept)).rejects.toMatchObject({ code: 'CORRUPT' });
  });
});

describe('readFollowed()', () => {
  const described = { format: 'touchstone/followed/v1', origin: 'log.example/1', size: 4, at: 'T', checkpoint: 'C' };

  it('reads one of before, which lists no leaves, and what was caught', () => {
    expect(readFollowed(JSON.stringify({ ...described, withheld: 1, erased: 0 }))).toEqual({
      ...described,
      ...{ withheld: 1, erased: 0, unverified: 0, refused: 0, closed: 0, leaves: NO_LEAVES },
    });
    const caught = readFollowed(
      JSON.stringify({ ...described, caught: ['SPLIT_VIEW'], leaves: { entries: 4, bytes: 9 } }),
    );
    expect(caught).toMatchObject({ caught: ['SPLIT_VIEW'], leaves: { entries: 4, bytes: 9 } });
  });

  it.each([
    '{',
    'null',
    JSON.stringify({ ...described, format: 'other' }),
    JSON.stringify({ ...described, size: -1 }),
    JSON.stringify({ ...described, size: '4' }),
    JSON.stringify({ ...described, origin: 7 }),
    JSON.stringify({ ...described, withheld: 0.5 }),
    JSON.stringify({ ...described, leaves: { entries: 'all' } }),
  ])('takes %s for none', (text) => {
    expect(readFollowed(text)).toBeUndefined();
  });
});
