// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  attest,
  changeStatus,
  draftReport,
  proposeIssue,
  REASONS,
  reportDocument,
  signReport,
} from './registers-in-use.ts';
import { openTestNode, PARTIES, reauthentication, type TestNode } from './test-node.ts';

let node: TestNode;
let accreditation: string;
beforeAll(async () => {
  node = await openTestNode();
});
afterAll(() => node.end());

describe('a laboratory whose accreditation is suspended', () => {
  it('cannot issue results under its scope; restored, it can', async () => {
    accreditation = await attest(node, { body: PARTIES.laboratory });
    const report = await draftReport(node, { reportNumber: 'R-1' });
    await changeStatus(node, accreditation, { act: 'suspend', reason: 'surveillance found no valid calibration' });
    const refused = await node.problem('tester', {
      method: 'POST',
      url: `/api/laboratory-cases/${report}/proposals`,
      body: { act: 'issue', reasons: REASONS },
    });
    expect(refused).toMatchObject({ status: 409, code: 'REFUSED', errors: [{ code: 'COMPETENCE_NOT_IN_FORCE' }] });
    await changeStatus(node, accreditation, { act: 'restore', reason: 'calibration shown' });
    expect(await signReport(node, report)).toMatchObject({ issuer: PARTIES.laboratory });
  });

  it('is refused at the decision, where it was in force at the proposal', async () => {
    const report = await draftReport(node, { reportNumber: 'R-2' });
    const { proposal, digest, meaning } = await proposeIssue(node, report);
    await changeStatus(node, accreditation, { act: 'withdraw', reason: 'ceased to test' });
    const url = `/api/laboratory-cases/${report}/decisions`;
    const body = { proposal, digest, verdict: 'approve', ...reauthentication(meaning) };
    expect(await node.problem('signatory', { method: 'POST', url, body })).toMatchObject({
      code: 'REFUSED',
      errors: [{ code: 'COMPETENCE_NOT_IN_FORCE' }],
    });
  });

  it('may issue results that it marks as outside its scope', async () => {
    const results = [
      { ...(reportDocument() as { subject: { results: object[] } }).subject.results[0], underScope: false },
    ];
    const report = await draftReport(node, { reportNumber: 'R-3', results });
    expect(await signReport(node, report)).toMatchObject({ issuer: PARTIES.laboratory });
  });
});

describe('a laboratory of which this node knows no attestation', () => {
  it('may issue: its body may keep its register elsewhere, and the verdict will ask', async () => {
    const laboratory = { id: PARTIES.otherLaboratory, name: 'Other Laboratory', place: 'HK' };
    const document = reportDocument({ laboratory });
    const { stream } = await node.act('rivalLaboratory', '/api/report-cases', { document });
    const url = `/api/laboratory-cases/${stream}/proposals`;
    const body = { act: 'issue', reasons: REASONS };
    const { errors } = await node.problem('rivalLaboratory', { method: 'POST', url, body });
    // What is missing is its own work; that no scope is known here was answered by a reason.
    expect(errors?.map(({ code }) => code)).toEqual(['WORK_NOT_RECORDED']);
  });
});
