// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, dayOfInstant } from '@touchstone/identifiers';
import type { Statement } from '@touchstone/statements';
import { LOCAL_OFFSET_MINUTES } from './local-time.ts';

/**
 * The days on which its issuer worked for a paper, by the paper's own word, and the day of its signature. Whoever was
 * barred on one of them was not to make it: what a barred body does is not made good by the end of the bar.
 */
export function daysOfWork(statement: Statement): readonly CalendarDay[] {
  const signed = dayOfInstant(statement.validFrom, LOCAL_OFFSET_MINUTES);
  return [...new Set([...workedOn(statement), signed])].sort();
}

function workedOn({ kind, subject }: Statement): readonly CalendarDay[] {
  switch (kind) {
    case 'TestReport':
      return subject.results.map(({ testedOn }) => testedOn);
    case 'SamplingRecord':
      return [dayOfInstant(subject.takenAt, LOCAL_OFFSET_MINUTES)];
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
