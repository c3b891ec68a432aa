// SPDX-License-Identifier: Apache-2.0
// What an administrator of another organisation tries at cases about whom the node follows.
import { MEANINGS } from '../src/publication/following/rules.ts';
import { reauthentication, type TestNode } from './test-node.ts';

interface WithFollowing {
  readonly following: string;
}

/** A key that is nobody's. C2SP signed-note v1.0.0, Verifier keys. */
const VKEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';

/** A log as an administrator proposes it. */
function followingOf(more: object = {}): object {
  const log = { origin: 'PeterNeumann', url: 'https://log.demonstration.example/log', vkey: VKEY };
  return { act: 'follow-log', ...log, reason: 'its papers are judged here', ...more };
}

/** A proposal of the first organisation that waits, with the mark in its reason. */
export async function markedFollowing(node: TestNode, mark: string): Promise<WithFollowing> {
  const { stream } = await node.act('operator', '/api/following-cases', followingOf({ reason: mark }));
  return { following: stream };
}

const rival = 'rivalOperator' as const;
const owner = 'operator' as const;
const notFound = { rival, expects: 'not-found' } as const;
const unmarked = { rival, expects: 'unmarked' } as const;
const post = (url: string, body: object) => ({ method: 'POST', url, body }) as const;

/** Of every route about what the node follows, one attack. */
export const FOLLOWING_ATTACKS = {
  'propose-following': { ...unmarked, request: () => post('/api/following-cases', followingOf()) },
  'propose-following-end': {
    ...notFound,
    request: ({ following }: WithFollowing) =>
      post(`/api/following-cases/${following}/proposals`, { reason: 'rivalry' }),
  },
  'decide-following': {
    ...notFound,
    request: ({ following }: WithFollowing) =>
      post(`/api/following-cases/${following}/decisions`, {
        ...{ proposal: 1, digest: 'x'.repeat(46), verdict: 'approve', ...reauthentication(MEANINGS['follow-log']) },
      }),
  },
  'read-following-case': {
    ...notFound,
    request: ({ following }: WithFollowing) => ({ url: `/api/following-cases/${following}` }),
  },
  'list-foreign-statements': { ...unmarked, request: () => ({ url: '/api/foreign-statements' }) },
  'list-following': { ...unmarked, owner, request: () => ({ url: '/api/following' }) },
} as const;
