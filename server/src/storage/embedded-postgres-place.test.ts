// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findBinaries, linkLibraries } from './embedded-postgres-binaries.ts';
import { asNobody, asSelf, asUserInNamespace, canRun } from './embedded-postgres-identity.ts';
import { findPlace, makeSocketDirectory, removeSocketDirectory } from './embedded-postgres-place.ts';
import { connectTo, initialise, launch } from './embedded-postgres-server.ts';

const caller = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
const isRoot = caller.uid === 0;
const hasNamespaces = isRoot && canRun(asUserInNamespace(caller), join(findBinaries(), 'bin', 'postgres'));

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'place-'));
  chmodSync(folder, 0o755);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function folderWithMode(name: string, mode: number): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  chmodSync(path, mode);
  return path;
}

/** The packaged binaries, as they lie in a checkout that may be closed: other names of the same files where that can be. */
function homeIn(checkout: string): string {
  const packaged = join(findBinaries(), '..');
  const copy = join(checkout, 'package');
  if (spawnSync('cp', ['-al', packaged, copy]).status !== 0) {
    cpSync(packaged, copy, { recursive: true, verbatimSymlinks: true });
  }
  return join(copy, 'native');
}

/** Initialises, starts, asks one thing and stops. */
async function tryOut(place: ReturnType<typeof findPlace>): Promise<unknown> {
  await initialise(place, ['fsync=off']);
  const socketDirectory = makeSocketDirectory(place.identity, join(folder, 'socket'));
  const { child } = await launch(place, socketDirectory, ['fsync=off']);
  const client = await connectTo(socketDirectory, 'postgres');
  const { rows } = await client.query<{ answer: number }>('select 42 as answer');
  await client.end();
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  await ended;
  removeSocketDirectory(socketDirectory);
  return rows[0]?.answer;
}

test('findPlace() lets an ordinary user run the server as itself, where it was asked for', () => {
  const dataDirectory = join(folder, 'closed', 'postgres');
  const ordinary = asNobody().owner;
  const place = findPlace({ home: '/nowhere', dataDirectory, caller: ordinary });
  expect(place).toEqual({ identity: asSelf(ordinary), home: '/nowhere', dataDirectory });
});

test('findPlace() gives a user without a name one that initdb accepts, or says what to do', () => {
  const wish = { home: '/nowhere', dataDirectory: join(folder, 'postgres'), caller: { uid: 3_999_999_999, gid: 1 } };
  if (hasNamespaces) expect(findPlace(wish).identity).toEqual(asUserInNamespace(wish.caller));
  vi.stubEnv('PATH', folderWithMode('empty', 0o755));
  expect(() => findPlace(wish)).toThrow(expect.objectContaining({ code: 'NO_PLACE' }));
});

describe.runIf(isRoot)('findPlace() for root', () => {
  test('takes nobody where nobody can enter', async () => {
    const home = homeIn(folderWithMode('open', 0o755));
    const place = findPlace({ home, dataDirectory: join(folder, 'open', 'data', 'postgres') });
    expect(place.identity.kind).toBe('nobody');
    expect(await tryOut(place)).toBe(42);
    expect(statSync(place.dataDirectory).uid).toBe(asNobody().owner.uid);
  });

  test.runIf(hasNamespaces)('takes a user namespace in a closed checkout, and leaves everything there', async () => {
    const closed = folderWithMode('closed', 0o700);
    const place = findPlace({ home: homeIn(closed), dataDirectory: join(closed, 'postgres'), shelters: [] });
    expect(place.identity.kind).toBe('user-namespace');
    expect(await tryOut(place)).toBe(42);
    expect(statSync(place.dataDirectory).uid).toBe(0);
  });

  test.runIf(hasNamespaces)('hands the data over when a checkout is closed later', async () => {
    const checkout = folderWithMode('checkout', 0o755);
    const wish = { home: homeIn(checkout), dataDirectory: join(checkout, 'postgres'), shelters: [] };
    expect(await tryOut(findPlace(wish))).toBe(42);
    chmodSync(checkout, 0o700);
    const place = findPlace(wish);
    expect(place.identity.kind).toBe('user-namespace');
    expect(await tryOut(place)).toBe(42);
  });

  test('moves programs and data to a shelter where there are no user namespaces, and finds them there again', async () => {
    const checkout = folderWithMode('checkout', 0o755);
    const wish = {
      home: homeIn(checkout),
      dataDirectory: join(checkout, 'postgres'),
      shelters: [folderWithMode('shelter', 0o755)],
    };
    const before = findPlace(wish);
    await initialise(before, ['fsync=off']);
    writeFileSync(join(before.dataDirectory, 'mark'), 'carried along');
    chmodSync(checkout, 0o700);
    vi.stubEnv('PATH', folderWithMode('empty', 0o755));
    const place = findPlace(wish);
    expect(place.identity.kind).toBe('nobody');
    expect(place.dataDirectory.startsWith(join(folder, 'shelter'))).toBe(true);
    expect(await tryOut(place)).toBe(42);
    expect(readFileSync(join(place.dataDirectory, 'mark'), 'utf8')).toBe('carried along');
    expect(existsSync(wish.dataDirectory)).toBe(false);
    expect(readFileSync(`${wish.dataDirectory}.is-in`, 'utf8').trim()).toBe(place.dataDirectory);
    // Namespaces or an opened checkout later do not make it look for data where they no longer are.
    vi.unstubAllEnvs();
    chmodSync(checkout, 0o755);
    expect(findPlace(wish)).toEqual(place);
  });

  test('trusts no shelter that another user could have prepared', () => {
    const closed = folderWithMode('closed', 0o700);
    vi.stubEnv('PATH', folderWithMode('empty', 0o755));
    const shelter = folderWithMode('shelter', 0o755);
    const wish = { home: homeIn(closed), dataDirectory: join(closed, 'postgres'), shelters: [shelter] };
    const own = createHash('sha256').update(wish.dataDirectory).digest('hex').slice(0, 12);
    symlinkSync(folderWithMode('elsewhere', 0o755), join(shelter, own));
    expect(() => findPlace(wish)).toThrow(expect.objectContaining({ code: 'NO_PLACE' }));
  });

  test('says what to do when no folder will do', () => {
    const closed = folderWithMode('closed', 0o700);
    vi.stubEnv('PATH', folderWithMode('empty', 0o755));
    const wish = { home: homeIn(closed), dataDirectory: join(closed, 'postgres'), shelters: [join(closed, 'shelter')] };
    expect(() => findPlace(wish)).toThrow(expect.objectContaining({ code: 'NO_PLACE' }));
  });
});

test('makeSocketDirectory() passes over folders whose names are too long for a socket', () => {
  const long = folderWithMode('x'.repeat(90), 0o755);
  const made = makeSocketDirectory(asSelf(caller), join(folder, 'note'), [long, folder]);
  expect(made.startsWith(join(folder, 'touchstone-'))).toBe(true);
  expect(statSync(made).mode & 0o777).toBe(0o700);
  expect(() => makeSocketDirectory(asSelf(caller), join(folder, 'note'), [long])).toThrow(
    expect.objectContaining({ code: 'NO_PLACE' }),
  );
});

test('makeSocketDirectory() removes the one that a killed program left, and nothing else that the note may name', () => {
  const note = join(folder, 'note');
  const first = makeSocketDirectory(asSelf(caller), note, [folder]);
  const second = makeSocketDirectory(asSelf(caller), note, [folder]);
  expect(existsSync(first)).toBe(false);
  writeFileSync(note, `${folderWithMode('precious', 0o755)}\n`);
  makeSocketDirectory(asSelf(caller), note, [folder]);
  expect(existsSync(join(folder, 'precious'))).toBe(true);
  expect(existsSync(second)).toBe(true);
});

test.runIf(isRoot)('makeSocketDirectory() passes over folders that the server cannot enter', () => {
  const made = makeSocketDirectory(asNobody(), join(folder, 'note'), [folderWithMode('closed', 0o700), folder]);
  expect(made.startsWith(join(folder, 'touchstone-'))).toBe(true);
  expect(statSync(made).uid).toBe(asNobody().owner.uid);
});

test('linkLibraries() makes the links that the install script of the package was kept from making', () => {
  const home = homeIn(folder);
  const lib = join(home, 'lib');
  const links = readdirSync(lib, { withFileTypes: true }).filter((entry) => entry.isSymbolicLink());
  for (const { name } of links) rmSync(join(lib, name));
  const version = () => spawnSync(join(home, 'bin', 'postgres'), ['--version'], { encoding: 'utf8' });
  expect(version().status).not.toBe(0);
  linkLibraries(home);
  linkLibraries(home);
  expect(version().stdout).toMatch(/^postgres \(PostgreSQL\) 18\./);
});
