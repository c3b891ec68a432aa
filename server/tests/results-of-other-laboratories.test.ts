// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorise, decide, draftReport, reportDocument, type Reference, signReport } from './registers-in-use.ts';
import { openTestNode, PARTIES, type TestNode } from './test-node.ts';

let node: TestNode;
/** A report of our own, in the place of one of somebody else where that is not what matters. */
let own: Reference;
beforeAll(async () => {
  node = await openTestNode();
  own = await signReport(node, await draftReport(node, { reportNumber: 'OWN-1' }));
  await authorise(node, { person: 'person-signatory', may: 'sign', substances: ['hg'] });
});
afterAll(() => node.end());

const RESULT = (reportDocument() as { subject: { results: { [name: string]: unknown }[] } }).subject.results[0] ?? {};
const NOWHERE = (issuer: string) => ({ ...own, issuer, id: 'urn:uuid:01930000-0000-7000-8000-00000000dead' });

let counted = 0;
/** A draft of a result that the other laboratory obtained: nobody records any work of it. */
async function drafted(by: object = {}, more: object = {}): Promise<string> {
  counted += 1;
  const obtainedBy = {
    ...{ provider: { id: PARTIES.otherLaboratory, name: 'Other Laboratory' }, reportNumber: 'P-1', result: 'p-1' },
    ...{ report: NOWHERE(PARTIES.otherLaboratory), underScope: false, ...by },
  };
  const result = { ...RESULT, result: 'R2', substance: 'as', underScope: false, obtainedBy, ...more };
  const document = reportDocument({ reportNumber: `PROVIDED-${counted}`, results: [result] });
  return (await node.act('tester', '/api/report-cases', { document })).stream;
}
interface Gate {
  readonly lines: readonly { readonly marks: readonly { readonly code: string }[] }[];
}
const AROUND = ['SAMPLE_NOT_TRACED', 'METHOD_NOT_KNOWN'];
async function codesOf(stream: string): Promise<readonly string[]> {
  const { lines } = await node.get<Gate>('tester', `/api/report-cases/${stream}/gate`);
  return lines.flatMap(({ marks }) => marks.map(({ code }) => code)).filter((code) => !AROUND.includes(code));
}

describe('a result that another laboratory obtained', () => {
  it('is signed without work of our own, by a reason where its report is not on record here, and says whose it is', async () => {
    const stream = await drafted();
    expect(await codesOf(stream)).toEqual(['PROVIDER_REPORT_NOT_HERE']);
    const why = 'compared with the paper that came';
    const reasons = { PROVIDER_REPORT_NOT_HERE: why, SAMPLE_NOT_TRACED: why, METHOD_NOT_KNOWN: why };
    await node.act('tester', `/api/laboratory-cases/${stream}/proposals`, { act: 'issue', reasons });
    const [signed] = await decide(node, { login: 'signatory', url: `/api/laboratory-cases/${stream}` });
    const { issuer, id } = signed as Reference;
    const url = `/api/statements/${encodeURIComponent(issuer)}/${encodeURIComponent(id)}`;
    const statement = JSON.stringify(await node.get('tester', url));
    expect(statement).toContain('"obtainedBy"');
    expect(statement).toContain(PARTIES.otherLaboratory);
  });

  it('is not one of our own, whatever is said of it', async () => {
    const itself = { provider: { id: PARTIES.laboratory, name: 'Demonstration Food Laboratory' }, report: own };
    expect(await codesOf(await drafted(itself))).toEqual(['PROVIDED_BY_ITSELF']);
    expect(await codesOf(await drafted({}, { underScope: true }))).toContain('PROVIDED_UNDER_OWN_SCOPE');
    // A report of ours under the name of the other.
    expect(await codesOf(await drafted({ report: own, reportNumber: 'OWN-1' }))).toEqual(['PROVIDER_REPORT_OTHER']);
  });

  it('is refused where it does not name whom, or which report', async () => {
    const document = (obtainedBy: object) =>
      reportDocument({ reportNumber: 'PROVIDED-X', results: [{ ...RESULT, underScope: false, obtainedBy }] });
    const ask = (obtainedBy: object) =>
      node.problem('tester', { method: 'POST', url: '/api/report-cases', body: { document: document(obtainedBy) } });
    expect(JSON.stringify(await ask({ provider: { name: 'somebody' } }))).toMatch(/obtainedBy.*provider/s);
    const named = {
      provider: { id: PARTIES.otherLaboratory, name: 'O' },
      reportNumber: 'P-1',
      result: 'r',
      underScope: true,
    };
    expect(JSON.stringify(await ask(named))).toContain('report');
  });
});
