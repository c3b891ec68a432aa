// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { StatementFact } from './fact.ts';
import { RecentStatements } from './recent-statements.ts';

function fact(entry: number, length = 10): StatementFact {
  return {
    source: 'statement',
    entry,
    statement: { entry, bytes: new Uint8Array(length) },
  } as unknown as StatementFact;
}

describe('RecentStatements', () => {
  it('gives a statement once, and none that was not noted', () => {
    const recent = new RecentStatements();
    recent.note([fact(1), fact(2)]);
    expect(recent.take(2)?.entry).toBe(2);
    expect(recent.take(2)).toBeUndefined();
    expect(recent.take(3)).toBeUndefined();
    expect(recent.take(1)?.entry).toBe(1);
  });

  it('forgets the oldest where there are too many', () => {
    const recent = new RecentStatements();
    recent.note(Array.from({ length: 5_000 }, (_, at) => fact(at)));
    expect(recent.take(5_000 - 4_096 - 1)).toBeUndefined();
    expect(recent.take(5_000 - 4_096)?.entry).toBe(904);
  });

  it('forgets the oldest where they are too long, and counts what was taken no more', () => {
    const recent = new RecentStatements();
    recent.note([fact(1, 6 << 20), fact(2, 6 << 20), fact(3, 6 << 20)]);
    expect(recent.take(1)).toBeUndefined();
    expect(recent.take(2)?.entry).toBe(2);
    recent.note([fact(4, 9 << 20)]);
    expect(recent.take(3)?.entry).toBe(3);
    expect(recent.take(4)?.entry).toBe(4);
  });
});
