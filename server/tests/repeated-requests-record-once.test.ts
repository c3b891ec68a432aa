// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attestation, evaluate, openProposal } from './registers-in-use.ts';
import { openTestNode, reauthentication, type TestNode } from './test-node.ts';

let node: TestNode;
beforeAll(async () => {
  node = await openTestNode();
});
afterAll(() => node.end());

const draft = (key: string, certificateNumber = 'L-1') => ({
  ...({ method: 'POST', url: '/api/accreditation-cases', headers: { 'idempotency-key': `"${key}"` } } as const),
  body: { attestation: attestation({ certificateNumber }) },
});
const cases = async () => (await node.get<{ items: object[] }>('clerk', '/api/accreditation-cases')).items.length;

describe('a request that is sent again with its Idempotency-Key', () => {
  it('gets the first answer, and is recorded once', async () => {
    const before = await cases();
    const first = await node.send('clerk', draft('k1'));
    const second = await node.send('clerk', draft('k1'));
    expect(second.body).toEqual(first.body);
    expect(first.headers['touchstone-repeated']).toBeUndefined();
    expect(second.headers['touchstone-repeated']).toBe('true');
    expect(await cases()).toBe(before + 1);
  });

  it('is recorded once, even when both come at the same moment', async () => {
    const before = await cases();
    const answers = await Promise.all(Array.from({ length: 8 }, () => node.send('clerk', draft('k2'))));
    const recorded = answers.filter(({ status }) => status === 201);
    expect(recorded.length).toBeGreaterThan(0);
    expect(new Set(recorded.map(({ body }) => body.stream)).size).toBe(1);
    for (const { status, body } of answers)
      if (status !== 201) expect(body).toMatchObject({ status: 409, code: 'IDEMPOTENCY_IN_PROGRESS' });
    expect(await cases()).toBe(before + 1);
  });

  it('is refused where it is another request, or another person of the party', async () => {
    await node.send('clerk', draft('k3'));
    expect(await node.problem('clerk', draft('k3', 'L-2'))).toMatchObject({
      status: 422,
      code: 'IDEMPOTENCY_CONFLICT',
    });
    const { stream } = (await node.send('clerk', draft('k4'))).body;
    const url = `/api/accreditation-cases/${stream}/proposals`;
    const other = { method: 'POST', url, body: { act: 'issue' }, headers: { 'idempotency-key': '"k4"' } } as const;
    expect(await node.problem('proposer', other)).toMatchObject({ status: 422 });
  });

  it('is another request at another party: keys belong to whoever chose them', async () => {
    const key = { 'idempotency-key': '"shared"' };
    const body = { attestation: attestation({ certificateNumber: 'X' }) };
    const send = (login: 'clerk' | 'rivalAccreditor') =>
      node.send(login, { method: 'POST', url: '/api/accreditation-cases', body, headers: key });
    const [one, other] = [await send('clerk'), await send('rivalAccreditor')];
    expect([one.status, other.status]).toEqual([201, 201]);
    expect(one.body.stream).not.toBe(other.body.stream);
  });

  it('gets the same refusal, even after the reason for it is gone', async () => {
    const { stream } = (await node.send('clerk', draft('k5'))).body as { stream: string };
    const url = `/api/accreditation-cases/${stream}/proposals`;
    const propose = { method: 'POST', url, body: { act: 'issue' }, headers: { 'idempotency-key': '"k6"' } } as const;
    expect(await node.problem('proposer', propose)).toMatchObject({
      code: 'REFUSED',
      errors: [{ code: 'NOT_EVALUATED' }],
    });
    await evaluate(node, stream);
    expect(await node.problem('proposer', propose)).toMatchObject({
      code: 'REFUSED',
      errors: [{ code: 'NOT_EVALUATED' }],
    });
    const anew = { ...propose, headers: { 'idempotency-key': '"k7"' } };
    expect((await node.send('proposer', anew)).status).toBe(201);
  });

  it('signs once: a decision that is repeated gives the statement that it gave', async () => {
    const { stream } = (await node.send('clerk', draft('k8'))).body as { stream: string };
    await evaluate(node, stream);
    await node.act('proposer', `/api/accreditation-cases/${stream}/proposals`, { act: 'issue' });
    const { proposal, digest, meaning } = await openProposal(node, 'decider', `/api/accreditation-cases/${stream}`);
    const request = {
      ...({
        method: 'POST',
        url: `/api/accreditation-cases/${stream}/decisions`,
        headers: { 'idempotency-key': '"k9"' },
      } as const),
      body: { proposal, digest, verdict: 'approve', ...reauthentication(meaning) },
    };
    const [first, second] = [await node.send('decider', request), await node.send('decider', request)];
    expect(first.status).toBe(201);
    expect(second.body).toEqual(first.body);
    const unconfirmed = { ...request, body: { ...request.body, ...reauthentication(meaning, 'wrong') } };
    expect(await node.problem('decider', unconfirmed)).toMatchObject({ status: 403 });
  });
});
