// SPDX-License-Identifier: Apache-2.0
import type { Bench } from '../judge/bench.ts';
import type { PlaceCompleteness } from './completeness-of-bench.ts';
import { logPolicyOf } from './log-evidence.ts';

/** The logs that the policy of the place names, and that a completeness file does not show. */
export function logsNotConsulted(
  { logs }: PlaceCompleteness['verdict'],
  { set, place }: Pick<Bench, 'set' | 'place'>,
): readonly string[] {
  const known = logPolicyOf(set.logs, place)?.logs.map(({ key }) => key.name) ?? [];
  return [...new Set(known)].filter((name) => !logs.some(({ origin }) => origin === name));
}
