// SPDX-License-Identifier: Apache-2.0
import { check } from './check.ts';
import { CommandError } from './command-error.ts';
import { COULD_NOT_RUN } from './exit-code.ts';
import { USAGE } from './usage.ts';
import { verify } from './verify.ts';

/** Commands by name; each answers the exit code. */
const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  check,
  verify,
};

process.exitCode = await main(process.argv.slice(2));

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(USAGE);
    return name === undefined ? COULD_NOT_RUN : 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    process.stderr.write(`touchstone: no command "${name}"; one of ${Object.keys(COMMANDS).join(', ')}\n\n${USAGE}`);
    return COULD_NOT_RUN;
  }
  try {
    return await command(args);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    process.stderr.write(`touchstone ${name}: ${error.message}\n`);
    return COULD_NOT_RUN;
  }
}
