// SPDX-License-Identifier: Apache-2.0
import { clauseCovers, parseStandardNumber, sameStandard } from '@touchstone/identifiers';
import type { TestResult } from '@touchstone/statements';
import { type Reason, reason } from '../check.ts';
import type { HeldOf } from '../evidence-set.ts';
import type { Bench } from './bench.ts';

type Score = HeldOf<'ProficiencyScore'>['statement']['subject'];
type Round = HeldOf<'ProficiencyRound'>['statement']['subject'];

/** A score of a laboratory, and the round that says of what it is. */
interface Scored {
  readonly score: Score;
  readonly round: Round;
  readonly substance: string;
}

/**
 * What proficiency testing said of the laboratory about what it measured here: a signal for action before the day of testing,
 * and none at hand of a later day, before testing or after, that is acceptable. A warning answers no signal for action, being
 * itself not acceptable, and neither does a line that was not scored. A caveat that refutes no result; whether the follow-up
 * was closed is in no statement, so that only a later score answers. ISO/IEC 17025:2017, 7.7.2.
 */
export function scoreCaveats(report: HeldOf<'TestReport'>, result: TestResult, bench: Bench): readonly Reason[] {
  const scored = bench.remember(report, 'proficiency scores', () => scoresOf(report, bench));
  const alike = scored.filter((one) => isAbout(one, result));
  const last = alike
    .filter(({ score: { verdict, issuedOn } }) => verdict === 'action' && issuedOn < result.testedOn)
    .sort((a, b) => (a.score.issuedOn < b.score.issuedOn ? 1 : -1))[0];
  if (last === undefined) return [];
  const isAnswered = alike.some(
    ({ score: { verdict, issuedOn } }) => verdict === 'acceptable' && issuedOn > last.score.issuedOn,
  );
  if (isAnswered) return [];
  const { score, round } = last;
  const values = {
    ...{ laboratory: report.statement.subject.laboratory.name, measurand: score.measurand, day: score.issuedOn },
    ...{ provider: round.provider.name, round: `${round.scheme} ${round.round}` },
    score: score.score === undefined ? score.verdict : `${score.score.kind} = ${score.score.value}`,
  };
  const detail = `${values.laboratory} had an unsatisfactory score for ${values.measurand} in ${values.round} of ${values.provider}: ${values.score} on ${values.day}, before this test, and no later acceptable score at hand answers it`;
  return [{ ...reason('SCORE_UNSATISFACTORY', detail, values), article: 'ISO/IEC 17025:2017, 7.7.2' }];
}

/** Sound scores of the laboratory, each by the provider of a round at hand that says what was measured. */
function scoresOf({ link }: HeldOf<'TestReport'>, bench: Bench): readonly Scored[] {
  return bench.set.near('about-party', link.issuer, ['ProficiencyScore']).flatMap((held) => {
    const score = held.statement.subject;
    const round = bench.set.resolve(score.round);
    if (typeof round === 'string' || round.statement?.kind !== 'ProficiencyRound') return [];
    const { subject } = round.statement;
    const isOne = held.link.issuer === subject.provider.id && round.link.issuer === subject.provider.id;
    const isSound = [held, round].every((one) => bench.soundness(one, bench.on).outcome === 'passed');
    const substance = subject.measurands.find(({ measurand }) => measurand === score.measurand)?.substance;
    return isOne && isSound && substance !== undefined ? [{ score, round: subject, substance }] : [];
  });
}

/** Of one substance by one method, whatever its edition; a score that names no method is of each. */
function isAbout({ score: { method }, substance }: Scored, result: TestResult): boolean {
  if (substance !== result.substance) return false;
  if (method === undefined || method.standard === result.method.standard) return true;
  try {
    const [scored, used] = [parseStandardNumber(method.standard), parseStandardNumber(result.method.standard)];
    return sameStandard(scored, used) && (clauseCovers(scored, used) || clauseCovers(used, scored));
  } catch {
    return false;
  }
}
