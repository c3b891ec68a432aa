// SPDX-License-Identifier: Apache-2.0
// The programs that watch logs, over the turn of a year, on real directories. Decision record 0062.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatAddCheckpoint, formatVkey, originFolder, proveConsistency } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { folderReader } from '@touchstone/log-keeping/reader';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openServer, YEARLY, YearlyLogs } from '@touchstone/log-keeping/testing';

const ROOT = join(import.meta.dirname, '..', '..');

let folder: string;
let logs: YearlyLogs;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-years-'));
  logs = new YearlyLogs(folder);
  await logs.publish(20);
});
afterEach(async () => {
  await logs.close();
  await rm(folder, { recursive: true });
});

const named = () => `${formatVkey(logs.keyOf(2026))}=${logs.shown(2026)}`;

function start(...args: readonly string[]) {
  const child = spawn(process.execPath, ['cli/src/main.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, NO_COLOR: '1' },
  });
  const texts = { out: '', err: '' };
  child.stdout.on('data', (part) => {
    texts.out += part;
  });
  child.stderr.on('data', (part) => {
    texts.err += part;
  });
  const closed = once(child, 'close').then(([code]) => code as number);
  return { child, texts, closed };
}

describe('touchstone mirror --once', () => {
  const mirror = async () => {
    const { texts, closed } = start('mirror', '--state', join(folder, 'mirror'), '--log', named(), '--once');
    return { code: await closed, ...texts };
  };

  it('stores the log of the next year, which nobody has named', async () => {
    expect(await mirror()).toMatchObject({ code: 0, err: '' });
    await logs.turn();
    await logs.name(2026);
    const note = await logs.publish(5);
    const { code, out, err } = await mirror();
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(`${YEARLY}/2026: goes on as ${YEARLY}/2027, whose key it has signed\n`);
    const own = join(folder, 'mirror', originFolder(suite, `${YEARLY}/2027`), 'public');
    expect(await readFile(join(own, 'checkpoint'), 'utf8')).toBe(note);
  });

  it('says which successor it does not take, and 3 where the log itself signed what cannot be', async () => {
    await logs.turn();
    await logs.publish(1);
    await logs.name(2026, { signer: 2027 });
    const unsigned = await mirror();
    expect([unsigned.code, unsigned.err]).toEqual([0, expect.stringContaining('NOT_SIGNED')]);
    await logs.name(2026);
    expect(await mirror()).toMatchObject({ code: 0, err: '' });
    const first = await readFile(join(logs.shown(2026), 'successor'), 'utf8');
    const second = await logs.name(2026, { key: logs.keyOf(2028), at: '../2028' });
    const { code, err } = await mirror();
    expect([code, err]).toEqual([3, expect.stringContaining('SECOND_SUCCESSOR')]);
    const own = join(folder, 'mirror', originFolder(suite, `${YEARLY}/2026`));
    const kept = JSON.parse(await readFile(join(own, 'refused-successor.json'), 'utf8')) as Record<string, unknown>;
    expect(kept).toMatchObject({ named: first, shown: second });
    expect(await readFile(join(own, 'public', 'successor'), 'utf8')).toBe(first);
  });
});

describe('touchstone witness', () => {
  it('cosigns the next year at the address of the log, without being told its key', async () => {
    const options = ['--state', join(folder, 'witness'), '--name', 'witness.example/w1', '--interval', '1'];
    const { child, texts, closed } = start('witness', ...options, '--log', named());
    try {
      const ready = () => /Witness is ready at (\S+)\n/.exec(texts.out)?.[1];
      await expect.poll(ready, { timeout: 60_000 }).toBeDefined();
      const ask = async (year: number, note: string) => {
        const to = Number(note.split('\n')[1]);
        const proof = await proveConsistency(suite, { from: 0, to }, folderReader(logs.shown(year)));
        const body = formatAddCheckpoint({ oldSize: 0, proof, note });
        return (await fetch(`${ready()}add-checkpoint`, { method: 'POST', body })).status;
      };
      await logs.turn();
      const young = await logs.publish(4);
      expect(await ask(2026, await readFile(join(logs.shown(2026), 'checkpoint'), 'utf8'))).toBe(200);
      expect(await ask(2027, young)).toBe(404);
      await logs.name(2026);
      await expect.poll(() => ask(2027, young), { timeout: 60_000, interval: 200 }).toBe(200);
      expect(texts.err).toBe('');
    } finally {
      child.kill('SIGTERM');
      expect(await closed).toBe(0);
    }
  });
});

describe('touchstone follow', () => {
  const state = () => join(folder, 'followed');
  const options = (node: string) => ['--state', state(), '--node', node, '--log', formatVkey(logs.keyOf(2026))];
  /** A node that gives no statement away, or answers what no node does. */
  const nodeThat = async (answers: () => { readonly status: number; readonly body: string } | undefined) => {
    const server = createServer((incoming, outgoing) => {
      const [from, count] = ['from', 'count'].map((name) =>
        Number(new URL(incoming.url ?? '', 'http://node').searchParams.get(name)),
      ) as [number, number];
      const answer = answers();
      if (answer === undefined) return incoming.socket.destroy();
      const body = answer.body || JSON.stringify({ from, to: from + count, items: [] });
      outgoing.writeHead(answer.status, { 'content-type': 'application/json' }).end(body);
    });
    return openServer(server);
  };

  it('goes over to the log of the next year by itself, with the key that the ended log signed', async () => {
    const node = await nodeThat(() => ({ status: 200, body: '' }));
    try {
      const look = async () => {
        const { texts, closed } = start('follow', logs.shown(2026), ...options(node.url), '--once');
        return { code: await closed, ...texts };
      };
      expect(await look()).toMatchObject({ code: 2, err: '' });
      await logs.turn();
      await logs.publish(5);
      await logs.name(2026, { signer: 2027 });
      expect(await look()).toMatchObject({ code: 2, err: expect.stringContaining('NOT_SIGNED') });
      await logs.name(2026);
      const { out, err } = await look();
      expect(err).toBe('');
      expect(out).toContain(`${YEARLY}/2026: goes on as ${YEARLY}/2027, whose key it has signed\n`);
      expect(out).toMatch(new RegExp(`${YEARLY}/2027: \\d+ entries, map right; statements: 5 withheld`));
      // A new process goes on with both, whatever the network says of the successor now.
      await rm(join(logs.shown(2026), 'successor'));
      expect((await look()).out).toContain(`${YEARLY}/2027: `);
    } finally {
      await node.close();
    }
  });

  it('goes on through bad answers, a dead network and a restart', async () => {
    let answer: { readonly status: number; readonly body: string } | undefined = { status: 200, body: '<html>' };
    const node = await nodeThat(() => answer);
    const args = ['follow', logs.shown(2026), ...options(node.url), '--interval', '1'];
    const first = start(...args);
    try {
      await expect.poll(() => first.texts.err, { timeout: 60_000 }).toContain('no JSON');
      answer = { status: 200, body: '{"to":"x","items":[null]}' };
      await expect.poll(() => first.texts.err, { timeout: 60_000 }).toContain('"to" and "items"');
      answer = { status: 503, body: 'busy' };
      await expect.poll(() => first.texts.err, { timeout: 60_000 }).toContain('answers 503');
      answer = undefined;
      await expect.poll(() => first.texts.err, { timeout: 60_000 }).toContain('does not answer');
      expect(first.texts.out).not.toContain('withheld');
      first.child.kill('SIGKILL');
      await first.closed;
      answer = { status: 200, body: '' };
      const second = start(...args);
      await expect.poll(() => second.texts.out, { timeout: 60_000 }).toContain('statements: 20 withheld');
      second.child.kill('SIGTERM');
      expect(await second.closed).toBe(2);
    } finally {
      first.child.kill('SIGKILL');
      await node.close();
    }
  });
});
