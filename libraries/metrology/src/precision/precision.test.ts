// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import tables from '../../vectors/critical_values.json' with { type: 'json' };
import vectors from '../../vectors/interlab.json' with { type: 'json' };
import { codeOf } from '../testing/code-of.ts';
import { type Cell, cellStatistics, usualReplicates } from './cells.ts';
import { cochranTest, doubleGrubbsTest, grubbsTest, mandelStatistics } from './consistency.ts';
import { cochranCritical, grubbsCritical, mandelHCritical, mandelKCritical } from './critical-values.ts';
import { doubleGrubbsCritical } from './double-grubbs.ts';
import { BY_RULE, examineLevel } from './examine-level.ts';
import { precisionOfLevel, precisionOfStatistics } from './precision-of-level.ts';

// biome-ignore lint/suspicious/noExplicitAny: each case of the vectors has a shape of its own
type Case = any;
const cases: readonly Case[] = vectors.cases;
const printed = (test: string): readonly Case[] => tables.rows.find((row) => row.test === test)?.printed ?? [];
const close = (got: number, expected: number) =>
  expect(Math.abs(got - expected)).toBeLessThanOrEqual(2e-11 * Math.max(1, Math.abs(expected)));
const prints = (got: number, text: string) =>
  expect(Math.abs(got - Number(text))).toBeLessThanOrEqual(1.2 * 10 ** -(text.split('.')[1]?.length ?? 0));
const cellsOf = (data: readonly (readonly number[])[]): Cell[] =>
  data.map((results, index) => ({ laboratory: `L${index + 1}`, results }));
const means = (...values: number[]) => cellsOf(values.map((value) => [value - 0.01, value + 0.01]));

describe('precisionOfLevel()', () => {
  it.each(cases.filter(({ id }) => id.startsWith('E691')))('reproduces $id', ({ data, expected }) => {
    const cells = cellsOf(data);
    const found = precisionOfLevel(cells);
    close(found.mean, expected.mean);
    close(found.deviationOfMeans, expected.s_xbar);
    close(found.repeatabilityDeviation, expected.s_r);
    close(found.betweenLaboratoriesDeviation, expected.s_L);
    close(found.reproducibilityDeviation, expected.s_R);
    close(found.repeatabilityLimit, expected.r);
    close(found.reproducibilityLimit, expected.R);
    mandelStatistics(cells).forEach(({ h, k }, index) => {
      close(h, expected.h[index]);
      close(k as number, expected.k[index]);
    });
    close(cochranTest(cells).statistic, expected.cochran_C);
    close(grubbsTest(cells, 'high').statistic, expected.grubbs_high);
    close(grubbsTest(cells, 'low').statistic, expected.grubbs_low);
  });

  it('weights uneven cells, and agrees with one-way analysis of variance', () => {
    const found = precisionOfLevel(cellsOf([[1, 2, 3], [4, 6], [5]]));
    // Within: (2 + 2 + 0)/3; between: (3·(2 − 3.5)² + 2·(5 − 3.5)² + (5 − 3.5)²)/2; n̄ = (6 − 14/6)/2.
    expect(found.repeatabilityDeviation ** 2).toBeCloseTo(4 / 3, 12);
    expect(found.betweenLaboratoriesDeviation ** 2).toBeCloseTo((6.75 - 4 / 3) / ((6 - 14 / 6) / 2), 12);
  });

  it('follows a shift and a scale', () => {
    const data = fc.array(fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 2, maxLength: 4 }), {
      minLength: 2,
      maxLength: 9,
    });
    fc.assert(
      fc.property(data, fc.integer({ min: -99, max: 99 }), (rows, shift) => {
        const [plain, moved] = [rows, rows.map((row) => row.map((x) => 4 * x + shift))].map((all) =>
          precisionOfLevel(cellsOf(all)),
        );
        expect(moved?.reproducibilityDeviation).toBeCloseTo(4 * (plain?.reproducibilityDeviation as number), 6);
        expect(moved?.mean).toBeCloseTo(4 * (plain?.mean as number) + shift, 6);
      }),
    );
  });

  it('refuses a laboratory twice, text, single results and too few', () => {
    const twice = [
      { laboratory: 'A', results: [1, 2] },
      { laboratory: 'A', results: [1, 2] },
    ];
    expect(codeOf(() => precisionOfLevel(twice))).toBe('BAD_OBSERVATIONS');
    expect(
      codeOf(() =>
        precisionOfLevel(
          cellsOf([
            [1, 2],
            [1, 'x' as unknown as number],
          ]),
        ),
      ),
    ).toBe('BAD_OBSERVATIONS');
    expect(codeOf(() => precisionOfLevel(cellsOf([[1], [2]])))).toBe('TOO_FEW_OBSERVATIONS');
    expect(codeOf(() => precisionOfLevel(cellsOf([[1, 2]])))).toBe('TOO_FEW_OBSERVATIONS');
    expect(codeOf(() => precisionOfStatistics([{ laboratory: 'A', count: 3, mean: 1, deviation: 1 }]))).toBe(
      'TOO_FEW_OBSERVATIONS',
    );
  });
});

describe('critical values', () => {
  it('of Grubbs and of h agree with twelve digits of the closed form', () => {
    const grubbs = cases.find(({ id }) => id === 'crit-grubbs-single');
    const mandel = cases.find(({ id }) => id === 'crit-mandel-h');
    for (const [level, values] of Object.entries<number[]>(grubbs.alpha)) {
      values.forEach((value, index) => {
        close(grubbsCritical(grubbs.p[index], Number.parseFloat(level) / 100), value);
      });
    }
    for (const [level, values] of Object.entries<number[]>(mandel.alpha)) {
      values.forEach((value, index) => {
        close(mandelHCritical(mandel.p[index], Number.parseFloat(level) / 100), value);
      });
    }
  });

  it.each(printed('grubbs-double'))('of the double test print as in the table: p = %s', (p, one, five) => {
    prints(doubleGrubbsCritical(p, 0.01), one);
    prints(doubleGrubbsCritical(p, 0.05), five);
  });

  it('of the double test for 4 laboratories follow in closed form', () => {
    // With two left, their largest deviation is fixed: only the direction of the pair counts, and small ratios admit it.
    const share = 0.25 + Math.asin(1 / 3) / (2 * Math.PI);
    expect(doubleGrubbsCritical(4, 0.05)).toBeCloseTo((0.025 / (6 * share)) ** 2, 5);
  });

  it.each(printed('cochran'))('of Cochran print as in the table: p = %s, n = %s', (p, n, one, five) => {
    prints(cochranCritical(p, n, 0.01), one);
    prints(cochranCritical(p, n, 0.05), five);
  });

  it.each(printed('mandel-k'))('of k agree with another program: p = %s, n = %s, %s', (p, n, level, k) => {
    expect(mandelKCritical(p, n, level)).toBeCloseTo(Number(k), 9);
  });

  it('of k print as ASTM E691 for 8 laboratories with 3 results', () => {
    expect(mandelKCritical(8, 3, 0.005).toFixed(2)).toBe('2.06');
  });

  it('need laboratories, replicates and a level', () => {
    expect(codeOf(() => grubbsCritical(2, 0.05))).toBe('BAD_PARAMETER');
    expect(codeOf(() => cochranCritical(5, 1, 0.05))).toBe('BAD_PARAMETER');
    expect(codeOf(() => mandelKCritical(5, 1, 0.05))).toBe('BAD_PARAMETER');
    expect(codeOf(() => mandelHCritical(5, 1))).toBe('BAD_PARAMETER');
    expect(codeOf(() => doubleGrubbsCritical(3, 0.05))).toBe('BAD_PARAMETER');
    expect(codeOf(() => doubleGrubbsCritical(5, 0))).toBe('BAD_PARAMETER');
  });
});

describe('tests of consistency', () => {
  it('refuse what has no spread', () => {
    expect(
      codeOf(() =>
        cochranTest(
          cellsOf([
            [1, 1],
            [2, 2],
          ]),
        ),
      ),
    ).toBe('ZERO_SPREAD');
    expect(codeOf(() => cochranTest(cellsOf([[1, 1], [2]])))).toBe('TOO_FEW_OBSERVATIONS');
    expect(codeOf(() => grubbsTest(cellsOf([[1], [1], [1]]), 'low'))).toBe('ZERO_SPREAD');
    expect(codeOf(() => doubleGrubbsTest(cellsOf([[1], [1], [1], [1]]), 'low'))).toBe('ZERO_SPREAD');
  });

  it('leave k out for single results and where nothing varies within', () => {
    expect(mandelStatistics(cellsOf([[1], [2], [3, 4]])).some(({ k }) => k !== undefined)).toBe(false);
    expect(
      mandelStatistics(
        cellsOf([
          [1, 1],
          [2, 2],
          [3, 3],
        ]),
      )[0]?.k,
    ).toBeUndefined();
  });

  it('find two that hide each other from the single test', () => {
    const cells = means(10, 10.1, 9.9, 10.05, 9.95, 10.02, 13, 13.1);
    expect(grubbsTest(cells, 'high').grade).toBe('consistent');
    expect(doubleGrubbsTest(cells, 'high')).toMatchObject({ grade: 'outlier', laboratories: ['L7', 'L8'] });
    expect(doubleGrubbsTest(means(10, 10.1, 9.9, 10.05, 9.95, 10.02, 10.44, 10.45), 'high').grade).toBe('straggler');
  });

  it('take the number of replicates that most cells have', () => {
    expect(
      usualReplicates(
        cellStatistics(
          cellsOf([
            [1, 2],
            [1, 2, 3],
            [1, 2, 3],
          ]),
        ),
      ),
    ).toBe(3);
    expect(
      usualReplicates(
        cellStatistics(
          cellsOf([
            [1, 2],
            [1, 2],
            [1, 2, 3],
          ]),
        ),
      ),
    ).toBe(2);
  });
});

describe('examineLevel()', () => {
  const glucose = cellsOf(cases.find(({ id }) => id === 'E691-glucose-C').data);

  it('leaves an outlier out by the rule and says so', () => {
    const { leftOut, steps, precision, mandel } = examineLevel(glucose);
    expect(leftOut).toEqual([{ laboratory: 'L4', by: BY_RULE, reason: 'outlier by cochran' }]);
    expect(steps[0]).toMatchObject({ kind: 'test', laboratory: 'L4', outcome: { action: 'left-out' } });
    expect(precision.laboratories).toBe(7);
    expect(mandel).toHaveLength(8);
  });

  it('keeps an outlier whom a person keeps, with the reason', () => {
    const kept = examineLevel(glucose, [{ laboratory: 'L4', action: 'keep', by: 'panel', reason: 'cause found' }]);
    expect(kept.leftOut).toEqual([]);
    expect(kept.steps[0]).toMatchObject({ outcome: { action: 'kept', by: 'panel', reason: 'cause found' } });
    expect(kept.precision.laboratories).toBe(8);
  });

  it('leaves out whom a person leaves out, before any test', () => {
    const { steps, precision } = examineLevel(glucose, [
      { laboratory: 'L1', action: 'leave-out', by: 'panel', reason: 'wrong sample' },
    ]);
    expect(steps[0]).toEqual({
      kind: 'decision',
      laboratory: 'L1',
      outcome: { action: 'left-out', by: 'panel', reason: 'wrong sample' },
    });
    expect(precision.laboratories).toBe(6);
  });

  it('keeps a straggler, marked', () => {
    const { steps } = examineLevel(means(10, 10.1, 9.9, 10.05, 9.95, 10.5));
    const found = steps.find((step) => step.kind === 'test' && step.test.grade === 'straggler');
    expect(found).toMatchObject({ outcome: { action: 'kept', by: BY_RULE } });
  });

  it('finds a mean that lies out, and two', () => {
    expect(examineLevel(means(10, 10.1, 9.9, 10.05, 9.95, 10.02, 13)).leftOut).toMatchObject([
      { laboratory: 'L7', reason: 'outlier by grubbs-high' },
    ]);
    expect(
      examineLevel(means(10, 10.1, 9.9, 10.05, 9.95, 10.02, 7, 6.9))
        .leftOut.map(({ laboratory }) => laboratory)
        .sort(),
    ).toEqual(['L7', 'L8']);
  });

  it('says which tests were not possible', () => {
    const steps = (cells: readonly Cell[]) =>
      examineLevel(cells).steps.flatMap((step) => (step.kind === 'not-possible' ? [step.test] : []));
    expect(
      steps(
        cellsOf([
          [1, 1],
          [2, 2],
          [3, 3],
        ]),
      ),
    ).toEqual(['cochran', 'grubbs-two']);
    expect(
      steps(
        cellsOf([
          [1, 2],
          [1, 2.2],
          [9, 19],
          [1, 2.1],
          [1, 2],
          [1.1, 2],
          [1, 2],
        ]),
      ),
    ).toEqual([]);
    const outOfThree = examineLevel(
      means(1, 2, 4),
      [{ laboratory: 'L1', action: 'leave-out', by: 'x', reason: 'y' }].slice(1) as [],
    );
    expect(outOfThree.steps.at(-1)).toMatchObject({ kind: 'not-possible', test: 'grubbs-two' });
    const many = Array.from({ length: 101 }, (_, index) => ((index * 37) % 101) / 10);
    expect(steps(means(...many))).toEqual(['grubbs-two']);
  });

  it('does not look for two more among three', () => {
    const { steps, leftOut } = examineLevel(means(10, 10.001, 9.999, 20, 20.1));
    expect(leftOut.map(({ laboratory }) => laboratory)).toEqual(['L4', 'L5']);
    expect(steps.at(-1)).toMatchObject({ kind: 'not-possible', test: 'grubbs-two' });
  });

  it('does not compare the means of two', () => {
    const { steps, leftOut } = examineLevel(
      cellsOf([
        [1, 9],
        [5, 5.01],
        [5.1, 5.11],
      ]),
    );
    expect(leftOut).toHaveLength(1);
    expect(steps.at(-1)).toMatchObject({
      kind: 'not-possible',
      test: 'grubbs',
      reason: 'fewer than 3 laboratories are left',
    });
  });

  it('does not compare means once all left are equal', () => {
    const cells = [...means(1, 1, 1, 1, 1, 1, 1), { laboratory: 'far', results: [1.99, 2.01] }];
    const { steps, leftOut } = examineLevel(cells);
    expect(leftOut.map(({ laboratory }) => laboratory)).toEqual(['far']);
    expect(steps.at(-1)).toMatchObject({ kind: 'not-possible', test: 'grubbs', reason: 'all means are equal' });
  });

  it('refuses decisions on nobody, by nobody, for no reason', () => {
    const decide = (laboratory: string, by: string, reason: string) => () =>
      examineLevel(glucose, [{ laboratory, action: 'keep', by, reason }]);
    expect(codeOf(decide('L99', 'panel', 'x'))).toBe('BAD_PARAMETER');
    expect(codeOf(decide('L1', ' ', 'x'))).toBe('BAD_PARAMETER');
    expect(codeOf(decide('L1', 'panel', ''))).toBe('BAD_PARAMETER');
  });
});
