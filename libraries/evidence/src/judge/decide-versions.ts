// SPDX-License-Identifier: Apache-2.0
import type { TestResult } from '@touchstone/statements';
import { reason } from '../check.ts';
import { decideLimit, type LimitDecision } from '../checks/decision.ts';
import type { Bench } from './bench.ts';
import type { LimitTopic } from './topic.ts';

/** Any one decisive version that is met suffices; only when every version decides, and none is met, the limit is not met. */
export function decideVersions(topic: LimitTopic, result: TestResult, bench: Bench): LimitDecision {
  const { versions, hasUnloadedVersions } = topic;
  const made = versions.map((version) => ({ version, decision: decideLimit(version.requirement, result, bench) }));
  const met = made.find(({ version, decision }) => version.decides && decision.outcome === 'meets');
  if (met !== undefined) return met.decision;
  const reasons = made.flatMap(({ version, decision }) => [
    ...(version.decides ? [] : version.reasons),
    ...decision.reasons,
  ]);
  const caveats = made.flatMap(({ decision }) => decision.caveats);
  const isAgainst = made.some(({ version, decision }) => version.decides && decision.isAgainst);
  const allFail =
    made.length > 0 && made.every(({ version, decision }) => version.decides && decision.outcome === 'does-not-meet');
  if (allFail && hasUnloadedVersions) {
    const open = reason(
      'OTHER_VERSION_PARTLY_LOADED',
      'either version may be met, and the other one is loaded in part only',
    );
    return { outcome: 'inconclusive', isAgainst, reasons: [open, ...reasons], caveats };
  }
  if (allFail) return { outcome: 'does-not-meet', isAgainst, reasons, caveats };
  const undecided = made.filter(({ version }) => !version.decides);
  if (versions.length > 1 && undecided.length > 0) {
    const ids = undecided.map(({ version }) => version.requirement.id).join(', ');
    return {
      outcome: 'inconclusive',
      isAgainst,
      reasons: [
        reason('OTHER_VERSION_UNDECIDED', `either version may be met, and ${ids} decides nothing`, { ids }),
        ...reasons,
      ],
      caveats,
    };
  }
  return { outcome: 'inconclusive', isAgainst, reasons, caveats };
}
