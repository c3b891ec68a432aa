// SPDX-License-Identifier: Apache-2.0

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueStatement } from '@touchstone/credentials/issue';
import { nodeSuite } from '@touchstone/credentials/node';
import { parseInstant } from '@touchstone/identifiers';
import { composeBody } from '@touchstone/statements';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccount } from '../src/access/accounts.ts';
import { didDocumentsOf } from '../src/signing/did-documents.ts';
import { type FileKeyStore, openFileKeyStore } from '../src/signing/file-key-store.ts';
import { attestation } from './registers-in-use.ts';
import { openTestNode, PARTIES, PASSWORD, type Request, type TestNode } from './test-node.ts';

const ELSEWHERE = 'did:web:elsewhere.demonstration.example';
const NOW = '2026-11-22T12:00:00Z';

let node: TestNode;
let keys: FileKeyStore;
let folder: string;
let authorization: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-elsewhere-'));
  // The party's own keys, which the node never sees.
  keys = await openFileKeyStore(folder);
  for (const party of [ELSEWHERE, PARTIES.accreditor]) await keys.ensureKey(party, '2025-01-01T00:00:00Z');
  const documents = didDocumentsOf(keys.publishedKeys());
  node = await openTestNode({ resolveForeignDid: async (did) => documents.find(({ id }) => id === did) });
  const roles = ['accreditation-decider', 'standards-editor'];
  const account = { login: 'elsewhere', person: 'p', displayName: 'Demonstration', password: PASSWORD };
  await createAccount(node.accounts, { ...account, party: ELSEWHERE, jurisdiction: 'CN', roles });
  const body = { login: 'elsewhere', password: PASSWORD, as: 'token' };
  authorization = `Bearer ${(await node.send(undefined, { method: 'POST', url: '/api/sessions', body })).body.token}`;
});
afterAll(async () => {
  await node.end();
  await rm(folder, { recursive: true });
});

let count = 0;
async function signed(
  kind: Parameters<typeof composeBody>[0],
  subject: object,
  more: { issuer?: string; uuid?: string } = {},
) {
  const { issuer = ELSEWHERE, uuid = `01930000-0000-7000-8000-${String(++count).padStart(12, '0')}` } = more;
  const body = composeBody(kind, { uuid, issuer, validFrom: NOW, subject: subject as never });
  const signer = await keys.signerOf(issuer, NOW);
  const made = await issueStatement(body as never, signer, { created: parseInstant(NOW), suite: nodeSuite });
  // Bytes that no writer of ours would make: they must come back as they are.
  const text = `${new TextDecoder().decode(made.embeddedBytes)}\n  `;
  return { text, jwt: made.jwt, reference: { id: `urn:uuid:${uuid}`, issuer, digest: made.digest }, uuid };
}

const hand = (statement: string, { jwt, ...more }: Partial<Request> & { jwt?: string } = {}) =>
  node.send(undefined, {
    ...{ method: 'POST', url: '/api/statements', body: { statement, ...(jwt === undefined ? {} : { jwt }) } },
    headers: { authorization },
    ...more,
  });
const accredited = (more: object = {}) => (attestation(more) as { subject: object }).subject;
const urlOf = ({ issuer, id }: { issuer: string; id: string }) => `/api/statements/${encodeURIComponent(issuer)}/${id}`;
const notice = { standard: 'GB 5009.12-2023', title: 'Lead', status: 'in-force', from: '2024-03-06' };
const asNotice = (more: object = {}) => signed('StandardNotice', { id: 'notice', ...notice, ...more });
const asChange = (changes: object, status: string, from = NOW) =>
  signed('StatusChange', { id: 'change', changes, status, from, reason: 'because' });
const enveloped = (jwt: string) =>
  JSON.stringify({
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id: `data:application/vc+jwt,${jwt}`,
    type: 'EnvelopedVerifiableCredential',
  });
const codes = (answer: Awaited<ReturnType<typeof hand>>) =>
  ((answer.body.errors ?? []) as { code: string }[]).map(({ code }) => code);

describe('POST /api/statements', () => {
  it('keeps what was signed elsewhere byte for byte, and once', async () => {
    const { text, reference } = await signed('Accreditation', accredited());
    const first = await hand(text);
    expect(first, first.text).toMatchObject({ status: 201, body: { entries: [{ statement: reference }] } });
    expect((await node.send(undefined, { url: urlOf(reference) })).text).toBe(text);
    const { items } = await node.get<{ items: object[] }>(undefined, `/api/accreditations?issuer=${ELSEWHERE}`);
    expect(items).toMatchObject([{ status: 'in-force', statementId: reference.id }]);
    expect(await hand(text)).toMatchObject({ status: 201, body: { entries: [{ alreadyRecorded: true }] } });
  });

  it('keeps nothing else under the same identity', async () => {
    const one = await asNotice();
    expect((await hand(one.text)).status).toBe(201);
    const other = await signed('StandardNotice', { id: 'notice', ...notice, title: 'Cadmium' }, { uuid: one.uuid });
    expect(await hand(other.text)).toMatchObject({ status: 409, body: { code: 'IDENTITY_CONFLICT' } });
    expect((await node.send(undefined, { url: urlOf(one.reference) })).text).toBe(one.text);
  });

  it.each<[string, (text: string) => string, string]>([
    ['one word of which was changed', (text) => text.replace('Food', 'Fool'), 'NOT_VERIFIED'],
    ['whose issuer was changed', (text) => text.replaceAll(ELSEWHERE, 'did:web:rival.example'), 'NOT_VERIFIED'],
    ['without a proof', (text) => JSON.stringify({ ...JSON.parse(text), proof: undefined }), 'NOT_VERIFIED'],
    ['that is no JSON', () => 'hello', 'BAD_JSON'],
    ['with a name twice', (text) => text.replace('{', '{"issuer":"did:web:rival.example",'), 'BAD_JSON'],
    ['that is a list', () => '[]', 'NOT_VERIFIED'],
  ])('refuses a statement %s', async (_, change, code) => {
    const { text } = await signed('Accreditation', accredited({ certificateNumber: 'L-7' }));
    expect((await hand(change(text))).body).toMatchObject({ status: 400, code });
  });

  it('keeps the token that came beside it, and no other afterwards', async () => {
    const { text, jwt, reference } = await asNotice({ standard: 'GB 5009.11-2024' });
    expect((await hand(text, { jwt })).status).toBe(201);
    const token = await node.send(undefined, { url: urlOf(reference), headers: { accept: 'application/vc+jwt' } });
    expect([token.status, token.text]).toEqual([200, jwt]);
    expect((await node.send(undefined, { url: urlOf(reference) })).text).toBe(text);
    expect(await hand(text, { jwt })).toMatchObject({ status: 201, body: { entries: [{ alreadyRecorded: true }] } });
    const late = await asNotice({ standard: 'GB 5009.13-2017' });
    expect((await hand(late.text)).status).toBe(201);
    const headers = { accept: 'application/vc+jwt' };
    expect((await node.send(undefined, { url: urlOf(late.reference), headers })).status).toBe(406);
    expect((await hand(late.text, { jwt: late.jwt })).body).toMatchObject({ code: 'IDENTITY_CONFLICT' });
  });

  it.each<[string, (own: string, other: string) => string]>([
    ['of another body', (_, other) => other],
    ['whose signature was changed', (own) => own.replace(/.{10}$/, 'AAAAAAAAAA')],
    ['that is no token', () => 'hello'],
    ['that is a token only once it is opened', (own) => enveloped(own)],
  ])('refuses a token %s, and keeps nothing', async (_, change) => {
    const own = await asNotice({ standard: 'GB 5009.14-2017' });
    const other = await asNotice({ standard: 'GB 5009.16-2023' });
    expect((await hand(own.text, { jwt: change(own.jwt, other.jwt) })).body).toMatchObject({ code: 'NOT_VERIFIED' });
    expect((await node.send(undefined, { url: urlOf(own.reference) })).status).toBe(404);
  });

  it('refuses what another party signed, and a kind that no register takes signed', async () => {
    // A key that the node itself does not hold for that party does not count either.
    const foreign = await signed('Accreditation', accredited(), { issuer: PARTIES.accreditor });
    expect((await hand(foreign.text)).status).toBe(400);
    const own = await asNotice({ standard: 'GB 5009.15-2023' });
    const rival = await node.send('editor', { method: 'POST', url: '/api/statements', body: { statement: own.text } });
    expect(codes(rival)).toEqual(['NOT_THE_ISSUER']);
    const defect = { report: own.reference, kind: 'false', place: 'CN-GD', decidedOn: NOW, reason: 'r' };
    const legalBasis = { instrument: "a demonstration's; nobody's law", certainty: 'read', demonstration: true };
    const taken = await hand((await signed('ReportDefect', { id: 'd', ...defect, legalBasis })).text);
    expect(codes(taken)).toEqual(['KIND_NOT_TAKEN']);
    expect((await node.send(undefined, { url: urlOf(own.reference) })).status).toBe(404);
  });

  it('asks the rules of the register that keeps the kind', async () => {
    expect(codes(await hand((await signed('Accreditation', accredited({ id: ELSEWHERE }))).text))).toEqual([
      'OWN_COMPETENCE',
    ]);
    expect(codes(await hand((await asNotice({ from: '2024-01-01' })).text))).toContain('WRONG_STATUS');
    const { text, reference } = await signed('Accreditation', accredited({ certificateNumber: 'L-9' }));
    expect((await hand(text)).status).toBe(201);
    const change = async (...of: Parameters<typeof asChange>) => hand((await asChange(...of)).text);
    expect(codes(await change(reference, 'active'))).toEqual(['WRONG_STATUS']);
    expect(codes(await change(reference, 'suspended', '2026-11-01T00:00:00Z'))).toEqual(['BACKDATED']);
    expect(codes(await change({ ...reference, digest: `uEi${'A'.repeat(44)}` }, 'suspended'))).toEqual([
      'OTHER_EDITION',
    ]);
    const unknown = { ...reference, id: 'urn:uuid:01930000-0000-7000-8000-00000000dead' };
    expect(codes(await change(unknown, 'suspended'))).toEqual(['NOTHING_TO_CHANGE']);

    const planned = await asChange(reference, 'suspended', '2026-12-01T00:00:00Z');
    expect((await hand(planned.text)).status).toBe(201);
    expect(codes(await change(reference, 'withdrawn'))).toEqual(['WRONG_STATUS']);
    expect(codes(await change(planned.reference, 'suspended'))).toEqual(['IN_EFFECT']);
    expect((await change(planned.reference, 'revoked')).status).toBe(201);
    node.testClock.advance(1);
    expect((await change(reference, 'withdrawn')).status).toBe(201);
    const { items } = await node.get<{ items: object[] }>(
      undefined,
      `/api/accreditations?issuer=${ELSEWHERE}&status=withdrawn`,
    );
    expect(items).toMatchObject([{ certificateNumber: 'L-9' }]);
    await node.recordKeeping.settle();
    expect(await node.recordKeeping.compareRebuild('accreditation')).toEqual([]);
  });
});
