// SPDX-License-Identifier: Apache-2.0
import { type AxisWords, type Drawing, drawDensity, drawOrderedScores } from '@touchstone/metrology/drawing';
import { kernelBandwidth, kernelDensity } from '@touchstone/metrology/proficiency';
import { MetrologyError } from '@touchstone/metrology/quantity';
import type { RoundMeasurand } from './round.ts';

/** The plots of one measurand; one is absent where there is too little to draw it from. */
export interface RoundPlots {
  readonly scores: Drawing | undefined;
  readonly density: Drawing | undefined;
}

/** Words beside the axes of both plots, and the room there is across. */
export interface PlotWords {
  readonly width: number;
  readonly scores: AxisWords;
  readonly density: AxisWords;
}

/** Ordered scores and kernel density of a published measurand. ISO 13528:2022, 10.3 and 10.4. */
export function plotsOf(measurand: RoundMeasurand, own: string | undefined, words: PlotWords): RoundPlots {
  return {
    scores: orNothing(() => scoresOf(measurand, own, words)),
    density: orNothing(() => densityOf(measurand, own, words)),
  };
}

function scoresOf({ lines = [], score: kind }: RoundMeasurand, own: string | undefined, words: PlotWords) {
  const bars = lines
    .flatMap(({ code, score, verdict }) => {
      const number = Number(score);
      if (score === undefined || !Number.isFinite(number) || verdict === 'not-scored') return [];
      return [{ laboratory: code, score: number, signal: verdict }];
    })
    .sort((first, second) => first.score - second.score);
  if (bars.length === 0) return undefined;
  const limits = kind === 'En' ? [1] : [2, 3];
  return drawOrderedScores({ bars, limits, ...(own === undefined ? {} : { own }) }, words.scores, words.width);
}

function densityOf({ lines = [], figures }: RoundMeasurand, own: string | undefined, words: PlotWords) {
  if (figures === undefined) return undefined;
  const results = lines.flatMap(({ reported }) => numberIn(reported));
  const sigmaPt = numberIn(figures.sigmaUsed ?? figures.sigmaPt)[0];
  const scale = numberIn(figures.deviation)[0];
  if (results.length < 2 || (sigmaPt === undefined && scale === undefined)) return undefined;
  const bandwidth = kernelBandwidth(
    sigmaPt === undefined
      ? { from: 'robust-deviation', scale: scale ?? 0, count: results.length }
      : { from: 'sigma-pt', sigmaPt },
  );
  const against = {
    assignedValue: Number(figures.assignedValue),
    ...(sigmaPt === undefined ? {} : { sigmaPt }),
  };
  const [mine] = lines.filter(({ code }) => code === own).flatMap(({ reported }) => numberIn(reported));
  const curve = kernelDensity(results, bandwidth);
  return drawDensity(
    { curve, results, against, ...(mine === undefined ? {} : { own: mine }) },
    words.density,
    words.width,
  );
}

// A bounded result such as "< 0.01" is in the table and not in the plots.
function numberIn(text: string | undefined): readonly number[] {
  const number = Number(text);
  return text === undefined || text.trim() === '' || !Number.isFinite(number) ? [] : [number];
}

function orNothing(draw: () => Drawing | undefined): Drawing | undefined {
  try {
    return draw();
  } catch (error) {
    // All results alike, or a spread of 0: there is nothing to be seen in a plot.
    if (error instanceof MetrologyError) return undefined;
    throw error;
  }
}
