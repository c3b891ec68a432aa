// SPDX-License-Identifier: Apache-2.0
import { nameKey } from '@touchstone/identifiers';
import { compareQuantities, parseQuantity } from '@touchstone/metrology/quantity';
import { statementKey, type TestResult } from '@touchstone/statements';
import { type Reason, reason } from '../../check.ts';
import type { HeldOf } from '../../evidence-set.ts';
import type { Bench } from '../../judge/bench.ts';
import type { Tested, TriedResult } from '../../judge/tried-result.ts';
import { isUnder } from '../claim/food.ts';
import { unlessIncomparable } from './incomparable.ts';

/** What must hold of a paper without measured results before its word weighs at all. */
const CREDIBLE = ['document', 'object-link', 'competence', 'restrictions'] as const;

/**
 * A result that may fail, not accepted or not comparable, in an authentic report about the lot or its samples, whatever
 * its competence, method, range or signatory; or in a sound credential that the presenter brought. A worse number must
 * never weigh less: it lies outside of more ranges. Broken papers, those by keys that no anchor knows, and those about
 * something else are none: anybody can make those.
 */
export function isCredibleAgainst(trial: TriedResult, meeting: readonly TriedResult[], bench: DoubtBench): boolean {
  const { tested, standing, mayFail } = trial;
  if (!mayFail || standing === 'contradicted') return false;
  const outcomeOf = (group: string) => trial.checks.find((check) => check.group === group)?.outcome;
  // A signed credential in a foreign form shows no competence; what it says of this lot the presenter himself laid down.
  if (tested?.foreign === true)
    return (
      outcomeOf('document') === 'passed' &&
      outcomeOf('object-link') !== 'failed' &&
      outcomeOf('restrictions') === 'passed'
    );
  // Of a report that is not authentic it is never said that it may fail.
  const { report } = tested ?? {};
  if (report === undefined) return CREDIBLE.every((group) => outcomeOf(group) === 'passed');
  return (
    outcomeOf('object-link') === 'passed' ||
    isStatedLot(report, bench) ||
    meeting.some((other) => isOnSample(trial, other, bench))
  );
}

/** What doubts look at. */
export type DoubtBench = Pick<Bench, 'set' | 'food' | 'requirements'>;

/** Whether the report itself states the number of the claimed lot, for a food of the same line or one that nobody knows here. */
function isStatedLot({ statement }: HeldOf<'TestReport'>, { set, food, requirements }: DoubtBench): boolean {
  const stated = statement.subject.sample.statedLot;
  if (stated === undefined || stated.lotNumber !== set.claim.lot.lotNumber || food === undefined) return false;
  const { taxonomy } = requirements;
  return (
    !taxonomy.nodes.has(stated.food) || isUnder(taxonomy, stated.food, food) || isUnder(taxonomy, food, stated.food)
  );
}

/**
 * Whether a report names the sampling record that an accepted one rests on, or none, and one of its samples. Another
 * seal or another word for the food is a question about that sample, and no proof that it is another.
 */
function isOnSample({ tested }: TriedResult, { tested: other }: TriedResult, { set }: DoubtBench): boolean {
  const sample = tested?.report?.statement.subject.sample;
  const reference = other?.report?.statement.subject.sample.samplingRecord;
  if (sample === undefined || reference === undefined) return false;
  const named = sample.samplingRecord;
  if (named !== undefined) return statementKey(named) === statementKey(reference);
  const record = set.resolve(reference);
  if (typeof record === 'string' || record.statement?.kind !== 'SamplingRecord') return false;
  return record.statement.subject.samples.some((one) => one.sample === sample.sample);
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
      nameKey(subject.reportNumber) === nameKey(typed.reportNumber) &&
      nameKey(subject.laboratory.name) === nameKey(typed.laboratory);
    return isSame ? subject.results.filter(({ substance }) => substance === result.substance) : [];
  });
  const isSigned = signed.some((one) => sameNumber(one, result));
  if (trial.mayFail && signed.length === 0) {
    const detail = `what was typed off report ${typed.reportNumber} of ${typed.laboratory} is above the limit as a number, or cannot be compared with it; nobody signed it`;
    return [reason('TYPED_RESULT_MAY_FAIL', detail, values)];
  }
  if (signed.length === 0 || isSigned) return [];
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
