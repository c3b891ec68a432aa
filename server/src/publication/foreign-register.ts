// SPDX-License-Identifier: Apache-2.0
import { KINDS } from '@touchstone/statements';
import { defineRegister } from '../record-keeping/define-register.ts';
import { column, table } from '../record-keeping/fold.ts';

/** Which statements came from which log. */
export const foreignStatements = table({
  columns: { origin: column.text, issuer: column.text, id: column.text, kind: column.text },
});

/**
 * Statements that other nodes logged, each in a stream of its own that belongs to the origin it came from. Nothing is
 * done in it by anybody's request; the follower puts in what it has verified.
 */
export const foreignRegister = defineRegister({
  name: 'foreign',
  kinds: Object.keys(KINDS),
  actions: [],
  routes: [],
  fold: {
    version: 1,
    tables: { foreignStatements },
    reduce: (rows, fact) => {
      if (fact.source !== 'statement') return rows;
      const { issuer, id } = fact.statement;
      return { foreignStatements: [{ origin: fact.owner, issuer, id, kind: fact.kind }] };
    },
  },
});
