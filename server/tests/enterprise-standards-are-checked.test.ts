// SPDX-License-Identifier: Apache-2.0
import { PROJECT_FOLDERS, readRequirements } from '@touchstone/local-files';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OwnStandardCheck } from '../src/registers/own-standards/record.ts';
import { MEANINGS } from '../src/registers/own-standards/rules.ts';
import { draftReport, type Reference, signReport, signSampling } from './registers-in-use.ts';
import { openTestNode, PARTIES, reauthentication, type Login, type TestNode } from './test-node.ts';

const maximum = (substance: string, value: string, more: object = {}) => ({
  ...{ substance, limit: { kind: 'maximum', value, unit: 'mg/kg' }, basis: 'edible part', ...more },
});
const declaration = (number: string, limits: readonly object[], more: object = {}) => ({
  declarant: { name: 'Demonstration Leaf Company', demonstration: true, identifier: 'FIRM-1' },
  ownStandard: {
    ...{ standard: `Q/DEMO ${number}-2026`, title: 'Dried wolfberry leaf', food: 'wolfberry-leaf' },
    ...{ limits, from: '2026-01-01', ...more },
  },
});

let node: TestNode;
beforeAll(async () => {
  const { requirements } = await readRequirements(PROJECT_FOLDERS.referenceData);
  node = await openTestNode({ requirements });
});
afterAll(() => node.end());

async function declare(number: string, limits: readonly object[], more: object = {}): Promise<Reference> {
  const body = { declaration: declaration(number, limits, more) };
  const { entries } = await node.sign('declarant', '/api/own-standards', body, MEANINGS.declare);
  return entries[0]?.statement as Reference;
}
const url = ({ issuer, id }: Reference, place: string) =>
  `/api/own-standards/${encodeURIComponent(issuer)}/${id}/check?place=${place}`;
const checked = (login: Login, reference: Reference, place = 'CN-GD') =>
  node.get<OwnStandardCheck>(login, url(reference, place));
const refusal = (login: Login, body: object) =>
  node.problem(login, {
    ...{ method: 'POST', url: '/api/own-standards' },
    body: { ...body, ...reauthentication(MEANINGS.declare) },
  });
async function reportOf(number: string, value: string, more: object, visibility: string): Promise<void> {
  const result = {
    ...{ outcome: 'quantified', result: 'R1', substance: 'pb', quantity: { value, unit: 'mg/kg' } },
    ...{ method: { standard: 'GB 5009.12-2023' }, basis: 'edible part', testedOn: '2026-11-20' },
  };
  await signReport(node, await draftReport(node, { reportNumber: number, results: [result], ...more }, visibility));
}

describe('check-own-standard', () => {
  it('sets each limit beside that of the place: equal, stricter, weaker, apart, missing', async () => {
    const limits = [
      ...[maximum('pb', '0.30'), maximum('cd', '0.10'), maximum('hg', '0.02'), maximum('mehg', '0.5')],
      maximum('as-total', '0.5', { basis: 'dry weight' }),
    ];
    const { limits: found, results } = await checked('declarant', await declare('1', limits));
    const row = (substance: string) => found.rows.find((each) => each.substance === substance);
    expect(row('pb')).toMatchObject({ outcome: 'equal', decides: true, mandatory: { limit: '0.3 mg/kg' } });
    expect(row('cd')).toMatchObject({ outcome: 'stricter', factor: '2' });
    expect(row('hg')).toMatchObject({ outcome: 'weaker', factor: '2', own: { limit: '0.02 mg/kg' } });
    expect(row('as-total')).toMatchObject({ outcome: 'incomparable', incomparableBecause: ['basis'] });
    expect(row('cr')).toMatchObject({ outcome: 'not-in-standard', decides: true });
    // No row of the law is loaded, which is not "no limit".
    expect(row('mehg')).toMatchObject({ outcome: 'no-row', decides: false });
    expect(found.outcome).toBe('weaker');
    expect(results).toMatchObject({ outcome: 'none', isWhole: true });
    expect(results.withoutResult).toEqual(['pb', 'cd', 'hg', 'mehg', 'as-total']);
  });

  it('compares with the law of another place where that is asked', async () => {
    const reference = await declare('2', [maximum('pb', '0.30', { basis: 'as sold' })]);
    const { limits } = await checked('declarant', reference, 'HK');
    expect(limits.rows.find(({ substance }) => substance === 'pb')).toMatchObject({ outcome: 'equal' });
    expect(limits.outcome).toBe('unknown');
  });

  it('shows each asker the results that they may see, and how each names the firm', async () => {
    const reference = await declare('3', [maximum('pb', '0.20')]);
    const lot = { food: 'wolfberry-leaf', lotNumber: 'OWN-1' };
    const producer = { name: 'Demonstration Leaf Company', identifier: 'FIRM-1' };
    const { reference: samplingRecord } = await signSampling(node, { lot: { ...lot, producer } });
    const sample = {
      sample: 'S-1',
      description: 'leaf',
      receivedAt: '2026-11-19T01:00:00Z',
      food: 'wolfberry-leaf',
      seal: 'seal 17',
    };
    await reportOf('OWN-SECRET', '0.25', { sample: { ...sample, samplingRecord } }, 'private');
    await reportOf('OWN-PUBLIC', '0.15', { sample, client: { name: 'x', did: PARTIES.firm } }, 'public');
    await reportOf('OWN-VAGUE', '0.15', { client: { name: 'x', did: PARTIES.firm } }, 'public');
    await reportOf('OTHERS', '0.25', { sample, client: { name: 'x', did: PARTIES.otherFirm } }, 'public');
    await node.recordKeeping.settle();

    const own = await checked('declarant', reference);
    const shown = ({ results }: OwnStandardCheck) =>
      results.items.map(({ report, outcome, namedBy }) => [report, outcome, ...namedBy]).sort();
    expect(shown(own)).toEqual([
      ['OWN-PUBLIC', 'meets', 'client'],
      ['OWN-VAGUE', 'inconclusive', 'client'],
    ]);
    expect(own.results.outcome).toBe('unknown');
    expect(JSON.stringify(own)).not.toContain('OWN-SECRET');

    const supervised = await checked('inspector', reference);
    expect(shown(supervised)).toContainEqual(['OWN-SECRET', 'does-not-meet', 'sampling-record']);
    expect(supervised.results.outcome).toBe('above-own-limit');
    expect(JSON.stringify(supervised)).not.toContain('OTHERS');
  });

  it('answers no other firm, no authority of another place, and not without signing in', async () => {
    const reference = await declare('4', [maximum('pb', '0.20')]);
    const ask = async (login: Login | undefined, place = 'CN-GD') =>
      (await node.send(login, { url: url(reference, place) })).status;
    expect(await ask('rivalFirm')).toBe(404);
    expect(await ask('rivalInspector')).toBe(404);
    expect(await ask('inspector', 'HK')).toBe(404);
    expect(await ask(undefined)).toBe(401);
    expect(await ask('inspector')).toBe(200);
  });

  it('says where a declaration is wrong, and keeps nothing of it', async () => {
    const wrong = declaration('5', [maximum('gold', '-1', { basis: 'somehow' })], { food: 'dragon', to: '2025-01-01' });
    const { errors } = await refusal('declarant', { declaration: wrong });
    expect(errors?.map(({ code, detail }) => [code, detail?.split(':')[0]])).toEqual([
      ['UNKNOWN_FOOD', 'ownStandard.food'],
      ['UNKNOWN_SUBSTANCE', 'ownStandard.limits.0.substance'],
      ['UNKNOWN_BASIS', 'ownStandard.limits.0.basis'],
      ['BAD_QUANTITY', 'ownStandard.limits.0.limit'],
      ['ENDS_BEFORE_IT_BEGINS', 'ownStandard.to'],
    ]);
    const { items } = await node.get<{ items: { standard: string }[] }>(undefined, '/api/own-standards');
    expect(items.map(({ standard }) => standard)).not.toContain('Q/DEMO 5-2026');
  });

  it('takes an edition once, lists it for everybody, and says that it was withdrawn', async () => {
    await declare('6', [maximum('pb', '0.20')]);
    const again = await refusal('declarant', { declaration: declaration('6', [maximum('pb', '0.10')]) });
    expect(again.errors?.map(({ code }) => code)).toEqual(['ALREADY_DECLARED']);
    const withdrawn = { standard: 'Q/DEMO 6-2026', reason: 'another recipe' };
    const stolen = { method: 'POST', url: '/api/own-standard-withdrawals' } as const;
    const asRival = { ...withdrawn, ...reauthentication(MEANINGS.withdraw) };
    expect((await node.problem('rivalFirm', { ...stolen, body: asRival })).status).toBe(409);
    await node.sign('declarant', '/api/own-standard-withdrawals', withdrawn, MEANINGS.withdraw);
    const { items } = await node.get<{ items: { standard: string; status: string }[] }>(
      undefined,
      '/api/own-standards',
    );
    expect(items.find(({ standard }) => standard === 'Q/DEMO 6-2026')?.status).toBe('withdrawn');
  });
});
