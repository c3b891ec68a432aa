// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, isDayWithin } from '@touchstone/identifiers';
import { standardKey, type TestResult } from '@touchstone/statements';
import { type Mark, mark } from './marks.ts';
import type { Authorisation, ExaminedReport, Surroundings } from './report.ts';

/** Who tested was authorised on the test day, who signs is today, and is another. ISO/IEC 17025:2017, 6.2.6 (recalled). */
export function personMarks({ results }: ExaminedReport, around: Surroundings): readonly Mark[] {
  return results.flatMap((result) => [...testerMarks(result, around), ...signatoryMarks(result, around)]);
}

function testerMarks(result: TestResult, { authorisations, work = [] }: Surroundings): readonly Mark[] {
  if (authorisations === undefined) return [];
  const day = result.testedOn;
  return work
    .filter((one) => one.result === result.result)
    .filter(({ person }) => !authorisations.some((one) => covers(one, { person, may: 'test', on: day }, result)))
    .map(() => mark('TESTER_NOT_AUTHORISED', valuesOf(result, day)));
}

function signatoryMarks(result: TestResult, around: Surroundings): readonly Mark[] {
  const { authorisations, signatory: person, today, work = [] } = around;
  if (person === undefined) return [];
  const marks: Mark[] = [];
  if (work.some((one) => one.result === result.result && one.person === person)) {
    marks.push(mark('SIGNATORY_TESTED', { result: result.result }));
  }
  if (authorisations === undefined || today === undefined) return marks;
  const asked = { person, may: 'sign', on: today } as const;
  if (!authorisations.some((one) => covers(one, asked, result))) {
    marks.push(mark('SIGNATORY_NOT_AUTHORISED', valuesOf(result, today)));
  }
  return marks;
}

interface Asked extends Pick<Authorisation, 'person' | 'may'> {
  readonly on: CalendarDay;
}

/** Whether an authorisation is this person's, for this line, on this day. */
function covers(given: Authorisation, { person, may, on }: Asked, { substance, method }: TestResult): boolean {
  const { substances, methods } = given;
  return (
    given.person === person &&
    given.may === may &&
    isDayWithin(on, given) &&
    (substances === undefined || substances.includes(substance)) &&
    (methods === undefined || methods.some((one) => standardKey(one) === standardKey(method.standard)))
  );
}

function valuesOf({ result, substance, method }: TestResult, on: CalendarDay) {
  return { result, substance, method: method.standard, on };
}
