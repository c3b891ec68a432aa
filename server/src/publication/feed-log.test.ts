// SPDX-License-Identifier: Apache-2.0
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { verifyReceipt } from '@touchstone/evidence';
import { type Digest, isNumberOfPerson, parseDigest } from '@touchstone/identifiers';
import { openLog } from '@touchstone/log-keeping/appender';
import { readEntries } from '@touchstone/log-keeping/reader';
import {
  LogKeepingError,
  type LogKeepingErrorCode,
  type LogStore,
  openFileStore,
} from '@touchstone/log-keeping/storage';
import { openLeaf, parsePartyOpening, partyKey, readLeaf, type SecretOf, subjectsOf } from '@touchstone/statements';
import { formatVkey, parsePolicy, parseTlogProof } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StatementInput } from '../record-keeping/fact.ts';
import { findStatements } from '../record-keeping/find-statements.ts';
import { publicTenant } from '../record-keeping/tenant.ts';
import { KEEPER_ROLE } from '../storage/roles.ts';
import { withKeeper } from '../storage/with-tenant.ts';
import type { LeafRow } from './leaf-table.ts';
import { ensureLeaves, entriesOf, readStatement, sha256 } from './make-leaves.ts';
import { openLogSettings } from './open-settings.ts';
import { eraseSecret } from './party-secrets.ts';
import type { Publication } from './publication.ts';
import { type LogWorld, openLogWorld } from './tests/log-world.ts';
import { openStatus } from './tests/open-status.ts';

let world: LogWorld;
beforeEach(async () => {
  world = await openLogWorld();
});
afterEach(() => world.end());

const READER = publicTenant('CN');

async function entriesOfLog(publication: Publication): Promise<readonly Uint8Array[]> {
  const { published } = await openStatus(publication);
  const entries: Uint8Array[] = [];
  for await (const some of readEntries(nodeLogSuite, { from: 0, size: published, read: publication.readFile })) {
    entries.push(...some.map(({ entry }) => entry));
  }
  return entries;
}

/** Commitments of statements in the order of the log. */
async function commitmentsOf(publication: Publication): Promise<readonly string[]> {
  const leaves = (await entriesOfLog(publication)).map(readLeaf);
  return leaves.flatMap((leaf) => (leaf?.type === 'statement' ? [Buffer.from(leaf.commitment).toString('hex')] : []));
}

async function opened(publication: Publication, statement: StatementInput, secretOf?: SecretOf) {
  const proof = parseTlogProof((await publication.receiptOf(READER, statement)).proof);
  const entry = (await entriesOfLog(publication))[proof.index] as Uint8Array;
  const parsed = readStatement(statement);
  if (parsed === undefined) throw new Error('no statement');
  const opening = { digest: parseDigest(statement.digest), salt: parsePartyOpening(proof.extra as Uint8Array).salt };
  return openLeaf(sha256, entry, { ...opening, subjects: subjectsOf(parsed), ...(secretOf ? { secretOf } : {}) });
}

/** A store whose disk can be told to fail. */
function failing(folder: string): {
  openStore(): Promise<LogStore>;
  code: LogKeepingErrorCode | undefined;
  after: number;
} {
  const disk = {
    code: undefined as LogKeepingErrorCode | undefined,
    after: 0,
    async openStore() {
      const store = await openFileStore(folder);
      const guarded = <Args extends unknown[], Result>(act: (...args: Args) => Promise<Result>) => {
        return async (...args: Args): Promise<Result> => {
          if (disk.code !== undefined && disk.after-- <= 0) throw new LogKeepingError(disk.code, 'the test says so');
          return act(...args);
        };
      };
      return {
        readHead: () => store.readHead(),
        writeBatch: guarded(store.writeBatch.bind(store)),
        readBatch: (name) => store.readBatch(name),
        compareAndSwapHead: guarded(store.compareAndSwapHead.bind(store)),
        putFiles: guarded(store.putFiles.bind(store)),
        readFile: (path) => store.readFile(path),
        publishCheckpoint: guarded(store.publishCheckpoint.bind(store)),
        discard: (what) => store.discard(what),
        close: () => store.close(),
      } satisfies LogStore;
    },
  };
  return disk;
}

async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('a log that is fed from the record', () => {
  it('has every statement once, in the order of positions, however often it is closed and opened', async () => {
    for (const count of [3, 0, 4]) {
      await world.notices(count);
      await (await world.open()).flush();
    }
    const publication = await world.open();
    await publication.flush();
    const { rows } = await withKeeper(world.database, (transaction) =>
      sql<{ commitment: Buffer }>`select l.commitment from touchstone.leaf l join touchstone.position p
        on p.entry = l.entry order by p.position`.execute(transaction),
    );
    expect(await commitmentsOf(publication)).toEqual(rows.map(({ commitment }) => commitment.toString('hex')));
    expect(rows).toHaveLength(7);
    expect(await publication.compare()).toMatchObject({ statements: 7, differences: [] });
    expect(world.troubles).toEqual([]);
  });

  it('finds the place of leaves again that a server sequenced and died before it noted where', async () => {
    const statements = await world.notices(5);
    await (await world.open()).flush();
    await sql`grant delete on touchstone.leaf_place to ${sql.id(KEEPER_ROLE)}`.execute(world.database);
    const forget = sql`delete from touchstone.leaf_place where leaf_index >= 2`;
    await withKeeper(world.database, (transaction) => forget.execute(transaction));
    const publication = await world.open();
    await publication.flush();
    expect(await publication.compare()).toMatchObject({ statements: 5, differences: [] });
    for (const statement of statements) expect((await opened(publication, statement)).outcome).toBe('opened');
  });

  it('shows how far it lags: the record goes on while the log is not open, and nothing is left when it is', async () => {
    await world.notices(1);
    const closed = await world.open({ openStore: () => Promise.reject(new LogKeepingError('NO_SPACE', 'full')) });
    await world.notices(2);
    await world.record.acknowledgedCut();
    const { covered, recorded } = await closed.status();
    expect([covered, recorded]).toEqual([undefined, 3]);
    const publication = await world.open();
    await publication.flush();
    expect(await publication.status()).toMatchObject({ covered: 3, recorded: 3 });
  });

  it('takes the salt that was kept before a crash, so that a promise given before it holds after it', async () => {
    const closed = await world.open({ openStore: () => Promise.reject(new LogKeepingError('NO_SPACE', 'full')) });
    const [statement] = await world.notices(1);
    const before = await closed.promiseOf(READER, statement as StatementInput);
    const publication = await world.open();
    await publication.flush();
    expect(await publication.promiseOf(READER, statement as StatementInput)).toEqual(before);
    expect((await commitmentsOf(publication))[0]).toBe(
      Buffer.from(before.promise.split('\n')[1] ?? '', 'base64').toString('hex'),
    );
  });

  it('divides a statement about 300 parties into leaves of 255, and resumes between them', async () => {
    const signatories = Array.from({ length: 300 }, (_, n) => ({
      ...{
        id: `did:web:body-${n}.demonstration.example`,
        name: `Body ${n}`,
        activities: ['testing'],
        from: '2026-01-01',
      },
    }));
    const subject = {
      id: 'a',
      name: 'Arrangement',
      level: 'multilateral',
      signatories,
      places: ['HK'],
      from: '2026-01-01',
    };
    const arrangement = await world.put('RecognitionArrangement', subject);
    await world.notices(1);
    await world.record.settle();
    // As a server that died between the two leaves.
    const { openStore, signer } = await openLogSettings({ folder: world.folder, origin: 'world.test/log' });
    const log = await openLog({
      origin: 'world.test/log',
      store: await openStore(),
      suite: nodeLogSuite,
      signers: [signer],
    });
    const [leaf] = await withKeeper(world.database, async (transaction) => {
      const { issuer, id } = arrangement;
      const found = (await findStatements(transaction, [{ by: 'identity', issuer, id }], undefined)).flat();
      const { randomBytes, node } = world.record.keeping;
      return ensureLeaves(transaction, found, { node, now: world.clock.now(), mergeDelay: 1, randomBytes });
    });
    const [first] = entriesOf(leaf as LeafRow);
    await (await log.openFeed()).append(first as Uint8Array, '1/1').published;
    await log.close();
    const publication = await world.open();
    await publication.flush();
    const leaves = (await entriesOfLog(publication)).map(readLeaf);
    const sizes = leaves.flatMap((each) => (each?.type === 'statement' ? [each.subjectKeys.length] : []));
    expect(sizes).toEqual([255, 45, 1]);
    expect(await publication.compare()).toMatchObject({ statements: 2, differences: [] });
  });

  it.each(['NO_SPACE', 'READ_ONLY'] as const)(
    'says %s, promises all the same, and goes on when it has passed',
    async (code) => {
      const disk = failing(world.folder);
      const publication = await world.open({ openStore: disk.openStore });
      await world.notices(2);
      await publication.flush();
      disk.code = code;
      const [late] = await world.notices(1);
      await expect(publication.flush()).rejects.toMatchObject({ code });
      expect((await publication.status()).trouble).toMatch(new RegExp(`^${code}: `));
      expect((await publication.promiseOf(READER, late as StatementInput)).promise).toContain('world.test/log');
      await expect(publication.receiptOf(READER, late as StatementInput)).rejects.toMatchObject({
        code: 'NOT_PUBLISHED',
      });
      disk.code = undefined;
      await until(async () => (await publication.status()).trouble === undefined);
      await publication.flush();
      expect((await opened(publication, late as StatementInput)).outcome).toBe('opened');
      expect(await publication.compare()).toMatchObject({ statements: 3, differences: [] });
    },
  );

  it('goes on by itself after a write of which nobody knows whether it was made', async () => {
    for (const after of [0, 1, 2, 3]) {
      const disk = failing(world.folder);
      const publication = await world.open({ openStore: disk.openStore });
      await until(async () => (await publication.status()).open);
      disk.after = after;
      disk.code = 'STORAGE_FAILED';
      await world.notices(2);
      await publication.flush().catch(() => undefined);
      disk.code = undefined;
      await until(() =>
        publication.flush().then(
          () => true,
          () => false,
        ),
      );
      expect((await publication.compare()).differences).toEqual([]);
    }
    const publication = await world.open();
    await publication.flush();
    expect(await publication.compare()).toMatchObject({ statements: 8, differences: [] });
  });

  it('leaves a log alone that covers more than the database has', async () => {
    await world.notices(3);
    await (await world.open()).flush();
    await world.open().then((publication) => publication.stop());
    const other = await openLogWorld();
    try {
      await rename(world.folder, join(other.folder, 'x'));
      const publication = await other.open({ openStore: () => openFileStore(join(other.folder, 'x')) });
      await until(async () => (await publication.status()).trouble !== undefined);
      expect((await publication.status()).trouble).toMatch(/^DATABASE_BEHIND/);
      expect(await publication.status()).toMatchObject({ troubleCode: 'DATABASE_BEHIND', troubleValues: { entry: 0 } });
      // Between two attempts it is closed, and shows nothing.
      expect((await publication.status()).open).toBe(false);
      expect(() => publication.readFile('checkpoint')).toThrow(expect.objectContaining({ code: 'UNAVAILABLE' }));
    } finally {
      await other.end();
    }
  });

  it('says so as long as it has what the database lost, and promises nothing, also when as much is recorded anew', async () => {
    await world.notices(3);
    await (await world.open()).flush();
    await world.open().then((publication) => publication.stop());
    const other = await openLogWorld();
    const folder = join(other.folder, 'x');
    try {
      await rename(world.folder, folder);
      const again = () => other.open({ openStore: () => openFileStore(folder) });
      const publication = await again();
      await until(async () => (await publication.status()).trouble !== undefined);
      const made = await other.notices(5);
      for (const recorded of made) {
        await expect(publication.flush()).rejects.toMatchObject({ code: 'DATABASE_BEHIND' });
        const promised = publication.promiseOf(publicTenant('CN'), recorded);
        await expect(promised).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      }
      await publication.stop();
      const restarted = await again();
      await expect(restarted.flush()).rejects.toMatchObject({ code: 'DATABASE_BEHIND' });
      expect((await restarted.status()).published).toBe((await publication.status()).published);
    } finally {
      await other.end();
    }
  });

  it('does not begin anew where the database remembers more leaves than the log has', async () => {
    await world.notices(3);
    await (await world.open()).flush();
    const publication = await world.open({ openStore: () => openFileStore(join(world.folder, 'empty')) });
    await until(async () => (await publication.status()).trouble !== undefined);
    expect((await publication.status()).trouble).toMatch(/^ROLLED_BACK/);
    expect((await publication.status()).open).toBe(false);
  });

  it('opens its log anew where the lock of it was removed, and goes on', async () => {
    const publication = await world.open();
    await world.notices(1);
    await publication.flush();
    const { published } = await openStatus(publication);
    await rm(join(world.folder, 'state', 'lock'));
    await world.notices(1);
    await publication.flush().catch((error) => expect(error).toMatchObject({ code: 'LOCKED' }));
    await until(async () => ((await publication.status()).published ?? 0) > published);
    await publication.flush();
    expect(world.troubles).toContainEqual(expect.objectContaining({ code: 'LOCKED' }));
    expect((await publication.status()).trouble).toBeUndefined();
    expect(await entriesOfLog(publication)).toHaveLength((await openStatus(publication)).published);
  });

  it('tells nobody but one writer to write', async () => {
    const first = await world.open();
    await until(async () => (await first.status()).open);
    const second = openFileStore(world.folder);
    await expect(second).rejects.toMatchObject({ code: 'LOCKED' });
  });
});

describe('a natural person or a sole trader', () => {
  const listed = (party: object) => ({
    ...{ id: 'entry', party, list: 'Demonstration list', effects: ['notice-only'], places: ['CN-GD'] },
    ...{
      legalBasis: { instrument: 'Demonstration rule', certainty: 'recalled', demonstration: true },
      from: '2026-01-01',
    },
  });
  const TRADER = { name: 'A trader', did: 'did:web:trader.demonstration.example' };

  it('stands under keys that nobody finds without the secret, which can be erased', async () => {
    // The one whose check character is right; 92 is an individually-owned business (GB 32100-2015).
    const identifier = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
      .map((last) => `92350200MA2XYE3K1${last}`)
      .find(isNumberOfPerson);
    expect(identifier).toBeDefined();
    const party = { ...TRADER, identifier };
    const first = await world.put('ListEntry', listed(party));
    const firm = await world.put('ListEntry', listed({ name: 'A firm', did: 'did:web:firm.demonstration.example' }));
    const publication = await world.open();
    await publication.flush();
    const plain = Buffer.from(partyKey(sha256, TRADER.did)).toString('hex');
    const keysIn = async () =>
      (await entriesOfLog(publication)).map((entry) => Buffer.from(entry).toString('hex')).join();
    expect(await keysIn()).not.toContain(plain);
    expect(await keysIn()).toContain(
      Buffer.from(partyKey(sha256, 'did:web:firm.demonstration.example')).toString('hex'),
    );
    expect(await opened(publication, first)).toEqual({ outcome: 'opened', unshown: [TRADER.did, identifier] });
    expect(await opened(publication, firm)).toEqual({ outcome: 'opened', unshown: [] });
    const secrets = await withKeeper(world.database, (transaction) =>
      sql<{ party: string; secret: Buffer }>`select party, secret from touchstone.party_secret`.execute(transaction),
    );
    const known = new Map(secrets.rows.map((row) => [row.party, new Uint8Array(row.secret)]));
    const all: SecretOf = (name) => known.get(name);
    expect(await opened(publication, first, all)).toEqual({ outcome: 'opened', unshown: [] });
    // The receipt tells the person the secret, and everybody else only what the leaf shows anyhow.
    const vkey = formatVkey((await openLogSettings({ folder: world.folder, origin: publication.origin })).signer.key);
    const policy = parsePolicy(nodeLogSuite, `log ${vkey}\nquorum none\n`);
    const subject = {
      digest: first.digest as Digest,
      subjects: [{ parties: [TRADER.did, identifier as string], thing: `${first.issuer} ${first.id}` }],
    };
    const receiptTo = async (party: string | undefined) => {
      const { proof } = await publication.receiptOf({ party, jurisdiction: 'CN', role: 'public' }, first);
      const { reasons } = verifyReceipt(nodeLogSuite, proof, { policy, subject });
      return {
        codes: reasons.map(({ code }) => code),
        parties: reasons[1]?.values?.parties,
        told: Buffer.from(parseTlogProof(proof).extra ?? []),
      };
    };
    const [own, others] = [await receiptTo(TRADER.did), await receiptTo(undefined)];
    const secret = Buffer.from(known.get(TRADER.did) as Uint8Array);
    expect(own).toMatchObject({ codes: ['LOG_INCLUDED_UNDATED', 'LOG_KEY_BLINDED'], parties: identifier });
    expect(own.told.includes(secret)).toBe(true);
    expect(others).toMatchObject({ codes: own.codes, parties: `${TRADER.did}, ${identifier}` });
    for (const each of known.values()) expect(others.told.includes(Buffer.from(each))).toBe(false);
    // Later without the identifier: the DID is known to be a person's now. Its secret is another after the erasure.
    await withKeeper(world.database, (transaction) => eraseSecret(transaction, TRADER.did, world.clock.now()));
    const later = await world.put('ListEntry', listed({ name: TRADER.name, did: TRADER.did }));
    await publication.flush();
    expect(await keysIn()).not.toContain(plain);
    expect((await opened(publication, later)).outcome).toBe('opened');
    expect(await opened(publication, later, all)).toMatchObject({ outcome: 'refused' });
  });
});
