// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { behindOf, followStanding, progressOf } from './followed.ts';
import { type FollowedLog, readLogState } from './logs.ts';

const LOG: FollowedLog = {
  ...{ origin: 'log.example', url: 'https://log.example', size: 10, acceptedAt: '2026-11-22T00:00:00Z' },
  ...{
    knownUntil: undefined,
    lookedAt: undefined,
    since: undefined,
    shown: 10,
    read: undefined,
    states: { stored: 3 },
    splits: 0,
  },
  ...{ trouble: undefined, troubleKind: undefined, endedAt: undefined },
};

describe('followStanding()', () => {
  it.each([
    [{}, 'caught-up'],
    [{ shown: undefined }, 'caught-up'],
    [{ states: { waiting: 1 } }, 'waiting'],
    [{ shown: 12 }, 'behind'],
    [{ acceptedAt: undefined, size: 0 }, 'first'],
    [{ trouble: 'x' }, 'other'],
    [{ trouble: 'x', troubleKind: 'set-back' }, 'set-back'],
    [{ trouble: 'x', troubleKind: 'set-back', endedAt: '2026-11-22T00:00:00Z' }, 'ended'],
    [{ splits: 1, endedAt: '2026-11-22T00:00:00Z' }, 'two-stories'],
  ] as const)('takes %j as %s', (more, standing) => {
    expect(followStanding({ ...LOG, ...more })).toBe(standing);
  });
});

describe('behindOf() and progressOf()', () => {
  it('count entries, then statements', () => {
    expect(behindOf({ shown: 12, size: 10 })).toBe(2);
    // An older tree than the one that is here is nothing to catch up with.
    expect(behindOf({ shown: 8, size: 10 })).toBe(0);
    expect(progressOf({ ...LOG, shown: 500, read: 256 })).toEqual({ step: 'entries', done: 256, of: 500 });
    expect(progressOf({ ...LOG, states: { stored: 3, waiting: 1 } })).toEqual({ step: 'statements', done: 3, of: 4 });
    expect(progressOf(LOG)).toBeUndefined();
    expect(progressOf({ ...LOG, states: { waiting: 1 }, endedAt: '2026-11-22T00:00:00Z' })).toBeUndefined();
  });
});

describe('readLogState()', () => {
  const given = {
    ...{ origin: 'a', vkey: 'a+1+B', published: 1, counting: 0, open: true, shards: [], witnesses: [], followed: [] },
  };
  it('reads a log without witnesses and policy, and says where another shape differs', () => {
    expect(readLogState(given)).toMatchObject({ quorum: undefined, next: undefined, followed: [] });
    const followed = [{ origin: 'b', url: 'u', size: 1, states: { stored: 2 }, splits: [{}] }];
    expect(readLogState({ ...given, followed }).followed[0]).toMatchObject({ splits: 1, states: { stored: 2 } });
    const odd = [{ ...followed[0], troubleKind: 'unheard of' }];
    expect(() => readLogState({ ...given, followed: odd })).toThrow('/followed/0/troubleKind');
  });
});
