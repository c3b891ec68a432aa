// SPDX-License-Identifier: Apache-2.0
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DossierEntry } from '@touchstone/dossier';
import { z } from 'zod';

/** A dossier that comes with the program, to try it with. */
export interface Example {
  readonly folder: string;
  readonly title: string;
  readonly markets: readonly string[];
  readonly on: string;
}

const expected = z.object({ on: z.string(), markets: z.array(z.string()) });
/** Files of an example that are about the dossier and not in it. */
const ABOUT = ['README.md', 'expected.json'];

/** The examples below a folder: those that say what is expected of them. Read once, at start. */
export async function listExamples(root: string): Promise<readonly Example[]> {
  const folders = (await readdir(root, { withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const found = await Promise.all(folders.map((folder) => readExample(root, folder)));
  return found
    .filter((example) => example !== undefined)
    .sort((a, b) => a.folder.length - b.folder.length || (a.folder < b.folder ? -1 : 1));
}

/** The files of one example, as a presenter would bring them. */
export async function readExampleFiles(root: string, folder: string): Promise<readonly DossierEntry[]> {
  const names = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const base = join(root, folder);
  const entries = await Promise.all(
    files.map(async (file) => ({
      path: file.slice(base.length + 1).replaceAll('\\', '/'),
      bytes: await readFile(file),
    })),
  );
  return entries.filter(({ path }) => !ABOUT.includes(path)).sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function readExample(root: string, folder: string): Promise<Example | undefined> {
  const text = await readFile(join(root, folder, 'expected.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { on, markets } = expected.parse(JSON.parse(text));
  const readme = await readFile(join(root, folder, 'README.md'), 'utf8').catch(() => '');
  return { folder, title: /^# (.+)$/m.exec(readme)?.[1] ?? folder, markets, on };
}
