// SPDX-License-Identifier: Apache-2.0
// A laboratory writes down what it asks of its people: who has not shown it cannot sign, is reminded before, and can be
// forgotten afterwards. Exchanges are confirmed by their hosts; whoever accredits the laboratory sees days and no names.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMANDS, exchangeOf } from './competence-attacks.ts';
import { expectRebuildEquals } from './expect-rebuild-equals.ts';
import { clockRound } from './impact-in-use.ts';
import { attest, decide, draftReport, openProposal, proposeIssue, scopeLine } from './registers-in-use.ts';
import { type Login, openTestNode, PARTIES, reauthentication, type TestNode } from './test-node.ts';

const NAME = 'Chan Tai Man';
let node: TestNode;
let file: string;
beforeAll(async () => {
  node = await openTestNode();
  await attest(node, { scope: [scopeLine('T1')] });
});
afterAll(() => node.end());

interface Standing {
  readonly function: string;
  readonly state: string;
  readonly dueOn?: string;
  readonly demands: readonly { demand: string; state: string }[];
}
interface File {
  readonly person: string;
  readonly name: string | null;
  readonly standings: readonly Standing[];
}
const filesOf = async (login: Login, query = '') =>
  (await node.get<{ items: File[] }>(login, `/api/competence-files${query}`)).items;
const record = (more: object) => ({
  ...{ function: 'sign', outcome: 'met', details: `${NAME} was watched weighing` },
  ...more,
});
const codesOf = async (login: Login, url: string, body: object) =>
  (await node.problem(login, { method: 'POST', url, body })).errors?.map(({ code }) => code);
async function signing(number: string) {
  const stream = await draftReport(node, { reportNumber: number, sample: sampleOf(number) });
  const waiting = await proposeIssue(node, stream);
  return { url: `/api/laboratory-cases/${stream}/decisions`, waiting };
}
const sampleOf = (sample: string) => ({ sample, description: 'leaf', receivedAt: '2026-11-19T01:00:00Z' });

describe('what a laboratory asks of its people', () => {
  it('is asked by nobody before it is written down, and only from today on after that', async () => {
    expect(await filesOf('manager')).toEqual([]);
    await node.act('manager', '/api/competence-demands', DEMANDS);
    expect(await codesOf('manager', '/api/competence-demands', DEMANDS)).toEqual(['IN_THE_PAST']);
    const opened = { person: 'person-signatory', name: NAME, functions: ['sign'] };
    ({ stream: file } = await node.act('manager', '/api/competence-files', opened));
    expect(await codesOf('manager', '/api/competence-files', opened)).toEqual(['FILE_EXISTS']);
    expect(await filesOf('manager')).toMatchObject([
      { person: 'person-signatory', name: NAME, standings: [{ function: 'sign', state: 'missing' }] },
    ]);
  });

  it('takes a record of what is asked, by another, of a day that has come', async () => {
    const url = `/api/competence-files/${file}/records`;
    expect(
      await codesOf('manager', url, record({ demand: 'juggling', on: '2026-12-24', until: '2026-01-01' })),
    ).toEqual(['IN_THE_FUTURE', 'ENDS_BEFORE_IT_BEGINS', 'NOT_ASKED']);
    expect(await codesOf('manager', url, record({ demand: 'trained', on: '2026-01-01', exchange: file }))).toEqual([
      'EXCHANGE_NOT_CONFIRMED',
    ]);
    expect(await codesOf('manager', url, record({ demand: 'trained', on: '0001-01-01' }))).toEqual(['TOO_LONG_AGO']);
    for (const person of ['person-rivalLaboratory', 'nobody-at-all']) {
      const foreign = { person, functions: ['sign'] };
      expect(await codesOf('manager', '/api/competence-files', foreign)).toEqual(['NOT_OWN_PERSON']);
    }
    const own = { person: 'person-manager', functions: ['sign'] };
    const { stream } = await node.act('manager', '/api/competence-files', own);
    const ofOneself = record({ demand: 'trained', on: '2026-01-01' });
    expect(await codesOf('manager', `/api/competence-files/${stream}/records`, ofOneself)).toEqual(['OWN_RECORD']);
    await node.act('manager', url, record({ demand: 'trained', on: '2024-02-01' }));
    await node.act('manager', url, record({ demand: 'watched', on: '2025-11-01' }));
    expect((await filesOf('manager', '?on=2026-10-31')).at(-1)?.standings).toMatchObject([{ state: 'shown' }]);
  });
});

describe('the gate', () => {
  it('is red for a signatory whose competence lapsed, says what cures it, and opens once it is renewed', async () => {
    const { url, waiting } = await signing('C-1');
    const { proposal, digest, meaning } = waiting;
    const body = { proposal, digest, verdict: 'approve', ...reauthentication(meaning) };
    const problem = await node.problem('signatory', { method: 'POST', url, body });
    expect(problem.errors?.map(({ code }) => code)).toEqual(['SIGNATORY_COMPETENCE_LAPSED']);
    expect(problem.errors?.[0]?.detail).toMatch(/watched \(until 2026-10-31\).*To cure it: renew/);
    const renewed = record({ demand: 'watched', on: '2026-11-20' });
    await node.act('manager', `/api/competence-files/${file}/records`, renewed);
    expect((await node.send('signatory', { method: 'POST', url, body })).status).toBe(201);
  });

  it('is red again for who failed, and for a renewal that was taken back', async () => {
    const url = `/api/competence-files/${file}`;
    const failed = record({ demand: 'watched', on: '2026-11-21', outcome: 'not-met' });
    await node.act('manager', `${url}/records`, failed);
    expect((await filesOf('signatory'))[0]?.standings).toMatchObject([{ state: 'not-met' }]);
    const { records } = await node.get<{ records: { record: string; outcome: string }[] }>('manager', url);
    const wrong = records.find(({ outcome }) => outcome === 'not-met')?.record;
    await node.act('manager', `${url}/withdrawals`, { record: wrong, reason: 'another person' });
    expect(await codesOf('manager', `${url}/withdrawals`, { record: wrong, reason: 'again' })).toEqual([
      'NO_SUCH_RECORD',
    ]);
    expect((await filesOf('signatory'))[0]?.standings).toMatchObject([{ state: 'shown', dueOn: '2027-11-19' }]);
  });
});

describe('a person', () => {
  it('sees the own file and nobody else’s', async () => {
    expect(await filesOf('signatory')).toMatchObject([{ person: 'person-signatory' }]);
    expect(await filesOf('tester')).toEqual([]);
    expect(await node.problem('tester', { url: `/api/competence-files/${file}` })).toMatchObject({ status: 404 });
    expect(await node.get('signatory', `/api/competence-files/${file}`)).toMatchObject({ name: NAME });
  });

  it('is reminded 30 days before something lapses, and once when it has', async () => {
    const reminders = async (login: Login) =>
      (await node.get<{ items: { demand: string; level: string }[] }>(login, '/api/competence-reminders')).items;
    await clockRound(node);
    expect(await reminders('signatory')).toEqual([]);
    await clockRound(node, '2027-10-25T08:00:00Z');
    expect(await reminders('signatory')).toMatchObject([{ demand: 'watched', level: 'due-soon', dueOn: '2027-11-19' }]);
    const { position } = await node.recordKeeping.acknowledgedCut();
    await clockRound(node, '2027-10-26T08:00:00Z');
    expect((await node.recordKeeping.acknowledgedCut()).position).toBe(position);
    await clockRound(node, '2027-11-20T08:00:00Z');
    expect(await reminders('manager')).toMatchObject([{ demand: 'watched', level: 'overdue' }]);
    expect(await reminders('tester')).toEqual([]);
    await node.act('manager', `/api/competence-files/${file}/records`, record({ demand: 'watched', on: '2026-11-22' }));
    expect(await reminders('manager')).toEqual([]);
  });

  it('is reminded again once the record that answered was wrong, and not by a record of having failed', async () => {
    const levels = async () =>
      (await node.get<{ items: { level: string }[] }>('manager', '/api/competence-reminders')).items.map(
        ({ level }) => level,
      );
    const url = `/api/competence-files/${file}`;
    const add = async (more: object) => {
      await node.act('manager', `${url}/records`, record({ demand: 'watched', on: '2026-11-22', ...more }));
      const { records } = await node.get<{ records: { record: string }[] }>('manager', url);
      return records.map((one) => one.record);
    };
    const takeBack = (wrong: string | undefined) =>
      node.act('manager', `${url}/withdrawals`, { record: wrong, reason: 'another person' });
    await clockRound(node, '2027-10-25T08:00:00Z');
    expect(await levels()).toEqual(['due-soon']);
    const { records } = await node.get<{ records: { record: string }[] }>('manager', url);
    const before = await add({ outcome: 'not-met' });
    const failed = before.find((one) => !records.some(({ record: known }) => known === one));
    expect(await levels()).toEqual(['due-soon']);
    const once = (await add({})).filter((one) => !before.includes(one));
    const twice = (await add({})).filter((one) => ![...before, ...once].includes(one));
    expect(await levels()).toEqual([]);
    await takeBack(once[0]);
    expect(await levels()).toEqual([]);
    await takeBack(twice[0]);
    expect(await levels()).toEqual(['due-soon']);
    await takeBack(failed);
  });
});

describe('an exchange', () => {
  it('leads to another institute in another place, which alone confirms it; then records may rest on it', async () => {
    const url = '/api/competence-exchanges';
    const host = PARTIES.otherLaboratory;
    expect(await codesOf('manager', url, exchangeOf({ host: PARTIES.laboratory, place: 'CN-GD' }))).toEqual([
      'OWN_INSTITUTE',
      'NOT_ANOTHER_PLACE',
    ]);
    const { stream } = await node.act('manager', url, exchangeOf({ host, place: 'HK', name: NAME }));
    const planned = (more: object) => codesOf('manager', url, exchangeOf({ host, place: 'HK', ...more }));
    expect(await planned({ host: PARTIES.accreditor })).toEqual(['NOT_THE_PLACE_OF_THE_HOST']);
    expect(await planned({ host: 'did:web:nobody.example' })).toEqual(['UNKNOWN_HOST']);
    expect(await planned({ person: 'nobody-at-all' })).toEqual(['NOT_OWN_PERSON']);
    const longer = { from: '2021-05-01', to: '2026-10-11', outcome: 'took-place' };
    expect(await codesOf('rivalLaboratory', `${url}/${stream}/confirmations`, longer)).toEqual(['NOT_AS_PLANNED']);
    const said = { from: '2026-10-01', to: '2026-10-20', outcome: 'took-place', remark: `${NAME} did well` };
    expect(await codesOf('manager', `${url}/${stream}/confirmations`, said)).toEqual(['NOT_THE_HOST']);
    await node.act('rivalLaboratory', `${url}/${stream}/confirmations`, said);
    expect(await codesOf('rivalLaboratory', `${url}/${stream}/confirmations`, said)).toEqual(['DONE']);
    const { items } = await node.get<{ items: object[] }>('rivalLaboratory', url);
    expect(items).toMatchObject([{ state: 'took-place', to: '2026-10-20', name: NAME, home: PARTIES.laboratory }]);
    const rested = record({ demand: 'trained', on: '2026-10-20', exchange: stream });
    await node.act('manager', `/api/competence-files/${file}/records`, rested);
    const early = record({ demand: 'trained', on: '2026-09-30', exchange: stream });
    expect(await codesOf('manager', `/api/competence-files/${file}/records`, early)).toEqual(['BEFORE_THE_EXCHANGE']);
    const into = `/api/competence-files/${stream}`;
    const lost = record({ demand: 'trained', on: '2026-10-20' });
    expect(await codesOf('manager', `${into}/records`, lost)).toEqual(['NO_FILE']);
    const wrong = { record: stream, reason: 'not a file' };
    expect(await codesOf('manager', `${into}/withdrawals`, wrong)).toEqual(['NO_FILE']);
    expect(await filesOf('rivalLaboratory')).toEqual([]);
    expect(await node.problem('rivalLaboratory', { url: `/api/competence-cases/${stream}` })).toMatchObject({
      status: 404,
    });
  });
});

describe('whoever accredits the laboratory', () => {
  const url = `/api/laboratories/${encodeURIComponent(PARTIES.laboratory)}/competence`;
  it('is shown how its people stand, and not who they are', async () => {
    const { text, body } = await node.send('assessor', { url });
    expect(body).toMatchObject({ persons: expect.arrayContaining([expect.objectContaining({ file })]) });
    expect(text).not.toMatch(new RegExp(`${NAME}|person-signatory|weighing`));
    expect(await node.problem('rivalAccreditor', { url })).toMatchObject({ status: 404 });
  });
});

describe('what is about a person in words', () => {
  it('is erased by two, history included, and what was signed stays explained', async () => {
    await expectRebuildEquals(node.recordKeeping, 'competence');
    const url = `/api/competence-cases/${file}`;
    const cut = await node.recordKeeping.settle();
    await node.act('manager', `${url}/proposals`, { ground: 'person-request' });
    const { proposal, digest, meaning } = await openProposal(node, 'labData', url);
    const body = { proposal, digest, verdict: 'approve', ...reauthentication(meaning) };
    expect((await node.problem('manager', { method: 'POST', url: `${url}/decisions`, body })).status).toBe(403);
    await decide(node, { login: 'labData', url });
    for (const at of ['', `?knownAt=${cut.position}`]) {
      const { text, body: read } = await node.send('manager', { url: `/api/competence-files/${file}${at}` });
      expect(text).not.toContain(NAME);
      expect(read).toMatchObject({ name: null, standings: [{ state: 'shown' }] });
    }
    const { rows } = await sql<{ row: unknown }>`
      select to_jsonb(r) as row from fold_competence_3.records r where stream = ${file}
      union all select to_jsonb(e) from touchstone.case_event e where stream = ${file}
      union all select to_jsonb(d) from touchstone.disclosure d where stream = ${file}`.execute(
      node.recordKeeping.keeping.database,
    );
    expect(rows.length).toBeGreaterThan(8);
    expect(JSON.stringify(rows)).not.toContain(NAME);
    expect(await codesOf('manager', `${url}/proposals`, { ground: 'mistake' })).toEqual(['NOTHING_TO_ERASE']);
    await node.act('manager', `/api/competence-files/${file}/records`, record({ demand: 'watched', on: '2026-11-22' }));
    await expectRebuildEquals(node.recordKeeping, 'competence');
  });
});
