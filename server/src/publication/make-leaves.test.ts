// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StatementInput, StatementRecord } from '../record-keeping/fact.ts';
import { findStatements } from '../record-keeping/find-statements.ts';
import { type DatabaseTransaction, withKeeper } from '../storage/with-tenant.ts';
import { ensureLeaves } from './make-leaves.ts';
import { type LogWorld, openLogWorld } from './tests/log-world.ts';

let world: LogWorld;
beforeEach(async () => {
  world = await openLogWorld();
});
afterEach(() => world.end());

async function recordsOf(statements: readonly StatementInput[]): Promise<readonly StatementRecord[]> {
  const requests = statements.map(({ issuer, id }) => ({ by: 'identity' as const, issuer, id }));
  return (await withKeeper(world.database, (transaction) => findStatements(transaction, requests, undefined))).flat();
}

function leavesIn(transaction: DatabaseTransaction, records: readonly StatementRecord[]) {
  const { randomBytes, node } = world.record.keeping;
  return ensureLeaves(transaction, records, { node, now: world.clock.now(), mergeDelay: 60, randomBytes });
}

describe('ensureLeaves()', () => {
  it('keeps each leaf with its own bytes and what its statement says of itself, and makes none twice', async () => {
    const records = await recordsOf(await world.notices(5));
    const some = await withKeeper(world.database, (transaction) => leavesIn(transaction, records.slice(1, 3)));
    const all = await withKeeper(world.database, (transaction) => leavesIn(transaction, records));
    expect(all.map(({ entry }) => entry)).toEqual(records.map(({ entry }) => entry));
    expect(all.slice(1, 3)).toEqual(some);
    for (const [at, { digest, owner, stream, register, visibility }] of records.entries()) {
      expect(all[at]).toMatchObject({ digest, owner, stream, register, visibility, leafIndex: null, erasedAt: null });
      expect([all[at]?.salt?.length, all[at]?.commitment.length, (all[at]?.subjectKeys.length ?? 1) % 64]).toEqual([
        32, 32, 0,
      ]);
    }
    expect(new Set(all.map(({ commitment }) => Buffer.from(commitment).toString('hex'))).size).toBe(5);
    const { rows } = await withKeeper(world.database, (transaction) =>
      sql<{ good: boolean }>`select bool_and(exists (select from touchstone.leaf_key k where k.entry = l.entry
        and k.subject_key = substring(l.subject_keys for 64))) as good from touchstone.leaf l`.execute(transaction),
    );
    expect(rows).toEqual([{ good: true }]);
  });

  it('gives two who ask at the same moment the same leaves, whoever made them', async () => {
    const records = await recordsOf(await world.notices(8));
    const asking = Array.from({ length: 4 }, (_, at) =>
      withKeeper(world.database, (transaction) => leavesIn(transaction, records.slice(at, at + 5))),
    );
    const answers = await Promise.all(asking);
    const byEntry = Map.groupBy(answers.flat(), ({ entry }) => entry);
    for (const same of byEntry.values()) {
      expect(new Set(same.map(({ commitment }) => Buffer.from(commitment).toString('hex'))).size).toBe(1);
    }
  });
});
