// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
// @ts-expect-error: plain JavaScript, since it runs before anything is installed.
import { areProgramsReady, joinPrograms, look, programFile, recordFile } from './ensure/programs.mjs';

const ROOT = join(import.meta.dirname, '..');

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'programs-'));
  for (const file of ['cli/src/main.ts', 'libraries/a.ts']) put(file, '// source');
  for (const name of ['cli', 'server']) put(`.touchstone/programs/f/${name}.mjs`, '// joined');
  record({});
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function record(changes: Readonly<Record<string, unknown>>): void {
  const sources = Object.fromEntries(
    ['cli/src/main.ts', 'libraries/a.ts', 'gone'].map((file) => [file, look(join(root, file))]),
  );
  writeFileSync(recordFile(root), JSON.stringify({ root, folder: 'f', sources, ...changes }));
}

describe('programFile()', () => {
  const source = () => join(root, 'cli/src/main.ts');

  it('names the joined file while it is of the sources as they are', () => {
    expect(programFile('cli', root)).toBe(join(root, '.touchstone/programs/f/cli.mjs'));
  });

  it.each<[string, (path: string) => void]>([
    ['was written over', () => put('libraries/a.ts', '// SOURCE')],
    [
      'took the place of the other',
      (path) => {
        put('other.ts', '// SOURCE');
        renameSync(join(root, 'other.ts'), path);
      },
    ],
  ])('names the source where one of the same size and time of modification %s', async (_, change) => {
    const path = join(root, 'libraries/a.ts');
    utimesSync(path, 1_700_000_000, 1_700_000_000);
    record({});
    expect(programFile('cli', root)).not.toBe(source());
    // The system's own time goes in ticks of some milliseconds.
    await new Promise((resolve) => setTimeout(resolve, 50));
    change(path);
    utimesSync(path, 1_700_000_000, 1_700_000_000);
    expect(statSync(path)).toMatchObject({ size: '// source'.length, mtimeMs: 1_700_000_000_000 });
    expect(programFile('cli', root)).toBe(source());
  });

  it.each<[string, () => void]>([
    ['a source was written since, by its size', () => put('libraries/a.ts', '// another source')],
    ['a source was written since, by its time', () => utimesSync(join(root, 'libraries/a.ts'), 1, 1)],
    ['a source was taken away', () => rmSync(join(root, 'libraries/a.ts'))],
    ['a source came that was not there', () => put('gone', '')],
    ['a joined file was taken away', () => rmSync(join(root, '.touchstone/programs/f/server.mjs'))],
    ['the checkout was moved', () => record({ root: '/elsewhere' })],
    ['the record was cut short', () => writeFileSync(recordFile(root), '{"root":')],
    ['nothing was ever joined', () => rmSync(join(root, '.touchstone'), { recursive: true })],
  ])('names the source where %s', (_, change) => {
    change();
    expect(programFile('cli', root)).toBe(source());
  });
});

describe('joinPrograms()', () => {
  it('makes programs that say what their sources say', () => {
    joinPrograms(process.execPath);
    expect(areProgramsReady()).toBe(true);
    const run = (...command: string[]) =>
      spawnSync(process.execPath, [...command, 'check', 'examples/tuna', '--markets', 'CN-GD,HK', '--out', '-'], {
        cwd: ROOT,
        encoding: 'utf8',
      });
    const [joined, source] = [run('scripts/run.mjs', 'cli'), run('cli/src/main.ts')];
    expect(joined.stdout).toContain('CN-GD');
    expect({ ...joined, pid: 0 }).toEqual({ ...source, pid: 0 });
  });
});

describe('run.mjs', () => {
  it('refuses a program that there is not', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', 'other'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toContain('other');
  });
});
