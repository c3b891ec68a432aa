// SPDX-License-Identifier: Apache-2.0
import { parsePlace } from '@touchstone/identifiers';
import { expect, test } from 'vitest';
import { placeCodeOfName } from './place-names.ts';

test.each([
  ['Guangdong', 'CN-GD'],
  ['Guangdong Province', 'CN-GD'],
  ['广东省', 'CN-GD'],
  ['廣東', 'CN-GD'],
  ['Hong Kong', 'HK'],
  ['香港特別行政區', 'HK'],
  ['Macau', 'MO'],
  ['澳门', 'MO'],
  ['广西壮族自治区', 'CN-GX'],
  ['上海市', 'CN-SH'],
  ['中国', 'CN'],
])('placeCodeOfName() finds %s: %s', (name, code) => {
  expect(placeCodeOfName(name)).toBe(code);
  expect(parsePlace(code)).toBe(code);
});

test('placeCodeOfName() knows no Atlantis', () => {
  expect(placeCodeOfName('Atlantis')).toBeUndefined();
});
