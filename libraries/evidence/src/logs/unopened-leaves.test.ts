// SPDX-License-Identifier: Apache-2.0
import { encodeLeaf, subjectKeysOf, thingKey } from '@touchstone/statements';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { describe, expect, it } from 'vitest';
import { openDoubts } from './unopened-leaves.ts';

const sha256 = (message: Uint8Array) => suite.sha256(message);
const named = (number: number) => ({ issuer: 'did:web:a.example', id: `urn:uuid:${number}` });
const leafAbout = (party: string, number: number) =>
  encodeLeaf({
    type: 'statement',
    subjectKeys: subjectKeysOf(sha256, { parties: [party], thing: `did:web:a.example urn:uuid:${number}` }),
    commitment: thingKey(sha256, `${party} ${number}`),
  });

describe('openDoubts()', () => {
  it('tells of what a leaf may be that nobody opens: a change of this, or another about the same party', () => {
    const doubts = openDoubts(sha256);
    doubts.addOpened(leafAbout('p', 1), named(1));
    doubts.addOpened(leafAbout('q', 2), named(2));
    doubts.addUnopened(leafAbout('p', 3), 7);
    expect([named(1), named(2), named(3)].map((each) => doubts.isInDoubt(each))).toEqual([false, false, true]);
    expect([named(1), named(2), named(3)].map((each) => doubts.mayBeReplaced(each))).toEqual([true, false, false]);
    expect(doubts.hiddenPairs).toBe(0);
    doubts.addUnopened(leafAbout('p', 3), 8);
    expect([doubts.hiddenPairs, doubts.leavesAbout(named(3))]).toEqual([1, [7, 8]]);
  });

  it('takes what is no leaf of a statement for nothing', () => {
    const doubts = openDoubts(sha256);
    doubts.addUnopened(Uint8Array.of(9), 7);
    expect([doubts.hiddenPairs, doubts.isInDoubt(named(1))]).toEqual([0, false]);
  });
});
