// SPDX-License-Identifier: Apache-2.0
import { AsyncLocalStorage } from 'node:async_hooks';
import { join } from 'node:path';
import { nodeSuite } from '@touchstone/credentials/node';
import { createReader, type DocumentChain } from '@touchstone/evidence';
import { parseCalendarDay, parseInstant, parsePlace } from '@touchstone/identifiers';
import { listDossierFolder, PROJECT_FOLDERS, readRequirements, readTrust } from '@touchstone/local-files';
import { formatVkey, parsePolicy } from '@touchstone/transparency-log';
import { nodeLogSuite, nodeNoteKey } from '@touchstone/transparency-log/node';
import pg from 'pg';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { publishNotice, type Reference } from './registers-in-use.ts';
import { listen, PARTIES } from './test-node.ts';
import { type LogNode, type LogNodeOptions, openLogNode } from '../src/publication/tests/log-node.ts';
import { publicTenant } from '../src/record-keeping/tenant.ts';
import { didDocumentsOf } from '../src/signing/did-documents.ts';
import { openCheckDesk } from '../src/check/check-desk.ts';
import { openLogWords } from '../src/publication/log-words.ts';

const PLACE = parsePlace('MO');
const nodes: LogNode[] = [];
afterEach(async () => {
  for (const node of nodes.splice(0).reverse()) await node.end();
});

async function open(options: LogNodeOptions = {}): Promise<LogNode> {
  const node = await openLogNode(options);
  nodes.push(node);
  return node;
}

const policyOf = (node: LogNode) => `log ${formatVkey(node.settings.signer.key)}\nquorum none\n`;

const textOf = async (node: LogNode, { issuer, id }: Reference) =>
  (await node.send(undefined, { url: `/api/statements/${encodeURIComponent(issuer)}/${id}` })).text;

/** What the desk of a node says of a statement that it has on record, by this policy. */
async function verify(node: LogNode, notice: Reference | string, policy: string): Promise<DocumentChain> {
  const trust = await readTrust(PROJECT_FOLDERS.demonstration, createReader(nodeSuite));
  const known = new Set(parsePolicy(nodeLogSuite, policy).logs.map(({ key }) => key.name));
  const { recordKeeping, publication } = node;
  const desk = openCheckDesk({
    recordKeeping,
    loaded: await readRequirements(PROJECT_FOLDERS.referenceData),
    trust: { ...trust, logs: { ...trust.logs, policies: [{ place: PLACE, text: policy }] } },
    resolveDid: (did) => didDocumentsOf(node.keys.publishedKeys()).find((document) => document.id === did),
    logWords: openLogWords({ keeping: recordKeeping.keeping, publication, isKnown: (origin) => known.has(origin) }),
  });
  const text = typeof notice === 'string' ? notice : await textOf(node, notice);
  const asked = { places: [PLACE], on: parseCalendarDay('2026-11-22'), now: node.testClock.now() };
  return desk.verify(
    { file: 'notice.json', bytes: new TextEncoder().encode(text) },
    { ...asked, tenant: publicTenant('CN') },
  );
}

const logReasons = ({ places, document }: DocumentChain) =>
  [...places.flatMap(({ checks }) => checks).flatMap(({ reasons }) => reasons), ...document.reasons].filter(
    ({ code }) => code.startsWith('LOG_'),
  );
const codesOf = (chain: DocumentChain) => [...new Set(logReasons(chain).map(({ code }) => code))];

describe('the cut of a verdict', () => {
  it('names the logs that were followed until before what is asked about, and not since', async () => {
    const { recordKeeping, testClock } = await open();
    const past = { log: 'past.test/log', until: parseInstant('2026-01-01T00:00:00Z') };
    const desk = openCheckDesk({
      ...{ recordKeeping, loaded: await readRequirements(PROJECT_FOLDERS.referenceData) },
      trust: await readTrust(PROJECT_FOLDERS.demonstration, createReader(nodeSuite)),
      resolveDid: () => undefined,
      endedLogs: () => [past, { log: 'ahead.test/log', until: parseInstant('2999-01-01T00:00:00Z') }],
    });
    const { knownAt } = await desk.check(await listDossierFolder(join(PROJECT_FOLDERS.examples, 'wolfberry-leaf')), {
      ...{ places: [], on: undefined, now: testClock.now(), tenant: publicTenant('CN') },
    });
    expect(knownAt.ended).toEqual([past]);
  });
});

describe('the log words of many statements on record', () => {
  it('are had in as many round trips as those of one', async () => {
    const node = await open();
    const names: Reference[] = [];
    for (let n = 1; n <= 12; n++) names.push(await publishNotice(node, { standard: `GB ${n}-2020` }));
    await node.publication.flush();
    const { recordKeeping, publication } = node;
    const words = openLogWords({ keeping: recordKeeping.keeping, publication, isKnown: () => true });
    const tenant = publicTenant('CN');
    const requests = names.map(({ issuer, id }) => ({ by: 'identity' as const, issuer, id }));
    const records = await recordKeeping.read({ tenant, asOf: {} }, async (reads) =>
      (await reads.findStatements(requests, undefined)).flat(),
    );
    // What the log does in the background asks the database too: counted is what is asked on behalf of this call.
    const ours = new AsyncLocalStorage<{ count: number }>();
    const query = pg.Client.prototype.query as (...given: unknown[]) => unknown;
    const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
      this: unknown,
      ...given: unknown[]
    ) {
      const asked = ours.getStore();
      if (asked !== undefined) asked.count += 1;
      return Reflect.apply(query, this, given);
    });
    onTestFinished(() => spy.mockRestore());
    const tripsOf = async (some: typeof records) => {
      const asked = { count: 0 };
      const found = await ours.run(asked, () => words.of(some, tenant));
      expect(found.size).toBe(some.length);
      return asked.count;
    };
    expect(records).toHaveLength(12);
    const one = await tripsOf(records.slice(0, 1));
    expect(one).toBeGreaterThan(0);
    expect(await tripsOf(records)).toBe(one);
  });
});

describe('the log words of a statement on record', () => {
  it('are its receipt once it is in the log of this node', async () => {
    const node = await open();
    const notice = await publishNotice(node, { standard: 'GB 1-2020' });
    await node.publication.flush();
    expect(codesOf(await verify(node, notice, policyOf(node)))).toEqual(['LOG_INCLUDED_UNDATED']);
  });

  it('are the promise before that, which tells on the log once its time is over', async () => {
    const node = await open({ change: () => ({ checkpointInterval: 3_600_000, mergeDelay: 60 }) });
    await publishNotice(node, { standard: 'GB 1-2020' });
    await node.publication.flush();
    const notice = await publishNotice(node, { standard: 'GB 2-2020' });
    const chain = await verify(node, notice, policyOf(node));
    expect(codesOf(chain)).toEqual(['LOG_PROMISED']);
    expect(logReasons(chain)[0]?.values).toMatchObject({ log: node.settings.origin, seconds: '60' });
    node.testClock.advance(61);
    expect(codesOf(await verify(node, notice, policyOf(node)))).toEqual(['LOG_PROMISE_OVERDUE']);
  });

  it('are none where the opening was erased, or where no policy at hand knows the log', async () => {
    const node = await open();
    const notice = await publishNotice(node, { standard: 'GB 1-2020' });
    await node.publication.flush();
    const { skey: _, signer } = nodeNoteKey({ name: 'other.test/log', type: 'ed25519', seed: new Uint8Array(32) });
    const other = `log ${formatVkey(signer.key)}\nquorum none\n`;
    expect(codesOf(await verify(node, notice, other))).toEqual(['LOG_NOT_EVALUATED']);
    const publisher = { party: PARTIES.publisher, person: 'p', jurisdiction: 'CN', roles: ['standards-editor'] };
    const text = await textOf(node, notice);
    await node.publication.eraseOpening({ actor: publisher, now: node.testClock.now(), ...notice });
    expect(codesOf(await verify(node, text, policyOf(node)))).toEqual(['LOG_NOT_EVALUATED']);
  });

  it('are the receipt of its origin where it came by following, until it is erased there', async () => {
    const home = await open();
    const url = `${await listen(home)}/log`;
    const follow = [{ key: home.settings.signer.key, url }];
    const shared = { clock: home.testClock.now, keys: home.keys, node: 'abroad.test', onUnexpected: () => undefined };
    const abroad = await open({ ...shared, change: () => ({ follow, followEvery: 50 }) });
    const notice = await publishNotice(home, { standard: 'GB 1-2020' });
    await home.publication.flush();
    const policy = policyOf(home);
    const text = await textOf(home, notice);
    const seen = async (code: string) => {
      abroad.publication.look();
      return codesOf(await verify(abroad, text, policy)).includes(code);
    };
    const until = async (code: string) => {
      while (!(await seen(code))) await new Promise((resolve) => setTimeout(resolve, 50));
    };
    await until('LOG_INCLUDED_UNDATED');
    const publisher = { party: PARTIES.publisher, person: 'p', jurisdiction: 'CN', roles: ['standards-editor'] };
    await home.publication.eraseOpening({ actor: publisher, now: home.testClock.now(), ...notice });
    await until('LOG_NOT_EVALUATED');
  });
});
