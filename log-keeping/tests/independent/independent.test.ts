// SPDX-License-Identifier: Apache-2.0
// A directory that the appender wrote, judged by programs that share no code with it: one in Python of the standard
// library alone, and one in Go over golang.org/x/mod/sumdb, where GO_CHECKER names it (README.md beside this file).
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileStore } from '@touchstone/log-keeping/storage';
import { formatVkey } from '@touchstone/transparency-log';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entry, openTestLog, signer } from '../../src/appender/testing/log-for-tests.ts';

const PYTHON = join(import.meta.dirname, 'check_directory.py');
const GO = process.env.GO_CHECKER;
const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython) process.stderr.write('independent.test: python3 is not installed; its checker was not run\n');
if (GO === undefined) {
  process.stderr.write('independent.test: GO_CHECKER names no program; the checker over x/mod/sumdb was not run\n');
}

const PROGRAMS: readonly (readonly [string, readonly string[]])[] = [
  ...(hasPython ? ([['check_directory.py', ['python3', PYTHON]]] as const) : []),
  ...(GO === undefined ? [] : ([['golang.org/x/mod/sumdb', [GO]]] as const)),
];

let state: string;
let folder: string;
let older: string;
beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), 'touchstone-independent-'));
  folder = join(state, 'public');
  older = join(state, 'older');
  const log = await openTestLog({ store: await openFileStore(state) });
  // Full tiles and parts of them, on two levels.
  let next = 0;
  for (const size of [1, 255, 256, 257, 700, 1_000]) {
    while (next < size) {
      log.append(entry(next, 4 + (next % 200)));
      next += 1;
    }
    await log.flush();
    if (size === 700) cpSync(join(folder, 'checkpoint'), older);
  }
  await log.close();
});
afterAll(() => rmSync(state, { recursive: true, force: true }));

function run(program: readonly string[], directory = folder, checkpoint = older): string {
  const [command = '', ...args] = program;
  const { stdout, stderr } = spawnSync(command, [...args, directory, formatVkey(signer.key), checkpoint], {
    encoding: 'utf8',
  });
  return stdout + stderr;
}

/** The directory with one bit of a file turned. */
function flipped(path: string, at: number): string {
  const copy = mkdtempSync(join(tmpdir(), 'touchstone-flipped-'));
  cpSync(folder, copy, { recursive: true });
  const bytes = readFileSync(join(copy, path));
  const index = at < 0 ? bytes.length + at : at;
  bytes[index] = (bytes[index] as number) ^ 1;
  writeFileSync(join(copy, path), bytes);
  return copy;
}

describe.skipIf(PROGRAMS.length === 0).each(PROGRAMS)('%s', (_, program) => {
  it('accepts the directory, and an older checkpoint of it', () => {
    expect(run(program)).toMatch(/^accept: .*1000 entries/);
  });

  it.each([
    ['an entry', 'tile/entries/001', 700],
    ['the last entry', 'tile/entries/003.p/232', -1],
    ['a hash of a leaf', 'tile/0/002', 40],
    ['a hash of a tile', 'tile/1/000.p/3', 0],
    ['the checkpoint’s size', 'checkpoint', signer.key.name.length + 2],
    ['the log’s signature', 'checkpoint', -10],
  ])('rejects one bit of %s turned', (__, path, at) => {
    const copy = flipped(path, at);
    expect(run(program, copy)).toMatch(/^reject: /);
    rmSync(copy, { recursive: true });
  });

  it('accepts a log whose hashes fill a tile of the third level', async () => {
    const large = mkdtempSync(join(tmpdir(), 'touchstone-large-'));
    const log = await openTestLog({ store: await openFileStore(large) });
    for (let index = 0; index < 66_000; index += 1) log.append(entry(index, 4));
    await log.flush();
    await log.close();
    const published = join(large, 'public');
    expect(run(program, published, join(published, 'checkpoint'))).toMatch(/^accept: .*66000 entries/);
    rmSync(large, { recursive: true });
  });

  it('rejects a checkpoint that another history has signed', async () => {
    const other = mkdtempSync(join(tmpdir(), 'touchstone-other-'));
    const log = await openTestLog({ store: await openFileStore(other) });
    for (let index = 0; index < 700; index += 1) log.append(entry(index + 1));
    await log.flush();
    await log.close();
    expect(run(program, folder, join(other, 'public', 'checkpoint'))).toMatch(/^reject: /);
    rmSync(other, { recursive: true });
  });
});
