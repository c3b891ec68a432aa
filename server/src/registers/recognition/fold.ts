// SPDX-License-Identifier: Apache-2.0
import { addDaysWithinCalendar, parseCalendarDay } from '@touchstone/identifiers';
import type { SubjectOf } from '@touchstone/statements';
import { column, type Fold, table } from '../../record-keeping/fold.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import type { Instrument } from './record.ts';

/** One row for each instrument and place, true on the days on which it holds; `place` is empty where it names none. */
export const instruments = table({
  columns: {
    kind: column.text,
    place: column.text,
    name: column.text,
    status: column.text,
    from: column.day,
    until: column.optional(column.day),
    issuer: column.text,
    statementId: column.text,
    digest: column.text,
    reason: column.optional(column.text),
  },
  validity: { from: 'from', until: 'until' },
  indexes: [['kind', 'place']],
  visibility: 'public',
});

/** What was stated, until it ends, is replaced or withdrawn. */
export const recognitionFold: Fold<{ readonly instruments: typeof instruments }> = {
  version: 1,
  tables: { instruments },
  reduce(rows, fact) {
    if (fact.source !== 'statement') return rows;
    const { kind, issuer, id: statementId, digest, body } = fact.statement;
    if (kind === 'StatusChange') {
      const { changes, status, from, reason } = body.credentialSubject as unknown as SubjectOf<'StatusChange'>;
      const ends = addDaysWithinCalendar(parseCalendarDay(dayAt(from)), -1);
      const close = (row: (typeof rows.instruments)[number]) =>
        row.until === null || row.until > ends ? { ...row, status, reason, until: ends } : row;
      return { instruments: rows.instruments.map((row) => (row.statementId === changes.id ? close(row) : row)) };
    }
    const { subject } = { kind, subject: body.credentialSubject } as unknown as Instrument;
    const places = 'places' in subject ? subject.places : 'place' in subject ? [subject.place] : [''];
    const name = 'name' in subject ? subject.name : subject.id;
    const day = (moment: string) => (moment.includes('T') ? dayAt(moment) : moment);
    const stated = { kind, name, status: 'in-force', issuer, statementId, digest, reason: null };
    const period = { from: day(subject.from), until: subject.to === undefined ? null : day(subject.to) };
    return { instruments: [...rows.instruments, ...places.map((place) => ({ ...stated, ...period, place }))] };
  },
};
