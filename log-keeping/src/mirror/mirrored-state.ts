// SPDX-License-Identifier: Apache-2.0
import { rm } from 'node:fs/promises';
import { formatVkey, type LogReader, type LogSuite, resumeLog } from '@touchstone/transparency-log';
import { type FollowedLog, readCheckpoint } from '../follow/follow-log.ts';
import { LogKeepingError } from '../log-keeping-error.ts';
import { MapFile } from '../map-file/map-file.ts';
import { MapFileError } from '../map-file/map-file-error.ts';
import type { LogStore } from '../storage/log-store.ts';

/** The tree that was kept: its checkpoint and, from the files, the state behind it. */
export async function readKept(
  suite: LogSuite,
  { origin, keys }: Pick<FollowedLog, 'origin' | 'keys'>,
  store: LogStore,
) {
  const read: LogReader = (path) => store.readFile(path);
  if ((await read('checkpoint')) === undefined) return undefined;
  const { checkpoint, note } = await readCheckpoint(suite, { origin, keys, read }).catch((error: unknown) => {
    if (!(error instanceof LogKeepingError) || error.code !== 'WRONG_LOG') throw error;
    const what = `what is stored of ${origin} was not signed by ${keys.map(formatVkey).join(' or ')}: it was begun under another key`;
    throw new LogKeepingError('WRONG_LOG', `${what}; a log under another key needs another folder`, {
      at: 'checkpoint',
    });
  });
  return { note, state: await resumeLog(suite, checkpoint, read) };
}

/** The map that goes on where it was; one that is damaged, or ahead of the leaves, is made anew from them. */
export async function openMap(suite: LogSuite, path: string, size: number): Promise<MapFile> {
  const open = () => MapFile.open({ path, suite });
  try {
    const map = await open();
    if (map.newest.covers <= size) return map;
    await map.close();
  } catch (error) {
    const isDamaged = error instanceof MapFileError && (error.code === 'DAMAGED' || error.code === 'TRUNCATED');
    if (!isDamaged) return asKept(() => Promise.reject(error));
  }
  await rm(path, { force: true });
  return asKept(open);
}

/** Failures of the map in the words of this package. */
export async function asKept<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof MapFileError)) throw error;
    const codes: Readonly<Record<string, 'NO_SPACE' | 'READ_ONLY' | 'LOCKED' | 'ROLLED_BACK'>> = {
      DISK_FULL: 'NO_SPACE',
      READ_ONLY: 'READ_ONLY',
      IN_USE: 'LOCKED',
      ROLLED_BACK: 'ROLLED_BACK',
    };
    throw new LogKeepingError(codes[error.code] ?? 'CORRUPT', error.message, { at: 'map', cause: error });
  }
}
