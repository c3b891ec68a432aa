// SPDX-License-Identifier: Apache-2.0
// What a rival laboratory, and an accreditation body that attests somebody else, try at files of competence.
import { MEANINGS } from '../src/registers/competence/rules.ts';
import { PARTIES, reauthentication, type TestNode } from './test-node.ts';

interface WithCompetence {
  readonly competence: string;
  readonly exchange: string;
}

/** What a laboratory asks of its signatories: to be trained once, and watched every twelve months. */
export const DEMANDS = {
  from: '2024-01-01',
  functions: [
    {
      function: 'sign',
      demands: [
        { demand: 'trained', kind: 'training' },
        { demand: 'watched', kind: 'monitoring', renewMonths: 12 },
      ],
    },
  ],
} as const;

/** A file and an exchange of the first laboratory, all with the mark; its host is neither of the rivals. */
export async function markedCompetence(node: TestNode, mark: string): Promise<WithCompetence> {
  await node.act('manager', '/api/competence-demands', DEMANDS);
  const person = { person: 'person-signatory', name: mark, functions: ['sign'] };
  const { stream: competence } = await node.act('manager', '/api/competence-files', person);
  for (const [demand, on] of [
    ['trained', '2024-02-01'],
    ['watched', '2026-11-01'],
  ]) {
    const shown = { function: 'sign', demand, on, outcome: 'met', details: mark };
    await node.act('manager', `/api/competence-files/${competence}/records`, shown);
  }
  const planned = exchangeOf({ name: mark, purpose: mark });
  const { stream: exchange } = await node.act('manager', '/api/competence-exchanges', planned);
  return { competence, exchange };
}

/** An exchange of the signatory with an institute in Macao. */
export function exchangeOf(more: object = {}): object {
  const span = { from: '2026-10-01', to: '2026-10-31' };
  return { person: 'person-signatory', host: PARTIES.otherPublisher, place: 'MO', ...span, purpose: 'ICP-MS', ...more };
}

const rival = 'rivalLaboratory' as const;
const RIVAL = 'person-rivalLaboratory';
const notFound = { rival, expects: 'not-found' } as const;
const unmarked = { rival, expects: 'unmarked' } as const;
const post = (url: string, body: object) => ({ method: 'POST', url, body }) as const;
const RECORD = { function: 'sign', demand: 'trained', on: '2026-01-01', outcome: 'not-met' };

/** Of every route about competence, one attack. */
export const COMPETENCE_ATTACKS = {
  'set-competence-demands': { ...unmarked, request: () => post('/api/competence-demands', DEMANDS) },
  'read-competence-demands': { ...unmarked, request: () => ({ url: '/api/competence-demands' }) },
  'open-competence-file': {
    ...unmarked,
    request: () => post('/api/competence-files', { person: RIVAL, functions: ['sign'] }),
  },
  'list-competence-files': { ...unmarked, owner: 'manager', request: () => ({ url: '/api/competence-files' }) },
  'read-competence-file': {
    ...({ ...notFound, owner: 'manager' } as const),
    request: ({ competence }: WithCompetence) => ({ url: `/api/competence-files/${competence}` }),
  },
  'read-competence-case': {
    ...notFound,
    request: ({ competence }: WithCompetence) => ({ url: `/api/competence-cases/${competence}` }),
  },
  'record-competence': {
    ...notFound,
    request: ({ competence }: WithCompetence) => post(`/api/competence-files/${competence}/records`, RECORD),
  },
  'withdraw-competence-record': {
    ...notFound,
    request: ({ competence }: WithCompetence) =>
      post(`/api/competence-files/${competence}/withdrawals`, { record: competence, reason: 'rivalry' }),
  },
  'list-competence-reminders': { ...unmarked, request: () => ({ url: '/api/competence-reminders' }) },
  'list-competence-exchanges': {
    ...({ ...unmarked, owner: 'manager' } as const),
    request: () => ({ url: '/api/competence-exchanges' }),
  },
  'plan-competence-exchange': {
    ...unmarked,
    request: () =>
      post('/api/competence-exchanges', exchangeOf({ person: RIVAL, host: PARTIES.laboratory, place: 'CN-GD' })),
  },
  'confirm-competence-exchange': {
    ...notFound,
    request: ({ exchange }: WithCompetence) =>
      post(`/api/competence-exchanges/${exchange}/confirmations`, {
        ...{ from: '2026-10-01', to: '2026-10-31', outcome: 'took-place' },
      }),
  },
  'propose-competence-erasure': {
    ...notFound,
    request: ({ competence }: WithCompetence) =>
      post(`/api/competence-cases/${competence}/proposals`, { ground: 'mistake' }),
  },
  'decide-competence-erasure': {
    ...notFound,
    request: ({ competence }: WithCompetence) =>
      post(`/api/competence-cases/${competence}/decisions`, {
        ...{ proposal: 1, digest: 'x'.repeat(46), verdict: 'approve', ...reauthentication(MEANINGS.erase) },
      }),
  },
  'read-shown-competence': {
    ...({ rival: 'rivalAccreditor', expects: 'not-found' } as const),
    request: () => ({ url: `/api/laboratories/${encodeURIComponent(PARTIES.laboratory)}/competence` }),
  },
} as const;
