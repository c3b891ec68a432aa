// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, dayOfInstant } from '@touchstone/identifiers';
import type { SubjectOf, TestResult } from '@touchstone/statements';
import { type Finding, finding, type Reason } from '../check.ts';
import type { HeldOf } from '../evidence-set.ts';
import type { Bench } from '../judge/bench.ts';
import { laboratoryStake } from './impartiality.ts';
import { custodyMarks } from '../plausibility/custody.ts';
import { LOCAL_OFFSET_MINUTES } from './local-time.ts';

/**
 * Articles to compare, not decisions: SAMR Order 39 (2021) tells inaccurate (art. 13) from false reports (art. 14).
 * Their content is known from a page that reproduces them (secondary).
 */
const INACCURATE = 'SAMR Order 39, art. 13';
const FALSE = 'SAMR Order 39, art. 14';

/** Group 11: times in an order that can have happened, a signatory, a laboratory that is not the producer. Indicators only. */
export function checkPlausibility(report: HeldOf<'TestReport'>, { testedOn }: TestResult, bench: Bench): Finding {
  return bench.remember(report, `plausibility ${testedOn}`, () => plausibilityOf(report, testedOn, bench));
}

function plausibilityOf(report: HeldOf<'TestReport'>, testedOn: CalendarDay, bench: Bench): Finding {
  const { subject, validFrom } = report.statement;
  const received = dayOfInstant(subject.sample.receivedAt, LOCAL_OFFSET_MINUTES);
  const signed = dayOfInstant(validFrom, LOCAL_OFFSET_MINUTES);
  const indicators = [
    ...order('TESTED_BEFORE_RECEIVED', 'tested', testedOn, 'received', received, FALSE),
    ...order('ISSUED_BEFORE_TESTED', 'issued', subject.issuedOn, 'tested', testedOn, FALSE),
    ...order('SIGNED_BEFORE_ISSUED', 'signed', signed, 'dated', subject.issuedOn, FALSE),
    ...(subject.signatory === undefined
      ? [indicator('NO_SIGNATORY', 'no authorised signatory is named', INACCURATE)]
      : []),
    ...producerFaults(report, bench),
    ...custodyIndicators(report, bench),
  ];
  return finding('plausibility', indicators.length === 0 ? 'passed' : 'failed', { reasons: indicators });
}

/** What the gate of a laboratory looks at, as far as the papers at hand show it: how the sample came from hand to hand. */
function custodyIndicators({ statement: { subject } }: HeldOf<'TestReport'>, { set }: Bench): readonly Reason[] {
  const named = subject.sample.samplingRecord;
  const held = named === undefined ? undefined : set.resolve(named);
  if (held === undefined || held === 'missing' || held === 'other-content') return [];
  if (held.statement?.kind !== 'SamplingRecord') return [];
  const sampling = held.statement.subject as SubjectOf<'SamplingRecord'>;
  const marks = custodyMarks({ ...subject, results: [] }, { offsetMinutes: LOCAL_OFFSET_MINUTES, sampling });
  // Its level and its cure are for the laboratory that has not signed yet.
  return marks.map(({ rule: _, level: __, cure: ___, ...said }) => said);
}

function order(
  code: string,
  later: string,
  laterOn: CalendarDay,
  earlier: string,
  earlierOn: CalendarDay,
  article: string,
): readonly Reason[] {
  if (laterOn >= earlierOn) return [];
  return [
    indicator(code, `${later} ${laterOn}, but ${earlier} ${earlierOn}`, article, {
      later: laterOn,
      earlier: earlierOn,
    }),
  ];
}

/** ISO/IEC 17025:2017, 4.1: the laboratory's relation to the producer is a risk to impartiality. */
function producerFaults(report: HeldOf<'TestReport'>, bench: Bench): readonly Reason[] {
  const own = laboratoryStake(report, bench);
  return own === undefined
    ? []
    : [
        indicator(
          'LABORATORY_IS_ACTOR',
          `the laboratory is also the ${own.role} of the lot`,
          'ISO/IEC 17025:2017, 4.1',
        ),
      ];
}

function indicator(code: string, detail: string, article: string, values?: Readonly<Record<string, string>>): Reason {
  return values === undefined ? { code, detail, article } : { code, detail, article, values };
}
