// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cut, formatCut, parseCut } from './as-of.ts';

const digest = `uEi${'A'.repeat(44)}`;

describe('parseCut()', () => {
  it('reads what formatCut() wrote, and equal cuts are equal text', () => {
    const cut = fc.record(
      {
        position: fc.maxSafeNat(),
        referenceData: fc.constant(digest),
        logs: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}\.example\/log[0-9]$/), fc.maxSafeNat(), {
          minKeys: 1,
          maxKeys: 4,
        }),
      },
      { requiredKeys: ['position'] },
    );
    fc.assert(
      fc.property(cut, (given) => {
        const { logs } = given as Cut;
        const reversed =
          logs === undefined ? given : { ...given, logs: Object.fromEntries(Object.entries(logs).reverse()) };
        expect(parseCut(formatCut(given as Cut))).toEqual({ ...given });
        expect(formatCut(reversed as Cut)).toBe(formatCut(given as Cut));
      }),
    );
  });

  it.each([
    ['no position', ''],
    ['a position that is negative', '-1'],
    ['a position with a leading zero', '01'],
    ['a position beyond what a number holds', '9999999999999999'],
    ['a position in words', 'latest'],
    ['a digest in third place', `1~a.example=1~${digest}`],
    ['a log named twice', '1~a.example=1~a.example=2'],
    ['a log without a size', '1~a.example='],
    ['more parts than a cut may have', `1${'~a=1'.repeat(100)}`],
    ['something after the end', '1 '],
  ])('refuses %s', (_, text) => {
    expect(() => parseCut(text)).toThrow(expect.objectContaining({ code: 'BAD_CUT' }));
  });
});
