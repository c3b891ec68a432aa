// SPDX-License-Identifier: Apache-2.0
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseStrictJson } from '@touchstone/credentials/formats';
import { parseCompletenessFile, verifyCompleteness } from '@touchstone/evidence/completeness';
import { parseDigest } from '@touchstone/identifiers';
import { auditLog } from '@touchstone/log-keeping/audit';
import { openMemoryMap } from '@touchstone/log-keeping/appender';
import { openSuccession } from '@touchstone/log-keeping/follow';
import { readEntries } from '@touchstone/log-keeping/reader';
import { readLeaf } from '@touchstone/statements';
import { hashLeaf, parseTlogProof, parseVkey, verifyTlogProof } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { publishNotice } from '../../tests/registers-in-use.ts';
import { fixedClock } from '../../tests/record-fixture.ts';
import { listen } from '../../tests/test-node.ts';
import type { StatementInput } from '../record-keeping/fact.ts';
import { publicTenant } from '../record-keeping/tenant.ts';
import { shardAt, yearOf } from './log-shards.ts';
import { readStatement } from './make-leaves.ts';
import { openLogSettings } from './open-settings.ts';
import type { Publication } from './publication.ts';
import { openLogNode, ORIGIN } from './tests/log-node.ts';
import { type LogWorld, openLogWorld } from './tests/log-world.ts';
import { openStatus } from './tests/open-status.ts';

const READER = publicTenant('CN');
const ISSUER = 'did:web:authority.demonstration.example';
const DAYS = 86_400;
const YEARLY = { shards: 'yearly' };

let world: LogWorld;
beforeEach(async () => {
  world = await openLogWorld();
});
afterEach(() => world.end());

const policiesOf = async (publication: Publication) =>
  (await publication.status()).shards.map(({ vkey }) => ({
    ...{ logs: [{ key: parseVkey(suite, vkey) }], witnesses: [], quorum: 'none' as const },
  }));

/** The year whose log a receipt is of, after it was verified against that log. */
async function yearOfReceipt(publication: Publication, statement: { issuer: string; id: string }): Promise<string> {
  const proof = parseTlogProof((await publication.receiptOf(READER, statement)).proof);
  const origin = proof.checkpoint.split('\n')[0] as string;
  const name = /\/(\d{4})$/.exec(origin)?.[1] ?? '';
  const size = Number(proof.checkpoint.split('\n')[1]);
  const entries: Uint8Array[] = [];
  const read = (path: string) => publication.readShardFile(name, path);
  for await (const some of readEntries(suite, { from: 0, size, read })) entries.push(...some.map(({ entry }) => entry));
  const leafHash = hashLeaf(suite, entries[proof.index] as Uint8Array);
  const verdicts = (await policiesOf(publication)).map((policy) => verifyTlogProof(suite, { proof, leafHash }, policy));
  expect(verdicts.map(({ outcome }) => outcome)).toContain('accepted');
  return name;
}

async function verdictOf(publication: Publication, statements: readonly StatementInput[]) {
  const text = await publication.completenessOf({ tenant: READER, names: [ISSUER] });
  const digests = new Map(statements.map(({ id, digest }) => [id, digest]));
  return verifyCompleteness(parseCompletenessFile(text), {
    ...{ suite, policies: await policiesOf(publication) },
    verifyStatement: (given) => {
      const body = parseStrictJson(new TextEncoder().encode(given)) as Record<string, never>;
      const statement = readStatement({ body });
      if (statement === undefined) throw new Error('no statement');
      return { outcome: 'accepted', statement, digest: parseDigest(digests.get(statement.id) ?? '') };
    },
  });
}

describe('a log a year', () => {
  it('ends with its year, goes on under the next, and proves in each what is in it', async () => {
    const publication = await world.open({}, YEARLY);
    const [early] = await world.notices(1);
    await publication.flush();
    const promise = await publication.promiseOf(READER, early as StatementInput);
    world.clock.advance(45 * DAYS);
    const late = await world.notices(2);
    await publication.flush();

    const { shards, origin, next, published } = await openStatus(publication);
    expect([origin, next?.origin]).toEqual(['world.test/log/2027', 'world.test/log/2028']);
    expect(shards).toMatchObject([
      { origin: 'world.test/log/2026', path: '/log/2026', open: true, ended: { at: expect.any(String) } },
      { origin: 'world.test/log/2027', path: '/log/2027', open: true },
    ]);
    // What came after the end of the old year, and nothing else, is in the new one.
    const types: (string | undefined)[] = [];
    for await (const some of readEntries(suite, { from: 0, size: published, read: publication.readFile })) {
      types.push(...some.map(({ entry }) => readLeaf(entry)?.type));
    }
    expect(types.filter((type) => type !== 'index-root')).toEqual(['shard-start', 'statement', 'statement']);
    expect(await yearOfReceipt(publication, early as StatementInput)).toBe('2026');
    for (const each of late) expect(await yearOfReceipt(publication, each)).toBe('2027');
    // A promise stays the note that it was, and names the log of its year.
    expect(await publication.promiseOf(READER, early as StatementInput)).toEqual(promise);
    expect(promise.promise).toContain('world.test/log/2026\n');
    expect((await publication.compare()).differences).toEqual([]);
    expect(world.troubles).toEqual([]);
  });

  it('begins with the end of the one before it, its tree and its map, and is audited with it', async () => {
    const publication = await world.open({}, YEARLY);
    await world.notices(3);
    await publication.flush();
    world.clock.advance(45 * DAYS);
    await world.notices(1);
    await publication.flush();
    const { shards } = await publication.status();
    const keys = shards.map(({ vkey }) => parseVkey(suite, vkey));
    const [old, young] = ['2026', '2027'].map((name) => (path: string) => publication.readShardFile(name, path));
    if (old === undefined || young === undefined) throw new Error('two shards');
    const { size } = await openStatus(publication);
    const started = (await readEntries(suite, { from: 0, size, read: young }).next()).value?.[0]?.entry;
    expect(readLeaf(started as Uint8Array)).toMatchObject({
      ...{ type: 'shard-start', origin: 'world.test/log/2026', size: shards[0]?.ended?.size },
    });
    const audited = await auditLog(suite, {
      ...{ origin: 'world.test/log/2027', keys, read: young, predecessor: { read: old, keys } },
      map: openMemoryMap(suite),
    });
    expect(audited.outcome).toBe('sound');
    const named = openSuccession(suite, (await publication.successorOf('2026')) as string, {
      ...{ origin: 'world.test/log/2026', keys: keys.slice(0, 1) },
    });
    expect([named.key.name, named.at]).toEqual(['world.test/log/2027', '../2027']);
    expect(await publication.successorOf('2027')).toBeUndefined();
  });

  it('leaves the signed name of its successor among its files, also after a stop that came before', async () => {
    const publication = await world.open({}, YEARLY);
    await world.notices(1);
    await publication.flush();
    const file = join(world.folder, '2026', 'public', 'successor');
    await expect(readFile(file)).rejects.toMatchObject({ code: 'ENOENT' });
    world.clock.advance(45 * DAYS);
    await publication.flush();
    const note = await publication.successorOf('2026');
    expect(await readFile(file, 'utf8')).toBe(note);
    await publication.stop();
    for (const spoilt of [() => rm(file), () => writeFile(file, 'what a stop left')]) {
      await spoilt();
      const again = await world.open({}, YEARLY);
      await again.flush();
      expect(await readFile(file, 'utf8')).toBe(note);
      await again.stop();
    }
    await expect(readFile(join(world.folder, '2027', 'public', 'successor'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('goes on where the name of its successor cannot be written, tells it once, and writes it when it can', async () => {
    const publication = await world.open({}, YEARLY);
    await world.notices(1);
    await publication.flush();
    const blocked = join(world.folder, '2026', 'public', 'successor');
    await mkdir(join(blocked, 'in the way'), { recursive: true });
    world.clock.advance(45 * DAYS);
    await world.notices(1);
    await publication.flush();
    await publication.flush();
    expect(world.troubles).toMatchObject([{ name: 'LogKeepingError' }]);
    await rm(blocked, { recursive: true });
    await publication.flush();
    expect(await readFile(blocked, 'utf8')).toBe(await publication.successorOf('2026'));
  });

  it('proves over all years that there is no more about a party, and misses a year that is left out', async () => {
    const publication = await world.open({}, YEARLY);
    const before = await world.notices(2);
    await publication.flush();
    world.clock.advance(45 * DAYS);
    const [first] = before as readonly [StatementInput];
    const changes = { issuer: first.issuer, id: first.id, digest: first.digest };
    const change = await world.put('StatusChange', {
      ...{ id: first.id, changes, status: 'withdrawn', from: world.clock.now(), reason: 'r' },
    });
    await publication.flush();
    const verdict = await verdictOf(publication, [...before, change]);
    expect(verdict.faults).toEqual([]);
    expect([verdict.outcome, verdict.opened.length, verdict.logs.length]).toEqual(['complete', 3, 2]);
    const file = parseCompletenessFile(await publication.completenessOf({ tenant: READER, names: [ISSUER] }));
    const short = verifyCompleteness(
      { ...file, logs: file.logs.slice(1) },
      {
        ...{ suite, policies: await policiesOf(publication) },
        verifyStatement: () => ({ outcome: 'rejected', reason: { code: 'X', detail: 'x', values: {} } }) as never,
      },
    );
    expect(short.faults.map(({ code }) => code)).toContain('PREDECESSOR_NOT_CONSULTED');
  });

  it.each(['sealed, and its successor not written down', 'written down, and its successor not begun'])(
    'goes on after a stop at the turn of the year, when the old one was %s',
    async (when) => {
      const publication = await world.open({}, YEARLY);
      await world.notices(2);
      await publication.flush();
      const settings = await openLogSettings({ folder: world.folder, origin: 'world.test/log', ...YEARLY });
      const list = join(world.folder, 'shards.json');
      const before = await readFile(list);
      world.clock.advance(45 * DAYS);
      await publication.flush();
      await publication.stop();
      await rm(join(world.folder, '2027'), { recursive: true });
      if (when.startsWith('sealed')) await writeFile(list, before);
      expect((await settings.shards?.list(world.clock.now()))?.length).toBe(when.startsWith('sealed') ? 1 : 2);
      const again = await world.open({}, YEARLY);
      const [late] = await world.notices(1);
      await again.flush();
      expect(await yearOfReceipt(again, late as StatementInput)).toBe('2027');
      expect((await again.compare()).differences).toEqual([]);
    },
  );

  it('goes on from a log that had no year in its name, at the end of the year in which it became one of a chain', async () => {
    const plain = await world.open();
    const [early] = await world.notices(1);
    await plain.flush();
    const chained = await world.open({}, YEARLY);
    await world.notices(1);
    await chained.flush();
    expect((await chained.status()).origin).toBe('world.test/log');
    world.clock.advance(45 * DAYS);
    const [late] = await world.notices(1);
    await chained.flush();
    expect((await chained.status()).shards.map(({ path }) => path)).toEqual(['/log', '/log/2027']);
    expect(await yearOfReceipt(chained, early as StatementInput)).toBe('');
    expect(await yearOfReceipt(chained, late as StatementInput)).toBe('2027');
  });

  it('opens the log that was announced, also after years in which the program was stopped', async () => {
    const publication = await world.open({}, YEARLY);
    const before = await world.notices(1);
    await publication.flush();
    expect((await publication.status()).next?.origin).toMatch(/\/2027$/);
    const { vkey: announced } = (await publication.status()).next ?? {};
    world.clock.advance((45 + 366) * DAYS);
    const after = await world.notices(1);
    await publication.flush();
    const { shards, next } = await publication.status();
    expect(shards.map(({ origin }) => origin.slice(-5))).toEqual(['/2026', '/2027', '/2028']);
    expect(shards[1]?.vkey).toBe(announced);
    expect(next?.origin).toMatch(/\/2029$/);
    const verdict = await verdictOf(publication, [...before, ...after]);
    expect([verdict.outcome, verdict.faults]).toEqual(['complete', []]);
  });

  it('that stays empty is followed by the next as if it had not been', async () => {
    const publication = await world.open({}, YEARLY);
    await publication.flush();
    world.clock.advance(45 * DAYS);
    await world.notices(1);
    await publication.flush();
    expect((await publication.status()).shards.map(({ origin }) => origin)).toEqual(['world.test/log/2027']);
  });

  it('takes in what it has promised before it ends, however empty it was until then', async () => {
    const publication = await world.open({}, YEARLY);
    await publication.flush();
    await publication.stop();
    const [early] = await world.notices(1);
    const again = await world.open({}, YEARLY);
    const { promise } = await again.promiseOf(READER, early as StatementInput);
    await again.stop();
    world.clock.advance(45 * DAYS);
    const last = await world.open({}, YEARLY);
    await last.flush();
    expect(promise).toContain('world.test/log/2026\n');
    expect(await yearOfReceipt(last, early as StatementInput)).toBe('2026');
    expect((await last.promiseOf(READER, early as StatementInput)).promise).toBe(promise);
    expect((await last.status()).shards.map(({ origin }) => origin.slice(-4))).toEqual(['2026', '2027']);
  });

  it('goes on while the files of an earlier year are lost, and says that they are', async () => {
    const publication = await world.open({}, YEARLY);
    const [early] = await world.notices(1);
    await publication.flush();
    world.clock.advance(45 * DAYS);
    await world.notices(1);
    await publication.flush();
    await publication.stop();
    await rm(join(world.folder, '2026', 'public'), { recursive: true });
    const again = await world.open({}, YEARLY);
    const [late] = await world.notices(1);
    await again.flush();
    expect((await again.status()).shards.map(({ open }) => open)).toEqual([false, true]);
    expect(await yearOfReceipt(again, late as StatementInput)).toBe('2027');
    await expect(again.receiptOf(READER, early as StatementInput)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(again.completenessOf({ tenant: READER, names: [ISSUER] })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
    expect(world.troubles.length).toBe(1);
  });

  it('is opened for nobody where the list of its years is not what was written there', async () => {
    await (await world.open({}, YEARLY)).flush();
    await writeFile(join(world.folder, 'shards.json'), '{}');
    await expect(world.open({}, YEARLY)).rejects.toMatchObject({ code: 'BAD_SHARDS' });
  });
});

describe('shardAt()', () => {
  it('is the shard that was open at an instant, the last one for any time after', () => {
    const end = (closedAt: string) => ({ size: 1, root: new Uint8Array(), mapRoot: new Uint8Array(), closedAt });
    const shards = [
      { name: 'a', end: end('2027-01-01T00:00:01Z') },
      { name: 'b', end: end('2028-01-01T00:00:01Z') },
      { name: 'c' },
    ] as never[];
    const nameAt = (instant: string) => (shardAt(shards, instant) as { name: string }).name;
    expect(
      ['2026-05-05T00:00:00Z', '2027-01-01T00:00:01Z', '2027-01-01T00:00:02Z', '2031-01-01T00:00:00Z'].map(nameAt),
    ).toEqual(['a', 'a', 'b', 'c']);
    expect(yearOf('2027-01-01T00:00:00Z')).toBe(2027);
  });
});

describe('a node that follows a log a year', () => {
  it('follows the log that goes on from it, whose key the old one vouches for, as one record', async () => {
    const clock = fixedClock();
    clock.advance(39 * DAYS + 11 * 3_600);
    // What is asked of the log of the next year while it is being opened is told to come again, and is no fault either.
    const onUnexpected = () => undefined;
    const home = await openLogNode({ shards: 'yearly', clock: clock.now, onUnexpected });
    const url = `${await listen(home)}/log/2026`;
    const { vkey } = await home.publication.status();
    const follow = [{ key: home.settings.signer.key, url }];
    const change = () => ({ follow, followEvery: 50 });
    // Nor is a log that shows nothing yet, which is told to the operator.
    const abroad = await openLogNode({ clock: clock.now, keys: home.keys, node: 'abroad.test', change, onUnexpected });
    try {
      const early = await publishNotice(home, { standard: 'GB 1-2020' });
      await home.publication.flush();
      clock.advance(2 * 3_600);
      const late = await publishNotice(home, { standard: 'GB 2-2020' });
      await home.publication.flush();
      expect((await home.publication.status()).origin).toBe(`${ORIGIN}/2027`);
      const get = (path: string) => home.app.inject({ url: path, headers: { host: 'touchstone.test' } });
      expect((await get('/log/2026/checkpoint')).body).toContain(`${ORIGIN}/2026\n`);
      expect((await get('/log/2027/successor')).statusCode).toBe(404);
      for (const { issuer, id } of [early, late]) {
        const path = `/api/statements/${encodeURIComponent(issuer)}/${id}`;
        await expect
          .poll(
            async () => {
              abroad.publication.look();
              return (await abroad.send(undefined, { url: path })).status;
            },
            { timeout: 120_000, interval: 100 },
          )
          .toBe(200);
      }
      // A statement is on record before its leaf is noted as done.
      const stored = async () =>
        (await abroad.publication.status()).followed.map(({ origin, states }) => [origin, states.stored]);
      await expect.poll(stored, { timeout: 120_000, interval: 100 }).toEqual([
        [`${ORIGIN}/2026`, 1],
        [`${ORIGIN}/2027`, 1],
      ]);
      expect(parseVkey(suite, vkey).name).toBe(`${ORIGIN}/2026`);
    } finally {
      await abroad.end();
      await home.end();
    }
  });
});
