// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { warnedIn } from './issuing.ts';

const DAY = '2026-11-22T13:00:00Z';
const score = (round: string, verdict: string, at: number, substance = 'hg') => ({
  ...{ round, verdict, substance },
  statementId: `urn:uuid:0193${String(at).padStart(4, '0')}-0000-7000-8000-000000000000`,
});
const ends = (...pairs: readonly (readonly [string, string])[]) => new Map(pairs);

describe('warnedIn()', () => {
  it('takes the score before, and of rounds of one deadline the one that was issued last', () => {
    const found = [score('A', 'warning', 1), score('B', 'acceptable', 2)];
    const deadlines = ends(['A', DAY], ['B', DAY], ['C', DAY]);
    for (const order of [found, [...found].reverse()]) {
      expect(warnedIn(order, { round: 'C', deadlines })).toEqual([]);
      expect(warnedIn(order, { round: 'B', deadlines })).toEqual(['hg']);
    }
  });

  it('knows rounds by their deadlines, whatever was corrected or published later', () => {
    const deadlines = ends(['A', '2026-05-01T00:00:00Z'], ['B', '2026-08-01T00:00:00Z'], ['C', DAY]);
    const late = [score('A', 'acceptable', 9), score('B', 'warning', 2), score('C', 'acceptable', 3)];
    expect(warnedIn(late, { round: 'C', deadlines })).toEqual(['hg']);
    expect(warnedIn(late, { round: 'B', deadlines })).toEqual([]);
    expect(warnedIn(late, { round: 'A', deadlines })).toEqual([]);
  });

  it('is of each substance apart, and of rounds that are on record', () => {
    const deadlines = ends(['A', DAY], ['B', '2026-12-01T00:00:00Z']);
    const found = [score('A', 'warning', 1), score('A', 'acceptable', 1, 'pb'), score('lost', 'warning', 2, 'cd')];
    expect(warnedIn(found, { round: 'B', deadlines })).toEqual(['hg']);
  });
});
