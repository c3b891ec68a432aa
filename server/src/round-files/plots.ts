// SPDX-License-Identifier: Apache-2.0
import type { PublicRound } from '@touchstone/contract';
import { type Drawing, drawDensity, drawHistogram, drawOrderedScores } from '@touchstone/metrology/drawing';
import { histogram, kernelBandwidth, kernelDensity, orderedScores } from '@touchstone/metrology/proficiency';
import { SYMBOLS } from './report-text.ts';
import type { Words } from './words.ts';

type Measurand = PublicRound['measurands'][number];

/** Results farther from the assigned value than so many standard deviations are counted, not drawn. */
const REACH = 8;
const BARS_PER_SIGMA = 2;

/** The plots of one published measurand, and how many results lie too far out for them. */
export function plotsOf(
  { measurand, unit, figures, lines = [], score }: Measurand,
  words: Words,
  own: string | undefined,
): { readonly drawings: readonly Drawing[]; readonly outside: number } {
  const scores = orderedScores(
    lines.flatMap((line) => (line.score === undefined ? [] : [{ laboratory: line.code, score: Number(line.score) }])),
  );
  const shownScores = scores.map((bar) => ({ ...bar, signal: signalOf(lines, bar.laboratory) ?? bar.signal }));
  const name = (title: string, x: string, y: string) => ({ title: `${measurand}: ${title}`, description: title, x, y });
  const ordered = drawOrderedScores(
    { bars: shownScores, limits: score === 'En' ? [1] : [2, 3], ...(own === undefined ? {} : { own }) },
    name(words.ordered, words.code, SYMBOLS[score]),
  );
  const spread = Number(figures?.sigmaUsed ?? figures?.deviation ?? figures?.standardUncertainty ?? '0');
  const numbers = lines.filter(({ reported }) => reported !== undefined && Number.isFinite(Number(reported)));
  if (figures === undefined || !(spread > 0)) return { drawings: [ordered], outside: 0 };
  const assignedValue = Number(figures.assignedValue);
  const isNear = (value: number) => Math.abs(value - assignedValue) <= REACH * spread;
  const results = numbers.map(({ reported }) => Number(reported)).filter(isNear);
  const outside = numbers.length - results.length;
  if (results.length === 0) return { drawings: [ordered], outside };
  const against = { assignedValue, ...(figures.sigmaUsed === undefined ? {} : { sigmaPt: spread }) };
  const value = Number(lines.find(({ code }) => code === own)?.reported ?? Number.NaN);
  const mine = Number.isFinite(value) && isNear(value) ? { own: value } : {};
  const curve = kernelDensity(results, kernelBandwidth({ from: 'sigma-pt', sigmaPt: spread }), 256);
  const bars = histogram(results, spread / BARS_PER_SIGMA);
  const x = `${measurand} (${unit})`;
  return {
    drawings: [
      ordered,
      drawDensity({ curve, results, against, ...mine }, name(words.density, x, words.densityAxis)),
      drawHistogram({ bars, against, ...mine }, name(words.histogram, x, words.number)),
    ],
    outside,
  };
}

// The verdict as it was issued, which for E_n is not that of z.
function signalOf(lines: NonNullable<Measurand['lines']>, code: string) {
  const verdict = lines.find((line) => line.code === code)?.verdict;
  return verdict === 'not-scored' ? undefined : verdict;
}
