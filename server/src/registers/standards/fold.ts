// SPDX-License-Identifier: Apache-2.0
import { addDaysWithinCalendar, parseCalendarDay } from '@touchstone/identifiers';
import { column, type Fold, table } from '../../record-keeping/fold.ts';
import { noticeOf } from './rules.ts';

/** One row for each notice, true from its day until the next one about the same edition takes effect. */
export const notices = table({
  columns: {
    standard: column.text,
    title: column.text,
    status: column.text,
    from: column.day,
    until: column.optional(column.day),
    replacedBy: column.optional(column.text),
    issuer: column.text,
    statementId: column.text,
    digest: column.text,
  },
  validity: { from: 'from', until: 'until' },
  indexes: [['standard']],
  visibility: 'public',
});

/** The state of every edition through time. */
export const standardsFold: Fold<{ readonly notices: typeof notices }> = {
  version: 1,
  tables: { notices },
  reduce(rows, fact) {
    const [notice] = noticeOf(fact);
    if (notice === undefined || fact.source !== 'statement') return rows;
    const { standard, title, status, from, to = null, replacedBy = null } = notice;
    const ends = addDaysWithinCalendar(parseCalendarDay(from), -1);
    const before = rows.notices.map((row) => (row.until === null || row.until > ends ? { ...row, until: ends } : row));
    const { issuer, id: statementId, digest } = fact.statement;
    return {
      notices: [...before, { standard, title, status, from, until: to, replacedBy, issuer, statementId, digest }],
    };
  },
};
