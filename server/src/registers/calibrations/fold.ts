// SPDX-License-Identifier: Apache-2.0
import { addDaysWithinCalendar, parseCalendarDay } from '@touchstone/identifiers';
import type { SubjectOf } from '@touchstone/statements';
import { follower } from '../../record-keeping/define-register.ts';
import { column, type Fold, table } from '../../record-keeping/fold.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { partsOf } from './record.ts';
import { certificateIn } from './rules.ts';

/** One row for each certificate, on the days on which it may be relied upon. */
export const certificates = table({
  columns: {
    kind: column.text,
    number: column.text,
    thing: column.text,
    /** The specification by which it was made; empty where it names none. */
    by: column.text,
    place: column.optional(column.text),
    status: column.text,
    from: column.day,
    until: column.optional(column.day),
    issuer: column.text,
    statementId: column.text,
    digest: column.text,
  },
  validity: { from: 'from', until: 'until' },
  indexes: [['thing'], ['by'], ['issuer', 'number']],
});

/** What was certified, until it is due or revoked. */
export const calibrationsFold: Fold<{ readonly certificates: typeof certificates }> = {
  version: 2,
  tables: { certificates },
  reduce(rows, fact) {
    if (fact.source !== 'statement') return rows;
    const { kind, issuer, id: statementId, digest, body } = fact.statement;
    if (kind === 'StatusChange') {
      const { changes, status, from } = body.credentialSubject as unknown as SubjectOf<'StatusChange'>;
      const ends = addDaysWithinCalendar(parseCalendarDay(dayAt(from)), -1);
      return {
        certificates: rows.certificates.map((row) =>
          row.statementId === changes.id && (row.until === null || row.until > ends)
            ? { ...row, status, until: ends }
            : row,
        ),
      };
    }
    const certificate = certificateIn(kind, body.credentialSubject);
    const { thing, by, place = null, from, to: until = null } = partsOf(certificate);
    const { certificateNumber: number } = certificate.subject;
    const row = { kind, number, thing, by, place, status: 'in-force', from, until, issuer, statementId, digest };
    return { certificates: [...rows.certificates, row] };
  },
};

/** Everything public that has a link upwards: certificates, standards and reports, by place; what the list of broken links walks. */
export const traced = table({
  columns: {
    kind: column.text,
    thing: column.text,
    place: column.text,
    from: column.day,
    until: column.optional(column.day),
    issuer: column.text,
    statementId: column.text,
  },
  validity: { from: 'from', until: 'until' },
  indexes: [['place']],
  visibility: 'public',
});

const CERTIFICATES = ['CalibrationCertificate', 'ReferenceMaterialCertificate', 'VerificationCertificate'];
const TRACED_KINDS = [...CERTIFICATES, 'MeasurementStandard', 'TestReport'];

/** Follows the public facts of every register, by position; knows no register but by the kinds of statement. */
export const tracedFollower = follower({
  name: 'traced',
  version: 1,
  kinds: TRACED_KINDS,
  tables: { traced },
  keysOf: (fact) => (fact.source === 'statement' ? [fact.statement.id] : []),
  reduce(rows, fact) {
    if (fact.source !== 'statement') return rows;
    const { kind, issuer, id: statementId, body } = fact.statement;
    const { place = fact.jurisdiction, ...parts } = tracedParts(kind, body.credentialSubject);
    return { traced: [...rows.traced, { kind, place, ...parts, issuer, statementId }] };
  },
});

function tracedParts(kind: string, subject: unknown) {
  if (kind === 'TestReport') {
    const { reportNumber: thing, laboratory, issuedOn: from } = subject as SubjectOf<'TestReport'>;
    return { thing, place: laboratory.place as string | undefined, from, until: null };
  }
  if (kind === 'MeasurementStandard') {
    const { standard: thing, place, from, to: until = null } = subject as SubjectOf<'MeasurementStandard'>;
    return { thing, place: place as string | undefined, from, until };
  }
  const { thing, place, from, to: until = null } = partsOf(certificateIn(kind, subject));
  return { thing, place: place as string | undefined, from, until };
}
