// SPDX-License-Identifier: Apache-2.0
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { nodeSuite } from '@touchstone/credentials/node';
import { DOSSIER_LIMITS } from '@touchstone/dossier';
import { createReader, runVerify } from '@touchstone/evidence';
import { parsePlace } from '@touchstone/identifiers';
import { PROJECT_FOLDERS, readRequirements, readStatements, readTrust } from '@touchstone/local-files';
import { CommandError } from './command-error.ts';
import { exitCodeOfChain } from './exit-code.ts';
import { printChain } from './print-chain.ts';
import { dayAsked, now, placesAsked } from './question.ts';
import { readOptions } from './read-options.ts';

/** Places asked about when none is named: those of the demonstration. */
const DEFAULT_PLACES = ['CN-GD', 'HK', 'MO'].map(parsePlace);

/** `verify FILE`: one document in, its chain out; papers in the same folder may vouch for it. Answers the exit code. */
export async function verify(args: readonly string[]): Promise<number> {
  const { path, options } = parse(args);
  const at = now();
  const read = createReader(nodeSuite);
  const text = await readDocument(path);
  const [{ requirements, digest }, trust] = await Promise.all([
    readRequirements(PROJECT_FOLDERS.referenceData),
    readTrust(options.trust ?? PROJECT_FOLDERS.demonstration, read, await readStatements(dirname(path))),
  ]);
  const chain = await runVerify(
    { file: basename(path), text },
    {
      places: placesAsked(options.markets, DEFAULT_PLACES),
      roots: trust.roots,
      on: dayAsked(options.on, at),
      knownAt: at,
    },
    {
      source: trust.source,
      requirements,
      suite: nodeSuite,
      read,
      cut: { logs: [], position: null, referenceData: digest, knownAt: at },
    },
  );
  printChain(chain);
  return exitCodeOfChain(chain);
}

interface VerifyOptions {
  readonly markets?: string | undefined;
  readonly on?: string | undefined;
  readonly trust?: string | undefined;
}

function parse(args: readonly string[]): { readonly path: string; readonly options: VerifyOptions } {
  const { values, positionals } = readOptions(args, {
    markets: { type: 'string' },
    on: { type: 'string' },
    trust: { type: 'string' },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0)
    throw new CommandError('one document is needed, a .json or a .jwt: ./touchstone verify FILE');
  return { path, options: values };
}

async function readDocument(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory())
    throw new CommandError(`${path} is a folder; verify takes one document, check takes a folder`);
  if (found === undefined || !found.isFile()) throw new CommandError(`there is no file ${path}`);
  if (found.size > DOSSIER_LIMITS.documentBytes)
    throw new CommandError(`${path} has ${found.size} bytes; a document may have ${DOSSIER_LIMITS.documentBytes}`);
  return readFile(path, 'utf8');
}
