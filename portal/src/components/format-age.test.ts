// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { formatAge } from './format-age.ts';

const now = new Date('2026-11-22T12:00:00Z');

describe('formatAge()', () => {
  it.each([
    ['2026-11-22T11:59:30Z', '30 seconds ago'],
    ['2026-11-22T11:58:01Z', '1 minute ago'],
    ['2026-11-22T10:00:00Z', '2 hours ago'],
    ['2026-11-19T12:00:00Z', '3 days ago'],
    ['2026-11-22T12:00:05Z', 'now'],
    ['yesterday', 'yesterday'],
  ])('says of %s: %s', (instant, age) => {
    expect(formatAge(instant, now, 'en')).toBe(age);
  });
});
