// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nodeSuite } from '@touchstone/credentials/node';
import { type Digest, digestFromSha256 } from '@touchstone/identifiers';
import { loadRequirementSet, REQUIREMENT_FILE_NAMES, type RequirementSet } from '@touchstone/requirements';

/** A requirement set with the digest of its files: the edition that a verdict names. */
export interface LoadedRequirements {
  readonly requirements: RequirementSet;
  readonly digest: Digest;
}

/** Reads the requirement set of a folder of reference data. */
export async function readRequirements(folder: string): Promise<LoadedRequirements> {
  const texts = await Promise.all(
    REQUIREMENT_FILE_NAMES.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const),
  );
  const all = texts.map(([name, text]) => `${name}\n${text}`).join('\n');
  return {
    requirements: loadRequirementSet(Object.fromEntries(texts)),
    digest: digestFromSha256(nodeSuite.sha256(all)),
  };
}
