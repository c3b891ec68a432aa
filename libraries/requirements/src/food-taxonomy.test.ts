// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { ancestorsOf, type FoodNode, findFood, isWithin, parseTaxonomy } from './food-taxonomy.ts';
import { RequirementError } from './requirement-error.ts';

function node(id: string, parent?: string, otherNames?: string[]): FoodNode {
  const names = { en: `${id} EN`, 'zh-Hans': `${id}简`, 'zh-Hant': `${id}繁`, pt: `${id} pt` };
  const rest = { ...(parent === undefined ? {} : { parent }), ...(otherNames === undefined ? {} : { otherNames }) };
  return { id, names, addedBy: 'source', ...rest };
}

const TREE = parseTaxonomy([node('food'), node('fish', 'food', ['same']), node('tuna', 'fish', ['大米(粉)', 'same'])]);

function codeOf(run: () => unknown): string | undefined {
  try {
    run();
  } catch (cause) {
    return cause instanceof RequirementError ? cause.code : 'OTHER';
  }
  return undefined;
}

describe('ancestorsOf()', () => {
  test('names the parents, nearest first, without the food itself', () => {
    expect(ancestorsOf(TREE, 'tuna')).toEqual(['fish', 'food']);
    expect(ancestorsOf(TREE, 'food')).toEqual([]);
  });

  test('refuses a food that the taxonomy does not have', () => {
    expect(codeOf(() => ancestorsOf(TREE, 'whale'))).toBe('UNKNOWN_FOOD');
  });
});

test('isWithin() holds for the group itself and everything under it, never for what is above', () => {
  expect(isWithin(TREE, 'tuna', 'fish')).toBe(true);
  expect(isWithin(TREE, 'fish', 'fish')).toBe(true);
  expect(isWithin(TREE, 'fish', 'tuna')).toBe(false);
});

describe('findFood()', () => {
  test.each([
    ['an id', 'tuna'],
    ['English in another case with spaces around', '  TUNA  en '],
    ['simplified Chinese', 'tuna简'],
    ['traditional Chinese', 'tuna繁'],
    ['Portuguese', 'tuna pt'],
    ['another name, with full-width brackets', '大米（粉）'],
  ])('finds a food by %s', (_, text) => {
    expect(findFood(TREE, text).map(({ id }) => id)).toEqual(['tuna']);
  });

  test('finds nothing by likeness, and everything that has the name', () => {
    expect(findFood(TREE, 'tun')).toEqual([]);
    expect(findFood(TREE, 'same').map(({ id }) => id)).toEqual(['fish', 'tuna']);
  });
});

test('parseTaxonomy() refuses parents that form a loop', () => {
  expect(codeOf(() => parseTaxonomy([node('a', 'b'), node('b', 'a')]))).toBe('UNKNOWN_FOOD');
});
