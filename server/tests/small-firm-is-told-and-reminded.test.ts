// SPDX-License-Identifier: Apache-2.0
// A small firm hands in the list of its instruments: it is told what to do with each, and reminded when the day comes.
import { readZip } from '@touchstone/dossier';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instrumentPlanRoutes } from '../src/check/instrument-plans.ts';
import { readOffers } from '../src/registers/accreditation/capabilities.ts';
import { expectRebuildEquals } from './expect-rebuild-equals.ts';
import { clockRound } from './impact-in-use.ts';
import { listWorkbook, readInstrumentReference } from './instrument-lists.ts';
import { accreditCalibration } from './metrology-in-use.ts';
import { openTestNode, type TestNode } from './test-node.ts';

interface Plan {
  readonly instrument: string;
  readonly action: string;
  readonly actionText: string;
  readonly dueOn?: string;
  readonly state: string;
  readonly target: string;
  readonly where: readonly string[];
}
interface List {
  readonly plans: readonly Plan[];
  readonly calendar: string;
  readonly keptOn: string | null;
}
interface Reminders {
  readonly items: readonly { readonly instrument: string; readonly level: string; readonly dueOn: string }[];
}

let node: TestNode;
beforeAll(async () => {
  const { rules, demonstrated } = await readInstrumentReference();
  node = await openTestNode({
    instrumentRules: rules,
    extraRoutes: async ({ recordKeeping }) =>
      instrumentPlanRoutes({ recordKeeping, readOffers, rules, demonstrated: demonstrated.slice(1, 2) }),
  });
  await accreditCalibration(node);
  await node.recordKeeping.settle();
});
afterAll(() => node.end());

const keep = async (name: string, cells: Readonly<Record<string, string>> = {}) =>
  node.act('tester', '/api/instrument-list', { file: 'list.xlsx', workbook: await listWorkbook(name, cells) });
const list = (query = '') => node.get<List>('tester', `/api/instrument-list${query}`);
const reminders = async (login: 'tester' | 'rivalLaboratory' = 'tester') =>
  (await node.get<Reminders>(login, '/api/instrument-reminders')).items;

describe('a list of instruments', () => {
  it('is not there before it is handed in, and nothing is kept of one with errors', async () => {
    expect(await list()).toMatchObject({ keptOn: null, plans: [] });
    const workbook = await listWorkbook('W-1', { Tolerance: 'good', Place: 'Atlantis' });
    const body = { file: 'list.xlsx', workbook };
    const problem = await node.problem('tester', { method: 'POST', url: '/api/instrument-list', body });
    expect(problem).toMatchObject({ status: 400, code: 'BAD_DOSSIER' });
    const cells = (problem as unknown as { errors: { sheet: string; row: number; column: string }[] }).errors;
    expect(cells.map(({ sheet, row, column }) => `${sheet}!${column}${row}`).sort()).toEqual([
      'instruments!C2',
      'instruments!G2',
    ]);
    expect(await list()).toMatchObject({ keptOn: null, plans: [] });
  });

  it('is answered by law, place and capability, in the language asked for, as of the day asked about', async () => {
    await keep('B-1', { Type: 'balance', 'Used for': 'product', Tolerance: '0.6', 'Last calibrated on': '2025-12-01' });
    const { plans, keptOn, calendar } = await list('?language=zh-Hans');
    expect(keptOn).toBe('2026-11-22');
    expect(plans).toEqual([
      expect.objectContaining({ instrument: 'B-1', action: 'calibration', actionText: '校准', target: '0.2 g' }),
    ]);
    expect(plans[0]).toMatchObject({ dueOn: '2026-11-30', state: 'due-soon' });
    expect(plans[0]?.where).toHaveLength(1);
    expect(calendar).toContain('DTSTART;VALUE=DATE:20261130');
    expect((await list('?on=2026-12-01')).plans[0]?.state).toBe('overdue');
    expect((await list('?on=2026-06-01')).plans[0]?.state).toBe('in-order');
  });

  it('is seen by nobody else', async () => {
    expect(await node.get<List>('rivalLaboratory', '/api/instrument-list')).toMatchObject({ keptOn: null, plans: [] });
    expect(await node.problem('editor', { url: '/api/instrument-list' })).toMatchObject({ status: 403 });
  });
});

describe('reminders', () => {
  it('come by the clock 30 days before, once, and once more when the day is over', async () => {
    expect(await reminders()).toEqual([]);
    await clockRound(node);
    expect(await reminders()).toEqual([
      expect.objectContaining({ instrument: 'B-1', action: 'calibration', level: 'due-soon', dueOn: '2026-11-30' }),
    ]);
    const before = await node.recordKeeping.acknowledgedCut();
    await clockRound(node);
    expect((await node.recordKeeping.acknowledgedCut()).position).toBe(before.position);
    await clockRound(node, '2026-12-01T08:00:00Z');
    expect(await reminders()).toMatchObject([{ instrument: 'B-1', level: 'overdue' }]);
    await clockRound(node, '2026-12-20T08:00:00Z');
    expect(await reminders()).toHaveLength(1);
    expect(await reminders('rivalLaboratory')).toEqual([]);
  });

  it('end with a list that has another day, and stay with one that has the same', async () => {
    const again = { Type: 'balance', 'Used for': 'product', Tolerance: '0.6' };
    await keep('B-1', { ...again, 'Last calibrated on': '2025-12-01' });
    expect(await reminders()).toMatchObject([{ instrument: 'B-1', level: 'overdue' }]);
    await keep('B-1', { ...again, 'Last calibrated on': '2026-11-20' });
    expect(await reminders()).toEqual([]);
    await clockRound(node);
    expect(await reminders()).toEqual([]);
  });

  it('and the list come out the same when they are made anew', async () => {
    await expectRebuildEquals(node.recordKeeping, 'upkeep');
  });
});

describe('a list handed in by somebody without an account', () => {
  const send = async (accept: string, cells: Readonly<Record<string, string>> = {}) => {
    const form = new FormData();
    form.append('language', 'en');
    const bytes = Buffer.from(await listWorkbook('W-1', cells), 'base64');
    form.append('files', new Blob([bytes]), 'list.xlsx');
    const request = new Request('http://localhost', { method: 'POST', body: form });
    return node.app.inject({
      ...{ method: 'POST', url: '/api/instrument-plans', payload: Buffer.from(await request.arrayBuffer()) },
      headers: { accept, 'content-type': request.headers.get('content-type') ?? '' },
    });
  };

  it('is answered as a table, with laboratories of the record and of the demonstration, and kept nowhere', async () => {
    const before = await node.recordKeeping.acknowledgedCut();
    const law = await send('application/json');
    expect(law.statusCode).toBe(200);
    expect(law.json()).toMatchObject({
      ...{ format: 'touchstone-instrument-plan/1', demonstrated: true },
      plans: [{ instrument: 'W-1', action: 'verification', state: 'overdue' }],
    });
    const product = await send('application/json', { 'Used for': 'product' });
    expect(product.json().plans[0].where).toHaveLength(2);
    expect((await node.recordKeeping.acknowledgedCut()).position).toBe(before.position);
  });

  it('is answered as a workbook and as a calendar', async () => {
    const sheet = await send('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    const { entries, faults } = await readZip(new Uint8Array(sheet.rawPayload));
    expect([sheet.statusCode, faults, entries.length > 5]).toEqual([200, [], true]);
    const calendar = await send('text/calendar');
    expect(calendar.headers['content-type']).toMatch(/^text\/calendar/);
    expect(calendar.headers['content-disposition']).toContain('instruments-due.ics');
    expect(calendar.body).toContain('DTSTART;VALUE=DATE:20260109');
  });

  it('is refused with every error by its cell', async () => {
    const refused = await send('application/json', { Tolerance: 'good' });
    expect(refused.statusCode).toBe(400);
    expect(refused.json().errors).toMatchObject([{ code: 'BAD_NUMBER', sheet: 'instruments', row: 2, column: 'G' }]);
  });

  it('starts from a template', async () => {
    const template = await node.app.inject({ url: '/api/instrument-plans/template?language=zh-Hans' });
    expect([template.statusCode, template.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK']);
  });
});
