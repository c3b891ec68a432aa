// SPDX-License-Identifier: Apache-2.0
import { CHECK_GROUPS as STATED } from '@touchstone/statements';
import { expect, it } from 'vitest';
import { CHECK_GROUPS } from './check-groups.ts';

it('CHECK_GROUPS names the groups that a place policy names, all of them and in their order', () => {
  expect(CHECK_GROUPS).toEqual(STATED);
});
