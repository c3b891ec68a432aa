// SPDX-License-Identifier: Apache-2.0
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DOSSIER_LIMITS } from '@touchstone/dossier';
import {
  type CompletenessText,
  createMemorySource,
  type EvidenceSource,
  type LogOptions,
  type ReadDocument,
  type Root,
  type StoredStatement,
} from '@touchstone/evidence';
import { parsePlace } from '@touchstone/identifiers';
import { LocalFileError } from './local-file-error.ts';

/** Whom a check trusts, and the statements of authorities that it has at hand. */
export interface Trust {
  /** Whose place policies are taken, and for which places. */
  readonly roots: readonly Root[];
  readonly source: EvidenceSource;
  /** When a checkpoint counts, by place, and what logs had about parties. */
  readonly logs: Omit<LogOptions, 'suite'>;
}

/** Statements that one folder may give; more is no folder of papers. */
const STATEMENTS_MAX = 5_000;

/**
 * Reads a trust folder: `trust.json` with roots and DID documents, `statements/` with signed statements,
 * `status-lists/` with the status lists of issuers as they were taken, `log-policies/` with a C2SP tlog-policy for each
 * place (`HK.tlog-policy`), `completeness/` with completeness files, and others at hand. A receipt of a public log lies
 * beside its statement, with .tlog-proof after its name.
 */
export async function readTrust(
  folder: string,
  read: ReadDocument,
  beside: readonly StoredStatement[] = [],
): Promise<Trust> {
  const { roots, didDocuments } = await readConfig(join(folder, 'trust.json'));
  const kept = await Promise.all(['statements', 'status-lists'].map((name) => readStatements(join(folder, name))));
  const statements = [...kept.flat(), ...beside];
  const [policies, completeness] = await Promise.all([
    readLogPolicies(join(folder, 'log-policies')),
    readCompleteness(join(folder, 'completeness')),
  ]);
  return { roots, source: createMemorySource(statements, didDocuments, read), logs: { policies, completeness } };
}

/** The trust with the log policies of a folder of their own, each in place of the one for the same place. */
export async function withLogPolicies(trust: Trust, folder: string | undefined): Promise<Trust> {
  if (folder === undefined) return trust;
  const own = await readLogPolicies(folder);
  if (own.length === 0) {
    throw new LocalFileError('NOT_THERE', `${folder} has no log policy, such as HK.tlog-policy`);
  }
  const others = trust.logs.policies.filter(({ place }) => !own.some((each) => each.place === place));
  return { ...trust, logs: { ...trust.logs, policies: [...others, ...own] } };
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
    if (size > DOSSIER_LIMITS.documentBytes) return [];
    const receipt = await readReceipt(file);
    return [{ text: await readFile(file, 'utf8'), ...(receipt === undefined ? {} : { receipt }) }];
  };
  return (await Promise.all(names.map(read))).flat();
}

/** The receipt that lies beside a statement: `report.json.tlog-proof`, or `report.tlog-proof`. */
export async function readReceipt(file: string): Promise<string | undefined> {
  for (const name of [`${file}.tlog-proof`, file.replace(/\.[^./\\]*$/, '.tlog-proof')]) {
    const found = await stat(name).catch(() => undefined);
    if (found?.isFile() && found.size <= DOSSIER_LIMITS.documentBytes) return readFile(name, 'utf8');
  }
  return undefined;
}

/** The policies of a folder, each named by its place. */
async function readLogPolicies(folder: string): Promise<LogOptions['policies']> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.tlog-policy')).sort();
  return Promise.all(
    names.map(async (name) => {
      const file = join(folder, name);
      try {
        return { place: parsePlace(name.slice(0, -'.tlog-policy'.length)), text: await readFile(file, 'utf8') };
      } catch (cause) {
        const detail = `${file}: a log policy is named by its place, such as HK.tlog-policy: ${(cause as Error).message}`;
        throw new LocalFileError('UNREADABLE', detail, { cause });
      }
    }),
  );
}

/** Completeness files that are no larger than a file of a dossier may be. */
async function readCompleteness(folder: string): Promise<readonly CompletenessText[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json')).sort();
  const read = async (name: string): Promise<readonly CompletenessText[]> => {
    const file = join(folder, name);
    const { size } = await stat(file);
    return size > DOSSIER_LIMITS.fileBytes ? [] : [{ file: name, text: await readFile(file, 'utf8') }];
  };
  return (await Promise.all(names.map(read))).flat();
}

interface TrustConfig {
  readonly roots: readonly Root[];
  readonly didDocuments: Readonly<Record<string, unknown>>;
}

async function readConfig(file: string): Promise<TrustConfig> {
  let config: unknown;
  try {
    config = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT')
      throw new LocalFileError('NOT_THERE', `there is no ${file}; a trust folder has a trust.json and statements/`);
    throw new LocalFileError(
      'UNREADABLE',
      `${file} cannot be read: ${cause instanceof Error ? cause.message : cause}`,
      { cause },
    );
  }
  const { roots, didDocuments } = (config ?? {}) as { roots?: unknown; didDocuments?: unknown };
  if (!Array.isArray(roots) || typeof didDocuments !== 'object' || didDocuments === null) {
    throw new LocalFileError(
      'UNREADABLE',
      `${file}: "roots" must be a list and "didDocuments" an object of DID documents by DID`,
    );
  }
  return {
    roots: roots.map((root) => readRoot(root, file)),
    didDocuments: didDocuments as TrustConfig['didDocuments'],
  };
}

/** A root names its places: one that is taken for all of them could rule where it has no say. */
function readRoot(root: unknown, file: string): Root {
  const { did, places, publishes = [] } = (root ?? {}) as { did?: unknown; places?: unknown; publishes?: unknown };
  const right = '{ "did": "did:web:…", "places": ["HK"] }';
  if (typeof did !== 'string' || !Array.isArray(places) || places.length === 0) {
    throw new LocalFileError('UNREADABLE', `${file}: a root is a DID with the places that it rules, such as ${right}`);
  }
  if (!Array.isArray(publishes) || !publishes.every((one) => typeof one === 'string')) {
    const wanted = '"publishes": ["GB", "GB/T"]';
    throw new LocalFileError('UNREADABLE', `${file}: what ${did} publishes is a list of letters, such as ${wanted}`);
  }
  try {
    return { did, places: places.map(parsePlace), ...(publishes.length === 0 ? {} : { publishes }) };
  } catch (cause) {
    throw new LocalFileError('UNREADABLE', `${file}: the places of ${did}: ${(cause as Error).message}`, { cause });
  }
}
