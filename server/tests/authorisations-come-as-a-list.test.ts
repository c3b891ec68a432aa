// SPDX-License-Identifier: Apache-2.0
// Who may test and sign comes as a list: all of it by the rules of a single authorisation, or nothing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorisationList } from './authorisations-in-use.ts';
import { expectRebuildEquals } from './expect-rebuild-equals.ts';
import { openTestNode, type TestNode } from './test-node.ts';

const LISTS = '/api/laboratory-authorisation-lists';
const ONES = '/api/laboratory-authorisations';
const TESTING = 'person-tester,test,pb; cd,GB 5009.12-2023,trained,2026-01-15,2028-01-14';
const SIGNING = 'person-signatory,sign,,,examined,2026-02-01,';

let node: TestNode;
beforeAll(async () => {
  node = await openTestNode();
});
afterAll(async () => {
  await node?.end();
});

const hand = (...rows: readonly string[]) =>
  node.send('manager', { method: 'POST', url: LISTS, body: authorisationList(...rows) });
/** What is wrong with a list, by code and cell. */
async function faultsOf(...rows: readonly string[]): Promise<readonly string[]> {
  const { status, errors = [] } = await node.problem('manager', {
    ...({ method: 'POST', url: LISTS } as const),
    body: authorisationList(...rows),
  });
  expect([400, 409, 422]).toContain(status);
  return (errors as readonly { code: string; column?: string; row?: number }[]).map(
    ({ code, column, row }) => `${code}${column === undefined ? '' : ` ${column}${row}`}`,
  );
}
interface Kept {
  readonly stream: string;
  readonly entry: number | null;
  readonly person: string;
  readonly until: string | null;
}
const kept = async () => (await node.get<{ items: readonly Kept[] }>('manager', ONES)).items;

describe('a list of authorisations', () => {
  it('names every cell that is wrong, by the rules of a single one too, and then records nothing', async () => {
    expect(
      await faultsOf(
        TESTING,
        'person-manager,sign,,,by myself,2026-01-01,',
        'Wong Siu Ming,test,,,trained,2026-01-01,',
        'person-rivalLaboratory,test,,,trained,2026-01-01,',
        'person-signatory,juggle,,,examined,2026-02-30,',
        'person-signatory,sign,,,examined,2026-02-01,2026-01-31',
        'person-tester,test,cd; pb,GB 5009.12-2023,trained,2026-01-15,',
      ),
    ).toEqual([
      ...['UNKNOWN_WORD B6', 'NO_SUCH_DATE F6', 'NOT_OWN_PERSON A4', 'NOT_OWN_PERSON A5'],
      ...['OWN_AUTHORISATION A3', 'ENDS_BEFORE_IT_BEGINS G7', 'TWICE_IN_THE_LIST A8'],
    ]);
    expect(await kept()).toEqual([]);
  });

  it('is recorded whole, passes over what is on record, and says where it is of another mind', async () => {
    expect(await hand(TESTING, SIGNING)).toMatchObject({ status: 201 });
    const [signing, testing] = await kept();
    expect([signing, testing]).toMatchObject([
      { person: 'person-signatory', may: 'sign', lines: {}, from: '2026-02-01', until: null },
      { person: 'person-tester', may: 'test', lines: { substances: ['pb', 'cd'] }, until: '2028-01-14' },
    ]);
    expect(signing?.stream).toBe(testing?.stream);
    expect(await faultsOf(TESTING, SIGNING)).toEqual(['NOTHING_NEW']);
    const mercury = 'person-tester,test,hg,,trained,2026-03-01,';
    expect(await hand(TESTING, SIGNING, mercury)).toMatchObject({ status: 201 });
    expect(await kept()).toHaveLength(3);
    expect(
      await faultsOf(
        TESTING.replace('2028-01-14', '2026-06-30'),
        SIGNING.replace('examined', 'watched'),
        mercury.replace('2026-03-01', '2026-04-01'),
      ),
    ).toEqual(['ON_RECORD_OTHERWISE G2', 'ON_RECORD_OTHERWISE E3']);
    expect(await kept()).toHaveLength(3);
  });

  it('has authorisations that end one by one, from today on, and that no older list begins again', async () => {
    const { stream, entry } = (await kept()).find(({ person }) => person === 'person-signatory') as Kept;
    const end = (body: object) => ({ method: 'POST', url: `${ONES}/${stream}/ends`, body }) as const;
    const left = { entry: entry ?? 0, reason: 'left' };
    expect(await node.problem('manager', end({ ...left, to: '2026-11-21' }))).toMatchObject({
      errors: [{ code: 'IN_THE_PAST' }],
    });
    expect(await node.problem('manager', end({ reason: 'left', to: '2026-11-22' }))).toMatchObject({
      errors: [{ code: 'NOT_AUTHORISED' }],
    });
    expect(await node.problem('rivalLaboratory', end({ ...left, to: '2026-11-22' }))).toMatchObject({ status: 404 });
    await node.act('manager', `${ONES}/${stream}/ends`, { ...left, to: '2026-11-22' });
    const after = (await kept()).filter((one) => one.stream === stream);
    expect(after.map(({ person, until }) => [person, until])).toEqual([
      ['person-signatory', '2026-11-22'],
      ['person-tester', '2028-01-14'],
    ]);
    expect(await faultsOf(TESTING, SIGNING)).toEqual(['WAS_ENDED F3']);
    expect(await hand(SIGNING.replace('2026-02-01', '2026-11-23'))).toMatchObject({ status: 201 });
  });

  it('is handed in by whoever manages the laboratory, and seen by nobody else', async () => {
    const body = authorisationList(TESTING);
    expect(await node.problem('tester', { method: 'POST', url: LISTS, body })).toMatchObject({ status: 403 });
    expect(await node.get('rivalLaboratory', ONES)).toMatchObject({ items: [] });
  });

  it('comes out the same when its rows are folded again', async () => {
    await expectRebuildEquals(node.recordKeeping, 'laboratories');
  });
});

describe('a single authorisation', () => {
  it('is of a person of the own laboratory: a name that was typed instead could not be erased', async () => {
    const body = { person: 'Wong Siu Ming', may: 'test', ground: 'trained', from: '2026-01-01' };
    expect(await node.problem('manager', { method: 'POST', url: ONES, body })).toMatchObject({
      errors: [{ code: 'NOT_OWN_PERSON' }],
    });
  });
});

describe('the empty list', () => {
  it.each(['en', 'zh-Hans', 'zh-Hant', 'pt'])('is there for everybody in %s', async (language) => {
    const { status, headers } = await node.send(undefined, { url: `${LISTS}/template?language=${language}` });
    expect(status).toBe(200);
    expect(headers['content-disposition']).toContain(`authorisations-${language}.xlsx`);
  });
});
