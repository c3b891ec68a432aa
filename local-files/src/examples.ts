// SPDX-License-Identifier: Apache-2.0
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LocalFileError } from './local-file-error.ts';

/** A dossier that comes with the program, to try it with. */
export interface Example {
  readonly folder: string;
  readonly title: string;
  readonly markets: readonly string[];
  readonly on: string;
}

/** The examples below a folder: those that say what is expected of them. */
export async function listExamples(root: string): Promise<readonly Example[]> {
  const folders = (await readdir(root, { withFileTypes: true }).catch(() => [])).filter((entry) => entry.isDirectory());
  const found = await Promise.all(folders.map(({ name }) => readExample(root, name)));
  return found.filter((example) => example !== undefined).sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

async function readExample(root: string, folder: string): Promise<Example | undefined> {
  const text = await readFile(join(root, folder, 'expected.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { on, markets } = JSON.parse(text) as { on?: unknown; markets?: unknown };
  if (typeof on !== 'string' || !Array.isArray(markets))
    throw new LocalFileError('UNREADABLE', `${folder}/expected.json names no day and no markets`);
  const readme = await readFile(join(root, folder, 'README.md'), 'utf8').catch(() => '');
  return { folder, title: /^# (.+)$/m.exec(readme)?.[1] ?? folder, markets: markets.map(String), on };
}
