// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LEASE_SECONDS } from '../src/record-keeping/answered-once.ts';
import type { RouteAnswer } from '../src/record-keeping/define-register.ts';
import { callerOf, openTestWorld, type TestWorld } from './record-fixture.ts';
import { ann, bob } from './sample-cases.ts';
import { drafts, permitRegister } from './sample-register.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld({ registers: [permitRegister] });
});
afterAll(() => world.end());

const route = permitRegister.routes.find(
  (each) => each.operation === 'draft-permit',
) as (typeof permitRegister.routes)[0];

function request(key: string, digest = 'same', actor = ann) {
  return { actor, key, digest, now: world.clock.now() };
}

/** As the http layer would: the route, once per key; `before` may be slow, `after` may die before the answer. */
function post(
  key: string,
  {
    digest,
    text = key,
    actor = ann,
    before,
    after,
  }: { digest?: string; text?: string; actor?: typeof ann; before?: () => Promise<void>; after?: () => void } = {},
) {
  return world.record.answerOnce(request(key, digest, actor), async (memory): Promise<RouteAnswer> => {
    await before?.();
    const caller = { ...callerOf(actor, world.clock.now()), memory };
    const answer = await world.record.runRoute(
      { register: 'permits', route },
      { caller, request: { params: {}, query: {}, body: { text } } },
    );
    after?.();
    return answer;
  });
}

async function countDrafts(text: string): Promise<number> {
  const tenant = { party: ann.party, jurisdiction: 'CN', role: 'assessor' };
  return world.record.read({ tenant, asOf: {} }, async (reads) => {
    const rows = await reads.rows(drafts).select(['text']).where('text', '=', text).execute();
    return rows.length;
  });
}

describe('a request with an idempotency key', () => {
  it('sent again gets the first answer and does nothing', async () => {
    const first = await post('once');
    expect(first).toMatchObject({ status: 201, repeated: false });
    expect(await post('once')).toEqual({ ...first, repeated: true });
    expect(await countDrafts('once')).toBe(1);
  });

  it('is refused where the key came with another request', async () => {
    await post('other');
    await expect(post('other', { digest: 'different' })).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
  });

  it('is another request under another party', async () => {
    expect(await post('shared', { text: 'of ann' })).toMatchObject({ repeated: false });
    expect(await post('shared', { text: 'of bob', actor: bob })).toMatchObject({ repeated: false });
  });

  it('is completed, not done twice, when the server died between commit and answer', async () => {
    const die = () => {
      throw new Error('died');
    };
    await expect(post('died', { after: die })).rejects.toThrow('died');
    expect(await countDrafts('died')).toBe(1);
    const second = await post('died');
    expect(second).toMatchObject({ status: 201, body: { outcome: 'recorded', texts: ['died'] }, repeated: false });
    expect(await countDrafts('died')).toBe(1);
    expect(await post('died')).toEqual({ ...second, repeated: true });
  });

  it('may be tried again at once when it failed before anything was recorded', async () => {
    const fail = world.record.answerOnce(request('failed'), () => Promise.reject(new Error('no')));
    await expect(fail).rejects.toThrow('no');
    expect(await post('failed')).toMatchObject({ status: 201, repeated: false });
  });

  it('waits its turn while the first is being worked on, and takes over when that one went silent', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let begin = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const first = post('slow', {
      before: async () => {
        begin();
        await held;
      },
    });
    await begun;
    await expect(post('slow')).rejects.toMatchObject({ code: 'IDEMPOTENCY_IN_PROGRESS' });
    world.clock.advance(LEASE_SECONDS + 1);
    const second = await post('slow');
    expect(second).toMatchObject({ status: 201, repeated: false });
    release();
    // The first lives after all, and must not do a second time what the other has done.
    await expect(first).rejects.toMatchObject({ code: 'IDEMPOTENCY_IN_PROGRESS' });
    expect(await countDrafts('slow')).toBe(1);
    expect(await post('slow')).toEqual({ ...second, repeated: true });
  });

  it('is forgotten after its time', async () => {
    await post('old');
    world.clock.advance(86_400);
    expect(await world.record.forgetAnswers(world.clock.now())).toBeGreaterThan(0);
    expect(await post('old')).toMatchObject({ repeated: false });
  });

  it('is refused with a key that is none', async () => {
    await expect(post('')).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(post('x'.repeat(129))).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});
