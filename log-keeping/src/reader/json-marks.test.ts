// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { hasAtMostMarks } from './json-marks.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('hasAtMostMarks()', () => {
  it('counts what makes members and items, and nothing within texts', () => {
    const text = JSON.stringify({ from: 0, items: [{ statement: '{"a":[1,2],"b":"\\\\\\""}' }] });
    expect(text.replace(/"(?:[^"\\]|\\.)*"/g, '').match(/[{[,:]/g)).toHaveLength(7);
    expect([hasAtMostMarks(bytes(text), 7), hasAtMostMarks(bytes(text), 6)]).toEqual([true, false]);
  });

  it('stops at what would be parsed into gigabytes, flat or nested', () => {
    expect(hasAtMostMarks(bytes(`{"items":[${'{},'.repeat(5_000)}{}]}`), 4_096)).toBe(false);
    expect(hasAtMostMarks(bytes('['.repeat(5_000)), 4_096)).toBe(false);
    expect(hasAtMostMarks(bytes(`"${'{[,'.repeat(5_000)}"`), 0)).toBe(true);
  });
});
