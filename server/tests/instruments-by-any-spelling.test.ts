// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  accreditCalibration,
  calibratedElsewhere,
  calibrationOf,
  issueCertificate,
  takeInInstrument,
  workOn,
} from './metrology-in-use.ts';
import { authorise } from './registers-in-use.ts';
import { openTestNode, type TestNode } from './test-node.ts';

let node: TestNode;
beforeAll(async () => {
  node = await openTestNode();
  await accreditCalibration(node);
  await authorise(node, { substances: ['mass'] });
  await authorise(node, { person: 'person-signatory', may: 'sign', substances: ['mass'] });
  const over = { instrument: 'F1 weight', certificateNumber: 'C-F1', calibratedOn: '2026-03-01', dueOn: '2026-09-30' };
  await issueCertificate(node, calibrationOf(over), 'private');
  const kept = await takeInInstrument(node, 'K1 weight');
  const url = `/api/instruments/${kept}/events`;
  const calibrated = { instrument: 'K1 weight', on: '2026-10-06', dueOn: '2027-10-04' };
  await node.act('tester', url, await calibratedElsewhere(node, calibrated));
  await node.act('tester', url, { event: 'sent-away', on: '2026-11-19', for: 'repair' });
});
afterAll(() => node.end());

/** What the gate of a certificate says where a standard is named in this way, and nothing else. */
async function codesOf(standard: string): Promise<readonly string[]> {
  const certificate = calibrationOf({ references: [{ standard }] });
  const { body } = await node.send('tester', {
    ...{ method: 'POST', url: '/api/calibration-cases' },
    body: { certificate, visibility: 'private', ...workOn(certificate) },
  });
  return ((body.errors ?? []) as { readonly code: string }[]).map(({ code }) => code);
}

it.each(['F1 weight', 'f1 weight', 'F1  weight', 'Ｆ1 weight'])(
  'a certificate that is over stops its standard, written %j',
  async (standard) => {
    expect(await codesOf(standard)).toEqual(['NOT_IN_ITS_WINDOW']);
  },
);

it.each(['K1 weight', 'k1 weight', 'K1  weight', 'Ｋ1 weight'])(
  'what is away by the own list stops, written %j',
  async (standard) => {
    expect(await codesOf(standard)).toEqual(['NOT_IN_ITS_WINDOW']);
  },
);

it('a name of another thing says nothing', async () => {
  expect(await codesOf('F1-weight')).toEqual([]);
});
