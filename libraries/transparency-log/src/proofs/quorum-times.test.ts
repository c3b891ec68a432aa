// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NoteKey } from '../notes/note-key.ts';
import { evaluateMember } from './evaluate-policy.ts';
import type { PolicyMember } from './policy.ts';
import { believableTimes, cosignedBy, cosignedSince } from './quorum-times.ts';

const KEYS = ['a', 'b', 'c', 'd'].map((name): NoteKey => {
  return { name, id: 1, type: 'ed25519-cosignature', publicKey: new Uint8Array(32) };
});
const [a, b, c, d] = KEYS.map((key): PolicyMember => ({ kind: 'witness', name: key.name, key })) as [
  PolicyMember,
  PolicyMember,
  PolicyMember,
  PolicyMember,
];
const group = (threshold: number, ...members: readonly PolicyMember[]): PolicyMember => {
  return { kind: 'group', name: 'g', threshold, members };
};
const timesOf = (...times: readonly (number | undefined)[]) =>
  new Map(KEYS.flatMap((key, at): [NoteKey, number][] => (times[at] === undefined ? [] : [[key, times[at]]])));

describe('cosignedBy() and cosignedSince()', () => {
  it('are the k-th earliest and the k-th latest of a group, so that one witness dates nothing alone', () => {
    const two = group(2, a, b, c);
    expect([cosignedBy(two, timesOf(10, 20, 90)), cosignedSince(two, timesOf(10, 20, 90))]).toEqual([20, 20]);
    expect([cosignedBy(two, timesOf(1, 500, 600)), cosignedSince(two, timesOf(1, 500, 600))]).toEqual([500, 500]);
    expect(cosignedBy(two, timesOf(10))).toBeUndefined();
    expect([cosignedBy(group(1, a, b), timesOf(10, 20)), cosignedSince(group(1, a, b), timesOf(10, 20))]).toEqual([
      10, 20,
    ]);
    const nested = group(2, group(1, a, b), group(2, c, d));
    expect([cosignedBy(nested, timesOf(5, 50, 7, 9)), cosignedSince(nested, timesOf(5, 50, 7, 9))]).toEqual([9, 7]);
  });

  it('are the first second by which, and the last from which on, the cosignatures meet the quorum', () => {
    const time = fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined });
    const policy = fc.constantFrom(
      ...[group(1, a, b, c), group(2, a, b, c), group(3, a, b, c), group(2, group(1, a, b), group(2, c, d))],
    );
    fc.assert(
      fc.property(policy, fc.array(time, { minLength: 4, maxLength: 4 }), (member, given) => {
        const times = timesOf(...given);
        const isMetBy = (holds: (seconds: number) => boolean) =>
          evaluateMember(member, new Map([...times].filter(([, seconds]) => holds(seconds)))).met;
        const seconds = Array.from({ length: 12 }, (_, at) => at + 1);
        expect(cosignedBy(member, times)).toBe(seconds.find((end) => isMetBy((each) => each <= end)));
        expect(cosignedSince(member, times)).toBe(seconds.findLast((start) => isMetBy((each) => each >= start)));
      }),
    );
  });
});

describe('believableTimes()', () => {
  it('leaves out 0, what is yet to come, and what no calendar has', () => {
    const times = timesOf(0, 1_000, 1_601, 253_402_300_800);
    expect([...believableTimes(times, 1_000).values()]).toEqual([1_000]);
    expect([...believableTimes(times, 1_001).values()]).toEqual([1_000, 1_601]);
    expect([...believableTimes(times, undefined).values()]).toEqual([1_000, 1_601]);
  });
});
