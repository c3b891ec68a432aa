// SPDX-License-Identifier: Apache-2.0
import { DatabaseSync } from 'node:sqlite';
import { LogKeepingError } from '../log-keeping-error.ts';

// SQLite, Result and Error Codes: the low byte is the primary code.
const SQLITE_BUSY = 5;
const SQLITE_READONLY = 8;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;

/**
 * Takes a lock on a file until release, or until this process ends in whatever way: the operating system keeps it, so
 * a dead holder's lock is free at once, and no live one's is ever mistaken for dead. LOCKED when another holds it.
 * Node has no call for file locks; the database that it brings along takes one for an exclusive transaction.
 */
export function lockFile(path: string): { release(): void } {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: 0 });
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (cause) {
    database?.close();
    throw lockError(cause, path);
  }
  const held = database;
  return { release: () => held.close() };
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
