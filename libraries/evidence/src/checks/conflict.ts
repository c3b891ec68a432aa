// SPDX-License-Identifier: Apache-2.0
import { type Finding, finding, reason } from '../check.ts';
import type { Bench } from '../judge/bench.ts';
import type { TriedResult } from '../judge/tried-result.ts';

/**
 * Group 13: accepted results that contradict each other block `proved` and `refuted` alike until the place's
 * re-test procedure resolves them. The newest does not win and nothing is averaged.
 */
export function checkConflict(trials: readonly TriedResult[], { policy }: Pick<Bench, 'policy'>): Finding {
  const accepted = trials.filter(({ standing }) => standing === 'accepted');
  const meeting = accepted.filter(({ outcome }) => outcome === 'meets');
  const failing = accepted.filter(({ isAgainst }) => isAgainst);
  if (meeting.length === 0 || failing.length === 0) return finding('conflict', 'passed');
  const procedure = policy.retest?.procedure ?? 'no re-test procedure is stated';
  const detail = `${meeting.length} accepted result(s) meet and ${failing.length} do not; to be resolved by: ${procedure}`;
  return finding('conflict', 'failed', {
    reasons: [
      reason('CONTRADICTING_RESULTS', detail, {
        meeting: String(meeting.length),
        failing: String(failing.length),
        procedure,
      }),
    ],
    rests: [...meeting, ...failing].map(({ document }) => document),
  });
}
