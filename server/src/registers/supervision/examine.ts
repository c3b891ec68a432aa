// SPDX-License-Identifier: Apache-2.0
import {
  indicatorsOfCertificate,
  indicatorsOfKept,
  indicatorsOfReport,
  type KeptHistories,
  type KeptStretch,
  type KeptThings,
  type AskFood,
  type KnownAround,
  placesOfCertificate,
  placesOfReport,
  resultsKey,
  type Work,
} from '@touchstone/evidence/plausibility';
import { askRecord, type Paper, standingDecisions, type Surroundings } from '@touchstone/evidence/traceability';
import { type CalendarDay, nameKey, type Place, parseDid, parseInstant, parsePlace } from '@touchstone/identifiers';
import type { SubjectOf } from '@touchstone/statements';
import type { SignedAt, SignedWork } from '../../record-keeping/signed-work.ts';
import { type CompetentRoot, faultsOfAuthority } from '../../record-keeping/competent-root.ts';
import type { KeptMark } from '../../record-keeping/issue-gate.ts';
import type { RowOf } from '../../record-keeping/fold.ts';
import type { StatementRecord } from '../../record-keeping/fact.ts';
import type { RowOrigin } from '../../record-keeping/reads.ts';
import type { SupervisedReads } from '../../record-keeping/supervised-reads.ts';
import { PAPER_KINDS, papers } from './papers.ts';
import type { SupervisedPaper } from './record.ts';

export type PaperRow = RowOf<(typeof papers)['columns']> & RowOrigin;

/** Gives, by case, what laboratories recorded around what they signed: who worked where and when, who was authorised. */
export type ReadSignedWork = (
  reads: Pick<SupervisedReads, 'rows'>,
  signed: readonly SignedAt[],
) => Promise<ReadonlyMap<string, SignedWork>>;

/** Gives, by owner and name, the stretches of instruments in the lists that are kept here, and what was written down of them when. */
export type ReadStretches = (
  reads: Pick<SupervisedReads, 'rows' | 'findStatements'>,
  asked: {
    readonly asked: readonly { readonly owner: string; readonly names: readonly string[] }[];
    readonly roots: readonly CompetentRoot[];
  },
) => Promise<
  ReadonlyMap<
    string,
    {
      readonly windows: ReadonlyMap<string, readonly KeptStretch[]>;
      readonly histories: KeptHistories;
      readonly things: KeptThings;
    }
  >
>;

/** What a list of indicators is worked out with. */
export interface Means {
  readonly roots: readonly CompetentRoot[];
  readonly readSignedWork: ReadSignedWork;
  readonly readStretches: ReadStretches;
  /** Foods and their groups, where requirements are loaded. */
  readonly isUnder?: AskFood | undefined;
}

/** A paper with the places whose authorities answer for it. */
export type ExaminedPaper = SupervisedPaper & { readonly answering: readonly Place[] };

/** Works out what is noticed about a page of papers: in a number of queries that does not grow with the page. */
export async function examinePapers(
  rows: readonly PaperRow[],
  { reads, on }: { readonly reads: SupervisedReads; readonly on: CalendarDay },
  { roots, readSignedWork, readStretches, isUnder }: Means,
): Promise<readonly ExaminedPaper[]> {
  if (rows.length === 0) return [];
  const identities = rows.map(({ issuer, statementId: id }) => ({ by: 'identity' as const, issuer, id }));
  const statements = (await reads.findStatements(identities)).map(([one]) => one);
  const results = statements.map((one) => (one?.kind === 'TestReport' ? resultsIn(one.body.credentialSubject) : []));
  const used = statements.map((one) => (one === undefined ? [] : namedIn(one)));
  const signed = rows.map(({ owner, case: stream }) => ({ owner, stream }));
  const work = await readSignedWork(reads, signed);
  const asked = rows.map(({ owner, case: stream }, at) => ({
    ...{ owner, names: [...(used[at] ?? []), ...usedInSteps(work.get(stream))] },
  }));
  const kept = await readStretches(reads, { asked, roots });
  const repeats = await readRepeats(rows, reads);
  // Of editions this node's own register speaks; what came from elsewhere could withdraw a method for everybody.
  const find = async (asked: Parameters<SupervisedReads['findStatements']>[0]) =>
    (await reads.findStatements(asked)).map((each) =>
      each.filter(({ kind, register }) => kind !== 'StandardNotice' || register === 'standards'),
    );
  return askRecord({ find, roots }, (around) =>
    rows.map((row, at) => {
      const otherReports = repeatsOf(row, results[at] ?? [], repeats);
      const { windows: instruments, histories, things: keptThings } = kept.get(row.owner) ?? {};
      const listed = { instruments, histories, keptThings, ...signedAtOf(row, statements[at]) };
      const { late = [], ...worked } = keptHere(row, { worked: work.get(row.case), keptThings });
      const known = { ...worked, isUnder, otherReports, ...listed, ...homeOf(row) };
      const answering = [...new Set([parsePlace(row.place), ...placesOf(row, around)])];
      const decisions = decisionsOn(row, { around, on, answering });
      return {
        ...namesOf(row),
        answering,
        indicators: [...examine(row, around, known), ...lateIn(row, late)],
        decisions,
      };
    }),
  );
}

/** Things that a paper names as what it was measured with. */
function namedIn({ kind, body: { credentialSubject: subject } }: StatementRecord): readonly string[] {
  if (kind === 'TestReport') {
    return resultsIn(subject).flatMap(({ instruments = [] }) => instruments.map((one) => one.instrument));
  }
  const { references = [], instrument } = subject as unknown as Partial<SubjectOf<'CalibrationCertificate'>>;
  return [...references.map(({ standard }) => standard), ...(instrument === undefined ? [] : [instrument])];
}

/** Things that only the recorded steps of a paper name. */
function usedInSteps({ work = [] }: Partial<SignedWork> = {}): readonly string[] {
  return [...new Set(work.flatMap(({ steps }) => steps.flatMap(({ instruments = [] }) => instruments)))];
}

interface Worked {
  readonly worked: SignedWork | undefined;
  readonly keptThings: KeptThings | undefined;
}

/** A standard that others keep is named for what it stands for: of a certificate only what its maker keeps was carried to a place. */
function keptHere({ kind }: PaperRow, { worked, keptThings }: Worked): Partial<SignedWork> {
  if (worked === undefined || kind === 'TestReport') return worked ?? {};
  const kept = new Set([...(keptThings ?? new Map<string, unknown>()).keys()].map(nameKey));
  const here = (names: readonly string[]) => names.filter((name) => kept.has(nameKey(name)));
  const { work, otherWork, ...rest } = worked;
  return {
    ...{ ...rest, otherWork: otherWork.map((one) => ({ ...one, instruments: here(one.instruments) })) },
    ...(work === undefined ? {} : { work: work.map((one) => ({ ...one, steps: one.steps.map(stepHere) })) }),
  };
  function stepHere(step: Work['steps'][number]): Work['steps'][number] {
    return step.instruments === undefined ? step : { ...step, instruments: here(step.instruments) };
  }
}

/** What the gate of a paper told of work that was written down late: what was written before stays in the case of the laboratory. */
function lateIn({ status }: PaperRow, late: readonly KeptMark[]): ReturnType<typeof examine> {
  if (status !== 'active') return [];
  return indicatorsOfKept(late).map((each) => ({ ...each, values: { ...each.values } }));
}

/** When the maker of a paper put it on record; of what others put there, that says nothing. */
function signedAtOf({ owner, issuer }: Pick<PaperRow, 'owner' | 'issuer'>, statement: StatementRecord | undefined) {
  return statement === undefined || owner !== issuer ? {} : { signedAt: parseInstant(statement.recordedAt) };
}

/** Where the maker of a paper was at home when it put it on record; of what others put there, that says nothing. */
function homeOf({ owner, issuer, jurisdiction }: Pick<PaperRow, 'owner' | 'issuer' | 'jurisdiction'>) {
  return owner === issuer ? { recordedIn: jurisdiction } : {};
}

type Recorded = Pick<PaperRow, 'issuer' | 'statementId' | 'owner' | 'jurisdiction'>;

/** The places whose authorities answer for a paper: that which it states, and what is attested against it. */
function placesOf(row: Recorded, around: Surroundings): readonly Place[] {
  const paper = around.papers.identified(row.issuer, row.statementId);
  if (paper === undefined) return [];
  const known = homeOf(row);
  return paper.statement.kind === 'TestReport'
    ? placesOfReport(paper as Paper<'TestReport'>, around, known)
    : placesOfCertificate(paper as Paper<'CalibrationCertificate'>, around, known);
}

/** The same of one recorded paper, before an authority decides about it; none of a kind that no laboratory makes. */
export function placesOfPaper(
  { kind, issuer, id: statementId, owner, jurisdiction }: StatementRecord,
  { findStatements }: Pick<SupervisedReads, 'findStatements'>,
  roots: readonly CompetentRoot[],
): Promise<readonly Place[]> {
  if (!PAPER_KINDS.some((one) => one === kind)) return Promise.resolve([]);
  const row = { issuer, statementId, owner, jurisdiction };
  return askRecord({ find: (asked) => findStatements(asked), roots }, (around) => placesOf(row, around));
}

function namesOf({ kind, number, place, issuer, issuerName, statementId, digest, issuedOn, status }: PaperRow) {
  const named = { kind: kind as SupervisedPaper['kind'], number, place, issuer, issuerName };
  return { ...named, statementId, digest, issuedOn, status };
}

const resultsIn = (subject: unknown) => (subject as SubjectOf<'TestReport'> | undefined)?.results ?? [];

/** Nothing is said of what its issuer has taken back, or replaced by another. */
function examine({ issuer, statementId, status }: PaperRow, around: Surroundings, known: KnownAround) {
  const paper = around.papers.identified(issuer, statementId);
  if (paper === undefined || status !== 'active') return [];
  const indicators =
    paper.statement.kind === 'TestReport'
      ? indicatorsOfReport(paper as Paper<'TestReport'>, around, known)
      : indicatorsOfCertificate(paper as Paper<'CalibrationCertificate'>, around, known);
  return indicators.map((each) => ({ ...each, ...(each.values === undefined ? {} : { values: { ...each.values } }) }));
}

/** Other papers in force with the number of one of these by the same issuer, of whatever kind, or with its results: one query. */
async function readRepeats(rows: readonly PaperRow[], reads: SupervisedReads): Promise<readonly PaperRow[]> {
  const of = (name: 'numberKey' | 'issuer' | 'results') => [...new Set(rows.map((row) => row[name]))];
  const results = of('results').filter((key) => key !== '');
  return reads
    .rows(papers, { ...reads.asOf })
    .selectAll()
    .where('status', '=', 'active')
    .where((where) =>
      where.or([
        where.and([where('issuer', 'in', of('issuer')), where('numberKey', 'in', of('numberKey'))]),
        ...(results.length === 0 ? [] : [where('results', 'in', results)]),
      ]),
    )
    .limit(REPEATS_MAX)
    .execute();
}
const REPEATS_MAX = 5_000;

function repeatsOf(row: PaperRow, results: SubjectOf<'TestReport'>['results'], found: readonly PaperRow[]) {
  return found
    .filter(({ statementId }) => statementId !== row.statementId)
    .filter((other) => (other.issuer === row.issuer && other.numberKey === row.numberKey) || isSame(other, row))
    .map((other) => {
      const isOwn = other.issuer === row.issuer;
      const [reportNumber, sample] = isOwn
        ? [other.number, other.sample]
        : [`${other.issuerName} ${other.number}`, `${other.issuerName} ${other.sample}`];
      return {
        reportNumber,
        sample,
        results: isSame(other, row) ? resultsKey(results) : '',
        isOtherKind: other.kind !== row.kind,
      };
    });
}

const isSame = (one: PaperRow, other: PaperRow) => one.results !== '' && one.results === other.results;

/** What the authorities of its place decided about a paper, and have not taken back. */
function decisionsOn(
  { issuer, statementId, digest }: PaperRow,
  {
    around,
    on,
    answering,
  }: { readonly around: Surroundings; readonly on: CalendarDay; readonly answering: readonly Place[] },
) {
  const { papers: known, roots } = around;
  return standingDecisions({ issuer: parseDid(issuer), id: statementId, digest }, known, on)
    .filter(({ statement: { issuer: by } }) =>
      answering.some((place) => faultsOfAuthority(roots, by, place).length === 0),
    )
    .map(({ statement: { issuer: by, id, subject } }) => {
      const { kind, reason, legalBasis, decidedOn } = subject;
      return { kind, issuer: by, id, decidedOn, reason, legalBasis: legalBasis.instrument };
    });
}
