// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type SplitViewFile, verifySplitView } from '@touchstone/log-keeping/mirror';
import { signNote } from '@touchstone/transparency-log';
import { nodeLogSuite, nodeNoteKey } from '@touchstone/transparency-log/node';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attest, changeStatus, draftReport, publishNotice, signReport } from '../../tests/registers-in-use.ts';
import { PARTIES } from '../../tests/test-node.ts';
import { readVerified, resolverFor } from '../read-handed-in.ts';
import { withKeeper } from '../storage/with-tenant.ts';
import { closeFollowed } from './erasures/effects.ts';
import { keepForeignLeaves, keepSplitView, settleForeignLeaf } from './foreign-leaves.ts';
import { type LogNode, openLogNode } from './tests/log-node.ts';
import { type ForeignTaking, type GivenStatement, takeForeign } from './verify-foreign.ts';

/** Passes requests on to whichever node it is told, and may change an answer on the way. */
class Between {
  readonly server: Server;
  port = 0;
  spoil: (path: string, body: Buffer) => Buffer = (_, body) => body;
  /** Whether it answers with something where there is nothing. */
  invents: (path: string) => boolean = () => false;

  constructor() {
    this.server = createServer((incoming, outgoing) => {
      const { port } = this;
      const path = incoming.url ?? '/';
      const onward = request({ host: '127.0.0.1', port, path, headers: { ...incoming.headers } }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => {
          const { 'content-length': _, ...headers } = answer.headers;
          outgoing.writeHead(this.invents(path) ? 200 : (answer.statusCode ?? 500), headers);
          outgoing.end(this.spoil(path, Buffer.concat(parts)));
        });
      });
      onward.on('error', () => outgoing.destroy());
      onward.end();
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/log`;
  }
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 30));
}

let home: LogNode;
let rewritten: LogNode;
let abroad: LogNode;
let stranger: LogNode;
const between = new Between();
const portOf = async (node: LogNode) => {
  await node.app.listen({ host: '127.0.0.1', port: 0 });
  return (node.app.server.address() as AddressInfo).port;
};
let homePort: number;
beforeAll(async () => {
  home = await openLogNode();
  homePort = await portOf(home);
  between.port = homePort;
  const url = await between.listen();
  const follow = [{ key: home.settings.signer.key, url }];
  const foreign = { follow, followEvery: 50 };
  // It knows the keys of the parties at home, as an operator would configure them; the stranger does not.
  const change = () => foreign;
  // A log that does not answer is told to the operator, and is no fault of the test.
  const shared = { clock: home.clock, onUnexpected: () => undefined, change };
  abroad = await openLogNode({ ...shared, keys: home.keys, node: 'abroad.test' });
  stranger = await openLogNode({ ...shared, node: 'stranger.test' });
  rewritten = await openLogNode({ change: () => ({ signer: home.settings.signer }) });
});
afterAll(async () => {
  await Promise.all([abroad, stranger].map((node) => node.end()));
  between.server.closeAllConnections();
  between.server.close();
  await home.end();
  await rewritten.end();
});

const followed = async (node: LogNode) => {
  const [state] = (await node.publication.status()).followed;
  if (state === undefined) throw new Error('nothing is followed');
  return state;
};
const caughtUp = async (node: LogNode) => {
  await home.publication.flush();
  const { published } = await home.publication.status();
  node.publication.look();
  await until(async () => {
    const { size, states } = await followed(node);
    return size === published && states.waiting === undefined;
  });
};
const pathOf = ({ issuer, id }: { issuer: string; id: string }) =>
  `/api/statements/${encodeURIComponent(issuer)}/${id}`;

describe('a node that follows the log of another', () => {
  it('has the public statements of the other byte for byte, and says from where', async () => {
    const stream = await attest(home);
    const report = await signReport(home, await draftReport(home));
    const [change] = await changeStatus(home, stream, { act: 'suspend', reason: 'Out of tolerance' });
    const notice = await publishNotice(home, { standard: 'GB 1-2020' });
    await caughtUp(abroad);
    for (const reference of [change, notice]) {
      if (reference === undefined) throw new Error('nothing was signed');
      const [here, there] = await Promise.all(
        [home, abroad].map((node) => node.send(undefined, { url: pathOf(reference) })),
      );
      expect(there?.status).toBe(200);
      expect(there?.text).toBe(here?.text);
    }
    expect((await abroad.problem(undefined, { url: pathOf(report) })).code).toBe('NOT_FOUND');
    // The first look may have come before there was a log; that it passed is said at the end of the next.
    await until(async () => (await followed(abroad)).trouble === undefined);
    const { states, splits, trouble } = await followed(abroad);
    expect({ states, splits, trouble }).toEqual({ states: { stored: 3, withheld: 1 }, splits: [], trouble: undefined });
    const origins = await abroad.recordKeeping.read(
      { tenant: { party: undefined, jurisdiction: 'CN', role: 'public' }, asOf: {} },
      async (reads) =>
        (await reads.findStatements([{ by: 'digest', digest: notice.digest }]))
          .flat()
          .map(({ owner, register }) => [register, owner]),
    );
    expect(origins).toEqual([['foreign', home.publication.origin]]);
    const listed = (query: string) =>
      abroad.get<{ items: readonly object[] }>(undefined, `/api/foreign-statements${query}`);
    expect((await listed('')).items).toHaveLength(3);
    const { issuer, id } = notice;
    const origin = home.publication.origin;
    expect((await listed(`?origin=${origin}&kind=StandardNotice`)).items).toEqual([
      { origin, issuer, id, kind: 'StandardNotice' },
    ]);
    expect((await listed('?origin=another.test/log')).items).toEqual([]);
    // What came from there is in the log of there, and is promised by nobody here.
    await abroad.publication.flush();
    expect(await abroad.publication.compare()).toMatchObject({ statements: 0, differences: [] });
    expect((await abroad.problem(undefined, { url: `${pathOf(notice)}/receipt` })).code).toBe('NOT_FOUND');
    expect((await abroad.problem(undefined, { url: `${pathOf(notice)}/promise` })).code).toBe('NOT_FOUND');
  });

  it('forgets which leaf a statement is behind once that was erased where it comes from', async () => {
    const notice = await publishNotice(home, { standard: 'GB 8-2020' });
    await caughtUp(abroad);
    expect((await abroad.send(undefined, { url: pathOf(notice) })).status).toBe(200);
    const before = (await followed(abroad)).states;
    // Its mere word takes nothing away.
    let asked = 0;
    between.spoil = (path, body) => {
      if (!path.startsWith('/api/log/statements')) return body;
      const answer = JSON.parse(body.toString('utf8')) as { items: { index: number }[] };
      asked += 1;
      const items = answer.items.map(({ index }) => ({ index, erased: true, tombstone: 'erased' }));
      return Buffer.from(JSON.stringify({ ...answer, items }));
    };
    abroad.publication.look();
    // The second answer is asked for when the first one was dealt with.
    await until(async () => {
      abroad.publication.look();
      return asked > 1;
    });
    between.spoil = (_, body) => body;
    expect((await followed(abroad)).states).toEqual(before);
    const publisher = { party: PARTIES.publisher, person: 'p', jurisdiction: 'CN', roles: ['standards-editor'] };
    await home.publication.eraseOpening({ actor: publisher, now: home.testClock.now(), ...notice });
    abroad.publication.look();
    await until(async () => (await followed(abroad)).states.closed === 1);
    expect((await followed(abroad)).states).toEqual({ ...before, stored: (before.stored ?? 0) - 1, closed: 1 });
    expect(await abroad.problem(undefined, { url: pathOf(notice) })).toMatchObject({ status: 410, code: 'ERASED' });
    const { items } = await abroad.get<{ items: { id: string; erasedAt?: string }[] }>(
      undefined,
      '/api/foreign-statements',
    );
    const erased = items.filter(({ erasedAt }) => erasedAt !== undefined);
    expect(erased.map(({ id }) => id)).toEqual([notice.id]);
  });

  it('does not vouch for a statement under whose thing its node opens no leaf, whether silent or saying erased', async () => {
    const stream = await attest(home);
    await caughtUp(abroad);
    const paperOf = async (): Promise<number> => {
      const { rows } = await withKeeper(abroad.recordKeeping.keeping.database, (transaction) =>
        sql<{ entry: number }>`select max(entry) as entry from touchstone.foreign_leaf where state = 'stored'`.execute(
          transaction,
        ),
      );
      return Number(rows[0]?.entry);
    };
    const paper = await paperOf();
    const vouches = () => abroad.publication.wholeLogs().map(({ isInDoubt }) => !isInDoubt(paper));
    await until(async () => vouches().length > 0);
    expect(vouches()).toEqual([true]);
    const [change] = await changeStatus(home, stream, { act: 'suspend', reason: 'Out of tolerance' });
    const hides = (as: 'silence' | 'erased') => (path: string, body: Buffer) => {
      if (!path.startsWith('/api/log/statements')) return body;
      const answer = JSON.parse(body.toString('utf8')) as { items: { index: number; statement?: string }[] };
      const items = answer.items.flatMap((item) => {
        if (!(item.statement ?? '').includes(change?.id ?? '-')) return [item];
        return as === 'silence' ? [] : [{ index: item.index, erasedAt: '2026-11-22T00:00:00Z' }];
      });
      return Buffer.from(JSON.stringify({ ...answer, items }));
    };
    for (const as of ['silence', 'erased'] as const) {
      between.spoil = hides(as);
      await caughtUp(abroad);
      await until(async () => vouches().includes(false));
      expect(vouches()).toEqual([false]);
      const { rows } = await withKeeper(abroad.recordKeeping.keeping.database, (transaction) =>
        sql<{ issuer: string; id: string }>`select issuer, 'urn:uuid:' || id as id from touchstone.statement_identity
          where entry = ${paper}`.execute(transaction),
      );
      const leaves = abroad.publication.notOpened(rows[0] ?? { issuer: '', id: '' });
      expect(leaves).toEqual([{ log: home.publication.origin, index: expect.any(Number) }]);
    }
    expect(abroad.publication.notOpened({ issuer: PARTIES.accreditor, id: 'urn:uuid:other' })).toEqual([]);
    between.spoil = (_, body) => body;
    await until(async () => {
      abroad.publication.look();
      return vouches().includes(true);
    });
    expect(vouches()).toEqual([true]);
  });

  it('reads no more of the name of a successor than a note can have, and tells of what is none', async () => {
    const told: unknown[] = [];
    between.invents = (path) => path.endsWith('/successor');
    between.spoil = (path, body) => (path.endsWith('/successor') ? Buffer.alloc(1 << 20, 'touchstone ') : body);
    const follow = abroad.settings.follow;
    const watched = await openLogNode({
      ...{ clock: home.clock, node: 'watched.test', change: () => ({ follow, followEvery: 20 }) },
      onUnexpected: (error: unknown) => told.push(error),
    });
    try {
      await until(async () => {
        watched.publication.look();
        return told.some((each) => `${(each as Error).message}`.includes('more than the'));
      });
    } finally {
      between.invents = () => false;
      between.spoil = (_, body) => body;
      await watched.end();
    }
  });

  it('says in a sentence that its node answered something else than statements', async () => {
    between.spoil = (path, body) =>
      path.startsWith('/api/log/statements') ? Buffer.from(JSON.stringify({ items: [] })) : body;
    await publishNotice(home, { standard: 'GB 9-2020' });
    await home.publication.flush();
    abroad.publication.look();
    await until(async () => (await followed(abroad)).troubleKind === 'damaged');
    const { trouble } = await followed(abroad);
    expect(trouble).toContain('answers something else than statements');
    expect(trouble).not.toContain('\n');
    between.spoil = (_, body) => body;
    await caughtUp(abroad);
  });

  it('goes on where it was', async () => {
    const before = await followed(abroad);
    const notice = await publishNotice(home, { standard: 'GB 2-2020' });
    await caughtUp(abroad);
    expect((await abroad.send(undefined, { url: pathOf(notice) })).status).toBe(200);
    expect((await followed(abroad)).size).toBeGreaterThan(before.size);
    const entries = await withKeeper(abroad.recordKeeping.keeping.database, (transaction) =>
      sql<{
        count: number;
      }>`select count(*) as count from touchstone.statement where origin_node = ${home.publication.origin}`.execute(
        transaction,
      ),
    );
    expect(entries.rows).toEqual([{ count: 8 }]);
  });

  it('stores nothing whose signature it cannot verify, and says so', async () => {
    await caughtUp(stranger);
    // What was spoilt on the way before is asked for again, behind what is new.
    await until(async () => {
      stranger.publication.look();
      return ((await followed(stranger)).states.unverified ?? 0) >= 4;
    });
    expect((await followed(stranger)).states.stored).toBeUndefined();
    const { rows } = await withKeeper(stranger.recordKeeping.keeping.database, (transaction) =>
      sql<{ count: number }>`select count(*) as count from touchstone.statement`.execute(transaction),
    );
    expect(rows).toEqual([{ count: 0 }]);
  });

  it('refuses what is not behind the leaf, and an opening of another', async () => {
    between.spoil = (path, body) => {
      if (!path.startsWith('/api/log/statements')) return body;
      const answer = JSON.parse(body.toString('utf8')) as { items: { index: number; opening?: string }[] };
      for (const item of answer.items) {
        if (item.opening !== undefined)
          item.opening = Buffer.concat([Buffer.of(1), Buffer.alloc(32, 5)]).toString('base64');
      }
      return Buffer.from(JSON.stringify(answer));
    };
    await publishNotice(home, { standard: 'GB 3-2020' });
    await caughtUp(abroad);
    expect((await followed(abroad)).states).toEqual({ stored: 7, withheld: 1, closed: 1, refused: 1 });
    between.spoil = (_, body) => body;
  });

  it('waits, and says why, while the other is not there', async () => {
    between.port = 9;
    abroad.publication.look();
    await until(async () => (await followed(abroad)).trouble !== undefined);
    const { states, troubleKind } = await followed(abroad);
    expect(states.stored).toBeGreaterThanOrEqual(4);
    expect(troubleKind).toBe('unreachable');
    between.port = homePort;
    abroad.publication.look();
    // What was spoilt on the way is asked for again, and is there now.
    await until(async () => (await followed(abroad)).states.refused === undefined);
    await until(async () => (await followed(abroad)).trouble === undefined);
  });

  it('tells how far the tree that it is shown is from what it has, and that it was set back', async () => {
    const old = Buffer.from(await (await fetch(`http://127.0.0.1:${homePort}/log/checkpoint`)).arrayBuffer());
    await publishNotice(home, { standard: 'GB 4-2020' });
    // The tree is signed, and none of what is new in it is there.
    between.spoil = (path, body) => (path.includes('tile/entries') ? Buffer.alloc(3) : body);
    await home.publication.flush();
    const { published } = await home.publication.status();
    const before = await followed(abroad);
    await until(async () => {
      abroad.publication.look();
      return (await followed(abroad)).shown === published;
    });
    await until(async () => (await followed(abroad)).troubleKind === 'damaged');
    expect((await followed(abroad)).size).toBe(before.size);
    between.spoil = (_, body) => body;
    await caughtUp(abroad);
    await until(async () => (await followed(abroad)).troubleKind === undefined);
    expect(await followed(abroad)).toMatchObject({ shown: published, size: published });
    between.spoil = (path, body) => (path === '/log/checkpoint' ? old : body);
    await until(async () => {
      abroad.publication.look();
      return (await followed(abroad)).troubleKind === 'set-back';
    });
    expect(await followed(abroad)).toMatchObject({ size: published, shown: before.size });
    between.spoil = (_, body) => body;
    await until(async () => {
      abroad.publication.look();
      return (await followed(abroad)).troubleKind === undefined;
    });
  });

  it('charges nobody with what another key of the same name has signed, and takes nothing then', async () => {
    const { database } = abroad.recordKeeping.keeping;
    const origin = home.publication.origin;
    const other = nodeNoteKey({ name: origin, type: 'ed25519', seed: new Uint8Array(32).fill(99) }).signer;
    const noteNow = async () => {
      const { rows } = await withKeeper(database, (transaction) =>
        sql<{ note: string }>`select note from touchstone.followed_log where origin = ${origin}`.execute(transaction),
      );
      return rows[0]?.note ?? '';
    };
    const remember = (note: string) =>
      withKeeper(database, (transaction) =>
        sql`update touchstone.followed_log set note = ${note} where origin = ${origin}`.execute(transaction),
      );
    await caughtUp(abroad);
    const before = await noteNow();
    await remember(await signNote(before.slice(0, before.indexOf('\n\n') + 1), [other]));
    await publishNotice(home, { standard: 'GB 10-2020' });
    await home.publication.flush();
    abroad.publication.look();
    await until(async () => (await followed(abroad)).troubleKind === 'other-key');
    expect((await followed(abroad)).splits).toEqual([]);
    expect(abroad.publication.wholeLogs()).toEqual([]);
    await remember(before);
    await caughtUp(abroad);
    await until(async () => (await followed(abroad)).trouble === undefined);
  });

  it('takes away for one log alone what that log erases, and never what another one still shows', async () => {
    const notice = await publishNotice(home, { standard: 'GB 11-2020' });
    await caughtUp(abroad);
    const { keeping } = abroad.recordKeeping;
    const origin = home.publication.origin;
    const asKeeper = <T>(act: Parameters<typeof withKeeper<T>>[1]) => withKeeper(keeping.database, act);
    const statusNow = async () => (await abroad.send(undefined, { url: pathOf(notice) })).status;
    const { rows } = await asKeeper((transaction) =>
      sql<{ leafIndex: number; leaf: Buffer; entry: number }>`select l.leaf_index, l.leaf, l.entry
        from touchstone.foreign_leaf l join touchstone.statement_identity i on i.entry = l.entry
        where i.digest = ${notice.digest}`.execute(transaction),
    );
    const [{ leafIndex, leaf, entry }] = rows as [(typeof rows)[0]];
    // A second log has the same statement, as anybody may copy what is public.
    const other = { origin: 'other.test/log', leafIndex: 0 };
    await asKeeper(async (transaction) => {
      await keepForeignLeaves(transaction, other.origin, [{ index: 0, entry: new Uint8Array(leaf), leafHash: leaf }]);
      const result = { leafIndex: 0, state: 'stored', entry } as const;
      await settleForeignLeaf(transaction, { origin: other.origin, now: keeping.clock(), result });
    });
    const close = (of: typeof other) =>
      asKeeper(async (transaction) => {
        const now = keeping.clock();
        await closeFollowed(transaction, { ...of, node: keeping.node, now });
        const result = { leafIndex: of.leafIndex, state: 'closed' } as const;
        await settleForeignLeaf(transaction, { origin: of.origin, now, result });
      });
    const url = `/api/log/statements?from=${leafIndex}&count=1&log=${encodeURIComponent(origin)}`;
    const given = (await home.get<{ items: GivenStatement[] }>(undefined, url)).items[0] as GivenStatement;
    await close({ origin, leafIndex });
    expect(await statusNow()).toBe(200);
    await close(other);
    expect(await statusNow()).toBe(410);
    // Whichever log is read first: what a third one shows is put on record as what that one has.
    const taking: Omit<ForeignTaking, 'origin'> = {
      ...{ keeping, jurisdiction: 'CN' },
      readSigned: async (signed, now) =>
        readVerified(signed, { now, resolveDid: await resolverFor(signed.text, { keys: home.keys }) }),
    };
    const of = (name: string) =>
      takeForeign({ ...taking, origin: name }, { leafIndex: 7, leaf, state: 'waiting' }, given);
    const again = await of('third.test/log');
    expect(again).toMatchObject({ state: 'stored', entry: expect.any(Number) });
    expect(again.entry).not.toBe(entry);
    expect(await statusNow()).toBe(200);
    expect(await of('third.test/log')).toEqual(again);
    // Nobody's log is this node.
    expect(await of(keeping.node)).toMatchObject({ state: 'refused', reason: 'OWN_NAME' });
  });

  it('keeps both signed notes of a log that tells two stories, and takes nothing of the second', async () => {
    const before = await followed(abroad);
    for (let n = 10; n < 40; n += 1) await publishNotice(rewritten, { standard: `GB ${n}-2020` });
    await rewritten.publication.flush();
    // With the line of a stranger it is as long as one that an ML-DSA-44 key has signed.
    const line = `— stranger.example ${randomBytes(2_432).toString('base64')}\n`;
    between.spoil = (path, bytes) => (path === '/log/checkpoint' ? Buffer.concat([bytes, Buffer.from(line)]) : bytes);
    between.port = await portOf(rewritten);
    abroad.publication.look();
    await until(async () => (await followed(abroad)).splits.length > 0);
    const { splits, size, states } = await followed(abroad);
    expect([size, states.stored]).toEqual([before.size, before.states.stored]);
    expect(splits[0]?.shown.startsWith(`${home.publication.origin}\n`)).toBe(true);
    expect(splits[0]?.remembered).not.toBe(splits[0]?.shown);
    // Anybody may have the proof, and needs the key of the log and nothing else.
    const { items } = await abroad.get<{ items: { id: string; origin: string; proved: boolean }[] }>(
      undefined,
      '/api/log/split-views',
    );
    expect(items).toMatchObject([{ origin: home.publication.origin, proved: true }]);
    const { text } = await abroad.send(undefined, { url: `/api/log/split-views/${items[0]?.id}` });
    const file = JSON.parse(text) as SplitViewFile;
    const keys = [home.settings.signer.key];
    expect([file.smaller, file.larger].sort()).toEqual([splits[0]?.remembered, splits[0]?.shown].sort());
    expect(verifySplitView(nodeLogSuite, { origin: file.origin, keys }, file)).toBe(true);
    expect(verifySplitView(nodeLogSuite, { origin: file.origin, keys }, { ...file, larger: file.smaller })).toBe(false);
    const none = `/api/log/split-views/${'0'.repeat(32)}`;
    expect((await abroad.problem(undefined, { url: none })).code).toBe('NOT_FOUND');
    await until(async () => (await followed(abroad)).trouble === splits[0]?.detail);
    expect((await followed(abroad)).troubleKind).toBe('two-stories');
  });

  it('keeps of one log a few second stories, and lists those of every log', async () => {
    const { database } = abroad.recordKeeping.keeping;
    const now = abroad.recordKeeping.keeping.clock();
    const story = (origin: string, size: number, more = '') =>
      withKeeper(database, (transaction) =>
        keepSplitView(transaction, {
          ...{ origin, now },
          view: { remembered: 'r', shown: `${origin}\n${size}\nroot\n${more}\n`, detail: 'two' },
        }),
      );
    for (let at = 0; at < 40; at += 1) await story('loud.test/log', 5, `extension ${at}`);
    for (let at = 0; at < 40; at += 1) await story('loud.test/log', 100 + at);
    await story('late.test/log', 1);
    const { rows } = await withKeeper(database, (transaction) =>
      sql<{ origin: string; count: number }>`select origin, count(*) as count from touchstone.split_view
        where origin in ('late.test/log', 'loud.test/log') group by origin order by origin`.execute(transaction),
    );
    expect(rows).toEqual([
      { origin: 'late.test/log', count: 1 },
      { origin: 'loud.test/log', count: 16 },
    ]);
    const listed = await abroad.publication.splitViews();
    const of = (origin: string) => listed.filter((each) => each.origin === origin);
    expect([of('loud.test/log').length, of('late.test/log').length]).toEqual([4, 1]);
    const [late] = of('late.test/log');
    expect(await abroad.publication.splitView(late?.id ?? '')).toEqual(late);
    expect(await abroad.publication.splitView('0'.repeat(32))).toBeUndefined();
  });
});
