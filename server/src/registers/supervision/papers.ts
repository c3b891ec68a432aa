// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '@touchstone/credentials/node';
import { numberKey, tellingResults } from '@touchstone/evidence/plausibility';
import { digestFromSha256 } from '@touchstone/identifiers';
import type { SubjectOf } from '@touchstone/statements';
import { follower } from '../../record-keeping/define-register.ts';
import { column, table } from '../../record-keeping/fold.ts';
import { dayAt } from '../../record-keeping/local-day.ts';

/** Kinds of signed paper over which indicators are worked out. */
export const PAPER_KINDS = [
  'TestReport',
  'CalibrationCertificate',
  'VerificationCertificate',
  'ReferenceMaterialCertificate',
] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

/** Reports and certificates, each where its owner's rows are: what a list of indicators goes through. */
export const papers = table({
  columns: {
    kind: column.text,
    number: column.text,
    /** By which two numbers that look alike are one. */
    numberKey: column.text,
    place: column.text,
    issuer: column.text,
    issuerName: column.text,
    statementId: column.text,
    digest: column.text,
    issuedOn: column.day,
    /** The case in which it was signed, by which its laboratory's own records are found. */
    case: column.text,
    sample: column.text,
    /** Digest of results that two samples do not have by chance; empty where there are none. */
    results: column.text,
    status: column.text,
  },
  indexes: [['place', 'issuedOn'], ['issuer', 'numberKey'], ['results']],
});

/** Follows what is signed, whoever keeps its register, and what becomes of it. */
export const papersFollower = follower({
  name: 'papers',
  version: 3,
  sees: 'per-owner',
  kinds: [...PAPER_KINDS, 'StatusChange'],
  tables: { papers },
  keysOf: (fact) => {
    if (fact.source !== 'statement') return [];
    if (fact.kind !== 'StatusChange') return [fact.statement.id];
    return [(fact.statement.body.credentialSubject as unknown as SubjectOf<'StatusChange'>).changes.id];
  },
  reduce(rows, fact) {
    if (fact.source !== 'statement') return rows;
    const { kind, issuer, id: statementId, digest, issuedAt, body } = fact.statement;
    const subject = body.credentialSubject as unknown;
    if (kind === 'StatusChange') {
      const { changes, status } = subject as SubjectOf<'StatusChange'>;
      const isOf = (row: (typeof rows.papers)[number]) => row.issuer === issuer && row.digest === changes.digest;
      return { papers: rows.papers.map((row) => (isOf(row) ? { ...row, status } : row)) };
    }
    const parts = partsOf({ kind, subject } as Paper);
    const named = { kind, issuer, statementId, digest, issuedOn: dayAt(issuedAt), case: fact.stream, status: 'active' };
    const keys = { numberKey: numberKey(parts.number) };
    return { papers: [...rows.papers, { ...named, ...parts, ...keys, place: parts.place ?? fact.jurisdiction }] };
  },
});

/** Where those who vouch for a body say that it works: by this the papers are found that state another place. */
export const workplaces = table({
  columns: { body: column.text, place: column.text },
  indexes: [['body'], ['place']],
  visibility: 'public',
});

/** Follows who attests where somebody works; what a body says of itself is none. */
export const workplacesFollower = follower({
  name: 'workplaces',
  version: 1,
  kinds: ['Accreditation', 'StatutoryQualification'],
  tables: { workplaces },
  keysOf: (fact) => (fact.source === 'statement' ? [fact.statement.id] : []),
  reduce(rows, fact) {
    if (fact.source !== 'statement') return rows;
    const { issuer, body } = fact.statement;
    const subject = body.credentialSubject as unknown as
      | SubjectOf<'Accreditation'>
      | SubjectOf<'StatutoryQualification'>;
    if (issuer === subject.id) return rows;
    const places = 'place' in subject ? [subject.place] : (subject.premises ?? []).map(({ place }) => place);
    return { workplaces: [...new Set(places)].map((place) => ({ body: subject.id, place })) };
  },
});

type Paper = { readonly [K in PaperKind]: { readonly kind: K; readonly subject: SubjectOf<K> } }[PaperKind];

function partsOf({ kind, subject }: Paper) {
  if (kind === 'TestReport') {
    const { reportNumber: number, laboratory, sample, results } = subject;
    const telling = tellingResults(results);
    const key = telling === undefined ? '' : digestFromSha256(nodeSuite.sha256(telling));
    return { number, issuerName: laboratory.name, place: laboratory.place, sample: sample.sample, results: key };
  }
  const { certificateNumber: number } = subject;
  const of = { number, sample: '', results: '' };
  if (kind === 'VerificationCertificate') return { ...of, issuerName: subject.institute.name, place: subject.place };
  const maker = kind === 'CalibrationCertificate' ? subject.laboratory : subject.producer;
  return { ...of, issuerName: maker.name, place: maker.place };
}
