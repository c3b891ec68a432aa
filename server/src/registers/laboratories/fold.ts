// SPDX-License-Identifier: Apache-2.0
import { numberKey, resultsKey } from '@touchstone/evidence/plausibility';
import type { Fact, JsonObject, StatementFact } from '../../record-keeping/fact.ts';
import { column, type Fold, type RowsOf, table } from '../../record-keeping/fold.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { usesIn, usesTable } from '../../record-keeping/recorded-uses.ts';
import { MECHANISM_KINDS } from '../../record-keeping/mechanism-kinds.ts';
import { lateRecordsIn, type Worksheet } from '../../record-keeping/issue-gate.ts';
import type { AuthorisationRecord, LaboratoryDocument } from './record.ts';
import { rawFiles, redrafted, tests, worked } from './work-rows.ts';

/** One row for each case, for the laboratory's own staff. */
export const cases = table({
  columns: { kind: column.text, number: column.text, state: column.text, updatedAt: column.instant },
  indexes: [['kind', 'state']],
  visibility: 'private',
});

/** Signed documents, for whom the laboratory lets read them; nothing that happens later changes such a row. */
export const documents = table({
  columns: {
    kind: column.text,
    number: column.text,
    issuer: column.text,
    statementId: column.text,
    digest: column.text,
    issuedAt: column.instant,
  },
  indexes: [['issuer', 'number']],
});

/** That a document was issued, and what became of it; open to whoever can name it by id and digest, and never listed. */
export const standings = table({
  columns: {
    kind: column.text,
    issuer: column.text,
    statementId: column.text,
    digest: column.text,
    issuedAt: column.instant,
    status: column.text,
    since: column.instant,
    reason: column.optional(column.text),
    replacedById: column.optional(column.text),
  },
  indexes: [['statementId']],
  visibility: 'public',
});

/** Who signed a report, and when: kept apart from the report, which names nobody. */
export const signings = table({
  columns: {
    person: column.text,
    at: column.instant,
    /** What the gate told of work that was written down late. */
    late: column.json,
  },
  visibility: 'private',
});

/** What the own reports say, so that one that repeats another is seen. */
export const contents = table({
  columns: { number: column.text, numberKey: column.text, sample: column.text, results: column.text },
  indexes: [['numberKey']],
  visibility: 'private',
});

/** What the steps of signed reports used. */
export const usesOfReports = usesTable();

/** Competence records: who may do what, from when to when. */
export const authorisations = table({
  columns: {
    /** Which one of a list; nothing where it was given by itself. */
    entry: column.optional(column.integer),
    person: column.text,
    may: column.text,
    lines: column.json,
    /** In words; gone once it is erased. */
    ground: column.optional(column.text),
    from: column.day,
    until: column.optional(column.day),
    ended: column.boolean,
    /** Why it was ended, in words. */
    reason: column.optional(column.text),
    /** The day on which it was written down. */
    recordedOn: column.day,
  },
  validity: { from: 'from', until: 'until' },
  indexes: [['person']],
  visibility: 'private',
});

const tables = { cases, documents, standings, tests, rawFiles, usesOfReports, signings, contents, authorisations };
type Rows = RowsOf<typeof tables>;

/** One case: its state, its work, its documents, and how each of them stands. */
export const laboratoriesFold: Fold<typeof tables> = {
  version: 13,
  tables,
  reduce: (rows, fact) => withPersons(withWork(withStatement(withCase(rows, fact), fact), fact), fact),
};

function withWork(rows: Rows, fact: Fact): Rows {
  if (fact.source !== 'case-event') return rows;
  const { person } = fact.actor;
  if (fact.kind === 'drafted') {
    const { subject } = fact.content.document as unknown as LaboratoryDocument;
    return { ...rows, ...redrafted(rows, subject) };
  }
  if (fact.kind === 'gate-passed')
    return { ...rows, signings: [{ person, at: fact.recordedAt, late: lateRecordsIn(fact.content) }] };
  if (fact.kind !== 'worked') return rows;
  return { ...rows, ...worked(rows, fact.content.work as unknown as Worksheet, person) };
}

function withPersons(rows: Rows, fact: Fact): Rows {
  if (fact.source !== 'case-event') return rows;
  if (fact.kind === 'authorised') {
    const { entry = null, authorisation } = fact.content as unknown as Authorised;
    const { person, may, substances, methods, from, to = null } = authorisation;
    const lines = JSON.parse(JSON.stringify({ substances, methods }));
    const ground = fact.personal?.ground ?? null;
    const given = { entry, person, may, lines, ground, from, until: to, ended: false, reason: null };
    return { ...rows, authorisations: [...rows.authorisations, { ...given, recordedOn: dayAt(fact.recordedAt) }] };
  }
  if (fact.kind !== 'authorisation-ended') return rows;
  const { entry = null, to } = fact.content as unknown as Ended;
  const reason = fact.personal?.reason ?? null;
  const ended = (row: Rows['authorisations'][number]) =>
    row.entry === entry ? { ...row, until: to, ended: true, reason } : row;
  return { ...rows, authorisations: rows.authorisations.map(ended) };
}

interface Authorised {
  readonly entry?: number;
  readonly authorisation: Omit<AuthorisationRecord, 'ground'>;
}

interface Ended {
  readonly entry?: number;
  readonly to: string;
}

function withStatement(rows: Rows, fact: Fact): Rows {
  if (fact.source !== 'statement') return rows;
  return fact.kind === 'StatusChange' ? withChange(rows, fact) : withDocument(rows, fact);
}

function withDocument(rows: Rows, { kind, statement }: StatementFact): Rows {
  const { issuer, id: statementId, digest, issuedAt } = statement;
  const subject = statement.body.credentialSubject as unknown as LaboratoryDocument['subject'];
  const named = { kind, issuer, statementId, digest, issuedAt };
  return {
    ...rows,
    documents: [...rows.documents, { ...named, number: numberOf(subject) }],
    contents: 'reportNumber' in subject ? [contentOf(subject)] : rows.contents,
    usesOfReports: [...rows.usesOfReports, ...usesIn(rows.tests, statement)],
    standings: [...rows.standings, { ...named, status: 'in-force', since: issuedAt, reason: null, replacedById: null }],
  };
}

type ReportSubject = Extract<LaboratoryDocument['subject'], { readonly reportNumber: string }>;

function contentOf({ reportNumber: number, sample: { sample }, results }: ReportSubject): Rows['contents'][number] {
  return { number, numberKey: numberKey(number), sample, results: resultsKey(results) };
}

function withChange(rows: Rows, { statement }: StatementFact): Rows {
  const { changes, status, from, reason, replacedBy } = statement.body.credentialSubject as unknown as {
    readonly changes: { readonly id: string };
    readonly status: string;
    readonly from: string;
    readonly reason: string;
    readonly replacedBy?: { readonly id: string };
  };
  const standings = rows.standings.map((row) =>
    row.statementId === changes.id
      ? { ...row, status, since: from, reason, replacedById: replacedBy?.id ?? null }
      : row,
  );
  return { ...rows, standings };
}

const STATES: Readonly<Record<string, string>> = {
  [MECHANISM_KINDS.proposed]: 'proposed',
  SamplingRecord: 'signed',
  TestReport: 'signed',
};

function withCase(rows: Rows, fact: Fact): Rows {
  const [before] = rows.cases;
  if (fact.source === 'case-event' && fact.kind === 'drafted') {
    const { kind, subject } = fact.content.document as unknown as LaboratoryDocument;
    return { ...rows, cases: [{ kind, number: numberOf(subject), state: 'draft', updatedAt: fact.recordedAt }] };
  }
  if (before === undefined) return rows;
  return { ...rows, cases: [{ ...before, state: stateAfter(before.state, fact), updatedAt: fact.recordedAt }] };
}

function stateAfter(before: string, fact: Fact): string {
  if (fact.source === 'case-event' && fact.kind === MECHANISM_KINDS.decided && fact.content.verdict === 'reject')
    return 'rejected';
  if (fact.source === 'statement' && fact.kind === 'StatusChange') {
    return (fact.statement.body.credentialSubject as JsonObject).status === 'revoked' ? 'revoked' : before;
  }
  return STATES[fact.kind] ?? before;
}

/** What people call it: the report's number, or the lot that was sampled. */
function numberOf(subject: LaboratoryDocument['subject']): string {
  return 'reportNumber' in subject ? subject.reportNumber : subject.lot.lotNumber;
}
