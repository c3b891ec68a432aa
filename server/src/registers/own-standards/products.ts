// SPDX-License-Identifier: Apache-2.0
import type { Party, SubjectOf } from '@touchstone/statements';
import { follower } from '../../record-keeping/define-register.ts';
import { column, table } from '../../record-keeping/fold.ts';

/** Whose product a report or a sampling record is about, by what names it: a party, or the sampling record of a report. */
export const productPapers = table({
  columns: {
    ...{ kind: column.text, issuer: column.text, statementId: column.text, status: column.text },
    ...{ about: column.text, namedBy: column.text },
  },
  indexes: [['about']],
});

/** The name of a statement as `about` has it. */
export const nameOf = ({ issuer, id }: { readonly issuer: string; readonly id: string }) => `${issuer} ${id}`;

/** Both names of a party, where it has both. */
export function keysOfParty(party: Pick<Party, 'did' | 'identifier'> | undefined): readonly string[] {
  return [party?.did, party?.identifier].flatMap((key) => key ?? []);
}

/** Follows reports and sampling records, whoever keeps their register. */
export const productsFollower = follower({
  name: 'products',
  version: 1,
  sees: 'per-owner',
  kinds: ['TestReport', 'SamplingRecord', 'StatusChange'],
  tables: { productPapers },
  keysOf: (fact) => {
    if (fact.source !== 'statement') return [];
    if (fact.kind !== 'StatusChange') return [fact.statement.id];
    return [(fact.statement.body.credentialSubject as unknown as SubjectOf<'StatusChange'>).changes.id];
  },
  reduce(rows, fact) {
    if (fact.source !== 'statement') return rows;
    const { kind, issuer, id: statementId, body } = fact.statement;
    const subject = body.credentialSubject as unknown;
    if (kind === 'StatusChange') {
      const { status } = subject as SubjectOf<'StatusChange'>;
      const changed = rows.productPapers.map((row) => (row.issuer === issuer ? { ...row, status } : row));
      return { productPapers: changed };
    }
    const named = kind === 'TestReport' ? namesInReport(subject) : namesInSampling(subject);
    const made = named.map(([namedBy, about]) => ({ kind, issuer, statementId, status: 'active', about, namedBy }));
    return { productPapers: [...rows.productPapers, ...made] };
  },
});

type Naming = readonly [namedBy: string, about: string];

function namesInReport(subject: unknown): readonly Naming[] {
  const { client, sample } = subject as SubjectOf<'TestReport'>;
  const { samplingRecord, statedLot } = sample;
  return [
    ...keysOfParty(client).map((key): Naming => ['client', key]),
    ...keysOfParty(statedLot?.producer).map((key): Naming => ['stated-lot', key]),
    ...(samplingRecord === undefined ? [] : [['sampling-record', nameOf(samplingRecord)] as const]),
  ];
}

function namesInSampling(subject: unknown): readonly Naming[] {
  return keysOfParty((subject as SubjectOf<'SamplingRecord'>).lot.producer).map((key): Naming => ['lot', key]);
}
