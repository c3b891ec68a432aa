// SPDX-License-Identifier: Apache-2.0
// What was issued here names its place in a list of its issuer, and others read from that list what became of it.
import { gunzipSync } from 'node:zlib';
import { offlineResolver, readStatusEntries, readStatusList, statusValue } from '@touchstone/credentials/formats';
import { nodeSuite } from '@touchstone/credentials/node';
import { verifyCredential } from '@touchstone/credentials/verify';
import { parseInstant } from '@touchstone/identifiers';
import { sql } from 'kysely';
import { compactVerify, importJWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withTenant } from '../src/storage/with-tenant.ts';
import {
  attestation,
  changeStatus,
  decide,
  draftReport,
  evaluate,
  publishNotice,
  type Reference,
  signReport,
} from './registers-in-use.ts';
import { openTestNode, PARTIES, type TestNode } from './test-node.ts';

const AT = new URL('https://touchstone.test');
const ACCREDITOR = encodeURIComponent(PARTIES.accreditor);
const REVOCATION = `/api/status-lists/${ACCREDITOR}/1/revocation`;
const SUSPENSION = `/api/status-lists/${ACCREDITOR}/1/suspension`;

interface Entry {
  readonly id: string;
  readonly type: string;
  readonly statusPurpose: 'revocation' | 'suspension';
  readonly statusListIndex: string;
  readonly statusListCredential: string;
}
interface Body {
  readonly credentialStatus?: readonly Entry[];
  readonly validFrom: string;
  readonly validUntil: string;
  readonly issuer: string;
  readonly credentialSubject: { readonly encodedList: string; readonly ttl: number };
}

let node: TestNode;
beforeAll(async () => {
  node = await openTestNode({ statusListsAt: AT });
});
afterAll(() => node.end());

/** Issues an accreditation; gives its case and the entries that it names. */
async function attest(at: TestNode = node): Promise<{ stream: string; entries: readonly [Entry, Entry] }> {
  const { stream } = await at.act('clerk', '/api/accreditation-cases', { attestation: attestation() });
  await evaluate(at, stream);
  const url = `/api/accreditation-cases/${stream}`;
  await at.act('proposer', `${url}/proposals`, { act: 'issue' });
  const [issued] = await decide(at, { login: 'decider', url });
  const { credentialStatus = [] } = await at.get<Body>(undefined, statementAt(issued as Reference));
  return { stream, entries: credentialStatus as readonly [Entry, Entry] };
}

function statementAt({ issuer, id }: Reference): string {
  return `/api/statements/${encodeURIComponent(issuer)}/${id}`;
}

async function list(url: string): Promise<Body> {
  return (await node.send(undefined, { url })).body as unknown as Body;
}

/** The bit of an entry as this project reads it. */
async function bitOf({ statusListCredential, statusListIndex }: Entry, query = ''): Promise<number> {
  const body = await list(`${new URL(statusListCredential).pathname}${query}`);
  const snapshot = readStatusList(body as never, { at: parseInstant(body.validFrom) });
  return statusValue(snapshot.bits, Number(statusListIndex));
}

describe('a statement that is issued here', () => {
  it('names one place in two lists of its issuer, in the spelling of W3C', async () => {
    const { entries } = await attest();
    expect(entries.map(({ statusPurpose }) => statusPurpose)).toEqual(['revocation', 'suspension']);
    expect(entries.map(({ statusListCredential }) => statusListCredential)).toEqual([
      `${AT.origin}${REVOCATION}`,
      `${AT.origin}${SUSPENSION}`,
    ]);
    const [one, other] = entries;
    expect(one.statusListIndex).toBe(other.statusListIndex);
    expect(Number(one.statusListIndex)).toBeLessThan(131_072);
    expect(readStatusEntries(entries as never)).toMatchObject({ faults: [], entries: { length: 2 } });
  });

  it('names none where nothing can change, and none at a node without a public address', async () => {
    const { stream } = await attest();
    const [change] = await changeStatus(node, stream, { act: 'suspend', reason: 'Out of tolerance' });
    const notice = await publishNotice(node, { standard: 'GB 2-2020' });
    for (const each of [change as Reference, notice]) {
      expect(await node.get<Body>(undefined, statementAt(each))).not.toHaveProperty('credentialStatus');
    }
    const alone = await openTestNode();
    try {
      expect((await attest(alone)).entries).toEqual([]);
      expect((await alone.send(undefined, { url: REVOCATION })).status).toBe(404);
    } finally {
      await alone.end();
    }
  });
});

describe('a status list', () => {
  it('is made anew for a new paper: one that was taken before says nothing about it', async () => {
    const before = await list(REVOCATION);
    await attest();
    expect((await list(REVOCATION)).validFrom > before.validFrom).toBe(true);
  });

  it('shows a suspension while it lasts and a withdrawal for good, at once', async () => {
    const { stream, entries } = await attest();
    const [revocation, suspension] = entries;
    expect([await bitOf(revocation), await bitOf(suspension)]).toEqual([0, 0]);
    await changeStatus(node, stream, { act: 'suspend', reason: 'Out of tolerance' });
    expect([await bitOf(revocation), await bitOf(suspension)]).toEqual([0, 1]);
    await changeStatus(node, stream, { act: 'restore', reason: 'Repaired' });
    expect([await bitOf(revocation), await bitOf(suspension)]).toEqual([0, 0]);
    await changeStatus(node, stream, { act: 'withdraw', reason: 'Given up' });
    expect([await bitOf(revocation), await bitOf(suspension)]).toEqual([1, 0]);
  });

  it('is read by another implementation as by this one, and its token verified by another', async () => {
    const {
      stream,
      entries: [revocation],
    } = await attest();
    const index = Number(revocation.statusListIndex);
    expect(inflated(await list(REVOCATION), index)).toBe(0);
    await changeStatus(node, stream, { act: 'withdraw', reason: 'Given up' });

    const { items } = await node.get<{ items: { id: string; verificationMethod: { publicKeyMultibase: string }[] }[] }>(
      undefined,
      '/api/did-documents',
    );
    const document = items.find(({ id }) => id === PARTIES.accreditor);
    const token = await node.send(undefined, { url: REVOCATION, headers: { accept: 'application/vc+jwt' } });
    expect(token.headers['content-type']).toBe('application/vc+jwt');
    const { bytes } = multikey(String(document?.verificationMethod[0]?.publicKeyMultibase));
    const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', x: Buffer.from(bytes).toString('base64url') }, 'EdDSA');
    const { payload, protectedHeader } = await compactVerify(token.text, key);
    expect(protectedHeader).toMatchObject({ typ: 'vc+jwt' });
    expect(inflated(JSON.parse(new TextDecoder().decode(payload)) as Body, index)).toBe(1);

    const verdict = verifyCredential((await node.send(undefined, { url: REVOCATION })).text, {
      ...{ suite: nodeSuite, statusChanges: [], on: parseInstant(node.testClock.now()) },
      resolveDid: offlineResolver({ [PARTIES.accreditor]: document as never }),
    });
    expect(verdict.checks.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(verdict.checks.find(({ name }) => name === 'integrity')).toMatchObject({ outcome: 'passed' });
  });

  it('is not given for a day to come, for a list that is none, or for a purpose that is none', async () => {
    const ahead = await node.problem(undefined, { url: `${REVOCATION}?on=2099-01-01` });
    expect(ahead).toMatchObject({ code: 'BAD_INPUT', errors: [{ code: 'IN_THE_FUTURE' }] });
    expect(await node.problem(undefined, { url: `${REVOCATION}?on=2026-02-30` })).toMatchObject({ status: 400 });
    const none = `/api/status-lists/${ACCREDITOR}/2/revocation`;
    expect(await node.problem(undefined, { url: none })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await node.problem(undefined, { url: `${REVOCATION}x` })).toMatchObject({ status: 400 });
  });
});

describe('the places in lists', () => {
  it('are apart for each issuer: no list shows anything of another tenant', async () => {
    const document = await draftReport(node);
    await signReport(node, document);
    const { database } = node.recordKeeping.keeping;
    const tenant = { party: PARTIES.laboratory, jurisdiction: 'CN', role: 'tenant' };
    const asLaboratory = withTenant({ database, tenant, node: 'node.test', mode: 'read' }, (transaction) =>
      sql`select issuer from touchstone.status_place`.execute(transaction),
    );
    await expect(asLaboratory).rejects.toMatchObject({ code: '42501' });
    const own = await list(`/api/status-lists/${encodeURIComponent(PARTIES.laboratory)}/1/revocation`);
    expect(own.issuer).toBe(PARTIES.laboratory);
    const bits = gunzipSync(Buffer.from(own.credentialSubject.encodedList.slice(1), 'base64url'));
    expect(bits.every((byte) => byte === 0)).toBe(true);
  });

  it('follow from the signed statements alone: rebuilt, they are the same', async () => {
    expect(await node.recordKeeping.compareShared()).toEqual([]);
    const places = await everyPlace();
    expect(places.length).toBeGreaterThan(5);
    expect(new Set(places.map(({ issuer, list, place }) => `${issuer} ${list} ${place}`)).size).toBe(places.length);
    const { database } = node.recordKeeping.keeping;
    await sql`insert into touchstone.status_place values
      (${PARTIES.accreditor}, 1, (select min(p) from generate_series(0, 131071) p
        where p not in (select place from touchstone.status_place)), gen_random_uuid(), 'node.test')`.execute(database);
    expect(await node.recordKeeping.compareShared()).toMatchObject([{ table: 'status_place', side: 'serving-only' }]);
  });

  async function everyPlace() {
    const { database } = node.recordKeeping.keeping;
    const { rows } = await sql<{ issuer: string; list: number; place: number }>`
      select issuer, list, place from touchstone.status_place`.execute(database);
    return rows;
  }
});

// Sessions run out with the day: these come last.
describe('a status list, as days pass', () => {
  it('shows a planned change from its moment on, with no act at that moment', async () => {
    const {
      stream,
      entries: [, suspension],
    } = await attest();
    const today = node.testClock.now().slice(0, 10);
    const from = new Date(Date.parse(`${today}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    await changeStatus(node, stream, { act: 'suspend', reason: 'Planned', from });
    expect(await bitOf(suspension)).toBe(0);
    node.testClock.advance(86_400);
    expect(await bitOf(suspension)).toBe(1);
    expect(await bitOf(suspension, `?on=${today}`)).toBe(0);
  });

  it('is signed once while nothing changes, and answers for days, not for months', async () => {
    const first = await node.send(undefined, { url: REVOCATION });
    node.testClock.advance(3_600);
    const second = await node.send(undefined, { url: REVOCATION });
    expect(second.text).toBe(first.text);
    expect(first.headers).toMatchObject({ 'cache-control': 'public, max-age=300' });
    const same = await node.send(undefined, {
      url: REVOCATION,
      headers: { 'if-none-match': String(first.headers.etag) },
    });
    expect(same.status).toBe(304);
    node.testClock.advance(86_400);
    const third = (await list(REVOCATION)) as Body;
    expect(third.validFrom > (first.body as unknown as Body).validFrom).toBe(true);
    expect(Date.parse(third.validUntil) - Date.parse(third.validFrom)).toBe(7 * 86_400_000);
  });
});

/** One bit by zlib and arithmetic alone; entry 0 is the leftmost. W3C Bitstring Status List 1.0, 3.3. */
function inflated({ credentialSubject }: Body, index: number): number {
  const bits = gunzipSync(Buffer.from(credentialSubject.encodedList.slice(1), 'base64url'));
  expect(bits).toHaveLength(131_072 / 8);
  return ((bits[index >>> 3] as number) >>> (7 - (index & 7))) & 1;
}

/** The key in a Multikey of Ed25519: base58-btc of 0xed 0x01 and 32 bytes. W3C Controlled Identifiers 1.0, 2.2.2. */
function multikey(text: string): { readonly bytes: Uint8Array } {
  const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  let number = 0n;
  for (const letter of text.slice(1)) number = number * 58n + BigInt(alphabet.indexOf(letter));
  return { bytes: Buffer.from(number.toString(16).padStart(68, '0'), 'hex').subarray(2) };
}
