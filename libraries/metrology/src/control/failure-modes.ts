// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';

/** One way in which something can fail, rated from 1 to 10: 10 is the worst, the likeliest, the hardest to detect. */
export interface FailureMode {
  readonly item: string;
  readonly mode: string;
  readonly effect: string;
  readonly severity: number;
  readonly occurrence: number;
  readonly detection: number;
}

/** A failure mode with its number, and its place among the others. */
export interface RatedFailureMode extends FailureMode {
  readonly riskPriorityNumber: number;
  /** 1 is the first to be looked at; equal ones share a place. */
  readonly rank: number;
}

const MODES_MAX = 5_000;
const RATING_MAX = 10;

/**
 * RPN = S·O·D, each from 1 to 10; in falling order, of equal numbers the severer first.
 * IEC 60812:2018, Annex B (recalled). Ratings are ordinal: a number of 200 is not twice one of 100, and a low number
 * does not excuse a high severity. The action priorities of AIAG and VDA (2019) are a table that is not at hand here.
 */
export function rateFailureModes(modes: readonly FailureMode[]): readonly RatedFailureMode[] {
  if (modes.length > MODES_MAX) {
    throw new MetrologyError('BAD_PARAMETER', `at most ${MODES_MAX} failure modes, not ${modes.length}`, {});
  }
  const rated = modes.map((mode) => ({ ...mode, riskPriorityNumber: numberOf(mode) })).sort(compareModes);
  return rated.map((mode) => ({ ...mode, rank: rated.findIndex((one) => compareModes(one, mode) === 0) + 1 }));
}

function numberOf({ mode, severity, occurrence, detection }: FailureMode): number {
  for (const [name, rating] of Object.entries({ severity, occurrence, detection })) {
    if (Number.isInteger(rating) && rating >= 1 && rating <= RATING_MAX) continue;
    const message = `the ${name} of "${mode}" is a whole number from 1 to ${RATING_MAX}, not ${rating}`;
    throw new MetrologyError('BAD_PARAMETER', message, { given: String(rating) });
  }
  return severity * occurrence * detection;
}

type Numbered = Pick<RatedFailureMode, 'riskPriorityNumber' | 'severity' | 'occurrence'>;

function compareModes(a: Numbered, b: Numbered): number {
  return b.riskPriorityNumber - a.riskPriorityNumber || b.severity - a.severity || b.occurrence - a.occurrence;
}
