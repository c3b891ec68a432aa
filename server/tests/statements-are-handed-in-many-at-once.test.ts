// SPDX-License-Identifier: Apache-2.0

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueStatement } from '@touchstone/credentials/issue';
import { nodeSuite } from '@touchstone/credentials/node';
import { parseInstant } from '@touchstone/identifiers';
import { composeBody, type StatementKind } from '@touchstone/statements';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccount } from '../src/access/accounts.ts';
import { type HandedIn, meaningOf } from '../src/http/statement-batch-route.ts';
import { type LogNode, openLogNode } from '../src/publication/tests/log-node.ts';
import { didDocumentsOf } from '../src/signing/did-documents.ts';
import { type FileKeyStore, openFileKeyStore } from '../src/signing/file-key-store.ts';
import { attestation } from './registers-in-use.ts';
import { PARTIES, PASSWORD, reauthentication } from './test-node.ts';

const PUBLISHER = 'did:web:elsewhere.demonstration.example';
const NOW = '2026-11-22T12:00:00Z';

let node: LogNode;
let keys: FileKeyStore;
let folder: string;
let token: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-many-'));
  keys = await openFileKeyStore(folder);
  for (const party of [PUBLISHER, PARTIES.publisher]) await keys.ensureKey(party, '2025-01-01T00:00:00Z');
  const documents = didDocumentsOf(keys.publishedKeys());
  node = await openLogNode({ resolveForeignDid: async (did) => documents.find(({ id }) => id === did) });
  const account = { login: 'many', person: 'person many', displayName: 'Demonstration', password: PASSWORD };
  const roles = ['standards-editor'] as const;
  await createAccount(node.accounts, { ...account, party: PUBLISHER, jurisdiction: 'CN', roles });
  const body = { login: 'many', password: PASSWORD, as: 'token' };
  token = String((await node.send(undefined, { method: 'POST', url: '/api/sessions', body })).body.token);
});
afterAll(async () => {
  await node.end();
  await rm(folder, { recursive: true });
});

let count = 0;
interface Made extends HandedIn {
  readonly id: string;
}
async function signed(kind: StatementKind, subject: object, more: { issuer?: string; uuid?: string } = {}) {
  const { issuer = PUBLISHER, uuid = `01930000-0000-7000-8000-${String(++count).padStart(12, '0')}` } = more;
  const body = composeBody(kind, { uuid, issuer, validFrom: NOW, subject: subject as never });
  const signer = await keys.signerOf(issuer, NOW);
  const made = await issueStatement(body as never, signer, { created: parseInstant(NOW), suite: nodeSuite });
  return { text: `${new TextDecoder().decode(made.embeddedBytes)}\n `, jwt: made.jwt, id: `urn:uuid:${uuid}` };
}
let standards = 0;
const notice = (more: object = {}, as: { issuer?: string; uuid?: string } = {}): Promise<Made> => {
  standards += 1;
  const subject = {
    id: 'notice',
    standard: `GB ${standards}-2023`,
    title: 'Lead',
    status: 'in-force',
    from: '2024-03-06',
  };
  return signed('StandardNotice', { ...subject, ...more }, as);
};

interface Answer {
  readonly outcome: string;
  readonly entries?: readonly {
    readonly entry: number;
    readonly alreadyRecorded: boolean;
    statement: { id: string };
  }[];
  readonly reasons?: readonly { readonly code: string }[];
}
const hand = (
  given: readonly HandedIn[],
  { meaning = meaningOf(given), key }: { meaning?: string; key?: string } = {},
) =>
  node.send(undefined, {
    method: 'POST',
    url: '/api/statement-batches',
    headers: { authorization: `Bearer ${token}`, ...(key === undefined ? {} : { 'idempotency-key': `"${key}"` }) },
    body: {
      statements: given.map(({ text, jwt }) => ({ statement: text, ...(jwt === undefined ? {} : { jwt }) })),
      ...reauthentication(meaning),
    },
  });
const handed = async (given: readonly HandedIn[]) => {
  const answer = await hand(given);
  expect(answer.status, answer.text).toBe(200);
  return answer.body.answers as readonly Answer[];
};
const codesOf = (answers: readonly Answer[]) =>
  answers.map(({ outcome, reasons }) =>
    outcome === 'recorded' ? 'recorded' : reasons?.map(({ code }) => code).join(),
  );
const textOf = async (id: string) =>
  node.send(undefined, { url: `/api/statements/${encodeURIComponent(PUBLISHER)}/${id}` });

describe('POST /api/statement-batches', () => {
  it('puts each on record byte for byte, in its place among the answers, and folds it', async () => {
    const made = await Promise.all([notice(), notice(), notice()]);
    const answers = await handed(made);
    expect(answers.map(({ entries }) => entries?.[0]?.statement.id)).toEqual(made.map(({ id }) => id));
    for (const { id, text } of made) expect((await textOf(id)).text).toBe(text);
    const { items } = await node.get<{ items: object[] }>(undefined, `/api/standard-notices?issuer=${PUBLISHER}`);
    expect(items).toHaveLength(3);
    expect(await node.recordKeeping.compareRebuild('standards')).toEqual([]);
    expect(await node.recordKeeping.compareShared()).toEqual([]);
  });

  it('answers with one promise of the log for all that it took, and with none for what it refused', async () => {
    const [one, other] = [await notice(), await notice()];
    const { body, status, text } = await hand([one, { text: '[]' }, other]);
    expect(status, text).toBe(200);
    const { note, commitments } = body.promise as { readonly note: string; readonly commitments: readonly string[] };
    expect([note.split('\n')[0], commitments.length]).toEqual(['touchstone/batch-promise/v1', 2]);
    const answers = body.answers as readonly { readonly entries?: readonly { readonly promised?: object }[] }[];
    expect(answers.map(({ entries }) => entries?.[0]?.promised)).toEqual([
      { index: 0, opening: expect.any(String) },
      undefined,
      { index: 1, opening: expect.any(String) },
    ]);
    // What it promised is what the log then has.
    await node.publication.flush();
    expect((await node.publication.compare()).differences).toEqual([]);
    const receipt = await node.send(undefined, {
      url: `/api/statements/${encodeURIComponent(PUBLISHER)}/${one.id}/receipt`,
    });
    expect(receipt.status).toBe(200);
  });

  it('gives what is on record already the entry that it has, alone and twice in one batch', async () => {
    const one = await notice();
    const [first] = await handed([one]);
    const again = await handed([one, await notice(), one]);
    expect(codesOf(again)).toEqual(['recorded', 'recorded', 'recorded']);
    expect(again.map(({ entries }) => entries?.[0]?.alreadyRecorded)).toEqual([true, false, true]);
    expect(again[0]?.entries?.[0]?.entry).toBe(first?.entries?.[0]?.entry);
  });

  it('refuses each by itself and records the others', async () => {
    const [sound, other] = [await notice(), await notice()];
    const taken = { ...(await notice({}, { uuid: sound.id.slice(9) })) };
    const broken = { text: (await notice()).text.replace('Lead', 'Zinc') };
    const misspelt = await notice({ standard: 'GB5009.12-2023' });
    const byTwo = await signed('Accreditation', (attestation({}) as { subject: object }).subject);
    const foreign = await notice({}, { issuer: PARTIES.publisher });
    const unknown = await signed('ListEntry', {
      id: 'entry',
      party: { name: 'N' },
      list: 'L',
      reason: 'R',
      places: ['CN'],
      from: '2024-01-01',
    }).catch(() => ({ text: '{}', id: '' }));
    const answers = await handed([sound, taken, broken, misspelt, byTwo, foreign, { text: '[]' }, unknown, other]);
    const codes = codesOf(answers);
    expect(codes.slice(0, 7)).toEqual([
      ...[
        'recorded',
        'IDENTITY_CONFLICT',
        'NOT_VERIFIED',
        'NOT_CANONICAL',
        'TWO_PERSONS',
        'NOT_VERIFIED',
        'NOT_VERIFIED',
      ],
    ]);
    expect(codes[7]).not.toBe('recorded');
    expect(codes[8]).toBe('recorded');
    expect((await textOf(sound.id)).text).toBe(sound.text);
    // Nothing at all is left of what was refused: the stream of the misspelt number is free.
    const { rows } = await sql<{ stream: string }>`select stream from touchstone.stream`.execute(
      node.recordKeeping.keeping.database,
    );
    expect(rows.filter(({ stream }) => stream.includes('GB5009.12'))).toEqual([]);
  });

  it('lets the rules of a later one see what an earlier one of its batch did', async () => {
    const standard = 'GB 99999-2023';
    const given = [
      await notice({ standard }),
      await notice({ standard, status: 'in-force', from: '2024-04-01' }),
      await notice({ standard, status: 'withdrawn', from: '2024-05-01' }),
    ];
    expect(codesOf(await handed(given))).toEqual(['recorded', 'WRONG_STATUS', 'recorded']);
  });

  it('records nothing without the right words about these very bytes', async () => {
    const one = await notice();
    const answers = (await hand([one], { meaning: meaningOf([one, one]) })).body.answers as readonly Answer[];
    expect(codesOf(answers)).toEqual(['MEANING_DIFFERS']);
    expect((await textOf(one.id)).status).toBe(404);
  });

  it('answers a repeated request as before, and refuses another under its key', async () => {
    const [one, other] = [await notice(), await notice()];
    const first = await hand([one], { key: 'many-1' });
    const again = await hand([one], { key: 'many-1' });
    expect(again.body).toEqual(first.body);
    expect(again.headers['touchstone-repeated']).toBe('true');
    expect((await hand([other], { key: 'many-1' })).body.code).toBe('IDEMPOTENCY_CONFLICT');
  });

  it('takes the same batch from two requests at once, and each statement once', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => notice()));
    const both = await Promise.all([handed(made), handed([...made].reverse())]);
    expect(both.flatMap(codesOf)).toEqual(Array.from({ length: 40 }, () => 'recorded'));
    const entries = both.map((answers) => answers.map(({ entries }) => entries?.[0]?.entry));
    expect(entries[0]).toEqual([...(entries[1] ?? [])].reverse());
  });

  it('takes none at all, or too many, for a bad request', async () => {
    for (const statements of [[], Array.from({ length: 1_001 }, () => ({ text: '{}' }))]) {
      expect((await hand(statements)).status).toBe(400);
    }
  });
});
