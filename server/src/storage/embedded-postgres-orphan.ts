// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { commandLineOf, isNumberTaken, waitFor } from './process-life.ts';

const SHUTDOWN_FAST_MS = 10_000;
const SHUTDOWN_IMMEDIATE_MS = 5_000;

/**
 * Stops a server that outlived the program that started it, so that a new one can start on its data.
 * To be called only by the holder of the claim: whoever runs there now runs for nobody.
 */
export async function stopOrphan(dataDirectory: string): Promise<void> {
  const file = join(dataDirectory, 'postmaster.pid');
  if (!existsSync(file)) return;
  // PostgreSQL, miscadmin.h: its first line is the number of the process.
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  if (Number.isInteger(pid) && pid > 1 && isServerOn(pid, dataDirectory)) await stopServer(pid, dataDirectory);
  // A killed server may stay in the table of processes for a second until somebody reaps it, and while it does the next
  // one refuses to start. Its number may also have gone to a stranger; then only the file stands in the way.
  await waitFor(() => !isNumberTaken(pid) || isStranger(pid, dataDirectory), SHUTDOWN_IMMEDIATE_MS);
  rmSync(file, { force: true });
}

/** Stops the server with this number: orderly if it can be had, at once if not. */
export async function stopServer(pid: number, dataDirectory: string): Promise<void> {
  const isGone = () => !isServerOn(pid, dataDirectory);
  for (const [signal, patience] of [
    ['SIGINT', SHUTDOWN_FAST_MS],
    ['SIGQUIT', SHUTDOWN_IMMEDIATE_MS],
    ['SIGKILL', SHUTDOWN_IMMEDIATE_MS],
  ] as const) {
    if (isGone()) return;
    send(pid, signal);
    if (await waitFor(isGone, patience)) return;
  }
  throw new EmbeddedPostgresError(
    'CANNOT_START',
    `A server that an earlier run left behind (process ${pid}) uses ${dataDirectory} and cannot be stopped. End it by hand.`,
    { pid },
  );
}

function isServerOn(pid: number, dataDirectory: string): boolean {
  const words = commandLineOf(pid);
  return words?.includes(`-D ${dataDirectory} `) === true && words.includes('postgres');
}

function isStranger(pid: number, dataDirectory: string): boolean {
  const words = commandLineOf(pid);
  // A process that was not reaped has no command line any more, and is no stranger.
  return words !== undefined && words !== '' && !isServerOn(pid, dataDirectory);
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
