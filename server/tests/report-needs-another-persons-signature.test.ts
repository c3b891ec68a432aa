// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  decide,
  draftReport,
  openProposal,
  proposeIssue,
  REASONS,
  type Reference,
  reportDocument,
  signReport,
  signSampling,
} from './registers-in-use.ts';
import { openTestNode, PARTIES, reauthentication, type TestNode } from './test-node.ts';

let node: TestNode;
beforeAll(async () => {
  node = await openTestNode();
});
afterAll(() => node.end());

const standing = ({ issuer, id, digest }: Reference) =>
  node.get<{ outcome: string; status?: string }>(
    undefined,
    `/api/laboratory-documents/${encodeURIComponent(issuer)}/${id}/standing?digest=${digest}`,
  );
const statement = ({ issuer, id }: Reference) => `/api/statements/${encodeURIComponent(issuer)}/${id}`;

describe('a test report', () => {
  it('is authorised by another person than the tester, though the tester is a signatory too', async () => {
    const report = await draftReport(node);
    const { proposal, digest, meaning } = await proposeIssue(node, report);
    const url = `/api/laboratory-cases/${report}/decisions`;
    const body = { proposal, digest, verdict: 'approve', ...reauthentication(meaning) };
    expect(await node.problem('tester', { method: 'POST', url, body })).toMatchObject({
      errors: [{ code: 'SAME_PERSON' }, { code: 'SIGNATORY_TESTED' }, { code: 'SIGNATORY_NOT_AUTHORISED' }],
    });
    const [issued] = await decide(node, { login: 'signatory', url: `/api/laboratory-cases/${report}` });
    expect(issued).toMatchObject({ issuer: PARTIES.laboratory });
  });

  it('is not authorised by who drafted it, even where another submitted it', async () => {
    const report = await draftReport(node, { reportNumber: 'R-2' });
    await node.act('signatory', `/api/laboratory-cases/${report}/proposals`, { act: 'issue', reasons: REASONS });
    const { proposal, digest, meaning } = await openProposal(node, 'tester', `/api/laboratory-cases/${report}`);
    const body = { proposal, digest, verdict: 'approve', ...reauthentication(meaning) };
    expect(
      await node.problem('tester', { method: 'POST', url: `/api/laboratory-cases/${report}/decisions`, body }),
    ).toMatchObject({
      errors: [{ code: 'EVALUATOR_DECIDES' }, { code: 'SIGNATORY_TESTED' }, { code: 'SIGNATORY_NOT_AUTHORISED' }],
    });
  });

  it('is not authorised in another wording than the one that was proposed', async () => {
    const report = await draftReport(node, { reportNumber: 'R-7' });
    const { proposal, digest, meaning } = await proposeIssue(node, report);
    const document = reportDocument({ reportNumber: 'R-7 in other words' });
    await node.act('tester', `/api/report-cases/${report}/drafts`, { document });
    const body = { proposal, digest, verdict: 'approve', ...reauthentication(meaning) };
    const url = `/api/laboratory-cases/${report}/decisions`;
    expect(await node.problem('signatory', { method: 'POST', url, body })).toMatchObject({
      errors: [{ code: 'CHANGED_SINCE_PROPOSAL' }],
    });
  });

  it('is private unless its laboratory says otherwise, and can be verified by whoever holds it', async () => {
    const report = await signReport(node, await draftReport(node, { reportNumber: 'R-3' }));
    expect(await node.problem(undefined, { url: statement(report) })).toMatchObject({ status: 404 });
    expect(await standing(report)).toMatchObject({ outcome: 'issued-here', status: 'in-force' });
    expect(await standing({ ...report, digest: `uEi${'A'.repeat(44)}` })).toEqual({ outcome: 'other-content' });
    for (const digest of [`${report.digest.slice(0, -1)}x`, 'sha256:abc', 'u']) {
      const url = `/api/laboratory-documents/${encodeURIComponent(report.issuer)}/${report.id}/standing?digest=${digest}`;
      expect(await node.problem(undefined, { url })).toMatchObject({ status: 400, code: 'BAD_IDENTIFIER' });
    }
    const unknown = 'urn:uuid:01930000-0000-7000-8000-00000000dead';
    expect(await standing({ ...report, id: unknown })).toEqual({ outcome: 'not-found-here' });
    const open = await signReport(node, await draftReport(node, { reportNumber: 'R-4' }, 'public'));
    expect(await node.get(undefined, statement(open))).toMatchObject({ credentialSubject: { reportNumber: 'R-4' } });
    const { items } = await node.get<{ items: { number: string }[] }>(undefined, '/api/laboratory-documents');
    expect(items.map((item) => item.number)).toEqual(['R-4']);
  });

  it('is revoked by two persons, publicly, without a word of a private report but its reason', async () => {
    const stream = await draftReport(node, { reportNumber: 'R-5' });
    const report = await signReport(node, stream);
    const reason = 'the sample was mixed up';
    await node.act('tester', `/api/laboratory-cases/${stream}/proposals`, { act: 'revoke', reason });
    const [change] = await decide(node, { login: 'signatory', url: `/api/laboratory-cases/${stream}` });
    expect(await standing(report)).toMatchObject({ status: 'revoked', reason });
    const published = await node.get<object>(undefined, statement(change as Reference));
    expect(published).toMatchObject({ credentialSubject: { status: 'revoked', changes: report, reason } });
    expect(JSON.stringify(published)).not.toContain('R-5');
    expect((await node.send(undefined, { url: '/api/laboratory-documents' })).text).not.toContain('R-5');
    const again = {
      method: 'POST',
      url: `/api/laboratory-cases/${stream}/proposals`,
      body: { act: 'revoke', reason },
    } as const;
    expect(await node.problem('tester', again)).toMatchObject({ errors: [{ code: 'REVOKED' }] });
  });

  it('is replaced by another edition, which the change of status names by its digest', async () => {
    const stream = await draftReport(node, { reportNumber: 'R-6' });
    const first = await signReport(node, stream);
    const amend = (more: object) => ({
      document: reportDocument({ reportNumber: 'R-6 amended' }),
      visibility: 'private',
      ...more,
    });
    const url = `/api/report-cases/${stream}/drafts`;
    expect(await node.problem('tester', { method: 'POST', url, body: amend({}) })).toMatchObject({
      errors: [{ code: 'NO_REASON' }],
    });
    await node.act('tester', url, amend({ replacing: 'typing error in the unit' }));
    await node.act('tester', `/api/laboratory-cases/${stream}/proposals`, { act: 'issue', reasons: REASONS });
    const [second, change] = await decide(node, { login: 'signatory', url: `/api/laboratory-cases/${stream}` });
    expect(await standing(first)).toMatchObject({
      status: 'replaced',
      replacedById: second?.id,
      reason: 'typing error in the unit',
    });
    expect(await standing(second as Reference)).toMatchObject({ status: 'in-force' });
    expect(await node.get(undefined, statement(change as Reference))).toMatchObject({
      credentialSubject: { changes: first, replacedBy: second },
    });
  });
});

describe('a sampling record', () => {
  it('is signed by the sampler, whose name stands apart from it', async () => {
    const { stream, reference } = await signSampling(node);
    const body = await node.get<object>('sampler', statement(reference));
    expect(body).toMatchObject({
      evidence: [{ type: ['PersonalSignature'], person: { saltedDigest: expect.any(String) } }],
    });
    expect(JSON.stringify(body)).not.toContain('Wong');
    expect(await node.get('sampler', `/api/laboratory-cases/${stream}`)).toMatchObject({ signers: ['Wong Siu Ming'] });
  });

  it('still stands, and its register is rebuilt, after the name was erased', async () => {
    const { stream, reference } = await signSampling(node, { lot: { food: 'wolfberry-leaf', lotNumber: 'LOT-8' } });
    const actor = {
      party: PARTIES.laboratory,
      person: 'person-sampler',
      jurisdiction: 'CN',
      roles: ['laboratory-sampler'],
    };
    const now = node.testClock.now();
    const { issuer, id } = reference;
    await node.recordKeeping.eraseDisclosure({ actor, now }, { issuer, id, path: '/evidence/0/person' });
    expect(await node.get('sampler', `/api/laboratory-cases/${stream}`)).toMatchObject({ signers: [] });
    expect(await standing(reference)).toMatchObject({ status: 'in-force' });
    await node.recordKeeping.settle();
    expect(await node.recordKeeping.compareRebuild('laboratories')).toEqual([]);
  });
});
