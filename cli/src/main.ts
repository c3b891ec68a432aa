// SPDX-License-Identifier: Apache-2.0
import { enableCompileCache } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { COULD_NOT_RUN } from './exit-code.ts';
import { USAGE } from './usage.ts';

// Types are stripped at load; kept on disk, the second start takes half the time. A checkout that cannot be written to goes without.
enableCompileCache(join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'node_modules', '.cache', 'touchstone'));

type Command = (args: readonly string[]) => Promise<number>;

/** Commands by name, each loaded when asked for; a command answers the exit code. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./check.ts')).check,
  audit: async () => (await import('./audit.ts')).audit,
  compare: async () => (await import('./compare.ts')).compare,
  complete: async () => (await import('./complete.ts')).complete,
  dcc: async () => (await import('./dcc.ts')).dcc,
  follow: async () => (await import('./follow.ts')).follow,
  instruments: async () => (await import('./instruments.ts')).instruments,
  mirror: async () => (await import('./mirror.ts')).mirror,
  possession: async () => (await import('./possession.ts')).possession,
  receipt: async () => (await import('./receipt.ts')).receipt,
  untp: async () => (await import('./untp.ts')).untp,
  verify: async () => (await import('./verify.ts')).verify,
  witness: async () => (await import('./witness.ts')).witness,
};

// By name: importing the classes here would load their packages before the cache is on.
const FOR_PEOPLE: readonly string[] = [
  'CommandError',
  'LocalFileError',
  'LogError',
  'LogKeepingError',
  'CompletenessError',
];

// A reader such as `head` may leave before everything is printed. That is no fault of the answer, and no answer either:
// the command goes on unheard, each further write failing as the first did, and its exit code is that of its verdict.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

// Never 0 by leaving early, whatever ends the program: only a command that came to its end may say that.
process.exitCode = COULD_NOT_RUN;
process.exitCode = await main(process.argv.slice(2));

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(USAGE);
    return name === undefined ? COULD_NOT_RUN : 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) {
    process.stderr.write(`touchstone: no command "${name}"; one of ${Object.keys(COMMANDS).join(', ')}\n\n${USAGE}`);
    return COULD_NOT_RUN;
  }
  try {
    const command = await load();
    return await command(args);
  } catch (error) {
    if (!(error instanceof Error && FOR_PEOPLE.includes(error.name))) throw error;
    process.stderr.write(`touchstone ${name}: ${error.message}\n`);
    return COULD_NOT_RUN;
  }
}
