// SPDX-License-Identifier: Apache-2.0
// The registers as their users use them, over HTTP: what takes two persons is done by two.
import type { Proposal } from '@touchstone/contract';
import { digestFromSha256 } from '@touchstone/identifiers';
import { composeBody } from '@touchstone/statements';
import { submissionMeaning } from '../src/record-keeping/submit-signed.ts';
import { MEANINGS as ACCREDITATION } from '../src/registers/accreditation/rules.ts';
import { MEANINGS as LABORATORY } from '../src/registers/laboratories/rules.ts';
import { MEANING as NOTICE } from '../src/registers/standards/rules.ts';
import { signForParty } from '../src/signing/statement-issuer.ts';
import { type Answer, type Login, PARTIES, reauthentication, type TestNode } from './test-node.ts';

/** Identity and digest of a signed statement. */
export interface Reference {
  readonly issuer: string;
  readonly id: string;
  readonly digest: string;
}

/** A scope line as a draft has it: lead in vegetables, by one edition of one method. */
export function scopeLine(line = 'T1', more: object = {}): object {
  return {
    activity: 'testing',
    line,
    object: { description: 'vegetables', foods: ['vegetables'] },
    property: { substance: 'pb' },
    method: { standard: 'GB 5009.12-2023' },
    from: '2026-01-01',
    to: '2028-12-31',
    ...more,
  };
}

/** An accreditation as a draft has it. */
export function attestation(more: object = {}): object {
  return {
    kind: 'Accreditation',
    subject: {
      id: PARTIES.laboratory,
      name: 'Demonstration Food Laboratory',
      certificateNumber: 'L-1',
      standard: 'ISO/IEC 17025:2017',
      from: '2026-01-01',
      to: '2028-12-31',
      scope: [scopeLine()],
      ...more,
    },
  };
}

/** Drafts, evaluates, proposes and decides an accreditation; gives its case. */
export async function attest(
  node: TestNode,
  { body = PARTIES.laboratory as string, ...more }: { body?: string; [member: string]: unknown } = {},
): Promise<string> {
  const { stream } = await node.act('clerk', '/api/accreditation-cases', {
    attestation: attestation({ id: body, ...more }),
  });
  await evaluate(node, stream);
  await node.act('proposer', `/api/accreditation-cases/${stream}/proposals`, { act: 'issue' });
  await decide(node, { login: 'decider', url: `/api/accreditation-cases/${stream}` });
  return stream;
}

/** An assessor recommends the draft. */
export async function evaluate(node: TestNode, stream: string, conclusion = 'recommended'): Promise<void> {
  const body = { conclusion, report: 'Competent on every line.' };
  await node.sign('assessor', `/api/accreditation-cases/${stream}/evaluations`, body, ACCREDITATION.evaluate);
}

/** Proposes and decides a change of status. */
export async function changeStatus(
  node: TestNode,
  stream: string,
  act: { act: 'suspend' | 'restore' | 'withdraw'; reason: string; from?: string; lines?: string[] },
): Promise<readonly Reference[]> {
  await node.act('proposer', `/api/accreditation-cases/${stream}/proposals`, act);
  return decide(node, { login: 'decider', url: `/api/accreditation-cases/${stream}` });
}

/** The proposal of a case that waits for a decision. */
export async function openProposal(node: TestNode, login: Login, url: string): Promise<Proposal> {
  const { proposals } = await node.get<{ proposals: Proposal[] }>(login, url);
  const [proposal] = proposals;
  if (proposal === undefined) throw new Error(`nothing waits for a decision at ${url}`);
  return proposal;
}

/** Approves what waits; gives the statements that were signed. */
export async function decide(
  node: TestNode,
  { login, url }: { login: Login; url: string },
): Promise<readonly Reference[]> {
  const { proposal, digest, meaning } = await openProposal(node, login, url);
  const { entries } = await node.sign(login, `${url}/decisions`, { proposal, digest, verdict: 'approve' }, meaning);
  return entries.flatMap(({ statement }) => (statement === undefined ? [] : [statement]));
}

/** A test report as a draft has it. */
export function reportDocument(more: object = {}): object {
  return {
    kind: 'TestReport',
    subject: {
      reportNumber: 'R-1',
      laboratory: {
        id: PARTIES.laboratory,
        name: 'Demonstration Food Laboratory',
        demonstration: true,
        place: 'CN-GD',
      },
      language: 'en',
      sample: { sample: 'S-1', description: 'wolfberry leaf', receivedAt: '2026-11-19T01:00:00Z' },
      results: [
        {
          outcome: 'quantified',
          result: 'R1',
          substance: 'pb',
          quantity: { value: '0.10', unit: 'mg/kg' },
          method: { standard: 'GB 5009.12-2023' },
          basis: 'as sold',
          testedOn: '2026-11-20',
        },
      ],
      ...more,
    },
  };
}

/** Why the plain report of these tests is right all the same: it names no sampling record, no instrument and no notice. */
export const REASONS = {
  SAMPLE_NOT_TRACED: 'brought by the client',
  METHOD_NOT_KNOWN: 'looked up at its publisher',
  SCOPE_NOT_READ: 'the body keeps its register elsewhere',
  INSTRUMENT_NOT_NAMED: 'a demonstration; nothing was measured',
  READINGS_NOT_GIVEN: 'a demonstration; nothing was measured',
  // Some sign days after the one day on which all of these were tested.
  WORK_RECORDED_LATE: 'written on paper at the time',
};

/** How a result was obtained, as whoever tested records it. */
export function testWork(result = 'R1', more: object = {}): object {
  const done = { from: '2026-11-20T01:00:00Z', to: '2026-11-20T03:00:00Z' };
  return {
    ...{ result, site: 'room 2', ...done },
    conditions: [{ quantity: 'temperature', unit: 'Cel', value: '22', from: '18', to: '25' }],
    rawFiles: [{ name: 'run.csv', digest: newRawFile() }],
    ...more,
  };
}

let runs = 0;
/** A file of its own for each work: one that is kept for other work is noticed. */
function newRawFile(): string {
  runs += 1;
  return digestFromSha256(new Uint8Array(32).map((_, index) => (runs >> (8 * (index % 4))) & 0xff));
}

/** Tester and signatory may do their work, whatever the line. */
export async function authorise(node: TestNode, more: object = {}): Promise<string> {
  const given = { person: 'person-tester', may: 'test', ground: 'trained and examined', from: '2025-01-01', ...more };
  return before(node, async () => (await node.act('manager', '/api/laboratory-authorisations', given)).stream);
}

/** Long before anything was tested, as whoever may test is known by then. */
export async function before<Made>(node: TestNode, make: () => Promise<Made>): Promise<Made> {
  node.testClock.advance(-LONG_BEFORE);
  try {
    return await make();
  } finally {
    node.testClock.advance(LONG_BEFORE);
  }
}
const LONG_BEFORE = 400 * 86_400;

const authorised = new WeakSet<TestNode>();

/** Tester and signatory of the first laboratory may do all its work; once for a node. */
export async function authoriseBoth(node: TestNode): Promise<void> {
  if (authorised.has(node)) return;
  authorised.add(node);
  await authorise(node);
  await authorise(node, { person: 'person-signatory', may: 'sign' });
}

/** Opens a case with a draft of a report, whose tester recorded the work; gives its stream. */
export async function draftReport(
  node: TestNode,
  more: { readonly results?: readonly object[]; readonly [name: string]: unknown } = {},
  visibility = 'private',
): Promise<string> {
  await authoriseBoth(node);
  const document = reportDocument(more);
  const { stream } = await node.act('tester', '/api/report-cases', { document, visibility });
  const { results } = (document as { subject: { results: readonly { result: string }[] } }).subject;
  for (const { result } of results) await node.act('tester', `/api/report-cases/${stream}/work`, testWork(result));
  return stream;
}

/** The tester submits a report for signature. */
export async function proposeIssue(node: TestNode, stream: string, reasons: object = REASONS): Promise<Proposal> {
  await node.act('tester', `/api/laboratory-cases/${stream}/proposals`, { act: 'issue', reasons });
  return openProposal(node, 'signatory', `/api/laboratory-cases/${stream}`);
}

/** Submits and signs a drafted report. */
export async function signReport(node: TestNode, stream: string, reasons: object = REASONS): Promise<Reference> {
  await node.act('tester', `/api/laboratory-cases/${stream}/proposals`, { act: 'issue', reasons });
  const [report] = await decide(node, { login: 'signatory', url: `/api/laboratory-cases/${stream}` });
  if (report === undefined) throw new Error('nothing was signed');
  return report;
}

/** A sampling record as a draft has it. */
export function samplingDocument(more: object = {}): object {
  return {
    kind: 'SamplingRecord',
    subject: {
      sampler: { name: 'Demonstration Sampler', did: PARTIES.laboratory, demonstration: true },
      lot: { food: 'wolfberry-leaf', lotNumber: 'LOT-7' },
      represents: 'lot',
      plan: { standard: 'GB/T 8302-2013', increments: 5 },
      takenAt: '2026-11-18T02:00:00Z',
      place: 'CN-GD',
      samples: [{ sample: 'S-1', seal: 'seal 17', purpose: 'test' }],
      ...more,
    },
  };
}

/** Drafts and signs a sampling record. */
export async function signSampling(
  node: TestNode,
  more: object = {},
): Promise<{ stream: string; reference: Reference }> {
  const { stream } = await node.act('sampler', '/api/sampling-cases', { document: samplingDocument(more) });
  const url = `/api/sampling-cases/${stream}/signatures`;
  const { entries } = await node.sign('sampler', url, { name: 'Wong Siu Ming' }, LABORATORY.sign);
  const reference = entries[0]?.statement;
  if (reference === undefined) throw new Error('nothing was signed');
  return { stream, reference };
}

/** Publishes a notice about a standard. */
export async function publishNotice(node: TestNode, notice: object, login: Login = 'editor'): Promise<Reference> {
  const full = {
    standard: 'GB 5009.12-2023',
    title: 'Determination of lead in foods',
    status: 'in-force',
    from: '2024-03-06',
    ...notice,
  };
  const { entries } = await node.sign(login, '/api/standard-notices', { notice: full }, NOTICE);
  const reference = entries[0]?.statement;
  if (reference === undefined) throw new Error('nothing was signed');
  return reference;
}

/** An acceptance instrument as it is proposed. */
export function acceptance(place: string, more: object = {}): object {
  return {
    kind: 'AcceptanceInstrument',
    subject: {
      ...{ id: `acceptance ${place}`, place, accepts: ['TestReport'], purposes: ['limit'], from: '2026-01-01' },
      competence: ['accreditation'],
      legalBasis: { instrument: "a demonstration's; nobody's law", certainty: 'read', demonstration: true },
      ...more,
    },
  };
}

/** Hands in what the party signed with its own key, outside of any case; the answer and the bytes handed in. */
export async function handIn(
  node: TestNode,
  login: Login,
  {
    party,
    kind,
    subject,
    uuid,
  }: { party: string; kind: Parameters<typeof composeBody>[0]; subject: object; uuid: string },
): Promise<{ readonly answer: Answer; readonly text: string; readonly reference: Reference }> {
  const now = node.testClock.now();
  const body = composeBody(kind, { uuid, issuer: party, validFrom: now, subject: subject as never });
  const made = await signForParty(node.keys, { body: body as never, issuer: party, party, now });
  const text = new TextDecoder().decode(made.embeddedBytes);
  const sent = { statement: text, ...reauthentication(submissionMeaning(made.digest)) };
  const answer = await node.send(login, { method: 'POST', url: '/api/statements', body: sent });
  return { answer, text, reference: { issuer: party, id: `urn:uuid:${uuid}`, digest: made.digest } };
}
