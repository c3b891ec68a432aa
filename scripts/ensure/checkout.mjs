// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json, wherever the command was called from. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What this checkout makes for itself and never commits. */
export const WORKROOM = join(ROOT, '.touchstone');

/** An error whose message is all that a user needs; anything else is a defect and is shown with its stack. */
export class SetupError extends Error {
  expected = true;
}

/** Tells the user, on stderr, about work that takes long enough to be wondered at. */
export function say(message) {
  console.error(`touchstone: ${message}`);
}

/** The text of a file, or undefined when it is not there. */
export function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** Writes a file whole or not at all: a stamp that was cut short must not count as a stamp. */
export function writeWhole(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  const part = `${path}.${process.pid}.part`;
  writeFileSync(part, text);
  renameSync(part, path);
}

/** SHA-256, hexadecimal, over names and contents of all files below the given paths, in name order. */
export function hashOfTree(paths, isLeftOut = () => false) {
  const hash = createHash('sha256');
  for (const path of paths) addToHash(hash, path, isLeftOut);
  return hash.digest('hex');
}

function addToHash(hash, path, isLeftOut) {
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOENT') return;
    if (error.code !== 'ENOTDIR') throw error;
    hash
      .update(`${path.slice(ROOT.length)}\0`)
      .update(readFileSync(path))
      .update('\0');
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!isLeftOut(entry.name)) addToHash(hash, join(path, entry.name), isLeftOut);
  }
}
