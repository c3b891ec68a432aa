// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { readKept } from './kept-list.ts';

describe('readKept()', () => {
  it('reads that no list is kept, which is no error', () => {
    const none = { keptOn: null, on: '2026-11-22', ratio: '1/3', plans: [], calendar: 'BEGIN:VCALENDAR' };
    expect(readKept(none, '')).toMatchObject({ keptOn: undefined, plans: [] });
    expect(() => readKept({ ...none, ratio: 3 }, '')).toThrow('/ratio');
  });
});
