// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupBy } from './group-by.ts';

describe('groupBy()', () => {
  it('groups as the built-in function does, order of keys and items included', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: 3 })), (items) => {
        const keyOf = (item: number, index: number) => (index % 2 === 0 ? Math.abs(item) : -0 * item);
        expect([...groupBy(items, keyOf)]).toEqual([...Map.groupBy(items, keyOf)]);
      }),
    );
  });
});
