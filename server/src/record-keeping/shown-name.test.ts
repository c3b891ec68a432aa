// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { shownName } from './shown-name.ts';

describe('shownName()', () => {
  it.each(['balance DEMO-B2', ' 天平（一号） ', 'Balança nº 2 – “fina”', 'é', '🧪 tube', '𠮷田'])(
    'takes %j',
    (given) => {
      expect(shownName(40).parse(given)).toBe(given.trim());
    },
  );

  it.each([
    ['turned round', 'balance \u202e2B', 'U+202E'],
    ['isolated', 'balance \u2067B2', 'U+2067'],
    ['of no width', 'bal\u200bance', 'U+200B'],
    ['a soft hyphen', 'bal\u00adance', 'U+00AD'],
    ['a line end', 'balance\nB2', 'U+000A'],
    ['a line separator', 'balance\u2028B2', 'U+2028'],
    ['a tag', 'balance\u{e0041}B2', 'U+E0041'],
  ])('refuses what is %s, with its code and its number', (_, given, point) => {
    const { error } = shownName(40).safeParse(given);
    const [issue] = error?.issues ?? [];
    expect(issue).toMatchObject({ code: 'custom', params: { code: 'HIDDEN_CHARACTER' } });
    expect(issue?.message).toContain(point);
  });

  it('still holds a name to its length', () => {
    expect(shownName(3).safeParse('four').success).toBe(false);
    expect(shownName(3).safeParse('   ').success).toBe(false);
  });
});
