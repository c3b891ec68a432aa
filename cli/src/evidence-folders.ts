// SPDX-License-Identifier: Apache-2.0
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cut, StoredStatement } from '@touchstone/evidence';
import { readStatements } from '@touchstone/local-files';
import { CommandError } from './command-error.ts';
import { plain } from './paint.ts';

/** Statements that the asker has beside the dossier and the trust folder, and the logs from which they came. */
export interface EvidenceAtHand {
  readonly statements: readonly StoredStatement[];
  readonly logs: Cut['logs'];
}

/**
 * Reads the folders of `--evidence`: what `follow` keeps of a log, named in the verdict with the size to which it was
 * followed, or any folder of statements. They are evidence and nobody's word is taken for them: whom to trust, which
 * keys and which logs count is for the trust folder alone.
 */
export async function readEvidence(folders: readonly string[]): Promise<EvidenceAtHand> {
  const read = await Promise.all(folders.map(readFolder));
  for (const { line } of read) process.stdout.write(`${plain(line)}\n`);
  return { statements: read.flatMap(({ statements }) => statements), logs: read.flatMap(({ logs }) => logs) };
}

async function readFolder(folder: string): Promise<EvidenceAtHand & { readonly line: string }> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true) throw new CommandError(`--evidence ${folder}: there is no such folder`);
  const followed = await readFile(join(folder, 'followed.json'), 'utf8').catch(() => undefined);
  if (followed === undefined) {
    const statements = await readStatements(folder);
    return { statements, logs: [], line: `evidence: ${statements.length} statements in ${folder}` };
  }
  const { origin, size, at } = parseFollowed(followed, folder);
  const statements = await readStatements(join(folder, 'statements'));
  const line = `evidence: ${statements.length} statements of the log ${origin}, followed to ${size} entries on ${at}`;
  return { statements, logs: [{ log: origin, size }], line };
}

function parseFollowed(text: string, folder: string) {
  try {
    const { format, origin, size, at } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    if (format === 'touchstone/followed/v1' && typeof origin === 'string' && typeof at === 'string') {
      if (Number.isSafeInteger(size)) return { origin, at, size: size as number };
    }
  } catch {
    // Told below, like everything else that is no such file.
  }
  throw new CommandError(`--evidence ${folder}: its followed.json is not one that touchstone follow wrote`);
}
