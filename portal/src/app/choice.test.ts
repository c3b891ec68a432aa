// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choiceIn, withChoice } from './choice.ts';

const word = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text.isWellFormed());

describe('withChoice() and choiceIn()', () => {
  it('keep any value beside any other', () => {
    fc.assert(
      fc.property(word, word, word, word, (name, value, other, said) => {
        fc.pre(name !== other);
        const both = withChoice(withChoice('', other, said), name, value);
        expect([choiceIn(both, name), choiceIn(both, other)]).toEqual([value, said]);
        expect(withChoice(both, name, undefined)).toBe(withChoice('', other, said));
      }),
    );
  });

  it('leave no # where nothing is chosen', () => {
    expect(withChoice('#notice=a', 'notice', undefined)).toBe('');
    expect(choiceIn('#notice=', 'notice')).toBeUndefined();
    expect(choiceIn('', 'notice')).toBeUndefined();
  });
});
