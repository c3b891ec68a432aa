// SPDX-License-Identifier: Apache-2.0
import { follower } from '../../record-keeping/define-register.ts';
import type { Fact, JsonObject } from '../../record-keeping/fact.ts';
import { column, table } from '../../record-keeping/fold.ts';

/** A laboratory's own figures by month, which nobody else sees. */
export const months = table({
  columns: { month: column.text, drafted: column.integer, signed: column.integer, revoked: column.integer },
  indexes: [['month']],
  visibility: 'private',
});

/** Counts from what was recorded, so that the figures can be made again at any time. */
export const workloadFollower = follower({
  name: 'workload',
  version: 1,
  sees: 'per-owner',
  of: ['laboratories'],
  takesErased: true,
  tables: { months },
  keysOf: (fact) => (countedAs(fact) === undefined ? [] : [fact.recordedAt.slice(0, 7)]),
  reduce(rows, fact, key = '') {
    const what = countedAs(fact);
    if (what === undefined) return rows;
    const before = rows.months[0] ?? { month: key, drafted: 0, signed: 0, revoked: 0 };
    return { months: [{ ...before, [what]: before[what] + 1 }] };
  },
});

function countedAs(fact: Fact): 'drafted' | 'signed' | 'revoked' | undefined {
  if (fact.register !== 'laboratories') return undefined;
  if (fact.source === 'case-event') return fact.kind === 'drafted' ? 'drafted' : undefined;
  if (fact.source !== 'statement') return undefined;
  if (fact.kind !== 'StatusChange') return 'signed';
  return (fact.statement.body.credentialSubject as JsonObject).status === 'revoked' ? 'revoked' : undefined;
}
