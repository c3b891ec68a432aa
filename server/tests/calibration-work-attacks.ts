// SPDX-License-Identifier: Apache-2.0
// What a rival laboratory tries at records of the work of calibrations.
import { testWork } from './registers-in-use.ts';
import type { TestNode } from './test-node.ts';

interface WithWork {
  readonly calibrationWork: string;
}

const { result: _, ...span } = testWork() as Readonly<Record<string, unknown>>;
const workOn = (thing: string) => ({ thing, steps: [{ what: 'weighing', ...span }] });

/** A record of the first laboratory, about a thing with the mark. */
export async function markedWork(node: TestNode, mark: string): Promise<WithWork> {
  const { stream: calibrationWork } = await node.act('tester', '/api/calibration-work', workOn(`balance ${mark}`));
  return { calibrationWork };
}

const rival = 'rivalLaboratory' as const;
const notFound = { rival, expects: 'not-found' } as const;
const unmarked = { rival, expects: 'unmarked' } as const;
const post = (url: string, body: object) => ({ method: 'POST', url, body }) as const;
const at = ({ calibrationWork }: WithWork, more = '') => `/api/calibration-work/${calibrationWork}${more}`;

/** Of every route about work of calibrations, one attack. */
export const CALIBRATION_WORK_ATTACKS = {
  // What a rival writes down is its own.
  'write-calibration-work': { ...unmarked, request: () => post('/api/calibration-work', workOn('balance')) },
  'correct-calibration-work': {
    ...notFound,
    request: (world: WithWork) => post(at(world, '/corrections'), { ...workOn('balance'), reason: 'rivalry' }),
  },
  'take-back-calibration-work': {
    ...notFound,
    request: (world: WithWork) => post(at(world, '/taking-back'), { reason: 'rivalry' }),
  },
  'list-calibration-work': { ...unmarked, owner: 'tester', request: () => ({ url: '/api/calibration-work' }) },
  'read-calibration-work': { ...notFound, owner: 'tester', request: (world: WithWork) => ({ url: at(world) }) },
} as const;
