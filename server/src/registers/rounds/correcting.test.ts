// SPDX-License-Identifier: Apache-2.0
import type { RoundFollowUp } from '@touchstone/contract';
import { describe, expect, it } from 'vitest';
import type { Part } from './case.ts';
import { carriedOver } from './correcting.ts';

const FRESH: RoundFollowUp = {
  ...{ measurand: 'Hg', substance: 'hg', code: 'L2', round: 'R', dueOn: '2026-12-22' },
  ...{ score: 'z = 4.00', signal: 'action', state: 'open' },
};
const ANSWER = { cause: 'Loss.', correctiveAction: 'Closed vessels.', doneOn: '2026-11-22' };
const after = (fresh: readonly RoundFollowUp[], ...before: RoundFollowUp[]) =>
  carriedOver(fresh, { followUps: before } as unknown as Part, { because: 'b', on: '2026-11-22', before: [] });
const answered: RoundFollowUp = { ...FRESH, state: 'answered', answer: ANSWER, dueOn: '2026-12-01' };
const judged: RoundFollowUp = { ...answered, state: 'closed', remark: 'It will do.' };

describe('carriedOver()', () => {
  it('keeps what was answered, with the new score, and asks what is new', () => {
    expect(after([{ ...FRESH, score: 'z = 5.00' }], answered)).toEqual([{ ...answered, score: 'z = 5.00' }]);
    expect(after([FRESH])).toEqual([FRESH]);
  });

  it.each<[string, RoundFollowUp]>([
    ['answered', answered],
    ['open', { ...FRESH, dueOn: '2026-12-01' }],
    ['overdue', { ...FRESH, state: 'overdue' }],
    ['insufficient', { ...answered, state: 'insufficient' }],
  ])('opens what was %s and lost its ground when a second correction gives it ground', (_, before) => {
    const dropped = after([], before);
    expect(dropped).toEqual([
      { ...before, state: 'closed', closedBy: 'correction', remark: 'The score was corrected: b' },
    ]);
    expect(after([], ...dropped)).toEqual(dropped);
    const { answer } = before;
    const more = answer === undefined ? {} : { answer, remark: 'The score was corrected: b' };
    expect(after([FRESH], ...dropped)).toEqual([{ ...FRESH, ...more }]);
  });

  it('reads so what was closed before it was said by what', () => {
    const { closedBy: _, ...before } = after([], answered)[0] as RoundFollowUp;
    expect(after([FRESH], before)).toMatchObject([{ state: 'open', answer: ANSWER }]);
  });

  it.each([
    ['z = 4.00', 'closed'],
    ['z = -4.00', 'closed'],
    ['z = 3.10', 'closed'],
    ['z = -4.01', 'open'],
    ['zeta = 3.10', 'open'],
  ])('leaves what the provider closed at z = 4.00 with %s %s', (score, state) => {
    expect(after([{ ...FRESH, score }], ...after([], judged))).toMatchObject([{ state, score, answer: ANSWER }]);
    expect(after([], judged)).toEqual([judged]);
  });
});
