// SPDX-License-Identifier: Apache-2.0
import { addDaysWithinCalendar, compareDays, parseCalendarDay } from '@touchstone/identifiers';
import type { SubjectOf } from '@touchstone/statements';
import type { Json } from '../../record-keeping/fact.ts';
import { column, type Fold, type RowOf, table } from '../../record-keeping/fold.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import type { Attested } from './record.ts';

/** One row for each stretch of days in which an attestation has one status. */
export const attestations = table({
  columns: {
    kind: column.text,
    name: column.text,
    number: column.text,
    /** Level of a standard, type of a specification, category of a type of instrument. */
    type: column.text,
    place: column.text,
    party: column.text,
    partyName: column.text,
    status: column.text,
    from: column.day,
    until: column.optional(column.day),
    reason: column.optional(column.text),
    issuer: column.text,
    statementId: column.text,
    digest: column.text,
    content: column.json,
  },
  validity: { from: 'from', until: 'until' },
  indexes: [['kind', 'place'], ['name']],
  visibility: 'public',
});

/** Which edition takes the place of which, as an authority said of the one or of the other. */
export const successions = table({
  columns: {
    ...{ replaced: column.text, specification: column.text, place: column.text, from: column.day },
    ...{ status: column.text, issuer: column.text, statementId: column.text, digest: column.text },
    switchBy: column.json,
  },
  indexes: [['replaced']],
  visibility: 'public',
});

const tables = { attestations, successions };

type Row = RowOf<(typeof attestations)['columns']>;

/** What was attested, and what became of it. */
export const metrologyFold: Fold<typeof tables> = {
  version: 2,
  tables,
  reduce(rows, fact) {
    if (fact.source !== 'statement') return rows;
    const { kind, issuer, id: statementId, digest, body } = fact.statement;
    const subject = body.credentialSubject as unknown;
    if (kind !== 'StatusChange') {
      const row = { ...rowOf({ kind, subject } as Attested), issuer, statementId, digest, content: subject as Json };
      const successors = successionsIn({ kind, subject } as Attested).map((one) => ({
        ...{ ...one, status: 'active', issuer, statementId, digest },
      }));
      return {
        attestations: [...closed(rows.attestations, row.from), row],
        successions: [
          ...rows.successions.filter((one) => !successors.some((said) => isSame(one, said))),
          ...successors,
        ],
      };
    }
    const { changes, status, from, reason } = subject as SubjectOf<'StatusChange'>;
    const day = dayAt(from);
    const changed = rows.attestations.filter((row) => row.statementId === changes.id && reaches(row, day));
    // What is replaced was closed by what took its place, from the day on which that holds.
    if (status === 'replaced' || changed.length === 0) return rows;
    const successions = rows.successions.map((row) => ({ ...row, status }));
    const last = changed.at(-1) as Row;
    const next = {
      ...last,
      status: status === 'active' ? 'in-force' : status,
      reason,
      from: isAfter(last.from, day) ? last.from : day,
    };
    const until = status === 'withdrawn' ? null : last.until;
    return { attestations: [...closed(rows.attestations, next.from), { ...next, until }], successions };
  },
};

const isAfter = (one: string, other: string) => compareDays(parseCalendarDay(one), parseCalendarDay(other)) > 0;
const reaches = ({ until }: Row, day: string) => until === null || until >= day;

/** Rows as they end where another begins. */
function closed(rows: readonly Row[], from: string): readonly Row[] {
  const ends = addDaysWithinCalendar(parseCalendarDay(from), -1);
  return rows
    .filter((row) => row.from < from)
    .map((row) => (row.until === null || row.until > ends ? { ...row, until: ends } : row));
}

/** What is said again, of other days perhaps, takes the place of what was said before. */
const isSame = (one: { replaced: string; specification: string }, other: { replaced: string; specification: string }) =>
  one.replaced === other.replaced && one.specification === other.specification;

/** A draft replaces nothing yet; what names its own successor says the same as that one would. */
function successionsIn({ kind, subject }: Attested) {
  if (kind !== 'TechnicalSpecification' || subject.status === 'draft') return [];
  const { specification, place, from, replaces = [], replacedBy, switchBy = [] } = subject;
  const later = replaces.map((replaced) => ({ replaced, specification, place, from, switchBy }));
  if (replacedBy === undefined) return later;
  return [...later, { replaced: specification, specification: replacedBy, place, from, switchBy }];
}

function rowOf({ kind, subject }: Attested): Omit<Row, 'issuer' | 'statementId' | 'digest' | 'content'> {
  const { place, from } = subject;
  const common = { kind, place, from, until: subject.to ?? null, status: 'in-force', reason: null };
  switch (kind) {
    case 'MeasurementStandard': {
      const { standard: name, certificateNumber: number, level: type, keeper } = subject;
      return { ...common, name, number, type, party: keeper.id, partyName: keeper.name };
    }
    case 'TechnicalSpecification': {
      const { title: name, specification: number, type, status } = subject;
      return { ...common, name, number, type, status, party: '', partyName: '' };
    }
    case 'TypeApproval': {
      const { manufacturer, model, certificateNumber: number, category: type, applicant } = subject;
      const party = applicant.did ?? applicant.identifier ?? '';
      return { ...common, name: `${manufacturer} ${model}`, number, type, party, partyName: applicant.name };
    }
    case 'Designation': {
      const { id, name, tasks } = subject;
      return { ...common, name, number: tasks.join(', '), type: 'designation', party: id, partyName: name };
    }
  }
}
