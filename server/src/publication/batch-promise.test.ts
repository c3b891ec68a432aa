// SPDX-License-Identifier: Apache-2.0
import { formatPromiseFile, type LogPromise, readPromiseFile, verifyPromise } from '@touchstone/evidence';
import { parseDigest, parseInstant } from '@touchstone/identifiers';
import { parsePolicy } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withKeeper } from '../storage/with-tenant.ts';
import type { Publication } from './publication.ts';
import { type LogWorld, openLogWorld } from './tests/log-world.ts';

let world: LogWorld;
let publication: Publication;
beforeAll(async () => {
  world = await openLogWorld();
  publication = await world.open();
});
afterAll(() => world.end());

type Stated = Awaited<ReturnType<LogWorld['notices']>>[number];
interface Promised {
  readonly index: number;
  readonly opening: string;
}
interface Answered {
  readonly answers: readonly { readonly entries?: readonly { readonly promised?: Promised }[] }[];
  readonly promise?: { readonly note: string; readonly mergeBy: string; readonly commitments: readonly string[] };
}

const entriesOf = async (statements: readonly Stated[]) => {
  const { rows } = await withKeeper(world.record.keeping.database, (transaction) =>
    sql<{ id: string; entry: number }>`select 'urn:uuid:' || id as id, entry
      from touchstone.statement_identity`.execute(transaction),
  );
  return statements.map(({ id }) => rows.find((row) => row.id === id)?.entry as number);
};
/** What the route answers about statements on record, and one that was refused between them. */
const answerTo = async (statements: readonly Stated[]) => {
  const entries = await entriesOf(statements);
  const recorded = statements.map(({ issuer, id, digest, kind }, at) => ({
    outcome: 'recorded',
    stream: id,
    entries: [
      { entry: entries[at], source: 'statement', kind, statement: { issuer, id, digest }, alreadyRecorded: false },
    ],
  }));
  const refused = { outcome: 'refused', reasons: [{ code: 'ANY', detail: 'any' }] };
  return { answers: [...recorded.slice(0, 1), refused, ...recorded.slice(1)] };
};
const acknowledged = async (statements: readonly Stated[]) =>
  (await publication.acknowledge(await answerTo(statements))) as Answered;

const promiseIn = (answered: Answered, statement: Stated): LogPromise => {
  const file = readPromiseFile(suite, JSON.stringify(answered), statement);
  if (file.outcome !== 'read') throw new Error(file.detail);
  return file.promise;
};
const judged = async (promise: LogPromise, { digest }: Stated, knownAt: string) => {
  const { vkey } = await publication.status();
  const policy = parsePolicy(suite, `log ${vkey}\nquorum none\n`);
  return verifyPromise(suite, promise, { policy, digest: parseDigest(digest), knownAt: parseInstant(knownAt) }).code;
};

describe('the answer to a batch', () => {
  it('has one promise for all that are on record, and each is proved from it alone, by anybody who has the key', async () => {
    const statements = await world.notices(5);
    const answered = await acknowledged(statements);
    expect(answered.promise?.commitments).toHaveLength(5);
    expect(answered.answers.map(({ entries }) => entries?.[0]?.promised?.index)).toEqual([0, undefined, 1, 2, 3, 4]);
    for (const statement of statements) {
      const promise = promiseIn(answered, statement);
      // What is handed on with one statement says nothing of the others but hashes.
      const alone = readPromiseFile(suite, formatPromiseFile(promise), undefined);
      if (alone.outcome !== 'read') throw new Error(alone.detail);
      expect(alone.promise).toEqual(promise);
      expect(await judged(alone.promise, statement, world.clock.now())).toBe('LOG_PROMISED');
      expect(await judged(alone.promise, statement, '2099-01-01T00:00:00Z')).toBe('LOG_PROMISE_OVERDUE');
    }
    const [one, other] = statements as [Stated, Stated];
    expect(await judged(promiseIn(answered, one), other, world.clock.now())).toBe('LOG_PROMISE_NOT_PROVED');
    const elsewhere = { ...promiseIn(answered, one), place: promiseIn(answered, other).place };
    expect(await judged(elsewhere as LogPromise, one, world.clock.now())).toBe('LOG_PROMISE_NOT_PROVED');
  });

  it('promises the very leaves that the log then has, whoever made them first', async () => {
    const early = await world.notices(3);
    await publication.flush();
    const statements = [...early, ...(await world.notices(3))];
    const answered = await acknowledged(statements);
    await publication.flush();
    const { rows } = await withKeeper(world.record.keeping.database, (transaction) =>
      sql<{ commitment: Buffer; n: number }>`select l.commitment, count(*)::integer as n from touchstone.leaf l
        join touchstone.leaf_place p on p.entry = l.entry group by 1`.execute(transaction),
    );
    const logged = new Map(rows.map(({ commitment, n }) => [commitment.toString('base64'), n]));
    expect(answered.promise?.commitments.map((each) => logged.get(each))).toEqual([1, 1, 1, 1, 1, 1]);
    expect(await publication.compare()).toMatchObject({ differences: [] });
  });

  it('is left as it is where nothing was recorded', async () => {
    const refused = { answers: [{ outcome: 'refused', reasons: [] }] };
    expect(await publication.acknowledge(refused)).toEqual(refused);
  });

  it('leaves out what has been erased since, whose commitment would name its leaf', async () => {
    const statements = await world.notices(3);
    const [gone] = await entriesOf(statements.slice(1));
    await acknowledged(statements);
    await withKeeper(world.record.keeping.database, (transaction) =>
      sql`update touchstone.leaf set salt = null, erased_at = now() where entry = ${gone}`.execute(transaction),
    );
    const again = await acknowledged(statements);
    expect(again.promise?.commitments).toHaveLength(2);
    expect(readPromiseFile(suite, JSON.stringify(again), statements[1])).toMatchObject({ outcome: 'unreadable' });
    expect(await judged(promiseIn(again, statements[2] as Stated), statements[2] as Stated, world.clock.now())).toBe(
      'LOG_PROMISED',
    );
  });
});
