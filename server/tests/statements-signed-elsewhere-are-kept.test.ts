// SPDX-License-Identifier: Apache-2.0

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { statementDigest } from '@touchstone/credentials/formats';
import { issueStatement } from '@touchstone/credentials/issue';
import { nodeSuite } from '@touchstone/credentials/node';
import { parseInstant } from '@touchstone/identifiers';
import { composeBody } from '@touchstone/statements';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccount } from '../src/access/accounts.ts';
import { meaningOf } from '../src/http/statement-batch-route.ts';
import { submissionMeaning } from '../src/record-keeping/submit-signed.ts';
import { didDocumentsOf } from '../src/signing/did-documents.ts';
import { type FileKeyStore, openFileKeyStore } from '../src/signing/file-key-store.ts';
import { attestation } from './registers-in-use.ts';
import { openTestNode, PARTIES, PASSWORD, type Request, reauthentication, type TestNode } from './test-node.ts';

const ELSEWHERE = 'did:web:elsewhere.demonstration.example';
const NOW = '2026-11-22T12:00:00Z';

let node: TestNode;
let keys: FileKeyStore;
let folder: string;
/** False while the party's document can no longer be had. */
let isResolved = true;
/** One who proposes and one who decides, and an editor who hands in alone. */
const PEOPLE = {
  proposes: ['accreditation-proposer', 'accreditation-decider'],
  decides: ['accreditation-decider', 'accreditation-proposer'],
  edits: ['standards-editor'],
} as const;
type Person = keyof typeof PEOPLE;
const tokens = new Map<Person, string>();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-elsewhere-'));
  // The party's own keys, which the node never sees.
  keys = await openFileKeyStore(folder);
  for (const party of [ELSEWHERE, PARTIES.accreditor]) await keys.ensureKey(party, '2025-01-01T00:00:00Z');
  const documents = didDocumentsOf(keys.publishedKeys());
  node = await openTestNode({
    resolveForeignDid: async (did) => (isResolved ? documents.find(({ id }) => id === did) : undefined),
  });
  for (const [login, roles] of Object.entries(PEOPLE)) {
    const account = { login, person: `person ${login}`, displayName: 'Demonstration', password: PASSWORD };
    await createAccount(node.accounts, { ...account, party: ELSEWHERE, jurisdiction: 'CN', roles });
    const body = { login, password: PASSWORD, as: 'token' };
    const { token } = (await node.send(undefined, { method: 'POST', url: '/api/sessions', body })).body;
    tokens.set(login as Person, String(token));
  }
});
afterAll(async () => {
  await node.end();
  await rm(folder, { recursive: true });
});

let count = 0;
async function signed(
  kind: Parameters<typeof composeBody>[0],
  subject: object,
  more: { issuer?: string; uuid?: string; forge?: (json: string) => string } = {},
) {
  const { issuer = ELSEWHERE, uuid = `01930000-0000-7000-8000-${String(++count).padStart(12, '0')}` } = more;
  const composed = composeBody(kind, { uuid, issuer, validFrom: NOW, subject: subject as never });
  // What no program of ours composes, and a program of theirs does.
  const body = more.forge === undefined ? composed : JSON.parse(more.forge(JSON.stringify(composed)));
  const signer = await keys.signerOf(issuer, NOW);
  const made = await issueStatement(body as never, signer, { created: parseInstant(NOW), suite: nodeSuite });
  // Bytes that no writer of ours would make: they must come back as they are.
  const text = `${new TextDecoder().decode(made.embeddedBytes)}\n  `;
  return { text, jwt: made.jwt, reference: { id: `urn:uuid:${uuid}`, issuer, digest: made.digest }, uuid };
}

const as = (person: Person, request: Request) =>
  node.send(undefined, { ...request, headers: { authorization: `Bearer ${tokens.get(person)}` } });

/** What is confirmed about these bytes; of bytes that hold no statement, nothing that could be right. */
function confirmed(statement: string): object {
  try {
    const { proof: _, ...body } = JSON.parse(statement);
    return reauthentication(submissionMeaning(statementDigest(body, nodeSuite)));
  } catch {
    return reauthentication('I hand in nothing.');
  }
}
const isNotice = (statement: string) => statement.includes('"StandardNotice"');
const hand = (
  statement: string,
  { jwt, by, ...more }: Partial<Request> & { jwt?: string; by?: Person; reauthentication?: object } = {},
) => {
  const body = { statement, ...(jwt === undefined ? {} : { jwt }), ...confirmed(statement), ...more };
  return as(by ?? (isNotice(statement) ? 'edits' : 'proposes'), { method: 'POST', url: '/api/statements', body });
};

type Waiting = { submission: number; digest: string; meaning: string; id: string; statement: string };
const SUBMISSIONS = '/api/statement-submissions';
const waitingOf = async (person: Person = 'decides') =>
  (await as(person, { url: SUBMISSIONS })).body.items as readonly Waiting[];
const decideOn = (
  { submission, digest, meaning }: Pick<Waiting, 'submission' | 'digest' | 'meaning'>,
  { by = 'decides', verdict = 'approve', ...more }: { by?: Person; verdict?: string; [name: string]: unknown } = {},
) => {
  const body = { digest, verdict, ...reauthentication(meaning), ...more };
  return as(by, { method: 'POST', url: `${SUBMISSIONS}/${submission}/decisions`, body });
};
/** Handed in by one and approved by another; what is refused at once stays so. */
async function recordByTwo(statement: string) {
  const handed = await hand(statement);
  if (handed.status !== 202) return handed;
  const [entry] = handed.body.entries as { entry: number }[];
  const open = (await waitingOf()).find(({ submission }) => submission === entry?.entry);
  if (open === undefined) throw new Error('what was handed in does not wait');
  return decideOn(open);
}
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
    const first = await recordByTwo(text);
    expect(first, first.text).toMatchObject({
      status: 201,
      body: { entries: [{ kind: 'decided' }, { statement: reference }] },
    });
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

  it.each([
    [
      'a title with a zero-width space',
      'StandardNotice',
      '"Lead"',
      '"Le\u200Bad"',
      /Subject\.title: character 3 is U\+200B/,
    ],
    ['a standard that is turned round', 'StandardNotice', 'GB 5009', '\u202E9005 BG', /Subject\.standard: .*U\+202E/],
    [
      'a name with a Cyrillic letter',
      'Accreditation',
      'Demonstration Food',
      'Demonstrаtion Food',
      /Subject\.name: .*U\+0430/,
    ],
    ['a number with a hidden letter', 'Accreditation', '"L-1"', '"L-\u{E0041}1"', /certificateNumber: .*U\+E0041/],
  ] as const)('refuses %s, whoever signed it, and stores nothing', async (_, kind, from, to, says) => {
    const subject = kind === 'StandardNotice' ? { id: 'notice', ...notice } : accredited();
    const { text, reference } = await signed(kind, subject, {
      forge(json) {
        expect(json).toContain(from);
        return json.replace(from, to);
      },
    });
    const waiting = (await waitingOf()).length;
    const answer = await hand(text);
    expect(answer, answer.text).toMatchObject({ status: 409, body: { code: 'REFUSED' } });
    const faults = answer.body.errors as { code: string; detail: string }[];
    expect(faults.filter(({ code }) => code === 'BAD_NAMES').map(({ detail }) => detail)).toEqual([
      expect.stringMatching(says),
    ]);
    expect((await node.send(undefined, { url: urlOf(reference) })).status).toBe(404);
    expect((await waitingOf()).length).toBe(waiting);
  });

  it('refuses such a name among many, alone', async () => {
    const [good, bad] = [
      await asNotice({ standard: 'GB 5009.15-2023' }),
      await signed(
        'StandardNotice',
        { id: 'notice', ...notice },
        { forge: (json) => json.replace('Lead', 'Le\u200Dad') },
      ),
    ];
    const statements = [good, bad].map(({ text: statement }) => ({ statement }));
    const meaning = meaningOf(statements.map(({ statement: text }) => ({ text })));
    const body = { statements, ...reauthentication(meaning) };
    const answer = await as('edits', { method: 'POST', url: '/api/statement-batches', body });
    expect(answer.body, answer.text).toMatchObject({
      answers: [
        { outcome: 'recorded' },
        { outcome: 'refused', reasons: expect.arrayContaining([expect.objectContaining({ code: 'BAD_NAMES' })]) },
      ],
    });
    expect((await node.send(undefined, { url: urlOf(bad.reference) })).status).toBe(404);
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
    const body = { statement: own.text, ...confirmed(own.text) };
    const rival = await node.send('editor', { method: 'POST', url: '/api/statements', body });
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
    expect((await recordByTwo(text)).status).toBe(201);
    const change = async (...of: Parameters<typeof asChange>) => recordByTwo((await asChange(...of)).text);
    expect(codes(await change(reference, 'active'))).toEqual(['WRONG_STATUS']);
    expect(codes(await change(reference, 'suspended', '2026-11-01T00:00:00Z'))).toEqual(['BACKDATED']);
    expect(codes(await change({ ...reference, digest: `uEi${'A'.repeat(44)}` }, 'suspended'))).toEqual([
      'OTHER_EDITION',
    ]);
    const unknown = { ...reference, id: 'urn:uuid:01930000-0000-7000-8000-00000000dead' };
    expect(codes(await change(unknown, 'suspended'))).toEqual(['NOTHING_TO_CHANGE']);

    const planned = await asChange(reference, 'suspended', '2026-12-01T00:00:00Z');
    expect((await recordByTwo(planned.text)).status).toBe(201);
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

describe('a statement signed elsewhere whose register demands two persons', () => {
  const accreditations = () =>
    node.get<{ items: object[] }>(undefined, `/api/accreditations?issuer=${ELSEWHERE}&limit=200`);
  const submitted = async (more: object = {}, how: Parameters<typeof signed>[2] = {}) => {
    const made = await signed('Accreditation', accredited(more), how);
    const handed = await hand(made.text);
    expect(handed, handed.text).toMatchObject({ status: 202, body: { entries: [{ kind: 'proposed' }] } });
    const open = (await waitingOf()).findLast(({ id }) => id === made.reference.id);
    if (open === undefined) throw new Error('nothing waits');
    return { ...made, open, stream: String(handed.body.stream) };
  };

  it('is a proposal that nobody else sees, until another person approves the very bytes', async () => {
    const before = (await accreditations()).items;
    const { text, reference, open, uuid } = await submitted({ certificateNumber: 'L-20' });
    expect((await accreditations()).items).toEqual(before);
    expect((await node.send(undefined, { url: urlOf(reference) })).status).toBe(404);
    expect((await node.send(undefined, { url: `/api/accreditations/${uuid}` })).status).toBe(404);
    const rivals = await node.get<{ items: object[] }>('rivalAccreditor', SUBMISSIONS);
    expect(rivals.items).toEqual([]);
    const read = await as('decides', { url: `${SUBMISSIONS}/${open.submission}` });
    expect(read.body).toMatchObject({ statement: text, kind: 'Accreditation', statementDigest: reference.digest });
    expect(open).not.toHaveProperty('statement');
    expect(await decideOn(open)).toMatchObject({ status: 201, body: { entries: [{}, { statement: reference }] } });
    expect((await node.send(undefined, { url: urlOf(reference) })).text).toBe(text);
    expect(await waitingOf()).not.toContainEqual(expect.objectContaining({ submission: open.submission }));
    expect((await as('decides', { url: `${SUBMISSIONS}/${open.submission}` })).status).toBe(404);
  });

  it('keeps who handed in and who approved, and what both confirmed, in private case events', async () => {
    const { open, reference, uuid } = await submitted({ certificateNumber: 'L-21' });
    await decideOn(open);
    const tenant = { party: ELSEWHERE, jurisdiction: 'CN', role: 'party' };
    const factsFor = (asker: typeof tenant) =>
      node.recordKeeping.read({ register: 'accreditation', tenant: asker, asOf: {} }, (reads) => reads.facts(uuid));
    const events = (await factsFor(tenant)).filter((fact) => fact.source === 'case-event');
    expect(events).toMatchObject([
      {
        ...{ kind: 'proposed', visibility: 'private', actor: { person: 'person proposes' } },
        content: { signature: { meaning: submissionMeaning(reference.digest), method: 'password' } },
      },
      {
        ...{ kind: 'decided', visibility: 'private', actor: { person: 'person decides' } },
        content: { verdict: 'approve', signature: { meaning: open.meaning, method: 'password' } },
      },
    ]);
    expect((await factsFor({ ...tenant, party: PARTIES.otherAccreditor })).map(({ source }) => source)).toEqual([
      'statement',
    ]);
  });

  it('is approved by nobody who handed it in, without the words, or for other bytes', async () => {
    const { open, reference, stream } = await submitted({ certificateNumber: 'L-22' });
    expect(codes(await decideOn(open, { by: 'proposes' }))).toEqual(['SAME_PERSON']);
    expect(codes(await decideOn(open, reauthentication('I approve.') as never))).toEqual(['MEANING_DIFFERS']);
    expect(codes(await decideOn({ ...open, digest: reference.digest }))).toEqual(['DIGEST_DIFFERS']);
    expect(await decideOn(open, { reauthentication: undefined })).toMatchObject({ status: 400 });
    expect(await decideOn(open, { by: 'edits' })).toMatchObject({ status: 403 });
    // The case's own door does not verify the proof again, and is shut.
    const url = `/api/accreditation-cases/${stream}/decisions`;
    const body = {
      proposal: open.submission,
      digest: open.digest,
      verdict: 'approve',
      ...reauthentication(open.meaning),
    };
    expect(codes(await as('decides', { method: 'POST', url, body }))).toEqual(['NO_OPEN_PROPOSAL']);
    expect((await node.send(undefined, { url: urlOf(reference) })).status).toBe(404);
  });

  it('is handed in by who confirms its digest, in the role that proposes its kind, and waits once', async () => {
    const { text } = await signed('Accreditation', accredited({ certificateNumber: 'L-23' }));
    expect(await hand(text, { reauthentication: undefined } as never)).toMatchObject({ status: 400 });
    expect(codes(await hand(text, reauthentication('I hand it in.') as never))).toEqual(['MEANING_DIFFERS']);
    expect(codes(await hand(text, { by: 'edits' }))).toEqual(['NOT_A_PROPOSER']);
    const one = await asNotice({ standard: 'GB 5009.17-2021' });
    expect(codes(await hand(one.text, reauthentication('I hand it in.') as never))).toEqual(['MEANING_DIFFERS']);
    expect(codes(await hand(one.text, { by: 'proposes' }))).toEqual(['NOT_A_SUBMITTER']);
    expect((await hand(text)).status).toBe(202);
    expect(codes(await hand(text))).toEqual(['ALREADY_PROPOSED']);
  });

  it('is verified again at its approval, by the keys of that day', async () => {
    const { open, reference } = await submitted({ certificateNumber: 'L-29' });
    isResolved = false;
    try {
      expect(await decideOn(open)).toMatchObject({ status: 400, body: { code: 'NOT_VERIFIED' } });
    } finally {
      isResolved = true;
    }
    expect((await node.send(undefined, { url: urlOf(reference) })).status).toBe(404);
    expect((await decideOn(open)).status).toBe(201);
  });

  it('is rejected without a trace on record, and may be handed in again', async () => {
    const { open, text, reference } = await submitted({ certificateNumber: 'L-24' });
    expect(await decideOn(open, { verdict: 'reject', remark: 'not so' })).toMatchObject({
      ...{ status: 201, body: { entries: [{ kind: 'decided' }] } },
    });
    expect((await node.send(undefined, { url: urlOf(reference) })).status).toBe(404);
    expect(codes(await decideOn(open))).toEqual(['NO_OPEN_PROPOSAL']);
    expect((await recordByTwo(text)).status).toBe(201);
  });

  it('expires when its identity is taken meanwhile', async () => {
    const first = await submitted({ certificateNumber: 'L-25' });
    const second = await submitted({ certificateNumber: 'L-26' }, { uuid: first.uuid });
    expect((await decideOn(second.open)).status).toBe(201);
    expect((await waitingOf()).map(({ submission }) => submission)).not.toContain(first.open.submission);
    expect(codes(await decideOn(first.open))).toEqual(['PROPOSAL_OVERTAKEN']);
    expect((await node.send(undefined, { url: urlOf(second.reference) })).text).toBe(second.text);
    // In another stream too: a change that waits there under an identity that a notice has by now.
    const change = await asChange(second.reference, 'suspended', '2026-12-01T00:00:00Z');
    const handed = await hand(change.text);
    expect(handed.status, handed.text).toBe(202);
    const open = (await waitingOf()).find(({ id }) => id === change.reference.id) as Waiting;
    const usurper = await signed(
      'StandardNotice',
      { id: 'n', ...notice, standard: 'GB 5009.18-2025' },
      { uuid: change.uuid },
    );
    expect((await hand(usurper.text)).status).toBe(201);
    expect((await waitingOf()).map(({ submission }) => submission)).not.toContain(open.submission);
    expect(codes(await decideOn(open))).toEqual(['IDENTITY_TAKEN']);
  });

  it('is listed in pages', async () => {
    await submitted({ certificateNumber: 'L-27' });
    await submitted({ certificateNumber: 'L-28' });
    const all = (await waitingOf()).map(({ submission }) => submission);
    const seen: number[] = [];
    for (let url = `${SUBMISSIONS}?limit=1`; url !== ''; ) {
      const { items, next } = (await as('decides', { url })).body as { items: Waiting[]; next?: string };
      seen.push(...items.map(({ submission }) => submission));
      url = next === undefined ? '' : `${SUBMISSIONS}?limit=1&cursor=${encodeURIComponent(next)}`;
    }
    expect(seen).toEqual(all);
    expect(all.length).toBeGreaterThan(1);
    expect((await as('decides', { url: `${SUBMISSIONS}?cursor=${'A'.repeat(40)}` })).body).toMatchObject({
      code: 'BAD_CURSOR',
    });
  });
});
