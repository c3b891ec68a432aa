// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MEANINGS } from '../src/registers/accreditation/rules.ts';
import { attest, attestation, decide, evaluate, openProposal } from './registers-in-use.ts';
import { type Login, openTestNode, PARTIES, PASSWORD, reauthentication, type TestNode } from './test-node.ts';

let node: TestNode;
beforeAll(async () => {
  node = await openTestNode();
});
afterAll(() => node.end());

async function proposed(): Promise<{ url: string; proposal: number; digest: string; meaning: string }> {
  const { stream } = await node.act('clerk', '/api/accreditation-cases', { attestation: attestation() });
  const url = `/api/accreditation-cases/${stream}`;
  await evaluate(node, stream);
  await node.act('proposer', `${url}/proposals`, { act: 'issue' });
  return { url, ...(await openProposal(node, 'decider', url)) };
}

const decision = (login: Login, { url, ...of }: Awaited<ReturnType<typeof proposed>>, more: object = {}) => {
  const { proposal, digest, meaning } = of;
  const body = { proposal, digest, verdict: 'approve', ...reauthentication(meaning), ...more };
  return node.problem(login, { method: 'POST', url: `${url}/decisions`, body });
};

describe('an accreditation', () => {
  it('is drafted, evaluated, proposed and decided by persons who sign what it means', async () => {
    const { url, meaning, digest } = await proposed();
    expect(meaning.startsWith(`${MEANINGS.issue} `)).toBe(true);
    expect(meaning).toContain(digest);
    const [accreditation] = await decide(node, { login: 'decider', url });
    expect(accreditation).toMatchObject({ issuer: PARTIES.accreditor });
    const { issuer, id } = accreditation ?? { issuer: '', id: '' };
    const body = await node.get<{ evidence: object[] }>(
      undefined,
      `/api/statements/${encodeURIComponent(issuer)}/${id}`,
    );
    expect(body.evidence).toEqual([
      {
        type: ['TwoPersonDecision'],
        ...{ meaning, reauthenticatedBy: 'password', actDigest: expect.stringMatching(/^uEi/) },
        ...{ proposedAt: expect.any(String), decidedAt: expect.any(String) },
      },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/person-|decider|proposer/);
  });

  it('cannot be decided by who evaluated it, nor by who proposed it, though both may decide others', async () => {
    const of = await proposed();
    expect(await decision('assessor', of)).toMatchObject({ code: 'REFUSED', errors: [{ code: 'EVALUATOR_DECIDES' }] });
    expect(await decision('proposer', of)).toMatchObject({ code: 'REFUSED', errors: [{ code: 'SAME_PERSON' }] });
    expect(await decide(node, { login: 'decider', url: of.url })).toHaveLength(1);
  });

  it('is not issued without an evaluation of the draft as it stands', async () => {
    const { stream } = await node.act('clerk', '/api/accreditation-cases', { attestation: attestation() });
    const url = `/api/accreditation-cases/${stream}`;
    const propose = () => node.problem('proposer', { method: 'POST', url: `${url}/proposals`, body: { act: 'issue' } });
    expect((await propose()).errors).toMatchObject([{ code: 'NOT_EVALUATED' }]);
    await evaluate(node, stream, 'not-recommended');
    expect((await propose()).errors).toMatchObject([{ code: 'NOT_RECOMMENDED' }]);
    await evaluate(node, stream);
    await node.act('clerk', `${url}/drafts`, { attestation: attestation({ name: 'Another name' }) });
    expect((await propose()).errors).toMatchObject([{ code: 'NOT_EVALUATED' }]);
  });

  it('is decided with the password again, and with the words that say what it means', async () => {
    const of = await proposed();
    expect(await decision('decider', of, reauthentication(of.meaning, 'wrong password'))).toMatchObject({
      ...{ status: 403, code: 'REAUTHENTICATION_FAILED', errors: [{ pointer: '/reauthentication/password' }] },
    });
    expect(await decision('decider', of, reauthentication('I saw it.'))).toMatchObject({
      errors: [{ code: 'MEANING_DIFFERS' }],
    });
    expect(await decision('decider', of, { reauthentication: undefined })).toMatchObject({
      ...{ status: 400, code: 'BAD_INPUT', errors: [{ pointer: '/reauthentication' }] },
    });
    expect(await decision('decider', of, { digest: `uEi${'A'.repeat(44)}` })).toMatchObject({
      errors: [{ code: 'DIGEST_DIFFERS' }],
    });
    const read = await node.get<{ state: string }>('clerk', of.url);
    expect(read.state).toBe('draft');
  });

  it('is not decided by the words that belong to another proposal', async () => {
    const [one, other] = [await proposed(), await proposed()];
    expect(await decision('decider', one, reauthentication(other.meaning))).toMatchObject({
      errors: [{ code: 'MEANING_DIFFERS' }],
    });
    expect(await decision('decider', one, reauthentication(MEANINGS.issue))).toMatchObject({
      errors: [{ code: 'MEANING_DIFFERS' }],
    });
  });

  it('closes the proposals that stood beside the one that was approved', async () => {
    const { url, proposal, digest, meaning } = await proposed();
    await node.act('proposer', `${url}/proposals`, { act: 'issue' });
    const read = () => node.get<{ proposals: { proposal: number; digest: string; meaning: string }[] }>('clerk', url);
    const [, second] = (await read()).proposals;
    await node.sign('decider', `${url}/decisions`, { proposal, digest, verdict: 'approve' }, meaning);
    expect((await read()).proposals).toEqual([]);
    expect(await decision('decider', { url, ...(second ?? { proposal, digest, meaning }) })).toMatchObject({
      errors: [{ code: 'PROPOSAL_OVERTAKEN' }],
    });
  });

  it('keeps no password: neither in the case nor in the answers kept for repetition', async () => {
    const url = `/api/accreditation-cases/${await attest(node, { certificateNumber: 'L-9' })}`;
    const facts = await node.recordKeeping.read(
      { register: 'accreditation', tenant: { party: PARTIES.accreditor, jurisdiction: 'CN', role: 'test' }, asOf: {} },
      (reads) => reads.facts(url.slice(url.lastIndexOf('/') + 1)),
    );
    expect(facts.length).toBeGreaterThan(4);
    expect(JSON.stringify(facts)).not.toContain(PASSWORD);
  });

  it('can be rejected, after which it may be proposed anew', async () => {
    const { url, proposal, digest, meaning } = await proposed();
    const body = { proposal, digest, verdict: 'reject', remark: 'line T1 is too wide' };
    await node.sign('decider', `${url}/decisions`, body, meaning);
    expect(await node.get('clerk', url)).toMatchObject({ state: 'draft', proposals: [] });
    await node.act('proposer', `${url}/proposals`, { act: 'issue' });
    expect(await decide(node, { login: 'decider', url })).toHaveLength(1);
  });
});
