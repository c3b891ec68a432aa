// SPDX-License-Identifier: Apache-2.0
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cut, FollowedLogs, LogOptions, StoredStatement } from '@touchstone/evidence';
import { readStatements } from '@touchstone/local-files';
import { readFollowed } from '@touchstone/log-keeping/follow';
import { CommandError } from './command-error.ts';
import { type FollowedFolderText, judgeFollowed } from './followed-evidence.ts';
import { plain } from './paint.ts';

/** Statements that the asker has beside the dossier and the trust folder, and the logs from which they came. */
export interface EvidenceAtHand {
  readonly statements: readonly StoredStatement[];
  readonly logs: Cut['logs'];
  /** What followed logs leave unopened; absent where no folder is of a log. */
  readonly notOpened?: FollowedLogs['notOpened'];
}

/**
 * Reads the folders of `--evidence`: what `follow` keeps of a log, or of several, each named in the verdict with the
 * size to which it was followed; or any folder of statements. They are evidence and nobody's word is taken for them:
 * whom to trust, which keys and which logs count is for the trust folder alone. What a followed log leaves unopened is
 * a doubt about what it may concern.
 */
export async function readEvidence(folders: readonly string[], trusted: string): Promise<EvidenceAtHand> {
  const read = (await Promise.all(folders.map(readFolder))).flat();
  const followed = read.flatMap((each) => ('origin' in each ? [each] : []));
  const judged = followed.length === 0 ? undefined : await judgeFollowed(followed, trusted);
  for (const each of read) if (!('origin' in each)) process.stdout.write(`${plain(each.line)}\n`);
  for (const line of judged?.lines ?? []) process.stdout.write(`${plain(line)}\n`);
  return {
    statements: [...read.flatMap((each) => ('origin' in each ? [] : each.statements)), ...(judged?.statements ?? [])],
    logs: followed.map(({ origin, size }) => ({ log: origin, size })),
    ...(judged === undefined ? {} : { notOpened: judged.notOpened }),
  };
}

/** What of the evidence goes with the policies about logs. */
export function doubtsOf({ notOpened }: EvidenceAtHand): Pick<LogOptions, 'notOpened'> {
  return notOpened === undefined ? {} : { notOpened };
}

interface PlainFolder {
  readonly statements: readonly StoredStatement[];
  readonly line: string;
}

async function readFolder(folder: string): Promise<readonly (PlainFolder | FollowedFolderText)[]> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true) throw new CommandError(`--evidence ${folder}: there is no such folder`);
  const own = await readFollowedFolder(folder);
  if (own !== undefined) return [own];
  // What follow keeps of a chain of logs lies in folders beside each other.
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const below = await Promise.all(names.map(({ name }) => readFollowedFolder(join(folder, name))));
  const followed = below.flatMap((each) => each ?? []);
  if (followed.length > 0) return followed;
  const statements = await readStatements(folder);
  return [{ statements, line: `evidence: ${statements.length} statements in ${folder}` }];
}

async function readFollowedFolder(folder: string): Promise<FollowedFolderText | undefined> {
  const text = await readFile(join(folder, 'followed.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const described = readFollowed(text);
  if (described === undefined) {
    throw new CommandError(`--evidence ${folder}: its followed.json is not one that touchstone follow wrote`);
  }
  return { ...described, folder, statements: await readStatements(join(folder, 'statements')) };
}
