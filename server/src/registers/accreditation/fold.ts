// SPDX-License-Identifier: Apache-2.0
import type { CaseEventFact, Fact, Json, StatementFact } from '../../record-keeping/fact.ts';
import { column, type Fold, type RowsOf, table } from '../../record-keeping/fold.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { MECHANISM_KINDS } from '../../record-keeping/mechanism-kinds.ts';
import { accreditationPeriods, linePeriods, type RecordedChange } from './periods.ts';
import type { Attestation } from './record.ts';

/** One row for each case: what is being prepared, for the body's own staff. */
export const cases = table({
  columns: {
    kind: column.text,
    body: column.text,
    name: column.text,
    certificateNumber: column.text,
    state: column.text,
    updatedAt: column.instant,
  },
  indexes: [['state']],
  visibility: 'private',
});

/** Every edition of an attestation that was signed. */
const editions = table({
  columns: {
    kind: column.text,
    issuer: column.text,
    statementId: column.text,
    digest: column.text,
    issuedAt: column.instant,
    subject: column.json,
  },
  visibility: 'public',
});

/** What changed its status, and when; what was planned and taken back before its day stays, and says so. */
export const changes = table({
  columns: {
    statementId: column.text,
    status: column.text,
    from: column.instant,
    fromDay: column.day,
    reason: column.text,
    recordedAt: column.instant,
    changeId: column.optional(column.text),
    replacedById: column.optional(column.text),
    voidedById: column.optional(column.text),
    voidedAt: column.optional(column.instant),
    voidReason: column.optional(column.text),
  },
  visibility: 'public',
});

/** What was attested, with one row for each stretch of days in one status. */
export const accreditations = table({
  columns: {
    kind: column.text,
    body: column.text,
    name: column.text,
    certificateNumber: column.text,
    standard: column.optional(column.text),
    place: column.optional(column.text),
    status: column.text,
    reason: column.optional(column.text),
    from: column.day,
    until: column.optional(column.day),
    issuer: column.text,
    statementId: column.text,
    digest: column.text,
  },
  validity: { from: 'from', until: 'until' },
  indexes: [['body'], ['issuer', 'certificateNumber']],
  visibility: 'public',
});

/** The lines of every scope, in the same way. */
export const scopeLines = table({
  columns: {
    kind: column.text,
    body: column.text,
    certificateNumber: column.text,
    line: column.text,
    activity: column.text,
    property: column.text,
    standard: column.text,
    status: column.text,
    from: column.day,
    until: column.optional(column.day),
    issuer: column.text,
    statementId: column.text,
    content: column.json,
  },
  validity: { from: 'from', until: 'until' },
  indexes: [
    ['body', 'property'],
    ['property', 'standard'],
  ],
  visibility: 'public',
});

const tables = { cases, editions, changes, accreditations, scopeLines };
type Rows = RowsOf<typeof tables>;

/** Editions and changes are kept as they come; the stretches of days are worked out of them anew each time. */
export const accreditationFold: Fold<typeof tables> = {
  version: 2,
  tables,
  reduce(rows, fact) {
    const next = withFact(rows, fact);
    const known = next.editions.map((edition) => ({
      ...edition,
      attestation: { kind: edition.kind, subject: edition.subject } as unknown as Attestation,
    }));
    const accreditations = known.flatMap((edition) => accreditationPeriods(edition, next.changes));
    return {
      ...withCase({ ...next, accreditations }, fact),
      scopeLines: known.flatMap((edition) => linePeriods(edition, next.changes)),
    };
  },
};

function withFact(rows: Rows, fact: Fact): Rows {
  if (fact.source === 'statement' && fact.kind === 'StatusChange') {
    return { ...rows, changes: withChange(rows.changes, changeOf(fact)) };
  }
  if (fact.source === 'statement') {
    const { issuer, id, digest, issuedAt, body } = fact.statement;
    const edition = {
      kind: fact.kind,
      issuer,
      statementId: id,
      digest,
      issuedAt,
      subject: body.credentialSubject as Json,
    };
    return { ...rows, editions: [...rows.editions, edition] };
  }
  if (fact.source === 'case-event' && fact.kind === 'expired')
    return { ...rows, changes: [...rows.changes, expiryOf(rows, fact)] };
  return rows;
}

/** A change of a change takes that one back; both stay on record. */
function withChange(before: Rows['changes'], change: RecordedChange): Rows['changes'] {
  const { changeId: voidedById, recordedAt: voidedAt, reason: voidReason } = change;
  if (!before.some((each) => each.changeId === change.statementId)) return [...before, change];
  return before.map((each) =>
    each.changeId === change.statementId ? { ...each, voidedById, voidedAt, voidReason } : each,
  );
}

const NOT_VOID = { voidedById: null, voidedAt: null, voidReason: null };

function changeOf({ statement, recordedAt }: StatementFact): RecordedChange {
  const {
    changes: changed,
    status,
    from,
    reason,
    replacedBy,
  } = statement.body.credentialSubject as unknown as {
    readonly changes: { readonly id: string };
    readonly status: string;
    readonly from: string;
    readonly reason: string;
    readonly replacedBy?: { readonly id: string };
  };
  return {
    ...{ statementId: changed.id, status, from, fromDay: dayAt(from), reason, recordedAt },
    changeId: statement.id,
    replacedById: replacedBy?.id ?? null,
    ...NOT_VOID,
  };
}

function expiryOf(rows: Rows, { content, recordedAt }: CaseEventFact): RecordedChange {
  const current = rows.editions.find(
    (edition) =>
      !rows.changes.some((change) => change.status === 'replaced' && change.statementId === edition.statementId),
  );
  return {
    ...{ statementId: current?.statementId ?? '', status: 'expired', from: recordedAt, fromDay: String(content.from) },
    ...{ reason: 'its period ended', recordedAt, changeId: null, replacedById: null, ...NOT_VOID },
  };
}

const CASE_STATES: Readonly<Record<string, string>> = {
  drafted: 'draft',
  evaluated: 'evaluated',
  [MECHANISM_KINDS.proposed]: 'proposed',
  expired: 'expired',
  Accreditation: 'in-force',
  StatutoryQualification: 'in-force',
};
function withCase(rows: Rows, fact: Fact): Rows {
  const [before] = rows.cases;
  const state = stateAfter(before?.state ?? 'draft', rows, fact);
  if (fact.source === 'case-event' && fact.kind === 'drafted') {
    const { kind, subject } = fact.content.attestation as unknown as Attestation;
    const { id: body, name, certificateNumber } = subject;
    return { ...rows, cases: [{ kind, body, name, certificateNumber, state, updatedAt: fact.recordedAt }] };
  }
  if (before === undefined) return rows;
  return { ...rows, cases: [{ ...before, state, updatedAt: fact.recordedAt }] };
}

function stateAfter(before: string, rows: Rows, fact: Fact): string {
  if (fact.source === 'case-event' && fact.kind === MECHANISM_KINDS.decided) {
    return fact.content.verdict === 'reject' ? 'rejected' : before;
  }
  if (fact.source === 'statement' && fact.kind === 'StatusChange') {
    // A planned change leaves it, until its day, as it is.
    const today = dayAt(fact.recordedAt);
    const holds = rows.accreditations.find(({ from, until }) => from <= today && (until === null || until >= today));
    return holds?.status ?? before;
  }
  return CASE_STATES[fact.kind] ?? before;
}
