// SPDX-License-Identifier: Apache-2.0
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { MapFileError, toMapFileError } from './map-file-error.ts';

/**
 * Lets one writer at a time have a file: `<path>.lock` names the process, and when it began, since numbers of
 * processes come again. What a killed process left behind is taken over.
 */
export function lockFile(path: string): () => void {
  const lock = `${path}.lock`;
  const own = `${process.pid} ${beginOf(process.pid)}`;
  for (let attempt = 0; ; attempt += 1) {
    try {
      writeFileSync(lock, own, { flag: 'wx', mode: 0o600 });
      return () => rmSync(lock, { force: true });
    } catch (error) {
      if (!isExisting(error) || attempt > 0) throw toMapFileError(error, lock);
      const holder = readHolder(lock);
      const [pid = '', begin] = holder.split(' ');
      if (/^\d+$/.test(pid) && beginOf(Number(pid)) === begin) {
        throw new MapFileError('IN_USE', `process ${pid} writes to it`, { path, cause: error });
      }
      rmSync(lock, { force: true });
    }
  }
}

/** When a process began, in the kernel's ticks, or whether it lives where the kernel does not say; 'gone' otherwise. */
function beginOf(pid: number): string {
  try {
    // The name in brackets may itself hold spaces and brackets. proc_pid_stat(5): starttime is field 22.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? 'gone';
  } catch {
    if (process.platform === 'linux') return 'gone';
    try {
      process.kill(pid, 0);
      return 'alive';
    } catch {
      return 'gone';
    }
  }
}

function readHolder(lock: string): string {
  try {
    return readFileSync(lock, 'utf8');
  } catch {
    return '';
  }
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
