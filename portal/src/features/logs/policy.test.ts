// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { jointOf, type PolicyGroup, policyTree, standingOf } from './policy.ts';

const member = (name: string, cosignedAt?: string) => ({ name, met: cosignedAt !== undefined, cosignedAt });
const GROUPS: readonly PolicyGroup[] = [
  {
    ...{ name: 'all', threshold: 2, met: true },
    members: [{ name: 'government', met: true, cosignedAt: undefined }, member('industry', '2026-11-22T09:00:00Z')],
  },
  {
    ...{ name: 'government', threshold: 1, met: true },
    members: [member('hk', '2026-11-21T09:00:00Z'), member('mo', '2026-11-22T08:00:00Z'), member('gd')],
  },
];

describe('policyTree()', () => {
  it('nests groups, and is as old as the oldest signature that it cannot do without', () => {
    const tree = policyTree(GROUPS, 'all');
    expect(tree).toMatchObject({ met: true, at: '2026-11-22T08:00:00Z' });
    const [government, industry] = tree.group?.members ?? [];
    expect(government).toMatchObject({ name: 'government', at: '2026-11-22T08:00:00Z' });
    expect(government?.group?.members.map(({ met }) => met)).toEqual([true, true, false]);
    expect(industry).toEqual({ name: 'industry', met: true, at: '2026-11-22T09:00:00Z', group: undefined });
  });

  it('has no age where it is not met, and does not go round for ever', () => {
    const lacking = GROUPS.map((group) => ({ ...group, met: false }));
    expect(policyTree(lacking, 'all')).toMatchObject({ met: false, at: undefined });
    const round = [{ name: 'a', threshold: 1, met: true, members: [{ name: 'a', met: true, cosignedAt: undefined }] }];
    expect(policyTree(round, 'a')).toMatchObject({ met: true, at: undefined });
    expect(policyTree([], 'w')).toEqual({ name: 'w', met: false, at: undefined, group: undefined });
  });
});

describe('standingOf()', () => {
  it.each([
    // 2026-11-22 at UTC+8 begins at 16:00 the day before.
    [{ met: true, at: '2026-11-21T16:00:00Z' }, 'today'],
    [{ met: true, at: '2026-11-21T15:59:59Z' }, 'before'],
    [{ met: true, at: undefined }, 'undated'],
    [{ met: false, at: '2026-11-22T00:00:00Z' }, 'lacking'],
  ] as const)('takes %j as %s', (node, standing) => {
    expect(standingOf(node, new Date('2026-11-22T15:59:59Z'))).toBe(standing);
  });
});

describe('jointOf()', () => {
  it('is all, any, or some', () => {
    const of = (threshold: number, size: number) =>
      jointOf({ threshold, members: Array.from({ length: size }, (_, n) => policyTree([], `w${n}`)) });
    expect([of(3, 3), of(1, 3), of(2, 3), of(1, 1)]).toEqual(['all', 'any', 'some', 'all']);
  });
});
