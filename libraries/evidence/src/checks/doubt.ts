// SPDX-License-Identifier: Apache-2.0
import { compareQuantities, parseQuantity } from '@touchstone/metrology/quantity';
import { normaliseName } from '@touchstone/requirements';
import { statementKey, type TestResult } from '@touchstone/statements';
import { type Reason, reason } from '../check.ts';
import type { EvidenceSet } from '../evidence-set.ts';
import type { Tested, TriedResult } from '../judge/tried-result.ts';
import { unlessIncomparable } from './incomparable.ts';

/** What must hold of a paper before its word weighs at all; the rest is how the place wants its evidence. */
const CREDIBLE = ['document', 'competence', 'restrictions'] as const;

/**
 * A failing result that the place does not accept, by a sound document of a competent body that nothing restricts, on
 * the lot or on a sample that an accepted result rests on; or by a sound credential that the presenter brought. Broken, unlinked and incompetent papers are none:
 * anybody can make those.
 */
export function isCredibleAgainst(trial: TriedResult, meeting: readonly TriedResult[], set: EvidenceSet): boolean {
  if (!trial.isAgainst || trial.standing !== 'not-accepted') return false;
  const outcomeOf = (group: string) => trial.checks.find((check) => check.group === group)?.outcome;
  // A signed credential in a foreign form shows no competence; what it says of this lot the presenter himself laid down.
  if (trial.tested?.foreign === true)
    return (
      outcomeOf('document') === 'passed' &&
      outcomeOf('object-link') !== 'failed' &&
      outcomeOf('restrictions') === 'passed'
    );
  if (!CREDIBLE.every((group) => outcomeOf(group) === 'passed') || outcomeOf('measurement') === 'failed') return false;
  return outcomeOf('object-link') === 'passed' || meeting.some((other) => isOnSample(trial, other, set));
}

/** Whether a report tested a sample of the sampling record that an accepted one rests on, as far as its seal tells. */
function isOnSample({ tested }: TriedResult, { tested: other }: TriedResult, set: EvidenceSet): boolean {
  const sample = tested?.report?.statement.subject.sample;
  const reference = other?.report?.statement.subject.sample.samplingRecord;
  if (sample === undefined || reference === undefined) return false;
  const named = sample.samplingRecord;
  if (named !== undefined && statementKey(named) !== statementKey(reference)) return false;
  const record = set.resolve(reference);
  if (typeof record === 'string' || record.statement?.kind !== 'SamplingRecord') return false;
  const taken = record.statement.subject.samples.find((one) => one.sample === sample.sample);
  if (taken === undefined) return false;
  return taken.seal === undefined || sample.seal === undefined || taken.seal === sample.seal;
}

/**
 * The presenter's own word against himself: he typed a number that does not meet, or one that the signed report of the
 * same number does not give. Nobody signed it, and nobody else could have put it there.
 */
export function typedAgainst(trial: TriedResult, meeting: readonly TriedResult[]): readonly Reason[] {
  const typed = trial.tested?.typed;
  if (typed === undefined) return [];
  const values = { report: typed.reportNumber, laboratory: typed.laboratory };
  if (trial.isAgainst) {
    const detail = `what was typed off report ${typed.reportNumber} of ${typed.laboratory} does not meet; nobody signed it`;
    return [reason('TYPED_RESULT_FAILS', detail, values)];
  }
  const { result } = trial.tested as Tested;
  const signed = meeting.flatMap(({ tested }) => {
    const subject = tested?.report?.statement.subject;
    const isSame =
      subject !== undefined &&
      normaliseName(subject.reportNumber) === normaliseName(typed.reportNumber) &&
      normaliseName(subject.laboratory.name) === normaliseName(typed.laboratory);
    return isSame ? subject.results.filter(({ substance }) => substance === result.substance) : [];
  });
  if (signed.length === 0 || signed.some((one) => sameNumber(one, result))) return [];
  const detail = `what was typed off report ${typed.reportNumber} of ${typed.laboratory} is not what that report says as signed`;
  return [reason('TYPED_DIFFERS_FROM_SIGNED', detail, values)];
}

/** Whether two results of one report say the same number; for non-detects that neither found any. */
function sameNumber(a: TestResult, b: TestResult): boolean {
  if (a.outcome !== 'quantified' || b.outcome !== 'quantified') return a.outcome === b.outcome;
  return unlessIncomparable(
    () => compareQuantities(parseQuantity(a.quantity), parseQuantity(b.quantity)) === 0,
    () => false,
  );
}
