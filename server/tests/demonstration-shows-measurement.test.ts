// SPDX-License-Identifier: Apache-2.0
// What a fresh node shows of measurement: a published round, a doubt that hits two organisations, a draft before its gate.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImpactNotice, PublicRound } from '@touchstone/contract';
import { parsePlace } from '@touchstone/identifiers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccount } from '../src/access/accounts.ts';
import { demonstrationDid } from '../src/demonstration/parties.ts';
import { demonstrationSeed } from '../src/demonstration/seed-demonstration.ts';
import { measurementSeed } from '../src/demonstration/seed-measurement.ts';
import { metrologySeed } from '../src/demonstration/seed-metrology.ts';
import { clockRound } from './impact-in-use.ts';
import { type Login, openTestNode, PASSWORD, type TestNode } from './test-node.ts';

let node: TestNode;
let dataDirectory: string;

const loginAt = (label: string) => `test-of-${label}` as Login;

beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'touchstone-measurement-'));
  node = await openTestNode({ roots: [{ did: demonstrationDid('cn-authority'), places: [parsePlace('CN-GD')] }] });
  const folder = join(import.meta.dirname, '..', '..', 'examples', 'demonstration');
  await demonstrationSeed({ folder, dataDirectory }).plant(node);
  await metrologySeed().plant(node);
  await measurementSeed().plant(node);
  // Cut off and planted again: everything once.
  await measurementSeed().plant(node);
  for (const label of ['laboratory', 'calibrator', 'metrology-institute']) {
    const account = { login: loginAt(label), person: loginAt(label), displayName: 'Demonstration', password: PASSWORD };
    const of = { party: demonstrationDid(label), jurisdiction: 'CN', roles: ['laboratory-signatory'] };
    await createAccount(node.accounts, { ...account, ...of });
  }
  await clockRound(node);
  await node.recordKeeping.settle();
});
afterAll(async () => {
  await node?.end();
  await rm(dataDirectory, { recursive: true, force: true });
});

describe('the demonstration of measurement', () => {
  it('has one published round of twelve laboratories, one score unsatisfactory and one questionable', async () => {
    const { items } = await node.get<{ items: { stream: string }[] }>(undefined, '/api/proficiency-rounds');
    expect(items).toHaveLength(1);
    const round = await node.get<PublicRound>(undefined, `/api/proficiency-rounds/${items[0]?.stream}`);
    expect(round).toMatchObject({ state: 'published', provider: { demonstration: true } });
    const lines = round.measurands.flatMap((measurand) => measurand.lines ?? []);
    expect(lines).toHaveLength(12);
    expect(
      lines.filter(({ verdict }) => verdict !== 'acceptable').map(({ score, verdict }) => [score, verdict]),
    ).toEqual(
      expect.arrayContaining([
        ['3.40', 'action'],
        ['-2.40', 'warning'],
      ]),
    );
    expect(lines.filter(({ verdict }) => verdict === 'acceptable')).toHaveLength(10);
    const own = `/api/proficiency-rounds/${round.stream}/participation`;
    expect(await node.get(loginAt('laboratory'), own)).toMatchObject({ scores: [{ verdict: 'warning' }] });
  });

  it('has one doubt that hits two organisations, where one decision flips, and tells nobody else', async () => {
    const noticesAt = async (label: string) => {
      const { items } = await node.get<{ items: { case: string }[] }>(loginAt(label), '/api/impact-notices');
      return Promise.all(
        items.map((each) => node.get<ImpactNotice>(loginAt(label), `/api/impact-notices/${each.case}`)),
      );
    };
    const [doubted, ...others] = await noticesAt('laboratory');
    expect(others).toEqual([]);
    expect(doubted?.hits.map(({ name, decisions }) => [name, decisions.map(({ verdict }) => verdict)])).toEqual([
      ['DEMO-WL-2026-PORTION', ['flips']],
    ]);
    expect((await noticesAt('calibrator')).flatMap(({ hits }) => hits.map(({ kind }) => kind))).toEqual([
      'calibration',
    ]);
    expect(await noticesAt('metrology-institute')).toEqual([]);
  });

  it('has a draft that its gate holds back, with a cure for each mark', async () => {
    const { items } = await node.get<{ items: { stream: string; number: string }[] }>(
      loginAt('laboratory'),
      '/api/laboratory-cases?state=draft',
    );
    const { stream = '' } = items.find(({ number }) => number === 'DEMO-WL-2026-DRAFT') ?? {};
    const gate = await node.get<{ level: string; lines: { marks: { code: string; cure: { code: string } }[] }[] }>(
      loginAt('laboratory'),
      `/api/report-cases/${stream}/gate`,
    );
    const marks = gate.lines.flatMap((line) => line.marks);
    expect([gate.level, marks.map(({ code }) => code)]).toEqual([
      'red',
      expect.arrayContaining(['INSTRUMENT_NOT_KEPT']),
    ]);
    expect(marks.filter(({ cure }) => !cure.code.startsWith('CURE_'))).toEqual([]);
  });
});
