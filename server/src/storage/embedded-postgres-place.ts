// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import {
  asNobody,
  asSelf,
  asUserInNamespace,
  type Caller,
  canEnter,
  canRun,
  hasName,
  type Identity,
} from './embedded-postgres-identity.ts';

/** Where the server's programs and data lie, and as whom it runs. */
export interface Place {
  readonly identity: Identity;
  /** Holds `bin`, `lib`, `share`. */
  readonly home: string;
  readonly dataDirectory: string;
}

/** Where things would lie if everybody could enter everything. */
export interface Wish {
  readonly home: string;
  readonly dataDirectory: string;
  /** Who calls; the tests play both parts. */
  readonly caller?: Caller;
  /** Where root may keep what must move out of a closed checkout, first choice first. */
  readonly shelters?: readonly string[];
}

/**
 * Finds a place and an identity that fit each other. An ordinary user runs the server as itself. Root cannot: then it is
 * `nobody` where nobody can enter, else root inside a user namespace, else `nobody` on copies in a folder open to all.
 */
export function findPlace(wish: Wish): Place {
  const caller = wish.caller ?? { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const around = dirname(wish.dataDirectory);
  mkdirSync(around, { recursive: true });
  if (caller.uid !== 0)
    return { identity: ofOrdinaryUser(caller, around), home: wish.home, dataDirectory: wish.dataDirectory };

  const nobody = asNobody();
  const moved = existingShelter(wish);
  if (moved === undefined) {
    for (const identity of [nobody, asUserInNamespace(caller)]) {
      if (!canRun(identity, join(wish.home, 'bin', 'postgres')) || !canEnter(identity, around)) continue;
      giveTo(wish.dataDirectory, identity);
      return { identity, home: wish.home, dataDirectory: wish.dataDirectory };
    }
  }
  return moveInto(moved ?? newShelter(wish, nobody), wish, nobody);
}

function ofOrdinaryUser(caller: Caller, around: string): Identity {
  if (hasName(caller)) return asSelf(caller);
  const unnamed = asUserInNamespace(caller);
  if (canEnter(unnamed, around)) return unnamed;
  throw new EmbeddedPostgresError(
    'NO_PLACE',
    `PostgreSQL does not set up its data for a user without a name, and ${caller.uid} has none. ` +
      'Add a line for it to /etc/passwd, or set DATABASE_URL.',
    { uid: caller.uid },
  );
}

// /var/lib first: systemd clears /var/tmp of what was not touched for a month, and a database has such files.
const SHELTERS = ['/var/lib/touchstone', '/var/tmp/touchstone'];

function shelterIn(parent: string, { dataDirectory }: Wish): string {
  return join(parent, createHash('sha256').update(dataDirectory).digest('hex').slice(0, 12));
}

function existingShelter(wish: Wish): string | undefined {
  const places = (wish.shelters ?? SHELTERS).map((parent) => shelterIn(parent, wish));
  return places.find((place) => isOnlyOurs(place) && existsSync(join(place, 'data', 'PG_VERSION')));
}

function newShelter(wish: Wish, nobody: Identity): string {
  for (const parent of wish.shelters ?? SHELTERS) {
    const place = shelterIn(parent, wish);
    try {
      mkdirSync(place, { recursive: true, mode: 0o755 });
      // The folders are opened to all by name, whatever the umask; what lies in them has its own modes.
      for (const folder of [parent, place]) if (isOnlyOurs(folder)) chmodSync(folder, 0o755);
    } catch {
      continue;
    }
    if (isOnlyOurs(place) && canEnter(nobody, place)) return place;
  }
  throw new EmbeddedPostgresError(
    'NO_PLACE',
    'PostgreSQL does not run as root, and found no folder that another user may enter. ' +
      'Start Touchstone as an ordinary user, or set DATABASE_URL.',
    { tried: wish.shelters ?? SHELTERS },
  );
}

// In a folder that all may write to, somebody else could have laid out programs for us to run.
function isOnlyOurs(folder: string): boolean {
  try {
    const { uid, mode } = lstatSync(folder);
    return uid === 0 && (mode & 0o170022) === 0o040000;
  } catch {
    return false;
  }
}

function moveInto(shelter: string, wish: Wish, identity: Identity): Place {
  const dataDirectory = join(shelter, 'data');
  if (existsSync(wish.dataDirectory) && !existsSync(dataDirectory)) {
    const part = `${dataDirectory}.part`;
    rmSync(part, { recursive: true, force: true });
    cpSync(wish.dataDirectory, part, { recursive: true, verbatimSymlinks: true });
    renameSync(part, dataDirectory);
    renameSync(wish.dataDirectory, `${wish.dataDirectory}.moved`);
    rmSync(`${wish.dataDirectory}.moved`, { recursive: true, force: true });
  }
  giveTo(dataDirectory, identity);
  writeFileSync(`${wish.dataDirectory}.is-in`, `${dataDirectory}\n`);
  return { identity, home: copyHome(wish.home, shelter), dataDirectory };
}

function copyHome(home: string, shelter: string): string {
  const copy = join(shelter, `native-${createHash('sha256').update(readVersion(home)).digest('hex').slice(0, 12)}`);
  if (existsSync(copy)) return copy;
  for (const name of readdirSync(shelter)) {
    if (name.startsWith('native-')) rmSync(join(shelter, name), { recursive: true, force: true });
  }
  const part = `${copy}.part`;
  cpSync(home, part, { recursive: true, verbatimSymlinks: true });
  openToAll(part);
  renameSync(part, copy);
  return copy;
}

function readVersion(home: string): string {
  return readFileSync(join(home, '..', 'package.json'), 'utf8');
}

function openToAll(path: string): void {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  chmodSync(path, stat.isDirectory() || (stat.mode & 0o100) !== 0 ? 0o755 : 0o644);
  if (stat.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name));
}

/** Hands files over, where the server ran under another identity before; does nothing when the owner is right. */
function giveTo(path: string, { owner }: Identity): void {
  if (!existsSync(path) || statSync(path).uid === owner.uid) return;
  const hand = (current: string): void => {
    if (lstatSync(current).isDirectory()) for (const name of readdirSync(current)) hand(join(current, name));
    // The folder itself comes last: its owner says that all below was handed over.
    lchownSync(current, owner.uid, owner.gid);
  };
  hand(path);
}

const SOCKET_PREFIX = 'touchstone-';
const SOCKET_NAME = '.s.PGSQL.5432';
// sockaddr_un.sun_path with its closing zero: 104 bytes on the BSDs and macOS, 108 on Linux. unix(7).
const SOCKET_PATH_MAX = 103;

/**
 * Makes a folder, closed to all but the identity, whose path leaves room for the name of a socket.
 * The note remembers it, so that the one of a program that was killed is removed here.
 */
export function makeSocketDirectory(
  identity: Identity,
  note: string,
  candidates = [tmpdir(), '/tmp', '/var/tmp'],
): string {
  if (existsSync(note)) removeSocketDirectory(readFileSync(note, 'utf8').trim());
  for (const parent of candidates) {
    if (Buffer.byteLength(join(parent, `${SOCKET_PREFIX}XXXXXX`, SOCKET_NAME)) > SOCKET_PATH_MAX) continue;
    if (!existsSync(parent) || !canEnter(identity, parent)) continue;
    const folder = mkdtempSync(join(parent, SOCKET_PREFIX));
    chownSync(folder, identity.owner.uid, identity.owner.gid);
    writeFileSync(note, `${folder}\n`);
    return folder;
  }
  throw new EmbeddedPostgresError(
    'NO_PLACE',
    `None of ${candidates.join(', ')} can hold the socket of the database: its path must be shorter than ${SOCKET_PATH_MAX} bytes, ` +
      'and the server must be able to enter it. Set TMPDIR to such a folder.',
    { candidates },
  );
}

/** Removes a socket folder, and nothing that was not made as one. */
export function removeSocketDirectory(folder: string): void {
  if (basename(folder).startsWith(SOCKET_PREFIX)) rmSync(folder, { recursive: true, force: true });
}
