// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { refusalsOf } from './issue-gate.ts';

describe('refusalsOf()', () => {
  it('ends each sentence once, whether the mark has its stop or not', () => {
    const mark = (code: string, end: string) => ({
      ...{ code, level: 'red', detail: `It is off${end}`, values: {} },
      cure: { detail: `Mend it${end}` },
    });
    const gate = { lines: [{ marks: [mark('A', '.'), mark('B', '')] }] } as never;
    const told = refusalsOf(gate, {}).map(({ detail }) => detail);
    expect(told).toEqual(['It is off. To cure it: Mend it.', 'It is off. To cure it: Mend it.']);
  });
});
