// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { ShapeError } from '../../api/narrow.ts';
import { readCheck } from './own-standard.ts';

const limits = { outcome: 'weaker', coverageComplete: false, rows: [] as object[] };
const results = { outcome: 'none', isWhole: true, items: [] as object[], withoutResult: ['pb'] };
const check = { standard: 'Q/X 1-2026', on: '2026-11-22', place: 'CN-GD', limits, results };

describe('readCheck()', () => {
  it('reads a row without a limit of the law, and one that says what would settle it', () => {
    const own = { limit: '0.20 mg/kg', basis: 'edible part' };
    const rows = [
      { substance: 'pb', outcome: 'no-row', decides: false, own },
      { substance: 'cd', outcome: 'undetermined', decides: true, own, settledBy: ['the use of the food'] },
    ];
    const read = readCheck({ ...check, limits: { ...limits, rows } }, '');
    expect(read.limits.rows[0]).toMatchObject({ own, mandatory: undefined, settledBy: [] });
    expect(read.limits.rows[1]?.settledBy).toEqual(['the use of the food']);
  });

  it('names the place of an outcome that it does not know', () => {
    const rows = [{ substance: 'pb', outcome: 'fine', decides: true }];
    const odd = () => readCheck({ ...check, limits: { ...limits, rows } }, '');
    expect(odd).toThrow(ShapeError);
    expect(odd).toThrow('/limits/rows/0/outcome');
  });
});
