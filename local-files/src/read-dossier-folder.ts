// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import {
  DOSSIER_LIMITS,
  type DossierEntry,
  type DossierReading,
  readDossier,
  readDossierArchive,
} from '@touchstone/dossier';
import { LocalFileError } from './local-file-error.ts';

const OPTIONS = { sha256: (bytes: Uint8Array) => createHash('sha256').update(bytes).digest() };
/** Files that stand beside a dossier and speak about it. */
const ABOUT = new Set(['README.md', 'expected.json', 'verdict.json']);

/** Reads a dossier from a folder or a zip; its faults are in the answer, what cannot be read at all is thrown. */
export async function readDossierAt(path: string): Promise<DossierReading> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined)
    throw new LocalFileError('NOT_THERE', `there is no ${path}; a dossier is a folder or a .zip`);
  if (found.isDirectory()) return readDossierEntries(await listDossierFolder(path));
  if (!path.toLowerCase().endsWith('.zip')) {
    throw new LocalFileError(
      'WRONG_KIND',
      `${path} is neither a folder nor a .zip; put the files of the dossier into one folder`,
    );
  }
  if (found.size > DOSSIER_LIMITS.totalBytes) {
    throw new LocalFileError(
      'TOO_LARGE',
      `${path} has ${found.size} bytes; a dossier may have ${DOSSIER_LIMITS.totalBytes}`,
    );
  }
  return readDossierEntries([{ path: basename(path), bytes: await readFile(path) }]);
}

/** Reads a dossier that came as files, or as one zip of them. */
export function readDossierEntries(entries: readonly DossierEntry[]): Promise<DossierReading> {
  const [only] = entries;
  const isArchive = only !== undefined && entries.length === 1 && only.path.toLowerCase().endsWith('.zip');
  return isArchive ? readDossierArchive(only.bytes, { ...OPTIONS, name: only.path }) : readDossier(entries, OPTIONS);
}

/** All files below a folder; links are not followed, and the limits hold before anything is read. */
export async function listDossierFolder(root: string): Promise<readonly DossierEntry[]> {
  const entries: DossierEntry[] = [];
  let total = 0;
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      const name = relative(root, path).split(sep).join('/');
      if (entry.isDirectory()) {
        if (name.split('/').length >= DOSSIER_LIMITS.pathDepth)
          throw new LocalFileError(
            'TOO_MANY',
            `${name} lies deeper than the ${DOSSIER_LIMITS.pathDepth} levels of a dossier`,
          );
        folders.push(path);
      }
      if (!entry.isFile() || ABOUT.has(name)) continue;
      const { size } = await stat(path);
      total += size;
      requireRoom({ name, size, total, files: entries.length + 1 });
      entries.push({ path: name, bytes: await readFile(path) });
    }
  }
  return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function requireRoom({
  name,
  size,
  total,
  files,
}: {
  readonly name: string;
  readonly size: number;
  readonly total: number;
  readonly files: number;
}): void {
  const { fileBytes, totalBytes, files: filesMax } = DOSSIER_LIMITS;
  if (size > fileBytes)
    throw new LocalFileError('TOO_LARGE', `${name} has ${size} bytes; a file of a dossier may have ${fileBytes}`);
  if (total > totalBytes)
    throw new LocalFileError('TOO_LARGE', `with ${name} the dossier has more than ${totalBytes} bytes`);
  if (files > filesMax) throw new LocalFileError('TOO_MANY', `a dossier may have ${filesMax} files`);
}
