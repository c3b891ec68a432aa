// SPDX-License-Identifier: Apache-2.0
// A published report that was wrong: what is corrected, and what follows for whoever got scores by it.
import type { RoundFollowUp } from '@touchstone/contract';
import type { z } from 'zod';
import type { Reason, Ruling } from '../../record-keeping/define-register.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { rulingOf } from '../../record-keeping/ruling.ts';
import type { Acting } from '../../record-keeping/tenant.ts';
import type { IssuedScore, Part, PartCorrection, RoundCase } from './case.ts';
import { amended } from './plan.ts';
import type { inputs } from './record.ts';
import { event, faultsOfMeasurand, unknownMeasurand } from './rules.ts';

/**
 * A published round is opened for correction, with the reason; begun again, it starts from the report that counts.
 * ISO/IEC 17043:2023 (recalled): a corrected report says which one it corrects and why, and participants are told.
 */
export function mayCorrect({ stream: _, ...correction }: z.infer<typeof inputs.correct>, round: RoundCase): Ruling {
  const reasons: Reason[] = [];
  if (round.report === undefined) {
    reasons.push({ code: 'NOT_PUBLISHED', detail: 'There is no report to correct: score the round again instead.' });
  }
  for (const { measurand } of correction.measurands) reasons.push(...unknownMeasurand(round, measurand));
  reasons.push(...amended(round.reports.at(-1)?.planned ?? [], correction).flatMap(faultsOfMeasurand));
  return rulingOf(reasons, [event('correction-opened', correction)]);
}

/** Scores that were issued by an earlier report of the round than the one that counts. */
export function isSuperseded({ scores, report }: Part, round: RoundCase): boolean {
  // Scores that were issued before reports could be corrected name none: they are of the first.
  return scores.length > 0 && (report ?? round.reports[0]?.report.id) !== round.report?.id;
}

/** What a laboratory is told of a correction: why, and what its scores were. */
export function correctionOf({ scores }: Part, { reports }: RoundCase, { now }: Acting): PartCorrection {
  return {
    ...{ because: reports.at(-1)?.because ?? '', on: dayAt(now) },
    before: scores.map(({ measurand, verdict, score }) => ({
      ...{ measurand, verdict },
      ...(score === undefined ? {} : { score: `${score.kind} = ${score.value}` }),
    })),
  };
}

const CORRECTED = 'The score was corrected: ';

/**
 * Follow-ups after a correction: what was answered stays answered; what has no ground any more is closed and says so, and
 * opens again, with its answer beside it, where a later correction gives it ground.
 */
export function carriedOver(
  fresh: readonly RoundFollowUp[],
  { followUps }: Part,
  { because }: PartCorrection,
): readonly RoundFollowUp[] {
  const kept = fresh.map((one) => {
    const before = followUps.find(({ measurand }) => measurand === one.measurand);
    if (before === undefined) return one;
    const { answer, score } = before;
    const isSettled = before.state !== 'closed' || (!isWithoutGround(before) && !isWorse(one.score, score));
    if (isSettled) return { ...before, score: one.score, signal: one.signal };
    return answer === undefined ? one : { ...one, answer, remark: `${CORRECTED}${because}` };
  });
  const dropped = followUps
    .filter(({ measurand }) => !fresh.some((one) => one.measurand === measurand))
    .map((one): RoundFollowUp => {
      // What the provider judged stays judged.
      if (one.state === 'closed') return one;
      return { ...one, state: 'closed', closedBy: 'correction', remark: `${CORRECTED}${because}` };
    });
  return [...kept, ...dropped];
}

/** Closed for want of ground; such as were closed before that was kept say so by their remark. */
function isWithoutGround({ closedBy, answer, remark }: RoundFollowUp): boolean {
  return closedBy === 'correction' || answer === undefined || remark?.startsWith(CORRECTED) === true;
}

/** Whether a score is farther from nothing than the one that was judged; one of another kind may be. */
function isWorse(score: string, judged: string): boolean {
  const [[kind, now = ''] = [], [kindThen, then = ''] = []] = [score, judged].map((text) => text.split(' = '));
  return kind !== kindThen || Math.abs(Number(now)) > Math.abs(Number(then));
}

/** The scores whose statements a correction takes the place of. */
export function replacedScores({ scores }: Part): readonly (IssuedScore & { readonly digest: string })[] {
  return scores.flatMap(({ digest, ...one }) => (digest === undefined ? [] : [{ ...one, digest }]));
}
