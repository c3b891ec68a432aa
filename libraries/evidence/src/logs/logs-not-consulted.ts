// SPDX-License-Identifier: Apache-2.0
import type { TlogPolicy } from '@touchstone/transparency-log';
import type { Bench } from '../judge/bench.ts';
import type { PlaceCompleteness } from './completeness-of-bench.ts';
import { logPolicyOf } from './log-evidence.ts';
import { chainOfLog, yearOfLog } from './year-of-log.ts';

/**
 * The logs that the policy of the place names, and that a completeness file does not show. Of a chain that it shows, the
 * log of a year that had not begun when that was witnessed is none of them: policies name its key beforehand.
 */
export function logsNotConsulted(
  { logs }: PlaceCompleteness['verdict'],
  { set, place }: Pick<Bench, 'set' | 'place'>,
): readonly string[] {
  // The file was verified by it.
  const { logs: known } = logPolicyOf(set.logs, place) as TlogPolicy;
  const shown = new Set(logs.map(({ origin }) => origin));
  const isAhead = (name: string): boolean => {
    const year = yearOfLog(name);
    const own = logs.filter(({ origin }) => chainOfLog(origin) === chainOfLog(name));
    return year !== undefined && own.length > 0 && own.every(({ asOf = '' }) => asOf.slice(0, 4) < year);
  };
  return [...new Set(known.map(({ key }) => key.name))].filter((name) => !shown.has(name) && !isAhead(name));
}
