// SPDX-License-Identifier: Apache-2.0
// What a printed report says of a measurand, in the reader's language; codes and numbers are all that is on record.
import type { PublicRound } from '@touchstone/contract';
import { filled, type Words } from './words.ts';

type Measurand = PublicRound['measurands'][number];
type Line = NonNullable<Measurand['lines']>[number];
type Check = NonNullable<NonNullable<Measurand['figures']>['homogeneity']>;

/** Scores by the symbols that ISO 13528:2022 has for them. */
export const SYMBOLS: Readonly<Record<Measurand['score'], string>> = { z: 'z', 'z-prime': 'z′', zeta: 'ζ', En: 'En' };

/** Ways in which the results themselves gave the assigned value, or the standard deviation that they are assessed by. */
const OF_RESULTS = /^(algorithm-a|q-hampel|median-niqr|median-made|mean)$/;

/** Each figure with its name; the standard deviation is named by how it was computed. ISO 13528:2022, clauses 7 and 8. */
export function figureLines(
  { figures, lines = [], unit, score, sigmaFrom = '' }: Measurand,
  words: Words,
): readonly (readonly [name: string, value: string])[] {
  if (figures === undefined) return [];
  const { assignedValue, standardUncertainty, method, count, deviation, sigmaPt, sigmaUsed } = figures;
  const { homogeneity, stability } = figures;
  const withUnit = (value: string | undefined) => (value === undefined ? '' : `${value} ${unit}`);
  const isCounted = OF_RESULTS.test(method) || sigmaFrom === 'results';
  const from = wordOf(words, `sigma.${sigmaFrom}`, '');
  return [
    [words.assigned, withUnit(assignedValue)],
    [words.u, withUnit(standardUncertainty)],
    [words.method, wordOf(words, `method.${method}`, method)],
    // Of a value that was known beforehand no result is in any statistic.
    isCounted
      ? [words.count, String(count)]
      : [words.scored, String(lines.filter(({ verdict }) => verdict !== 'not-scored').length)],
    [wordOf(words, `deviation.${method}`, method), withUnit(deviation)],
    [words.sigma, sigmaPt === undefined ? '' : [withUnit(sigmaPt), from].filter((part) => part !== '').join(', ')],
    [words.used, sigmaUsed === sigmaPt ? '' : withUnit(sigmaUsed)],
    [
      words.homogeneity,
      homogeneity === undefined ? '' : checkText(homogeneity, words.homogeneityFound, { words, unit }),
    ],
    [words.stability, stability === undefined ? '' : checkText(stability, words.stabilityFound, { words, unit })],
    [words.score, SYMBOLS[score]],
  ];
}

function checkText(
  check: Check,
  sentence: string,
  { words, unit }: { readonly words: Words; readonly unit: string },
): string {
  if (typeof check === 'string') return check;
  const { found, met, limit, clause, items, expandedLimit } = check;
  const said = filled(sentence, {
    ...{ found, limit, unit, sign: met ? '≤' : '>', items: String(items ?? '') },
    clause: clause === '7.2.2' ? words.ofUncertainty : clause,
  });
  return expandedLimit === undefined ? said : said + filled(words.byChance, { limit: expandedLimit, unit });
}

/** What is to be said of a result: what the provider did with it and why, and what is remarked of its uncertainty. */
export function noteOf({ review, remarks = [], note }: Line, words: Words): string {
  return [
    ...(note === undefined ? [] : [note]),
    ...(review === undefined ? [] : [`${words[review.ground]}: ${review.because}`]),
    ...remarks.map(({ remark, expandedUncertainty: U = '', coverageFactor: k = '' }) =>
      filled(words[remark], { U, k }),
    ),
  ].join('; ');
}

/** The word of a code; of a code that has none, the code. */
export function wordOf(words: Words, name: string, otherwise: string): string {
  return (words as Readonly<Record<string, string>>)[name] ?? otherwise;
}
