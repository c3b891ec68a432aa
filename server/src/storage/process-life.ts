// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';

/**
 * When a living process began, in words that no later process with the same number shares; undefined for a dead one.
 * A process that ended and was not yet reaped by its parent counts as dead.
 */
export function birthOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return outputOfPs(pid, 'lstart=');
  const stat = read(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // proc(5): pid (name) state … and the start time since boot as field 22. The name may hold blanks and brackets.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, start] = [fields[0], fields[19]];
  if (state === 'Z' || state === 'X') return undefined;
  return `${read('/proc/sys/kernel/random/boot_id')?.trim()} ${start}`;
}

/** The command line of a living process, its words separated by blanks. */
export function commandLineOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return outputOfPs(pid, 'command=');
  return read(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ').trim();
}

/** The numbers of all processes that work in this folder, as far as the system tells; none outside of Linux. */
export function processesIn(folder: string): readonly number[] {
  if (process.platform !== 'linux') return [];
  const path = realpathSync(folder);
  const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return numbers.filter((number) => folderOf(number) === path).map(Number);
}

/** True while the system still keeps the number for this process, be it only as one that nobody has reaped. */
export function isNumberTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Waits until `isDone`, looking often; false when the time ran out. */
export async function waitFor(isDone: () => boolean, milliseconds: number): Promise<boolean> {
  for (const end = Date.now() + milliseconds; Date.now() < end; ) {
    if (isDone()) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return isDone();
}

function folderOf(number: string): string | undefined {
  try {
    return readlinkSync(`/proc/${number}/cwd`);
  } catch {
    return undefined;
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function outputOfPs(pid: number, column: string): string | undefined {
  const { status, stdout } = spawnSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}
