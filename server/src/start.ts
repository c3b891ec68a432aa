// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nodeSuite } from '@touchstone/credentials/node';
import { createReader } from '@touchstone/evidence';
import { instantFromMilliseconds } from '@touchstone/identifiers';
import { listExamples, PROJECT_FOLDERS, readRequirements, readTrust, withLogPolicies } from '@touchstone/local-files';
import { parseCapabilities, parseInstrumentRules } from '@touchstone/metrology/upkeep';
import { parsePolicy } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import type { Begun } from './begin.ts';
import { openCheckDesk } from './check/check-desk.ts';
import { instrumentPlanRoutes } from './check/instrument-plans.ts';
import { qualityToolRoutes } from './check/quality-tools.ts';
import { checkRoutes } from './check/routes.ts';
import { type ComposedNode, composeNode, type NodeServices } from './compose-node.ts';
import { type Configuration, PORTAL_FOLDER } from './configuration.ts';
import { capabilitySeed } from './demonstration/seed-capability.ts';
import { demonstrationSeed } from './demonstration/seed-demonstration.ts';
import { measurementSeed } from './demonstration/seed-measurement.ts';
import { metrologySeed } from './demonstration/seed-metrology.ts';
import { practiceSeed } from './demonstration/seed-practice.ts';
import { explain } from './explain.ts';
import type { ServedRoute } from './http/served-route.ts';
import { listen } from './listen.ts';
import { type OpenedDatabase, openConfiguredDatabase } from './open-database.ts';
import { readOffers } from './registers/accreditation/capabilities.ts';
import type { LogSettings } from './publication/log-settings.ts';
import { openLogWords } from './publication/log-words.ts';
import { type LogWishes, openLogSettings } from './publication/open-settings.ts';
import { plantSeeds } from './seeds.ts';
import { didDocumentsOf } from './signing/did-documents.ts';
import { openFileKeyStore } from './signing/file-key-store.ts';
import { startClockwork } from './start-clockwork.ts';
import { StartError } from './start-error.ts';
import { openKeptStatus } from './status-lists/kept-status.ts';

const clock = () => instantFromMilliseconds(Date.now());

/** Joins the parts, prints one line with the URL, and serves until it is told to stop. */
export async function start({ configuration, database }: Begun): Promise<void> {
  // Read while the database answers: most of the one is computing, most of the other is waiting.
  const content = readContent(configuration);
  content.catch(() => {});
  const opened = await openConfiguredDatabase(database, (error) => report(error, 'database'));
  const node = await compose(configuration, opened, content).catch(async (error) => {
    await opened.close();
    throw error;
  });
  const clockwork = startClockwork(node, (error) => report(error, 'clock'));
  const stop = stopper(async () => {
    await clockwork.stop();
    await node.close();
    await opened.close();
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(0));
  try {
    const url = await listen(node.app, configuration);
    process.stdout.write(`Touchstone is ready at ${configuration.publicUrl?.href ?? url}\n`);
  } catch (error) {
    explain(error);
    await stop(1);
  }
}

async function compose(
  configuration: Configuration,
  { database }: OpenedDatabase,
  content: Promise<Content>,
): Promise<ComposedNode> {
  const { node, jurisdiction, publicUrl, trustProxy, dataDirectory, trustDirectory } = configuration;
  const composed = await composeNode({
    ...{ database, node, jurisdiction, clock },
    keys: await openFileKeyStore(join(dataDirectory, 'keys')),
    cursorKey: await readCursorKey(configuration),
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    home: {
      origins: publicUrl === undefined ? [] : [publicUrl.origin],
      hosts: publicUrl === undefined ? [] : [publicUrl.hostname.toLowerCase()],
      secure: publicUrl?.protocol === 'https:',
    },
    ...(configuration.statusLists && publicUrl !== undefined ? { statusListsAt: publicUrl } : {}),
    onUnexpected: report,
    roots: (await content).trust.roots,
    resolveForeignDid: async (did) => (await (await content).trust.source.resolve([did])).get(did),
    ...(configuration.log === undefined ? {} : { log: await openLog(configuration.log, await content) }),
    instrumentRules: (await content).instrumentRules,
    requirements: (await content).loaded.requirements,
    extraRoutes: async (services) => [
      ...openDesk(services, await content),
      ...qualityToolRoutes(),
      ...instrumentPlanRoutes({
        ...{ recordKeeping: services.recordKeeping, readOffers, rules: (await content).instrumentRules },
        // A node with trust anchors of its own is no demonstration.
        demonstrated: trustDirectory === undefined ? (await content).demonstrated : [],
      }),
    ],
    ...(existsSync(join(PORTAL_FOLDER, 'index.html')) ? { portalDirectory: PORTAL_FOLDER } : {}),
    ...(trustProxy === undefined ? {} : { trustProxy }),
  });
  // A node with trust anchors of its own is no demonstration.
  const seeds =
    trustDirectory === undefined
      ? [
          demonstrationSeed({ folder: PROJECT_FOLDERS.demonstration, dataDirectory }),
          metrologySeed(),
          measurementSeed(),
          practiceSeed({
            rules: (await content).instrumentRules,
            list: join(PROJECT_FOLDERS.examples, 'instruments', 'workshop.xlsx'),
          }),
          capabilitySeed(),
        ]
      : [];
  await plantSeeds(composed, seeds);
  return composed;
}

/** The log's settings; what is followed is held against the policies that the desk judges by. */
async function openLog(wishes: LogWishes, { logs }: Content): Promise<LogSettings> {
  const settings = await openLogSettings(wishes);
  return { ...settings, followPolicies: logs };
}

/** What the main job reads from disk: the loaded requirements, the trust anchors, the examples. */
type Content = Awaited<ReturnType<typeof readContent>>;

async function readContent(configuration: Configuration) {
  const { trustDirectory = PROJECT_FOLDERS.demonstration, logPolicies, dccSchemas } = configuration;
  const trust = await withLogPolicies(await readTrust(trustDirectory, createReader(nodeSuite)), logPolicies);
  return {
    loaded: await readRequirements(PROJECT_FOLDERS.referenceData),
    trust,
    certificates: { trust: trustDirectory, schemas: dccSchemas },
    /** When a checkpoint counts here, place by place. */
    logs: trust.logs.policies.map(({ text }) => parsePolicy(nodeLogSuite, text)),
    examples: await listExamples(PROJECT_FOLDERS.examples),
    instrumentRules: parseInstrumentRules(await readReference('rules.json')),
    demonstrated: parseCapabilities(await readReference('demonstration-capabilities.json')),
  };
}

/** A file of the reference data about instruments. */
async function readReference(name: string): Promise<unknown> {
  return JSON.parse(await readFile(join(PROJECT_FOLDERS.referenceData, 'instruments', name), 'utf8'));
}

/** The main job, over this node's record, its trust anchors and the loaded requirements. */
function openDesk(
  { recordKeeping, keys, publication }: NodeServices,
  { loaded, trust, certificates, examples, logs }: Content,
): readonly ServedRoute[] {
  const known = new Set(logs.flatMap((policy) => policy.logs.map(({ key }) => key.name)));
  // The log of a year has the name of the whole with the year behind it.
  const isKnown = (origin: string) => known.has(origin) || [...known].some((name) => name.startsWith(`${origin}/`));
  const desk = openCheckDesk({
    ...{ recordKeeping, loaded, trust, certificates },
    logWords: openLogWords({ keeping: recordKeeping.keeping, publication, isKnown }),
    resolveDid: (did) => didDocumentsOf(keys.publishedKeys()).find((document) => document.id === did),
    endedLogs: () => publication?.endedLogs() ?? [],
    notOpened: (statement) => publication?.notOpened(statement) ?? [],
    statusKept: openKeptStatus({
      keeping: recordKeeping.keeping,
      holdsKeyOf: (did) => keys.publishedKeys().some(({ controller }) => controller === did),
      wholeLogs: () => publication?.wholeLogs() ?? [],
    }),
  });
  return checkRoutes({ desk, examplesFolder: PROJECT_FOLDERS.examples, examples });
}

/** The same at every start, so that a page link survives one; on several servers it is named in the environment. */
async function readCursorKey({ cursorKey, dataDirectory }: Configuration): Promise<Uint8Array> {
  if (cursorKey !== undefined) {
    const bytes = Buffer.from(cursorKey, 'base64url');
    if (bytes.length < 16) throw new StartError('TOUCHSTONE_CURSOR_KEY: at least 16 bytes in base64url');
    return bytes;
  }
  const path = join(dataDirectory, 'cursor.key');
  const kept = await readFile(path).catch(() => undefined);
  if (kept !== undefined && kept.length >= 16) return kept;
  const made = randomBytes(32);
  await writeFile(path, made, { mode: 0o600 });
  return made;
}

const STOP_WITHIN = 15_000;

/** Ends the program once, in order; a second signal, or work that does not end, ends it at once. */
function stopper(work: () => Promise<void>): (code: number) => Promise<void> {
  let stopping = false;
  return async (code) => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN).unref();
    await work().catch((error) => report(error, 'stop'));
    process.exit(code);
  };
}

/** What an operator must know; askers were told a request id, and nothing else. */
function report(error: unknown, requestId: string): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${clock()} ${requestId} ${text}\n`);
}
