// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import vectors from '../../vectors/spc.json' with { type: 'json' };
import { codeOf } from '../testing/code-of.ts';
import * as control from './index.ts';

const { applyRunRules, averageDeviationChart, averageRangeChart, capabilityIndices, chartConstants, chartFactors } =
  control;
const { cusumChangePoint, cusumChart, ewmaChart, gaugeStudy, individualsChart } = control;
const { NELSON, nonconformityChart, proportionChart, WESTERN_ELECTRIC } = control;

// biome-ignore lint/suspicious/noExplicitAny: each case of the vectors has a shape of its own
type Case = any;
const caseOf = (id: string): Case => vectors.cases.find((one) => one.id === id);
const text = 'x' as unknown as number;

describe('chartFactors()', () => {
  it.each(caseOf('spc-constants').rows as readonly Case[])(
    'agrees with integration to ten digits for n = $n',
    (row) => {
      const found = chartFactors(row.n);
      for (const [name, expected] of Object.entries<number>(row)) {
        if (name !== 'n') {
          expect(Math.abs(found[name as 'd2'] - expected)).toBeLessThan(2e-11);
        }
      }
    },
  );

  it('refuses a subgroup of one', () => {
    expect(codeOf(() => chartConstants(1))).toBe('BAD_PARAMETER');
  });
});

describe('charts with memory', () => {
  const { ewma, ewma_limits, cusum_pos, cusum_neg } = caseOf('spc-cusum-ewma');
  const target = (ewma_limits[0][0] + ewma_limits[0][1]) / 2;
  // The first limits stand 3 λ standard errors away.
  const standardError = (ewma_limits[0][1] - ewma_limits[0][0]) / 2 / 0.6;
  // xᵢ of zᵢ = λ xᵢ + (1 − λ) zᵢ₋₁: the averages that the vector was made of.
  const averages = ewma.map((z: number, index: number) => (z - 0.8 * (index === 0 ? target : ewma[index - 1])) / 0.2);

  it('reproduce R qcc on the piston rings: EWMA', () => {
    ewmaChart(averages, { target, standardError }).points.forEach((point, index) => {
      expect(point.value).toBeCloseTo(ewma[index], 11);
      expect(point.lower).toBeCloseTo(ewma_limits[index][0], 9);
      expect(point.upper).toBeCloseTo(ewma_limits[index][1], 9);
    });
  });

  it('reproduce R qcc on the piston rings: CUSUM, with its signal and where the change began', () => {
    const points = cusumChart(averages, { target, standardError });
    points.forEach(({ upper, lower }, index) => {
      expect(upper).toBeCloseTo(cusum_pos[index], 6);
      expect(lower).toBeCloseTo(cusum_neg[index], 6);
    });
    expect(points.findIndex(({ signal }) => signal === 'upward')).toBe(36);
    expect(cusumChangePoint(points, 36)).toBe(cusum_pos.lastIndexOf(0) + 1);
    const down = cusumChart([0, -4, -4], { target: 0, standardError: 1 });
    expect([down[2]?.signal, cusumChangePoint(down, 2)]).toEqual(['downward', 1]);
  });

  it('refuse λ beyond 0 and 2, and no spread', () => {
    expect(codeOf(() => ewmaChart([1], { target: 0, standardError: 1, lambda: 2 }))).toBe('ZERO_SPREAD');
    expect(codeOf(() => ewmaChart([1], { target: 0, standardError: 1, lambda: -1 }))).toBe('BAD_UNCERTAINTY');
    expect(codeOf(() => cusumChart([1, text], { target: 0, standardError: 1 }))).toBe('BAD_OBSERVATIONS');
    expect(codeOf(() => cusumChart([1], { target: 0, standardError: 0 }))).toBe('ZERO_SPREAD');
    expect(codeOf(() => cusumChangePoint([], 0))).toBe('BAD_PARAMETER');
  });
});

describe('Shewhart charts', () => {
  it('reproduce the c chart of circuit boards', () => {
    const { data, expected } = caseOf('spc-c-circuit');
    const samples = data.x.map((count: number) => ({ count, size: 1 }));
    const { centre, points } = nonconformityChart(samples, { calibration: data.trial.filter(Boolean).length });
    expect(centre).toBeCloseTo(expected.c, 12);
    expect(points[0]?.lower).toBeCloseTo(expected.lcl, 12);
    expect(points[0]?.upper).toBeCloseTo(expected.ucl, 12);
    expect(points.flatMap(({ beyond }, index) => (beyond ? [index] : []))).toEqual([5, 19]);
  });

  it('stand at A₂ R̄ and D₃, D₄; at A₃ s̄ and B₃, B₄; at E₂ R̄', () => {
    const rows = [
      [1, 2, 4],
      [2, 3, 3],
      [0, 4, 5],
    ];
    const f = chartFactors(3);
    const range = averageRangeChart(rows);
    expect(range.location.points[0]?.upper).toBeCloseTo(range.location.centre + f.A2 * range.spread.centre, 10);
    expect(range.spread.points[0]?.upper).toBeCloseTo(f.D4 * range.spread.centre, 10);
    expect(range.spread.points[0]?.lower).toBe(0);
    const deviation = averageDeviationChart(rows, { calibration: 2 });
    expect(deviation.location.points[2]?.lower).toBeCloseTo(
      deviation.location.centre - f.A3 * deviation.spread.centre,
      10,
    );
    expect(deviation.spread.points[0]?.upper).toBeCloseTo(f.B4 * deviation.spread.centre, 10);
    // NIST/SEMATECH e-Handbook, 6.3.2.2: it divides by d₂ = 1.128 as printed.
    const flow = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1];
    const printed = individualsChart(flow, { factors: 'printed' }).location;
    expect([printed.points[0]?.upper, printed.centre, printed.points[0]?.lower].map((x) => x?.toFixed(4))).toEqual([
      '55.8041',
      '50.8100',
      '45.8159',
    ]);
    expect(individualsChart(flow).location.points[0]?.upper.toFixed(4)).toBe('55.8024');
    const single = individualsChart([1, 3, 2, 5]);
    expect(single.location.points[0]?.upper).toBeCloseTo(
      single.location.centre + chartFactors(2).E2 * single.spread.centre,
      10,
    );
    const shares = proportionChart([
      { count: 1, size: 10 },
      { count: 3, size: 10 },
    ]);
    expect(shares.centre).toBeCloseTo(0.2, 12);
    expect(shares.points[0]?.upper).toBeCloseTo(0.2 + 3 * Math.sqrt(0.016), 12);
  });

  it('refuse text, uneven and too few subgroups, no spread, impossible counts', () => {
    expect(codeOf(() => averageRangeChart([[1, 2]]))).toBe('TOO_FEW_OBSERVATIONS');
    expect(codeOf(() => averageRangeChart([[1, 2], [1]]))).toBe('TOO_FEW_OBSERVATIONS');
    expect(
      codeOf(() =>
        averageRangeChart([
          [1, 2],
          [1, 2, 3],
        ]),
      ),
    ).toBe('BAD_OBSERVATIONS');
    expect(
      codeOf(() =>
        averageRangeChart([
          [1, 2],
          [1, text],
        ]),
      ),
    ).toBe('BAD_OBSERVATIONS');
    expect(
      codeOf(() =>
        averageDeviationChart([
          [1, 1],
          [2, 2],
        ]),
      ),
    ).toBe('ZERO_SPREAD');
    expect(codeOf(() => individualsChart([1, 2], { calibration: 3 }))).toBe('BAD_PARAMETER');
    expect(
      codeOf(() =>
        proportionChart([
          { count: 1, size: 10 },
          { count: 11, size: 10 },
        ]),
      ),
    ).toBe('BAD_OBSERVATIONS');
    expect(
      codeOf(() =>
        nonconformityChart([
          { count: 1, size: 1 },
          { count: -1, size: 1 },
        ]),
      ),
    ).toBe('BAD_OBSERVATIONS');
    expect(
      codeOf(() =>
        nonconformityChart([
          { count: 1, size: 1 },
          { count: 1, size: 0 },
        ]),
      ),
    ).toBe('BAD_OBSERVATIONS');
  });

  it('refuses counts that are not whole, and parts of inspected items; areas may be parts', () => {
    const good = { count: 1, size: 10 };
    expect(codeOf(() => proportionChart([good, { count: 3.5, size: 100 }]))).toBe('BAD_OBSERVATIONS');
    expect(codeOf(() => nonconformityChart([good, { count: 2.5, size: 1 }]))).toBe('BAD_OBSERVATIONS');
    expect(codeOf(() => proportionChart([good, { count: 3, size: 10.5 }]))).toBe('BAD_OBSERVATIONS');
    expect(nonconformityChart([good, { count: 3, size: 10.5 }]).points).toHaveLength(2);
  });
});

describe('applyRunRules()', () => {
  const breaks = (z: readonly number[], rules: readonly control.RunRule[]) =>
    applyRunRules(
      z.map((value) => 5 + 2 * value),
      { centre: 5, standardError: 2 },
      rules,
    ).map(({ rule, at }) => `${rule}@${at}`);

  it.each<[readonly number[], string]>([
    [[0, 3.1], 'western-electric-1@1'],
    [[2.1, 0, 2.2], 'western-electric-2@2'],
    [[-1.1, -1.2, 0, -1.3, -1.4], 'western-electric-3@4'],
    [[0.1, 0.2, 0.1, 0.3, 0.1, 0.2, 0.1, 0.1], 'western-electric-4@7'],
  ])('finds what Western Electric name: %s', (z, expected) => {
    expect(breaks(z, WESTERN_ELECTRIC)).toEqual([expected]);
  });

  it.each<[readonly number[], string]>([
    [[0, -3.1], 'nelson-1@1'],
    [[0.1, 0.2, 0.1, 0.3, 0.1, 0.2, 0.1, 0.1, 0.2], 'nelson-2@8'],
    [[-0.5, -0.4, -0.1, 0, 0.2, 0.5], 'nelson-3@5'],
    [[0.5, 0.4, 0.1, 0, -0.2, -0.5], 'nelson-3@5'],
    [[1.2, -0.1, 0.2, -0.1, 0.2, -0.1, 0.2, -0.1, 0.2, -0.1, 0.2, -0.1, 0.2, -1.1], 'nelson-4@13'],
    [[2.1, 2.2], 'nelson-5@1'],
    [[1.1, 1.2, 1.3, 1.4], 'nelson-6@3'],
    [[0.1, 0.2, -0.1, -0.2, 0.1, 0.2, -0.1, -0.2, 0.1, 0.2, -0.1, -0.2, 0.1, 0.2, -0.1], 'nelson-7@14'],
    [[1.1, -1.1, -1.2, 1.2, 1.1, -1.2, -1.1, 1.2], 'nelson-8@7'],
  ])('finds what Nelson names: %s', (z, expected) => {
    expect(breaks(z, NELSON)).toEqual([expected]);
  });

  it('finds nothing where nothing is, and refuses no spread', () => {
    expect(breaks([0.5, -1.2, 0.3, 1.4, -0.2], [...WESTERN_ELECTRIC, ...NELSON])).toEqual([]);
    expect(codeOf(() => applyRunRules([1], { centre: 0, standardError: 0 }, NELSON))).toBe('ZERO_SPREAD');
  });

  it.each(['nelson-9', 'toString', ''])('refuses a rule that it does not know: %s', (rule) => {
    expect(codeOf(() => breaks([0], [...NELSON, rule as control.RunRule]))).toBe('UNKNOWN_NAME');
  });
});

describe('capabilityIndices()', () => {
  const process = { mean: 10.5, standardDeviation: 1, degreesOfFreedom: 29, count: 30 };

  it('has intervals: exact for Cp, after Bissell for Cpk', () => {
    const { Cp, Cpk, Cpm, CpLower, CpUpper } = capabilityIndices(process, { lower: 7, upper: 13 });
    expect(Cp?.value).toBe(1);
    // √(χ²(0.025; 29)/29), √(χ²(0.975; 29)/29): 16.0471, 45.7223 of any table.
    expect(Cp?.interval[0]).toBeCloseTo(Math.sqrt(16.0471 / 29), 5);
    expect(Cp?.interval[1]).toBeCloseTo(Math.sqrt(45.7223 / 29), 5);
    expect(Cpk.value).toBeCloseTo(2.5 / 3, 12);
    expect(Cpk.interval[1] - Cpk.value).toBeCloseTo(
      1.959964 * (2.5 / 3) * Math.sqrt(1 / (270 * (2.5 / 3) ** 2) + 1 / 58),
      6,
    );
    expect(Cpm).toBeCloseTo(6 / (6 * Math.hypot(1, 0.5)), 12);
    expect([CpLower, CpUpper]).toEqual([3.5 / 3, 2.5 / 3]);
  });

  it('has one side where there is one limit, and a target of its own', () => {
    expect(capabilityIndices(process, { upper: 13 })).not.toHaveProperty('Cp');
    expect(capabilityIndices(process, { lower: 7 }).Cpk.value).toBeCloseTo(3.5 / 3, 12);
    expect(capabilityIndices(process, { lower: 7, upper: 13, target: 10.5 }).Cpm).toBe(1);
  });

  it('refuses no limits, limits the wrong way round, no spread', () => {
    expect(codeOf(() => capabilityIndices(process, {}))).toBe('BAD_PARAMETER');
    expect(codeOf(() => capabilityIndices(process, { lower: 3, upper: 3 }))).toBe('BAD_PARAMETER');
    expect(codeOf(() => capabilityIndices({ ...process, standardDeviation: 0 }, { upper: 3 }))).toBe('ZERO_SPREAD');
    expect(codeOf(() => capabilityIndices(process, { upper: Number.NaN }))).toBe('BAD_PARAMETER');
  });
});

describe('gaugeStudy()', () => {
  // Each part's readings by two operators, twice; sums of squares by hand: grand mean 5.5.
  const readings = [
    [
      [1, 2],
      [3, 4],
    ],
    [
      [5, 6],
      [9, 10],
    ],
    [
      [4, 5],
      [8, 9],
    ],
  ];

  it('parts the variances as the sums of squares have it', () => {
    const found = gaugeStudy(readings, { tolerance: 60 });
    expect(found.parts.sumOfSquares).toBeCloseTo(56, 10);
    expect(found.operators.sumOfSquares).toBeCloseTo(33.333333333333336, 10);
    expect(found.interaction.sumOfSquares).toBeCloseTo(2.6666666666666665, 10);
    expect(found.equipment.sumOfSquares).toBeCloseTo(3, 10);
    expect(found.pooled).toBe(false);
    expect(found.repeatability ** 2).toBeCloseTo(0.5, 10);
    expect(found.reproducibility ** 2).toBeCloseTo((33.333333333333336 - 4 / 3) / 6 + (4 / 3 - 0.5) / 2, 10);
    expect(found.partToPart ** 2).toBeCloseTo((28 - 4 / 3) / 4, 10);
    expect(found.percentOfTolerance).toBeCloseTo(10 * found.gauge, 10);
    expect(found.distinctCategories).toBe(Math.floor((1.41 * found.partToPart) / found.gauge));
  });

  it('pools an interaction that is not there, and knows no p where nothing varies within', () => {
    const pooled = gaugeStudy(readings, { poolAbove: 0.01 });
    expect(pooled.pooled).toBe(true);
    expect(pooled.repeatability ** 2).toBeCloseTo((3 + 2.6666666666666665) / 8, 10);
    const exact = gaugeStudy([
      [
        [1, 1],
        [1, 1],
      ],
      [
        [2, 2],
        [2, 2],
      ],
    ]);
    expect(exact.interactionP).toBeUndefined();
    expect(exact.distinctCategories).toBe(Number.POSITIVE_INFINITY);
  });

  it('refuses one operator, uneven readings, text, no spread', () => {
    expect(codeOf(() => gaugeStudy([[[1, 2]], [[1, 2]]]))).toBe('TOO_FEW_OBSERVATIONS');
    expect(codeOf(() => gaugeStudy([]))).toBe('TOO_FEW_OBSERVATIONS');
    expect(
      codeOf(() =>
        gaugeStudy([
          [
            [1, 2],
            [1, 2],
          ],
          [[1, 2]],
        ]),
      ),
    ).toBe('BAD_OBSERVATIONS');
    expect(
      codeOf(() =>
        gaugeStudy([
          [
            [1, 2],
            [1, 2, 3],
          ],
          [
            [1, 2],
            [1, 2],
          ],
        ]),
      ),
    ).toBe('BAD_OBSERVATIONS');
    expect(
      codeOf(() =>
        gaugeStudy([
          [
            [1, 2],
            [1, text],
          ],
          [
            [1, 2],
            [1, 2],
          ],
        ]),
      ),
    ).toBe('BAD_OBSERVATIONS');
    expect(
      codeOf(() =>
        gaugeStudy([
          [
            [1, 1],
            [1, 1],
          ],
          [
            [1, 1],
            [1, 1],
          ],
        ]),
      ),
    ).toBe('ZERO_SPREAD');
  });
});
