// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, localDaysOf } from '@touchstone/identifiers';
import type { StatementOf } from '@touchstone/statements';
import { type Reason, reason } from '../../check.ts';

type Dated = StatementOf<'InspectionReport'> | StatementOf<'SelfDeclaration'>;

/** What cannot have happened in the order that a paper gives: production, inspection, date of issue, signature. */
export function paperTimes(statement: Dated, producedOn: CalendarDay | undefined): readonly Reason[] {
  const { issuedOn, inspectedOn } = daysOf(statement);
  // Where the body signs it does not say: only what is late on every clock is a contradiction.
  const { last: signedOn } = localDaysOf(statement.validFrom, undefined);
  const faults: Reason[] = [];
  if (inspectedOn !== undefined && producedOn !== undefined && inspectedOn < producedOn) {
    const detail = `inspected on ${inspectedOn}, before production on ${producedOn}`;
    faults.push(reason('INSPECTED_BEFORE_PRODUCTION', detail, { inspectedOn, producedOn }));
  }
  if (inspectedOn !== undefined && issuedOn < inspectedOn) {
    const detail = `issued on ${issuedOn}, before the inspection on ${inspectedOn}`;
    faults.push(reason('ISSUED_BEFORE_INSPECTED', detail, { issuedOn, inspectedOn }));
  }
  if (signedOn < issuedOn) {
    const detail = `signed on ${signedOn}, but dated ${issuedOn}`;
    faults.push(reason('SIGNED_BEFORE_ISSUED', detail, { later: signedOn, earlier: issuedOn }));
  }
  return faults;
}

function daysOf({ kind, subject }: Dated): { readonly issuedOn: CalendarDay; readonly inspectedOn?: CalendarDay } {
  if (kind === 'SelfDeclaration') return { issuedOn: subject.declaredOn };
  return { issuedOn: subject.issuedOn, inspectedOn: subject.inspectedOn };
}
