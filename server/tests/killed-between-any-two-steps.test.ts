// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Step } from '../src/record-keeping/keeping.ts';
import { withKeeper } from '../src/storage/with-tenant.ts';
import { expectRebuildEquals } from './expect-rebuild-equals.ts';
import { as, openTestWorld, type TestWorld } from './record-fixture.ts';
import { ann } from './sample-cases.ts';
import { drafts, permitRegister, saveDraft } from './sample-register.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld({ registers: [permitRegister] });
});
afterAll(() => world.end());

interface Child {
  readonly process: ChildProcess;
  readonly lines: string[];
  /** Resolves when a line is printed for which this holds. */
  until(holds: (lines: readonly string[]) => boolean): Promise<void>;
  kill(): Promise<void>;
}

function startChild(mode: 'hang' | 'work', step = ''): Child {
  const file = fileURLToPath(new URL('./recording-child.ts', import.meta.url));
  const child = spawn(process.execPath, [file, JSON.stringify(world.connection), mode, step], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
    for (const wake of waiting) wake();
  });
  return {
    process: child,
    lines,
    until: (holds) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!holds(lines)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        child.once('close', (code) => reject(new Error(`the child ended with ${code}`)));
        look();
      }),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** What must hold whatever died when. */
async function expectWhole(acknowledged: readonly string[]): Promise<void> {
  await world.record.settle();
  const { queue, positions, sources } = await withKeeper(world.database, async (transaction) => {
    const list = async (text: string) =>
      (await sql<{ n: number }>`${sql.raw(text)}`.execute(transaction)).rows.map((row) => row.n);
    return {
      queue: await list('select entry as n from touchstone.queue'),
      positions: await list('select position as n from touchstone.position order by 1'),
      sources: await list('select entry as n from touchstone.case_event except select entry from touchstone.position'),
    };
  });
  expect(queue, 'nothing is left unnumbered').toEqual([]);
  expect(positions, 'no gap').toEqual(positions.map((_, index) => index + 1));
  expect(sources, 'no source without position').toEqual([]);
  const texts = new Set((await as(world, ann).reads.rows(drafts).select(['text']).execute()).map((row) => row.text));
  const lost = acknowledged.map((line) => line.split(' ')[2] ?? '').filter((text) => !texts.has(text));
  expect(lost, 'nothing acknowledged is lost').toEqual([]);
  await expectRebuildEquals(world.record);
}

const STEPS: readonly Step[] = [
  'stream-locked',
  'ruled',
  'sources-written',
  'queued',
  'folded',
  'committed',
  'sequencing',
  'sequenced',
  'following',
  'followed',
];

describe('a server killed with -9', () => {
  it.each(STEPS)('at "%s" loses nothing, leaves no gap and does not stop the others', async (step) => {
    const child = startChild('hang', step);
    await child.until((lines) => lines.includes(`at ${step}`));
    await child.kill();
    await expectWhole(child.lines.filter((line) => line.startsWith('saved ')));
    const id = world.record.newId();
    expect(await as(world, ann).act(saveDraft, { id, text: `after ${step}` })).toMatchObject({ outcome: 'recorded' });
  });

  // Six processes are started one pair after the other; on a busy machine that takes more than a minute.
  it('at any moment, while it and another work, loses nothing and leaves no gap', async () => {
    const acknowledged: string[] = [];
    for (const saves of [3, 17, 40]) {
      const children = [startChild('work'), startChild('work')];
      await Promise.all(children.map((child) => child.until((lines) => lines.length >= saves)));
      await Promise.all(children.map((child) => child.kill()));
      acknowledged.push(...children.flatMap((child) => child.lines));
      await expectWhole(acknowledged);
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(120);
  });
});
