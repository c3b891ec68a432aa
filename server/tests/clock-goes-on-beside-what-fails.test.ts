// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expireDue } from '../src/record-keeping/expire-due.ts';
import { raisedAbout } from './impact-in-use.ts';
import { openTestNode, type TestNode } from './test-node.ts';

let node: TestNode;
beforeAll(async () => {
  node = await openTestNode();
});
afterAll(() => node.end());

describe('a round of the clock', () => {
  it('tells what failed in one register, or in one of its cases, and does what fell due in the others', async () => {
    const stream = await raisedAbout(node, 'weight beside poison');
    const { keeping } = node.recordKeeping;
    const [some] = [...keeping.registers.values()].filter(({ expiry }) => expiry !== undefined);
    if (some?.expiry === undefined) throw new TypeError('no register here expires anything');
    const { action } = some.expiry;
    const whole = {
      ...some,
      name: 'whole',
      expiry: { action, due: () => Promise.reject(new RangeError('all of it')) },
    };
    const part = {
      ...some,
      name: 'part',
      expiry: { action, due: async () => [{ failure: new RangeError('one case') }] },
    };
    const registers = new Map([['whole', whole], ['part', part], ...keeping.registers]);
    const done = await expireDue({ ...keeping, registers }, node.testClock.now());
    const failed = done.flatMap(({ register, outcome }) =>
      outcome.outcome === 'failed' ? [[register, (outcome.error as Error).message]] : [],
    );
    expect(failed).toEqual([
      ['whole', 'all of it'],
      ['part', 'one case'],
    ]);
    const found = await node.get('tester', `/api/impact-cases/${stream}`);
    expect(found).toMatchObject({ state: 'notified' });
  });
});
