// SPDX-License-Identifier: Apache-2.0
// What the tests of proficiency rounds do: a provider, 21 demonstration laboratories, and the published results of mercury
// in feed that ISO 13528:2022, E.4 prints (source and figures in libraries/metrology/vectors/iso13528.json).
import { readFileSync } from 'node:fs';
import type { RoundParticipation } from '@touchstone/contract';
import { createAccount } from '../src/access/accounts.ts';
import { clockRound } from './impact-in-use.ts';
import { attest, type Reference } from './registers-in-use.ts';
import { type Login, PASSWORD, type Request, type TestNode } from './test-node.ts';

/** One laboratory of the example, with what the standard prints for it. */
export interface Published {
  readonly lab: string;
  readonly x: number;
  readonly U: number;
  readonly k: number;
  readonly published: { readonly zprime: number };
}
const vectors = new URL('../../libraries/metrology/vectors/iso13528.json', import.meta.url);
/** The 21 laboratories of E.4. */
export const MERCURY: readonly Published[] = JSON.parse(readFileSync(vectors, 'utf8')).cases.find(
  (one: { id: string }) => one.id === '13528-E.4',
).participants;

export const PROVIDER = 'did:web:provider.demonstration.example';
const RIVAL_PROVIDER = 'did:web:other-provider.demonstration.example';
export const coordinator = 'coordinator' as Login;
export const authoriser = 'round-authoriser' as Login;
export const rivalProvider = 'rival-provider' as Login;
export const partyOf = (lab: string) => `did:web:${lab.toLowerCase()}.demonstration.example`;
export const loginOf = (lab: string) => `analyst-${lab}` as Login;

const PLACES = ['CN', 'HK', 'MO'] as const;

async function account(node: TestNode, login: string, of: { party: string; jurisdiction: string; roles: string[] }) {
  const who = { login, person: `person-${login}`, displayName: `Demonstration ${login}`, password: PASSWORD };
  await createAccount(node.accounts, { ...who, ...of });
}

/** The staff of two providers. */
export async function provide(node: TestNode): Promise<void> {
  for (const party of [PROVIDER, RIVAL_PROVIDER]) await node.keys.ensureKey(party, '2025-01-01T00:00:00Z');
  const own = { party: PROVIDER, jurisdiction: 'HK' };
  await account(node, coordinator, { ...own, roles: ['proficiency-coordinator'] });
  await account(node, authoriser, { ...own, roles: ['proficiency-decider'] });
  const roles = ['proficiency-coordinator', 'proficiency-decider'];
  await account(node, rivalProvider, { party: RIVAL_PROVIDER, jurisdiction: 'MO', roles });
}

/** Accounts of laboratories, one person each, in three jurisdictions. */
export async function laboratories(node: TestNode, labs: readonly string[]): Promise<void> {
  for (const [index, lab] of labs.entries()) {
    const jurisdiction = PLACES[index % PLACES.length] as string;
    await account(node, loginOf(lab), { party: partyOf(lab), jurisdiction, roles: ['laboratory-signatory'] });
  }
}

/** The provider's accreditation for mercury in feed. */
export async function accreditProvider(node: TestNode, more: object = {}): Promise<void> {
  const line = {
    ...{ activity: 'proficiency-testing', line: 'P1', object: { description: 'feed' }, property: { substance: 'hg' } },
    ...{ method: { standard: 'Demonstration scheme FEED' }, from: '2026-01-01', to: '2028-12-31' },
  };
  await attest(node, {
    body: PROVIDER,
    name: 'Demonstration Provider',
    standard: 'ISO/IEC 17043:2023',
    scope: [line],
    ...more,
  });
}

/** One measurand as it is planned: mercury, a certified value, σ_pt 15 % of it, z′. */
export function mercury(more: object = {}): object {
  return {
    ...{ measurand: 'Hg', substance: 'hg', unit: 'mg/kg', decimals: 3, score: 'z-prime' },
    assigned: { by: 'certified-reference-material', value: '0.044', uncertainty: { characterisation: '0.0041' } },
    sigma: { from: 'relative', percent: '15' },
    places: { assignedValue: 3, score: 2 },
    ...more,
  };
}

/** A round as it is opened. */
export function roundOf(more: object = {}): object {
  return {
    provider: { name: 'Demonstration Provider', demonstration: true },
    ...{ scheme: 'FEED', round: '2026-1', item: { description: 'Demonstration feed with mercury', food: 'feed' } },
    ...{ measurands: [mercury()], deadline: '2026-11-22T13:00:00Z', underAccreditation: false },
    ...more,
  };
}

export const HOMOGENEITY = {
  ...{ check: 'homogeneity', measurand: 'Hg' },
  items: [
    ['0.0441', '0.0438'],
    ['0.0437', '0.0442'],
    ['0.0440', '0.0439'],
    ['0.0439', '0.0441'],
    ['0.0442', '0.0438'],
    ['0.0439', '0.0440'],
    ['0.0441', '0.0437'],
    ['0.0438', '0.0442'],
    ['0.0440', '0.0441'],
    ['0.0440', '0.0438'],
  ],
};
export const STABILITY = {
  check: 'stability',
  measurand: 'Hg',
  before: ['0.0440', '0.0439'],
  after: ['0.0438', '0.0441'],
};

/** A result of the example as a laboratory sends it, with the digits asked for. */
export function resultOf({ x, U, k }: Published, more: object = {}): object {
  const text = (value: number) =>
    value.toFixed(3) === String(value) || Number(value.toFixed(3)) === value ? value.toFixed(3) : String(value);
  return {
    ...{ outcome: 'quantified', measurand: 'Hg', value: text(x), unit: 'mg/kg', method: 'GB/T 13081-2022' },
    ...{ expandedUncertainty: String(U), coverageFactor: String(k) },
    ...more,
  };
}

export const url = (round: string, rest = '') => `/api/proficiency-rounds/${round}${rest}`;

/** Opens a round, enrols these laboratories and sends the items. */
export async function running(node: TestNode, labs: readonly string[], more: object = {}): Promise<string> {
  const { stream } = await node.act(coordinator, '/api/proficiency-rounds', roundOf(more));
  for (const lab of labs) await node.act(loginOf(lab), url(stream, '/enrolments'), { name: `Demonstration ${lab}` });
  for (const check of [HOMOGENEITY, STABILITY]) await node.act(coordinator, url(stream, '/checks'), check);
  await node.act(coordinator, url(stream, '/dispatches'), { sentOn: '2026-11-22' });
  return stream;
}

const BOUNDARY = 'touchstone-test-boundary';

/** The upload of a workbook. */
export function workbookRequest(round: string, bytes: Uint8Array): Request {
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="mine.xlsx"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
  const headers = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };
  return { method: 'POST', url: url(round, '/workbooks'), payload, headers };
}

export const partIn = (node: TestNode, round: string, lab: string) =>
  node.get<RoundParticipation>(loginOf(lab), url(round, '/participation'));

/** Scores a round, has its report authorised, and lets the clock issue the scores. */
export async function publish(node: TestNode, round: string, treatments: readonly object[] = []): Promise<Reference> {
  const [report] = await publishAll(node, round, treatments);
  return report as Reference;
}

/** The same; all statements that the decision signed, the report first. */
export async function publishAll(
  node: TestNode,
  round: string,
  treatments: readonly object[] = [],
): Promise<readonly Reference[]> {
  await node.act(coordinator, url(round, '/scorings'), { treatments });
  await node.act(coordinator, url(round, '/proposals'), {});
  const signed = await decideCase(node, round);
  await clockRound(node);
  return signed;
}

async function decideCase(node: TestNode, round: string): Promise<readonly Reference[]> {
  const { proposals } = await node.get<{ proposals: { proposal: number; digest: string; meaning: string }[] }>(
    authoriser,
    url(round, '/case'),
  );
  const waiting = proposals.at(-1) as (typeof proposals)[0];
  const body = { proposal: waiting.proposal, digest: waiting.digest, verdict: 'approve' };
  const { entries } = await node.sign(authoriser, url(round, '/decisions'), body, waiting.meaning);
  return entries.flatMap(({ statement }) => (statement === undefined ? [] : [statement])) as readonly Reference[];
}
