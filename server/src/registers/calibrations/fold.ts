// SPDX-License-Identifier: Apache-2.0
import {
  type CalibratedThing,
  certificateAsReport,
  numberKey,
  withCalibrated,
} from '@touchstone/evidence/plausibility';
import { addDaysWithinCalendar, parseCalendarDay } from '@touchstone/identifiers';
import type { SubjectOf } from '@touchstone/statements';
import { follower } from '../../record-keeping/define-register.ts';
import type { Fact, JsonObject } from '../../record-keeping/fact.ts';
import { column, type Fold, type RowsOf, table } from '../../record-keeping/fold.ts';
import { lateRecordsIn } from '../../record-keeping/issue-gate.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { usesIn, usesTable } from '../../record-keeping/recorded-uses.ts';
import { MECHANISM_KINDS } from '../../record-keeping/mechanism-kinds.ts';
import { type Certificate, certificateIn, ISSUE, partsOf } from './record.ts';
import { type ProposedWork, worksOf } from './recorded-work/proposed-work.ts';
import { withRecords, workRecords, workUses } from './recorded-work/rows.ts';

/** One row for each certificate, on the days on which it may be relied upon. */
export const certificates = table({
  columns: {
    kind: column.text,
    number: column.text,
    thing: column.text,
    /** The specification by which it was made; empty where it names none. */
    by: column.text,
    place: column.optional(column.text),
    status: column.text,
    from: column.day,
    until: column.optional(column.day),
    /** Whether it says what the thing did before it was adjusted, so that a doubt may rest on it. */
    saysAsFound: column.boolean,
    issuer: column.text,
    statementId: column.text,
    digest: column.text,
  },
  validity: { from: 'from', until: 'until' },
  indexes: [['thing'], ['by'], ['issuer', 'number']],
});

/** Numbers that were given to certificates, those of revoked ones too: no other may have them. */
export const numbers = table({
  columns: { kind: column.text, number: column.text, numberKey: column.text },
  indexes: [['numberKey']],
  visibility: 'private',
});

/** One row for each point as it was measured, with who did it where and when: what may stand in another's way. */
export const measured = table({
  columns: {
    result: column.text,
    number: column.text,
    instruments: column.texts,
    /** What was calibrated: its name, and which thing it is where that is said; empty in a step in which it was not there. */
    thing: column.optional(column.json),
    /** The certificate, once it is signed. */
    issuer: column.optional(column.text),
    statementId: column.optional(column.text),
    person: column.text,
    /** What was done; empty where the whole work is one span. */
    step: column.optional(column.text),
    leastMinutes: column.optional(column.integer),
    site: column.text,
    from: column.instant,
    to: column.instant,
    unattended: column.boolean,
    /** False while it is only proposed, which is nobody's word yet. */
    isSigned: column.boolean,
  },
  indexes: [['person', 'from']],
  visibility: 'private',
});

/** What the steps of signed certificates used. */
export const usesOfCertificates = usesTable();

/** Who signed a certificate: kept apart from it, since it names nobody. */
export const signings = table({
  columns: {
    person: column.text,
    /** What the gate told of work that was written down late. */
    late: column.json,
  },
  visibility: 'private',
});

/** One row for each raw file of that work. */
export const rawFiles = table({
  columns: {
    ...{ digest: column.text, number: column.text, from: column.instant, to: column.instant },
    isSigned: column.boolean,
  },
  indexes: [['digest']],
  visibility: 'private',
});

/** What one person proposed and nobody decided yet: a second person must find it. */
export const waiting = table({
  columns: {
    proposal: column.integer,
    action: column.text,
    kind: column.text,
    number: column.text,
    thing: column.text,
  },
  visibility: 'private',
});

const tables = {
  ...{ certificates, numbers, measured, usesOfCertificates, signings, rawFiles, waiting },
  ...{ workRecords, workUses },
};
type Rows = RowsOf<typeof tables>;

/** What was certified, until it is due or revoked, and the work for it. */
export const calibrationsFold: Fold<typeof tables> = {
  version: 10,
  tables,
  reduce: (rows, fact) => withRecords(withWaiting(withMeasured(withStatement(rows, fact), fact), fact), fact),
};

function withStatement(rows: Rows, fact: Fact): Rows {
  if (fact.source !== 'statement') return rows;
  const { kind, issuer, id: statementId, digest, body } = fact.statement;
  if (kind === 'StatusChange') {
    const { changes, status, from } = body.credentialSubject as unknown as SubjectOf<'StatusChange'>;
    const ends = addDaysWithinCalendar(parseCalendarDay(dayAt(from)), -1);
    return {
      ...rows,
      certificates: rows.certificates.map((row) =>
        row.statementId === changes.id && (row.until === null || row.until > ends)
          ? { ...row, status, until: ends }
          : row,
      ),
    };
  }
  const certificate = certificateIn(kind, body.credentialSubject);
  const { thing, by, place = null, from, to: until = null } = partsOf(certificate);
  const { certificateNumber: number } = certificate.subject;
  const saysAsFound = certificate.kind === 'CalibrationCertificate' && certificate.subject.asFound !== undefined;
  const named = { issuer, statementId, digest, saysAsFound };
  const row = { kind, number, thing, by, place, status: 'in-force', from, until, ...named };
  return {
    ...rows,
    certificates: [...rows.certificates, row],
    numbers: [...rows.numbers, { kind, number, numberKey: numberKey(number) }],
  };
}

/**
 * The work of a certificate is what was proposed with it, each step by whoever did it. It counts from its signature on: what is
 * rejected was never said, and what is revoked is said no more, so that the same work may be certified as it was.
 */
function withMeasured(rows: Rows, fact: Fact): Rows {
  const { measured, usesOfCertificates, rawFiles, ...others } = rows;
  const rest = { ...others, usesOfCertificates };
  if (fact.source === 'statement') {
    if (fact.kind === 'StatusChange') return { ...rest, measured: [], signings: [], rawFiles: [] };
    const { issuer, id: statementId } = fact.statement;
    return {
      ...rest,
      measured: measured.map((row) => ({ ...row, issuer, statementId, isSigned: true })),
      usesOfCertificates: [...usesOfCertificates, ...usesIn(measured, fact.statement)],
      rawFiles: rawFiles.map((row) => ({ ...row, isSigned: true })),
    };
  }
  if (fact.source !== 'case-event') return rows;
  if (fact.kind === 'gate-passed') {
    return { ...rows, signings: [{ person: fact.actor.person, late: lateRecordsIn(fact.content) }] };
  }
  if (fact.kind === MECHANISM_KINDS.decided && fact.content.verdict === 'reject') {
    return {
      ...rest,
      measured: measured.filter(({ isSigned }) => isSigned),
      rawFiles: rawFiles.filter(({ isSigned }) => isSigned),
    };
  }
  if (fact.kind !== MECHANISM_KINDS.proposed || fact.content.action !== ISSUE) return rows;
  return { ...rest, ...workIn(fact.content.input as unknown as ProposedWork, fact.actor.person) };
}

/** An approval ends whatever else waited in the case: what is still wanted is proposed anew. */
function withWaiting(rows: Rows, fact: Fact): Rows {
  if (fact.source !== 'case-event') return rows;
  const { kind, content, entry: proposal } = fact;
  if (kind === MECHANISM_KINDS.proposed) {
    const { action, input } = content as unknown as { readonly action: string; readonly input: Partial<ProposedWork> };
    const about = input.certificate === undefined ? rows.certificates[0] : describe(input.certificate);
    if (about === undefined) return rows;
    const { kind: of, number, thing } = about;
    return { ...rows, waiting: [...rows.waiting, { proposal, action, kind: of, number, thing }] };
  }
  if (kind !== MECHANISM_KINDS.decided) return rows;
  const left = content.verdict === 'approve' ? [] : rows.waiting.filter((one) => one.proposal !== content.proposal);
  return { ...rows, waiting: left };
}

function describe(certificate: Certificate) {
  return { kind: certificate.kind, number: certificate.subject.certificateNumber, thing: partsOf(certificate).thing };
}

function workIn(proposed: ProposedWork, proposer: string): Pick<Rows, 'measured' | 'rawFiles'> {
  const { certificate } = proposed;
  const { certificateNumber: number, references = [] } = certificate.subject;
  const named = [...new Set(references.map(({ standard }) => standard))];
  const steps = worksOf(proposed, { person: proposer }).flatMap(({ result, person, leastMinutes = null, steps: own }) =>
    own.map((one) => ({ ...one, result, person, leastMinutes })),
  );
  const { thing } = certificateAsReport(certificate);
  return {
    measured: withCalibrated(steps, thing).map(
      ({
        result,
        person,
        leastMinutes,
        what: step = null,
        site,
        from,
        to,
        unattended = false,
        instruments = named,
        calibrated,
      }) => ({
        ...{ result, number, instruments: [...instruments], person, site, from, to, unattended, isSigned: false },
        ...{ step, leastMinutes, thing: thingOf(calibrated), issuer: null, statementId: null },
      }),
    ),
    rawFiles: steps.flatMap(({ rawFiles: kept, from, to }) =>
      [...new Set(kept.map(({ digest }) => digest))].map((digest) => ({ digest, number, from, to, isSigned: false })),
    ),
  };
}

function thingOf(calibrated: CalibratedThing | undefined): JsonObject | null {
  return calibrated === undefined
    ? null
    : (JSON.parse(
        JSON.stringify({ name: calibrated.name, item: calibrated.item, isPresumed: calibrated.isPresumed }),
      ) as JsonObject);
}

/** Everything public that has a link upwards: certificates, standards and reports, by place; what the list of broken links walks. */
export const traced = table({
  columns: {
    kind: column.text,
    thing: column.text,
    place: column.text,
    from: column.day,
    until: column.optional(column.day),
    issuer: column.text,
    statementId: column.text,
  },
  validity: { from: 'from', until: 'until' },
  indexes: [['place']],
  visibility: 'public',
});

const CERTIFICATES = ['CalibrationCertificate', 'ReferenceMaterialCertificate', 'VerificationCertificate'];
const TRACED_KINDS = [...CERTIFICATES, 'MeasurementStandard', 'TestReport'];

/** Follows the public facts of every register, by position; knows no register but by the kinds of statement. */
export const tracedFollower = follower({
  name: 'traced',
  version: 1,
  kinds: TRACED_KINDS,
  tables: { traced },
  keysOf: (fact) => (fact.source === 'statement' ? [fact.statement.id] : []),
  reduce(rows, fact) {
    if (fact.source !== 'statement') return rows;
    const { kind, issuer, id: statementId, body } = fact.statement;
    const { place = fact.jurisdiction, ...parts } = tracedParts(kind, body.credentialSubject);
    return { traced: [...rows.traced, { kind, place, ...parts, issuer, statementId }] };
  },
});

function tracedParts(kind: string, subject: unknown) {
  if (kind === 'TestReport') {
    const { reportNumber: thing, laboratory, issuedOn: from } = subject as SubjectOf<'TestReport'>;
    return { thing, place: laboratory.place as string | undefined, from, until: null };
  }
  if (kind === 'MeasurementStandard') {
    const { standard: thing, place, from, to: until = null } = subject as SubjectOf<'MeasurementStandard'>;
    return { thing, place: place as string | undefined, from, until };
  }
  const { thing, place, from, to: until = null } = partsOf(certificateIn(kind, subject));
  return { thing, place: place as string | undefined, from, until };
}
