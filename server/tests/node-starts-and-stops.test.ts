// SPDX-License-Identifier: Apache-2.0
// main.ts as `npm start` runs it: a process of its own, on the packaged PostgreSQL.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatVkey } from '@touchstone/transparency-log';
import { nodeNoteKey } from '@touchstone/transparency-log/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const MAIN = join(import.meta.dirname, '..', 'src', 'main.ts');

interface Program {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly errors: () => string;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

function run(environment: Readonly<Record<string, string>>, ...options: readonly string[]): Program {
  const { DATABASE_URL: _, PORT: __, ...inherited } = process.env;
  const child = spawn(process.execPath, [MAIN, ...options], {
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout?.on('data', (chunk) => {
    output += String(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    errors += String(chunk);
  });
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string);
  return { child, output: () => output, errors: () => errors, ended };
}

/** Waits for the one line with the URL. */
async function ready(program: Program): Promise<string> {
  const { child, output, errors, ended } = program;
  const line = new Promise<string>((resolve) => {
    child.stdout?.on('data', () => {
      const url = /^Touchstone is ready at (\S+)\n/.exec(output())?.[1];
      if (url !== undefined) resolve(url);
    });
  });
  const dead = ended.then((code) => {
    throw new Error(`it ended with ${code} before it was ready: ${errors()}`);
  });
  return Promise.race([line, dead]);
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-start-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const get = async (url: string, path: string) =>
  (await (await fetch(new URL(path, url))).json()) as { items: object[] };

// Five starts of a whole program, on a machine that may have other work.
describe('the program', () => {
  it('starts with one line, stops when told to, and starts again with what it had, even after a kill', async () => {
    const environment = { TOUCHSTONE_DATA: join(folder, 'data'), PORT: '0' };
    const first = run(environment);
    const url = await ready(first);
    expect(await get(url, '/health')).toEqual({ status: 'ok' });
    const accredited = await get(url, '/api/accreditations?limit=200');
    expect(accredited.items.length).toBeGreaterThan(10);
    const accounts = await readFile(join(folder, 'data', 'demonstration-accounts.json'), 'utf8');
    expect((await stat(join(folder, 'data', 'demonstration-accounts.json'))).mode & 0o077).toBe(0);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect([first.output().split('\n').length, first.errors()]).toEqual([2, '']);

    const second = run(environment);
    expect(await get(await ready(second), '/api/accreditations?limit=200')).toEqual(accredited);
    second.child.kill('SIGKILL');
    await second.ended;

    const third = run(environment);
    const again = await ready(third);
    expect(await get(again, '/api/accreditations?limit=200')).toEqual(accredited);
    expect(await readFile(join(folder, 'data', 'demonstration-accounts.json'), 'utf8')).toBe(accounts);

    const [clerk] = JSON.parse(accounts) as { login: string; password: string }[];
    const signIn = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: clerk?.login, password: clerk?.password }),
    };
    expect((await fetch(new URL('/api/sessions', again), signIn)).status).toBe(201);
    third.child.kill('SIGINT');
    expect(await third.ended).toBe(0);
  });

  it('takes a free port where the usual one is taken, and refuses where a taken one was named', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    const address = blocker.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const refused = run({ TOUCHSTONE_DATA: join(folder, 'data'), PORT: String(port) });
    expect(await refused.ended).toBe(1);
    expect(refused.errors()).toMatch(new RegExp(`^touchstone: PORT: 127.0.0.1:${port} is taken`));
    expect(refused.output()).toBe('');
    blocker.close();
  });
});

// As many starts as above: on a busy machine one may take most of a minute.
describe('an operator is told what to do', () => {
  it.each([
    ['about a port that is none', { PORT: 'http' }, /^touchstone: PORT: "http" is no port/],
    [
      'about a database that does not answer',
      { DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/d' },
      /^touchstone: DATABASE_URL: nothing answers at 127\.0\.0\.1:1/,
    ],
    [
      'about a database that is none',
      { DATABASE_URL: 'sqlite://secret' },
      /^touchstone: DATABASE_URL: it must be like postgres:/,
    ],
    [
      'about a folder that cannot be written to',
      { TOUCHSTONE_DATA: '/proc/self/nothing' },
      /^touchstone: TOUCHSTONE_DATA: \/proc\/self\/nothing cannot be written to/,
    ],
  ])('%s', async (_, environment, message) => {
    const program = run({ TOUCHSTONE_DATA: join(folder, 'none'), ...environment } as unknown as Record<string, string>);
    expect(await program.ended).toBe(1);
    expect(program.errors()).toMatch(message);
    expect(program.errors()).not.toContain('secret');
    expect(program.errors().trim().split('\n')).toHaveLength(1);
    expect(program.output()).toBe('');
  });

  it.each([
    ['--help', 0],
    ['-h', 0],
    ['--version', 2],
    ['serve', 2],
  ])('about %s, without a start', async (option, code) => {
    const data = join(folder, 'asked');
    const program = run({ TOUCHSTONE_DATA: data, PORT: '0' }, option);
    expect(await program.ended).toBe(code);
    expect(code === 0 ? program.output() : program.errors()).toMatch(/^Usage: npm start$/m);
    expect(code === 0 ? program.errors() : program.output()).toBe('');
    await expect(stat(data)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('about a file where a folder should be', async () => {
    await writeFile(join(folder, 'file'), '');
    const program = run({ TOUCHSTONE_DATA: join(folder, 'file') });
    expect(await program.ended).toBe(1);
    expect(program.errors()).toMatch(/^touchstone: TOUCHSTONE_DATA: \S+ cannot be written to \((EEXIST|ENOTDIR)\)/);
  });

  it.each([
    ['the node itself', 'node.test.example', /node\.test\.example is this very node/],
    ["the node's own log", 'node.test.example/log/2031', /node\.test\.example\/log\/2031 is this node's own log/],
  ])('about a followed log that is called as %s', async (_, name, message) => {
    const key = nodeNoteKey({ name, type: 'ed25519', seed: new Uint8Array(32).fill(7) }).signer.key;
    const program = run({
      TOUCHSTONE_DATA: join(folder, 'own'),
      ...{ PORT: '0', TOUCHSTONE_NODE: 'node.test.example' },
      TOUCHSTONE_FOLLOW: `${formatVkey(key)}=https://log.test.example/log`,
    });
    expect(await program.ended).toBe(1);
    expect(program.errors()).toMatch(/^touchstone: TOUCHSTONE_FOLLOW: /);
    expect(program.errors()).toMatch(message);
    expect(program.output()).toBe('');
  });

  it('about a second program on the same data', async () => {
    const environment = { TOUCHSTONE_DATA: join(folder, 'data'), PORT: '0' };
    const first = run(environment);
    await ready(first);
    const second = run(environment);
    expect(await second.ended).toBe(1);
    expect(second.errors()).toMatch(/^touchstone: .*(another|already)/i);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
  });
});
