// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
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
    expect(readSeries(text).fault).toEqual(fault);
  });
});

describe('computeCharts()', () => {
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
