// SPDX-License-Identifier: Apache-2.0
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMemorySource, type EvidenceSource, type ReadDocument } from '@touchstone/evidence';
import { z } from 'zod';

/** Whom this node trusts by its operator's configuration, and the statements of authorities that came with it. */
export interface NodeTrust {
  readonly roots: readonly string[];
  readonly source: EvidenceSource;
}

const config = z.object({ roots: z.array(z.string()), didDocuments: z.record(z.string(), z.unknown()) });

/** Reads a trust folder: `trust.json` with roots and DID documents, and `statements/` with signed statements. */
export async function readTrustFolder(folder: string, read: ReadDocument): Promise<NodeTrust> {
  const { roots, didDocuments } = config.parse(JSON.parse(await readFile(join(folder, 'trust.json'), 'utf8')));
  const names = (await readdir(join(folder, 'statements')).catch(() => []))
    .filter((name) => /\.(json|jwt)$/.test(name))
    .sort();
  const statements = await Promise.all(
    names.map(async (name) => ({ text: await readFile(join(folder, 'statements', name), 'utf8') })),
  );
  return { roots, source: createMemorySource(statements, didDocuments, read) };
}
