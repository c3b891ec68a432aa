// SPDX-License-Identifier: Apache-2.0
// Why a person may test or sign is in words, and words may be about a person: two people erase them, of one
// authorisation of a list and of no other. That the person was authorised stays, and what the list says again is let be.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorisationList } from './authorisations-in-use.ts';
import { expectRebuildEquals } from './expect-rebuild-equals.ts';
import { decide, openProposal } from './registers-in-use.ts';
import { openTestNode, reauthentication, type TestNode } from './test-node.ts';

const LISTS = '/api/laboratory-authorisation-lists';
const ONES = '/api/laboratory-authorisations';
const NAME = 'Wong Siu Ming';
const TESTING = `person-tester,test,pb,,watched by ${NAME},2026-01-15,`;
const SIGNING = 'person-signatory,sign,,,examined,2026-02-01,';

interface Kept {
  readonly stream: string;
  readonly entry: number | null;
  readonly ground: string | null;
  readonly until: string | null;
  readonly ended: boolean;
  readonly reason: string | null;
}

let node: TestNode;
beforeAll(async () => {
  node = await openTestNode();
});
afterAll(async () => {
  await node?.end();
});

const keptOf = async (person: string, at = '') =>
  (await node.get<{ items: readonly Kept[] }>('manager', `${ONES}?person=${person}${at}`)).items[0] as Kept;
const codesOf = async (login: 'manager', url: string, body: object) =>
  ((await node.problem(login, { method: 'POST', url, body })).errors as readonly { code: string }[]).map(
    ({ code }) => code,
  );

/** Rows of the record and of the fold that have a word. */
async function rowsWith(word: string): Promise<number> {
  const { rows } = await sql<{ row: unknown }>`select to_jsonb(r) as row from fold_laboratories_13.authorisations r
    union all select to_jsonb(e) from touchstone.case_event e
    union all select to_jsonb(d) from touchstone.disclosure d`.execute(node.recordKeeping.keeping.database);
  return rows.filter((row) => JSON.stringify(row).includes(word)).length;
}

describe('the words of an authorisation', () => {
  it('are erased by two, history included; that it was given, and what others were given, stays', async () => {
    await node.act('manager', LISTS, authorisationList(TESTING, SIGNING));
    const { stream, entry } = await keptOf('person-tester');
    const url = `${ONES}/${stream}`;
    await node.act('manager', `${url}/ends`, { entry, to: '2026-12-31', reason: `${NAME} left` });
    expect(await keptOf('person-tester')).toMatchObject({ ended: true, reason: `${NAME} left` });
    const cut = await node.recordKeeping.settle();
    expect(await rowsWith(NAME)).toBeGreaterThan(0);

    expect(await codesOf('manager', `${url}/proposals`, { ground: 'mistake' })).toEqual(['NOTHING_TO_ERASE']);
    await node.act('manager', `${url}/proposals`, { entry, ground: 'person-request' });
    const { proposal, digest, meaning } = await openProposal(node, 'labData', url);
    const body = { proposal, digest, verdict: 'approve', ...reauthentication(meaning) };
    expect((await node.problem('manager', { method: 'POST', url: `${url}/decisions`, body })).status).toBe(403);
    await decide(node, { login: 'labData', url });

    for (const at of ['', `&knownAt=${cut.position}`]) {
      expect(await keptOf('person-tester', at)).toMatchObject({
        ...{ ground: null, until: '2026-12-31', ended: true, reason: null },
      });
    }
    expect(await rowsWith(NAME)).toBe(0);
    expect(await keptOf('person-signatory')).toMatchObject({ ground: 'examined', ended: false });
    expect(await codesOf('manager', `${url}/proposals`, { entry, ground: 'mistake' })).toEqual(['NOTHING_TO_ERASE']);
    await expectRebuildEquals(node.recordKeeping, 'laboratories');
  });

  it('do not come back with the list that had them, which is as good as on record', async () => {
    const { stream, entry } = await keptOf('person-signatory');
    await node.act('manager', `${ONES}/${stream}/proposals`, { entry, ground: 'person-request' });
    await decide(node, { login: 'labData', url: `${ONES}/${stream}` });
    expect(await codesOf('manager', LISTS, authorisationList(SIGNING))).toEqual(['NOTHING_NEW']);
    const other = SIGNING.replace('examined', `examined by ${NAME}`);
    expect(await codesOf('manager', LISTS, authorisationList(other))).toEqual(['NOTHING_NEW']);
    expect(await rowsWith(NAME)).toBe(0);
    expect(await keptOf('person-signatory')).toMatchObject({ ground: null, ended: false });
    // What was ended is still not begun again.
    expect(await codesOf('manager', LISTS, authorisationList(TESTING))).toEqual(['WAS_ENDED']);
  });

  it('of one that was given by itself are erased without an entry', async () => {
    const body = { person: 'person-tester', may: 'sign', ground: NAME, from: '2026-03-01' };
    const { stream } = await node.act('manager', ONES, body);
    await node.act('manager', `${ONES}/${stream}/proposals`, { ground: 'retention-over' });
    await decide(node, { login: 'labData', url: `${ONES}/${stream}` });
    expect(await rowsWith(NAME)).toBe(0);
    await expectRebuildEquals(node.recordKeeping, 'laboratories');
  });
});
