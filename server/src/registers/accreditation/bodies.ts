// SPDX-License-Identifier: Apache-2.0

import { follower } from '../../record-keeping/define-register.ts';
import type { Fact } from '../../record-keeping/fact.ts';
import { column, table } from '../../record-keeping/fold.ts';

/**
 * Every body that was ever attested competent, or that published a report, once for each issuer that speaks of it:
 * a name is its issuer's word, and no issuer can put another's right or wrong.
 */
export const bodies = table({
  columns: {
    body: column.text,
    name: column.text,
    issuer: column.text,
    attestations: column.integer,
    publishedReports: column.integer,
    lastIssuedAt: column.instant,
  },
  indexes: [['body']],
  visibility: 'public',
});

/** Follows the public facts of every register, by position; knows no register but by the kinds of statement. */
export const bodiesFollower = follower({
  name: 'bodies',
  version: 1,
  kinds: ['Accreditation', 'StatutoryQualification', 'TestReport'],
  tables: { bodies },
  keysOf: (fact) => {
    const named = bodyOf(fact);
    return named === undefined ? [] : [`${named.issuer} ${named.body}`];
  },
  reduce(rows, fact) {
    const named = bodyOf(fact);
    if (named === undefined || fact.source !== 'statement') return rows;
    const before = rows.bodies[0] ?? { ...named, attestations: 0, publishedReports: 0 };
    const isReport = fact.kind === 'TestReport';
    return {
      bodies: [
        {
          ...before,
          ...named,
          attestations: before.attestations + (isReport ? 0 : 1),
          publishedReports: before.publishedReports + (isReport ? 1 : 0),
          lastIssuedAt: fact.statement.issuedAt,
        },
      ],
    };
  },
});

interface Named {
  readonly id: string;
  readonly name: string;
}

function bodyOf(fact: Fact): { readonly body: string; readonly name: string; readonly issuer: string } | undefined {
  if (fact.source !== 'statement') return undefined;
  const { issuer } = fact.statement;
  const subject = fact.statement.body.credentialSubject as unknown as Named & { readonly laboratory: Named };
  switch (fact.kind) {
    case 'Accreditation':
    case 'StatutoryQualification':
      return { body: subject.id, name: subject.name, issuer };
    case 'TestReport':
      return { body: subject.laboratory.id, name: subject.laboratory.name, issuer };
    default:
      return undefined;
  }
}
