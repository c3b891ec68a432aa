// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import {
  DOSSIER_LIMITS,
  type Dossier,
  type DossierEntry,
  type DossierReading,
  readDossier,
  readDossierArchive,
} from '@touchstone/dossier';
import { CommandError } from './command-error.ts';

const OPTIONS = { sha256: (bytes: Uint8Array) => createHash('sha256').update(bytes).digest() };
/** Files of an example that are about the dossier and not in it. */
const ABOUT = new Set(['README.md', 'expected.json', 'verdict.json']);

/** A dossier from a folder or a zip; prints every fault, and throws when one of them is an error. */
export async function readDossierAt(path: string): Promise<Dossier> {
  const reading = await read(path);
  for (const { severity, message } of reading.faults) process.stderr.write(`${severity}: ${message}\n`);
  if (reading.dossier === undefined) {
    const errors = reading.faults.filter(({ severity }) => severity === 'error').length;
    throw new CommandError(`nothing of ${path} was used: ${errors} error${errors === 1 ? '' : 's'}, listed above`);
  }
  return reading.dossier;
}

async function read(path: string): Promise<DossierReading> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new CommandError(`there is no ${path}; a dossier is a folder or a .zip`);
  if (found.isDirectory()) return readDossier(await walk(path), OPTIONS);
  if (!path.toLowerCase().endsWith('.zip'))
    throw new CommandError(`${path} is neither a folder nor a .zip; put the files of the dossier into one folder`);
  if (found.size > DOSSIER_LIMITS.totalBytes)
    throw new CommandError(`${path} has ${found.size} bytes; a dossier may have ${DOSSIER_LIMITS.totalBytes}`);
  return readDossierArchive(await readFile(path), { ...OPTIONS, name: basename(path) });
}

/** All files below a folder; links are not followed, and the limits hold before anything is read. */
async function walk(root: string): Promise<readonly DossierEntry[]> {
  const entries: DossierEntry[] = [];
  let total = 0;
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      const name = relative(root, path).split(sep).join('/');
      if (entry.isDirectory() && name.split('/').length < DOSSIER_LIMITS.pathDepth) folders.push(path);
      if (!entry.isFile() || ABOUT.has(name)) continue;
      const { size } = await stat(path);
      total += size;
      if (size > DOSSIER_LIMITS.fileBytes)
        throw new CommandError(`${name} has ${size} bytes; a file of a dossier may have ${DOSSIER_LIMITS.fileBytes}`);
      if (total > DOSSIER_LIMITS.totalBytes)
        throw new CommandError(`the files of ${root} have more than ${DOSSIER_LIMITS.totalBytes} bytes together`);
      if (entries.length >= DOSSIER_LIMITS.files)
        throw new CommandError(`${root} has more than ${DOSSIER_LIMITS.files} files`);
      entries.push({ path: name, bytes: await readFile(path) });
    }
  }
  return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
}
