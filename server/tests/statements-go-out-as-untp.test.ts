// SPDX-License-Identifier: Apache-2.0
import { type JsonObject, offlineResolver, statementDigest } from '@touchstone/credentials/formats';
import { nodeSuite } from '@touchstone/credentials/node';
import { verifyCredential } from '@touchstone/credentials/verify';
import { parseInstant } from '@touchstone/identifiers';
import { readUntp, type UntpAttestation } from '@touchstone/statements';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXPORT_MEANING } from '../src/http/untp-export.ts';
import {
  attest,
  changeStatus,
  decide,
  draftReport,
  publishNotice,
  type Reference,
  REASONS,
  reportDocument,
  signReport,
  signSampling,
} from './registers-in-use.ts';
import { type Login, PARTIES, type Request, reauthentication, openTestNode, type TestNode } from './test-node.ts';

interface Exported {
  readonly credential: JsonObject & { readonly id: string; readonly validUntil?: string };
  readonly jwt: string;
  readonly losses: readonly { readonly path: string; readonly reason: string }[];
  readonly standIns: readonly { readonly at: string; readonly reason: string }[];
}
type Subject = Readonly<Record<string, unknown>> & { readonly results: readonly Readonly<Record<string, unknown>>[] };

let node: TestNode;
beforeAll(async () => {
  node = await openTestNode();
});
afterAll(() => node.end());

const urlOf = ({ issuer, id }: Reference) => `/api/statements/${encodeURIComponent(issuer)}/${id}`;
const ask = (
  login: Login,
  of: Reference,
  { headers, ...more }: { issuerName?: string; headers?: Request['headers'] } = {},
) => {
  const body = { ...more, ...reauthentication(EXPORT_MEANING) };
  return node.send(login, {
    method: 'POST',
    url: `${urlOf(of)}/untp`,
    body,
    ...(headers === undefined ? {} : { headers }),
  });
};
const codes = ({ body }: { body: object }) =>
  ((body as { errors?: { code: string }[] }).errors ?? []).map(({ code }) => code);
async function exported(login: Login, of: Reference, more: { issuerName?: string } = {}): Promise<Exported> {
  const answer = await ask(login, of, more);
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body as unknown as Exported;
}
async function verify(text: string) {
  const { items } = await node.get<{ items: { id: string }[] }>(undefined, '/api/did-documents');
  const resolveDid = offlineResolver(Object.fromEntries(items.map((document) => [document.id, document])) as never);
  return verifyCredential(text, {
    suite: nodeSuite,
    resolveDid,
    on: parseInstant(node.testClock.now()),
    statusChanges: [],
  });
}
const notes = async () => {
  const { rows } = await sql<{ content: { export: object } }>`select content, visibility, stream, owner
    from touchstone.case_event where kind = 'exported' order by entry`.execute(node.accounts.tables);
  return rows;
};
/** The accreditation that a case issued. */
async function attested(wanted: string): Promise<Reference> {
  type Rows = { items: { stream: string; issuer: string; statementId: string; digest: string }[] };
  const { items } = await node.get<Rows>(undefined, '/api/accreditations?limit=100');
  const [found] = items.filter(({ stream }) => stream === wanted);
  if (found === undefined) throw new Error(`nothing was issued in ${wanted}`);
  return { issuer: found.issuer, id: found.statementId, digest: found.digest };
}

describe('an export as UNTP', () => {
  it('is a credential by the same issuer that verifies in both forms, and names the statement that it was made from', async () => {
    const report = await signReport(node, await draftReport(node, {}, 'public'));
    const { credential, jwt } = await exported('signatory', report);
    for (const text of [JSON.stringify(credential), jwt]) {
      const verdict = await verify(text);
      expect(verdict.checks.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
      for (const name of ['integrity', 'key', 'issuer', 'shape', 'validity-period'])
        expect(
          verdict.checks.find((check) => check.name === name),
          name,
        ).toMatchObject({ outcome: 'passed' });
      expect(verdict.issuer).toBe(PARTIES.laboratory);
    }
    expect((await verify(jwt)).digest).toBe((await verify(JSON.stringify(credential))).digest);
    expect(credential.id).not.toBe(report.id);
    expect(credential.relatedResource).toEqual([{ id: report.id, digestMultibase: report.digest }]);
  });

  it('reads back as the results that the laboratory signed, apart from the losses that are named', async () => {
    const quantified = (reportDocument() as { subject: Subject }).subject.results[0];
    const results = [
      { ...quantified, limitOfDetection: { value: '0.002', unit: 'mg/kg' } },
      { ...quantified, result: 'R2', substance: 'cd', quantity: { value: '0.25', unit: 'mg/kg' }, basis: 'dry weight' },
    ];
    const report = await signReport(node, await draftReport(node, { reportNumber: 'R-2', results }, 'public'));
    const { credential, losses } = await exported('signatory', report);
    const lost = losses.map(({ path }) => path);
    expect(lost).toEqual(expect.arrayContaining(['results.0.limitOfDetection.value', 'results.0.quantity.value']));
    expect(lost).not.toContain('results.1.quantity.value');

    const { reading, issuer } = readUntp(credential);
    const { assessments, name } = reading as UntpAttestation;
    expect([name, issuer?.did, issuer?.name]).toEqual(['R-2', PARTIES.laboratory, 'Demonstration Food Laboratory']);
    const again = assessments.map((each) => ({ ...each.results[0], result: each.name, testedOn: each.on }));
    const compared = leaves(results, 'results').filter(([path]) => !lost.includes(path));
    expect(compared.length).toBeGreaterThan(14);
    for (const [path, value] of compared) expect(leafAt(again, path), path).toBe(value);
    // What was lost is lost in its digits alone.
    expect(again[0]?.quantity).toEqual({ value: '0.1', unit: 'mg/kg' });
  });

  it("is noted privately by its digest, in nobody else's case, and is itself no statement on record", async () => {
    const stream = await draftReport(node, { reportNumber: 'R-3' });
    const report = await signReport(node, stream);
    const before = await notes();
    const { credential } = await exported('signatory', report);
    const { proof: _, ...body } = credential;
    const [note, ...more] = (await notes()).slice(before.length);
    const noted = { id: credential.id, digest: statementDigest(body as JsonObject, nodeSuite) };
    expect([note, more]).toMatchObject([
      { visibility: 'private', owner: PARTIES.laboratory, content: { export: noted } },
      [],
    ]);
    expect(await node.problem('signatory', { url: urlOf({ ...report, id: credential.id }) })).toMatchObject({
      status: 404,
    });
    // Who exported took no part in what is decided next.
    await node.act('tester', `/api/laboratory-cases/${stream}/proposals`, { act: 'revoke', reason: 'mixed up' });
    await exported('signatory', report);
    expect(await decide(node, { login: 'signatory', url: `/api/laboratory-cases/${stream}` })).toHaveLength(1);
    await node.recordKeeping.settle();
    expect(await node.recordKeeping.compareRebuild('laboratories')).toEqual([]);
  });

  it('is made once for one request, also where the first answer was lost', async () => {
    const report = await signReport(node, await draftReport(node, { reportNumber: 'R-4' }));
    const headers = { 'idempotency-key': '"once"' };
    const first = await ask('signatory', report, { headers });
    const count = (await notes()).length;
    node.testClock.advance(61);
    const again = await ask('signatory', report, { headers });
    expect([again.status, again.body, again.headers['touchstone-repeated']]).toEqual([201, first.body, 'true']);
    await sql`update touchstone.idempotency set status = null, response = null where key = 'once'`.execute(
      node.accounts.tables,
    );
    const third = await ask('signatory', report, { headers });
    expect([third.status, third.body]).toEqual([201, first.body]);
    expect(await notes()).toHaveLength(count);
  });

  it('of an accreditation is an identity anchor, in the name that its issuer gives', async () => {
    const held = await attested(await attest(node, { certificateNumber: 'L-20' }));
    const { credential } = await exported('decider', held, { issuerName: 'Demonstration Accreditor' });
    expect(readUntp(credential)).toMatchObject({
      kind: 'DigitalIdentityAnchor',
      issuer: { did: PARTIES.accreditor, name: 'Demonstration Accreditor' },
      reading: { certificateNumber: 'L-20', from: '2026-01-01' },
      validUntil: '2028-12-31T16:00:00Z',
    });
    const { credential: unnamed } = await exported('decider', held);
    expect(readUntp(unnamed)).toMatchObject({ issuer: { name: PARTIES.accreditor } });
  });
});

describe('an export is refused', () => {
  it('to others than the issuer, to who may not sign, and under another meaning', async () => {
    const report = await signReport(node, await draftReport(node, { reportNumber: 'R-10' }, 'public'));
    const hidden = await signReport(node, await draftReport(node, { reportNumber: 'R-11' }));
    expect(codes(await ask('rivalLaboratory', report))).toEqual(['NOT_THE_ISSUER']);
    expect((await ask('rivalLaboratory', hidden)).status).toBe(404);
    expect((await ask('sampler', report)).body).toMatchObject({ status: 403, code: 'NOT_PERMITTED' });
    expect(codes(await ask('signatory', report, { issuerName: 'Famous Laboratory' }))).toEqual(['NAMED_OTHERWISE']);
    const url = `${urlOf(report)}/untp`;
    const other = { method: 'POST', url, body: reauthentication('I export this.') } as const;
    expect(codes(await node.send('signatory', other))).toEqual(['MEANING_DIFFERS']);
    const wrong = { method: 'POST', url, body: reauthentication(EXPORT_MEANING, 'guessed') } as const;
    expect((await node.send('signatory', wrong)).body).toMatchObject({ code: 'REAUTHENTICATION_FAILED' });
  });

  it('for a kind that UNTP has no counterpart for, which is named', async () => {
    const { reference } = await signSampling(node);
    const answer = await ask('signatory', reference);
    expect(codes(answer)).toEqual(['NO_COUNTERPART']);
    expect(answer.body.detail).toContain('SamplingRecord');
  });

  it('for what is not in force: replaced, revoked, suspended or withdrawn', async () => {
    const stream = await draftReport(node, { reportNumber: 'R-12' }, 'public');
    const report = await signReport(node, stream);
    const document = reportDocument({ reportNumber: 'R-12b' });
    await node.act('tester', `/api/report-cases/${stream}/drafts`, {
      document,
      visibility: 'public',
      replacing: 'typing error',
    });
    const [next] = await signedAgain(stream);
    expect(codes(await ask('signatory', report))).toEqual(['NOT_IN_FORCE']);
    expect((await ask('signatory', next as Reference)).status).toBe(201);
    await node.act('tester', `/api/laboratory-cases/${stream}/proposals`, { act: 'revoke', reason: 'mixed up' });
    await decide(node, { login: 'signatory', url: `/api/laboratory-cases/${stream}` });
    expect(codes(await ask('signatory', next as Reference))).toEqual(['NOT_IN_FORCE']);

    const held = await attest(node, { certificateNumber: 'L-21' });
    const accreditation = await attested(held);
    await changeStatus(node, held, { act: 'suspend', reason: 'no surveillance' });
    expect(codes(await ask('decider', accreditation))).toEqual(['NOT_IN_FORCE']);
    await changeStatus(node, held, { act: 'restore', reason: 'surveyed' });
    expect((await ask('decider', accreditation)).status).toBe(201);
    await changeStatus(node, held, { act: 'withdraw', reason: 'on request', from: '2026-12-01' });
    // Until then it is in force, and an export must not outlive it.
    expect((await exported('decider', accreditation)).credential.validUntil).toBe('2026-11-30T16:00:00Z');
    const gone = await attest(node, { certificateNumber: 'L-22' });
    await changeStatus(node, gone, { act: 'withdraw', reason: 'on request' });
    expect(codes(await ask('decider', await attested(gone)))).toEqual(['NOT_IN_FORCE']);
  });
});

async function signedAgain(stream: string): Promise<readonly Reference[]> {
  await node.act('tester', `/api/laboratory-cases/${stream}/proposals`, { act: 'issue', reasons: REASONS });
  const signed = await decide(node, { login: 'signatory', url: `/api/laboratory-cases/${stream}` });
  return signed.filter(({ issuer }) => issuer === PARTIES.laboratory);
}

describe('GET /api/statements/:issuer/:id/untp-losses', () => {
  it('says to everybody who may read a statement what an export would lose, and signs nothing', async () => {
    const report = await signReport(node, await draftReport(node, { reportNumber: 'R-30' }, 'public'));
    const count = (await notes()).length;
    const outlook = await node.get<object>(undefined, `${urlOf(report)}/untp-losses`);
    expect(await notes()).toHaveLength(count);
    const { losses, standIns } = await exported('signatory', report);
    expect(outlook).toEqual({ outcome: 'exportable', losses, standIns });
  });

  it('says where there is no counterpart, and nothing of what the asker may not read', async () => {
    const notice = await publishNotice(node, { standard: 'GB 5009.17-2021' });
    expect(await node.get<object>(undefined, `${urlOf(notice)}/untp-losses`)).toMatchObject({
      outcome: 'no-counterpart',
    });
    const hidden = await signReport(node, await draftReport(node, { reportNumber: 'R-31' }));
    expect((await node.send(undefined, { url: `${urlOf(hidden)}/untp-losses` })).status).toBe(404);
  });
});

/** Every text within, by its path. */
function leaves(value: unknown, path: string): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([name, child]) => leaves(child, `${path}.${name}`));
}

function leafAt(results: unknown, path: string): unknown {
  const steps = path.split('.').slice(1);
  return steps.reduce<unknown>(
    (value, step) => (value as Readonly<Record<string, unknown>> | undefined)?.[step],
    results,
  );
}
