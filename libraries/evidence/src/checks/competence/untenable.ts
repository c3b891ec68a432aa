// SPDX-License-Identifier: Apache-2.0
import { localDaysOf } from '@touchstone/identifiers';
import type { TestResult } from '@touchstone/statements';
import { type Reason, reason } from '../../check.ts';
import type { HeldOf } from '../../evidence-set.ts';
import type { Bench } from '../../judge/bench.ts';
import { laboratoryStake } from '../party/impartiality.ts';
import { signatoryAfterReport } from '../time/impossible-times.ts';

/**
 * What no policy relaxes, since everything that is judged on the test date, by the laboratory's authority, rests on it:
 * a test date that can have been, an authorised signatory who proved themselves before signing, and a laboratory that is not a party to the lot.
 * ISO/IEC 17025:2017, 4.1, 7.8.2.1 and 7.8.7.1.
 */
export function untenableReasons(report: HeldOf<'TestReport'>, result: TestResult, bench: Bench): readonly Reason[] {
  const { subject, validFrom } = report.statement;
  const { place } = subject.laboratory;
  const { first: received } = localDaysOf(subject.sample.receivedAt, place);
  const { last: signed } = localDaysOf(validFrom, place);
  const latest = [subject.issuedOn, signed, bench.on].sort()[0] as typeof signed;
  const own = laboratoryStake(report, bench);
  const { testedOn } = result;
  return [
    ...(testedOn < received || testedOn > latest
      ? [
          reason(
            'TEST_DATE_IMPOSSIBLE',
            `tested ${testedOn}, which is not between receipt on ${received} and ${latest}, by when it was issued, signed and asked about`,
            { testedOn, received, latest },
          ),
        ]
      : []),
    ...(subject.signatory === undefined ? [reason('NO_SIGNATORY', 'no authorised signatory is named')] : []),
    ...signatoryAfterReport(report),
    ...(own === undefined
      ? []
      : [reason('LABORATORY_IS_ACTOR', `the laboratory is also the ${own.role} of the lot`, { role: own.role })]),
  ];
}
