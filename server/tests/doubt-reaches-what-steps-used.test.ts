// SPDX-License-Identifier: Apache-2.0
// What only the record of the work for a paper names is found by a doubt about it all the same, and told to its laboratory alone.
import { digestFromSha256 } from '@touchstone/identifiers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRebuildEquals } from './expect-rebuild-equals.ts';
import { clockRound, doubtedWeight, doubtOf } from './impact-in-use.ts';
import { calibratedElsewhere, calibrationOf, takeInInstrument, workOn } from './metrology-in-use.ts';
import { decide, draftReport, REASONS, reportDocument } from './registers-in-use.ts';
import { openTestNode, type TestNode } from './test-node.ts';

let node: TestNode;
beforeAll(async () => {
  node = await openTestNode();
});
afterAll(() => node.end());

const DAY = '2026-11-19';
const there = (time: string) => new Date(`${DAY}T${time}:00+08:00`).toISOString();
const step = (what: string, instruments: readonly string[], seed: number): object => ({
  ...{ what, site: `room ${seed}`, from: there(`1${seed}:00`), to: there(`1${seed}:30`), instruments },
  conditions: [{ quantity: 'temperature', unit: 'Cel', value: '20', from: '18', to: '23' }],
  rawFiles: [{ name: `${what}.csv`, digest: digestFromSha256(new Uint8Array(32).fill(seed)) }],
});

/** Takes an instrument in; calibrated elsewhere, or by a certificate of its own. */
async function kept(name: string, calibrated?: object): Promise<void> {
  const stream = await takeInInstrument(node, name);
  const event =
    calibrated ?? (await calibratedElsewhere(node, { instrument: name, on: '2026-01-10', dueOn: '2027-01-09' }));
  await node.act('tester', `/api/instruments/${stream}/events`, event);
}

/** Signs a report whose result names one balance, and whose one step says that the weight was used too. */
async function signReport(reportNumber: string, used: readonly string[]): Promise<void> {
  const [result] = (reportDocument() as { subject: { results: object[] } }).subject.results;
  const results = [{ ...result, underScope: false, testedOn: DAY, instruments: [{ instrument: 'BAL-S' }] }];
  const url = `/api/laboratory-cases/${await draftReport(node, { reportNumber, results })}`;
  const work = { result: 'R1', whole: true, steps: [step(reportNumber, ['BAL-S', ...used], 5)] };
  await node.act('tester', `${url.replace('laboratory', 'report')}/work`, work);
  const reasons = { ...REASONS, READINGS_NOT_GIVEN: 'kept by hand', SCOPE_NOT_READ: 'none' };
  await node.act('tester', `${url}/proposals`, { act: 'issue', reasons });
  await decide(node, { login: 'signatory', url });
}

async function signCertificate(instrument: string, used: readonly string[], seed: number): Promise<void> {
  const certificate = calibrationOf({
    ...{ instrument, certificateNumber: `C ${instrument}`, calibratedOn: DAY, references: [{ standard: 'W-S' }] },
  });
  const { work, reasons } = workOn(certificate) as { work: { result: string }[]; reasons: object };
  const steps = [step(instrument, ['W-S', ...used], seed)];
  const body = { certificate, visibility: 'private', work: work.map(({ result }) => ({ result, steps })) };
  const because = { ...reasons, FOUND_OFF_LATER: 'it only held the door' };
  const { stream } = await node.act('tester', '/api/calibration-cases', { ...body, reasons: because });
  await decide(node, { login: 'signatory', url: `/api/calibration-cases/${stream}` });
}

interface Notice {
  readonly hits: readonly {
    readonly name: string;
    readonly decisions: readonly object[];
    readonly path: readonly object[];
  }[];
}

describe('a doubt about what only steps of work name', () => {
  it('finds the reports and certificates, and no others', async () => {
    const doubted = await doubtedWeight(node);
    await kept('F1 weight', { event: 'calibrated', on: '2026-10-01', dueOn: '2027-11-30', certificate: doubted.good });
    await kept('BAL-S');
    await kept('W-S');
    await signReport('R-STEPS', ['f1  weight']);
    await signCertificate('with it', ['F1 weight'], 6);
    await signCertificate('without it', [], 7);
    const { stream } = await node.act('tester', '/api/impact-cases', doubtOf(doubted));
    await decide(node, { login: 'signatory', url: `/api/impact-cases/${stream}` });
    await clockRound(node);
    await clockRound(node);
    const { hits } = await node.get<Notice>('tester', `/api/impact-notices/${stream}`);
    expect(hits.map(({ name }) => name).sort()).toEqual(['R-FLIPS', 'R-STEPS', 'balance B1', 'with it']);
    expect(hits.find(({ name }) => name === 'R-STEPS')?.path).toMatchObject([{ name: 'F1 weight', on: DAY }]);
  });

  it('is the same when the tables are built anew', async () => {
    await expectRebuildEquals(node.recordKeeping, 'calibrations');
    await expectRebuildEquals(node.recordKeeping, 'laboratories');
  });
});
