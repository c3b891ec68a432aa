// SPDX-License-Identifier: Apache-2.0
// What a program that supervises a database meets in life: kill -9, two starts at once, leftovers of earlier runs.
import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '../src/storage/embedded-postgres.ts';
import { removeSocketDirectory } from '../src/storage/embedded-postgres-place.ts';
import { connectTo } from '../src/storage/embedded-postgres-server.ts';
import { commandLineOf, isNumberTaken, processesIn, waitFor } from '../src/storage/process-life.ts';
import type { TestConnection } from './test-database.ts';

const folder = mkdtempSync(join(tmpdir(), 'embedded-'));
chmodSync(folder, 0o755);
// One directory for all, one test after the other: to copy a database takes longer than to start it.
const dataDirectory = join(folder, 'postgres');
const children: ChildProcess[] = [];

beforeAll(async () => {
  const server = await startEmbeddedPostgres({ dataDirectory });
  await ask(server.connection, 'create table seen (what text)');
  await server.stop();
});
afterEach(() => Promise.all(children.splice(0).map((child) => end(child, 'SIGTERM'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function newDirectory(): string {
  const parent = mkdtempSync(join(folder, 'case-'));
  chmodSync(parent, 0o755);
  return join(parent, 'postgres');
}

type Answer = { readonly connection: TestConnection; readonly code?: undefined } | { readonly code: string };

interface Supervisor {
  readonly child: ChildProcess;
  readonly answer: Answer;
}

async function supervise(data = dataDirectory, path = process.env.PATH): Promise<Supervisor> {
  const program = join(import.meta.dirname, 'supervise-postgres.ts');
  const env = { ...process.env, PATH: path };
  const child = spawn(process.execPath, [program, data], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout }))
    return { child, answer: JSON.parse(line) as Answer };
  throw new Error('the supervisor said nothing');
}

function connectionOf({ answer }: Supervisor): TestConnection {
  if (answer.code !== undefined) throw new Error(`the supervisor ended with ${answer.code}`);
  return answer.connection;
}

async function ask(connection: TestConnection, text: string): Promise<unknown[]> {
  const client = new pg.Client({ ...connection, ssl: false });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await ended;
}

function serverNumber(): number {
  return Number.parseInt(readFileSync(join(dataDirectory, 'postmaster.pid'), 'utf8'), 10);
}

/** A PATH with all but `setpriv`: the server then outlives its program, as it does on every system but Linux. */
function pathWithoutSetpriv(): string {
  const bin = mkdtempSync(join(folder, 'bin-'));
  for (const name of ['id', 'ps', 'unshare'])
    if (existsSync(`/usr/bin/${name}`)) symlinkSync(`/usr/bin/${name}`, join(bin, name));
  return bin;
}

describe('startEmbeddedPostgres()', () => {
  test('keeps what was written from one start to the next, and stop() leaves nothing running', async () => {
    const first = await startEmbeddedPostgres({ dataDirectory });
    await ask(first.connection, "insert into seen values ('commit 1')");
    const pid = serverNumber();
    await first.stop();
    expect(isNumberTaken(pid)).toBe(false);
    expect(existsSync(first.connection.host)).toBe(false);
    const second = await startEmbeddedPostgres({ dataDirectory });
    expect(await ask(second.connection, 'select what from seen')).toContain('commit 1');
    await second.stop();
    await second.stop();
  });

  test('listens on no port and gives a user who is no superuser', async () => {
    const { connection, stop } = await startEmbeddedPostgres({ dataDirectory });
    expect(await ask(connection, 'show listen_addresses')).toEqual(['']);
    expect(await ask(connection, 'select usesuper from pg_user where usename = current_user')).toEqual([false]);
    expect(await ask(connection, 'select datcollate from pg_database where datname = current_database()')).toEqual([
      'C.UTF-8',
    ]);
    for (const name of ['pg_trgm', 'btree_gin', 'pgcrypto', 'unaccent'])
      await ask(connection, `create extension ${name}`);
    await stop();
  });

  test('refuses a directory that a living program uses, in this process and in another', async () => {
    const holder = await startEmbeddedPostgres({ dataDirectory });
    await expect(startEmbeddedPostgres({ dataDirectory })).rejects.toMatchObject({ code: 'ALREADY_RUNNING' });
    expect((await supervise()).answer).toEqual({ code: 'ALREADY_RUNNING' });
    expect(await ask(holder.connection, 'select 1')).toEqual([1]);
    await holder.stop();
    const next = await supervise();
    expect(await ask(connectionOf(next), 'select 1')).toEqual([1]);
  });

  test('lets one of several simultaneous starts win, on a directory that does not exist yet', async () => {
    const data = newDirectory();
    const all = await Promise.all([1, 2, 3].map(() => supervise(data)));
    const codes = all.map(({ answer }) => answer.code);
    expect(codes.toSorted()).toEqual(['ALREADY_RUNNING', 'ALREADY_RUNNING', undefined]);
    const winner = all.find(({ answer }) => answer.code === undefined);
    expect(winner && (await ask(connectionOf(winner), 'select 1'))).toEqual([1]);
  });

  test('starts again at once after kill -9 of the program, without losing what was committed', async () => {
    const first = await supervise();
    await ask(connectionOf(first), "insert into seen values ('commit 2')");
    await end(first.child, 'SIGKILL');
    const second = await supervise();
    expect(await ask(connectionOf(second), 'select what from seen')).toContain('commit 2');
    expect(existsSync(connectionOf(first).host)).toBe(false);
  });

  test.runIf(process.platform === 'linux')('leaves no server behind after kill -9 of the program', async () => {
    const supervisor = await supervise();
    const pid = serverNumber();
    await end(supervisor.child, 'SIGKILL');
    expect(await waitFor(() => (commandLineOf(pid) ?? '') === '', 10_000)).toBe(true);
    // The next start would; here there is none.
    removeSocketDirectory(connectionOf(supervisor).host);
  });

  test('replaces a server that outlived its program', async () => {
    const first = await supervise(dataDirectory, pathWithoutSetpriv());
    await ask(connectionOf(first), "insert into seen values ('commit 3')");
    const orphan = serverNumber();
    await end(first.child, 'SIGKILL');
    expect(commandLineOf(orphan)).toContain(dataDirectory);
    const second = await supervise();
    expect(await ask(connectionOf(second), 'select what from seen')).toContain('commit 3');
    expect(serverNumber()).not.toBe(orphan);
    expect(existsSync(connectionOf(first).host)).toBe(false);
  });

  test('starts again after kill -9 of program and server, however late they are reaped and whatever their children do', async () => {
    const first = await supervise(dataDirectory, pathWithoutSetpriv());
    await ask(connectionOf(first), "insert into seen values ('commit 4')");
    // A child at work does not notice that its server is gone, and goes on working in the memory that they shared.
    const working = ask(connectionOf(first), 'select count(*) from generate_series(1, 1000000000)').catch(() => {});
    await waitFor(
      () => processesIn(dataDirectory).some((pid) => commandLineOf(pid)?.includes('SELECT') === true),
      5_000,
    );
    process.kill(serverNumber(), 'SIGKILL');
    await end(first.child, 'SIGKILL');
    const second = await supervise();
    expect(await ask(connectionOf(second), 'select what from seen')).toContain('commit 4');
    await working;
  });

  test('is not held up by a leftover whose number went to another process, and leaves that alone', async () => {
    writeFileSync(join(dataDirectory, 'postmaster.pid'), `${process.pid}\n${dataDirectory}\n1\n5432\n/tmp/x\n\n\n`);
    const { connection, stop } = await startEmbeddedPostgres({ dataDirectory });
    expect(await ask(connection, 'select 1')).toEqual([1]);
    await stop();
  });

  test('starts over where the first start was cut off', async () => {
    const data = newDirectory();
    mkdirSync(join(`${data}.part`, 'base'), { recursive: true });
    const first = await startEmbeddedPostgres({ dataDirectory: data });
    const client = await connectTo(first.connection.host, 'postgres');
    await client.query('drop database touchstone');
    await client.end();
    await first.stop();
    const second = await startEmbeddedPostgres({ dataDirectory: data });
    expect(await ask(second.connection, 'select current_database()::text')).toEqual(['touchstone']);
    await second.stop();
    expect(readdirSync(dirname(data)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('refuses data of another major version and says so, and lets the next try in', async () => {
    writeFileSync(join(dataDirectory, 'PG_VERSION'), '15\n');
    await expect(startEmbeddedPostgres({ dataDirectory })).rejects.toMatchObject({ code: 'DATA_OF_OTHER_VERSION' });
    writeFileSync(join(dataDirectory, 'PG_VERSION'), '18\n');
    await (await startEmbeddedPostgres({ dataDirectory })).stop();
  });

  test('gives the words of the server when it cannot start, and cleans up', async () => {
    const started = startEmbeddedPostgres({ dataDirectory, settings: ['no_such_setting=1'] });
    await expect(started).rejects.toMatchObject({
      code: 'CANNOT_START',
      data: { output: expect.stringContaining('no_such_setting') },
    });
    expect(existsSync(readFileSync(`${dataDirectory}.socket`, 'utf8').trim())).toBe(false);
  });

  test('tells when the server ends by itself', async () => {
    let told: (output: string) => void = () => {};
    const ended = new Promise<string>((resolve) => {
      told = resolve;
    });
    const { stop } = await startEmbeddedPostgres({ dataDirectory, onUnexpectedEnd: told });
    process.kill(serverNumber(), 'SIGINT');
    expect(await ended).toContain('shut down');
    await stop();
  });
});
