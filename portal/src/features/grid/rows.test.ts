// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Cell, Column } from '../../api/verdict.ts';
import { groupRows } from './rows.ts';

const cell = (place: string, topic: string, verdict: Cell['verdict']): Cell => ({
  ...{ place, topic, verdict, requirements: [], outcome: 'inconclusive', evidence: 'none' },
  ...{ checks: [], trials: [], caveats: [], toSettle: [] },
});
const column = (place: string, cells: readonly Cell[]): Column => ({
  ...{ place, cells, policy: undefined },
  coverage: {
    ...{ complete: false, reviewed: false, rows: [] },
    summary: { code: 'C', detail: '', values: {}, article: undefined },
  },
});
const rows = [
  { topic: 'label:a', kind: 'label', names: { en: 'A' } },
  { topic: 'limit:pb', kind: 'limit', names: { en: 'Lead' } },
  { topic: 'new:b', kind: 'a kind of later', names: { en: 'B' } },
];
const columns = [
  column('HK', [cell('HK', 'limit:pb', 'proved'), cell('HK', 'new:b', 'unknown')]),
  column('MO', [cell('MO', 'limit:pb', 'unknown'), cell('MO', 'label:a', 'refuted')]),
];

describe('groupRows()', () => {
  it('puts limits first, keeps kinds that it does not know, and leaves holes where a place has no rule', () => {
    const groups = groupRows({ rows, columns }, 'all');
    expect(groups.map(({ kind }) => kind)).toEqual(['limit', 'label', 'a kind of later']);
    expect(groups[1]?.rows[0]?.cells.map((each) => each.cell?.verdict)).toEqual([undefined, 'refuted']);
  });

  it('shows whole rows that have the answer asked for', () => {
    expect(groupRows({ rows, columns }, 'proved').flatMap((group) => group.rows.map(({ row }) => row.topic))).toEqual([
      'limit:pb',
    ]);
    expect(groupRows({ rows: [], columns }, 'all')).toEqual([]);
  });
});
