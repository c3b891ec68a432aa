// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, localDaysOf } from '@touchstone/identifiers';
import type { SubjectOf, TestResult } from '@touchstone/statements';
import { type Finding, finding, type Reason } from '../../check.ts';
import type { HeldOf } from '../../evidence-set.ts';
import type { Bench } from '../../judge/bench.ts';
import { laboratoryStake } from '../party/impartiality.ts';
import { custodyMarks } from '../../plausibility/custody.ts';
import { saysSomething } from '../../plausibility/nothing-known.ts';
import { noSignatory, outOfOrder, signedBeforeIssued } from './signing-order.ts';

/** Group 11: times in an order that can have happened, a signatory, a laboratory that is not the producer. Indicators only. */
export function checkPlausibility(report: HeldOf<'TestReport'>, { testedOn }: TestResult, bench: Bench): Finding {
  return bench.remember(report, `plausibility ${testedOn}`, () => plausibilityOf(report, testedOn, bench));
}

function plausibilityOf(report: HeldOf<'TestReport'>, testedOn: CalendarDay, bench: Bench): Finding {
  const { subject } = report.statement;
  const { first: received } = localDaysOf(subject.sample.receivedAt, subject.laboratory.place);
  const indicators = [
    ...outOfOrder('TESTED_BEFORE_RECEIVED', { later: ['tested', testedOn], earlier: ['received', received] }),
    ...outOfOrder('ISSUED_BEFORE_TESTED', { later: ['issued', subject.issuedOn], earlier: ['tested', testedOn] }),
    ...signedBeforeIssued(report.statement),
    ...noSignatory(report.statement),
    ...producerFaults(report, bench),
    ...custodyIndicators(report, bench),
  ];
  return finding('plausibility', indicators.length === 0 ? 'passed' : 'failed', { reasons: indicators });
}

/** Asked where the sample is linked to the lot: once is enough. */
const OF_THE_LINK: ReadonlySet<string> = new Set(['SAMPLE_OF_OTHER_FOOD', 'SAMPLE_OF_OTHER_LOT']);

/** What the gate of a laboratory looks at, as far as the papers at hand show it: how the sample came from hand to hand. */
function custodyIndicators({ statement: { subject } }: HeldOf<'TestReport'>, { set }: Bench): readonly Reason[] {
  const named = subject.sample.samplingRecord;
  const held = named === undefined ? undefined : set.resolve(named);
  if (held === undefined || held === 'missing' || held === 'other-content') return [];
  if (held.statement?.kind !== 'SamplingRecord') return [];
  const sampling = held.statement.subject as SubjectOf<'SamplingRecord'>;
  const marks = custodyMarks({ ...subject, results: [] }, { sampling });
  // Its level and its cure are for the laboratory that has not signed yet, and so is what is not shown.
  return marks
    .filter((one) => saysSomething(one) && !OF_THE_LINK.has(one.code))
    .map(({ rule: _, level: __, cure: ___, ...said }) => said);
}

/** ISO/IEC 17025:2017, 4.1: the laboratory's relation to the producer is a risk to impartiality. */
function producerFaults(report: HeldOf<'TestReport'>, bench: Bench): readonly Reason[] {
  const own = laboratoryStake(report, bench);
  if (own === undefined) return [];
  const detail = `the laboratory is also the ${own.role} of the lot`;
  return [{ code: 'LABORATORY_IS_ACTOR', detail, article: 'ISO/IEC 17025:2017, 4.1' }];
}
