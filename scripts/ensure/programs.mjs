// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT, readIfThere, say } from './checkout.mjs';

/**
 * The programs, each joined from its sources into a few files: to find, read and link five hundred modules one by one
 * takes longer than all that a check then does. Joined files are used only while they are of the sources as they are.
 */
export const SOURCES = { cli: 'cli/src/main.ts', server: 'server/src/main.ts' };

/** Where a checkout keeps them. */
export const programsFolder = (root = ROOT) => join(root, '.touchstone', 'programs');

/** What says which joined files are current, and of which sources they were made. */
export const recordFile = (root = ROOT) => join(programsFolder(root), 'current.json');

/**
 * How a source looks from outside: enough to tell that it was written since. The time of modification may be set back by
 * whoever copies or unpacks a file of the same size; the time of change is the system's own, and nobody sets it.
 */
export function look(path) {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? 'absent' : `${found.size} ${found.mtimeNs} ${found.ctimeNs}`;
}

/** The file to run a program from: the joined one where it is of the sources as they are, else its source. */
export function programFile(name, root = ROOT) {
  const folder = currentFolder(root);
  return folder === undefined ? join(root, SOURCES[name]) : join(programsFolder(root), folder, `${name}.mjs`);
}

/** Whether a program's file is a joined one. */
export function isJoined(file) {
  return file.endsWith('.mjs');
}

/** True when the joined files are of the sources as they are. */
export function areProgramsReady() {
  return currentFolder(ROOT) !== undefined;
}

/** Joins them. A checkout that cannot be written to, or where it fails, runs from its sources as before. */
export function joinPrograms(node) {
  const script = join(dirname(fileURLToPath(import.meta.url)), 'join-programs.mjs');
  const result = spawnSync(node, [script], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
  if (result.status !== 0) say('the programs could not be joined into few files; they start from source, more slowly');
}

function currentFolder(root) {
  try {
    const record = JSON.parse(readIfThere(recordFile(root)) ?? 'null');
    // Paths are written into the joined files: a checkout that was moved has others.
    if (record === null || record.root !== root) return undefined;
    const isCurrent = ([file, seen]) => look(join(root, file)) === seen;
    const made = Object.keys(SOURCES).map((name) => join(programsFolder(root), record.folder, `${name}.mjs`));
    const isThere = made.every((file) => look(file) !== 'absent');
    return isThere && Object.entries(record.sources).every(isCurrent) ? record.folder : undefined;
  } catch {
    // A record that cannot be read says nothing.
    return undefined;
  }
}
