// SPDX-License-Identifier: Apache-2.0

/** What the program says of itself. */
const USAGE = `Usage: npm start

Starts the node: the packaged PostgreSQL, the register and its pages. It takes no arguments; it is set by the environment:
  PORT, TOUCHSTONE_HOST   where it listens; left out, 4180 on 127.0.0.1
  TOUCHSTONE_DATA         folder for keys and the packaged database
  DATABASE_URL            a PostgreSQL of yours, in place of the packaged one
  TOUCHSTONE_URL          where others reach it
Every other variable is described in server/src/configuration.ts.

Options:
  -h, --help              shows this, and starts nothing
`;

/** What to print in place of a start, and the exit code: 0 for help that was asked for, 2 for what is not understood. */
export interface Answered {
  readonly code: 0 | 2;
  readonly output: string;
}

/** The answer to the arguments of the program; undefined where there are none, and it is to start. */
export function answerArguments(given: readonly string[]): Answered | undefined {
  const unknown = given.find((one) => one !== '--help' && one !== '-h');
  if (unknown !== undefined) return { code: 2, output: `touchstone: "${unknown}" is no option.\n\n${USAGE}` };
  return given.length === 0 ? undefined : { code: 0, output: USAGE };
}
