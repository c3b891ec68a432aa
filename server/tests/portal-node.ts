// SPDX-License-Identifier: Apache-2.0
// A whole node that serves the built portal and the check desk over the demonstration's papers, with the demonstration on
// record, on a port of its own.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeSuite } from '@touchstone/credentials/node';
import { createReader } from '@touchstone/evidence';
import { listExamples, PROJECT_FOLDERS, readRequirements, readTrust } from '@touchstone/local-files';
import { openCheckDesk } from '../src/check/check-desk.ts';
import { instrumentPlanRoutes } from '../src/check/instrument-plans.ts';
import { qualityToolRoutes } from '../src/check/quality-tools.ts';
import { checkRoutes } from '../src/check/routes.ts';
import { readOffers } from '../src/registers/accreditation/capabilities.ts';
import { readInstrumentReference } from './instrument-lists.ts';
import type { NodeOptions } from '../src/compose-node.ts';
import { demonstrationSeed } from '../src/demonstration/seed-demonstration.ts';
import { plantSeeds } from '../src/seeds.ts';
import { WITH_PAGES } from './page-node.ts';
import { listen, openTestNode, type TestNode } from './test-node.ts';

/** Folder of the examples, each a dossier. */
export const EXAMPLES_FOLDER = PROJECT_FOLDERS.examples;

/** Starts it; throws what to do when the pages were not built. */
export async function openPortalNode(): Promise<{ readonly url: string; end(): Promise<void> }> {
  if (!existsSync(join(WITH_PAGES.portalDirectory, 'index.html')))
    throw new Error('The portal is not built: run `node scripts/ensure.mjs --portal`, as `npm test` does.');
  const node = await openDemonstrationNode({ portalDirectory: WITH_PAGES.portalDirectory });
  return { url: await listen(node), end: () => node.end() };
}

/** The demonstration on record and in its trust folder, and the desk over both, without pages of its own. */
export async function openDemonstrationNode(options: Partial<NodeOptions> = {}): Promise<TestNode> {
  const [loaded, trust, examples] = await Promise.all([
    readRequirements(PROJECT_FOLDERS.referenceData),
    readTrust(PROJECT_FOLDERS.demonstration, createReader(nodeSuite)),
    listExamples(EXAMPLES_FOLDER),
  ]);
  const node = await openTestNode({
    roots: trust.roots,
    ...options,
    extraRoutes: async ({ recordKeeping }) => [
      ...checkRoutes({
        desk: openCheckDesk({ recordKeeping, loaded, trust, resolveDid: () => undefined }),
        examplesFolder: EXAMPLES_FOLDER,
        examples,
      }),
      ...qualityToolRoutes(),
      ...instrumentPlanRoutes({ recordKeeping, readOffers, ...(await readInstrumentReference()) }),
    ],
  });
  const dataDirectory = await mkdtemp(join(tmpdir(), 'touchstone-portal-'));
  await plantSeeds(node, [demonstrationSeed({ folder: PROJECT_FOLDERS.demonstration, dataDirectory })]);
  return { ...node, end: () => node.end().finally(() => rm(dataDirectory, { recursive: true })) };
}
