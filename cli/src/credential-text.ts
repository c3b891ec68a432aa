// SPDX-License-Identifier: Apache-2.0
import { readFile, stat } from 'node:fs/promises';
import { DOSSIER_LIMITS } from '@touchstone/dossier';
import { CommandError } from './command-error.ts';

/** The text of one document, .json or .jwt; throws CommandError for a folder, for nothing and for what is too large. */
export async function readCredentialText(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) throw new CommandError(`${path} is a folder; one document is needed`);
  if (found === undefined || !found.isFile()) throw new CommandError(`there is no file ${path}`);
  if (found.size > DOSSIER_LIMITS.documentBytes)
    throw new CommandError(`${path} has ${found.size} bytes; a document may have ${DOSSIER_LIMITS.documentBytes}`);
  return readFile(path, 'utf8');
}
