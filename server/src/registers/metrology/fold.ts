// SPDX-License-Identifier: Apache-2.0
import { nameKey } from '@touchstone/identifiers';
import type { SubjectOf } from '@touchstone/statements';
import type { CaseEventFact, Json, StatementFact } from '../../record-keeping/fact.ts';
import { column, type Fold, type RowOf, type RowsOf, table } from '../../record-keeping/fold.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { MECHANISM_KINDS } from '../../record-keeping/mechanism-kinds.ts';
import { stretchesOf } from './periods.ts';
import type { Attested } from './record.ts';

/** One row for each stretch of days in which an attestation has one status. */
export const attestations = table({
  columns: {
    kind: column.text,
    name: column.text,
    number: column.text,
    /** Name and number as they are compared: two that look alike are one. */
    thingKey: column.text,
    numberKey: column.text,
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
  indexes: [['kind', 'place'], ['name'], ['numberKey'], ['thingKey']],
  visibility: 'public',
});

/** Which edition takes the place of which, as an authority said of the one or of the other. */
export const successions = table({
  columns: {
    ...{ replaced: column.text, specification: column.text, place: column.text, from: column.day },
    ...{ issuer: column.text, statementId: column.text, digest: column.text },
    /** From which day on nothing is said any more, where that is known. */
    ended: column.optional(column.day),
    switchBy: column.json,
  },
  indexes: [['replaced']],
  visibility: 'public',
});

/** Every edition that was signed. */
export const editions = table({
  columns: {
    kind: column.text,
    issuer: column.text,
    statementId: column.text,
    digest: column.text,
    recordedAt: column.instant,
    subject: column.json,
  },
  visibility: 'public',
});

/** What changed their status, and from which day; what was planned and taken back before its day stays, and says so. */
export const changes = table({
  columns: {
    ...{ changeId: column.text, statementId: column.text, status: column.text, from: column.instant },
    ...{ fromDay: column.day, reason: column.text, recordedAt: column.instant, isVoid: column.boolean },
  },
  visibility: 'public',
});

/** What one person proposed and nobody decided yet: a second person must find it. */
export const waiting = table({
  columns: { proposal: column.integer, action: column.text, kind: column.text, name: column.text, number: column.text },
  visibility: 'private',
});

const tables = { attestations, successions, editions, changes, waiting };

type Row = RowOf<(typeof attestations)['columns']>;
type Rows = RowsOf<typeof tables>;

/** Editions and changes are kept as they come; the stretches of days are worked out of them anew each time. */
export const metrologyFold: Fold<typeof tables> = {
  version: 4,
  tables,
  reduce(rows, fact) {
    if (fact.source === 'case-event') return withProposal(rows, fact);
    if (fact.source !== 'statement') return rows;
    const next = withStatement(rows, fact);
    // Rows come back in no order of their own.
    const inOrder = [...next.editions].sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1));
    const known = inOrder.map((edition, index) => {
      const { issuer, statementId, digest, subject: content } = edition;
      const described = rowOf(attestedIn(edition));
      const later = inOrder.slice(index + 1).map((one) => rowOf(attestedIn(one)).from);
      const stretches = stretchesOf({ ...described, statementId }, { changes: next.changes, next: later.sort()[0] });
      const keys = { thingKey: nameKey(described.name), numberKey: nameKey(described.number) };
      return {
        edition,
        rows: stretches.map((one) => ({ ...described, ...keys, issuer, statementId, digest, content, ...one })),
      };
    });
    return { ...rows, ...next, attestations: known.flatMap((one) => one.rows), successions: successionsOf(known) };
  },
};

/** An approval ends whatever else waited in the case: what is still wanted is proposed anew. */
function withProposal(rows: Rows, { kind, content, entry }: CaseEventFact): Rows {
  if (kind === MECHANISM_KINDS.proposed) {
    const { action, input } = content as unknown as Proposed;
    const last = rows.editions.reduce<Edition | undefined>(
      (newest, one) => (newest === undefined || one.recordedAt > newest.recordedAt ? one : newest),
      undefined,
    );
    const about = input.attested ?? (last === undefined ? undefined : attestedIn(last));
    if (about === undefined) return rows;
    const { name, number } = rowOf(about);
    return { ...rows, waiting: [...rows.waiting, { proposal: entry, action, kind: about.kind, name, number }] };
  }
  if (kind !== MECHANISM_KINDS.decided) return rows;
  const left = content.verdict === 'approve' ? [] : rows.waiting.filter((one) => one.proposal !== content.proposal);
  return { ...rows, waiting: left };
}

interface Proposed {
  readonly action: string;
  readonly input: { readonly attested?: Attested };
}

type Edition = Rows['editions'][number];

function attestedIn({ kind, subject }: Edition): Attested {
  return { kind, subject } as unknown as Attested;
}

function withStatement(rows: Rows, { statement, recordedAt }: StatementFact): Pick<Rows, 'editions' | 'changes'> {
  const { kind, issuer, id: statementId, digest, body } = statement;
  const { editions, changes } = rows;
  const subject = body.credentialSubject as unknown;
  if (kind !== 'StatusChange') {
    return {
      changes,
      editions: [...editions, { kind, issuer, statementId, digest, recordedAt, subject: subject as Json }],
    };
  }
  const { changes: changed, status, from, reason } = subject as SubjectOf<'StatusChange'>;
  if (changes.some(({ changeId }) => changeId === changed.id)) {
    return { editions, changes: changes.map((one) => (one.changeId === changed.id ? { ...one, isVoid: true } : one)) };
  }
  const made = { changeId: statementId, statementId: changed.id, status, from, fromDay: dayAt(from), reason };
  return { editions, changes: [...changes, { ...made, recordedAt, isVoid: false }] };
}

/** What is said again, of other days perhaps, takes the place of what was said before; all of it ends with the newest. */
function successionsOf(known: readonly { readonly edition: Edition; readonly rows: readonly Row[] }[]) {
  const last = known.at(-1)?.rows.at(-1);
  // What an edition says of itself has no reason; what a change says does.
  const ended = last === undefined || last.reason === null || last.status === 'in-force' ? null : last.from;
  return known
    .flatMap(({ edition }) => {
      const { issuer, statementId, digest } = edition;
      return successionsIn(attestedIn(edition)).map((one) => ({ ...one, ended, issuer, statementId, digest }));
    })
    .filter((one, index, all) => !all.slice(index + 1).some((later) => isSame(one, later)));
}

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

type Described = Pick<
  Row,
  'kind' | 'name' | 'number' | 'type' | 'place' | 'party' | 'partyName' | 'status' | 'from' | 'until'
>;

function rowOf({ kind, subject }: Attested): Described {
  const { place, from } = subject;
  const common = { kind, place, from, until: subject.to ?? null, status: 'in-force' };
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
