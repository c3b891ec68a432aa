// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  accreditCalibration,
  attestMetrology,
  calibrationOf,
  changeMetrology,
  issueCertificate,
  specificationOf,
  standardOf,
} from './metrology-in-use.ts';
import { attest, changeStatus, scopeLine } from './registers-in-use.ts';
import { openTestNode, PARTIES, type TestNode } from './test-node.ts';

const OLD = 'JJG 1036-2008';
const NEW = 'JJG 1036-2022';

interface Answer {
  readonly successors: readonly { specification: string; place: string; switchBy: readonly object[] }[];
  readonly by: string | null;
  readonly lines: readonly { body: string; name: string; line: string; activity: string; overdue: boolean }[];
  readonly standards: readonly { standard: string; keeper: string; certificateNumber: string; overdue: boolean }[];
}

let node: TestNode;
const ask = (specification: string, on = '') =>
  node.get<Answer>(undefined, `/api/specifications/${encodeURIComponent(specification)}/switching${on}`);

beforeAll(async () => {
  node = await openTestNode();
  await accreditCalibration(node, { method: { standard: OLD } });
  await attest(node, { scope: [scopeLine('T1', { method: { standard: OLD } }), scopeLine('T2')] });
  await attestMetrology(node, standardOf('balance standard'));
  const made = { method: { standard: OLD }, calibratedOn: '2026-11-20' };
  const issue = (number: string, instrument: string, visibility: string) =>
    issueCertificate(node, calibrationOf({ ...made, certificateNumber: number, instrument }), visibility);
  await issue('C-STANDARD', 'balance standard', 'public');
  await issue('C-SECRET', 'balance standard', 'private');
  await issue('C-CUSTOMER', 'balance of a customer', 'public');
  await node.recordKeeping.settle();
});
afterAll(() => node.end());

describe('list-who-must-switch', () => {
  it('names nobody while nothing took the place of the edition, nor for a draft', async () => {
    await attestMetrology(node, specificationOf({ specification: 'JJG 1036-2030', status: 'draft', replaces: [OLD] }));
    expect(await ask(OLD)).toMatchObject({ successors: [], by: null, lines: [], standards: [] });
  });

  it('names lines, CMCs and certificates of standards with the last day, and nothing that is private', async () => {
    const switchBy = [
      { who: 'laboratories that calibrate', by: '2026-12-31' },
      { who: 'institutes that verify', by: '2027-06-30' },
    ];
    const { stream } = await attestMetrology(node, specificationOf({ replaces: [OLD], switchBy }));
    const found = await ask(OLD);
    expect(found.successors).toMatchObject([{ specification: NEW, place: 'HK', switchBy }]);
    expect(found.by).toBe('2027-06-30');
    expect(found.lines.map(({ line, activity, overdue }) => [line, activity, overdue]).sort()).toEqual([
      ['C1', 'calibration', false],
      ['T1', 'testing', false],
    ]);
    expect(found.lines[0]).toMatchObject({ body: PARTIES.laboratory, name: 'Demonstration Food Laboratory' });
    expect(found.standards).toMatchObject([
      { standard: 'balance standard', keeper: PARTIES.laboratory, certificateNumber: 'C-STANDARD', overdue: false },
    ]);
    // The owner of the private certificate is answered as everybody.
    const own = await node.send('tester', { url: `/api/specifications/${encodeURIComponent(OLD)}/switching` });
    expect(own.text).not.toContain('C-SECRET');
    expect(own.text).not.toContain('C-CUSTOMER');
    const late = await ask(OLD, '?on=2027-07-01');
    expect(late.lines.every(({ overdue }) => overdue)).toBe(true);
    expect((await ask(NEW)).by).toBeNull();
    await changeMetrology(node, stream, { act: 'withdraw', reason: 'published in error' });
    expect(await ask(OLD)).toMatchObject({ successors: [], by: null, lines: [] });
  });

  it('takes the day of the change where no other is named, whichever edition says it, and leaves out what ended', async () => {
    const specification = 'JJF 1847-2020';
    const stream = await attest(node, { scope: [scopeLine('T9', { method: { standard: specification } })] });
    const { stream: edition } = await attestMetrology(node, specificationOf({ specification }));
    expect((await ask(specification)).by).toBeNull();
    const replaced = { specification, status: 'replaced', replacedBy: 'JJF 1847-2026', from: '2026-03-01' };
    await changeMetrology(node, edition, { act: 'replace', attested: specificationOf(replaced), reason: 'revised' });
    const found = await ask(specification);
    expect(found).toMatchObject({ by: '2026-03-01', lines: [{ line: 'T9', overdue: true }] });
    await changeStatus(node, stream, { act: 'withdraw', reason: 'r' });
    expect((await ask(specification)).lines).toEqual([]);
  });

  it('refuses what is no number of a specification', async () => {
    expect((await node.problem(undefined, { url: '/api/specifications/%20/switching' })).status).toBe(400);
  });
});
