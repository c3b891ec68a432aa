// SPDX-License-Identifier: Apache-2.0
// What a rival provider and a rival laboratory try on a round in which the first laboratory takes part.
import { MEANINGS } from '../src/registers/rounds/rules.ts';
import {
  coordinator,
  HOMOGENEITY,
  mercury,
  provide,
  rivalProvider,
  roundOf,
  url,
  workbookRequest,
} from './rounds-in-use.ts';
import { type Login, PARTIES, type Request, reauthentication, type TestNode } from './test-node.ts';

/** A round whose items are sent, in which the first laboratory enrolled under a name with this mark. */
export async function markedRound(node: TestNode, mark: string): Promise<string> {
  await provide(node);
  const known = { by: 'formulation', value: '1', uncertainty: { characterisation: '0' } };
  const { stream } = await node.act(
    coordinator,
    '/api/proficiency-rounds',
    roundOf({ measurands: [mercury({ assigned: known })], deadline: '2027-11-22T13:00:00Z' }),
  );
  await node.act('tester', url(stream, '/enrolments'), { name: `laboratory ${mark}` });
  await node.act(coordinator, url(stream, '/dispatches'), { sentOn: '2026-11-22', remark: mark });
  const results = [{ outcome: 'not-reported', measurand: 'Hg', because: mark }];
  await node.act('tester', url(stream, '/results'), { results });
  return stream;
}

interface RoundAttack {
  readonly rival: Login;
  readonly owner?: Login;
  readonly expects: 'not-found' | 'unmarked';
  readonly request: (world: { readonly round: string }) => Request;
  readonly status?: number;
}

const read = (rest: string, rival: Login, owner?: Login): RoundAttack => ({
  ...{ rival, expects: 'not-found', request: ({ round }) => ({ url: url(round, rest) }) },
  ...(owner === undefined ? {} : { owner }),
});
const post = (rest: string, rival: Login, body: object): RoundAttack => ({
  ...{ rival, expects: 'not-found', request: ({ round }) => ({ method: 'POST', url: url(round, rest), body }) },
});
const review = { code: '0000-0000', measurand: 'Hg', because: 'rivalry' };
const results = [{ outcome: 'not-reported', measurand: 'Hg' }];

/** One for each operation about rounds. */
export const ROUND_ATTACKS: Readonly<Record<string, RoundAttack>> = {
  'list-proficiency-rounds': {
    ...{ rival: rivalProvider, expects: 'unmarked', request: () => ({ url: '/api/proficiency-rounds' }) },
  },
  'read-proficiency-round': { ...read('', rivalProvider), expects: 'unmarked' },
  'open-proficiency-round': {
    ...{ rival: rivalProvider, expects: 'unmarked' },
    request: () => ({ method: 'POST', url: '/api/proficiency-rounds', body: roundOf() }),
  },
  'record-proficiency-check': post('/checks', rivalProvider, HOMOGENEITY),
  'send-proficiency-items': post('/dispatches', rivalProvider, { sentOn: '2026-11-22' }),
  'review-proficiency-result': post('/reviews', rivalProvider, { ...review, use: 'none', ground: 'other' }),
  'score-proficiency-round': post('/scorings', rivalProvider, {}),
  'correct-proficiency-round': post('/corrections', rivalProvider, { because: 'rivalry' }),
  'propose-proficiency-report': post('/proposals', rivalProvider, {}),
  'decide-proficiency-report': post('/decisions', rivalProvider, {
    ...{ proposal: 1, digest: 'x', verdict: 'approve' },
    ...reauthentication(MEANINGS.publish),
  }),
  'judge-proficiency-answer': post('/follow-up-decisions', rivalProvider, { ...review, verdict: 'closed' }),
  'read-proficiency-case': read('/case', rivalProvider),
  'list-proficiency-participants': read('/participants', rivalProvider, coordinator),
  'read-proficiency-participation': read('/participation', 'rivalLaboratory', 'manager'),
  // Whoever sees a round may try to enrol; this one's items are on their way.
  'enrol-in-proficiency-round': {
    ...post('/enrolments', 'rivalLaboratory', { name: 'rival' }),
    expects: 'unmarked',
    status: 409,
  },
  'send-proficiency-results': post('/results', 'rivalLaboratory', { results }),
  'answer-proficiency-score': post('/follow-ups', 'rivalLaboratory', {
    ...{ measurand: 'Hg', cause: 'rivalry', correctiveAction: 'none', doneOn: '2026-11-22' },
  }),
  'share-proficiency-scores': post('/shares', 'rivalLaboratory', { with: PARTIES.otherLaboratory }),
  'read-proficiency-workbook': read('/workbook', 'rivalLaboratory'),
  'send-proficiency-workbook': {
    ...{ rival: 'rivalLaboratory', expects: 'not-found' },
    request: ({ round }) => {
      const { payload, ...rest } = workbookRequest(round, new Uint8Array([1]));
      return { ...rest, payload: String(payload) };
    },
  },
  // Not published yet: there is no report for anybody.
  'print-proficiency-report': read('/report', rivalProvider),
  'list-proficiency-follow-ups': {
    ...{ rival: 'rivalLaboratory', expects: 'unmarked', request: () => ({ url: '/api/proficiency-follow-ups' }) },
  },
  'list-proficiency-scores': {
    ...{ rival: 'rivalLaboratory', expects: 'unmarked' },
    request: () => ({ url: `/api/proficiency-scores?laboratory=${encodeURIComponent(PARTIES.laboratory)}` }),
  },
};
