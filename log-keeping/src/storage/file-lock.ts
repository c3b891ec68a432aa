// SPDX-License-Identifier: Apache-2.0
import { type BigIntStats, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { LogKeepingError } from '../log-keeping-error.ts';

// SQLite, Result and Error Codes: the low byte is the primary code.
const SQLITE_BUSY = 5;
const SQLITE_READONLY = 8;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;

/** A lock that was taken. */
export interface FileLock {
  /** False where another file is at its path, or none: whoever comes next is locked out of nothing by this one. */
  isHeld(): boolean;
  release(): void;
}

/**
 * Takes a lock on a file until release, or until this process ends in whatever way: the operating system keeps it, so
 * a dead holder's lock is free at once, and no live one's is ever mistaken for dead. LOCKED when another holds it.
 * Node has no call for file locks; the database that it brings along takes one for an exclusive transaction.
 */
export function lockFile(path: string): FileLock {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: 0 });
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (cause) {
    database?.close();
    throw lockError(cause, path);
  }
  const held = database;
  // It stays open as long as the lock is held, so that no other file gets its number.
  const taken = statSync(path, { bigint: true, throwIfNoEntry: false });
  return {
    isHeld() {
      const found = statSync(path, { bigint: true, throwIfNoEntry: false });
      return taken !== undefined && found !== undefined && isSameFile(taken, found);
    },
    release: () => held.close(),
  };
}

function isSameFile(left: BigIntStats, right: BigIntStats): boolean {
  return left.ino === right.ino && left.dev === right.dev;
}

function lockError(cause: unknown, at: string): unknown {
  const errcode = (cause as { errcode?: number }).errcode;
  switch (errcode === undefined ? undefined : errcode & 0xff) {
    case SQLITE_BUSY:
      return new LogKeepingError('LOCKED', 'another process writes this log; one at a time', { at, cause });
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
      return new LogKeepingError('READ_ONLY', 'the lock cannot be opened for writing', { at, cause });
    case SQLITE_FULL:
      return new LogKeepingError('NO_SPACE', 'the disk is full', { at, cause });
    default:
      return cause;
  }
}
