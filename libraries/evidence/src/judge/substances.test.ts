// SPDX-License-Identifier: Apache-2.0
import type { RequirementSet } from '@touchstone/requirements';
import { describe, expect, it } from 'vitest';
import { findSubstance } from './substances.ts';

const substance = (id: string, cas?: string) => [id, { id, names: { en: `${id} by name` }, cas }] as const;
const set = {
  substances: new Map([
    substance('as', '7440-38-2'),
    substance('as-inorganic', '7440-38-2'),
    substance('pb', '7439-92-1'),
    substance('sum'),
  ]),
} as unknown as RequirementSet;

describe('findSubstance()', () => {
  it.each([
    ['a number that one substance has', '7439-92-1', 'pb'],
    ['a number that two have, since it says which of them by nothing', '7440-38-2', undefined],
    ['a name', 'SUM by  name', 'sum'],
    ['an id', 'as-inorganic', 'as-inorganic'],
    ['nothing known', 'cd', undefined],
  ])('looks up %s', (_, text, expected) => {
    expect(findSubstance(set, text)).toBe(expected);
  });
});
