// SPDX-License-Identifier: Apache-2.0
import type { SubjectOf } from '@touchstone/statements';
import { column, type Fold, table } from '../../record-keeping/fold.ts';
import type { OwnStandardText } from './record.ts';

/** Enterprise standards as their firms declared them: whoever declares one lets everybody read it. */
export const ownStandards = table({
  columns: {
    ...{ standard: column.text, title: column.text, food: column.text, declarant: column.text },
    ...{ issuer: column.text, statementId: column.text, digest: column.text },
    ...{ from: column.day, until: column.optional(column.day), status: column.text },
  },
  indexes: [['standard'], ['food']],
  visibility: 'public',
});

/** One row for each edition, kept when it is withdrawn. */
export const ownStandardsFold: Fold<{ readonly ownStandards: typeof ownStandards }> = {
  version: 1,
  tables: { ownStandards },
  reduce(rows, fact) {
    if (fact.source !== 'statement') return rows;
    const { kind, issuer, id: statementId, digest, body } = fact.statement;
    if (kind === 'StatusChange')
      return { ownStandards: rows.ownStandards.map((row) => ({ ...row, status: 'withdrawn' })) };
    const { declarant, ownStandard } = body.credentialSubject as unknown as SubjectOf<'SelfDeclaration'>;
    const { standard, title, food, from, to = null } = ownStandard as OwnStandardText;
    const named = { standard, title, food, declarant: declarant.name, issuer, statementId, digest };
    return { ownStandards: [...rows.ownStandards, { ...named, from, until: to, status: 'declared' }] };
  },
};
