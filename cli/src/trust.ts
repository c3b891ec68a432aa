// SPDX-License-Identifier: Apache-2.0
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DOSSIER_LIMITS } from '@touchstone/dossier';
import { createMemorySource, type EvidenceSource, type ReadDocument, type StoredStatement } from '@touchstone/evidence';
import { CommandError } from './command-error.ts';

const DEMONSTRATION = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'examples', 'demonstration');

/** Whom an offline check trusts, and the statements of authorities that it has at hand. */
export interface Trust {
  readonly roots: readonly string[];
  readonly source: EvidenceSource;
  readonly demonstration: boolean;
}

/** Statements that one folder may give; more is no folder of papers. */
const STATEMENTS_MAX = 5_000;

/** Reads a trust folder: `trust.json` with roots and DID documents, and `statements/` with signed statements. */
export async function readTrust(
  folder: string | undefined,
  read: ReadDocument,
  beside: readonly StoredStatement[] = [],
): Promise<Trust> {
  const path = folder ?? DEMONSTRATION;
  const config = await readConfig(join(path, 'trust.json'));
  const statements = [...(await readStatements(join(path, 'statements'))), ...beside];
  return {
    roots: config.roots,
    source: createMemorySource(statements, config.didDocuments, read),
    demonstration: folder === undefined,
  };
}

/** Every .json and .jwt of a folder that is no larger than a document may be; none when there is no such folder. */
export async function readStatements(folder: string): Promise<readonly StoredStatement[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => /\.(json|jwt)$/.test(name)).sort();
  if (names.length > STATEMENTS_MAX)
    throw new CommandError(`${folder} has ${names.length} statements; at most ${STATEMENTS_MAX} are read`);
  const read = async (name: string): Promise<readonly StoredStatement[]> => {
    const file = join(folder, name);
    const { size } = await stat(file);
    return size > DOSSIER_LIMITS.documentBytes ? [] : [{ text: await readFile(file, 'utf8') }];
  };
  return (await Promise.all(names.map(read))).flat();
}

async function readConfig(file: string): Promise<{ roots: string[]; didDocuments: Record<string, unknown> }> {
  let config: unknown;
  try {
    config = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new CommandError(`${file} cannot be read: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
  const { roots, didDocuments } = config as { roots?: unknown; didDocuments?: unknown };
  const sound =
    Array.isArray(roots) &&
    roots.every((root) => typeof root === 'string') &&
    typeof didDocuments === 'object' &&
    didDocuments !== null;
  if (!sound)
    throw new CommandError(
      `${file}: "roots" must be a list of DIDs and "didDocuments" an object of DID documents by DID`,
    );
  return { roots: roots as string[], didDocuments: didDocuments as Record<string, unknown> };
}
