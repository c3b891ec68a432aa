// SPDX-License-Identifier: Apache-2.0
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DOSSIER_LIMITS } from '@touchstone/dossier';
import { createMemorySource, type EvidenceSource, type ReadDocument, type StoredStatement } from '@touchstone/evidence';
import { LocalFileError } from './local-file-error.ts';

/** Whom a check trusts, and the statements of authorities that it has at hand. */
export interface Trust {
  /** DIDs whose place policies are taken. */
  readonly roots: readonly string[];
  readonly source: EvidenceSource;
}

/** Statements that one folder may give; more is no folder of papers. */
const STATEMENTS_MAX = 5_000;

/**
 * Reads a trust folder: `trust.json` with roots and DID documents, `statements/` with signed statements,
 * `status-lists/` with the status lists of issuers as they were taken, and others at hand.
 */
export async function readTrust(
  folder: string,
  read: ReadDocument,
  beside: readonly StoredStatement[] = [],
): Promise<Trust> {
  const { roots, didDocuments } = await readConfig(join(folder, 'trust.json'));
  const kept = await Promise.all(['statements', 'status-lists'].map((name) => readStatements(join(folder, name))));
  const statements = [...kept.flat(), ...beside];
  return { roots, source: createMemorySource(statements, didDocuments, read) };
}

/** Every .json and .jwt of a folder that is no larger than a document may be; none when there is no such folder. */
export async function readStatements(folder: string): Promise<readonly StoredStatement[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => /\.(json|jwt)$/.test(name)).sort();
  if (names.length > STATEMENTS_MAX) {
    throw new LocalFileError(
      'TOO_MANY',
      `${folder} has ${names.length} statements; at most ${STATEMENTS_MAX} are read`,
    );
  }
  const read = async (name: string): Promise<readonly StoredStatement[]> => {
    const file = join(folder, name);
    const { size } = await stat(file);
    return size > DOSSIER_LIMITS.documentBytes ? [] : [{ text: await readFile(file, 'utf8') }];
  };
  return (await Promise.all(names.map(read))).flat();
}

interface TrustConfig {
  readonly roots: readonly string[];
  readonly didDocuments: Readonly<Record<string, unknown>>;
}

async function readConfig(file: string): Promise<TrustConfig> {
  let config: unknown;
  try {
    config = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new LocalFileError(
      'UNREADABLE',
      `${file} cannot be read: ${cause instanceof Error ? cause.message : cause}`,
      { cause },
    );
  }
  if (isTrustConfig(config)) return config;
  throw new LocalFileError(
    'UNREADABLE',
    `${file}: "roots" must be a list of DIDs and "didDocuments" an object of DID documents by DID`,
  );
}

function isTrustConfig(config: unknown): config is TrustConfig {
  if (typeof config !== 'object' || config === null) return false;
  const { roots, didDocuments } = config as { roots?: unknown; didDocuments?: unknown };
  return (
    Array.isArray(roots) &&
    roots.every((root) => typeof root === 'string') &&
    typeof didDocuments === 'object' &&
    didDocuments !== null
  );
}
