// SPDX-License-Identifier: Apache-2.0
// What is on record about a natural person is erased by two people of the organisation that stated it, and by nobody
// else; afterwards the node serves nothing that ties the log to it, and no proof of others has changed.
import { readEntries } from '@touchstone/log-keeping/reader';
import { commitmentOf, parsePartyOpening, partyKey, readLeaf } from '@touchstone/statements';
import { hashLeaf, parseTlogProof, parseVkey, verifyTlogProof } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { parseDigest } from '@touchstone/identifiers';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeLeaves, layTombstones } from '../src/publication/erasures/effects.ts';
import { statementAtHand } from '../src/publication/erasures/subjects.ts';
import { sha256 } from '../src/publication/make-leaves.ts';
import { type LogNode, openLogNode } from '../src/publication/tests/log-node.ts';
import { withKeeper } from '../src/storage/with-tenant.ts';
import { decide, openProposal, type Reference } from './registers-in-use.ts';
import { type Login, PARTIES, reauthentication } from './test-node.ts';
import { openStatus } from '../src/publication/tests/open-status.ts';

let node: LogNode;
beforeAll(async () => {
  node = await openLogNode();
});
afterAll(() => node.end());

const CASES = '/api/erasure-cases';
const GROUND = { kind: 'person-request', text: 'asked for in writing' } as const;
const urlOf = ({ issuer, id }: Reference, what = '') => `/api/statements/${encodeURIComponent(issuer)}/${id}${what}`;
const newPerson = () => {
  number += 1;
  return `did:web:person-${number}.demonstration.example`;
};
let number = 0;

/** A statement of the authority about one party: the key of it. */
async function state(party: string, login: Login = 'policyClerk', head: Login = 'policyHead'): Promise<Reference> {
  const key = { key: `${party}#key-1`, publicKeyMultibase: 'z6Mk', purposes: ['assertionMethod'] };
  const subject = { id: party, ...key, from: '2026-01-01T00:00:00Z' };
  const instrument = { kind: 'KeyAuthorisation', subject };
  const { stream } = await node.act(login, '/api/recognition-cases', { instrument });
  const [stated] = await decide(node, { login: head, url: `/api/recognition-cases/${stream}` });
  return stated as Reference;
}

const propose = (act: object, login: Login = 'dataClerk') => node.act(login, CASES, { ground: GROUND, ...act });
const approve = (stream: string, login: Login = 'dataHead') => decide(node, { login, url: `${CASES}/${stream}` });
const eraseOf = ({ issuer, id }: Reference) => ({ act: 'erase-statement', issuer, id });

/** Who notes a person has stated something about them before, which stays in plain. */
async function note(party: string): Promise<void> {
  await state(party);
  const { stream } = await propose({ act: 'note-person', party });
  await approve(stream);
}

/** The codes of the reasons for which a proposal is refused. */
async function refusal(act: object, login: Login = 'dataClerk'): Promise<readonly (string | undefined)[]> {
  const problem = await node.problem(login, { method: 'POST', url: CASES, body: { ground: GROUND, ...act } });
  expect(problem).toMatchObject({ status: 409, code: 'REFUSED' });
  return (problem.errors ?? []).map(({ code }) => code);
}

async function entries(): Promise<readonly { index: number; entry: Uint8Array }[]> {
  const { published } = await openStatus(node.publication);
  const found: { index: number; entry: Uint8Array }[] = [];
  for await (const some of readEntries(nodeLogSuite, { from: 0, size: published, read: node.publication.readFile })) {
    found.push(...some);
  }
  return found;
}

async function indexOf(opening: Uint8Array, { digest }: Reference): Promise<number> {
  const commitment = Buffer.from(commitmentOf(sha256, parsePartyOpening(opening).salt, parseDigest(digest)));
  return (await entries()).findIndex(({ entry }) => {
    const leaf = readLeaf(entry);
    return leaf?.type === 'statement' && commitment.equals(leaf.commitment);
  });
}

describe('a statement about a natural person', () => {
  it('is erased by two: opening and content answer 410 to everybody, and every proof of others holds', async () => {
    const person = newPerson();
    await note(person);
    const gone = await state(person);
    const kept = await state(PARTIES.authority);
    await node.publication.flush();
    const { text: before } = await node.send(undefined, { url: urlOf(kept, '/receipt') });
    const opening = parseTlogProof((await node.send(undefined, { url: urlOf(gone, '/receipt') })).text).extra;
    const index = await indexOf(opening as Uint8Array, gone);
    expect(index).toBeGreaterThan(0);
    const text = (await node.send(undefined, { url: urlOf(gone) })).text;
    expect(text).toContain(person);

    const { stream } = await propose(eraseOf(gone));
    expect((await node.send(undefined, { url: urlOf(gone) })).status).toBe(200);
    await approve(stream);

    for (const login of [undefined, 'policyClerk', 'dataHead', 'rivalAuthority'] as const) {
      for (const what of ['', '/receipt', '/promise']) {
        const problem = await node.problem(login, { url: urlOf(gone, what) });
        expect([problem.status, problem.code]).toEqual([410, 'ERASED']);
      }
    }
    expect(await node.get('dataClerk', `${CASES}/${stream}`)).toMatchObject({ status: 'done', proposals: [] });
    // Nothing that is public names it any more: no register, no list of leaves, no log.
    await node.recordKeeping.settle();
    for (const url of ['/api/recognition-instruments', '/api/log/statements?from=0', '/api/statement-submissions']) {
      const answer = await node.send(url.endsWith('submissions') ? 'policyClerk' : undefined, { url });
      expect(answer.text).not.toContain(gone.id);
    }
    const { items } = await node.get<{ items: { index: number; erased?: true; opening?: string }[] }>(
      undefined,
      '/api/log/statements?from=0',
    );
    expect(items.find((item) => item.index === index)).toEqual({ index, erased: true, tombstone: expect.any(String) });
    // No table has what opens the leaf.
    const salt = Buffer.from(parsePartyOpening(opening as Uint8Array).salt);
    const { rows } = await withKeeper(node.recordKeeping.keeping.database, (transaction) =>
      sql<{ salts: number }>`select count(*)::int as salts from touchstone.leaf where salt = ${salt}`.execute(
        transaction,
      ),
    );
    expect(rows).toEqual([{ salts: 0 }]);

    await state(PARTIES.authority);
    await node.publication.flush();
    const { text: after } = await node.send(undefined, { url: urlOf(kept, '/receipt') });
    const { vkey } = await node.publication.status();
    const policy = { logs: [{ key: parseVkey(nodeLogSuite, vkey) }], witnesses: [], quorum: 'none' as const };
    const all = await entries();
    for (const proof of [before, after].map(parseTlogProof)) {
      const leafHash = hashLeaf(nodeLogSuite, all[proof.index]?.entry as Uint8Array);
      expect(verifyTlogProof(nodeLogSuite, { proof, leafHash }, policy).outcome).toBe('accepted');
    }
    expect((await node.publication.compare()).differences).toEqual([]);
    expect(await node.recordKeeping.compareRebuild('recognition')).toEqual([]);
    expect(await node.recordKeeping.compareShared()).toEqual([]);
  });

  it('tells nobody which leaf it was: two that were erased at different times answer alike', async () => {
    const gone: Reference[] = [];
    for (const person of [newPerson(), newPerson()]) {
      await note(person);
      gone.push(await state(person));
      node.testClock.advance(60);
    }
    await node.publication.flush();
    const indexes = await Promise.all(
      gone.map(async (one) => {
        const { extra } = parseTlogProof((await node.send(undefined, { url: urlOf(one, '/receipt') })).text);
        return indexOf(extra as Uint8Array, one);
      }),
    );
    const instants: string[] = [];
    for (const one of gone) {
      await approve((await propose(eraseOf(one))).stream);
      instants.push((await erasure(one)).erasedAt);
      node.testClock.advance(60);
    }
    await node.publication.flush();
    expect(new Set(instants).size).toBe(2);
    const asked = async (one: Reference, what: string) => {
      const { headers, body } = await node.send(undefined, { url: urlOf(one, what) });
      const { requestId: _, ...said } = body;
      return { said, names: Object.keys(headers).sort() };
    };
    for (const what of ['', '/receipt', '/promise']) {
      const [first, second] = [await asked(gone[0] as Reference, what), await asked(gone[1] as Reference, what)];
      expect(first).toEqual(second);
      expect(JSON.stringify(first)).not.toMatch(/20\d\d-\d\d/);
    }
    const { items } = await node.get<{ items: { index: number; tombstone: string }[] }>(
      undefined,
      '/api/log/statements?from=0',
    );
    // The signed tombstones say a day, a ground and an article: nothing but the leaf itself tells one from the other.
    const shown = items
      .filter(({ index }) => indexes.includes(index))
      .map(({ index: _, tombstone, ...said }) => ({ ...said, tombstone: tombstone.split('\n').slice(4, 8) }));
    const day = node.testClock.now().slice(0, 10);
    const article = 'Personal Information Protection Law of the PRC, article 47 (recalled)';
    const words = [day, 'two-people-of-the-issuer', 'person-request', article];
    expect(shown).toEqual([
      { erased: true, tombstone: words },
      { erased: true, tombstone: words },
    ]);
  });

  it('is erased once: what is erased is not proposed again, and a request sent again gets the first answer', async () => {
    const person = newPerson();
    await note(person);
    const gone = await state(person);
    const { stream } = await propose(eraseOf(gone));
    const { stream: second } = await propose(eraseOf(gone));
    const { proposal, digest, meaning } = await openProposal(node, 'dataHead', `${CASES}/${stream}`);
    const request = {
      ...{ method: 'POST' as const, url: `${CASES}/${stream}/decisions`, headers: { 'idempotency-key': '"same"' } },
      body: { proposal, digest, verdict: 'approve', ...reauthentication(meaning) },
    };
    const first = await node.send('dataHead', request);
    const { erasedAt } = await erasure(gone);
    node.testClock.advance(60);
    const again = await node.send('dataHead', request);
    expect([first.status, again.status, again.body]).toEqual([201, 201, first.body]);
    expect(await erasure(gone)).toEqual({ erasedAt, tombstones: 1 });
    // The very approval under another key is a replay: nothing waits there any more.
    const replay = { ...request, headers: { 'idempotency-key': '"other"' } };
    expect((await node.problem('dataHead', replay)).errors).toMatchObject([{ code: 'NO_OPEN_PROPOSAL' }]);
    expect(await refusal(eraseOf(gone))).toEqual(['ALREADY_ERASED']);
    // What was proposed twice is judged again at the decision.
    const waiting = await openProposal(node, 'dataHead', `${CASES}/${second}`);
    const { meaning: words, ...named } = waiting;
    const late = {
      ...{ method: 'POST' as const, url: `${CASES}/${second}/decisions` },
      body: { proposal: named.proposal, digest: named.digest, verdict: 'approve', ...reauthentication(words) },
    };
    expect((await node.problem('dataHead', late)).errors).toMatchObject([{ code: 'ALREADY_ERASED' }]);
    expect(await erasure(gone)).toEqual({ erasedAt, tombstones: 1 });
  });

  it('gets its tombstone at the next start where the program stopped between the decision and it', async () => {
    const person = newPerson();
    await note(person);
    const gone = await state(person);
    const { keeping } = node.recordKeeping;
    await withKeeper(keeping.database, async (transaction) => {
      const found = await statementAtHand(transaction, gone, keeping.node);
      await closeLeaves(transaction, [found?.statement.entry ?? 0], { now: keeping.clock() });
    });
    expect(await erasure(gone)).toMatchObject({ tombstones: 0 });
    expect(await layTombstones(keeping)).toBe(1);
    expect(await layTombstones(keeping)).toBe(0);
    expect(await erasure(gone)).toMatchObject({ tombstones: 1 });
    expect((await node.send(undefined, { url: '/api/recognition-instruments' })).text).not.toContain(gone.id);
  });
});

async function erasure({ issuer, id }: Reference) {
  const uuid = id.replace('urn:uuid:', '');
  const { rows } = await withKeeper(node.recordKeeping.keeping.database, (transaction) =>
    sql<{ erasedAt: string; tombstones: number }>`select d.erased_at, (select count(*)::int from touchstone.case_event e
        where e.kind = 'disclosure-erased' and (e.content ->> 'entry')::bigint = i.entry) as tombstones
      from touchstone.statement_identity i join touchstone.disclosure d on d.entry = i.entry and d.path = ''
      where i.issuer = ${issuer} and i.id = ${uuid}::uuid`.execute(transaction),
  );
  return rows[0] as { erasedAt: string; tombstones: number };
}

describe('the signed bytes of an erased statement', () => {
  const rowsOf = (id: string) =>
    withKeeper(node.recordKeeping.keeping.database, async (transaction) => {
      const { rows } = await sql<{ bytes: Buffer; jwt: string | null; body: object; digest: string; edges: string[] }>`
        select bytes, jwt, body, digest, array(select e.relation from touchstone.edge e where e.entry = s.entry) as edges
        from touchstone.statement s where id = ${id.replace('urn:uuid:', '')}::uuid`.execute(transaction);
      return rows;
    });

  it('are in no table any more, while identity and digest stay and every fold is rebuilt as it is served', async () => {
    const person = newPerson();
    await note(person);
    const gone = await state(person);
    await node.publication.flush();
    expect((await rowsOf(gone.id))[0]?.edges).toContain('about-party');
    await approve((await propose(eraseOf(gone))).stream);
    const [row] = await rowsOf(gone.id);
    expect([row?.bytes.length, row?.jwt, row?.digest, row?.edges]).toEqual([0, null, gone.digest, []]);
    expect(JSON.stringify(row?.body)).not.toContain(person);
    await node.recordKeeping.settle();
    for (const { name } of node.recordKeeping.registers) {
      expect(await node.recordKeeping.compareRebuild(name)).toEqual([]);
    }
    expect(await node.recordKeeping.compareShared()).toEqual([]);
    expect((await node.publication.compare()).differences).toEqual([]);
  });

  it('are gone of one that was withdrawn before, whose withdrawal folds and counts without it', async () => {
    const person = newPerson();
    await note(person);
    const key = { key: `${person}#key-1`, publicKeyMultibase: 'z6Mk', purposes: ['assertionMethod'] };
    const subject = { id: person, ...key, from: '2026-01-01T00:00:00Z' };
    const { stream } = await node.act('policyClerk', '/api/recognition-cases', {
      instrument: { kind: 'KeyAuthorisation', subject },
    });
    const url = `/api/recognition-cases/${stream}`;
    const [gone] = await decide(node, { login: 'policyHead', url });
    await node.act('policyClerk', `${url}/proposals`, { act: 'withdraw', reason: 'No longer there' });
    const [change] = await decide(node, { login: 'policyHead', url });
    await node.publication.flush();
    for (const each of [change, gone]) await approve((await propose(eraseOf(each as Reference))).stream);
    const [left] = await rowsOf((change as Reference).id);
    expect(left?.body).toMatchObject({ credentialSubject: { changes: { id: gone?.id }, status: 'withdrawn' } });
    expect(JSON.stringify(left?.body)).not.toContain('No longer there');
    await node.recordKeeping.settle();
    expect(await node.recordKeeping.compareRebuild('recognition')).toEqual([]);
    expect((await node.get<{ stream: string }>('policyClerk', url)).stream).toBe(stream);
  });

  it('cannot be changed otherwise, nor those of any other statement', async () => {
    const person = newPerson();
    await note(person);
    const [gone, kept] = [await state(person), await state(person)];
    await approve((await propose(eraseOf(gone))).stream);
    const uuid = ({ id }: Reference) => id.replace('urn:uuid:', '');
    const { database } = node.recordKeeping.keeping;
    for (const change of [
      sql`update touchstone.statement set bytes = 'x' where id = ${uuid(gone)}::uuid`,
      sql`update touchstone.statement set digest = 'x' where id = ${uuid(gone)}::uuid`,
      sql`update touchstone.statement set bytes = '', jwt = null where id = ${uuid(kept)}::uuid`,
      sql`delete from touchstone.statement where id = ${uuid(gone)}::uuid`,
      sql`delete from touchstone.edge e using touchstone.statement s
        where s.id = ${uuid(kept)}::uuid and e.recorded_at = s.recorded_at and e.entry = s.entry`,
    ]) {
      const refused = withKeeper(database, (transaction) => change.execute(transaction));
      await expect(refused).rejects.toThrow(/append-only|permission denied/);
    }
    expect((await rowsOf(kept.id))[0]?.bytes.length).toBeGreaterThan(0);
  });

  it('leave no promise behind in an answer that is given again', async () => {
    const person = newPerson();
    await note(person);
    const gone = await state(person);
    const { database } = node.recordKeeping.keeping;
    const remembered = () =>
      withKeeper(database, async (transaction) => {
        const { rows } = await sql<{ response: unknown }>`select response from touchstone.idempotency
          where strpos(response::text, ${gone.id}) > 0`.execute(transaction);
        return JSON.stringify(rows);
      });
    expect(await remembered()).toContain('"promise"');
    await approve((await propose(eraseOf(gone))).stream);
    expect(await remembered()).toContain(gone.id);
    expect(await remembered()).not.toContain('"promise"');
  });
});

describe('everything about a natural person', () => {
  it('is erased with the secret: the log stays, nothing leads to it, and what comes later has another secret', async () => {
    const person = newPerson();
    await note(person);
    const one = await state(person);
    const other = await state(person);
    await node.publication.flush();
    const secret = await secretOf(person);
    const prefix = Buffer.from(partyKey(sha256, person, new Uint8Array(secret as Buffer)));
    const under = async () =>
      (await entries()).filter(({ entry }) => Buffer.from(entry).includes(prefix)).map(({ index }) => index);
    const listed = await under();
    expect(listed.length).toBe(2);
    const { stream } = await propose({ act: 'erase-person', party: person });
    await approve(stream);
    for (const statement of [one, other]) {
      expect(await node.problem(undefined, { url: urlOf(statement, '/receipt') })).toMatchObject({ status: 410 });
      expect(await node.problem('policyHead', { url: urlOf(statement) })).toMatchObject({ status: 410 });
    }
    expect(await secretOf(person)).toBeNull();
    expect(await under()).toEqual(listed);
    // The case and its trail have the handle of a name that is gone.
    const { rows } = await withKeeper(node.recordKeeping.keeping.database, (transaction) =>
      sql<{ text: string }>`select to_jsonb(t)::text as text from touchstone.case_event t where register = 'erasures'
        union all select to_jsonb(t)::text from touchstone.named_person t
        union all select to_jsonb(t)::text from touchstone.idempotency t`.execute(transaction),
    );
    expect(rows.filter(({ text }) => text.includes(person))).toEqual([]);
    expect(await refusal({ act: 'erase-person', party: person })).toContain('ALREADY_ERASED');
    await state(person);
    await node.publication.flush();
    expect(await under()).toEqual(listed);
    expect(await secretOf(person)).not.toEqual(secret);
    expect(node.recordKeeping.registers.map(({ name }) => name)).toContain('erasures');
  });
});

async function secretOf(party: string): Promise<Buffer | null | undefined> {
  const { rows } = await withKeeper(node.recordKeeping.keeping.database, (transaction) =>
    sql<{ secret: Buffer | null }>`select secret from touchstone.party_secret where party = ${party}
      order by made_at desc limit 1`.execute(transaction),
  );
  return rows[0]?.secret;
}

describe('whoever is not entitled', () => {
  it('is refused: another organisation, which is told the same of what is there and of what is not', async () => {
    const person = newPerson();
    await note(person);
    const stated = await state(person);
    const nowhere = { ...eraseOf(stated), id: 'urn:uuid:01930000-0000-7000-8000-00000000dead' };
    expect(await refusal(eraseOf(stated), 'rivalData')).toEqual(['NOT_YOUR_STATEMENT']);
    expect(await refusal(nowhere, 'rivalData')).toEqual(['NOT_YOUR_STATEMENT']);
    expect(await refusal({ act: 'erase-person', party: person }, 'rivalData')).toEqual(['NOT_YOUR_SUBJECT']);
    expect(await refusal({ act: 'note-person', party: newPerson() }, 'rivalData')).toEqual(['NOT_YOUR_SUBJECT']);
    const { stream } = await propose(eraseOf(stated));
    expect(await node.problem('rivalData', { url: `${CASES}/${stream}` })).toMatchObject({ status: 404 });
    const { proposal, digest, meaning } = await openProposal(node, 'dataHead', `${CASES}/${stream}`);
    const decision = { proposal, digest, verdict: 'approve', ...reauthentication(meaning) };
    const request = { method: 'POST' as const, url: `${CASES}/${stream}/decisions`, body: decision };
    expect(await node.problem('rivalData', request)).toMatchObject({ status: 404 });
    expect((await node.send(undefined, { url: urlOf(stated) })).status).toBe(200);
  });

  it('is refused: one person alone, one without the password, and one who signs something else', async () => {
    const person = newPerson();
    await note(person);
    const stated = await state(person);
    const { stream } = await propose(eraseOf(stated));
    const url = `${CASES}/${stream}/decisions`;
    const { proposal, digest, meaning } = await openProposal(node, 'dataClerk', `${CASES}/${stream}`);
    const decision = { proposal, digest, verdict: 'approve' };
    const send = (login: Login, more: object) =>
      node.problem(login, { method: 'POST', url, body: { ...decision, ...more } });
    expect((await send('dataClerk', reauthentication(meaning))).errors).toMatchObject([{ code: 'SAME_PERSON' }]);
    expect(await send('dataHead', reauthentication(meaning, 'not the password'))).toMatchObject({
      code: 'REAUTHENTICATION_FAILED',
    });
    expect(await send('dataHead', {})).toMatchObject({ code: 'BAD_INPUT' });
    expect((await send('dataHead', reauthentication('I have read it.'))).errors).toMatchObject([
      { code: 'MEANING_DIFFERS' },
    ]);
    expect(await send('policyHead', reauthentication(meaning))).toMatchObject({ code: 'NOT_PERMITTED' });
    expect((await node.send(undefined, { url: urlOf(stated, '/promise') })).status).toBe(200);
    expect(await node.problem('dataClerk', { method: 'POST', url: CASES, body: eraseOf(stated) })).toMatchObject({
      code: 'BAD_INPUT',
    });
    const other = { ...eraseOf(stated), ground: { kind: 'embarrassing', text: 'x' } };
    expect(await node.problem('dataClerk', { method: 'POST', url: CASES, body: other })).toMatchObject({
      code: 'BAD_INPUT',
    });
  });

  it('is refused: what stands against a firm, dressed up as if it were about a person', async () => {
    // Stated about firms: by their DID, which nobody has noted, and one that issues statements itself.
    const firm = newPerson();
    const aboutFirm = await state(firm);
    expect(await refusal(eraseOf(aboutFirm))).toEqual(['SUBJECT_IS_ORGANISATION']);
    expect(await refusal({ act: 'erase-person', party: firm })).toEqual(['NOT_A_PERSON']);
    for (const act of ['note-person', 'erase-person']) {
      expect(await refusal({ act, party: PARTIES.laboratory })).toContain('NOT_YOUR_SUBJECT');
    }
    await state(PARTIES.authority);
    for (const party of [PARTIES.authority, '91330106673959654P']) {
      expect(await refusal({ act: 'note-person', party })).toContain('SUBJECT_IS_ORGANISATION');
      expect(await refusal({ act: 'erase-person', party })).toContain('SUBJECT_IS_ORGANISATION');
    }
    // Even where the secret of a firm was drawn, what a statement says of it counts.
    await node.publication.flush();
    const own = await state(PARTIES.authority);
    await withKeeper(node.recordKeeping.keeping.database, (transaction) =>
      sql`insert into touchstone.party_secret (party, made_at, secret)
        values (${PARTIES.authority}, now(), ${Buffer.alloc(32, 1)}) on conflict do nothing`.execute(transaction),
    );
    expect(await refusal(eraseOf(own))).toEqual(['SUBJECT_IS_ORGANISATION']);
    expect(await refusal({ act: 'erase-person', party: PARTIES.authority })).toContain('SUBJECT_IS_ORGANISATION');
    expect((await node.send(undefined, { url: urlOf(own) })).status).toBe(200);
  });

  it('is refused: to hide by one organisation what another has stated', async () => {
    const person = newPerson();
    await note(person);
    await state(person);
    await withKeeper(node.recordKeeping.keeping.database, (transaction) =>
      sql`insert into touchstone.edge (entry, recorded_at, register, stream, owner, jurisdiction, origin_node, visibility,
          kind, relation, key)
        select 0, recorded_at, register, stream, ${PARTIES.otherAuthority}, jurisdiction, origin_node, visibility, kind,
          relation, key from touchstone.edge where relation = 'about-party' and key = ${person}`.execute(transaction),
    );
    expect(await refusal({ act: 'erase-person', party: person })).toEqual(['OTHERS_HAVE_STATEMENTS']);
  });
});

describe('the trail of erasures', () => {
  it('is read by the own organisation and by an auditor of the jurisdiction, and by nobody else', async () => {
    const person = newPerson();
    await note(person);
    const stated = await state(person);
    const { stream } = await propose({ ...eraseOf(stated), ground: { kind: 'authority-order', text: 'order 7' } });
    await approve(stream);
    const trail = async (login: Login) =>
      (await node.get<{ items: { case: string }[] }>(login, '/api/erasures')).items.filter(
        (item) => item.case === stream,
      );
    const expected = [
      {
        ...{ event: 'proposed', act: 'erase-statement', by: 'person-dataClerk', organisation: PARTIES.authority },
        ...{
          ground: { kind: 'authority-order', text: 'order 7' },
          statement: { issuer: stated.issuer, id: stated.id },
        },
      },
      { event: 'approved', by: 'person-dataHead' },
    ];
    for (const login of ['dataClerk', 'dataHead', 'auditor'] as const)
      expect(await trail(login)).toMatchObject(expected);
    for (const login of ['rivalData', 'otherAuditor'] as const) expect(await trail(login)).toEqual([]);
    for (const login of ['policyHead', 'rivalAuthority', 'clerk'] as const) {
      expect(await node.problem(login, { url: '/api/erasures' })).toMatchObject({ code: 'NOT_PERMITTED' });
    }
    expect(await node.problem(undefined, { url: '/api/erasures' })).toMatchObject({ code: 'NOT_SIGNED_IN' });
    expect(await node.problem('auditor', { url: `${CASES}/${stream}` })).toMatchObject({ code: 'NOT_PERMITTED' });
  });

  it('says of a rejected proposal that it was rejected, and nothing is erased', async () => {
    const person = newPerson();
    await note(person);
    const stated = await state(person);
    const { stream } = await propose(eraseOf(stated));
    const { proposal, digest, meaning } = await openProposal(node, 'dataHead', `${CASES}/${stream}`);
    await node.sign('dataHead', `${CASES}/${stream}/decisions`, { proposal, digest, verdict: 'reject' }, meaning);
    expect(await node.get('dataClerk', `${CASES}/${stream}`)).toMatchObject({ status: 'rejected' });
    expect((await node.send(undefined, { url: urlOf(stated) })).status).toBe(200);
  });
});
