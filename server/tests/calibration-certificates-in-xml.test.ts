// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeSuite } from '@touchstone/credentials/node';
import { createReader } from '@touchstone/evidence';
import type { CertificateChain } from '@touchstone/evidence/certificate';
import { listDossierFolder, PROJECT_FOLDERS, readRequirements, readTrust } from '@touchstone/local-files';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCheckDesk } from '../src/check/check-desk.ts';
import { checkRoutes } from '../src/check/routes.ts';
import { accreditCalibration, calibrationOf, issueCertificate } from './metrology-in-use.ts';
import { decide, publishNotice, type Reference } from './registers-in-use.ts';
import { openTestNode, PARTIES, type TestNode } from './test-node.ts';

// Made by signedExample() of libraries/metrology/src/calibration/testing; the laboratory is a demonstration.
const TRUST = join(import.meta.dirname, '..', '..', 'libraries', 'evidence', 'src', 'testing', 'certificates');
const SIGNED = readFileSync(join(TRUST, 'signed.xml'), 'utf8');
const EXAMPLE = join(PROJECT_FOLDERS.examples, 'wolfberry-leaf');

let node: TestNode;
beforeAll(async () => {
  const [loaded, trust] = await Promise.all([
    readRequirements(PROJECT_FOLDERS.referenceData),
    readTrust(PROJECT_FOLDERS.demonstration, createReader(nodeSuite)),
  ]);
  node = await openTestNode({
    roots: trust.roots,
    extraRoutes: async ({ recordKeeping }) =>
      checkRoutes({
        desk: openCheckDesk({
          ...{ recordKeeping, loaded, trust, resolveDid: () => undefined },
          certificates: { trust: TRUST },
        }),
        ...{ examplesFolder: PROJECT_FOLDERS.examples, examples: [] },
      }),
  });
});
afterAll(() => node.end());

interface Part {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** Multipart, as a browser sends it. */
async function post<Body>(url: string, parts: readonly Part[], fields: Readonly<Record<string, string>> = {}) {
  const chunks = [
    ...Object.entries(fields).map(([name, value]) =>
      Buffer.from(`--B\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
    ),
    ...parts.flatMap(({ name, content }) => [
      Buffer.from(`--B\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\n\r\n`),
      Buffer.from(content),
      Buffer.from('\r\n'),
    ]),
    Buffer.from('--B--\r\n'),
  ];
  const answer = await node.app.inject({
    ...{ method: 'POST', url, payload: Buffer.concat(chunks) },
    headers: { host: 'touchstone.test', 'content-type': 'multipart/form-data; boundary=B' },
  });
  return { status: answer.statusCode, body: answer.json() as Body };
}
const verified = async (content: string | Uint8Array, name = 'scale.xml', fields = {}) => {
  const { status, body } = await post<CertificateChain>('/api/verify', [{ name, content }], fields);
  return { status, chain: body, said: [body.document?.standing, body.document?.reasons[0]?.code] };
};

describe('POST /api/verify with a calibration certificate in XML', () => {
  it('judges it as the command line does: each check, who signed up to which root, what it says and leaves open', async () => {
    const { status, chain, said } = await verified(SIGNED);
    expect([status, said]).toEqual([200, ['sound', undefined]]);
    expect(chain).toMatchObject({ format: 'touchstone-document/1', places: [], document: { file: 'scale.xml' } });
    expect(chain.proof.find(({ name }) => name === 'signature-value')).toMatchObject({ outcome: 'passed' });
    expect(chain.signatures[0]?.path.at(-1)).toContain('Demonstration root');
    expect(chain.certificate?.certificate.results.length).toBeGreaterThan(0);
    expect(chain.certificate?.gaps.map(({ code }) => code)).toContain('REFERENCE_UNCONFIRMED');
  });

  it('knows it by its first character too, whatever it is called', async () => {
    expect((await verified(`\uFEFF${SIGNED}`, 'certificate.json')).said).toEqual(['sound', undefined]);
    expect((await verified(`\n<x/>`, 'certificate')).said).toEqual(['unread', 'BAD_DCC']);
  });

  it('says which are forged, unsigned, out of their time, hostile or no XML, and stays up', async () => {
    expect((await verified(SIGNED.replace('0.072', '0.002'))).said).toEqual(['contradicted', 'DIGEST_DIFFERS']);
    const unsigned = SIGNED.replace(/<ds:Signature.*<\/ds:Signature>/s, '');
    expect((await verified(unsigned)).said).toEqual(['unsound', 'UNSIGNED']);
    expect((await verified(SIGNED, 'scale.xml', { on: '2999-01-01' })).said).toEqual([
      ...['unsound', 'CERTIFICATE_NOT_VALID_AT'],
    ]);
    const entities = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>';
    for (const hostile of [entities, '<x>'.repeat(200_000), new Uint8Array([0x3c, 0xff, 0xfe, 0]), ''])
      expect((await verified(hostile)).said[0]).toBe('unread');
    expect((await post('/api/verify', [{ name: 'a.xml', content: `<x>${'y'.repeat(3 << 20)}` }])).status).toBe(413);
  });

  it('judges other documents as before', async () => {
    const { status, chain } = await verified('{"a":1}', 'a.json');
    expect([status, chain.document.standing]).toEqual([200, 'unread']);
    expect(chain.places.length).toBeGreaterThan(0);
  });
});

describe('POST /api/check with calibration certificates among the papers', () => {
  it('shows them among the documents, and counts the forged ones', async () => {
    const papers = (await listDossierFolder(EXAMPLE)).map(({ path, bytes }) => ({ name: path, content: bytes }));
    const added = [
      { name: 'scale.xml', content: SIGNED },
      { name: 'forged.xml', content: SIGNED.replace('0.072', '0.002') },
    ];
    const ask = { markets: 'HK', on: '2026-11-22' };
    type Answer = {
      documents: { file: string; standing: string }[];
      columns: unknown[];
      summary: { contradictedDocuments: number };
    };
    const { body } = await post<Answer>('/api/check', [...papers, ...added], ask);
    const standings = Object.fromEntries(body.documents.map(({ file, standing }) => [file, standing]));
    expect(standings).toMatchObject({ 'scale.xml': 'sound', 'forged.xml': 'contradicted' });
    const { body: without } = await post<Answer>('/api/check', papers, ask);
    expect(body.summary.contradictedDocuments).toBe(without.summary.contradictedDocuments + 1);
    expect(body.columns).toHaveLength(without.columns.length);
  });
});

const urlOf = ({ issuer, id }: Reference, query = '?country=HK') =>
  `/api/statements/${encodeURIComponent(issuer)}/${id}/dcc${query}`;
const asXml = (of: Reference, query?: string) =>
  node.send(undefined, { url: urlOf(of, query), headers: { accept: 'application/xml' } });
const refusal = async (of: Reference) => {
  const { status, body } = await node.send(undefined, { url: urlOf(of) });
  return [status, (body as { errors?: { code: string }[] }).errors?.map(({ code }) => code)];
};

describe('GET /api/statements/:issuer/:id/dcc', () => {
  it('gives a calibration as DCC 3.3.0 that reads again with the same figures, and as JSON what it does not carry', async () => {
    await accreditCalibration(node);
    const { stream, reference } = await issueCertificate(node, calibrationOf({ certificateNumber: 'C-1' }));
    const answer = await asXml(reference);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/xml']);
    expect(answer.headers['content-disposition']).toMatch(/\.dcc\.xml"$/);
    const { chain, said } = await verified(answer.text, 'export.xml');
    expect(said).toEqual(['unsound', 'UNSIGNED']);
    expect(chain.proof.find(({ name }) => name === 'form')).toMatchObject({ outcome: 'passed' });
    expect(chain.certificate?.certificate).toMatchObject({
      ...{ certificateNumber: 'C-1', instrument: 'balance B1', calibratedOn: '2026-11-20', dueOn: '2027-11-19' },
      ...{ laboratory: { id: PARTIES.laboratory }, method: { standard: 'CAL 1-2026' } },
      results: [
        {
          ...{ quantity: 'mass', at: { value: '100', unit: 'g' }, coverageFactor: '2' },
          // 0.3 mg, in the unit of the value, as D-SI states an uncertainty.
          expandedUncertainty: { value: '0.0003', unit: 'g' },
        },
      ],
    });
    const account = await node.send(undefined, { url: urlOf(reference), headers: { accept: 'application/json' } });
    const paths = (account.body as { losses: { path: string }[] }).losses.map(({ path }) => path);
    expect(paths).toContain('results.0.expandedUncertainty.unit');
    expect(JSON.stringify(account.body)).toContain('respPersons');

    await node.act('tester', `/api/calibration-cases/${stream}/proposals`, { reason: 'mixed up' });
    await decide(node, { login: 'signatory', url: `/api/calibration-cases/${stream}` });
    expect(await refusal(reference)).toEqual([409, ['NOT_IN_FORCE']]);
  });

  it('is refused for other kinds, without a country, and to who may not see the statement', async () => {
    const notice = await publishNotice(node, { standard: 'GB 5009.17-2021' });
    expect(await refusal(notice)).toEqual([409, ['NO_COUNTERPART']]);
    expect((await asXml(notice, '')).status).toBe(400);
    expect((await asXml(notice, '?country=hongkong')).status).toBe(400);
    const { reference } = await issueCertificate(node, calibrationOf({ certificateNumber: 'C-2' }), 'private');
    expect((await asXml(reference)).status).toBe(404);
    expect((await node.send('signatory', { url: urlOf(reference) })).status).toBe(200);
  });
});
