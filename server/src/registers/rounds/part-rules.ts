// SPDX-License-Identifier: Apache-2.0
// What a laboratory may do in a round, and what the provider may do with one laboratory's part.
import type { PublicRound } from '@touchstone/contract';
import type { z } from 'zod';
import type { Reason, Ruling } from '../../record-keeping/define-register.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { refused, rulingOf } from '../../record-keeping/ruling.ts';
import type { Acting } from '../../record-keeping/tenant.ts';
import type { Part, RoundCase } from './case.ts';
import type { inputs } from './record.ts';
import { faultsOfResults, type RoundFacts } from './results.ts';
import { event, published, unknownMeasurand } from './rules.ts';

/** A laboratory takes part under a code that was drawn for it. ISO/IEC 17043:2023, 7.3 (recalled). */
export function mayEnrol(
  { round: name, stream: _, ...enrolment }: z.infer<typeof inputs.enrol>,
  { round, part }: { readonly round: RoundFacts; readonly part: Part },
  { now }: Pick<Acting, 'now'>,
): Ruling {
  const reasons: Reason[] = [];
  if (part.round !== undefined) reasons.push({ code: 'ENROLLED', detail: 'Your laboratory is enrolled already.' });
  if (round.state === 'enrolling' && now > round.deadline) {
    reasons.push({
      code: 'DEADLINE_PASSED',
      detail: `Results were to come until ${round.deadline}; enrol in the next.`,
    });
  }
  if (round.state !== 'enrolling') {
    reasons.push({ code: 'ENROLMENT_CLOSED', detail: 'The items of this round are on their way; enrol in the next.' });
  }
  return rulingOf(reasons, [event('enrolled', { round: name, ...enrolment })]);
}

/** Results come once the items are sent; again until the deadline, and late only where none came before it. */
export function maySend(
  { results }: z.infer<typeof inputs.send>,
  { round, part }: { readonly round: RoundFacts; readonly part: Part },
  { now }: Acting,
): Ruling {
  if (part.round === undefined) return refused('NOT_ENROLLED', 'Your laboratory is not enrolled in this round.');
  const reasons: Reason[] = [];
  if (round.state === 'enrolling')
    reasons.push({ code: 'NOT_SENT', detail: 'The items of this round are not sent yet.' });
  if (round.state === 'scored' || round.state === 'published') {
    reasons.push({ code: 'ROUND_SCORED', detail: 'The round is scored; results are no longer taken.' });
  }
  const late = now > round.deadline;
  if (late && part.sentAt !== undefined) {
    reasons.push({ code: 'RESULTS_CLOSED', detail: `Results could be changed until ${round.deadline}.` });
  }
  reasons.push(...faultsOfResults(results, round).map(({ code, detail }) => ({ code, detail })));
  return rulingOf(reasons, [event('results-sent', { results, late })]);
}

/** The provider says what is done with one result, and why; the laboratory reads it. ISO 13528:2022, 6 (recalled). */
export function mayReview(
  { round: _, stream: __, ...review }: z.infer<typeof inputs.review>,
  { round, part }: { readonly round: RoundCase; readonly part: Part },
): Ruling {
  const reasons: Reason[] = [...unknownMeasurand(round, review.measurand), ...published(round)];
  const result = part.results.find(({ measurand }) => measurand === review.measurand);
  if (result === undefined)
    reasons.push({ code: 'NO_RESULT', detail: `${part.code} reported no ${review.measurand}.` });
  if (result?.outcome === 'below' && review.use !== 'none') {
    reasons.push({ code: 'NO_NUMBER', detail: 'A result below a limit is no number: it can take part in nothing.' });
  }
  if (review.ground === 'late' && !part.late) reasons.push({ code: 'NOT_LATE', detail: `${part.code} was in time.` });
  return rulingOf(reasons, [event('result-reviewed', review)]);
}

/** The laboratory says what the cause was, what it did, and in which round it shows that it worked. */
export function mayAnswer(
  { round, stream: _, ...answer }: z.infer<typeof inputs.answer>,
  { part, repeat }: { readonly part: Part; readonly repeat: PublicRound | undefined },
  { now }: Acting,
): Ruling {
  const reasons: Reason[] = [];
  const found = part.followUps.find(({ measurand }) => measurand === answer.measurand);
  if (found === undefined)
    reasons.push({ code: 'NO_FOLLOW_UP', detail: `Nothing is to be answered about ${answer.measurand}.` });
  if (found?.state === 'closed') reasons.push({ code: 'CLOSED', detail: 'It is closed already.' });
  if (answer.doneOn > dayAt(now)) reasons.push({ code: 'IN_THE_FUTURE', detail: `${answer.doneOn} has not come yet.` });
  const begun = dayAt(part.enrolledAt);
  if (part.round !== undefined && answer.doneOn < begun) {
    reasons.push({
      code: 'BEFORE_THE_ROUND',
      detail: `${answer.doneOn} is before the laboratory enrolled, on ${begun}.`,
    });
  }
  if (answer.repeatRound !== undefined) {
    const isOther = answer.repeatRound !== round && repeat !== undefined;
    if (!isOther) reasons.push({ code: 'NO_SUCH_ROUND', detail: 'No other round on record has this name.' });
    else if (found !== undefined && !repeat.measurands.some(({ substance }) => substance === found.substance)) {
      reasons.push({ code: 'OTHER_SUBSTANCE', detail: `That round is not about ${found.substance}.` });
    }
  }
  return rulingOf(reasons, [event('follow-up-answered', answer)]);
}

/** The provider closes a follow-up, or says why the answer does not do. */
export function mayJudge(
  { round: name, stream: _, ...judged }: z.infer<typeof inputs.judge>,
  { round, part }: { readonly round: RoundCase; readonly part: Part },
  { actor, now }: Acting,
): Ruling {
  // Others may read a part too, the laboratory its own: only whoever opened the round judges what is answered in it.
  if (round.opening === undefined || round.owner !== actor.party || part.round !== name) {
    return refused('NOT_YOURS', 'Only the provider of a round judges answers in it.');
  }
  const reasons: Reason[] = [];
  if (part.party === actor.party) {
    reasons.push({ code: 'OWN_SCORE', detail: 'Nobody closes the follow-up of the own score.' });
  }
  const found = part.followUps.find(({ measurand }) => measurand === judged.measurand);
  if (found?.state !== 'answered')
    reasons.push({ code: 'NOT_ANSWERED', detail: `Nothing about ${judged.measurand} waits to be judged.` });
  if (judged.verdict === 'insufficient' && (judged.dueOn === undefined || judged.dueOn <= dayAt(now))) {
    reasons.push({ code: 'NO_TIME_TO_ANSWER', detail: 'Say until which day to come a better answer is due.' });
  }
  return rulingOf(reasons, [event('follow-up-judged', judged)]);
}
