// SPDX-License-Identifier: Apache-2.0
import { requireFinite, requirePositive } from '../observations.ts';
import type { DensityCurve } from '../proficiency/kernel-density.ts';
import type { HistogramBar } from '../proficiency/plots.ts';
import type { Drawing, Mark } from './drawing.ts';
import { type AxisWords, type Frame, frameOf, type Span, uprightAt, WIDTH, widened, xAxis, yAxis } from './frame.ts';

/** What results are looked at against: x_pt, and σ_pt where the round has one. */
export interface ScoredAgainst {
  readonly assignedValue: number;
  readonly sigmaPt?: number;
}

/** The results of a round, as a smooth curve. */
export interface DensityPlot {
  readonly curve: DensityCurve;
  readonly results: readonly number[];
  readonly against: ScoredAgainst;
  /** The reader's own result, where there is one. */
  readonly own?: number;
}

/** Kernel density of the results with a tick for each, x_pt and x_pt ± 2 σ_pt, ± 3 σ_pt. ISO 13528:2022, 10.3. */
export function drawDensity({ curve, results, against, own }: DensityPlot, words: AxisWords, width = WIDTH): Drawing {
  const lines = linesOf(against);
  const xs = [...curve.points.map(({ x }) => x), ...lines.map(({ x }) => x)];
  const highest = Math.max(...curve.points.map(({ density }) => density));
  requirePositive(highest, 'The highest density');
  const [xSpan, ySpan]: readonly [Span, Span] = [spanOf(xs), [0, highest * 1.08]];
  const frame = frameOf(xSpan, ySpan, width);
  const marks: Mark[] = [
    ...yAxis(frame, ySpan, words.y),
    ...xAxis(frame, xSpan, words.x),
    ...lines.flatMap(({ x, ...line }) => uprightAt(frame, x, line)),
    { mark: 'curve', points: curve.points.map(({ x, density }) => frame.at(x, density)), tone: 'curve' },
    ...results.map((value) => rug(frame, value)),
    ...(own === undefined ? [] : [pointer(frame, own)]),
  ];
  return drawingOf(frame, words, marks);
}

/** The results of a round, counted in bars. */
export interface HistogramPlot {
  readonly bars: readonly HistogramBar[];
  readonly against: ScoredAgainst;
  readonly own?: number;
}

/** Bars of counts with x_pt and x_pt ± 2 σ_pt, ± 3 σ_pt. ISO 13528:2022, 10.2. Requires a bar. */
export function drawHistogram({ bars, against, own }: HistogramPlot, words: AxisWords, width = WIDTH): Drawing {
  const lines = linesOf(against);
  const most = Math.max(...bars.map(({ count }) => count));
  requirePositive(most, 'The highest count');
  const xSpan = spanOf([...bars.flatMap(({ from, to }) => [from, to]), ...lines.map(({ x }) => x)]);
  const ySpan: Span = [0, most * 1.08];
  const frame = frameOf(xSpan, ySpan, width);
  const marks: Mark[] = [
    ...yAxis(frame, ySpan, words.y),
    ...bars.flatMap(({ from, to, count }): readonly Mark[] => {
      if (count === 0) return [];
      const [left, top] = frame.at(from, count);
      const [right] = frame.at(to, count);
      const size = { width: Math.max(1, right - left - 1), height: frame.bottom - top };
      return [{ mark: 'bar', at: [left, top], ...size, tone: 'bar', title: String(count) }];
    }),
    ...xAxis(frame, xSpan, words.x),
    ...lines.flatMap(({ x, ...line }) => uprightAt(frame, x, line)),
    ...(own === undefined ? [] : [pointer(frame, own)]),
  ];
  return drawingOf(frame, words, marks);
}

/** A drawing that is named by its words. */
export function drawingOf(
  { width, height }: Frame,
  { title, description }: AxisWords,
  marks: readonly Mark[],
): Drawing {
  return { width, height, title, description, marks };
}

interface UprightLine {
  readonly x: number;
  readonly name: string;
  readonly dashed: boolean;
}

function linesOf({ assignedValue, sigmaPt }: ScoredAgainst): readonly UprightLine[] {
  requireFinite(assignedValue, 'The assigned value');
  const middle = { x: assignedValue, name: 'xpt', dashed: false };
  if (sigmaPt === undefined) return [middle];
  requirePositive(sigmaPt, 'σ_pt');
  const sides = [-3, -2, 2, 3].map((times) => ({
    ...{ x: assignedValue + times * sigmaPt, name: `${times < 0 ? '−' : '+'}${Math.abs(times)}σ`, dashed: true },
  }));
  return [middle, ...sides];
}

function spanOf(values: readonly number[]): Span {
  return widened([Math.min(...values), Math.max(...values)], 0.03);
}

function rug(frame: Frame, value: number): Mark {
  const [x] = frame.at(value, 0);
  return { mark: 'line', from: [x, frame.bottom], to: [x, frame.bottom - 9], tone: 'ink' };
}

// A triangle that stands on the axis: told by its shape, not by its colour.
function pointer(frame: Frame, value: number): Mark {
  const [x] = frame.at(value, 0);
  const { bottom } = frame;
  return {
    mark: 'area',
    points: [
      [x, bottom - 2],
      [x - 6, bottom - 16],
      [x + 6, bottom - 16],
    ],
    tone: 'own',
  };
}
