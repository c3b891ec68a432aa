// SPDX-License-Identifier: Apache-2.0
import { readEntries } from '@touchstone/log-keeping/reader';
import { parseDigest } from '@touchstone/identifiers';
import { commitmentOf, readLeaf } from '@touchstone/statements';
import { hashLeaf, parseTlogProof, parseVkey, verifyTlogProof } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draftReport, publishNotice, type Reference, signReport, signSampling } from '../../tests/registers-in-use.ts';
import { PARTIES } from '../../tests/test-node.ts';
import type { Actor } from '../record-keeping/tenant.ts';
import { withKeeper } from '../storage/with-tenant.ts';
import { sha256 } from './make-leaves.ts';
import { type LogNode, openLogNode } from './tests/log-node.ts';
import { openStatus } from './tests/open-status.ts';

let node: LogNode;
beforeAll(async () => {
  node = await openLogNode();
});
afterAll(() => node.end());

const LABORATORY: Actor = {
  party: PARTIES.laboratory,
  person: 'p',
  jurisdiction: 'CN',
  roles: ['laboratory-signatory'],
};
const urlOf = ({ issuer, id }: Reference, what: string) =>
  `/api/statements/${encodeURIComponent(issuer)}/${id}/${what}`;

async function commitments(): Promise<readonly string[]> {
  const { published } = await openStatus(node.publication);
  const found: string[] = [];
  for await (const some of readEntries(nodeLogSuite, { from: 0, size: published, read: node.publication.readFile })) {
    for (const { entry } of some) {
      const leaf = readLeaf(entry);
      if (leaf?.type === 'statement') found.push(Buffer.from(leaf.commitment).toString('hex'));
    }
  }
  return found;
}

describe('eraseOpening()', () => {
  it('leaves no salt anywhere, answers that it was erased, and leaves the proofs of others as they were', async () => {
    const { reference: gone } = await signSampling(node);
    const kept = await signReport(node, await draftReport(node, {}, 'public'));
    await node.publication.flush();
    const { text: before } = await node.send(undefined, { url: urlOf(kept, 'receipt') });
    const salt = Buffer.from(
      parseTlogProof((await node.send('sampler', { url: urlOf(gone, 'receipt') })).text).extra ?? [],
    ).subarray(1);
    const linked = Buffer.from(commitmentOf(sha256, new Uint8Array(salt), parseDigest(gone.digest))).toString('hex');
    expect(await commitments()).toContain(linked);

    const outcome = await node.publication.eraseOpening({ actor: LABORATORY, now: node.testClock.now(), ...gone });
    expect(outcome).toMatchObject({
      outcome: 'recorded',
      entries: [{ source: 'case-event', kind: 'disclosure-erased' }],
    });

    const answer = await node.problem('sampler', { url: urlOf(gone, 'receipt') });
    expect([answer.status, answer.code]).toEqual([410, 'ERASED']);
    // The promise names the commitment, by which anybody would find the leaf.
    const promised = await node.problem('sampler', { url: urlOf(gone, 'promise') });
    expect([promised.status, promised.code]).toEqual([410, 'ERASED']);
    const answered = { outcome: 'recorded', entries: [{ statement: gone }, { statement: kept }] };
    expect(await node.publication.acknowledge(answered)).toEqual({
      ...answered,
      entries: [{ statement: gone }, { statement: kept, promise: expect.any(String) }],
    });
    // Not one table has the salt, nor the personal fields' values and salts; without it the leaf says nothing.
    const { rows } = await withKeeper(node.recordKeeping.keeping.database, (transaction) =>
      sql<{ salts: number; fields: number }>`select
        (select count(*) from touchstone.leaf where salt = ${salt}) as salts,
        (select count(*) from touchstone.disclosure d join touchstone.leaf l on l.entry = d.entry
          where l.erased_at is not null and (d.salt is not null or d.value is not null)) as fields`.execute(
        transaction,
      ),
    );
    expect(rows).toEqual([{ salts: 0, fields: 0 }]);
    expect(await commitments()).toContain(linked);

    // The receipt from before verifies as before, and so does a new one, in a larger tree.
    await publishNotice(node, { standard: 'GB 5-2020' });
    await node.publication.flush();
    const { text: after } = await node.send(undefined, { url: urlOf(kept, 'receipt') });
    const { vkey } = await node.publication.status();
    const policy = { logs: [{ key: parseVkey(nodeLogSuite, vkey) }], witnesses: [], quorum: 'none' as const };
    for (const proof of [before, after].map(parseTlogProof)) {
      let entry = new Uint8Array();
      for await (const some of readEntries(nodeLogSuite, {
        from: 0,
        size: (await openStatus(node.publication)).published,
        read: node.publication.readFile,
      })) {
        entry = new Uint8Array(some.find(({ index }) => index === proof.index)?.entry ?? entry);
      }
      const verdict = verifyTlogProof(nodeLogSuite, { proof, leafHash: hashLeaf(nodeLogSuite, entry) }, policy);
      expect(verdict.outcome).toBe('accepted');
    }
    expect((await node.publication.compare()).differences).toEqual([]);
    // The tombstone is on record behind the statements and belongs in no log: it is no lag.
    const { covered, recorded } = await openStatus(node.publication);
    expect(covered).toBe(recorded);
    // Other nodes that ask for it get the tombstone.
    const { items } = await node.get<{ items: { erased?: true; statement?: string }[] }>(
      'sampler',
      '/api/log/statements?from=0',
    );
    expect(items.filter(({ erased }) => erased)).toEqual([
      { index: expect.any(Number), erased: true, tombstone: expect.stringMatching(/^touchstone\/erasure\/v1\n/) },
    ]);
  });

  it('is for the party alone that owns the statement, and once', async () => {
    const notice = await publishNotice(node, { standard: 'GB 6-2020' });
    const erasure = { actor: LABORATORY, now: node.testClock.now(), ...notice };
    await node.publication.flush();
    await expect(node.publication.eraseOpening(erasure)).rejects.toMatchObject({ code: 'UNKNOWN_DISCLOSURE' });
    const publisher = { ...LABORATORY, party: PARTIES.publisher };
    await node.publication.eraseOpening({ ...erasure, actor: publisher });
    await expect(node.publication.eraseOpening({ ...erasure, actor: publisher })).rejects.toMatchObject({
      code: 'UNKNOWN_DISCLOSURE',
    });
    for (const register of node.recordKeeping.registers) {
      expect(await node.recordKeeping.compareRebuild(register.name)).toEqual([]);
    }
  });
});
