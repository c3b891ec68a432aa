// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { chainOfLog, endOfLog, yearOfLog } from './year-of-log.ts';

describe('endOfLog()', () => {
  it('is the end of the year in the name, at Greenwich, where there is one', () => {
    expect(endOfLog('log.example/2026')).toBe('2027-01-01T00:00:00Z');
    expect(endOfLog('log.example/0999')).toBe('1000-01-01T00:00:00Z');
    for (const name of ['log.example', 'log.example/2026/all', 'log.example/20261', 'log2026', 'log.example/9999']) {
      expect(endOfLog(name)).toBeUndefined();
    }
  });
});

describe('chainOfLog()', () => {
  it('is one name for all years of a log, and for no other log', () => {
    expect(chainOfLog('log.example/2026')).toBe(chainOfLog('log.example/2027'));
    expect(chainOfLog('log.example/all')).toBe('log.example/all');
    expect([yearOfLog('log.example/2026'), yearOfLog('log.example/all')]).toEqual(['2026', undefined]);
  });
});
