// SPDX-License-Identifier: Apache-2.0
import type { TlogPolicy } from '@touchstone/transparency-log';
import type { Bench } from '../judge/bench.ts';
import type { PlaceCompleteness } from './completeness-of-bench.ts';
import { logPolicyOf } from './log-evidence.ts';

const YEAR = /\/(\d{4})$/;

/**
 * The logs that the policy of the place names, and that a completeness file does not show. Of a chain that it shows, the
 * log of a year that had not begun as of the answer is none of them: policies name its key beforehand.
 */
export function logsNotConsulted(
  { logs, asOf }: PlaceCompleteness['verdict'],
  { set, place }: Pick<Bench, 'set' | 'place'>,
): readonly string[] {
  // The file was verified by it.
  const { logs: known } = logPolicyOf(set.logs, place) as TlogPolicy;
  const shown = new Set(logs.map(({ origin }) => origin));
  const chains = new Set(logs.map(({ origin }) => origin.replace(YEAR, '')));
  const isAhead = (name: string): boolean => {
    const year = YEAR.exec(name)?.[1];
    return year !== undefined && asOf !== undefined && year > asOf.slice(0, 4) && chains.has(name.replace(YEAR, ''));
  };
  return [...new Set(known.map(({ key }) => key.name))].filter((name) => !shown.has(name) && !isAhead(name));
}
