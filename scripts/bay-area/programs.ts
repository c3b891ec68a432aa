// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

/** A program of this checkout that runs, and what it has said. */
export interface Program {
  readonly child: ChildProcess;
  readonly output: () => string;
}

/** Runs `cli` or `server` with arguments, on no database of the caller's. */
export function run(args: readonly string[], environment: Readonly<Record<string, string>>): Program {
  const { DATABASE_URL: _, ...inherited } = process.env;
  const child = spawn(process.execPath, ['scripts/run.mjs', ...args], {
    ...{ cwd: ROOT, env: { ...inherited, ...environment } },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const add = (part: Buffer): void => {
    output = (output + String(part)).slice(-20_000);
  };
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  return { child, output: () => output };
}

const READY_WITHIN = 180_000;

/** Waits until a program has said a line; throws with what it said where it ends before that. */
export async function said({ child, output }: Program, line: RegExp): Promise<void> {
  const until = Date.now() + READY_WITHIN;
  while (!line.test(output())) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`it did not start: ${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Ends a program, and waits until it has ended. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
