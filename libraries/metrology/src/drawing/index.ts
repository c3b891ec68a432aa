// SPDX-License-Identifier: Apache-2.0
export {
  type DensityPlot,
  drawDensity,
  drawHistogram,
  type HistogramPlot,
  type ScoredAgainst,
} from './distribution-drawings.ts';
export type { Drawing, Mark, Point, Tone } from './drawing.ts';
export type { AxisWords } from './frame.ts';
export { drawOrderedScores, type ScoresPlot } from './score-drawings.ts';
export { PAPER_PALETTE, type Palette, type SvgOptions, svgOf } from './svg.ts';
export { type Tick, ticksBetween } from './ticks.ts';
