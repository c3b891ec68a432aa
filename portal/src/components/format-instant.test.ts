// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { formatInstant } from './format-instant.ts';

describe('formatInstant()', () => {
  it.each([
    ['2026-11-22T15:25:35.675Z', '2026-11-22 23:25:35 UTC+8'],
    ['2026-11-22T15:25:00Z', '2026-11-22 23:25 UTC+8'],
    ['2026-12-31T16:00:00Z', '2027-01-01 00:00 UTC+8'],
    ['2026-11-22T10:00:00+08:00', '2026-11-22 10:00 UTC+8'],
    ['not known', 'not known'],
  ])('writes %s as %s', (given, written) => {
    expect(formatInstant(given)).toBe(written);
  });
});
