// SPDX-License-Identifier: Apache-2.0
import type { SubjectOf } from '@touchstone/statements';
import { column, type Fold, table } from '../../record-keeping/fold.ts';

/** What an authority decided about reports, and what became of that. */
export const decisions = table({
  columns: {
    kind: column.text,
    report: column.text,
    place: column.text,
    status: column.text,
    issuer: column.text,
    statementId: column.text,
    decidedOn: column.instant,
  },
  indexes: [['report']],
  visibility: 'public',
});

/** One row for each decision, kept when it is withdrawn. */
export const supervisionFold: Fold<{ readonly decisions: typeof decisions }> = {
  version: 1,
  tables: { decisions },
  reduce(rows, fact) {
    if (fact.source !== 'statement') return rows;
    const { kind, issuer, id: statementId, body } = fact.statement;
    if (kind === 'StatusChange') {
      return { decisions: rows.decisions.map((row) => ({ ...row, status: 'withdrawn' })) };
    }
    const { report, place, decidedOn, kind: called } = body.credentialSubject as unknown as SubjectOf<'ReportDefect'>;
    const row = { kind: called, report: report.id, place, status: 'decided', issuer, statementId, decidedOn };
    return { decisions: [...rows.decisions, row] };
  },
};
