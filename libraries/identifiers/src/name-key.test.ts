// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { nameKey } from './name-key.ts';

it('nameKey() is of the name that is seen: without case, width, more than one space, and what is not drawn', () => {
  expect(nameKey(' Ｄemo\u3000 Ltd\n')).toBe('demo ltd');
  expect(nameKey('De\u200Bmo\u202E L\u00ADtd\uFE0F')).toBe('demo ltd');
  expect(nameKey('Demo Co')).not.toBe(nameKey('DemoCo'));
});
