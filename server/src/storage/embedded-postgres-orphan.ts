// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { commandLineOf, processesIn, waitFor } from './process-life.ts';

const SHUTDOWN_FAST_MS = 10_000;
const SHUTDOWN_IMMEDIATE_MS = 5_000;

/**
 * Stops a server that outlived the program that started it, so that a new one can start on its data.
 * To be called only by the holder of the claim: whoever runs there now runs for nobody.
 */
export async function stopOrphan(dataDirectory: string): Promise<void> {
  const file = join(dataDirectory, 'postmaster.pid');
  // PostgreSQL, miscadmin.h: its first line is the number of the process.
  const pid = Number.parseInt(readIfThere(file) ?? '', 10);
  if (Number.isInteger(pid) && pid > 1 && isServerOn(pid, dataDirectory)) await stopServer(pid, dataDirectory);
  const left = readIfThere(file);
  if (left === undefined) return;
  for (const child of processesIn(dataDirectory)) {
    if (commandLineOf(child)?.startsWith('postgres: ') === true) send(child, 'SIGQUIT');
  }
  // It was killed, and the file is the only trace of memory that its children may still hold, so it has to stay. But
  // its number may now be a stranger's, or be kept by the system until somebody reaps the dead; either makes a new server
  // refuse. The number of its own parent it passes over, and then looks at that memory.
  writeFileSync(file, left.replace(/^.*/, String(process.pid)));
}

// A server that is just ending removes the file at any moment.
function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
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

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
