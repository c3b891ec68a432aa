// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeSuite } from '@touchstone/credentials/node';
import { type Digest, digestFromSha256 } from '@touchstone/identifiers';
import { loadRequirementSet, REQUIREMENT_FILE_NAMES, type RequirementSet } from '@touchstone/requirements';

const REFERENCE_DATA = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'reference-data');

/** The project's requirement set, and the digest of its files: the edition that a verdict names. */
export async function readRequirements(): Promise<{ readonly requirements: RequirementSet; readonly digest: Digest }> {
  const texts = await Promise.all(
    REQUIREMENT_FILE_NAMES.map(async (name) => [name, await readFile(join(REFERENCE_DATA, name), 'utf8')] as const),
  );
  const all = texts.map(([name, text]) => `${name}\n${text}`).join('\n');
  return {
    requirements: loadRequirementSet(Object.fromEntries(texts)),
    digest: digestFromSha256(nodeSuite.sha256(all)),
  };
}
