// SPDX-License-Identifier: Apache-2.0
import type { TlogPolicy } from '@touchstone/transparency-log';
import type { Bench } from '../judge/bench.ts';
import type { PlaceCompleteness } from './completeness-of-bench.ts';
import { logPolicyOf } from './log-evidence.ts';

/** The logs that the policy of the place names, and that a completeness file does not show. */
export function logsNotConsulted(
  { logs }: PlaceCompleteness['verdict'],
  { set, place }: Pick<Bench, 'set' | 'place'>,
): readonly string[] {
  // The file was verified by it.
  const { logs: known } = logPolicyOf(set.logs, place) as TlogPolicy;
  return [...new Set(known.map(({ key }) => key.name))].filter((name) => !logs.some(({ origin }) => origin === name));
}
