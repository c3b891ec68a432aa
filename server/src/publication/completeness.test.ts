// SPDX-License-Identifier: Apache-2.0
import { parseCompletenessFile, verifyCompleteness } from '@touchstone/evidence/completeness';
import { parseStrictJson } from '@touchstone/credentials/formats';
import { parseDigest } from '@touchstone/identifiers';
import { parseVkey } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attest, changeStatus, draftReport, publishNotice, signReport } from '../../tests/registers-in-use.ts';
import { type Login, PARTIES } from '../../tests/test-node.ts';
import { KEEPER_ROLE } from '../storage/roles.ts';
import { withKeeper } from '../storage/with-tenant.ts';
import { readStatement } from './make-leaves.ts';
import { eraseSecret, notePersons } from './party-secrets.ts';
import { type LogNode, openLogNode } from './tests/log-node.ts';

let node: LogNode;
beforeAll(async () => {
  node = await openLogNode();
  const stream = await attest(node);
  await signReport(node, await draftReport(node));
  await signReport(node, await draftReport(node, { reportNumber: 'R-2' }, 'public'));
  await changeStatus(node, stream, { act: 'suspend', reason: 'Out of tolerance' });
  await publishNotice(node, { standard: 'GB 1-2020' });
  await node.publication.flush();
});
afterAll(() => node.end());

const urlOf = (party: string) => `/api/parties/${encodeURIComponent(party)}/completeness`;

/** What an offline reader makes of the file that this asker gets. */
async function verdictFor(login: Login | undefined, party: string, url = urlOf(party)) {
  const { rows } = await withKeeper(node.recordKeeping.keeping.database, (transaction) =>
    sql<{
      id: string;
      digest: string;
    }>`select 'urn:uuid:' || id as id, digest from touchstone.statement_identity`.execute(transaction),
  );
  const digests = new Map(rows.map(({ id, digest }) => [id, digest]));
  const { text } = await node.send(login, { url });
  const { vkey } = await node.publication.status();
  const policies = [{ logs: [{ key: parseVkey(nodeLogSuite, vkey) }], witnesses: [], quorum: 'none' as const }];
  return verifyCompleteness(parseCompletenessFile(text), {
    ...{ suite: nodeLogSuite, policies },
    verifyStatement: (given) => {
      const { proof: _, ...body } = parseStrictJson(new TextEncoder().encode(given)) as Record<string, never>;
      const statement = readStatement({ body });
      if (statement === undefined) throw new Error('no statement');
      return { outcome: 'accepted', statement, digest: parseDigest(digests.get(statement.id) ?? '') };
    },
  });
}

describe('GET /api/parties/{party}/completeness', () => {
  it('shows the party itself everything, and others that there is more than they may read', async () => {
    const own = await verdictFor('tester', PARTIES.laboratory);
    expect(own.faults).toEqual([]);
    expect([own.outcome, own.listed.length, own.opened.length]).toEqual(['complete', 4, 4]);
    const kinds = own.opened.map(({ statement }) => statement.kind).sort();
    expect(kinds).toEqual(['Accreditation', 'StatusChange', 'TestReport', 'TestReport']);
    const others = await verdictFor(undefined, PARTIES.laboratory);
    expect([others.outcome, others.listed.length, others.opened.length, others.missing.length]).toEqual([
      'incomplete',
      4,
      3,
      1,
    ]);
  });

  it('covers several names in one file, at the address of the party too', async () => {
    const names = [PARTIES.publisher, '91440000MA5TEST000', PARTIES.publisher];
    const query = names.map((name) => `name=${encodeURIComponent(name)}`).join('&');
    for (const prefix of ['/api', '']) {
      const url = `${prefix}/parties/${encodeURIComponent(PARTIES.laboratory)}/completeness?${query}`;
      const found = await verdictFor('tester', PARTIES.laboratory, url);
      expect(found.subject.names).toEqual(
        [PARTIES.laboratory, PARTIES.publisher, '91440000MA5TEST000'].map((name) => ({ name })),
      );
      expect([found.outcome, found.listed.length]).toEqual(['complete', 5]);
    }
    const many = Array.from({ length: 8 }, (_, at) => `name=${at}`).join('&');
    expect((await node.problem(undefined, { url: `${urlOf('x')}?${many}` })).code).toBe('BAD_INPUT');
  });

  it('answers about the number of a person the same whether or not it is known here, or was erased', async () => {
    const { keeping } = node.recordKeeping;
    const [known, erased, stranger] = ['11010519491231002X', '440524188001010014', '11010519900307803X'] as const;
    await withKeeper(keeping.database, async (transaction) => {
      await notePersons(transaction, [known, erased], { now: keeping.clock(), randomBytes: keeping.randomBytes });
      await eraseSecret(transaction, erased, keeping.clock());
    });
    const answers = await Promise.all(
      [known, erased, stranger].map((number) => node.problem(undefined, { url: urlOf(number) })),
    );
    expect(answers.map(({ status, code }) => [status, code])).toEqual(answers.map(() => [403, 'NOT_PERMITTED']));
  });

  it('refuses what no file can be about, and an entry that is no number', async () => {
    expect((await node.send('tester', { url: `${urlOf(PARTIES.laboratory)}?thing=` })).status).toBe(400);
    for (const from of ['', '0x10', '1e1', '%201', '-1']) {
      expect((await node.send('tester', { url: `/api/log/statements?from=${from}` })).status).toBe(400);
    }
    expect((await node.send('tester', { url: '/api/log/statements' })).status).toBe(400);
    expect((await node.send('tester', { url: '/api/log/statements?from=0' })).status).toBe(200);
  });

  it('proves that there is nothing about a party of which there is nothing', async () => {
    const none = await verdictFor(undefined, 'did:web:nobody.demonstration.example');
    expect([none.outcome, none.listed]).toEqual(['complete', []]);
  });

  it('finds the leaves in the log itself where the database has lost its note of them', async () => {
    await sql`grant delete on touchstone.leaf_place to ${sql.id(KEEPER_ROLE)}`.execute(
      node.recordKeeping.keeping.database,
    );
    const forget = sql`delete from touchstone.leaf_place where leaf_index = 2`;
    await withKeeper(node.recordKeeping.keeping.database, (transaction) => forget.execute(transaction));
    const verdict = await verdictFor(undefined, PARTIES.laboratory);
    expect([verdict.outcome, verdict.listed.length]).toEqual(['incomplete', 4]);
  });

  it('is for a natural person alone, with the secret that finds them', async () => {
    const { keeping } = node.recordKeeping;
    await withKeeper(keeping.database, (transaction) =>
      notePersons(transaction, [PARTIES.publisher], { now: keeping.clock(), randomBytes: keeping.randomBytes }),
    );
    await publishNotice(node, { standard: 'GB 2-2020' });
    await node.publication.flush();
    expect((await node.problem(undefined, { url: urlOf(PARTIES.publisher) })).code).toBe('NOT_PERMITTED');
    const own = await verdictFor('editor', PARTIES.publisher);
    // What was logged before the party was noted as a person stands under its plain name for ever, and is listed too.
    expect([own.outcome, own.faults, own.listed.length]).toEqual(['complete', [], 2]);
    const together = `${urlOf(PARTIES.laboratory)}?name=${encodeURIComponent(PARTIES.publisher)}`;
    expect((await node.problem(undefined, { url: together })).code).toBe('NOT_PERMITTED');
  });
});
