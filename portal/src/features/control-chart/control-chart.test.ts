// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { chartFile } from './chart-file.ts';
import { readCalibration, readParameter } from './chart-settings.ts';
import { CHART_KINDS, type ChartAsked, type ChartKind, computeCharts, type RuleSet } from './compute-chart.ts';
import { CHART_EXAMPLES } from './examples.ts';
import { readSeries, type SeriesRow } from './read-series.ts';

const rowsOf = (text: string): readonly SeriesRow[] => {
  const series = readSeries(text);
  if (series.fault !== undefined) throw new Error(JSON.stringify(series.fault));
  return series.rows;
};
const charts = (kind: ChartKind, text: string, more: Partial<ChartAsked> = {}) => {
  const rules: RuleSet = 'western-electric';
  const answer = computeCharts({ kind, rows: rowsOf(text), rules, calibration: undefined, ...more });
  if ('refusal' in answer) throw new Error(answer.refusal);
  return answer.charts;
};

describe('readSeries()', () => {
  it.each([
    [
      '1\n2',
      [
        ['1', [1]],
        ['2', [2]],
      ],
    ],
    ['value\n1', [['1', [1]]]],
    [
      'day\tvalue\nMon\t1\nTue\t2',
      [
        ['Mon', [1]],
        ['Tue', [2]],
      ],
    ],
    ['2026-01-05\t1.5\t2e-3', [['2026-01-05', [1.5, 0.002]]]],
    [
      '1\t2\t\n3\t4\t',
      [
        ['1', [1, 2]],
        ['2', [3, 4]],
      ],
    ],
    ['', []],
  ])('reads %j', (text, rows) => {
    expect(rowsOf(text).map(({ label, values }) => [label, values])).toEqual(rows);
  });

  it.each([
    ['1\n<0.5\n2', { row: 2, column: 'A', given: '<0.5' }],
    ['day\tvalue\nMon\t1\nTue\tn.d.', { row: 3, column: 'B', given: 'n.d.' }],
    ['1\t2\n3\t\t4', { row: 2, column: 'B', given: '' }],
    ['1\nTue\t2', { row: 2, column: 'A', given: 'Tue' }],
    ['day\tvalue\nMon\t', { row: 2, column: 'B', given: '' }],
  ])('tells the row and column of what is no number in %j', (text, fault) => {
    expect(readSeries(text).fault).toEqual({ code: 'NOT_A_NUMBER', ...fault });
  });

  it.each([
    [
      '0,12\t0,15\n0,13\t0,11',
      [
        [0.12, 0.15],
        [0.13, 0.11],
      ],
    ],
    [
      '0,12;0,15;0,13\n0,14;0,11;0,12',
      [
        [0.12, 0.15, 0.13],
        [0.14, 0.11, 0.12],
      ],
    ],
    ['dia;valor\nseg;-1,5e-2\nter;2', [[-0.015], [2]]],
    ['05.01.2026\t0,12\n06.01.2026\t0,15', [[0.12], [0.15]]],
  ])('reads the decimal commas of %j, and tells that it did', (text, values) => {
    expect(rowsOf(text).map((row) => row.values)).toEqual(values);
    expect(readSeries(text)).toMatchObject({ hasCommas: true });
  });

  it.each([
    ['0,12\n0,15\n0,13', 1, 'A', '0,12'],
    ['1.234,5\n1.240,0', 1, 'A', '1.234,5'],
    ['Mon,0,12\nTue,0,15', 1, 'B', '0,12'],
    ['day,value\nMon,0,12', 2, 'B', '0,12'],
    ['0,12,0,15\n0,13,0,11', 1, 'A', '0,12'],
    ['0,12, 0,15', 1, 'A', '0,12'],
    ['0,12\n1\n0,13', 1, 'A', '0,12'],
    ['value\n0,12', 2, 'A', '0,12'],
    ['5\n0,12', 2, 'A', '0,12'],
    ['"0,12","0,15"', 1, 'A', '0,12'],
    ['1.234,5\t0,1', 1, 'A', '1.234,5'],
    ['0.5\t1,234', 1, 'B', '1,234'],
    ['1\t2,3,4', 1, 'B', '2,3,4'],
    ['n,x\n1,100,12\n2,100,15', 2, 'B', '100,12'],
    ['1,0,12\n2,0,15\n3,0,13', 1, 'B', '0,12'],
  ])('asks about the comma in %j', (text, row, column, given) => {
    expect(readSeries(text).fault).toEqual({ code: 'DECIMAL_COMMA', row, column, given });
  });

  it.each([
    ['1 000,5\n1 000,6', 1, 'A', '1 000'],
    ['1 000,5;1 000,6\n1 001,5;1 001,6', 1, 'A', '1 000,5'],
    ['lot;x\na;1\u00a0000,5', 2, 'B', '1\u00a0000,5'],
  ])('asks about the digits grouped in %j', (text, row, column, given) => {
    expect(readSeries(text).fault).toEqual({ code: 'GROUPED_DIGITS', row, column, given });
  });

  it.each([
    ['10.1 10.2 10.3\n10.4\n10.5', [[10.1, 10.2, 10.3], [10.4], [10.5]]],
    [
      '1.0  1.2 1.1\n1.1 1.0 1.2',
      [
        [1, 1.2, 1.1],
        [1.1, 1, 1.2],
      ],
    ],
    [
      'x y\n1 2\n3 4',
      [
        [1, 2],
        [3, 4],
      ],
    ],
  ])('parts the numbers of %j at spaces, and leaves no row out', (text, values) => {
    expect(rowsOf(text).map((row) => row.values)).toEqual(values);
  });

  it.each([
    ['10.1 a\n10.2\n10.3', 1, 'A', '10.1 a'],
    ['a 10.1\nb 10.2', 2, 'A', 'b 10.2'],
    ['Run 1 10.1\nRun 2 10.2', 2, 'A', 'Run 2 10.2'],
    ['a\t1 2\nb\t3 4', 2, 'B', '3 4'],
  ])('asks what the spaces in %j are', (text, row, column, given) => {
    expect(readSeries(text).fault).toEqual({ code: 'SPACES', row, column, given });
  });

  it('tells which row it read as headings', () => {
    expect(readSeries('Lot 7\n1\n2')).toMatchObject({ headingRow: 'Lot 7' });
    expect(readSeries('1\n2')).not.toHaveProperty('headingRow');
  });

  it.each(['n,a,b\n1,12,13\n2,12,14', '1,12.5,13\n2,12.5,14'])(
    'charts %j, of which the commas stand between columns',
    (text) => {
      expect(readSeries(text).fault).toBeUndefined();
    },
  );

  it.each([
    [
      '1, 2\n3, 4',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      'late,answered\n3,120\n5,130',
      [
        [3, 120],
        [5, 130],
      ],
    ],
    [
      '1.5,2\n3,4',
      [
        [1.5, 2],
        [3, 4],
      ],
    ],
    [
      '1,2,3\n4,5,6',
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ],
    ['a,1,-2', [[1, -2]]],
  ])('takes the commas in %j for separators', (text, values) => {
    expect(rowsOf(text).map((row) => row.values)).toEqual(values);
    expect(readSeries(text)).toMatchObject({ hasCommas: false });
  });
});

describe('computeCharts()', () => {
  it.each<ChartKind>(['individuals', 'ewma', 'cusum'])('names a row of two numbers for %s', (kind) => {
    const answer = computeCharts({
      kind,
      rows: rowsOf('1\t\n2\t3'),
      rules: 'nelson',
      calibration: undefined,
    });
    expect(answer).toMatchObject({ crowded: { row: 2, count: 2 } });
  });

  it.each(Object.values(CHART_EXAMPLES))('charts the example $kind', ({ kind, text }) => {
    expect(charts(kind, text).length).toBeGreaterThan(0);
  });

  it('finds the shift of the check weight by runs, EWMA and CUSUM, with limits from the first twenty', () => {
    const { text } = CHART_EXAMPLES.weighings;
    const first = (kind: ChartKind, part: string) =>
      charts(kind, text, { calibration: 20 }).find((each) => each.part === part)?.signals[0];
    expect(first('individuals', 'location')).toMatchObject({ rule: 'western-electric-3', at: 23 });
    expect(first('ewma', 'ewma')?.at).toBeGreaterThan(20);
    expect(first('cusum', 'cusum-up')?.at).toBeGreaterThan(20);
    expect(first('cusum', 'cusum-down')).toBeUndefined();
  });

  it('applies the rules that are asked for', () => {
    const text = Array.from({ length: 20 }, (_, index) => String(index)).join('\n');
    const rules = (set: RuleSet) =>
      new Set(charts('individuals', text, { rules: set })[0]?.signals.map(({ rule }) => rule));
    expect(rules('nelson')).toContain('nelson-3');
    expect([...rules('limits')]).toEqual(['limit']);
  });

  it('names a moving range by the later of its two points', () => {
    const [location, range] = charts('individuals', 'a\t1\nb\t2\nc\t4');
    expect(location?.labels).toEqual(['a', 'b', 'c']);
    expect(range?.labels).toEqual(['b', 'c']);
    expect(range?.chart.points.map(({ value }) => value)).toEqual([1, 2]);
  });

  it('sees a month with too many late answers', () => {
    const [chart] = charts('p', CHART_EXAMPLES.late.text);
    expect(chart?.signals.map(({ at }) => chart.labels[at])).toEqual(['2026-09']);
  });

  it.each(CHART_KINDS)('refuses one row for %s, and says why', (kind) => {
    const rows = rowsOf(kind.startsWith('average') ? '1\t2' : kind === 'p' || kind === 'u' ? '1\t10' : '1');
    const answer = computeCharts({ kind, rows, rules: 'nelson', calibration: undefined });
    expect(answer).toHaveProperty('refusal', expect.stringMatching(/needs? 2|2 .*needed|At least 2/));
  });

  it.each<[ChartKind, string]>([
    ['individuals', '1\t2\n3\t4'],
    ['average-range', '1\t2\n3\t4\t5'],
    ['p', '1\n2'],
    ['individuals', '1\n1\n1'],
  ])('refuses for %s what does not fit it: %j', (kind, text) => {
    const answer = computeCharts({ kind, rows: rowsOf(text), rules: 'nelson', calibration: undefined });
    expect(answer).toHaveProperty('refusal');
  });
});

describe('readParameter()', () => {
  it.each([
    ['lambda', '0,2', 0.2],
    ['lambda', '1', 1],
    ['lambda', '0', undefined],
    ['lambda', '1.01', undefined],
    ['k', '0', 0],
    ['h', '4.', 4],
    ['h', '-5', undefined],
    ['h', '1e2', undefined],
    ['multiplier', '', undefined],
  ] as const)('reads %s %j as %s', (name, typed, value) => {
    expect(readParameter(name, typed)).toBe(value);
  });
});

describe('readCalibration()', () => {
  it.each([
    ['', 'all'],
    [' 20 ', 20],
    ['2', 2],
    ['30', 30],
    ['31', undefined],
    ['1', undefined],
    ['-1', undefined],
    ['abc', undefined],
    ['1.5', undefined],
  ])('reads %j of 30 points as %s', (typed, value) => {
    expect(readCalibration(typed, 30)).toBe(value);
  });
});

describe('chartFile()', () => {
  it('writes every point with its limits, all digits, and what the chart was made with', () => {
    const memory = { lambda: 0.4, multiplier: 2.7, k: 0.5, h: 5 };
    const drawn = charts('ewma', CHART_EXAMPLES.weighings.text, { calibration: 20, memory });
    const say = (id: string, values = {}) => [id, ...Object.values(values)].join(' ');
    const made = { unit: 'mg', used: 20, parameters: [['lambda', 0.4] as const], say };
    const [from, parameter, , headings, first, ...rest] = chartFile(drawn, made).trim().split('\r\n');
    expect(from).toContain('chart.limits.from 20 30');
    expect(parameter).toBe('chart.parameter.lambda,0.4');
    expect(headings?.split(',')).toHaveLength(9);
    const { sigma, target, chart } = drawn[0] ?? {};
    // z₁ = λ x₁ + (1 − λ) target, so that the first limits stand L λ σ from the target.
    expect(chart?.points[0]?.upper).toBeCloseTo((target as number) + 2.7 * 0.4 * (sigma as number), 12);
    expect(first?.split(',').slice(2, 8)).toEqual(
      ['1', chart?.points[0]?.value, chart?.points[0]?.lower, chart?.centre, chart?.points[0]?.upper, sigma].map(
        String,
      ),
    );
    expect(rest).toHaveLength(29);
  });

  it('moves the limits of a CUSUM to the h that was asked for', () => {
    const memory = { lambda: 0.2, multiplier: 3, k: 0, h: 4 };
    const [up] = charts('cusum', CHART_EXAMPLES.weighings.text, { calibration: 20, memory });
    expect(up?.chart.points[0]?.upper).toBe(4);
    const usual = charts('cusum', CHART_EXAMPLES.weighings.text, { calibration: 20 });
    expect(usual[0]?.chart.points[0]?.upper).toBe(5);
    expect(up?.chart.points.at(-1)?.value).not.toBe(usual[0]?.chart.points.at(-1)?.value);
  });
});
