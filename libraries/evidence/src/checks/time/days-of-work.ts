// SPDX-License-Identifier: Apache-2.0
import type { CalendarDay, Place } from '@touchstone/identifiers';
import type { Statement } from '@touchstone/statements';
import { dayOfAct } from './local-time.ts';

/**
 * The days on which its issuer worked for a paper, by the paper's own word, and the day of its signature. Whoever was
 * barred on one of them was not to make it: what a barred body does is not made good by the end of the bar.
 */
export function daysOfWork(statement: Statement): readonly CalendarDay[] {
  const signed = dayOfAct(statement.validFrom, placeOfWork(statement));
  return [...new Set([...workedOn(statement), signed])].sort();
}

function placeOfWork({ kind, subject }: Statement): Place | undefined {
  if (kind === 'SamplingRecord') return subject.place;
  return kind === 'TestReport' || kind === 'CalibrationCertificate' ? subject.laboratory.place : undefined;
}

function workedOn({ kind, subject }: Statement): readonly CalendarDay[] {
  switch (kind) {
    case 'TestReport':
      return subject.results.map(({ testedOn }) => testedOn);
    case 'SamplingRecord':
      return [dayOfAct(subject.takenAt, subject.place)];
    case 'InspectionReport':
      return [subject.inspectedOn, subject.issuedOn];
    case 'ConformityCertificate':
      return [subject.from];
    case 'SelfDeclaration':
      return [subject.declaredOn];
    case 'CalibrationCertificate':
      return [subject.calibratedOn];
    case 'ReferenceMaterialCertificate':
      return [subject.certifiedOn];
    default:
      return [];
  }
}
