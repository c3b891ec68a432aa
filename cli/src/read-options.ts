// SPDX-License-Identifier: Apache-2.0
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { CommandError } from './command-error.ts';

/** The arguments of a command: what stands by itself, and the options that it knows. Throws CommandError naming those. */
export function readOptions<const Options extends ParseArgsOptionsConfig>(args: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const known = Object.keys(options).map((name) => `--${name}`);
    const option = /'(--?[^' ]+)/.exec(error.message)?.[1];
    const isKnown = option !== undefined && known.includes(option);
    const wrong = isKnown
      ? `${option} takes ${options[option.slice(2)]?.type === 'boolean' ? 'no' : 'a'} value`
      : `there is no option ${option}`;
    throw new CommandError(`${wrong}; the options are ${known.join(', ')}`, { cause: error });
  }
}
