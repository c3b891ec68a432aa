// SPDX-License-Identifier: Apache-2.0
import type { Dossier } from '@touchstone/dossier';
import { readDossierAt } from '@touchstone/local-files';
import { CommandError } from './command-error.ts';
import { plain } from './paint.ts';

/** A dossier from a folder or a zip; prints every fault, and throws when one of them is an error. */
export async function openDossier(path: string): Promise<Dossier> {
  const reading = await readDossierAt(path);
  for (const { severity, message } of reading.faults) process.stderr.write(`${severity}: ${plain(message)}\n`);
  if (reading.dossier !== undefined) return reading.dossier;
  const errors = reading.faults.filter(({ severity }) => severity === 'error').length;
  throw new CommandError(`nothing of ${path} was used: ${errors} error${errors === 1 ? '' : 's'}, listed above`);
}
