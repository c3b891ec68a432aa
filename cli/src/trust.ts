// SPDX-License-Identifier: Apache-2.0
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMemorySource, type EvidenceSource, type ReadDocument, type StoredStatement } from '@touchstone/evidence';
import { CommandError } from './command-error.ts';

const DEMONSTRATION = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'examples', 'demonstration');

/** Whom an offline check trusts, and the statements of authorities that it has at hand. */
export interface Trust {
  readonly roots: readonly string[];
  readonly source: EvidenceSource;
  readonly demonstration: boolean;
}

/** Reads a trust folder: `trust.json` with roots and DID documents, and `statements/` with signed statements. */
export async function readTrust(folder: string | undefined, read: ReadDocument): Promise<Trust> {
  const path = folder ?? DEMONSTRATION;
  const config = await readConfig(join(path, 'trust.json'));
  const names = (await readdir(join(path, 'statements')).catch(() => []))
    .filter((name) => /\.(json|jwt)$/.test(name))
    .sort();
  const statements = await Promise.all(
    names.map(
      async (name): Promise<StoredStatement> => ({ text: await readFile(join(path, 'statements', name), 'utf8') }),
    ),
  );
  return {
    roots: config.roots,
    source: createMemorySource(statements, config.didDocuments, read),
    demonstration: folder === undefined,
  };
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
