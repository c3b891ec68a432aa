// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vectors from '../vectors/uscc.json' with { type: 'json' };
import { inspectUscc, parseUscc, usccParts } from './uscc.ts';

const { alphabet, weights } = vectors;

describe('parseUscc()', () => {
  test.each(vectors.valid)('takes $code, in lower case too', ({ code }) => {
    expect(parseUscc(code)).toBe(code);
    expect(parseUscc(code.toLowerCase())).toBe(code);
    expect(slowCheckCharacter(code)).toBe(code.charAt(17));
  });

  test.each(vectors.invalid)('refuses $code: $defect', ({ code, expected }) => {
    expect(() => parseUscc(code)).toThrow(expect.objectContaining({ code: expected }));
  });

  test('refuses a megabyte and what is no text', () => {
    expect(() => parseUscc('9'.repeat(1_000_000))).toThrow(expect.objectContaining({ code: 'BAD_LENGTH' }));
    expect(() => parseUscc(9144030019220)).toThrow(expect.objectContaining({ code: 'NOT_TEXT' }));
  });

  test('notices every single wrong character', () => {
    const slip = fc.tuple(fc.constantFrom(...vectors.valid), fc.nat({ max: 17 }), fc.integer({ min: 1, max: 30 }));
    fc.assert(
      fc.property(slip, ([{ code }, index, add]) => {
        const wrong = alphabet.charAt((alphabet.indexOf(code.charAt(index)) + add) % 31);
        expect(() => parseUscc(code.slice(0, index) + wrong + code.slice(index + 1))).toThrow(
          expect.objectContaining({ name: 'IdentifierError' }),
        );
      }),
      { numRuns: 500 },
    );
  });

  test('agrees with the sum written out, for all codes of the right form', () => {
    const anyCode = fc.stringMatching(/^[1-9A-HJ-NPQRTUWXY][0-9A-HJ-NPQRTUWXY][1-9][0-9]{5}[0-9A-HJ-NPQRTUWXY]{8}$/);
    fc.assert(
      fc.property(anyCode, (stem) => {
        const organised = stem + slowOrganisationCheckCharacter(stem.slice(8));
        const code = organised + slowCheckCharacter(organised);
        return parseUscc(code) === code;
      }),
    );
  });
});

describe('inspectUscc()', () => {
  test.each(vectors.valid)('finds nothing in $code', ({ code }) => {
    expect(inspectUscc(code)).toEqual({ uscc: code, findings: [] });
  });

  test('gives a code whose check digit disagrees, with a warning', () => {
    const { uscc, findings } = inspectUscc('914403001922038217');
    expect(uscc).toBe('914403001922038217');
    expect(findings).toMatchObject([{ grade: 'warning', code: 'BAD_CHECK_DIGIT' }]);
  });

  test('warns of the organisation code apart, which the check character alone does not cover', () => {
    const stem = '9135010000000000A';
    const { findings } = inspectUscc(stem + slowCheckCharacter(stem));
    expect(findings).toMatchObject([{ grade: 'warning', code: 'BAD_ORGANISATION_CHECK_DIGIT' }]);
    expect(() => parseUscc(stem + slowCheckCharacter(stem))).toThrow(
      expect.objectContaining({ code: 'BAD_CHECK_DIGIT' }),
    );
  });

  test('warns of both check digits when both disagree', () => {
    const { findings } = inspectUscc('91350100M000100Y94');
    expect(findings.map(({ code }) => code)).toEqual(['BAD_CHECK_DIGIT', 'BAD_ORGANISATION_CHECK_DIGIT']);
  });

  test('sets right what a typist does, and says so', () => {
    const { uscc, findings } = inspectUscc('９１３５０１００ m000100y-43');
    expect(uscc).toBe('91350100M000100Y43');
    expect(findings).toMatchObject([{ grade: 'warning', code: 'NORMALISED' }]);
  });

  test.each([
    ['91350100M000100Y4'],
    ['91350100M00010OY43'],
    ['统一社会信用代码'],
    [''],
    ['9'.repeat(1_000_000)],
    [null],
    [42],
  ])('finds no code in %j', (given) => {
    const { uscc, findings } = inspectUscc(given);
    expect(uscc).toBeUndefined();
    expect(findings).toMatchObject([{ grade: 'error', code: 'BAD_FORMAT' }]);
  });

  test.each(['00000000-0', '00000006-X', '00000009-4'])('knows the organisation check digit of %s', (organisation) => {
    const stem = `91350100${organisation.replace('-', '')}`;
    expect(inspectUscc(stem + slowCheckCharacter(stem)).findings).toEqual([]);
  });
});

describe('usccParts()', () => {
  test('takes the code apart', () => {
    expect(usccParts(parseUscc('91350100M000100Y43'))).toEqual({
      department: '9',
      category: '1',
      division: '350100',
      organisationCode: 'M000100Y4',
    });
  });
});

function slowCheckCharacter(code: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * alphabet.indexOf(code.charAt(index)), 0);
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

function slowOrganisationCheckCharacter(eight: string): string {
  const value = (index: number) => Number.parseInt(eight.charAt(index), 36);
  const sum =
    3 * value(0) +
    7 * value(1) +
    9 * value(2) +
    10 * value(3) +
    5 * value(4) +
    8 * value(5) +
    4 * value(6) +
    2 * value(7);
  return '0X987654321'.charAt(sum % 11);
}
