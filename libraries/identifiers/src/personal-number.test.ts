// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNumberOfPerson, personalNumberKind } from './personal-number.ts';

describe('personalNumberKind()', () => {
  // Made-up numbers; that of GB 11643 and A123456(3) are the examples that every description of the rule uses (recalled).
  it.each([
    ['11010519491231002X', 'resident'],
    ['440524188001010014', undefined],
    ['440524198001010014', 'resident'],
    ['110105491231002', 'resident-15'],
    ['110105491331002', undefined],
    ['A123456(3)', 'hkid'],
    ['A1234563', 'hkid'],
    ['G123456(A)', 'hkid'],
    ['AB987654(3)', 'hkid'],
    ['A123456(4)', undefined],
    ['AB987654(4)', undefined],
    ['1234567(8)', 'macao-bir'],
    ['5/123456/7', 'macao-bir'],
    ['12345678', undefined],
    ['6934567890125', undefined],
    ['16934567890122', undefined],
    ['91440000MA5TEST000', undefined],
    ['did:web:lab.example', undefined],
    ['', undefined],
  ])('of %s is %s', (text, kind) => {
    expect(personalNumberKind(text)).toBe(kind);
  });

  it('takes one check character of eleven for a Hong Kong card', () => {
    const number = fc.tuple(fc.constantFrom('A', 'K', 'Z', 'WX'), fc.integer({ min: 0, max: 999_999 }));
    fc.assert(
      fc.property(number, ([letters, digits]) => {
        const stem = `${letters}${String(digits).padStart(6, '0')}`;
        const taken = [...'0123456789A'].filter((check) => personalNumberKind(`${stem}(${check})`) === 'hkid');
        expect(taken).toHaveLength(1);
      }),
    );
  });

  it('takes no trade item for a person', () => {
    fc.assert(
      fc.property(fc.constantFrom(8, 12, 13, 14), fc.nat(), (length, seed) => {
        expect(personalNumberKind(String(seed).padEnd(length, '1').slice(0, length))).toBeUndefined();
      }),
    );
  });
});

describe('isNumberOfPerson()', () => {
  it.each([
    ['92440300MA5TERT000', true],
    ['110101199003070134', true],
    ['A123456(3)', true],
    // Both of its check characters hold as those of a code of an organisation.
    ['131002195003070097', false],
    // They hold here too, but no division begins with 0.
    ['110101195003071567', true],
    ['914403001922038217', false],
    ['did:web:lab.example', false],
  ])('of %s is %s', (text, is) => {
    expect(isNumberOfPerson(text)).toBe(is);
  });
});
