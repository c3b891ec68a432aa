// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';

/** As whom PostgreSQL runs, since it refuses to run as root. */
export interface Identity {
  readonly kind: 'self' | 'nobody' | 'user-namespace';
  /** Who must own its files. */
  readonly owner: { readonly uid: number; readonly gid: number };
  /** Put before a command so that it runs as that; `setpriv` and `unshare` become the command, so its number is theirs. */
  readonly prefix: readonly string[];
  /** For spawn, where no program does it. */
  readonly spawnAs: { readonly uid?: number; readonly gid?: number };
}

/** Who started this program. */
export interface Caller {
  readonly uid: number;
  readonly gid: number;
}

/** The user who called. */
export function asSelf({ uid, gid }: Caller): Identity {
  return { kind: 'self', owner: { uid, gid }, prefix: [], spawnAs: {} };
}

/** The user `nobody`: owns nothing, and may enter only what is open to all. For root only. */
export function asNobody(): Identity {
  const id = numberOfNobody();
  return { kind: 'nobody', owner: { uid: id, gid: id }, prefix: [], spawnAs: { uid: id, gid: id } };
}

/**
 * The caller, seen by the process itself as `nobody`: root without root's powers, who still enters what root owns, such as
 * a closed home directory; or a number without a name, which initdb refuses to run as.
 * Not to be had in a chroot or where user namespaces are denied.
 */
export function asUserInNamespace({ uid, gid }: Caller): Identity {
  const prefix = ['unshare', '--user', `--map-user=${numberOfNobody()}`, '--'];
  return { kind: 'user-namespace', owner: { uid, gid }, prefix, spawnAs: {} };
}

/** True when the system knows a user with this number. */
export function hasName({ uid }: Caller): boolean {
  return spawnSync('id', ['-un', String(uid)], { stdio: 'ignore' }).status === 0;
}

// 65534 on Linux, another number elsewhere.
function numberOfNobody(): number {
  const { stdout, status } = spawnSync('id', ['-u', 'nobody'], { encoding: 'utf8' });
  return status === 0 ? Number(stdout.trim()) : 65_534;
}

/** True when the identity may run this program, and the program runs on this machine. */
export function canRun(identity: Identity, program: string): boolean {
  return runsQuietly(identity, [program, '--version']);
}

/** True when the identity may enter this folder. Tried, since modes alone tell nothing of access lists above them. */
export function canEnter(identity: Identity, folder: string): boolean {
  return runsQuietly(identity, ['/bin/sh', '-c', 'cd -- "$1"', 'sh', folder]);
}

function runsQuietly({ prefix, spawnAs }: Identity, words: readonly string[]): boolean {
  const [command = '', ...args] = [...prefix, ...words];
  return spawnSync(command, args, { ...spawnAs, cwd: '/', stdio: 'ignore' }).status === 0;
}

/**
 * The prefix that ends the process by SIGINT, a fast and orderly shutdown, when the thread that started it ends for any
 * reason, kill -9 included. Linux only; elsewhere an orphan is found and stopped by the next start.
 */
export function endingWithParent(): readonly string[] {
  const setpriv = ['setpriv', '--pdeathsig', 'INT', '--'];
  const [command = '', ...args] = [...setpriv, 'true'];
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0 ? setpriv : [];
}
